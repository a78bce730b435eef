"""Rows of goal, date and value in plain spellings, which the biggest files are made of: understood many at a time."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, TypeVar

from coopctl.exchange.figures.amounts import PLAIN, REMEMBERED, Spelling, decimal_of
from coopctl.exchange.figures.asked import Numbers
from coopctl.exchange.figures.cells import Cells
from coopctl.exchange.figures.days import Column, Day, Unsettled
from coopctl.exchange.figures.noted import Limits, Noted
from coopctl.exchange.figures.overlaps import Overlaps
from coopctl.exchange.figures.slots import Slots
from coopctl.exchange.formats.rows import Broken, Cell, Row
from coopctl.plan.plan import Figure
from coopctl.plan.slot import Slot

# Numbers that need no grammar, a line each.
_MANY = {kind: re.compile(rf"(?:{one.pattern}\n)*{one.pattern}", re.ASCII) for kind, one in PLAIN.items()}


class Places(NamedTuple):
    """The columns that there are of goal, day and value, and how many columns there are in all."""

    goal: int
    day: int
    value: int
    width: int


class Blocks:
    """Makes the figures of many rows in a few steps for all of them; `made` is when and in which batch."""

    def __init__(
        self,
        cells: Cells,
        column: Column,
        places: Places,
        slots: Slots,
        noted: tuple[Noted, Overlaps],
        keys: Iterator[str],
        made: tuple[datetime, str],
    ) -> None:
        self._cells, self._column, self._places, self._slots = cells, column, places, slots
        (self._noted, self._overlaps), self._keys, self._made = noted, keys, made
        self._goals: dict[Cell, _Goal] = {}
        self._days: dict[Cell, Day] = {}

    def figures(self, rows: Sequence[Row], how: Numbers) -> list[Figure] | None:
        """The figures of rows that are plain in everything; None where one wants a closer look."""
        lists = [cells for _, cells in rows if not isinstance(cells, Broken) and len(cells) == self._places.width]
        if len(lists) < len(rows):
            return None
        columns = list(zip(*lists, strict=True))
        goals = _known(self._goals, columns[self._places.goal], lambda cell: self._goal(cell, how))
        days = _known(self._days, columns[self._places.day], self._day)
        if goals is None or days is None:
            return None
        values = _decimals([goal.spelling for goal in goals], columns[self._places.value])
        if values is None or not self._free(rows, goals, days, values):
            return None
        for goal, (day, _), value in zip(goals, days, values, strict=True):
            if day < goal.limits.first or not goal.limits.least < abs(value) < goal.limits.most:
                self._noted.look(goal.id, day, value)
        self._overlaps.come({(goal.id, *day) for goal, day in zip(goals, days, strict=True) if goal.adds})
        recorded_at, batch = self._made
        return [
            Figure(key, goal.id, recorded_at, day, value, label, batch=batch)
            for goal, (day, label), value, key in zip(goals, days, values, self._keys, strict=False)
        ]

    def _free(
        self, rows: Sequence[Row], goals: Sequence["_Goal"], days: Sequence[Day], values: Sequence[Decimal]
    ) -> bool:
        """Take the slots of these rows, but for those of events; False where one is not free."""
        taken = [
            (Slot(goal.id, day[1]), value, row[0])
            for goal, day, value, row in zip(goals, days, values, rows, strict=True)
            if not goal.adds or len(day[1]) != _ISO
        ]
        return not taken or self._slots.free(*zip(*taken, strict=True))

    def _goal(self, cell: Cell, how: Numbers) -> "_Goal | str":
        values = self._cells.goal(cell)
        return (
            values
            if isinstance(values, str)
            else _Goal(values.id, values.spelling(how), values.adds, self._noted.limits[values.id])
        )

    def _day(self, cell: Cell) -> Day | str:
        try:
            return self._column.read(cell)
        except Unsettled:
            return "it could be two"


class _Goal(NamedTuple):
    """What a block has to know of a goal."""

    id: str
    spelling: Spelling
    adds: bool
    limits: Limits


# The length of the label of a single day, which no longer period has.
_ISO = len("2024-12-31")
_Meaning = TypeVar("_Meaning", Day, _Goal)


def _known(
    known: dict[Cell, _Meaning], cells: Sequence[Cell], read: Callable[[Cell], _Meaning | str]
) -> list[_Meaning] | None:
    """What each cell means, known from an earlier block or read; None where one means nothing."""
    if len(known) > REMEMBERED:
        known.clear()
    for cell in set(cells).difference(known):
        meaning = read(cell)
        if isinstance(meaning, str):
            return None
        known[cell] = meaning
    return [known[cell] for cell in cells]


def _decimals(spellings: Sequence[Spelling], cells: Sequence[Cell]) -> list[Decimal] | None:
    """The value of each cell; None where one is not in the plain spelling that its goal takes."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) < len(cells):
        return None
    kinds = set(spellings)
    for kind in kinds:
        own = texts if len(kinds) == 1 else [text for text, one in zip(texts, spellings, strict=True) if one is kind]
        together = "\n".join(own)
        if together.count("\n") >= len(own) or not _MANY[kind].fullmatch(together):
            return None
    return list(map(decimal_of, texts))
