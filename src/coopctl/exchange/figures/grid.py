"""Dates in two halves, one beside the rows and one above the columns: years by months, or months by years."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coopctl.exchange.figures.content import Looked
from coopctl.exchange.figures.dates import QUARTER, YEAR, quarter_of
from coopctl.exchange.figures.months import is_month, number_of
from coopctl.exchange.figures.words import WHEN, plain
from coopctl.values.patterns import later
from coopctl.values.vocabulary import TOTALS

_NUMBERS = range(1, 13)
_SPELLED = frozenset(f"{number:0{width}d}" for number in _NUMBERS for width in (1, 2))
# Beside other years that need not begin in January a month does not say in which of two it lies.
_SPLIT = later(r"school|academic|season", re.IGNORECASE)

_FITS = {"quarter": QUARTER, "year": YEAR}
# Which half stands above, and which beside; a year may stand above one column alone.
_PAIRS = (("month", "year"), ("quarter", "year"), ("year", "month"), ("year", "quarter"))


class Half(NamedTuple):
    """A half of the dates of a column's values: `month` with `Jan`, `quarter` with `Q3`, or `year` with `2024`."""

    role: str
    text: str


def halves(looked: Looked) -> dict[int, Half]:
    """The columns whose header is one half of a date, the other half being in the rows; `looked.at` says then where.

    None where the rows have whole dates, or no column has a half.
    """
    for above, beside in _PAIRS:
        columns = _above(above, looked)
        place = _beside(beside, looked) if columns else None
        if place is not None:
            _settle(looked.at, beside, place)
            return {one: Half(above, looked.header[one].strip()) for one in columns if one != place}
    return {}


def _fits(role: str, text: str) -> bool:
    """Whether a text is a half of a date: a month, a quarter or a year."""
    return is_month(text) if role == "month" else _FITS[role].fullmatch(text) is not None


def months_without_year(header: Sequence[str]) -> list[str]:
    """The columns that name a month or quarter, of a year that nothing says; none where there is only one."""
    named = [name for name in header if any(_fits(role, name.strip()) for role in ("month", "quarter"))]
    return named if len(named) > 1 else []


def from_first(names: Sequence[str]) -> bool:
    """Whether months or quarters follow one another from the first of a year on, so that all are of one."""
    words = [name.strip(" .").casefold() for name in names]
    numbers = [number_of(word) if is_month(word) else quarter_of(word) for word in words]
    return numbers == sorted(set(numbers)) and numbers[0] == 1


def _above(role: str, looked: Looked) -> list[int]:
    """The columns that this half of a date stands above: by name, or the months 1 to 12, all of them."""
    free, header = looked.left, looked.header
    named = [place for place in free if _fits(role, header[place].strip())]
    if named[1:] or role == "year":
        return named
    numbered = [place for place in free if header[place].strip() in _SPELLED]
    return numbered if [int(header[place]) for place in numbered] == list(_NUMBERS) else []


def _beside(role: str, looked: Looked) -> int | None:
    """The column of the rows' half of the dates: the only one that has such, and no other date."""
    dated = [looked.at[one] for one in WHEN if one in looked.at]
    if len(dated) > 1 or (dated and _is_other(role, looked.header[dated[0]], looked.chosen)):
        return None
    found = [place for place in dated or looked.left if _is_half(role, looked.cells(place), numbers=bool(dated))]
    return found[0] if len(found) == 1 else None


def _is_other(role: str, name: str, chosen: Mapping[str, str]) -> bool:
    """Whether a column is said to be something else than this half of dates, or is of years of another kind."""
    return bool(_SPLIT.search(plain(name))) or any(one in chosen and one != role for one in WHEN)


def _is_half(role: str, cells: Sequence[str], *, numbers: bool) -> bool:
    """Whether cells are halves of dates, but for totals and remarks; months may be `numbers` where the name says so."""
    spelled = _SPELLED if numbers and role == "month" else frozenset()
    said = {*cells} - {""}
    fitting = {text for text in said if _fits(role, text) or text.removesuffix(".0") in spelled}
    return bool(fitting) and all(text.casefold() in TOTALS or " " in text for text in said - fitting)


def _settle(at: dict[str, int], role: str, place: int) -> None:
    """Let a column have this role, and no other one of dates."""
    for one in WHEN:
        at.pop(one, None)
    at[role] = place
