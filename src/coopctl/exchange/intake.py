"""Rows to figures: each row whole, or refused with its line and the reason."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import NamedTuple

from msgspec import Struct

from coopctl.exchange.cells import Cells, Desk
from coopctl.exchange.guard import unguarded
from coopctl.exchange.layout import Layout, layout
from coopctl.exchange.rows import Broken, Cell, Table
from coopctl.plan import Figure, Goal, Plan

SHOWN = 20
# Odd, so that its multiples take every value of 64 bits before one comes again.
_STEP = 0xD1342543DE82EF95
_BITS = 0xFFFFFFFFFFFFFFFF
_YES = ("true", "yes", "1", "y", "x", "p", "provisional", "preliminary")
_NO = ("", "false", "no", "0", "n", "final")
_WITHDRAWN = ("replaced", "retracted", "undone", "retracts", "undoes")


class Making(Struct, frozen=True):
    """What the figures of one import share; their keys follow from `seed`, 16 hexadecimal digits."""

    recorded_at: datetime
    today: date
    batch: str
    seed: str


class Asked(Struct, frozen=True):
    """How to read: columns by role, the one goal, whether apostrophes stay, whether all refused rows are kept."""

    columns: Mapping[str, str] = {}
    goal: Goal | None = None
    raw: bool = False
    keep: bool = False


class Reject(NamedTuple):
    """A row that was refused, as it came."""

    line: int
    header: tuple[str, ...]
    cells: Sequence[Cell]
    reason: str


class Intake:
    """Reads tables; then `figures` are what they say, and `rejects` (the first of `refused`) what they say badly.

    `keyed` is the place in `figures` and the line of each key that a row brought with it; `withdrawn` counts the rows
    which say that they stand no more.
    """

    def __init__(self, plan: Plan, making: Making, asked: Asked) -> None:
        self.figures: list[Figure] = []
        self.keyed: dict[str, tuple[int, int]] = {}
        self.rejects: list[Reject] = []
        self.refused = self.withdrawn = 0
        self.plan, self.making, self.asked = plan, making, asked
        self.cells = Cells(plan, making.today, asked.goal)
        seed = int(making.seed, 16)
        self.keys = (f"{(seed + number * _STEP) & _BITS:016x}" for number in count(1))

    def take(self, tables: Iterable[Table]) -> None:
        """Read every row; raises `Refused` for a table whose columns are not known."""
        for table in tables:
            known = self.asked.goal is not None
            found = layout(table, self.plan, self.making.today, self.asked.columns, one_goal=known)
            only = found.values[0]
            when = [found.at[role] for role in ("period", "date") if role in found.at]
            rest = found.at.keys() - {"goal", "value", "period", "date"}
            if "goal" in found.at and "value" in found.at and len(when) == 1 and not rest:
                self._take_plain(table, found, (found.at["goal"], when[0], only.at))
            else:
                reader = _Reader(self, table, found)
                for line, cells in table.rows:
                    reader.take(line, cells)

    def _take_plain(self, table: Table, found: Layout, at: tuple[int, int, int]) -> None:
        """Goal, date and value and nothing else, which is the shape of the biggest files."""
        at_goal, at_day, at_value = at
        width, point, slow = len(table.header), table.point, _Reader(self, table, found)
        goal, day, add = self.cells.goal, self.cells.day, self.figures.append
        recorded_at, batch, keys = self.making.recorded_at, self.making.batch, self.keys
        for line, cells in table.rows:
            if isinstance(cells, Broken) or len(cells) != width:
                slow.take(line, cells)
                continue
            desk, when = goal(cells[at_goal]), day(cells[at_day])
            value = desk.value(cells[at_value], point=point) if isinstance(desk, Desk) else desk
            if isinstance(value, str) or isinstance(when, str) or isinstance(desk, str):
                slow.take(line, cells)
                continue
            add(Figure(next(keys), desk.id, recorded_at, when[0], value, when[1], batch=batch))

    def refuse(self, line: int, table: Table, cells: Sequence[Cell], reason: str) -> None:
        self.refused += 1
        if self.refused <= SHOWN or self.asked.keep:
            self.rejects.append(Reject(line, table.header, cells, reason))


class _Reader:
    """One table's rows, of any layout, into an intake."""

    def __init__(self, intake: Intake, table: Table, found: Layout) -> None:
        self._intake, self._table, self._layout = intake, table, found
        self._at = found.at
        self._guarded = table.guarded and not intake.asked.raw
        self._cells, self._making = intake.cells, intake.making

    def take(self, line: int, cells: Sequence[Cell] | Broken) -> None:
        """One row: its figures, or its refusal."""
        if isinstance(cells, Broken):
            self._intake.refuse(line, self._table, (), cells.reason)
            return
        row = self._fit(cells)
        if not any(row):
            return
        found = f"the row has {len(cells)} cells, its header {len(self._table.header)}"
        made = found if len(row) != len(self._table.header) else self._figures(row)
        if isinstance(made, str):
            self._intake.refuse(line, self._table, cells, made)
            return
        for key, figure in made:
            if not self._known_key(key, figure, line, cells):
                if key:
                    self._intake.keyed[key] = len(self._intake.figures), line
                self._intake.figures.append(figure)

    def _known_key(self, key: str, figure: Figure, line: int, cells: Sequence[Cell]) -> bool:
        """Whether an earlier row has this key: it is the same figure, or it is refused."""
        if key not in self._intake.keyed:
            return False
        at, earlier = self._intake.keyed[key]
        if self._intake.figures[at] != figure:
            self._intake.refuse(line, self._table, cells, f"the key {key!r} is another figure's, in line {earlier}")
        return True

    def _fit(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells without empty ones beyond the header, which spreadsheets leave; texts without their apostrophe."""
        width = len(self._table.header)
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        if self._guarded:
            return [unguarded(cell) if isinstance(cell, str) else cell for cell in cells]
        return cells

    def _text(self, row: Sequence[Cell], role: str) -> str:
        cell = row[self._at[role]] if role in self._at else ""
        return cell if isinstance(cell, str) else f"{cell:f}"

    def _figures(self, row: Sequence[Cell]) -> list[tuple[str, Figure]] | str:
        """The figures of a row with the keys that it brings, or why there are none."""
        if self._text(row, "state").partition(" ")[0] in _WITHDRAWN:
            self._intake.withdrawn += 1
            return []
        said = {role: self._text(row, role) for role in ("note", "source", "url", "who")}
        if any("\0" in text for text in said.values()):
            return "the row holds a NUL byte"
        provisional = self._text(row, "provisional").strip().lower()
        if provisional not in _YES + _NO:
            return f"{provisional!r} does not say whether the figure is provisional (write yes or no)"
        key = self._text(row, "key").strip()
        if key and not re.fullmatch(r"[0-9A-Za-z._:-]{1,64}", key):
            return f"{key!r} is not a key (letters, digits and ._:- , 64 at most)"
        made: list[tuple[str, Figure]] = []
        for column in self._layout.values:
            if len(self._layout.values) > 1 and row[column.at] in ("", "-", "–", "..", "n/a"):
                continue
            goal = self._cells.goal(column.goal or (row[self._at["goal"]] if "goal" in self._at else ""))
            if isinstance(goal, str):
                return goal
            when = self._cells.day(column.on or self._when(row))
            if isinstance(when, str):
                return when
            value = goal.event() if column.at < 0 else goal.value(row[column.at], point=self._table.point)
            if isinstance(value, str):
                return value
            own = f"{key}.{len(made) + 1}" if key and len(self._layout.values) > 1 else key
            made.append((own, self._figure(own, goal, when, value, said, provisional=provisional in _YES)))
        return made

    def _figure(
        self, key: str, goal: Desk, when: tuple[date, str], value: Decimal, said: dict[str, str], *, provisional: bool
    ) -> Figure:
        day, label = when
        at, batch = self._making.recorded_at, self._making.batch
        texts = (said["note"], said["source"], said["url"], said["who"])
        key = key or next(self._intake.keys)
        return Figure(key, goal.id, at, day, value, label, *texts, provisional=provisional, batch=batch)

    def _when(self, row: Sequence[Cell]) -> Cell:
        """The cell of the date, or one made from year, quarter and month."""
        for role in ("period", "date"):
            if role in self._at and row[self._at[role]]:
                return row[self._at[role]]
        year, quarter, month = (self._text(row, role).strip() for role in ("year", "quarter", "month"))
        if not year:
            return quarter or month
        if month:
            return f"{year}-{int(month):02d}" if re.fullmatch("[0-9]{1,2}", month, re.ASCII) else f"{month} {year}"
        return f"{year}-Q{quarter.upper().removeprefix('Q')}" if quarter else year
