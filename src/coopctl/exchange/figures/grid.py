"""Dates in two halves, one beside the rows and one above the columns: years by months, or months by years."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coopctl.exchange.figures.words import WHEN, plain
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.rows import Cell
from coopctl.values.patterns import later
from coopctl.values.vocabulary import MONTHS, TOTALS, pattern

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\.0)?", re.ASCII)
_MONTH = later(rf"(?:{pattern({*MONTHS, 'sept'})})\.?", re.IGNORECASE)
_QUARTER = re.compile(r"[QT][1-4]|[1-4](?:\.|er|e|º)? (?:quarter|quartal|trimestre)", re.IGNORECASE)
_MONTHS_IN_YEAR = 12
# Beside other years that need not begin in January a month does not say in which of two it lies.
_SPLIT = re.compile(r"school|academic|season", re.IGNORECASE)


class Half(NamedTuple):
    """A half of the dates of a column's values: `month` with `Jan`, `quarter` with `Q3`, or `year` with `2024`."""

    role: str
    text: str


def halves(
    header: Sequence[str], at: dict[str, int], sample: Sequence[Sequence[Cell]], chosen: Mapping[str, str]
) -> dict[int, Half]:
    """The columns whose header is one half of a date, the other half being in the rows; `at` says then where.

    None where the rows have whole dates, or no column has a half.
    """
    free = [place for place in range(len(header)) if place not in at.values()]
    for role, other, fits in (("month", "year", _is_month), ("quarter", "year", _is_quarter)):
        columns = [place for place in free if fits(header[place])]
        if role == "month" and len(columns) < 2:
            columns = _numbered(header, free)
        if len(columns) > 1 and (place := _beside(other, header, at, sample, chosen)) is not None:
            _settle(at, other, place)
            return {one: Half(role, header[one].strip()) for one in columns if one != place}
    years = [place for place in free if _YEAR.fullmatch(header[place].strip())]
    for role in ("month", "quarter") if len(years) > 1 or (years and ("month" in at or "quarter" in at)) else ():
        if (place := _beside(role, header, at, sample, chosen)) is not None:
            _settle(at, role, place)
            return {one: Half("year", header[one].strip()) for one in years}
    return {}


def months_without_year(header: Sequence[str]) -> list[str]:
    """The columns that name a month or quarter, of a year that nothing says; none where there is only one."""
    named = [name for name in header if _is_month(name) or _is_quarter(name)]
    return named if len(named) > 1 else []


def _is_month(name: str) -> bool:
    return bool(_MONTH.fullmatch(name.strip()))


def _is_quarter(name: str) -> bool:
    return bool(_QUARTER.fullmatch(name.strip()))


def _numbered(header: Sequence[str], free: Sequence[int]) -> list[int]:
    """The columns 1 to 12, all of them, in their order."""
    places = [place for place in free if header[place].strip().isdecimal()]
    numbers = [int(header[place]) for place in places]
    return places if numbers == list(range(1, _MONTHS_IN_YEAR + 1)) else []


def _beside(
    role: str, header: Sequence[str], at: Mapping[str, int], sample: Sequence[Sequence[Cell]], chosen: Mapping[str, str]
) -> int | None:
    """The column of the rows' half of the dates: the only one that has such, and no other date."""
    dated = [at[one] for one in WHEN if one in at]
    if len(dated) > 1 or (dated and any(one in chosen and one != role for one in WHEN)):
        return None
    if role == "year" and any(_SPLIT.search(plain(header[place])) for place in dated):
        return None
    free = [place for place in range(len(header)) if place not in at.values()]
    fits = {"year": _YEAR.fullmatch, "month": _MONTH.fullmatch, "quarter": _QUARTER.fullmatch}[role]
    found = []
    for place in dated or free:
        cells = [text for row in sample if place < len(row) and (text := cell_text(row[place]).strip())]
        some = [text for text in cells if fits(text) or (role == "month" and dated and _is_number(text))]
        if some and all(text in some or text.casefold() in TOTALS or len(text.split()) > 1 for text in cells):
            found.append(place)
    return found[0] if len(found) == 1 else None


def _is_number(text: str) -> bool:
    return text.removesuffix(".0").isdecimal() and 1 <= int(text.removesuffix(".0")) <= _MONTHS_IN_YEAR


def _settle(at: dict[str, int], role: str, place: int) -> None:
    """Let a column have this role, and no other one of dates."""
    for one in WHEN:
        at.pop(one, None)
    at[role] = place
