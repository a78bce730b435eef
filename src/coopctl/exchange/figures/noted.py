"""What is odd about figures that were understood: a hundred times off the promise, or from before the baseline."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.terms import Measure

_TIMES = 100
# What starts from nothing is small at first, one of a hundred thousand; a forgotten million makes it smaller still.
_FROM_NOTHING = 500_000
_BEYOND = Decimal("1e99")


class Limits(NamedTuple):
    """Between which amounts a goal's figures are no surprise, whatever their sign, and the first day that counts."""

    most: Decimal
    least: Decimal
    first: date


class _Off(NamedTuple):
    times: int
    example: str


class _Early(NamedTuple):
    times: int
    first: date
    value: Decimal


def limits(goal: Goal) -> Limits:
    """The limits of a goal: a hundred times the largest of its baseline and targets, and a hundredth of it.

    A figure between baseline and target is none, nor is a small one of a goal that ends at nothing, or adds up.  A
    level that starts from nothing is small at first: only what a forgotten million makes of it is a surprise.
    Worked: from 250 million to 300 million, less than 3 million is a surprise, and so is more than 30 billion;
    from 0 to 2,000 million, 4,000 and less.
    """
    keep = goal.promise.target.keep
    bounds = (keep.low, keep.high) if keep else ()
    steps = (step.value for step in goal.promise.milestones)
    known = [
        abs(value)
        for value in (goal.promise.baseline.value, goal.promise.target.value, *bounds, *steps)
        if value is not None
    ]
    most = max(known, default=Decimal(0))
    level = goal.promise.measure in (Measure.LEVEL, Measure.STAGE)
    first = goal.promise.baseline.date if level else date.fromordinal(goal.promise.baseline.date.toordinal() + 1)
    if goal.promise.measure is Measure.STAGE or not most:
        return Limits(_BEYOND, Decimal(0), first)
    return Limits(most * _TIMES, Decimal(0) if goal.promise.measure.additive else _least(known, goal), first)


def _least(known: list[Decimal], goal: Goal) -> Decimal:
    """The least amount of a level that is no surprise, among the amounts that are `known` of it."""
    most = max(known)
    if goal.promise.baseline.value != 0:
        return min(most / _TIMES, *known)
    # The baseline is one of them; another nothing may be come near to.
    return min(most / _FROM_NOTHING, *sorted(known)[1:])


class Noted:
    """Remembers what is odd, by goal."""

    def __init__(self, plan: Plan) -> None:
        self._goals = {goal.id: goal for goal in plan.goals}
        self._numbers = plan.numbers
        self.limits = {goal.id: limits(goal) for goal in plan.goals}
        self._off: dict[str, _Off] = {}
        self._early: dict[str, _Early] = {}

    def add(self, figure: Figure) -> None:
        """Look at a figure."""
        if figure.value is not None and figure.date is not None:
            self.look(figure.goal, figure.date, figure.value)

    def look(self, goal: str, day: date, value: Decimal) -> None:
        """Look at the value of a goal for a day."""
        most, least, first = self.limits[goal]
        if value and not least < abs(value) < most:
            before = self._off.get(goal, _Off(0, self._numbers.exact(value)))
            self._off[goal] = before._replace(times=before.times + 1)
        if day < first:
            early = self._early.get(goal, _Early(0, day, value))
            earlier = (day, value) if day < early.first else (early.first, early.value)
            self._early[goal] = _Early(early.times + 1, *earlier)

    def told(self) -> list[str]:
        """What to say of them, with the command that mends it."""
        return [self._say_off(name, off) for name, off in self._off.items()] + [
            self._say_early(name, early) for name, early in self._early.items()
        ]

    def _say_off(self, name: str, off: _Off) -> str:
        goal, many = self._goals[name], f"{off.times:,} figures" if off.times > 1 else "a figure"
        ends = filter(None, (goal.promise.baseline.value, goal.promise.target.value))
        said = " and ".join(map(self._numbers.exact, ends)) or "its bounds"
        return (
            f"warning: {many} of {name}, such as {off.example}, a hundred times off {said} or further;"
            " if that is wrong: coopctl undo"
        )

    def _say_early(self, name: str, early: _Early) -> str:
        many = f"{early.times:,} figures of {name} are" if early.times > 1 else f"a figure of {name} is"
        baseline = self._goals[name].promise.baseline
        return (
            f"note: {many} from before its baseline of {baseline.date}, and kept as history; to count"
            f" from there: coopctl goal baseline {name} {early.value:f} --on {early.first}"
        )
