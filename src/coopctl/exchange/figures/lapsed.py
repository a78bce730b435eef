"""What is recorded that a file brought, and does not bring any more: it was taken out, moved, or withdrawn."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from coopctl.errors import as_typed
from coopctl.plan.plain import Columns
from coopctl.plan.plan import Figure
from coopctl.plan.slot import Slot
from coopctl.store import Staged
from coopctl.values.ids import shown_key
from coopctl.values.quantities import NumberFormat

# So many at most are remembered, or are looked for: what lapses is few.
MOST = 2000
_SHOWN = 3


class Blank(NamedTuple):
    """The line that has no value for a slot, and what stands there instead, "" for nothing; `keyed` by its key."""

    line: int
    marker: str
    keyed: bool = False


class Blanks:
    """The slots, and keys, for which a file has no value where one may stand; the first of them, if they are many."""

    def __init__(self) -> None:
        self.slots: dict[Slot, Blank] = {}
        self.keys: dict[str, Blank] = {}

    @property
    def full(self) -> bool:
        return len(self.slots) + len(self.keys) >= MOST

    @property
    def some(self) -> bool:
        return bool(self.slots or self.keys)

    def of(self, figure: Figure) -> Blank | None:
        """What stands in the place of a figure's value."""
        return self.keys.get(figure.key) or self.slots.get(Slot.of(figure))

    def add_key(self, key: str, line: int, marker: str) -> None:
        """Note that the row of a key brings nothing any more."""
        if key and not self.full:
            self.keys[key] = Blank(line, marker.strip(), keyed=True)

    def add(self, slot: Slot, line: int, marker: str) -> None:
        self.slots[slot] = Blank(line, marker.strip())


class Lapse(NamedTuple):
    """A recorded figure that comes no more; the blank in its place, or the new figure that it may have become."""

    figure: Figure
    blank: Blank | None = None
    line: int = 0
    now: Figure | None = None


def spans(staged: Staged) -> dict[str, tuple[date, date]]:
    """The first and the last day of what comes in, by goal."""
    found: dict[str, tuple[date, date]] = {}
    for block in staged.blocks():
        for goal, day in _days(block):
            first, last = found.get(goal, (day, day))
            found[goal] = min(first, day), max(last, day)
    return found


def _days(block: Columns | Sequence[Figure]) -> Iterable[tuple[str, date]]:
    if isinstance(block, Columns):
        return ((goal, block.days[label]) for goal, label in set(zip(block.goals, block.labels, strict=True)))
    return ((one.goal, one.date) for one in block if one.date is not None)


def coming(staged: Staged, slots: set[Slot]) -> set[Slot]:
    """Those of some slots of which figures come in."""
    found: set[Slot] = set()
    for block in staged.blocks():
        said = zip(block.goals, block.labels, strict=True) if isinstance(block, Columns) else map(Slot.of, block)
        found |= slots.intersection(said)
    return found


def told(lapses: Sequence[Lapse], numbers: NumberFormat, mend: str) -> Iterator[str]:
    """What to say of figures that came with a file, and do not come any more; `mend` takes all markers for missing."""
    withdrawn = [one for one in lapses if one.blank is not None]
    yield from _first([_withdrawn(one, numbers) for one in withdrawn])
    yield from _first([_taken_out(one, numbers) for one in lapses if one.blank is None])
    if sum(1 for one in withdrawn if one.blank and one.blank.marker) > 1:
        yield f"if all that is marked so was withdrawn: {mend}"


def _first(said: Sequence[str]) -> Iterator[str]:
    """The first of several remarks of a kind, and how many more there are."""
    yield from said[:_SHOWN]
    if len(said) > _SHOWN:
        yield f"and {len(said) - _SHOWN:,} more of these"


def _withdrawn(one: Lapse, numbers: NumberFormat) -> str:
    blank = one.blank or Blank(0, "")
    has = f"has {blank.marker[:40]!r}" if blank.marker else "has no value"
    return f"{_named(one.figure, numbers)} stands, where line {blank.line} {has}; if it was withdrawn: {_retract(one)}"


def _taken_out(one: Lapse, numbers: NumberFormat) -> str:
    gone = f"{_named(one.figure, numbers)}, which an earlier import of this file brought, is not in it now"
    if one.now is None:
        return f"{gone}, and stands; if it was taken out: {_retract(one)}"
    return (
        f"{gone}, while that for {one.now.on} in line {one.line} is new; both count; if it was moved: {_retract(one)}"
    )


def _named(figure: Figure, numbers: NumberFormat) -> str:
    value = "n/a" if figure.value is None else numbers.exact(figure.value)
    return f"{figure.goal} {value} for {Slot.of(figure).on}"


def _retract(one: Lapse) -> str:
    return as_typed("retract", shown_key(one.figure.key))
