"""`coopctl goal list`: the goals as they are promised."""

from typing import Annotated

import typer

from coopctl.cli.options import Output
from coopctl.cli.session import Session
from coopctl.output import Format

EXAMPLES = ("coopctl goal list", "coopctl goal list --all -o csv")


def command(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Archived goals, too.")] = False,
    output: Output = Format.TABLE,
) -> None:
    """List the goals with baseline, target and deadline."""
    session: Session = ctx.obj
    from coopctl.output.listing import goals_view

    known = session.know(session.store())
    goals = [goal for goal in known.plan.goals if everything or not goal.archived]
    session.show(
        goals_view(known.plan, [known.assess(goal, session.today, forecast=True) for goal in goals], session.today),
        output,
    )
