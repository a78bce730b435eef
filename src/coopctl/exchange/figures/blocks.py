"""Rows in plain spellings, which the biggest files are made of: understood many at a time.

What goal and what day a row is of is asked of the reader of rows, once for all rows that name it alike; values, keys
and texts are looked at by the column.  What is not plain in everything is for the reader of rows alone.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import compress, count, islice
from operator import not_, or_
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct, structs

from coopctl.exchange.figures.amounts import PLAIN, REMEMBERED, GoalValues, Spelling
from coopctl.exchange.figures.carried import Carried
from coopctl.exchange.figures.keys import Keys
from coopctl.exchange.figures.making import Making
from coopctl.exchange.figures.noted import Noted
from coopctl.exchange.figures.overlaps import Overlaps
from coopctl.exchange.figures.rowcells import says_yes
from coopctl.exchange.figures.rowreader import Places, RowReader
from coopctl.exchange.figures.slots import Rows, Slots
from coopctl.exchange.figures.stand_ins import StandIns, has_stand_in
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.formats.rows import Block, Cell
from coopctl.plan.plain import Columns
from coopctl.values.calendar import FIRST_DAY, LAST_DAY
from coopctl.values.ids import are_keys
from coopctl.values.patterns import LONGEST_NAME
from coopctl.values.quantities import spellings

# Numbers that need no grammar, a line each.
_MANY = {kind: re.compile(rf"(?:(?:{one.pattern})\n)*+", re.ASCII) for kind, one in PLAIN.items()}
# It reads as many numbers in a sixth of the time that `float` takes, for those whose size alone matters.
_SIZES = msgspec.json.Decoder(list[float])
# A binary fraction is nearer than this to the decimal that it stands for.
_ABOUT = 1e-9


class Remembering(NamedTuple):
    """What an import remembers of all its rows; `derived` gives figures the keys that are made of other cells."""

    slots: Slots
    brought: Keys
    noted: Noted
    overlaps: Overlaps
    stand_ins: StandIns
    carried: Carried
    derived: Callable[[Columns, Sequence[tuple[str, ...]], Sequence[bool]], Columns]


class _Goal(Struct, frozen=True, eq=False, gc=False):
    """What a block has to know of a goal, with about the limits beyond which a value is noted."""

    id: str
    values: GoalValues
    spelling: Spelling
    adds: bool
    low: float
    high: float
    first: date


class _Day(Struct, frozen=True, eq=False, gc=False):
    """The last day of what a figure is for, how that is said, and whether it is that day alone."""

    last: date
    label: str
    alone: bool


_Columns = Sequence[Sequence[Cell]]
_Said = Cell | tuple[Cell, ...]
_Meaning = TypeVar("_Meaning", _Goal, _Day)


class _Known(dict[_Said, _Meaning]):
    """What cells, or several together, mean, each read once."""

    def __init__(self, read: Callable[..., _Meaning | None]) -> None:
        super().__init__()
        self._read: Callable[..., _Meaning | None] = read

    def of(self, said: Sequence[_Said]) -> list[_Meaning]:
        """What each means, in the order of the rows, as dates depend on those before; raises `_Unclear`."""
        if len(self) > REMEMBERED:
            self.clear()
        return list(map(self.__getitem__, said))

    def __missing__(self, said: _Said) -> _Meaning:
        meaning = self._read(*said) if isinstance(said, tuple) else self._read(said)
        if meaning is None:
            raise _Unclear
        self[said] = meaning
        return meaning


class _Unclear(Exception):
    """A row is not plain: its reader has to look at it."""


class Blocks:
    """Makes the figures of many rows in a few steps for all of them."""

    def __init__(
        self, reader: RowReader, places: Places, keys: Iterator[str], making: Making, remembering: Remembering
    ) -> None:
        self._reader, self._places, self._keys, self._making = reader, places, keys, making
        self._all = remembering
        self._goals, self._days = _Known(self._goal), _Known(self._day)
        self._spelled: dict[tuple[str, Cell], str] = {}

    def figures(self, block: Block) -> Columns | None:
        """The figures of rows that are plain in everything; None where one wants a closer look."""
        try:
            self._check(block)
            return self._made(block.columns, block.lines)
        except _Unclear:
            return None

    def blank(self, block: Block) -> list[bool]:
        """Which rows of goals have nothing in the place of a value; none where that takes a closer look."""
        columns = block.columns
        try:
            self._check(block)
            self._words(columns)
            self._marks(columns)
            goals = self._goals.of(_together(columns, self._places.goal)) if self._places.goal[0] >= 0 else []
        except _Unclear:
            return []
        days = zip(*(columns[at] for at in self._places.day), strict=True)
        # Without a goal of its own a row may be empty, or a note.
        rows = zip(goals, columns[self._places.goal[0]], columns[self._places.value], days, strict=False)
        return [
            bool(cell_text(named).strip()) and self._reader.is_blank(told, goal.values, said)
            for goal, named, told, said in rows
        ]

    def odd(self, block: Block) -> list[int]:
        """The numbers of rows that say what only their reader knows, or whose values are not plain.

        None of the latter where the goal of a row is not plain.
        """
        columns = block.columns
        if len(columns) != self._places.width:
            return []
        said = [any(cells) for cells in zip(*(columns[at] for at in self._places.silent), strict=True)]
        try:
            goals = self._goals.of(_together(columns, self._places.goal))
        except _Unclear:
            return list(compress(count(), said))
        strange = map(not_, self._values(goals, columns[self._places.value]))
        return list(compress(count(), map(or_, strange, said) if said else strange))

    def _made(self, columns: _Columns, lines: Sequence[int]) -> Columns:
        goals = self._goals.of(_together(columns, self._places.goal))
        days = self._days.of(_together(columns, self._places.day))
        values = self._decimals(goals, columns[self._places.value])
        keys = self._brought(columns)
        last = {day.label: day.last for day in set(days)}
        made = Columns(
            keys, [goal.id for goal in goals], [day.label for day in days], last, values, self._words(columns),
            self._making.recorded_at, self._making.batch, self._marks(columns), self._replaced(columns) if keys else (),
        )  # fmt: skip
        events = [goal.adds and day.alone for goal, day in zip(goals, days, strict=True)]
        if not self._free(made, lines, columns, events):
            raise _Unclear
        self._note(goals, days, values)
        self._doubt([] if keys else goals, values)
        self._overlap(goals, days, events)
        self._all.carried.corrections(made)
        return made if made.keys else self._keyed(made, columns, events)

    def _keyed(self, made: Columns, columns: _Columns, events: Sequence[bool]) -> Columns:
        """Figures of rows that bring no keys, with some."""
        if self._places.unused:
            return self._all.derived(made, _stripped(columns, self._places.unused), events)
        return structs.replace(made, keys=list(islice(self._keys, len(made))))

    def _check(self, block: Block) -> None:
        """Rows have as many cells as the header, and say nothing that only their reader knows; raises `_Unclear`."""
        columns, silent = block.columns, self._places.silent
        if len(columns) != self._places.width or any(columns[at].count("") < len(block) for at in silent):
            raise _Unclear

    def _goal(self, cell: Cell, *unit: Cell) -> _Goal | None:
        goal = self._reader.goal_of(cell, *unit)
        if goal is None:
            return None
        most, least, first = self._all.noted.limits[goal.id]
        about = float(least) * (1 + _ABOUT), float(most) * (1 - _ABOUT)
        return _Goal(goal.id, goal, goal.spelling(self._reader.values.how), goal.adds, *about, first)

    def _day(self, *cells: Cell) -> _Day | None:
        found = self._reader.day_of(*cells)
        # What lies beyond the days that a figure may have is refused where it is read alone.
        if found is None or not FIRST_DAY <= found.last <= LAST_DAY:
            return None
        return _Day(found.last, found.label, found.label == found.last.isoformat())

    def _words(self, columns: _Columns) -> list[list[str]]:
        """Notes, sources, URLs and persons, nothing where no column has them; raises `_Unclear`."""
        if max(self._places.words) < 0:
            return []
        told = [self._bare(columns[at]) if at >= 0 else [""] * len(columns[0]) for at in self._places.words]
        if any("\0" in "".join(texts) or max(map(len, texts)) > LONGEST_NAME for texts in told):
            raise _Unclear
        return told

    def _decimals(self, goals: Sequence[_Goal], cells: Sequence[Cell]) -> list[str]:
        """The values as `str` gives their decimals; raises `_Unclear` where one cannot be told without its row."""
        try:
            return _decimals(goals, _texts(cells))
        except _Unclear:
            values = self._values(goals, cells)
        if not all(values):
            raise _Unclear
        return spellings(values, plain=True)

    def _values(self, goals: Sequence[_Goal], cells: Sequence[Cell]) -> list[str]:
        """The values of which some have not the plain spelling of their goals; "" where one needs its row."""
        if len(self._spelled) > REMEMBERED:
            self._spelled.clear()
        return [
            text.replace(",", ".") if PLAIN[goal.spelling].fullmatch(text) else self._value(goal, cell)
            for goal, cell, text in zip(goals, cells, _texts(cells), strict=True)
        ]

    def _value(self, goal: _Goal, cell: Cell) -> str:
        found = self._spelled.get((goal.id, cell))
        if found is None:
            found = self._spelled[goal.id, cell] = self._reader.value_of(cell, goal.values) or ""
        return found

    def _marks(self, columns: _Columns) -> Sequence[bool]:
        """Which rows say that they are provisional, nothing where none does; raises `_Unclear` for another word."""
        if self._places.provisional < 0:
            return ()
        texts = self._bare(columns[self._places.provisional])
        said = {text: says_yes(text) for text in set(texts)}
        if None in said.values():
            raise _Unclear
        return [said[text] is True for text in texts] if any(said.values()) else ()

    def _replaced(self, columns: _Columns) -> Sequence[str]:
        """The keys of the figures that each row takes the place of, nothing where none does."""
        texts = self._bare(columns[self._places.replaces]) if self._places.replaces >= 0 else ()
        replaced = list(map(str.strip, texts))
        return replaced if any(replaced) else ()

    def _brought(self, columns: _Columns) -> list[str]:
        """The keys of the rows, none where they have none; raises `_Unclear` where some have, or one is no key."""
        keys = list(map(str.strip, self._bare(columns[self._places.key]))) if self._places.key >= 0 else []
        if not any(keys):
            return []
        if not are_keys(keys):
            raise _Unclear
        return keys

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
        beside = _stripped(columns, self._places.beside) if self._places.beside else ()
        rows = Rows(made.goals, made.labels, made.values, lines, beside)
        dated = rows.where(events) if self._places.beside else None
        slotted = rows.where(list(map(not_, events))) if any(events) else rows
        return self._all.slots.free(slotted, dated, self._reader.names)

    def _doubt(self, goals: Sequence[_Goal], values: Sequence[str]) -> None:
        """Remember the values that may stand for none; what brings its key was recorded as it is."""
        if goals and has_stand_in(f",{','.join(values)},"):
            self._all.stand_ins.come([goal.id for goal in goals], values)

    def _note(self, goals: Sequence[_Goal], days: Sequence[_Day], values: Sequence[str]) -> None:
        """Look at the values that are perhaps odd, of which mostly there is none by the narrowest limits of all."""
        told = f"[{','.join(values)}]"
        own = set(goals)
        self._sides(goals if "-" in told else (), values, own)
        sizes = list(map(abs, _SIZES.decode(told))) if "-" in told else _SIZES.decode(told)
        low, high, first = _narrowest(own)
        if low < min(sizes) and max(sizes) < high and first <= min(day.last for day in set(days)):
            return
        for size, goal, day, value in zip(sizes, goals, days, values, strict=True):
            if not goal.low < size < goal.high or day.last < goal.first:
                self._all.noted.look(goal.id, day.label, day.last, Decimal(value))

    def _sides(self, goals: Sequence[_Goal], values: Sequence[str], own: Collection[_Goal]) -> None:
        """Remember which goals have values below zero, and which have others: all of them where no value is so."""
        if goals:
            self._all.noted.sides((goal.id for goal in goals), map(Decimal, values))
        else:
            self._all.noted.above(goal.id for goal in own)

    def _overlap(self, goals: Sequence[_Goal], days: Sequence[_Day], events: Sequence[bool]) -> None:
        """Remember the periods of adding goals, and which have days."""
        self._all.overlaps.new.note_days({goal.id for goal in set(compress(goals, events))})
        if not all(day.alone for day in set(days)):
            said = set(zip(goals, days, strict=True))
            self._all.overlaps.new.take((goal.id, day.last, day.label) for goal, day in said if not day.alone)


def _narrowest(goals: Collection[_Goal]) -> tuple[float, float, date]:
    """The limits of sizes and of days within which nothing is odd of any of these goals."""
    return max(one.low for one in goals), min(one.high for one in goals), max(one.first for one in goals)


def _together(columns: _Columns, places: Sequence[int]) -> Sequence[_Said]:
    """The cells of one column, or those of several as they stand together; "" in a column that is not there."""
    cells = [columns[place] if place >= 0 else ("",) * len(columns[0]) for place in places]
    return cells[0] if len(cells) == 1 else list(zip(*cells, strict=True))


def _decimals(goals: Sequence[_Goal], texts: Sequence[str]) -> list[str]:
    """The values as `str` gives their decimals; raises `_Unclear` where one has not the plain spelling of its goal."""
    kinds = {goal.spelling for goal in set(goals)}
    if not all(_are_plain(texts if len(kinds) == 1 else _of(kind, goals, texts), kind) for kind in kinds):
        raise _Unclear
    return spellings([text.replace(",", ".") for text in texts] if Spelling.COMMA in kinds else texts, plain=True)


def _of(kind: Spelling, goals: Sequence[_Goal], texts: Sequence[str]) -> list[str]:
    return [text for text, goal in zip(texts, goals, strict=True) if goal.spelling is kind]


def _are_plain(texts: Sequence[str], kind: Spelling) -> bool:
    together = "\n".join([*texts, ""])
    return together.count("\n") == len(texts) and _MANY[kind].fullmatch(together) is not None


def _stripped(columns: _Columns, places: Sequence[int]) -> list[tuple[str, ...]]:
    """The texts of a few columns, for each row together."""
    return list(zip(*(map(str.strip, _texts(columns[place])) for place in places), strict=True))


def _texts(cells: Sequence[Cell]) -> list[str]:
    """Cells as texts, numbers as digits."""
    return list(map(cell_text, cells)) if Decimal in set(map(type, cells)) else list(cells)  # type: ignore[arg-type] # no number
