"""Which figures are due: by the cadence of a goal, and the lag that publication is allowed.  Pure."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.judgement.progress import Facts, gather
from coopctl.judgement.readings import History
from coopctl.plan.plan import Goal
from coopctl.values.calendar import ONE_DAY, Calendar, Duration, Period, add, step
from coopctl.values.dates import parse_duration

_A_YEAR = Duration(months=12)


def awaited(facts: Facts) -> bool:
    """Whether the final figure is not in: none up to the deadline, or none as late as one cadence before it."""
    goal, last, deadline = facts.goal, facts.reading, facts.goal.target.deadline
    if goal.measure.silence_is_zero or deadline is None:
        return False
    if last is None:
        return True
    if goal.period is not None:
        return last.period != facts.history.calendar.last_complete(deadline, goal.period).label
    with suppress(Refused):
        return last.date < add(deadline, cadence_of(goal), -1)
    return False


def cadence_of(goal: Goal) -> Duration:
    return parse_duration(goal.cadence) if goal.cadence else _A_YEAR


def next_due(goal: Goal, last: date | None, calendar: Calendar) -> date | None:
    """The day that the figure after the last is for: a cadence later; None where that is beyond the calendar.

    A period counts as told at its end, so there a cadence of about its length or more starts; a shorter one starts at
    the figure's own day.  Worked: monthly, 2025-02-28 is followed by 2025-03-31; yearly, a count's event of 2024-03-10
    by 2025-12-31.
    """
    cadence, start = cadence_of(goal), last or goal.baseline.date
    with suppress(Refused):
        if last is not None and goal.period is not None:
            period = calendar.period_of(last, goal.period)
            start = last if _fits_twice(cadence, period) else period.last
        return step(max(start, goal.baseline.date), cadence)
    return None


def _fits_twice(cadence: Duration, period: Period) -> bool:
    return step(step(period.start - ONE_DAY, cadence), cadence) <= period.last


def last_day(goal: Goal, due_for: date) -> date | None:
    """The last day on which the figure for a day may come in, by the lag; None where that is beyond the calendar."""
    with suppress(Refused):
        return add(due_for, parse_duration(goal.lag)) if goal.lag else due_for
    return None


def stale(facts: Facts) -> bool:
    """Whether the last word is older than cadence (a year, where none is given) + lag.

    Where silence is zero, or nothing was said yet, only a given cadence makes it so; but where the final figure is not
    in by its lag after the deadline, silence always is stale, so that none goes unnoticed for ever.
    """
    goal, deadline = facts.goal, facts.goal.target.deadline
    if goal.measure.silence_is_zero and not goal.cadence:
        return False
    latest = facts.history.last_figure(deadline if deadline is not None and facts.closed else facts.as_of)
    due_for = next_due(goal, latest, facts.history.calendar) if latest or goal.cadence else None
    if deadline is not None and facts.closed and awaited(facts):
        due_for = min(due_for or deadline, deadline)
    due_by = None if due_for is None else last_day(goal, due_for)
    return due_by is not None and facts.as_of > due_by


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


def due(
    history: History,
    as_of: date,
    within: Duration = Duration(),  # noqa: B008 - it is frozen
) -> Due | None:
    """The figure that is due as of a day, or will be within a length of time; None where none is.

    Up to the deadline a goal without a cadence owes no figures; after it every goal owes the final one for as long as
    that is awaited, and nothing else.
    Worked: cadence a month, lag 45 days, last figure for 2025-01-31: the next is for 2025-02-28, due by 2025-04-14.
    """
    goal = history.goal.in_force(as_of)
    deadline = goal.target.deadline
    if deadline is not None and as_of > deadline:
        if not awaited(gather(structs.replace(history, goal=goal), as_of)):
            return None
        return _due(goal, deadline, as_of, history.last_figure(deadline))
    last = history.last_figure(as_of)
    due_for = next_due(goal, last, history.calendar) if goal.cadence else None
    if due_for is None:
        return None
    if deadline is not None and due_for > deadline:
        if last is not None and last >= deadline:
            return None
        due_for = deadline
    return None if due_for > add(as_of, within) else _due(goal, due_for, as_of, last)


def coming(history: History, as_of: date, within: Duration) -> Iterator[Due]:
    """The figure that is owed as of a day, and those that will be due within a length of time, as if each came in.

    Worked: cadence a quarter, no lag, last figure for 2025-03-31, as of 2025-05-01 within a year: due on 2025-06-30,
    2025-09-30, 2025-12-31 and 2026-03-31.
    """
    one, last = due(history, as_of, within), add(as_of, within)
    deadline = history.goal.in_force(as_of).target.deadline
    while one is not None:
        yield one
        due_for = next_due(one.goal, one.due_for, history.calendar) if one.goal.cadence else None
        while due_for is not None and (last_day(one.goal, due_for) or last) < as_of:
            due_for = next_due(one.goal, due_for, history.calendar)
        if due_for is None or due_for > last or (deadline is not None and due_for > deadline):
            return
        one = _due(one.goal, due_for, as_of, one.last)


def _due(goal: Goal, due_for: date, as_of: date, last: date | None) -> Due | None:
    due_by = last_day(goal, due_for)
    return None if due_by is None else Due(goal, due_for, due_by, as_of > due_by, last)
