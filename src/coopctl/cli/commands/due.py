"""`coopctl due`: which figures are due or overdue."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from coopctl.cli import selection
from coopctl.cli.declared import option
from coopctl.cli.options import AsOf, Output
from coopctl.cli.session import Session
from coopctl.judgement.selection import Filters
from coopctl.output import Format
from coopctl.values import brief
from coopctl.values.dates import parse_duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopctl.plan.plan import Goal
    from coopctl.tracker.knowledge import Knowledge

_NO_CADENCE = "nothing is due: no goal says how often; give one a cadence: coopctl goal edit GOAL --cadence monthly"
# Longer than any cadence that people have.
_AHEAD = "5y"
EXAMPLES = ("coopctl due", "coopctl due --within 30d --owner 'Trade desk'")


@selection.filtered(selection.EVERY - {"everything"})
def command(
    session: Session,
    within: Annotated[str, option("--within", metavar="LENGTH", help="Those of the next 30d, 2 weeks, too.")] = "0d",
    as_of: AsOf = None,
    output: Output = Format.TABLE,
    *,
    filters: Filters,
) -> None:
    """Show which figures are due, the most urgent first.

    A goal's cadence says how often a figure is due, its lag how late it may come in; both are set by goal edit.
    """
    from coopctl.output.views.findings import due_view

    tracker = session.tracker()
    known = tracker.know()
    day, span = tracker.day(as_of, known.plan), parse_duration(within)
    goals = filters.choose(known.plan)
    if filters.only is not None or filters.sort is not None:  # only these need to know how a goal stands
        goals = [one.goal for one in filters.sift([known.assess(goal, day) for goal in goals])]
    owed = known.due(goals, day, span)
    if filters.sort is None:
        owed.sort(key=lambda one: one.due_by)
    session.show(due_view(known.plan, owed, day), output, filters)
    if not owed and output is Format.TABLE:
        session.say(_nothing(known, goals, day))


def _nothing(known: "Knowledge", goals: "Sequence[Goal]", day: date) -> str:
    """That nothing is due on a day, and what will be first; where no goal is, or says how often, that."""
    if not any(goal.cadence for goal in goals):
        return _NO_CADENCE if goals else selection.none_of(known.plan)
    coming = known.due(goals, day, parse_duration(_AHEAD))
    first = min(coming, key=lambda one: one.due_by, default=None)
    then = f"; the next: {first.goal.title}, by {brief.on(first.due_by)}" if first else ""
    return f"nothing is due as of {brief.on(day)}{then}"
