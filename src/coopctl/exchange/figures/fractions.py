"""Years with a fraction, as programs of statistics write months and quarters: 1960.25 is the second quarter of 1960."""

import re
from decimal import Decimal

from coopctl.exchange.figures.senses import Readings, Sense
from coopctl.values.patterns import later

_YEAR = later(r"(?P<year>[0-9]{4})(?:\.(?P<part>[0-9]{1,16}))?", re.ASCII)
# `2019.08` is August where nothing else in its column shows a fraction.
_MONTH = later(r"0[1-9]|1[0-2]", re.ASCII)
_MONTHS = 12
_QUARTERS = frozenset((0, 3, 6, 9))
# So far a fraction may be off what it stands for: by the rounding of its last digit, or of a binary number.
_LAST, _LEAST = Decimal("0.6"), Decimal("0.000001")
_BARE = frozenset(("", "0", "5"))


def shows_fraction(text: str) -> bool:
    """Whether a text is a year with a fraction that is no number of a month, and that of one."""
    found = _YEAR.fullmatch(text)
    part = (found["part"] or "") if found else ""
    return bool(part.strip("0")) and not _MONTH.fullmatch(part) and bool(of_fraction(text))


def of_fraction(text: str) -> Readings:
    """The month that begins with the fraction of a year, and the quarter; none where none does."""
    found = _YEAR.fullmatch(text)
    before = None if found is None else months_before(text)
    if found is None or before is None:
        return {}
    able: dict[Sense | None, str] = {Sense.MONTH: f"{found['year']}-{before + 1:02d}"}
    quarter: dict[Sense | None, str] = {Sense.QUARTER: f"{found['year']}-Q{before // 3 + 1}"}
    return able | quarter if before in _QUARTERS else able


def months_before(text: str) -> int | None:
    """How many months of its year a fraction leaves out; None where that is no whole number."""
    part = text.partition(".")[2]
    if len(part) < 2 and part not in _BARE:
        return None
    share = Decimal(f"0.{part or 0}")
    off = max(_LAST.scaleb(-len(part)), _LEAST) if part else _LEAST
    return next((number for number in range(_MONTHS) if abs(share - Decimal(number) / _MONTHS) <= off), None)


def are_quarters(before: frozenset[int]) -> bool:
    """Whether the fractions of a whole column are those of quarters, of which each is there."""
    return before == _QUARTERS
