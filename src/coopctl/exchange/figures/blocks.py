"""Rows in plain spellings, which the biggest files are made of: understood many at a time.

What goal and what day a row is of is asked of the reader of rows, once for all rows that name it alike; values, keys
and texts are looked at by the column.  What is not plain in everything is for the reader of rows alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import NamedTuple, TypeVar

from coopctl.exchange.figures.amounts import PLAIN, REMEMBERED, Spelling, decimal_of
from coopctl.exchange.figures.asked import Numbers
from coopctl.exchange.figures.keys import Keys
from coopctl.exchange.figures.making import Making
from coopctl.exchange.figures.noted import Limits, Noted
from coopctl.exchange.figures.overlaps import Overlaps
from coopctl.exchange.figures.rowreader import Places, RowReader
from coopctl.exchange.figures.slots import Slots
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.formats.rows import Broken, Cell, Row
from coopctl.plan.plan import Figure
from coopctl.values.ids import is_key
from coopctl.values.patterns import LONGEST_NAME

# Numbers that need no grammar, a line each.
_MANY = {kind: re.compile(rf"(?:{one.pattern}\n)*{one.pattern}", re.ASCII) for kind, one in PLAIN.items()}


class Remembering(NamedTuple):
    """What an import remembers of all its rows."""

    slots: Slots
    brought: Keys
    noted: Noted
    overlaps: Overlaps
    derived: Callable[[Figure, Sequence[Cell], bool], Figure]


class _Goal(NamedTuple):
    """What a block has to know of a goal, with the limits beyond which a value is noted."""

    id: str
    spelling: Spelling
    adds: bool
    limits: Limits


class _Day(NamedTuple):
    """The last day of what a figure is for, how that is said, and whether it is that day alone."""

    last: date
    label: str
    alone: bool


_Meaning = TypeVar("_Meaning", _Goal, _Day)


class Blocks:
    """Makes the figures of many rows in a few steps for all of them."""

    def __init__(
        self, reader: RowReader, places: Places, keys: Iterator[str], making: Making, remembering: Remembering
    ) -> None:
        self._reader, self._places, self._keys, self._making = reader, places, keys, making
        self._all = remembering
        self._goals: dict[Cell, _Goal] = {}
        self._days: dict[Cell, _Day] = {}

    def figures(self, rows: Sequence[Row], how: Numbers) -> list[Figure] | None:
        """The figures of rows that are plain in everything; None where one wants a closer look."""
        width = self._places.width
        whole = [cells for _, cells in rows if not isinstance(cells, Broken) and len(cells) == width]
        if len(whole) < len(rows):
            return None
        columns = list(zip(*whole, strict=True))
        named = columns[self._places.goal] if self._places.goal >= 0 else [""] * len(rows)
        goals = _known(self._goals, named, lambda cell: self._goal(cell, how))
        days = _known(self._days, columns[self._places.day], self._day)
        if goals is None or days is None:
            return None
        values = _decimals([goal.spelling for goal in goals], columns[self._places.value])
        words, keys = self._words(columns), self._brought(columns)
        if values is None or words is None or keys is None:
            return None
        recorded_at, batch = self._making.recorded_at, self._making.batch
        made = [
            Figure(key, goal.id, recorded_at, day.last, value, day.label, note, source, url, who, batch=batch)
            for goal, day, value, (note, source, url, who), key in zip(
                goals, days, values, words, keys or self._keys, strict=False
            )
        ]
        lines = [line for line, _ in rows]
        events = [goal.adds and day.alone for goal, day in zip(goals, days, strict=True)]
        if not (self._all.brought.bring_all(made, lines) if keys else self._free(made, events, lines, columns)):
            return None
        for goal, day, value in zip(goals, days, values, strict=True):
            if day.last < goal.limits.first or not goal.limits.least < abs(value) < goal.limits.most:
                self._all.noted.look(goal.id, day.last, value)
        self._all.overlaps.come({(goal.id, day.last, day.label) for goal, day in zip(goals, days, strict=True)})
        if keys or not self._places.unused:
            return made
        unused = zip(*(columns[place] for place in self._places.unused), strict=True)
        return [self._all.derived(*one) for one in zip(made, unused, [goal.adds for goal in goals], strict=True)]

    def _goal(self, cell: Cell, how: Numbers) -> _Goal | None:
        goal = self._reader.goal_of(cell)
        return None if goal is None else _Goal(goal.id, goal.spelling(how), goal.adds, self._all.noted.limits[goal.id])

    def _day(self, cell: Cell) -> _Day | None:
        found = self._reader.day_of(cell)
        return None if found is None else _Day(*found, alone=found[1] == found[0].isoformat())

    def _words(self, columns: Sequence[Sequence[Cell]]) -> Iterable[tuple[str, str, str, str]] | None:
        """Note, source, URL and person of each row; None where one is no text."""
        count = len(columns[0])
        if max(self._places.words) < 0:
            return repeat(("", "", "", ""), count)
        told: list[list[str]] = []
        for place in self._places.words:
            texts = self._texts(columns[place]) if place >= 0 else [""] * count
            if texts is None or "\0" in "".join(texts) or max(map(len, texts)) > LONGEST_NAME:
                return None
            told.append(texts)
        return zip(*told, strict=True)

    def _brought(self, columns: Sequence[Sequence[Cell]]) -> list[str] | None:
        """The keys of the rows, none where they have none; None where only some have, or one is no key."""
        if self._places.key < 0:
            return []
        texts = self._texts(columns[self._places.key])
        if texts is None:
            return None
        keys = list(map(str.strip, texts))
        if not any(keys):
            return []
        return keys if all(map(is_key, keys)) else None

    def _texts(self, column: Sequence[Cell]) -> list[str] | None:
        """The cells of a column as the reader of rows takes them; None where one is no text."""
        texts = _texts(column)
        return list(map(unguarded, texts)) if texts and self._reader.guarded else texts

    def _free(
        self, made: Sequence[Figure], events: Sequence[bool], lines: Sequence[int], columns: Sequence[Sequence[Cell]]
    ) -> bool:
        """Take the slots of these rows; False where one is not free, or has a total and its parts."""
        beside = [[cell_text(cell).strip() for cell in columns[place]] for place in self._places.beside]
        if not beside and all(events):
            return True
        cells = list(zip(*beside, strict=True)) if beside else [()] * len(made)
        rows = list(zip(made, lines, cells, strict=True))
        those = [row for row, event in zip(rows, events, strict=True) if event] if beside else []
        others = [row for row, event in zip(rows, events, strict=True) if not event]
        return self._all.slots.free(others, those, self._reader.names)


def _known(
    known: dict[Cell, _Meaning], cells: Sequence[Cell], read: Callable[[Cell], _Meaning | None]
) -> list[_Meaning] | None:
    """What each cell means, known from an earlier block or read; None where one means nothing."""
    if len(known) > REMEMBERED:
        known.clear()
    # Read in the order of the rows, for what dates mean depends on those before.
    for cell in dict.fromkeys(cells):
        if cell not in known:
            meaning = read(cell)
            if meaning is None:
                return None
            known[cell] = meaning
    return [known[cell] for cell in cells]


def _decimals(spellings: Sequence[Spelling], cells: Sequence[Cell]) -> list[Decimal] | None:
    """The value of each cell; None where one is not in the plain spelling that its goal takes."""
    texts = _texts(cells)
    if texts is None:
        return None
    kinds = set(spellings)
    for kind in kinds:
        own = texts if len(kinds) == 1 else [text for text, one in zip(texts, spellings, strict=True) if one is kind]
        together = "\n".join(own)
        if together.count("\n") >= len(own) or not _MANY[kind].fullmatch(together):
            return None
    return [decimal_of(text) if text[-1] == "0" else Decimal(text) for text in texts]


def _texts(cells: Sequence[Cell]) -> list[str] | None:
    """Cells that are all text; None where one is not."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    return texts if len(texts) == len(cells) else None
