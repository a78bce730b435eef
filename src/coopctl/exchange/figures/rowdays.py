"""The day or period of each row, from the columns that say it: a date, or the parts of a year."""

import re
from collections.abc import Iterator, Mapping, Sequence

from coopctl.exchange.figures.asked import Asked, Numbers
from coopctl.exchange.figures.dates import bare
from coopctl.exchange.figures.days import FISCAL, NO_DATE, Column, Coming, Day
from coopctl.exchange.figures.first_rows import SAMPLE, Headed, cells_of
from coopctl.exchange.figures.fractions import shows_fraction
from coopctl.exchange.figures.grid import Half
from coopctl.exchange.figures.layout import ValueColumn
from coopctl.exchange.figures.making import Making
from coopctl.exchange.figures.months import ANY_MONTH
from coopctl.exchange.figures.rowcells import RowCells
from coopctl.exchange.formats.csv_tsv import cell_text, is_own
from coopctl.exchange.formats.flags import Mark, is_missing, marked_period
from coopctl.exchange.formats.rows import Cell, Unread
from coopctl.plan.plan import Plan
from coopctl.values.patterns import later

_MONTH = later(r"[0-9]{1,2}", re.ASCII)
# A part of a year in code, as `M01` and `Q02` of the year in another column.
_PART_OF_YEAR = later(r"(?:[QSH]0?[1-4]|[MW][0-9]{2})", re.ASCII)
# A day without its year, as `13-May` and `13.05.`, which the year of another column goes behind.
_DAY_AND_MONTH = later(
    rf"(?P<day>[0-9]{{1,2}}(?:[-./ ]{{1,2}}(?:{ANY_MONTH})|(?P<joint>[./])[0-9]{{1,2}}))\.?", re.IGNORECASE
)
# What stands for the thirteenth month: the mean of a year, which is a figure where there are no months beside it.
_WHOLE_YEAR = "M13"
_SPAN = later("[0-9] ?[-/–] ?[0-9]")
_PARTS = ("year", "quarter", "month", "week", "day")
# How the parts of a year are written where all of them are numbers, and where one is a name.
_OF_A_YEAR = (
    (("month", "day"), "{year}-{month}-{day}", "{day} {month} {year}"),
    (("month",), "{year}-M{month}", "{month} {year}"),
    (("week",), "{year}-W{week}", "{week} {year}"),
)
_QUARTER = later("[QTK]? ?([1-4])", re.IGNORECASE)


class RowDays:
    """Reads the days of a table's rows; `columns` are those of a period or date by their role."""

    def __init__(
        self, headed: Headed, cells: RowCells, making: Making, asked: Asked, plan: Plan, numbers: Numbers
    ) -> None:
        self._at, self._cells, self._width = headed.layout.at, cells, len(headed.table.header)
        self._named = headed.table.told or headed.table.header
        comma = numbers.comma or (asked.comma(plan) and not numbers.point)
        self.columns, self._parts = _dated(headed, making, asked, plan, day_first=comma)
        self._spans = _spans(headed, plan)
        self._monthly, self._year = False, headed.year

    @property
    def fiscal(self) -> str:
        """The column of years of accounts, "" where years are those of the calendar."""
        roles = (role for role in ("year", "period", "date") if role in self._at)
        names = (self._named[self._at[role]] for role in roles)
        fiscal = self._parts.fiscal or any(column.fiscal for column in self.columns.values())
        return next((name for name in names if FISCAL.search(name)), "") if fiscal else ""

    def remarks(self) -> Iterator[str]:
        """What is to be said of how dates were read."""
        if self._year:
            yield f"what names no year is of {self._year}, as a line above the header says"
        if self._spans:
            yield _in_calendar(self._spans)
        named = {self._named[self._at[role]]: column for role, column in self.columns.items()}
        for name, column in {**named, "year": self._parts}.items():
            if shown := column.calendar:
                yield _in_calendar(shown)
            if column.ordered:
                yield f"the days of {name!r} are first, as in {column.ordered}, for {column.why}"
            for what, (number, day) in column.counted.items():
                yield f"numbers of {name!r}, such as {number}, which is {day}, are {what}"

    def witness(self, cells: Sequence[Cell]) -> bool:
        """Take the dates of a row that comes later as witnesses; whether nothing of them is open any more."""
        settled = True
        for role, column in self.columns.items():
            if self._at[role] < len(cells) and (cell := self._cells.role(cells, role)):
                settled = column.see(self._with_year(cells, cell)) and settled
        if not self.columns and len(cells) == self._width:
            settled = self._parts.see(self._from_parts(cells))
        return settled

    def close(self) -> None:
        """Nothing more is to be seen of the dates."""
        for column in (*self.columns.values(), self._parts):
            column.close()

    def is_day(self, place: int, text: str) -> bool:
        columns = {**dict.fromkeys(_PARTS, self._parts), **self.columns}
        column = next((column for role, column in columns.items() if self._at.get(role) == place), None)
        return column is not None and isinstance(column.read(text), Day)

    def is_total(self, row: Sequence[Cell]) -> bool:
        """Whether a row is of the mean of a year, which months are beside."""
        return self._monthly and self._cells.text(row, "period").strip() == _WHOLE_YEAR

    def of(self, row: Sequence[Cell], column: ValueColumn) -> tuple[Day | Unread, Mark]:
        """The day of a value and the mark behind it, as `2023p` and `2023 (revised)` have one."""
        if column.on:
            return column.on, column.mark
        dates, when = self.said(row, column)
        day = dates.read(when)
        if isinstance(day, Unread) and isinstance(when, str) and is_missing(when):
            return NO_DATE, column.mark
        split = marked_period(when) if isinstance(day, Unread) and isinstance(when, str) else None
        if split is None:
            return day, column.mark
        unmarked = dates.read(split.value)
        return (unmarked, split.mark) if isinstance(unmarked, Day | Coming) else (day, column.mark)

    def said(self, row: Sequence[Cell], column: ValueColumn) -> tuple[Column, Cell]:
        """What says the day of a value: its row's period or date, or year, quarter and month together."""
        if column.half:
            return self._parts, self._from_parts(row, column.half)
        for role, dates in self.columns.items():
            if when := self._cells.role(row, role):
                return dates, self._with_year(row, when)
        return self._parts, self._from_parts(row)

    def _with_year(self, row: Sequence[Cell], when: Cell) -> Cell:
        """A period such as `Q3` with its year, or a last day with the first, where these have columns of their own."""
        if "start" in self._at:
            return f"{bare(self._cells.text(row, 'start'))} to {bare(cell_text(when))}"
        if not isinstance(when, str) or not (self._year or "year" in self._at):
            return when
        year = self._year or self._cells.text(row, "year").strip().removesuffix(".0")
        part = when.strip()
        if _PART_OF_YEAR.fullmatch(part):
            self._monthly = self._monthly or (part[0] == "M" and part != _WHOLE_YEAR)
            return f"{year}-{part if part[0] in 'MW' else part[0] + part[-1]}"
        return _of_year(part, year)

    def _from_parts(self, row: Sequence[Cell], half: Half | None = None) -> str:
        """The date that the parts of a row make, with the one that stands above a column."""
        parts = {role: self._cells.text(row, role).strip().removesuffix(".0") for role in _PARTS}
        if half is not None:
            parts[half.role] = half.text
        year, quarter, month, week, _ = parts.values()
        part = quarter or month or week
        if self._year and part:
            year = parts["year"] = self._year
        return _in_year(parts) if year else part


