"""What is odd about figures that were understood: a hundred times off the promise, or from before the baseline."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from coopctl.judgement.surprise import Limits, limits, off_promise
from coopctl.plan.plan import Figure, Goal, Plan

UNDO = "coopctl undo"
"""What mends figures that are recorded."""


class _Off(NamedTuple):
    times: int
    example: str
    value: Decimal


class _Early(NamedTuple):
    times: int
    first: date
    value: Decimal


# A percentage of so much is far from one that was written as a share of 1.
_PERCENT, _WHOLE = 5, Decimal(1)


def _limits(goal: Goal) -> Limits:
    """The limits of a goal; of a percentage that is promised above a few, 1 and less may be a share of 1."""
    found = limits(goal)
    return found._replace(least=max(found.least, _WHOLE)) if _is_percentage(goal) else found


def _is_percentage(goal: Goal) -> bool:
    """Whether a goal is of a percentage that is promised above a few."""
    promise = goal.promise
    known = [value for value in (promise.baseline.value, promise.target.value) if value is not None]
    return promise.unit.is_percent and not promise.measure.additive and min(known, default=0) >= _PERCENT


class Noted:
    """Remembers what is odd, by goal."""

    def __init__(self, plan: Plan) -> None:
        self._goals = plan.named
        self._numbers = plan.numbers
        self.limits = {goal.id: _limits(goal) for goal in plan.goals}
        self._off: dict[str, _Off] = {}
        self._early: dict[str, _Early] = {}

    def add(self, figure: Figure) -> None:
        """Look at a figure."""
        if figure.value is not None and figure.date is not None:
            self.look(figure.goal, figure.date, figure.value)

    def look(self, goal: str, day: date, value: Decimal) -> None:
        """Look at the value of a goal for a day."""
        found = self.limits[goal]
        if found.surprised_by(value):
            before = self._off.get(goal, _Off(0, self._numbers.exact(value), value))
            self._off[goal] = before._replace(times=before.times + 1)
        if day < found.first:
            early = self._early.get(goal, _Early(0, day, value))
            earlier = (day, value) if day < early.first else (early.first, early.value)
            self._early[goal] = _Early(early.times + 1, *earlier)

    def told(self, mend: str) -> list[str]:
        """What to say of them, with what mends it: of a wrong value `mend`, of an early day the command."""
        return [self._say_off(name, off, mend) for name, off in self._off.items()] + [
            self._say_early(name, early) for name, early in self._early.items()
        ]

    def _say_off(self, name: str, off: _Off, mend: str) -> str:
        goal, many = self._goals[name], f"{off.times:,} figures" if off.times > 1 else "a figure"
        if _is_percentage(goal) and abs(off.value) <= _WHOLE:
            share = f"{many} of {name}, such as {off.example}, {'are' if off.times > 1 else 'is'} 1% or less"
            way = "import with --scale hundred"
            return f"warning: {share}; if 1 stands for 100%: {f'{mend}, then {way}' if mend == UNDO else way}"
        return (
            f"warning: {many} of {name}, such as {off.example}, {off_promise(goal, self._numbers)};"
            f" if that is wrong: {mend}"
        )

    def _say_early(self, name: str, early: _Early) -> str:
        many = f"{early.times:,} figures of {name} are" if early.times > 1 else f"a figure of {name} is"
        baseline = self._goals[name].promise.baseline
        return (
            f"note: {many} from before its baseline of {baseline.date}, and kept as history; to count"
            f" from there: coopctl goal baseline {name} {early.value:f} --on {early.first}"
        )
