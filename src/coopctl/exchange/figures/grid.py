"""Dates in two halves, one beside the rows and one above the columns: years by months, or months by years."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coopctl.exchange.figures.words import WHEN, plain
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.rows import Cell
from coopctl.values.patterns import later
from coopctl.values.vocabulary import MONTHS, TOTALS, pattern

_YEAR = later(r"(?:19|20)[0-9]{2}(?:\.0)?", re.ASCII)
_MONTH = later(rf"(?:{pattern({*MONTHS, 'sept'})})\.?", re.IGNORECASE)
_QUARTER = later(r"[QT][1-4]|[1-4](?:\.|er|e|º)? (?:quarter|quartal|trimestre)", re.IGNORECASE)
_NUMBERS = range(1, 13)
_SPELLED = frozenset(f"{number:0{width}d}" for number in _NUMBERS for width in (1, 2))
# Beside other years that need not begin in January a month does not say in which of two it lies.
_SPLIT = later(r"school|academic|season", re.IGNORECASE)

_FITS = {"month": _MONTH, "quarter": _QUARTER, "year": _YEAR}
# Which half stands above, and which beside; a year may stand above one column alone.
_PAIRS = (("month", "year"), ("quarter", "year"), ("year", "month"), ("year", "quarter"))


class Half(NamedTuple):
    """A half of the dates of a column's values: `month` with `Jan`, `quarter` with `Q3`, or `year` with `2024`."""

    role: str
    text: str


class _Columns(NamedTuple):
    """The columns of a table: their names, what is known of them by role, and their first cells."""

    header: Sequence[str]
    at: dict[str, int]
    sample: Sequence[Sequence[Cell]]

    def free(self) -> list[int]:
        return [place for place in range(len(self.header)) if place not in self.at.values()]

    def dated(self) -> list[int]:
        return [self.at[role] for role in WHEN if role in self.at]

    def texts(self, place: int) -> list[str]:
        return [text for row in self.sample if place < len(row) and (text := cell_text(row[place]).strip())]


def halves(
    header: Sequence[str], at: dict[str, int], sample: Sequence[Sequence[Cell]], chosen: Mapping[str, str]
) -> dict[int, Half]:
    """The columns whose header is one half of a date, the other half being in the rows; `at` says then where.

    None where the rows have whole dates, or no column has a half.
    """
    table = _Columns(header, at, sample)
    for above, beside in _PAIRS:
        columns = _above(above, table)
        place = _beside(beside, table, chosen) if columns else None
        if place is not None:
            _settle(at, beside, place)
            return {one: Half(above, header[one].strip()) for one in columns if one != place}
    return {}


def months_without_year(header: Sequence[str]) -> list[str]:
    """The columns that name a month or quarter, of a year that nothing says; none where there is only one."""
    named = [name for name in header if any(_FITS[role].fullmatch(name.strip()) for role in ("month", "quarter"))]
    return named if len(named) > 1 else []


def from_first(names: Sequence[str]) -> bool:
    """Whether months or quarters follow one another from the first of a year on, so that all are of one."""
    numbers = [MONTHS.get(name.strip(" .").casefold()) or int(re.sub("[^1-4]", "", name) or 0) for name in names]
    return numbers == sorted(set(numbers)) and numbers[0] == 1


def _above(role: str, table: _Columns) -> list[int]:
    """The columns that this half of a date stands above: by name, or the months 1 to 12, all of them."""
    named = [place for place in table.free() if _FITS[role].fullmatch(table.header[place].strip())]
    if named[1:] or role == "year":
        return named
    numbered = [place for place in table.free() if table.header[place].strip() in _SPELLED]
    return numbered if [int(table.header[place]) for place in numbered] == list(_NUMBERS) else []


def _beside(role: str, table: _Columns, chosen: Mapping[str, str]) -> int | None:
    """The column of the rows' half of the dates: the only one that has such, and no other date."""
    dated = table.dated()
    if len(dated) > 1 or (dated and _is_other(role, table.header[dated[0]], chosen)):
        return None
    found = [place for place in dated or table.free() if _is_half(role, table.texts(place), numbers=bool(dated))]
    return found[0] if len(found) == 1 else None


def _is_other(role: str, name: str, chosen: Mapping[str, str]) -> bool:
    """Whether a column is said to be something else than this half of dates, or is of years of another kind."""
    return bool(_SPLIT.search(plain(name))) or any(one in chosen and one != role for one in WHEN)


def _is_half(role: str, cells: Sequence[str], *, numbers: bool) -> bool:
    """Whether cells are halves of dates, but for totals and remarks; months may be `numbers` where the name says so."""
    spelled = _SPELLED if numbers and role == "month" else frozenset()
    fitting = {text for text in cells if _FITS[role].fullmatch(text) or text.removesuffix(".0") in spelled}
    return bool(fitting) and all(map(_is_aside, set(cells) - fitting))


def _is_aside(text: str) -> bool:
    return text.casefold() in TOTALS or " " in text


def _settle(at: dict[str, int], role: str, place: int) -> None:
    """Let a column have this role, and no other one of dates."""
    for one in WHEN:
        at.pop(one, None)
    at[role] = place