def _of_year(when: str, year: str) -> str:
    """A month, or a day without its year, with that; else what is said as it is."""
    if day := _DAY_AND_MONTH.fullmatch(when):
        return f"{day['day']}{day['joint'] or ' '}{year}"
    return when if re.search("[0-9]{2}", when) else f"{when} {year}"


def _in_calendar(shown: str) -> str:
    return (
        f"years as in {shown!r} are taken to end in December, as those of the plan; if they begin in April:"
        " coopctl undo, then coopctl plan edit --fiscal-start 4, and import again"
    )


def _spans(headed: Headed, plan: Plan) -> str:
    """The name of a column of years from one to the next, where those of the plan begin in January; "" for none."""
    spans = (one.name for one in headed.layout.values if one.on and one.on.label.startswith("FY"))
    return next((name for name in spans if plan.fiscal_start == 1 and _SPAN.search(name)), "")


def _dated(
    headed: Headed, making: Making, asked: Asked, plan: Plan, *, day_first: bool
) -> tuple[dict[str, Column], Column]:
    """The columns of periods and dates, and that of the days that the parts of a year make, which lie in several."""
    at, named = headed.layout.at, headed.table.told or headed.table.header
    own = is_own(headed.table.header)
    columns: dict[str, Column] = {
        role: Column(
            plan, making.today, named[at[role]], asked.sense, months=own, counts=not own and "year" not in at,
            fractions=_has_fractions(headed, at[role]),
        )
        for role in ("period", "date")
        if role in at
    }  # fmt: skip
    for column in columns.values():
        column.day_first = day_first
    parts = [role for role in _PARTS if role in at]
    fractions = parts == ["year"] and _has_fractions(headed, at["year"])
    name = " ".join(named[at[role]] for role in parts)
    return columns, Column(plan, making.today, name, asked.sense, fractions=fractions)


def _has_fractions(headed: Headed, place: int) -> bool:
    """Whether one of the first years in a column has a fraction."""
    rows = cells_of(headed.rows.peek(SAMPLE))
    return any(shows_fraction(cell_text(row[place]).strip()) for row in rows if place < len(row))


def _in_year(parts: Mapping[str, str]) -> str:
    """The date that a year makes with the other parts of a row, or by itself."""
    year, quarter = parts["year"], parts["quarter"]
    for roles, numbered, named in _OF_A_YEAR:
        said = {role: parts[role] for role in roles}
        if all(said.values()):
            numbers = {role: text.zfill(2) for role, text in said.items() if _MONTH.fullmatch(text)}
            return numbered.format(year=year, **numbers) if len(numbers) == len(said) else named.format(**parts)
    part = _QUARTER.fullmatch(quarter)
    return f"{year}-Q{part[1]}" if part else f"{quarter} {year}".strip()
