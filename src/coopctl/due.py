"""Which figures are due: by the cadence of a goal, and the lag that publication is allowed.  Pure."""

from datetime import date

from msgspec import Struct

from coopctl.dates import Duration, add
from coopctl.facts import gather
from coopctl.plan import Goal
from coopctl.readings import Book, last_figure
from coopctl.timeliness import awaited, last_day, next_due


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
    goal: Goal,
    book: Book,
    as_of: date,
    fiscal_start: int,
    within: Duration = Duration(),  # noqa: B008 - it is frozen
) -> Due | None:
    """The figure that is due as of a day, or will be within a length of time; None where none is.

    Up to the deadline a goal without a cadence owes no figures; after it every goal owes the final one for as long as
    that is awaited, and nothing else.
    Worked: cadence a month, lag 45 days, last figure for 2025-01-31: the next is for 2025-02-28, due by 2025-04-14.
    """
    goal = goal.in_force(as_of)
    deadline = goal.target.deadline
    if deadline is not None and as_of > deadline:
        if not awaited(gather(goal, book, as_of, fiscal_start), fiscal_start):
            return None
        return _due(goal, deadline, as_of, last_figure(book, deadline))
    last = last_figure(book, as_of)
    due_for = next_due(goal, last, fiscal_start) if goal.cadence else None
    if due_for is None:
        return None
    if deadline is not None and due_for > deadline:
        if last is not None and last >= deadline:
            return None
        due_for = deadline
    return None if due_for > add(as_of, within) else _due(goal, due_for, as_of, last)


def _due(goal: Goal, due_for: date, as_of: date, last: date | None) -> Due | None:
    due_by = last_day(goal, due_for)
    return None if due_by is None else Due(goal, due_for, due_by, as_of > due_by, last)
