"""Whether the last word on a goal is recent enough: stale figures, and final ones that are not in.  Pure."""

from coopctl.dates import Duration, add, last_complete, parse_duration
from coopctl.facts import Facts
from coopctl.plan import Goal
from coopctl.readings import Book, last_figure

_A_YEAR = Duration(months=12)


def awaited(facts: Facts, fiscal_start: int) -> bool:
    goal, last, deadline = facts.goal, facts.reading, facts.goal.target.deadline
    if goal.measure.silence_is_zero or deadline is None:
        return False
    if last is None:
        return True
    if goal.period is not None:
        return last.period != last_complete(deadline, goal.period, fiscal_start).label
    return last.date < add(deadline, cadence_of(goal), -1)


def cadence_of(goal: Goal) -> Duration:
    return parse_duration(goal.cadence) if goal.cadence else _A_YEAR


def stale(facts: Facts, book: Book) -> bool:
    """Whether the last word is older than cadence + lag; where silence is zero only a given cadence makes it so."""
    goal = facts.goal
    if goal.measure.silence_is_zero and not goal.cadence:
        return False
    latest = last_figure(book, facts.as_of)
    if latest is None and not goal.cadence:
        return False
    due = add(max(latest or goal.baseline.date, goal.baseline.date), cadence_of(goal))
    return facts.as_of > (add(due, parse_duration(goal.lag)) if goal.lag else due)
