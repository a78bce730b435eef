"""How often a goal's figures come, and how late they may: cadence and lag.  Pure."""

from contextlib import suppress
from datetime import date

from coopctl.errors import Refused
from coopctl.plan.plan import Goal
from coopctl.values.calendar import A_YEAR, MONTHS_IN, ONE_DAY, Calendar, Duration, Period, PeriodKind, add, step
from coopctl.values.dates import parse_duration

_DAYS = {PeriodKind.WEEK: 7, PeriodKind.DAY: 1}


def cadence_of(goal: Goal) -> Duration:
    """How often a figure is due: as given, else once in the goal's period, else once a year."""
    if goal.cadence:
        return parse_duration(goal.cadence)
    if goal.promise.period in _DAYS:
        return Duration(days=_DAYS[goal.promise.period])
    return Duration(months=MONTHS_IN[goal.promise.period]) if goal.promise.period else A_YEAR


def a_cadence_before(goal: Goal, deadline: date) -> date:
    """The day a cadence before the deadline; by whole months from the end of one to the end of another.

    Worked: a quarter before 2025-06-30 is 2025-03-31, a year before 2024-02-29 is 2023-02-28.
    """
    with suppress(Refused):
        return step(deadline, cadence_of(goal), -1)
    return date.min


def next_due(goal: Goal, last: date | None, calendar: Calendar) -> date | None:
    """The day that the figure after the last is for: a cadence later; None where that is beyond the calendar.

    A period counts as told at its end, so there a cadence of about its length or more starts; a shorter one starts at
    the figure's own day.  Worked: monthly, 2025-02-28 is followed by 2025-03-31; yearly, a count's event of 2024-03-10
    by 2025-12-31.
    """
    cadence, start = cadence_of(goal), last or goal.promise.baseline.date
    with suppress(Refused):
        if last is not None and goal.promise.period is not None:
            period = calendar.period_of(last, goal.promise.period)
            start = last if _fits_twice(cadence, period) else period.last
        return step(max(start, goal.promise.baseline.date), cadence)
    return None


def _fits_twice(cadence: Duration, period: Period) -> bool:
    return step(step(period.start - ONE_DAY, cadence), cadence) <= period.last


def last_day(goal: Goal, due_for: date) -> date | None:
    """The last day on which the figure for a day may come in, by the lag; None where that is beyond the calendar."""
    with suppress(Refused):
        return add(due_for, parse_duration(goal.lag)) if goal.lag else due_for
    return None
