"""Rows to figures: each row whole, or refused with its line and the reason."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import count, islice
from typing import Self

from msgspec import Struct

from coopctl.exchange.blocks import Blocks, Places
from coopctl.exchange.cells import Cells, Desk
from coopctl.exchange.guard import unguarded
from coopctl.exchange.keys import Keys
from coopctl.exchange.layout import Layout, layout
from coopctl.exchange.rejects import Rejects
from coopctl.exchange.rows import Broken, Cell, Row, Table
from coopctl.exchange.scratch import Scratch
from coopctl.plan import Figure, Goal, Plan

# So few that the collector of garbage is not called for them.
_BLOCK = 256
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


class Intake:
    """Reads tables: what they say well are figures, what they say badly goes to `rejects`.

    `brought` are the keys that rows have of their own; `withdrawn` counts the rows which say that they stand no more,
    `already` (see `known.sift`) the figures that are recorded.  What it remembers is there until it is left.
    """

    def __init__(self, plan: Plan, making: Making, asked: Asked) -> None:
        self.plan, self.making, self.asked = plan, making, asked
        self.scratch = Scratch()
        self.rejects = Rejects(self.scratch, keep=asked.keep)
        self.brought = Keys(self.scratch)
        self.withdrawn = self.already = 0
        self.cells = Cells(plan, making.today, asked.goal)
        seed = int(making.seed, 16)
        self.keys = map("%016x".__mod__, map(_BITS.__and__, count(seed + _STEP, _STEP)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.scratch.close()

    def figures(self, tables: Iterable[Table]) -> Iterator[Figure]:
        """The figures of every row, in order; raises `Refused` for a table whose columns are not known."""
        for table in tables:
            known = self.asked.goal is not None
            found = layout(table, self.plan, self.making.today, self.asked.columns, one_goal=known)
            reader = _Reader(self, table, found)
            when = [found.at[role] for role in ("period", "date") if role in found.at]
            rest = found.at.keys() - {"goal", "value", "period", "date"}
            if "goal" in found.at and "value" in found.at and len(when) == 1 and not rest:
                places = Places(found.at["goal"], when[0], found.at["value"], len(table.header))
                blocks = Blocks(self.cells, places, self.keys, (self.making.recorded_at, self.making.batch))
                rows = iter(table.rows)
                while block := list(islice(rows, _BLOCK)):
                    yield from _many(block, blocks, reader, point=table.point)
            else:
                for line, cells in table.rows:
                    yield from reader.figures(line, cells)


def _many(rows: Sequence[Row], blocks: Blocks, reader: "_Reader", *, point: bool) -> Iterator[Figure]:
    """The figures of rows at once, or half by half, down to the row that is not plain."""
    made = blocks.figures(rows, point=point)
    if made is not None:
        yield from made
    elif len(rows) == 1:
        yield from reader.figures(*rows[0])
    else:
        half = len(rows) // 2
        yield from _many(rows[:half], blocks, reader, point=point)
        yield from _many(rows[half:], blocks, reader, point=point)


class _Reader:
    """One table's rows, of any layout."""

    def __init__(self, intake: Intake, table: Table, found: Layout) -> None:
        self._intake, self._table, self._layout = intake, table, found
        self._at = found.at
        self._guarded = table.guarded and not intake.asked.raw
        self._cells, self._making = intake.cells, intake.making

    def figures(self, line: int, cells: Sequence[Cell] | Broken) -> list[Figure]:
        """The figures of one row; none where it is refused, empty, or said in an earlier row."""
        if isinstance(cells, Broken):
            self._refuse(line, (), cells.reason)
            return []
        row = self._fit(cells)
        if not any(row):
            return []
        found = f"the row has {len(cells)} cells, its header {len(self._table.header)}"
        made = found if len(row) != len(self._table.header) else self._made(row)
        if isinstance(made, str):
            self._refuse(line, cells, made)
            return []
        return [figure for key, figure in made if not (key and self._known_key(figure, line, cells))]

    def _refuse(self, line: int, cells: Sequence[Cell], reason: str) -> None:
        self._intake.rejects.add(line, self._table.header, cells, reason)

    def _known_key(self, figure: Figure, line: int, cells: Sequence[Cell]) -> bool:
        """Whether an earlier row has this key: it is the same figure, or it is refused."""
        earlier = self._intake.brought.bring(figure, line)
        if earlier is not None and not earlier.same:
            self._refuse(line, cells, f"the key {figure.key!r} is another figure's, in line {earlier.line}")
        return earlier is not None

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

    def _made(self, row: Sequence[Cell]) -> list[tuple[str, Figure]] | str:
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
