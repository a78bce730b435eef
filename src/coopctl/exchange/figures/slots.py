"""One slot, one value: in one file a goal has one value for a day or period, but for events of goals that add up."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

import msgspec

from coopctl.exchange.figures.content import is_number
from coopctl.exchange.figures.scratch import Scratch
from coopctl.exchange.figures.taken import Said, Taken
from coopctl.plan.plan import Figure
from coopctl.plan.slot import Slot
from coopctl.values.quantities import NumberFormat
from coopctl.values.vocabulary import TOTALS

# Days of which is remembered whether there was a total.
_IN_MEMORY = 50_000
_SHOWN = 5
_MOST_VALUES = 6
_ENCODER = msgspec.json.Encoder()


class Others(NamedTuple):
    """What a row says beside its figure: the columns that are not used, and the words that go with the value."""

    names: tuple[str, ...]
    cells: tuple[str, ...]


class Clash(NamedTuple):
    """Rows of one slot with several values: the reason, and the columns in which they differ."""

    line: int
    reason: str
    columns: tuple[str, ...]


class Rows(NamedTuple):
    """Rows by the column: the goals, labels and values of their figures, their lines, and what they say beside."""

    goals: Sequence[str]
    labels: Sequence[str]
    values: Sequence[str]
    lines: Sequence[int]
    cells: Sequence[tuple[str, ...]]

    def where(self, chosen: Sequence[bool]) -> "Rows":
        """Those that are chosen."""
        return Rows(*(list(compress(column, chosen)) for column in self))  # type: ignore[arg-type] # each of its kind


_Total = tuple[tuple[str, ...], int, tuple[str, ...]]
# The columns in which the first event of a day is a total, its line, and all that it says beside.


class Slots:
    """Which row of a file took each slot; a second one is a repeat of it, or a clash.

    Beyond what memory holds they are put by in `scratch`.
    """

    def __init__(self, scratch: Scratch, numbers: NumberFormat) -> None:
        self._numbers = numbers
        self._scratch = scratch
        self._taken = Taken(scratch)
        self._spilled = False
        self._totals: dict[tuple[str, str], _Total] = {}
        self.clashes = 0
        self.first: list[Clash] = []
        self._seen: dict[str, dict[str, None]] = {}
        self._differing: dict[str, None] = {}

    def free(self, rows: Rows, events: Rows | None, names: tuple[str, ...]) -> bool:
        """Take the slots of rows, and events, all at once; False, and none taken, where one is not free.

        `names` are the columns of what the rows say beside their figures.
        """
        codes = self._taken.codes(rows.goals, rows.labels)
        if len(set(codes)) < len(codes) or self._taken.any(codes) or (self._spilled and any(self._kept_all(rows))):
            return False
        days = {} if events is None else self._days(events, names)
        if days is None:
            return False
        for day, first in days.items():
            self._enter(day, first)
        self._take(codes, rows.lines, rows.values, rows.cells)
        return True

    def _days(self, events: Rows, names: tuple[str, ...]) -> dict[tuple[str, str], _Total] | None:
        """The first of the events of each day; None where one is a total, and another a part of it."""
        days: dict[tuple[str, str], _Total] = {}
        for day, line, cells in zip(
            zip(events.goals, events.labels, strict=True), events.lines, events.cells, strict=True
        ):
            total = _total(names, cells)
            if (self._totals.get(day) or days.setdefault(day, (total, line, cells)))[0] != total:
                return None
        return days

    def take(self, figure: Figure, line: int, others: Others) -> bool | Clash:
        """Take the slot of a row: True where it is free, False for a repeat of the row that has it, else the clash."""
        goal, label = Slot.of(figure)
        said = Said(line, f"{figure.value}", others.cells)
        codes = self._taken.codes([goal], [label])
        before = self._taken.find(*codes) or (self._kept(goal, label) if self._spilled else None)
        if before is None:
            self._take(codes, [said.line], [said.value], [said.cells])
            return True
        if before[1:] == said[1:]:
            return False
        return self._clash(figure, before, said, others.names)

    def event(self, figure: Figure, line: int, others: Others) -> Clash | None:
        """Take an event: on one day there is a total, or there are parts of it, never both."""
        names, day = _total(*others), Slot.of(figure)
        before = self._totals.get(day)
        if before is None:
            self._enter(day, (names, line, others.cells))
            return None
        if before[0] == names:
            return None
        self._note(others.names, before[2])
        self._note(others.names, others.cells)
        columns = names or before[0]
        return self._add(
            Clash(
                line,
                f"line {before[1]} and line {line} are a total of {figure.goal} for {figure.on} and a part of it",
                columns,
            )
        )

    def _enter(self, day: tuple[str, str], first: _Total) -> None:
        if len(self._totals) < _IN_MEMORY:
            self._totals[day] = first

    def _clash(self, figure: Figure, before: Said, said: Said, names: tuple[str, ...]) -> Clash:
        # Of a slot that a table without other columns took nothing else is known.
        cells = before.cells or ("",) * len(names)
        differ = tuple(name for name, one, other in zip(names, cells, said.cells, strict=False) if one != other)
        self._note(names, cells)
        self._note(names, said.cells)
        value = "n/a" if figure.value is None else self._numbers.exact(figure.value)
        where = f" (they differ in {', '.join(differ[:4])})" if differ else ""
        reason = f"{figure.goal} has {value} for {figure.on} here, and another value in line {before.line}{where}"
        if before.value == said.value:
            reason = f"{figure.goal} has {value} for {figure.on} here and in line {before.line}{where}"
        return self._add(Clash(said.line, reason, differ))

    def _add(self, clash: Clash) -> Clash:
        self.clashes += 1
        if len(self.first) < _SHOWN:
            self.first.append(clash)
        self._differing |= dict.fromkeys(clash.columns)
        return clash

    def _note(self, names: Sequence[str], cells: Sequence[str]) -> None:
        for name, cell in zip(names, cells, strict=False):
            seen = self._seen.setdefault(name, {})
            if len(seen) < _MOST_VALUES:
                seen[cell] = None

    @property
    def differing(self) -> Mapping[str, Sequence[str]]:
        """The columns in which rows of one slot differ, each with some of its values."""
        return {name: list(self._seen.get(name, {})) for name in self._differing}

    def _take(
        self, codes: Sequence[int], lines: Sequence[int], values: Sequence[str], cells: Sequence[tuple[str, ...]]
    ) -> None:
        self._taken.take(codes, lines, values, cells)
        if self._taken.full:
            kept = ((f"{Slot(goal, label)}", *one[:2], _ENCODER.encode(one[2])) for goal, label, one in self._taken)
            self._scratch.fill("INSERT INTO slots VALUES(?, ?, ?, ?)", kept)
            self._taken, self._spilled = Taken(self._scratch), True

    def _kept_all(self, rows: Rows) -> Iterator[Said | None]:
        return map(self._kept, rows.goals, rows.labels)

    def _kept(self, goal: str, label: str) -> Said | None:
        """What a row said that was put by."""
        found = self._scratch.one("SELECT line, value, cells FROM slots WHERE slot = ?", f"{Slot(goal, label)}")
        return None if found is None else Said(found[0], found[1], msgspec.json.decode(found[2], type=tuple[str, ...]))


def _total(names: tuple[str, ...], cells: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that say of a row that it is a total."""
    return tuple(name for name, cell in zip(names, cells, strict=True) if cell.casefold() in TOTALS)


def way_out(differing: Mapping[str, Sequence[str]]) -> str:
    """The options that choose one row of each slot: the total, where the values name one."""
    keys = "or give each row a key of its own with --map key=COLUMN"
    differing = _choosing(differing)
    if not differing:
        return f"leave one of them, {keys}"
    totals = {name: _named_total(values) for name, values in differing.items()}
    parts = [name for name, total in totals.items() if total is None]
    # One column of parts alone, for not every part of one has every part of another.
    chosen = totals | {name: next(filter(None, differing[name]), "") for name in parts[:1]}
    where = ",".join(f"{name}={value}" for name, value in chosen.items() if name not in parts[1:])
    return f"take {'one of them, such as' if parts else 'the total:'} --where '{where}'; {keys}"


def _choosing(differing: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """The columns by which a row is chosen: not by what it says of something else in numbers, but where all do."""
    return {
        name: values
        for name, values in differing.items()
        if not any(values) or not all(is_number(one) for one in values if one)
    } or differing


def _named_total(values: Sequence[str]) -> str | None:
    """The first value that says total, or nothing; None where each names a part."""
    return next((one for one in values if one.casefold() in TOTALS or not one), None)
