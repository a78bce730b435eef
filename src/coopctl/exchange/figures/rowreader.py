"""One row of a table of any layout, as the figures that it says."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.exchange.figures.cells import Cells, Day, GoalValues
from coopctl.exchange.figures.layout import Layout, ValueColumn
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.formats.rows import Cell, Table
from coopctl.plan.plan import Figure
from coopctl.values.ids import check_key

_YES = ("true", "yes", "1", "y", "x", "p", "provisional", "preliminary")
_NO = ("", "false", "no", "0", "n", "final")
_WITHDRAWN = ("replaced", "retracted", "undone", "retracts", "undoes")
_EMPTY = ("", "-", "–", "..", "n/a", "na")
_MONTH = re.compile(r"[0-9]{1,2}", re.ASCII)


class Making(Struct, frozen=True):
    """What the figures of one import share; their keys follow from `seed`, 16 hexadecimal digits."""

    recorded_at: datetime
    today: date
    batch: str
    seed: str


class Made(NamedTuple):
    """A figure of a row, and the key that the row brings for it, "" for none."""

    key: str
    figure: Figure


class RowReader:
    """Reads the rows of one table; `withdrawn` counts those which say that they stand no more."""

    def __init__(self, table: Table, found: Layout, cells: Cells, making: Making, keys: Iterator[str]) -> None:
        self.withdrawn = 0
        self._table, self._layout, self._at = table, found, found.at
        self._cells, self._making, self._keys = cells, making, keys

    def figures(self, cells: Sequence[Cell]) -> list[Made] | str:
        """The figures of a row, none where it is empty or withdrawn; or why it is not understood."""
        row = self._fit(cells)
        translated = self._table.translate(row) if self._table.translate else row
        if isinstance(translated, str):
            return translated
        row = translated
        if not any(row):
            return []
        if len(row) != len(self._table.header):
            return f"the row has {len(cells)} cells, its header {len(self._table.header)}"
        if self._text(row, "state").partition(" ")[0] in _WITHDRAWN:
            self.withdrawn += 1
            return []
        note, source, url, who = (self._text(row, role) for role in ("note", "source", "url", "who"))
        if "\0" in note + source + url + who:
            return "the row holds a NUL byte"
        provisional = self._text(row, "provisional").strip().lower()
        if provisional not in _YES + _NO:
            return f"{provisional!r} does not say whether the figure is provisional (write yes or no)"
        facts = self._facts(row)
        if isinstance(facts, str):
            return facts
        made = []
        for column, goal, (day, label), value in facts:
            key = self._key(row, label if column.on else goal.id)
            if key and (fault := _fault(key)):
                return fault
            new = Figure(
                key or next(self._keys), goal.id, self._making.recorded_at, day, value, label, note, source, url, who,
                provisional=provisional in _YES, batch=self._making.batch,
            )  # fmt: skip
            made.append(Made(key, new))
        return made

    def _fit(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells without empty ones beyond the header, which spreadsheets leave."""
        width = len(self._table.header)
        return cells[:width] if len(cells) > width and not any(cells[width:]) else cells

    def _facts(self, row: Sequence[Cell]) -> list[tuple[ValueColumn, GoalValues, Day, Decimal]] | str:
        """What each column of values says: of which goal, for which day, which value; or why one says nothing."""
        facts = []
        for column in self._layout.values:
            told = "" if column.at < 0 else self._cell(row, column.at)
            if (column.goal or column.on) and isinstance(told, str) and told.strip().lower() in _EMPTY:
                continue
            goal = self._cells.goal(column.goal or self._role(row, "goal"))
            if isinstance(goal, str):
                return goal
            day = self._cells.day(column.on or self._when(row))
            if isinstance(day, str):
                return day
            value = goal.event() if column.at < 0 else goal.value(told, point=self._table.point, unit=self._unit(row))
            if isinstance(value, str):
                return value
            facts.append((column, goal, day, value))
        return facts

    def _cell(self, row: Sequence[Cell], place: int) -> Cell:
        """A cell without the apostrophe that `guard` may have given it."""
        cell = row[place]
        return unguarded(cell) if self._table.guarded and isinstance(cell, str) else cell

    def _role(self, row: Sequence[Cell], role: str) -> Cell:
        return self._cell(row, self._at[role]) if role in self._at else ""

    def _text(self, row: Sequence[Cell], role: str) -> str:
        cell = self._role(row, role)
        return cell if isinstance(cell, str) else f"{cell:f}"

    def _unit(self, row: Sequence[Cell]) -> str:
        return f"{self._text(row, 'unit')} {self._text(row, 'currency')}".strip()

    def _key(self, row: Sequence[Cell], column: str) -> str:
        """The key of the row's figure: the row's own, with the period or goal of its column where there are several."""
        key = self._text(row, "key").strip()
        return f"{key}.{column}" if key and len(self._layout.values) > 1 else key

    def _when(self, row: Sequence[Cell]) -> Cell:
        """The cell of the date, or one made from year, quarter and month."""
        for role in ("period", "date"):
            if when := self._role(row, role):
                return when
        year, quarter, month = (self._text(row, role).strip() for role in ("year", "quarter", "month"))
        if not year:
            return quarter or month
        if month:
            return f"{year}-{int(month):02d}" if _MONTH.fullmatch(month) else f"{month} {year}"
        return f"{year}-Q{quarter.upper().removeprefix('Q')}" if quarter else year


def _fault(key: str) -> str:
    try:
        check_key(key)
    except Refused as trouble:
        return trouble.whole
    return ""
