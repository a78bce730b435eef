"""The value of each row and column, with the unit and scale that its row, its column or a line above gives."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from coopctl.exchange.figures.amounts import NO_MARK, Answer, GoalValues
from coopctl.exchange.figures.asked import Asked, Missing, Numbers
from coopctl.exchange.figures.first_rows import Headed
from coopctl.exchange.figures.layout import ValueColumn, stem_and_period
from coopctl.exchange.figures.passed import Skip
from coopctl.exchange.figures.rowcells import RowCells, says_yes, word
from coopctl.exchange.figures.scales import AS_THEY_ARE, DOUBTFUL, is_unit, scale_in, unit_in
from coopctl.exchange.formats.csv_tsv import is_own
from coopctl.exchange.formats.flags import Mark, is_missing
from coopctl.exchange.formats.rows import Cell, Unread

# What cells say that are no amount.
_ANSWERS: dict[Answer, tuple[Decimal, Mark] | Skip] = {
    Answer.NOTHING: Skip.BLANK,
    Answer.NO: Skip.NO,
    Answer.YES: (Decimal(1), NO_MARK),
}
UNIT = ("unit", "currency")


class _Scaling(NamedTuple):
    """The scale of a whole table, "" for none, and the scale and the unit of each of its columns of values."""

    whole: str
    scales: Mapping[int, str]
    units: Mapping[int, str]


class RowValues:
    """Reads the values of a table's rows; `how` is how it writes numbers."""

    def __init__(self, headed: Headed, asked: Asked, cells: RowCells) -> None:
        self._at, self._cells = headed.layout.at, cells
        self.how = _numbers(headed, asked)
        self._scaling = _scaling(headed, asked)
        self._measure = headed.table.header.index("measure") if is_own(headed.table.header) else -1
        self.marked = asked.missing is Missing.RECORD or headed.table.absent

    @property
    def scaled(self) -> bool:
        """Whether a column is in thousands or the like, as its name or a line above says, or somebody."""
        return any(self._scaling.scales.values())

    @property
    def plain(self) -> bool:
        """Whether no column has a scale, nor a unit above it."""
        return not (self.scaled or any(self._scaling.units.values()))

    def absent(self, row: Sequence[Cell], column: ValueColumn, told: Cell) -> str:
        """Why there is no figure, where a row says so and that is to be recorded; "" where there is one, or nothing."""
        if column.at < 0 or not isinstance(told, str):
            return ""
        return self._why_missing(row, told.strip())

    def _why_missing(self, row: Sequence[Cell], told: str) -> str:
        why, note, flag, missing = (self._cells.text(row, role).strip() for role in ("why", "note", "flag", "missing"))
        if says_yes(missing) and not told:
            return why or "n/a"
        marker = told or flag
        if not (self.marked and marker and is_missing(marker)):
            return ""
        return next(filter(None, (why, note, f"marked {marker!r}")))

    def value(
        self, row: Sequence[Cell], column: ValueColumn, goal: GoalValues, told: Cell
    ) -> tuple[Decimal, Mark] | Skip | Unread:
        """What a cell says of a goal: a value and its mark, that there is none, or why it is not understood."""
        if column.at < 0:
            event = goal.event()
            return (event, NO_MARK) if isinstance(event, Decimal) else event
        answer = goal.told(told)
        if answer is Answer.MAYBE:
            return Unread(f"{told!r} could be a yes or a missing value (say which with --yes-words x or --no-words x)")
        if answer is not Answer.VALUE:
            return _ANSWERS[answer]
        unit = self._unit(row) or self._unit_above(column, goal)
        read = goal.value(told, self.how, unit, self._scale(row, column, goal))
        as_it_was = isinstance(read, Unread) and self._measure >= 0 and goal.as_recorded(told, row[self._measure])
        return as_it_was or read

    def _scale(self, row: Sequence[Cell], column: ValueColumn, goal: GoalValues) -> str:
        """The scale of a value: of its row, else of its column, whose name says none where it is a goal's title."""
        if column.goal and column.name.strip() == goal.goal.title:
            scale = self._scaling.whole
        elif "scale" in self._at:
            scale = self._cells.text(row, "scale").strip()
        else:
            scale = self._scaling.scales[column.at]
            scale = goal.of_all(scale) if scale == self._scaling.whole else scale
        return "" if word(scale) in AS_THEY_ARE else scale

    def _unit_above(self, column: ValueColumn, goal: GoalValues) -> str:
        """The unit that a column's name or a title gives, but for a word that was said to be a scale, or is a title."""
        unit = goal.of_header(self._scaling.units.get(column.at, ""))
        titled = bool(column.goal) and column.name.strip().casefold() == goal.goal.title.casefold()
        return "" if unit.casefold() in DOUBTFUL and (self._scaling.whole or titled) else unit

    def _unit(self, row: Sequence[Cell]) -> str:
        if "unit" not in self._at and "currency" not in self._at:
            return ""
        return f"{self._cells.text(row, 'unit')} {self._cells.text(row, 'currency')}".strip()


def _numbers(headed: Headed, asked: Asked) -> Numbers:
    """How a table writes numbers: as it or its format says, else with a comma where one of its values must have it."""
    point = headed.table.point
    return Numbers(point, headed.table.semicolons, bool(headed.comma) and not (asked.decimal or point))


def _scaling(headed: Headed, asked: Asked) -> _Scaling:
    """The scales that were said, or that titles and headers give, and the units, where no column has those."""
    at, values = headed.layout.at, headed.layout.values
    whole, unit = asked.scale or headed.scale, headed.unit
    if corner := _corner(headed, asked):
        whole, unit = scale_in(corner), unit_in(corner)
    names = {column.at: _without_period(column) for column in values}
    scales = {place: whole or scale_in(name) for place, name in names.items()}
    if at.keys() & {*UNIT} or asked.columns.get("unit") == "":
        return _Scaling(whole, scales, {})
    return _Scaling(whole, scales, {place: unit_in(name) or unit for place, name in names.items()})


def _corner(headed: Headed, asked: Asked) -> str:
    """The name of the column of goals left of columns of periods, where it is the unit of all, and nothing else is."""
    at = headed.layout.at
    name = headed.table.header[at["goal"]].strip() if "goal" in at else ""
    alone = is_unit(name) and all(one.on for one in headed.layout.values)
    return name if alone and not (asked.scale or headed.scale or headed.unit) else ""


def _without_period(column: ValueColumn) -> str:
    """The name of a column without the period behind the goal that it names."""
    return stem_and_period(column.name)[0] if column.goal and column.on else column.name
