"""Whether the last word on a goal is recent enough: the next figure's day, stale figures, final ones not in.  Pure."""

from contextlib import suppress
from datetime import date

from coopctl.dates import ONE_DAY, Duration, Period, add, last_complete, parse_duration, period_of, step
from coopctl.errors import Refused
from coopctl.facts import Facts
from coopctl.plan import Goal
from coopctl.readings import Book, last_figure

_A_YEAR = Duration(months=12)


def awaited(facts: Facts, fiscal_start: int) -> bool:
    """Whether the final figure is not in: none up to the deadline, or none as late as one cadence before it."""
    goal, last, deadline = facts.goal, facts.reading, facts.goal.target.deadline
    if goal.measure.silence_is_zero or deadline is None:
        return False
    if last is None:
        return True
    if goal.period is not None:
        return last.period != last_complete(deadline, goal.period, fiscal_start).label
    with suppress(Refused):
        return last.date < add(deadline, cadence_of(goal), -1)
    return False


def cadence_of(goal: Goal) -> Duration:
    return parse_duration(goal.cadence) if goal.cadence else _A_YEAR


def next_due(goal: Goal, last: date | None, fiscal_start: int) -> date | None:
    """The day that the figure after the last is for: a cadence later; None where that is beyond the calendar.

    A period counts as told at its end, so there a cadence of about its length or more starts; a shorter one starts at
    the figure's own day.  Worked: monthly, 2025-02-28 is followed by 2025-03-31; yearly, a count's event of 2024-03-10
    by 2025-12-31.
    """
    cadence, start = cadence_of(goal), last or goal.baseline.date
    with suppress(Refused):
        if last is not None and goal.period is not None:
            period = period_of(last, goal.period, fiscal_start)
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


def stale(facts: Facts, book: Book, fiscal_start: int) -> bool:
    """Whether the last word is older than cadence (a year, where none is given) + lag.

    Where silence is zero, or nothing was said yet, only a given cadence makes it so; but where the final figure is not
    in by its lag after the deadline, silence always is stale, so that none goes unnoticed for ever.
    """
    goal, deadline = facts.goal, facts.goal.target.deadline
    if goal.measure.silence_is_zero and not goal.cadence:
        return False
    latest = last_figure(book, deadline if deadline is not None and facts.closed else facts.as_of)
    due_for = next_due(goal, latest, fiscal_start) if latest or goal.cadence else None
    if deadline is not None and facts.closed and awaited(facts, fiscal_start):
        due_for = min(due_for or deadline, deadline)
    due_by = None if due_for is None else last_day(goal, due_for)
    return due_by is not None and facts.as_of > due_by
