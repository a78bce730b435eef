"""Which figures are due: by the cadence of a goal, and the lag that publication is allowed.  Pure."""

from datetime import date

from msgspec import Struct

from coopctl.dates import ONE_DAY, Duration, add, parse_duration
from coopctl.plan import Goal
from coopctl.readings import Book, last_figure


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


def due(goal: Goal, book: Book, as_of: date, within: Duration = Duration()) -> Due | None:  # noqa: B008 - it is frozen
    """The figure that is due as of a day, or will be within a length of time; None where none is.

    A goal without a cadence owes no figures on a schedule; after its deadline's own figure it owes none any more.
    Worked: cadence a month, lag 45 days, last figure for 2025-01-31: the next is for 2025-02-28, due by 2025-04-14.
    """
    if not goal.cadence or goal.archived:
        return None
    last = last_figure(book, as_of)
    due_for = _next(max(last or goal.baseline.date, goal.baseline.date), parse_duration(goal.cadence))
    deadline = goal.target.deadline
    if deadline is not None and due_for > deadline:
        if last is not None and last >= deadline:
            return None
        due_for = deadline
    if due_for > add(as_of, within):
        return None
    due_by = add(due_for, parse_duration(goal.lag)) if goal.lag else due_for
    return Due(goal, due_for, due_by, as_of > due_by, last)


def _next(day: date, cadence: Duration) -> date:
    """A cadence later; from the last day of a month to the last day of another."""
    later = add(day, cadence)
    if cadence.days or (day + ONE_DAY).day != 1:
        return later
    return add(later.replace(day=1), Duration(months=1)) - ONE_DAY
