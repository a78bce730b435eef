"""Rows of goal, date and value in plain spellings, which the biggest files are made of: understood many at a time."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple, TypeVar

from coopctl.exchange.figures.cells import PLAIN, REMEMBERED, Cells, Day, Spelling, decimal_of
from coopctl.exchange.formats.rows import Broken, Cell, Row
from coopctl.plan.plan import Figure

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

    def __init__(self, cells: Cells, places: Places, keys: Iterator[str], made: tuple[datetime, str]) -> None:
        self._cells, self._places, self._keys, self._made = cells, places, keys, made
        self._goals: dict[Cell, tuple[str, Spelling]] = {}
        self._days: dict[Cell, Day] = {}

    def figures(self, rows: Sequence[Row], *, point: bool) -> list[Figure] | None:
        """The figures of rows that are plain in everything; None where one wants a closer look."""
        lists = [cells for _, cells in rows if not isinstance(cells, Broken) and len(cells) == self._places.width]
        if len(lists) < len(rows):
            return None
        columns = list(zip(*lists, strict=True))
        goals = _known(self._goals, columns[self._places.goal], lambda cell: self._goal(cell, point=point))
        days = _known(self._days, columns[self._places.day], self._cells.day)
        if goals is None or days is None:
            return None
        values = _decimals([spelling for _, spelling in goals], columns[self._places.value])
        if values is None:
            return None
        recorded_at, batch = self._made
        return [
            Figure(key, goal, recorded_at, day, value, label, batch=batch)
            for (goal, _), (day, label), value, key in zip(goals, days, values, self._keys, strict=False)
        ]

    def _goal(self, cell: Cell, *, point: bool) -> tuple[str, Spelling] | str:
        values = self._cells.goal(cell)
        return values if isinstance(values, str) else (values.id, values.spelling(point=point))


_Meaning = TypeVar("_Meaning", Day, tuple[str, Spelling])


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
