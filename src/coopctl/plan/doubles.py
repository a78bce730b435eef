"""Figures of one slot from two files that became one, each recorded without sight of the other: once, or twice?  Pure.

Both bear each other's keys from the merge on, so that whoever has the file can ask until somebody settles it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from shlex import quote

from msgspec import Struct, structs

from coopctl.plan.corrections import Gone, State, rivals, withdrawn
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.plan.slot import Slot, is_event
from coopctl.values.ids import shown_key
from coopctl.values.quantities import NumberFormat

DOUBLE = "double"
"""What `check` finds such figures by."""

Pair = tuple[Figure, Figure]
Starting = Callable[[str], Iterable[Entry]]
"""Finds the figures whose keys start with a text."""


class Double(Struct, frozen=True):
    """Two figures of a goal that count and that nobody has settled.

    Of an `event` both may be right; of all others only one is to stand.
    """

    goal: Goal
    first: Figure
    second: Figure
    event: bool

    @property
    def keys(self) -> tuple[str, str]:
        return self.first.key, self.second.key

    @property
    def on(self) -> str:
        """The day or period, as it is said."""
        return Slot.of(self.first).on

    def describe(self, numbers: NumberFormat) -> str:
        """What stands there: `261 and 260 for 2025-06-30, one from each side of a merge`."""
        one, other = (shown_value(self.goal, figure.value, numbers) for figure in (self.first, self.second))
        first, second = map(shown_key, self.keys)
        if one == other:
            return f"{one} for {self.on} from both sides of a merge, as {first} and {second}"
        return f"{one} and {other} for {self.on}, one from each side of a merge"

    @property
    def spare(self) -> tuple[Figure, ...]:
        """Which of the two can be retracted, the likely one first; what a correction corrected would stand again."""
        plain = [one for one in (self.second, self.first) if not one.replaces]
        return tuple(sorted(plain, key=lambda one: not one.provisional))

    @property
    def way(self) -> str:
        """The commands that settle it."""
        first, second = (quote(shown_key(key)) for key in self.keys)
        both = f"coopctl record {self.goal.id} VALUE --on {self.on} --replaces {first},{second}"
        ways = [f"coopctl retract {quote(shown_key(one.key))}" for one in self.spare]
        if self.event:
            return f"if it happened once: {[*ways, both][0]}, if twice: coopctl confirm {second}"
        certain = self.first.value == self.second.value or [one.provisional for one in self.spare] == [True, False]
        return f"only one is to stand: {[*ways, both][0] if certain else ', or '.join([*ways[::-1], both])}"


def shown_value(goal: Goal | None, value: Decimal | None, numbers: NumberFormat) -> str:
    """A value without its unit, as the plan's numbers are written; a stage's name."""
    if value is None:
        return "n/a"
    return (goal.promise.stage(value) if goal is not None else "") or numbers.exact(value)


def in_order(one: Figure, other: Figure) -> Pair:
    """Two figures in the order of recording, which is the same in every copy of the file."""
    first, second = sorted((one, other), key=lambda figure: (figure.recorded_at, figure.key))
    return first, second


def pairs(ours: Sequence[Figure], theirs: Sequence[Figure], gone: Collection[str], plan: Plan) -> list[Pair]:
    """The figures that count and only one side has, each beside one of the other side.

    Events of a day are paired where they have one value, in the order of recording, and of other slots what each side
    said last, so that it is the same for whoever merges.
    """
    adding = {goal.id for goal in plan.goals if goal.promise.measure.additive}
    here = _by_slot(_alone(ours, theirs, gone), adding)
    there = _by_slot(_alone(theirs, ours, gone), adding)
    both = ((one, there[slot]) for slot, one in here.items() if slot in there)
    return list(chain.from_iterable(zip(*sides, strict=False) for sides in both))


def _alone(figures: Sequence[Figure], others: Sequence[Figure], gone: Collection[str]) -> Iterator[Figure]:
    """The figures with a value that only one side has, and that count."""
    there = {one.key for one in others}
    own = (one for one in figures if one.value is not None and one.key not in there)
    return (one for one in own if one.key not in gone and one.batch not in gone)


def _by_slot(figures: Iterable[Figure], adding: Collection[str]) -> dict[object, list[Figure]]:
    """All events by slot and value; of all other slots the last figure."""
    found: dict[object, list[Figure]] = {}
    for one in figures:
        if is_event(one, adds=one.goal in adding):
            found.setdefault((Slot.of(one), one.date, one.value), []).append(one)
        else:
            found[Slot.of(one), one.date] = [one]
    return found


def marked(figures: Sequence[Figure], marks: Iterable[Figure], paired: Iterable[Pair]) -> tuple[Figure, ...]:
    """The figures with the keys of those that they came beside, by the `marks` of either side and by new pairs."""
    beside: dict[str, set[str]] = {}
    for one in marks:
        if one.beside:
            beside.setdefault(one.key, set()).update(one.beside)
    for one, other in paired:
        beside.setdefault(one.key, set()).add(other.key)
        beside.setdefault(other.key, set()).add(one.key)
    if not beside:
        return tuple(figures)
    return tuple(
        structs.replace(one, beside=tuple(sorted(beside[one.key]))) if one.key in beside else one for one in figures
    )


def doubles(plan: Plan, references: Iterable[Figure], starting: Starting) -> list[Double]:
    """What stands beside each other still; `references` are the figures that name others, `starting` finds any.

    An event is settled once either of the two is corrected or taken back; of all others what each of them was corrected
    to is looked at, until one stands.
    """
    told = list(references)
    marks = [one for one in told if one.beside]
    if not marks:
        return []
    goals = plan.named
    known = _Known(told, starting)
    found: dict[frozenset[str], Double] = {}
    for one in marks:
        for key in one.beside if one.goal in goals else ():
            double = known.double(goals[one.goal], one, key)
            if double is not None:
                found.setdefault(frozenset(double.keys), double)
    return list(found.values())


def to_settle(plan: Plan, references: Sequence[Figure], starting: Starting) -> Iterator[str]:
    """That a merge left something to settle, in a line for who looks after the file."""
    number = len(doubles(plan, references, starting)) + len(rivals(references))
    if number:
        things = "thing" if number == 1 else "things"
        yield f"a merge left {number} {things} to settle; `coopctl check --fail-on {State.RIVAL},{DOUBLE}` says how"


class _Known:
    """The figures that name others, what they take back, and by which each was replaced."""

    def __init__(self, told: Sequence[Figure], starting: Starting) -> None:
        self._starting = starting
        self._named = {one.key: one for one in told}
        self._gone: Gone = withdrawn(told)
        kept = (one for one in told if self._state(one) in (None, State.REPLACED))
        self._following: Mapping[str, Figure] = {one.replaces: one for one in kept if one.replaces}

    def _state(self, figure: Figure) -> State | None:
        return self._gone.get(figure.key) or self._gone.get(figure.batch)

    def double(self, goal: Goal, one: Figure, key: str) -> Double | None:
        """A figure and the one of a key that it came beside, where both of them count still."""
        event = is_event(one, adds=goal.promise.measure.additive)
        mine, other = self._standing(one, event=event), self._standing(self._of(key), event=event)
        if mine is None or other is None or not _meet(mine, other, event=event):
            return None
        first, second = in_order(mine, other)
        return Double(goal, first, second, event) if self._is_own(goal, first) else None

    def _of(self, key: str) -> Figure | None:
        if key in self._named:
            return self._named[key]
        entry = self._entry(key)
        return None if entry is None else entry[1]

    def _entry(self, key: str) -> Entry | None:
        return next((entry for entry in self._starting(key) if entry[1].key == key), None)

    def _standing(self, figure: Figure | None, *, event: bool) -> Figure | None:
        """A figure that counts, or what it was corrected to; an event that was corrected was looked at."""
        seen = set[str]()
        while figure is not None and (state := self._state(figure)) is not None:
            if event or state is not State.REPLACED or figure.key in seen:
                return None
            seen.add(figure.key)
            figure = self._following.get(figure.key)
        return figure

    def _is_own(self, goal: Goal, figure: Figure) -> bool:
        """Whether a figure is the goal's, and not a removed one's of its id."""
        if not goal.after:
            return True
        entry = self._entry(figure.key)
        return entry is not None and entry[0] > goal.after


def _meet(one: Figure, other: Figure, *, event: bool) -> bool:
    """Whether two figures are of one slot, and events of one value."""
    same = (Slot.of(one), one.date) == (Slot.of(other), other.date)
    differ = one.key != other.key and one.value is not None and other.value is not None
    return same and differ and (one.value == other.value or not event)
