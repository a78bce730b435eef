"""`coopctl explain`: every number between the figures and the status."""

import typer

from coopctl.cli.options import AsOf, GoalRef, KnownAt, Output
from coopctl.cli.session import Session
from coopctl.output import Format

EXAMPLES = ("coopctl explain trade-volume", "coopctl explain trade --as-of 2024-12-31 -o json")


def command(
    ctx: typer.Context, goal: GoalRef, as_of: AsOf = None, known_at: KnownAt = None, output: Output = Format.TABLE
) -> None:
    """Show how a status came about.

    Every number between the goal's figures and its status, in words and arithmetic.
    """
    session: Session = ctx.obj
    from coopctl.output.explain import explain_view
    from coopctl.readings import series

    known = session.know(session.store(), session.moment(known_at))
    day = session.day(as_of, known.plan)
    one = known.assess(known.plan.goal(goal), day)
    readings = series(one.goal, known.books[one.goal.id], day, known.plan.fiscal_start)
    session.show(explain_view(known.plan, one, readings, day), output)
