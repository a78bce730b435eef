"""Years that stand once above the months or quarters that are of them, as in an outline or a pivot table."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from coopctl.exchange.figures.dates import QUARTER, YEAR, quarter_of
from coopctl.exchange.figures.months import ANY_MONTH, is_month, number_of
from coopctl.exchange.formats.csv_tsv import cell_text, text_at
from coopctl.exchange.formats.rows import Ahead, Broken, Cell, Row, Table
from coopctl.values.patterns import later
from coopctl.values.people import plural
from coopctl.values.vocabulary import TOTALS

_LONGEST = 40
_TOTAL = "Total"
# A part of a year, with its year before or behind it or with none, and a mark: `Mar*`, `2024 Mar`, `Q1 2024 (p)`.
_PART = later(
    rf"(?:(?P<before>(?:19|20)[0-9]{{2}})[-–/., ]{{1,3}})?"
    rf"(?P<part>(?:{ANY_MONTH})\.?|{re.sub('[?]P<[a-z]+>', '?:', QUARTER.pattern)})"
    r"(?:[-–/., ]{1,3}(?P<behind>(?:19|20)[0-9]{2}))?(?P<mark>\*{1,2}| ?\([^()]{1,20}\)| [a-z])?",
    re.IGNORECASE,
)


class _Part(Struct, frozen=True):
    """A month or quarter: which of its year, that year if it says so, and its words with the mark behind them."""

    month: bool
    number: int
    year: str
    words: str
    mark: str


class _Group:
    """The year that rows are of, whose months and quarters follow one another either way, as those of all years do.

    `listed` tells that years with values of their own follow one another: what is below them may be of any.
    """

    def __init__(self) -> None:
        self.year = ""
        self.listed = False
        self.left: Sequence[Cell] = ()
        self._last: dict[bool, int] = {}
        self._way: dict[bool, bool] = {}

    def begin(self, year: str) -> None:
        self.year = year
        self._last = {}

    def head(self, year: str) -> None:
        """Begin a year that has a value of its own."""
        self.listed = self.listed or (bool(self.year) and not self._last)
        self.begin(year)

    def pass_by(self, text: str) -> None:
        """Leave a year that other words than those of a total end, such as a header below a title."""
        if text and text.casefold() not in TOTALS:
            self.begin("")

    def takes(self, part: _Part, said: str) -> bool:
        """Whether a part is of the year that is `said` beside it, or can be of this one: it follows those before it."""
        if said:
            self.begin(said)
        last = self._last.get(part.month)
        self._last[part.month] = part.number
        if not self.year or last is None:
            return bool(self.year)
        rising = part.number > last
        if part.number == last or self._way.setdefault(part.month, rising) != rising:
            self.year = ""
        return bool(self.year)


class _Outline(Struct, frozen=True):
    """Where years and their parts stand: in one column or two; and whether quarters stand above months, too."""

    years: int
    parts: int
    quarters_above: bool

    def rows(self, rows: Ahead, counted: Counter[str]) -> Iterator[Row]:
        """Rows with the year in each, and those of a year that stands above its parts as totals."""
        group = _Group()
        for line, cells in rows:
            if isinstance(cells, Broken):
                yield line, cells
                continue
            told = self.told(cells, group)
            if told and told[1] not in ("", _TOTAL):
                counted["without a year, taken to be of the one above"] += 1
            whole = cells if told is None else [*cells[: told[0]], told[1], *cells[told[0] + 1 :]]
            full = self._beside(whole, group)
            counted["with empty cells before the month, taken to say what the one above says"] += full is not whole
            yield line, full

    def told(self, cells: Sequence[Cell], group: _Group) -> tuple[int, str] | None:
        """The cell that is to say more than it does, and what; None where a row stays as it is."""
        text, own = text_at(cells, self.parts), _year_of(text_at(cells, self.years))
        if own and text.removesuffix(".0") in ("", own):
            return self.years, self._head(cells, own, group)
        part = _part_of(text)
        if part is None:
            group.pass_by(text)
            return None
        said = own or part.year
        taken = group.takes(part, said)
        if taken and self.quarters_above and not part.month:
            return self.parts, _TOTAL
        return (self.years, self._written(part, group.year)) if taken and not said else None

    def _beside(self, cells: Sequence[Cell], group: _Group) -> Sequence[Cell]:
        """A row with what stands left of its month in the rows above, where that is left empty as its year may be."""
        left, before = cells[: self.parts], group.left
        group.left = left
        if self.years == self.parts or not _part_of(text_at(cells, self.parts)):
            return cells
        above = [*before, *[""] * len(left)]
        group.left = [own if cell_text(own).strip() else one for own, one in zip(left, above, strict=False)]
        return cells if group.left == [*left] else [*group.left, *cells[self.parts :]]

    def _written(self, part: _Part, year: str) -> str:
        """The year of a part, in its own cell or beside it."""
        return year if self.years != self.parts else f"{part.words} {year}{part.mark}"

    def _head(self, cells: Sequence[Cell], year: str, group: _Group) -> str:
        """What a year says that stands above its parts: nothing, or a total of theirs."""
        if any(cell_text(cell).strip() for place, cell in enumerate(cells) if place != self.years):
            group.head(year)
            return _TOTAL
        group.begin(year)
        return ""


def in_full(table: Table, rows: Ahead, count: int) -> tuple[Table, Ahead]:
    """A table and its rows with the year in each that is of it, where it stands once above several of the first."""
    sample = [cells for _, cells in rows.peek(count) if not isinstance(cells, Broken)]
    outline = _outline(sample)
    if outline is None:
        return table, rows
    counted: Counter[str] = Counter()

    def remarks() -> Iterator[str]:
        yield from table.remarks()
        yield from (f"{plural(times, 'rows')} {what}" for what, times in counted.items() if times)

    return structs.replace(table, remarks=remarks), Ahead(outline.rows(rows, counted))


def _outline(sample: Sequence[Sequence[Cell]]) -> _Outline | None:
    """Where the first rows have years above their months or quarters; None where they do not, or not all of them."""
    width = max(map(len, sample), default=0)
    found = (one for place in range(width) for one in _outlines(sample, place))
    return next((one for one in found if _fits(one, sample)), None)


def _outlines(sample: Sequence[Sequence[Cell]], place: int) -> Iterator[_Outline]:
    """Where the years of a column of months or quarters may stand, some of which say none: in it, or left of it."""
    parts = [part for cells in sample if (part := _part_of(text_at(cells, place)))]
    if len(parts) > 1 and not all(part.year for part in parts):
        for years in (place, *range(place)):
            yield _Outline(years, place, len({part.month for part in parts}) > 1)


def _fits(found: _Outline, sample: Sequence[Sequence[Cell]]) -> bool:
    """Whether every month or quarter of the first rows is of a year that is said above it, or beside it."""
    group, filled = _Group(), False
    for cells in sample:
        told, part = found.told(cells, group), _part_of(text_at(cells, found.parts))
        beside = found.years != found.parts and _year_of(text_at(cells, found.years))
        if part and not (part.year or beside or told):
            return False
        filled = filled or bool(part and told)
    return filled and not group.listed


def _year_of(text: str) -> str:
    """The year that a text is; "" where it is more than that, or another thing."""
    return text[:4] if YEAR.fullmatch(text) else ""


def _part_of(text: str) -> _Part | None:
    """The month or quarter that a text is; None where it is more or less than that."""
    found = _PART.fullmatch(text) if 1 < len(text) <= _LONGEST and text.upper() != text.lower() else None
    if found is None:
        return None
    words = found["part"].rstrip(".")
    month = is_month(words)
    number = number_of(words.casefold()) if month else quarter_of(words)
    return _Part(month, number, found["before"] or found["behind"] or "", words, found["mark"] or "")
