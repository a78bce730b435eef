"""Which figures of a goal are a surprise: a hundred times off what is promised, as by a forgotten million.  Pure."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from coopctl.plan.plan import Goal
from coopctl.plan.terms import Measure
from coopctl.values.quantities import NumberFormat

_TIMES = 100
# What starts from nothing is small at first, one of a hundred thousand; a forgotten million makes it smaller still.
_FROM_NOTHING = 500_000
_BEYOND = Decimal("1e99")


class Limits(NamedTuple):
    """Between which amounts a goal's figures are no surprise, whatever their sign, and the first day that counts."""

    most: Decimal
    least: Decimal
    first: date

    def surprised_by(self, value: Decimal) -> bool:
        """Whether a value is beyond them; nothing never is."""
        return bool(value) and not self.least < abs(value) < self.most


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


def off_promise(goal: Goal, numbers: NumberFormat) -> str:
    """What a surprise is off by, in words."""
    ends = filter(None, (goal.promise.baseline.value, goal.promise.target.value))
    return f"a hundred times off {' and '.join(map(numbers.exact, ends)) or 'its bounds'} or further"
