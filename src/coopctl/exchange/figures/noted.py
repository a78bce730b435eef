"""What is odd about figures that were understood: a hundred times off the promise, or from before the baseline."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from coopctl.judgement.books import begin_of
from coopctl.judgement.readings import History
from coopctl.judgement.surprise import Limits, limits, off_promise
from coopctl.language.echo import show_value
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.tracker.recording import moves, since_for
from coopctl.values.vocabulary import may_be_negative

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


_SCALED = "import with --scale hundred"
_SCALES = {"thousand": 3, "million": 6, "billion": 9}
# So many times off is near, beside a thousand times.
_NEAR = 3
# A percentage of so much is far from one that was written as a share of 1.
_PERCENT, _WHOLE = 5, Decimal(1)


def _limits(goal: Goal) -> Limits:
    """The limits of a goal; of a percentage that is promised above a few, 1 and less may be a share of 1."""
    found = limits(goal)
    return found._replace(least=max(found.least, _WHOLE)) if _is_percentage(goal) else found


def _grows(goal: Goal) -> bool:
    """Whether a goal adds up to more, of something that is hardly ever below zero."""
    promise = goal.promise
    start, end = promise.baseline.value, promise.target.value
    return promise.measure.additive and end is not None and end > max(start or 0, 0) and not may_be_negative(goal.title)


def _is_percentage(goal: Goal) -> bool:
    """Whether a goal is of a percentage that is promised above a few."""
    promise = goal.promise
    known = [value for value in (promise.baseline.value, promise.target.value) if value is not None]
    return promise.unit.is_percent and not promise.measure.additive and min(known, default=0) >= _PERCENT


class _Below(NamedTuple):
    times: int
    example: Decimal


class Noted:
    """Remembers what is odd, by goal."""

    def __init__(self, plan: Plan) -> None:
        self._goals = plan.named
        # Of a goal once, for all rows of a file may be of the time before its baseline.
        self._histories: dict[str, History] = {}
        self._numbers = plan.numbers
        self.limits = {goal.id: _limits(goal) for goal in plan.goals}
        self._off: dict[str, _Off] = {}
        self._early: dict[str, _Early] = {}
        self._own: dict[str, int] = {}
        self._below: dict[str, _Below] = {}
        self._above: set[str] = set()
        self._plan = plan

    def add(self, figure: Figure) -> None:
        """Look at a figure."""
        if figure.value is not None and figure.date is not None:
            self.sides([figure.goal], [figure.value])
            self.look(figure.goal, figure.on, figure.date, figure.value)

    def sides(self, goals: Iterable[str], values: Iterable[Decimal]) -> None:
        """Remember which goals have values below zero, and which have others."""
        for goal, value in zip(goals, values, strict=True):
            if value >= 0:
                self._above.add(goal)
            else:
                before = self._below.get(goal, _Below(0, value))
                self._below[goal] = before._replace(times=before.times + 1)

    def above(self, goals: Iterable[str]) -> None:
        """Remember that some goals have values that are not below zero."""
        self._above.update(goals)

    def look(self, goal: str, on: str, day: date, value: Decimal) -> None:
        """Look at the value of a goal for a day or period as it is said, which ends on a day."""
        found = self.limits[goal]
        if found.surprised_by(value):
            before = self._off.get(goal, _Off(0, self._numbers.exact(value), value))
            self._off[goal] = before._replace(times=before.times + 1)
        if day < found.first:
            history = self._histories.get(goal) or History(self._goals[goal], calendar=self._plan.calendar)
            self._look_at_day(self._histories.setdefault(goal, history), on, day, value)

    def _look_at_day(self, history: History, on: str, day: date, value: Decimal) -> None:
        """Whether a figure is of the baseline's own day, or from before it."""
        goal = history.goal
        if history.has(on, day):
            if day == begin_of(goal) and goal.promise.baseline.value:
                self._own[goal.id] = self._own.get(goal.id, 0) + 1
            return
        since = since_for(self._plan, goal, on, day)
        early = self._early.get(goal.id, _Early(0, since, value))
        earlier = (since, value) if since < early.first else (early.first, early.value)
        self._early[goal.id] = _Early(early.times + 1, *earlier)

    def told(self, mend: str, scaled: str = _SCALED) -> list[str]:
        """What to say of them, with what mends it: of a wrong value `mend`, of shares `scaled`, of days the command."""
        return [
            *(self._say_off(name, off, mend, scaled) for name, off in self._off.items()),
            *(
                self._say_below(self._goals[name], below, mend)
                for name, below in self._below.items()
                if name not in self._above and _grows(self._goals[name])
            ),
            *(self._say_early(self._goals[name], early) for name, early in self._early.items()),
            *(self._say_own(self._goals[name], times, mend) for name, times in self._own.items()),
        ]

    def _say_own(self, goal: Goal, times: int, mend: str) -> str:
        base = goal.promise.baseline
        own = f"of {base.date}, the baseline's own day, and added to its {show_value(goal, base.value, self._numbers)}"
        return f"note: {_many(goal, times)} {own}; if they have it already: {mend}"

    def _say_off(self, name: str, off: _Off, mend: str, scaled: str) -> str:
        goal, many = self._goals[name], f"{off.times:,} figures" if off.times > 1 else "a figure"
        if _is_percentage(goal) and abs(off.value) <= _WHOLE:
            share = f"{many} of {name}, such as {off.example}, {'are' if off.times > 1 else 'is'} 1% or less"
            return f"warning: {share}; if 1 stands for 100%: {_then(mend, scaled)}"
        scale = _scale_of(goal, off.value) if scaled == _SCALED else ""
        as_scale = f" if its values are in {scale}s: {_then(mend, f'import with --scale {scale}')};" if scale else ""
        return (
            f"warning: {many} of {name}, such as {off.example}, {off_promise(goal, self._numbers)};{as_scale}"
            f" if that is wrong: {mend}"
        )

    def _say_below(self, goal: Goal, below: _Below, mend: str) -> str:
        many, are = (f"all {below.times:,} figures", "are") if below.times > 1 else ("the figure", "is")
        target = show_value(goal, goal.promise.target.value, self._numbers)
        example = self._numbers.exact(below.example)
        return (
            f"warning: {many} of {goal.id}, such as {example}, {are} below zero, and it is to add up to {target};"
            f" if that is wrong: {mend}"
        )

    def _say_early(self, goal: Goal, early: _Early) -> str:
        base = goal.promise.baseline
        told = f"note: {_many(goal, early.times)} from before its baseline of {base.date}, and kept as history"
        if goal.promise.measure.additive:  # what was added then is not what there was
            return f"{told}; {moves(self._plan, goal, early.first)}"
        return f"{told}; to count from there: coopctl goal baseline {goal.id} {early.value:f} --on {early.first}"


def _then(mend: str, way: str) -> str:
    """A way to read a file anew, after what it brought is taken back."""
    return f"{mend}, then {way}" if mend == UNDO else way


def _scale_of(goal: Goal, value: Decimal) -> str:
    """The scale in which a value is near what a goal, that is not added up, is promised; "" for none."""
    promise = goal.promise
    known = sorted(abs(one) for one in (promise.baseline.value, promise.target.value) if one)
    if promise.measure.additive or promise.unit.is_percent or not known:
        return ""
    near = (known[0] / _NEAR, known[-1] * _NEAR)
    return next((name for name, power in _SCALES.items() if near[0] <= abs(value).scaleb(power) <= near[1]), "")


def _many(goal: Goal, times: int) -> str:
    """How many figures of a goal are what is said next."""
    return f"{times:,} figures of {goal.id} are" if times > 1 else f"a figure of {goal.id} is"
