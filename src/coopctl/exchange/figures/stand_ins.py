"""Numbers that stand in the place of a value, as -99.99 and 9999 do where nothing was measured."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from shlex import quote

from msgspec import Struct, field

from coopctl.errors import Refused
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.patterns import later

_NINES = r"-9(?:9+(?:\.9+)?|\.9+)|9{3,}(?:\.9+)?"
_STAND_IN = later(_NINES)
_IN_LIST = later(rf",(?:{_NINES}),")
# How many times the span of all other values it lies below them, where it is there once: with three nines, or two.
_BELOW = {True: 2, False: 10}
_THREE = 3
# Among so many others, of which none is negative, it need not be far below them.
_MANY = 30
_LEAST = Decimal("0.01")
# How many times the largest of the others it is.
_ABOVE = 5
# A binary fraction is nearer than this to the decimal that it stands for.
_ABOUT = 1 - 1e-9


class _Seen(Struct):
    """The numbers of a goal that may stand for no value, and between what the others are."""

    nines: Counter[Decimal] = field(default_factory=Counter)
    least: Decimal | None = None
    most: Decimal | None = None
    others: int = 0

    def add(self, value: Decimal) -> None:
        if _STAND_IN.fullmatch(f"{value}"):
            self.nines[value] += 1
        else:
            self.others += 1
            self.least = min(value, value if self.least is None else self.least)
            self.most = max(value, value if self.most is None else self.most)

    def improbable(self) -> list[Decimal]:
        """The numbers that are no value by all others."""
        return [value for value, times in self.nines.items() if self._is_far(value, times)]

    def _is_far(self, value: Decimal, times: int) -> bool:
        """Whether a number lies far from the others: one that comes again, or has many nines, need not be so far.

        Worked: -99.99 beside 422.8 and 425.2; 9999, twice, beside 231 and 240.
        """
        if self.least is None or self.most is None:
            return False
        size = max(abs(self.least), abs(self.most))
        if value > 0:
            return times > 1 and value >= _ABOVE * size
        three = f"{value}".count("9") >= _THREE
        if three and self.others >= _MANY and self.least >= 0:
            return True
        span = (self.most - self.least) or size
        return self.least - value >= max(span / 2 if times > 1 else span * _BELOW[three], _LEAST)


class StandIns:
    """Remembers the goals of which such numbers come in; of none where it was said what stands for no value."""

    def __init__(self, plan: Plan, *, said: bool) -> None:
        self._plan = plan
        measured = (goal for goal in plan.goals if goal.promise.measure not in (Measure.COUNT, Measure.STAGE))
        self._open = set() if said else {goal.id for goal in measured}
        self._suspect: set[str] = set()

    def come(self, goals: Sequence[str], values: Sequence[str]) -> None:
        """Look at values of goals, among which there is such a number, for one that lies beyond all others."""
        found = _nines(goals, values)
        for goal in (found.keys() & self._open) - self._suspect:
            own = {value for one, value in zip(goals, values, strict=True) if one == goal}
            if _lies_beyond(found[goal], own - found[goal]):
                self._suspect.add(goal)

    def come_alone(self, goal: str, value: Decimal) -> None:
        """Look at one value."""
        if _STAND_IN.fullmatch(f"{value}") and goal in self._open:
            self._suspect.add(goal)

    def _all(self, figures: Iterable[Figure]) -> dict[str, _Seen]:
        """What figures have of the goals in doubt."""
        seen = {goal: _Seen() for goal in self._suspect}
        for figure in figures:
            if figure.goal in seen and figure.value is not None:
                seen[figure.goal].add(figure.value)
        return seen

    def check(self, figures: Iterable[Figure], *, new: int) -> None:
        """Raises `Refused` where figures, of which so many are `new`, have a number that stands for no value."""
        if not (self._suspect and new):
            return
        for goal, one in self._all(figures).items():
            if found := [value for value in one.improbable() if value not in _promised(self._plan.named[goal])]:
                raise _doubtful(goal, one, found)


def has_stand_in(values: str) -> bool:
    """Whether such a number is among values, each of which is given with a comma before it and after it."""
    return (",999" in values or ",-9" in values) and _IN_LIST.search(values) is not None


def _nines(goals: Sequence[str], values: Sequence[str]) -> dict[str, set[str]]:
    """The numbers among values that may stand for none, by goal."""
    found: dict[str, set[str]] = {}
    for goal, value in zip(goals, values, strict=True):
        if value[0] in "-9" and _STAND_IN.fullmatch(value):
            found.setdefault(goal, set()).add(value)
    return found


def _lies_beyond(nines: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of some numbers lies below all others, or far above them: about so, for most do not."""
    numbers = list(map(float, others))
    least, size = min(numbers, default=0), max(map(abs, numbers), default=0) * _ABOVE * _ABOUT
    return any(number < least or number >= size for number in map(float, nines))


def _doubtful(goal: str, seen: _Seen, found: Sequence[Decimal]) -> Refused:
    first = found[0]
    times = f"{seen.nines[first]:,} times" if seen.nines[first] > 1 else "once"
    between = f"between {seen.least:f} and {seen.most:f}" if seen.least != seen.most else f"{seen.most:f}"
    options = " ".join(f"--no-value={value:f}" for value in found)
    return Refused(
        f"{first:f} is there {times} for {goal}, whose other values are {between}; nothing is recorded",
        f"if it stands for no value: {options}; if it is one: --no-value={quote('')}",
    )


def _promised(goal: Goal) -> set[Decimal | None]:
    promise = goal.promise
    return {promise.baseline.value, promise.target.value, *(step.value for step in promise.milestones)}
