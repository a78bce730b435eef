"""`coopctl plan show`: groups with descriptions, goals, initiatives."""

import typer

from coopctl.cli.options import Output
from coopctl.cli.session import Session
from coopctl.output import Format

EXAMPLES = ("coopctl plan show", "coopctl plan show -o md > plan.md")


def command(ctx: typer.Context, output: Output = Format.TABLE) -> None:
    """Show the plan as it is promised.

    Groups with their descriptions, goals as arithmetic, initiatives.
    """
    session: Session = ctx.obj
    from coopctl.output.listing import plan_view

    known = session.know(session.store())
    assessments = [known.assess(goal, session.today, forecast=True) for goal in known.plan.goals]
    session.show(plan_view(known.plan, assessments, session.today), output)
