"""Rows in plain spellings, which the biggest files are made of: understood many at a time.

What goal and what day a row is of is asked of the reader of rows, once for all rows that name it alike; values, keys
and texts are looked at by the column.  What is not plain in everything is for the reader of rows alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import compress, islice
from operator import and_, attrgetter, not_
from typing import NamedTuple, TypeVar

from msgspec import structs

from coopctl.exchange.figures.amounts import PLAIN, REMEMBERED, Spelling, decimal_of
from coopctl.exchange.figures.asked import Numbers
from coopctl.exchange.figures.keys import Keys
from coopctl.exchange.figures.making import Making
from coopctl.exchange.figures.noted import Noted
from coopctl.exchange.figures.overlaps import Overlaps
from coopctl.exchange.figures.rowreader import Places, RowReader
from coopctl.exchange.figures.slots import Rows, Slots
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.formats.rows import Cell, Row
from coopctl.plan.plain import Columns
from coopctl.values.calendar import FIRST_DAY, LAST_DAY
from coopctl.values.ids import are_keys
from coopctl.values.patterns import LONGEST_NAME

# Numbers that need no grammar, a line each.
_MANY = {kind: re.compile(rf"(?:(?:{one.pattern})\n)*+", re.ASCII) for kind, one in PLAIN.items()}
_LABEL, _ALONE = attrgetter("label"), attrgetter("alone")
_TINY = "0.000000"
# A binary fraction is nearer than this to the decimal that it stands for.
_ABOUT = 1e-9


class Remembering(NamedTuple):
    """What an import remembers of all its rows; `derived` gives figures the keys that are made of other cells."""

    slots: Slots
    brought: Keys
    noted: Noted
    overlaps: Overlaps
    derived: Callable[[Columns, Sequence[tuple[str, ...]], Sequence[bool]], Columns]


class _Goal(NamedTuple):
    """What a block has to know of a goal, with about the limits beyond which a value is noted."""

    id: str
    spelling: Spelling
    adds: bool
    low: float
    high: float
    first: date


class _Day(NamedTuple):
    """The last day of what a figure is for, how that is said, and whether it is that day alone."""

    last: date
    label: str
    alone: bool


_Columns = Sequence[Sequence[Cell]]
_Said = Cell | tuple[Cell, ...]
_Meaning = TypeVar("_Meaning", _Goal, _Day)


class Blocks:
    """Makes the figures of many rows in a few steps for all of them."""

    def __init__(
        self, reader: RowReader, places: Places, keys: Iterator[str], making: Making, remembering: Remembering
    ) -> None:
        self._reader, self._places, self._keys, self._making = reader, places, keys, making
        self._all = remembering
        self._goals: dict[_Said, _Goal] = {}
        self._days: dict[_Said, _Day] = {}

    def figures(self, rows: Sequence[Row], how: Numbers) -> Columns | None:
        """The figures of rows that are plain in everything; None where one wants a closer look."""
        columns = self._columns(rows)
        return None if columns is None else self._made(columns, [line for line, _ in rows], how)

    def _made(self, columns: _Columns, lines: Sequence[int], how: Numbers) -> Columns | None:
        goals = _known(self._goals, _together(columns, self._places.goal), lambda *cells: self._goal(how, *cells))
        days = _known(self._days, _together(columns, self._places.day), self._day)
        if goals is None or days is None:
            return None
        ids, spellings, adds, *limits = zip(*goals, strict=True)
        labels, alone = list(map(_LABEL, days)), list(map(_ALONE, days))
        values = _decimals(spellings, _texts(columns[self._places.value]))
        words, keys = self._words(columns), self._brought(columns)
        if values is None or words is None or keys is None:
            return None
        last = {day.label: day.last for day in set(days)}
        made = Columns(keys, ids, labels, last, values, words, self._making.recorded_at, self._making.batch)
        events = list(map(and_, adds, alone))
        if not self._free(made, lines, columns, events):
            return None
        self._note(made, *limits)
        self._overlap(made, events, alone)
        if keys:
            return made
        if self._places.unused:
            return self._all.derived(made, _stripped(columns, self._places.unused), events)
        return structs.replace(made, keys=list(islice(self._keys, len(lines))))

    def _columns(self, rows: Sequence[Row]) -> _Columns | None:
        """The cells of rows by the column; None where a row has more or less, or says what only its reader knows."""
        whole = [cells for _, cells in rows]
        # A row that is broken has no length.
        if set(map(len, whole)) != {self._places.width}:
            return None
        columns: list[tuple[Cell, ...]] = list(zip(*whole, strict=True))
        silent = all(columns[place].count("") == len(rows) for place in self._places.silent)
        return columns if silent else None

    def _goal(self, how: Numbers, cell: Cell, *unit: Cell) -> _Goal | None:
        goal = self._reader.goal_of(cell, *unit)
        if goal is None:
            return None
        most, least, first = self._all.noted.limits[goal.id]
        about = float(least) * (1 + _ABOUT), float(most) * (1 - _ABOUT)
        return _Goal(goal.id, goal.spelling(how), goal.adds, *about, first)

    def _day(self, *cells: Cell) -> _Day | None:
        found = self._reader.day_of(*cells)
        # What lies beyond the days that a figure may have is refused where it is read alone.
        if found is None or not FIRST_DAY <= found[0] <= LAST_DAY:
            return None
        return _Day(*found, alone=found[1] == found[0].isoformat())

    def _words(self, columns: _Columns) -> list[list[str]] | None:
        """Notes, sources, URLs and persons, nothing where no column has them; None where one cannot be."""
        if max(self._places.words) < 0:
            return []
        told = [self._bare(columns[at]) if at >= 0 else [""] * len(columns[0]) for at in self._places.words]
        sound = all("\0" not in "".join(texts) and max(map(len, texts)) <= LONGEST_NAME for texts in told)
        return told if sound else None

    def _brought(self, columns: _Columns) -> list[str] | None:
        """The keys of the rows, none where they have none; None where only some have, or one is no key."""
        keys = list(map(str.strip, self._bare(columns[self._places.key]))) if self._places.key >= 0 else []
        if not any(keys):
            return []
        return keys if are_keys(keys) else None

    def _bare(self, column: Sequence[Cell]) -> list[str]:
        """The texts of a column as the reader of rows takes them."""
        texts = _texts(column)
        guarded = self._reader.guarded and "\n'" in "\n".join(["", *texts])
        return list(map(unguarded, texts)) if guarded else texts

    def _free(self, made: Columns, lines: Sequence[int], columns: _Columns, events: Sequence[bool]) -> bool:
        """Take the keys or slots of these rows; False where one is not free, or has a total and its parts."""
        if made.keys:
            return self._all.brought.bring_all(made, lines)
        if all(events) and not self._places.beside:
            return True
        beside = _stripped(columns, self._places.beside) or [()] * len(made)
        rows = Rows(made.goals, made.labels, made.values, lines, beside)
        dated = rows.where(events) if self._places.beside else None
        return self._all.slots.free(rows.where(list(map(not_, events))), dated, self._reader.names)

    def _note(self, made: Columns, low: Sequence[float], high: Sequence[float], first: Sequence[date]) -> None:
        """Look at the values that are perhaps odd, of which mostly there is none by the narrowest limits of all."""
        sizes = list(map(abs, map(float, made.values)))
        if max(low) < min(sizes) and max(sizes) < min(high) and max(first) <= min(made.days.values()):
            return
        for at, (size, label) in enumerate(zip(sizes, made.labels, strict=True)):
            day = made.days[label]
            if not low[at] < size < high[at] or day < first[at]:
                self._all.noted.look(made.goals[at], day, Decimal(made.values[at]))

    def _overlap(self, made: Columns, events: Sequence[bool], alone: Sequence[bool]) -> None:
        """Remember the days and periods of adding goals."""
        days = map(made.days.__getitem__, made.labels)
        if any(events):
            self._all.overlaps.come_on(compress(zip(made.goals, days, strict=True), events))
        if not all(alone):
            days = map(made.days.__getitem__, made.labels)
            said = zip(made.goals, days, made.labels, strict=True)
            self._all.overlaps.come(set(compress(said, map(not_, alone))))


def _together(columns: _Columns, places: Sequence[int]) -> Sequence[_Said]:
    """The cells of one column, or those of several as they stand together; "" in a column that is not there."""
    cells = [columns[place] if place >= 0 else ("",) * len(columns[0]) for place in places]
    return cells[0] if len(cells) == 1 else list(zip(*cells, strict=True))


def _known(
    known: dict[_Said, _Meaning], said: Sequence[_Said], read: Callable[..., _Meaning | None]
) -> list[_Meaning] | None:
    """What each cell, or several together, mean, known from an earlier block or read; None where one means nothing."""
    if len(known) > REMEMBERED:
        known.clear()
    # Read in the order of the rows, for what dates mean depends on those before.
    for cells in dict.fromkeys(said):
        if cells not in known:
            meaning = read(*cells) if isinstance(cells, tuple) else read(cells)
            if meaning is None:
                return None
            known[cells] = meaning
    return list(map(known.__getitem__, said))


def _decimals(spellings: Sequence[Spelling], texts: Sequence[str]) -> list[str] | None:
    """The values as `str` gives their decimals; None where one is not in the plain spelling that its goal takes."""
    kinds = set(spellings)
    if len(kinds) == 1:
        plain = _are_plain(texts, *kinds)
    else:
        plain = all(_are_plain(list(compress(texts, map(kind.__eq__, spellings))), kind) for kind in kinds)
    if not plain:
        return None
    # Where a number begins so, `str` gives it with an exponent.
    tiny = _TINY in "".join(texts)
    return [f"{decimal_of(text)}" if tiny or text[-1] == "0" else text for text in texts]


def _are_plain(texts: Sequence[str], kind: Spelling) -> bool:
    together = "\n".join([*texts, ""])
    return together.count("\n") == len(texts) and _MANY[kind].fullmatch(together) is not None


def _stripped(columns: _Columns, places: Sequence[int]) -> list[tuple[str, ...]]:
    """The texts of a few columns, for each row together."""
    return list(zip(*(map(str.strip, _texts(columns[place])) for place in places), strict=True))


def _texts(cells: Sequence[Cell]) -> list[str]:
    """Cells as texts, numbers as digits."""
    return list(map(cell_text, cells)) if Decimal in set(map(type, cells)) else list(cells)  # type: ignore[arg-type]
