"""Figures that say nothing but the value of a day, as nearly all of a million do: read many at a time.

What is said in any other way - a figure that is provisional or takes another back, a number that is no text - is read
as a `Figure`, which says what is wrong with it where something is.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import Struct

from coopctl.plan.plan import Entry
from coopctl.values.calendar import FIRST_DAY, FIRST_MOMENT, LAST_DAY, LAST_MOMENT


class PlainFigure(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A figure as its line has it, with the texts of its value, day and time, which are to be checked."""

    key: str
    goal: str
    recorded_at: str
    date: str
    value: str
    on: str = ""
    note: str = ""
    source: str = ""
    url: str = ""
    who: str = ""
    batch: str = ""
    by: str = ""
    said_at: datetime | None = None


class Lines(Struct, frozen=True):
    """Some figures in order, by the places of the first and the last: `whole` as entries.

    Where all of them are plain they are there as `figures`, too, with the ordinals of their days and their values.
    """

    first: int
    last: int
    whole: Callable[[], Iterable[Entry]]
    figures: Collection[PlainFigure] = ()
    days: Sequence[int] = ()
    values: Sequence[str] = ()


# Far fewer digits than a value may have, so that none of these is too long.
_VALUES = re.compile(r"(?:-?[0-9]{1,14}(?:\.[0-9]{1,14})?,)*+")
_MOMENT, _VALUE, _DATE = map(attrgetter, ("recorded_at", "value", "date"))


def lines_of(figures: dict[int, PlainFigure], whole: Callable[[], Iterable[Entry]]) -> Lines | None:
    """Plain figures by place, with their days and values; None where one has what a `Figure` may not, which says so."""
    plain = figures.values()
    days, values = list(map(ordinal_of, map(_DATE, plain))), list(map(_VALUE, plain))
    sound = (
        all(days)
        and _VALUES.fullmatch(",".join([*values, ""])) is not None
        and all(map(_is_moment, set(map(_MOMENT, plain))))
    )
    return Lines(next(iter(figures)), next(reversed(figures)), whole, plain, days, values) if sound else None


@cache
def ordinal_of(day: str) -> int:
    """The ordinal of a day, 0 for what is none that a figure may have."""
    found: date | None = _converted(day, date)
    return found.toordinal() if found is not None and FIRST_DAY <= found <= LAST_DAY else 0


def _is_moment(text: str) -> bool:
    found: datetime | None = _converted(text, datetime)
    return found is not None and found.tzinfo is not None and FIRST_MOMENT <= found <= LAST_MOMENT


def _converted(text: str, kind: Any) -> Any:
    try:
        return msgspec.convert(text, kind)
    except msgspec.ValidationError:
        return None
