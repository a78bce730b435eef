"""In which senses a text can be a date, and which of them shut one another out."""

from collections.abc import Mapping
from enum import StrEnum


class Sense(StrEnum):
    """What a date that can be read in several ways is read as."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    MONTH = "month"
    SPAN = "span"
    QUARTER = "quarter"
    WEEK = "week"


ORDERS = frozenset((Sense.DMY, Sense.MDY, Sense.YMD))
PARTS = frozenset((Sense.MONTH, Sense.SPAN, Sense.QUARTER, Sense.WEEK))
"""What a number beside a year is of: a month, the next year, a quarter or a week."""
Readings = Mapping[Sense | None, str]
"""Each sense in which a text is a date, and what it is then in the words of `parse_period`; None for the only one."""


def century(year: int) -> str:
    """A year of two digits in full: one of the last hundred, or of this one."""
    return f"20{year:02d}" if year < 70 else f"19{year:02d}"
