"""Which figure a goal owes next, and whether its last word is too old.  Pure."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct, structs

from coopctl.judgement.cadence import last_day, next_due
from coopctl.judgement.deadline import closing
from coopctl.judgement.readings import History
from coopctl.plan.plan import Goal
from coopctl.values.calendar import Calendar, Duration, add

_NONE = Duration()


class Owed(Struct, frozen=True):
    """The next figure of a goal: the day it is for, and the last day on which it may come in."""

    due_for: date
    due_by: date


def owed(history: History, as_of: date, *, awaited: bool, every: bool) -> Owed | None:
    """The figure that a goal owes next; None where it owes none.

    After the deadline that is the final one for as long as it is `awaited`, and nothing else.  Up to it a goal owes
    figures by its cadence.  One without a cadence owes one for each period of a measure that does not add up, for
    silence is zero where it does; with `every` also the first figure of all, and one a year of a level.  It owes none
    of which it was said that there is none.
    """
    goal = history.goal
    deadline = goal.promise.target.deadline
    closed = deadline is not None and as_of > deadline
    told = history.last_told(deadline if deadline is not None and closed else as_of)
    due_for = _next(history, told, every=every)
    if deadline is not None:
        due_for = _after(due_for, deadline, awaited=awaited) if closed else _up_to(due_for, deadline, told)
    due_by = None if due_for is None else last_day(goal, due_for)
    return None if due_for is None or due_by is None else Owed(due_for, due_by)


def _after(due_for: date | None, deadline: date, *, awaited: bool) -> date | None:
    """After the deadline the final figure is owed, for as long as it is awaited."""
    return min(due_for or deadline, deadline) if awaited else None


def _up_to(due_for: date | None, deadline: date, told: date | None) -> date | None:
    """Nothing is owed for a day beyond the deadline: the deadline's own figure instead, unless it is there."""
    if due_for is None or due_for <= deadline:
        return due_for
    return None if told and told >= deadline else deadline


def _next(history: History, last: date | None, *, every: bool) -> date | None:
    goal = history.goal
    by_itself = bool(goal.cadence) or (goal.promise.period is not None and not goal.promise.measure.additive)
    if not by_itself and not (every and (last is None or not goal.promise.measure.additive)):
        return None
    return next_due(goal, last, history.calendar)


class Due(Struct, frozen=True):
    """The next figure of a goal: the day it is for, the last day it may come in, and whether that is over."""

    goal: Goal
    due_for: date
    due_by: date
    overdue: bool
    last: date | None

    def days_left(self, as_of: date) -> int:
        """Days until it must be in; negative when it is overdue."""
        return (self.due_by - as_of).days


def due(history: History, as_of: date, within: Duration = _NONE) -> Due | None:
    """The figure that is due as of a day, or will be within a length of time; None where none is.

    Worked: cadence a month, lag 45 days, last figure for 2025-01-31: the next is for 2025-02-28, due by 2025-04-14.
    """
    history = structs.replace(history, goal=history.goal.in_force(as_of))
    goal, deadline = history.goal, history.goal.promise.target.deadline
    over = deadline if deadline is not None and as_of > deadline else None
    awaited = over is not None and closing(history, over, as_of).awaited
    found = owed(history, as_of, awaited=awaited, every=False)
    if found is None or (over is None and found.due_for > add(as_of, within)):
        return None
    due_for = over or found.due_for
    due_by = last_day(goal, due_for)
    last = history.last_figure(over or as_of)
    return None if due_by is None else Due(goal, due_for, due_by, as_of > due_by, last)


def coming(history: History, as_of: date, within: Duration) -> Iterator[Due]:
    """The figure that is owed as of a day, and those that will be due within a length of time, as if each came in.

    Worked: cadence a quarter, no lag, last figure for 2025-03-31, as of 2025-05-01 within a year: due on 2025-06-30,
    2025-09-30, 2025-12-31 and 2026-03-31.
    """
    one, last = due(history, as_of, within), add(as_of, within)
    deadline = history.goal.in_force(as_of).promise.target.deadline
    while one is not None:
        yield one
        due_for = _following(one, history.calendar, as_of, last)
        if due_for is None or due_for > last or (deadline is not None and due_for > deadline):
            return
        due_by = last_day(one.goal, due_for)
        one = None if due_by is None else Due(one.goal, due_for, due_by, as_of > due_by, one.last)


def _following(one: Due, calendar: Calendar, as_of: date, last: date) -> date | None:
    """The next day by the cadence for which a figure can still come in; None without a cadence."""
    due_for = next_due(one.goal, one.due_for, calendar) if one.goal.cadence else None
    while due_for is not None and (last_day(one.goal, due_for) or last) < as_of:
        due_for = next_due(one.goal, due_for, calendar)
    return due_for
