"""What is known of a goal on a day, before any method judges it: reading, progress, expected, pace.  Pure."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct, structs

from coopctl.judgement.path import no_path, path_at
from coopctl.judgement.readings import History, Reading, Running
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Measure


class Facts(Struct, frozen=True):
    """The numbers behind a status; ratios are exact fractions, 1 being the whole distance from baseline to target.

    `reading` is the one judged: after the deadline the last one up to it.  `by_running` tells that the running period
    is judged instead; `due` is then what its share of the path comes to by now, in the goal's unit.
    `promised` is the path's value on the judged day.  `no_pace` is the reason where `expected` and `pace` are absent.
    """

    history: History
    as_of: date
    closed: bool
    reading: Reading | None
    running: Running | None
    by_running: bool = False
    value: Decimal | None = None
    progress: Fraction | None = None
    promised: Fraction | None = None
    expected: Fraction | None = None
    due: Fraction | None = None
    pace: Fraction | None = None
    no_pace: str = ""

    @property
    def goal(self) -> Goal:
        return self.history.goal

    @property
    def reached(self) -> bool:
        """Whether the judged value is at the target or beyond it."""
        return self.progress is not None and self.progress >= 1

    @property
    def on_due(self) -> bool:
        """Whether a running sum or count is where its share of the path is by now, or beyond."""
        if self.due is None or self.running is None:
            return False
        return self.running.value >= self.due if self.goal.rising else self.running.value <= self.due


def gather(history: History, as_of: date) -> Facts:
    """The facts of a goal as of a day, from the days of its figures."""
    goal = history.goal
    deadline = goal.target.deadline
    closed = deadline is not None and as_of > deadline
    day = deadline if deadline is not None and closed else as_of
    now = history.reading(day)
    current = history.running(day)
    if goal.target.value is None:
        return Facts(history, as_of, closed, now, current, value=now.value if now else None)
    by_running = current is not None and not closed and (now is None or _last_period(history, as_of))
    value = _judged_value(goal, now, current, by_running=by_running)
    progress = None if value is None else _scale(goal, Fraction(value))
    facts = Facts(history, as_of, closed, now, current, by_running=by_running, value=value, progress=progress)
    why = no_path(goal)
    if why or (now is None and current is None):
        return structs.replace(facts, no_pace=why or "there is no reading")
    if by_running and current is not None:
        return _running_pace(facts, current)
    if now is None:
        return structs.replace(facts, no_pace="there is no reading")
    promised = path_at(goal, now.date)
    expected = _scale(goal, promised)
    pace = progress / expected if progress is not None and expected > 0 else None
    return structs.replace(facts, promised=promised, expected=expected, pace=pace)


def _last_period(history: History, as_of: date) -> bool:
    """Whether the period running as of a day is the deadline's own."""
    goal, calendar = history.goal, history.calendar
    if goal.period is None or goal.target.deadline is None:
        return False
    return calendar.period_of(as_of, goal.period) == calendar.period_of(goal.target.deadline, goal.period)


def _judged_value(goal: Goal, now: Reading | None, current: Running | None, *, by_running: bool) -> Decimal | None:
    """The value that progress is counted from.

    A sum or count that rises cannot be un-held, so the running period counts as soon as it is ahead of the reading
    (or, where there is none, of the baseline); before that its few months say nothing against the year.
    """
    if current is None or (goal.measure in (Measure.SUM, Measure.COUNT) and not goal.rising):
        return now.value if now else None
    if goal.measure in (Measure.SUM, Measure.COUNT):
        floor_value = now.value if now else goal.baseline.value
        ahead = floor_value is not None and current.value >= floor_value
        return current.value if ahead and (by_running or _reaches(goal, current)) else (now.value if now else None)
    return current.value if by_running else (now.value if now else None)


def _reaches(goal: Goal, current: Running) -> bool:
    return goal.target.value is not None and current.value >= goal.target.value


def _scale(goal: Goal, value: Fraction) -> Fraction:
    """(v − b)/(t − b): 0 at the baseline, 1 at the target, whatever the direction."""
    base, target = Fraction(goal.baseline.value or 0), Fraction(goal.target.value or 0)
    return (value - base) / (target - base)


def _running_pace(facts: Facts, current: Running) -> Facts:
    """Pace of a running period.

    Mean, max and min stand against the path at the period's end as they are.  A sum or count is compared pro rata:
    at its rate so far, v/share, the period would end at v/share; at the path's, at due/share; pace is the ratio of
    the two on the scale of progress, so that on the period's last day it is the complete period's own pace.
    A count's due is rounded towards less work: nobody expects 0.8 of an exercise.
    """
    goal = facts.goal
    end = current.period.last
    if goal.target.deadline is not None:
        end = min(end, goal.target.deadline)
    promised = path_at(goal, end)
    if goal.measure not in (Measure.SUM, Measure.COUNT):
        expected = _scale(goal, promised)
        pace = facts.progress / expected if facts.progress is not None and expected > 0 else None
        return structs.replace(facts, promised=promised, expected=expected, pace=pace)
    due = promised * current.share
    if goal.measure is Measure.COUNT:
        due = Fraction(floor(due) if goal.rising else ceil(due))
    rate, due_rate = (_scale(goal, value / current.share) for value in (Fraction(current.value), due))
    return structs.replace(facts, promised=promised, due=due, pace=rate / due_rate if due_rate > 0 else None)
