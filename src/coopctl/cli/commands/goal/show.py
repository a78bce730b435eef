"""`coopctl goal show`: everything that is kept of one goal."""

import typer

from coopctl.cli.options import GoalRef, Output
from coopctl.cli.session import Session
from coopctl.output import Format

EXAMPLES = ("coopctl goal show trade-volume", "coopctl goal show trade -o json")


def command(ctx: typer.Context, goal: GoalRef, output: Output = Format.TABLE) -> None:
    """Show one goal: the promise as arithmetic and as written, and what is known about it."""
    session: Session = ctx.obj
    from coopctl.output.views.listing import goal_view

    known = session.tracker().know(of=lambda plan: plan.goal(goal))
    one = known.assess(known.plan.goal(goal), session.today, forecast=True)
    session.show(goal_view(known.plan, one, session.today), output)
