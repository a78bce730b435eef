"""One slot, one value: in one file a goal has one value for a day or period, but for events of goals that add up."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from coopctl.exchange.figures.scratch import Scratch
from coopctl.plan.plan import Figure
from coopctl.plan.slot import Slot
from coopctl.values.quantities import show_number
from coopctl.values.vocabulary import TOTALS

_IN_MEMORY = 50_000
_SHOWN = 5
_MOST_VALUES = 6
_ENCODER = msgspec.json.Encoder()


class Others(NamedTuple):
    """What a row says beside its figure: the columns that are not used, and the words that go with the value."""

    names: tuple[str, ...]
    cells: tuple[str, ...]


class _Said(NamedTuple):
    """What the first row of a slot said: its line, value, and other cells."""

    line: int
    value: str
    cells: tuple[str, ...]


class Clash(NamedTuple):
    """Rows of one slot with several values: the reason, and the columns in which they differ."""

    line: int
    reason: str
    columns: tuple[str, ...]


Placed = tuple[Figure, int, tuple[str, ...]]
"""The figure of a row, its line, and what it says beside."""

_Total = tuple[tuple[str, ...], int, tuple[str, ...]]
# The columns in which the first event of a day is a total, its line, and all that it says beside.


class Slots:
    """Which row of a file took each slot; a second one is a repeat of it, or a clash.

    Beyond what memory holds they are put by in `scratch`.
    """

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._taken: dict[Slot, _Said] = {}
        self._spilled = False
        self._totals: dict[Slot, _Total] = {}
        self.clashes = 0
        self.first: list[Clash] = []
        self._seen: dict[str, dict[str, None]] = {}
        self._differing: dict[str, None] = {}

    def free(self, rows: Sequence[Placed], events: Sequence[Placed], names: tuple[str, ...]) -> bool:
        """Take the slots of rows, and events, all at once; False, and none taken, where one is not free.

        `names` are the columns of what the rows say beside their figures.
        """
        slots = {Slot.of(figure): _Said(line, f"{figure.value}", cells) for figure, line, cells in rows}
        if len(slots) < len(rows) or not self._taken.keys().isdisjoint(slots):
            return False
        if self._spilled and any(self._find(slot) for slot in slots):
            return False
        days: dict[Slot, _Total] = {}
        for figure, line, cells in events:
            day, total = Slot.of(figure), _total(names, cells)
            if (self._totals.get(day) or days.setdefault(day, (total, line, cells)))[0] != total:
                return False
        for day, first in days.items():
            self._enter(day, first)
        if slots:
            self._taken |= slots
            self._spill()
        return True

    def take(self, figure: Figure, line: int, others: Others) -> bool | Clash:
        """Take the slot of a row: True where it is free, False for a repeat of the row that has it, else the clash."""
        slot = Slot.of(figure)
        said = _Said(line, f"{figure.value}", others.cells)
        before = self._find(slot)
        if before is None:
            self._taken[slot] = said
            self._spill()
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

    def _enter(self, day: Slot, first: _Total) -> None:
        if len(self._totals) < _IN_MEMORY:
            self._totals[day] = first

    def _clash(self, figure: Figure, before: _Said, said: _Said, names: tuple[str, ...]) -> Clash:
        # Of a slot that a table without other columns took nothing else is known.
        cells = before.cells or ("",) * len(names)
        differ = tuple(name for name, one, other in zip(names, cells, said.cells, strict=False) if one != other)
        self._note(names, cells)
        self._note(names, said.cells)
        value = "n/a" if figure.value is None else show_number(figure.value)
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

    def _find(self, slot: Slot) -> _Said | None:
        found = self._taken.get(slot)
        if found is not None or not self._spilled:
            return found
        kept = self._scratch.one("SELECT line, value, cells FROM slots WHERE slot = ?", f"{slot}")
        return None if kept is None else _Said(kept[0], kept[1], msgspec.json.decode(kept[2], type=tuple[str, ...]))

    def _spill(self) -> None:
        if len(self._taken) < _IN_MEMORY:
            return
        rows = ((f"{slot}", said.line, said.value, _ENCODER.encode(said.cells)) for slot, said in self._taken.items())
        self._scratch.fill("INSERT INTO slots VALUES(?, ?, ?, ?)", rows)
        self._taken.clear()
        self._spilled = True


def _total(names: tuple[str, ...], cells: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that say of a row that it is a total."""
    return tuple(name for name, cell in zip(names, cells, strict=True) if cell.casefold() in TOTALS)


def way_out(differing: Mapping[str, Sequence[str]]) -> str:
    """The options that choose one row of each slot: the total, where the values name one."""
    totals = {name: next((one for one in values if one.casefold() in TOTALS or not one), None)
              for name, values in differing.items()}  # fmt: skip
    keys = "or give each row a key of its own with --map key=COLUMN"
    if totals and all(one is not None for one in totals.values()):
        chosen = ",".join(f"{name}={value}" for name, value in totals.items())
        return f"take the total: --where '{chosen}'; {keys}"
    if differing:
        name, values = next(iter(differing.items()))
        some = next((one for one in values if one), "")
        return f"take one of them, such as --where '{name}={some}'; {keys}"
    return f"leave one of them, {keys}"
