"""`coopctl goal list`: the goals as they are promised."""

import typer

from coopctl.cli import selection
from coopctl.cli.options import Output
from coopctl.cli.session import Session
from coopctl.judgement.selection import Filters
from coopctl.output import Format

EXAMPLES = ("coopctl goal list", "coopctl goal list --all --sort deadline -o csv")


@selection.filtered(selection.EVERY)
def command(ctx: typer.Context, output: Output = Format.TABLE, *, filters: Filters) -> None:
    """List the goals with baseline, target and deadline."""
    session: Session = ctx.obj
    from coopctl.output.views.listing import goals_view

    known = session.tracker().know()
    goals = filters.choose(known.plan)
    full = filters.columns is not None or not output.for_people  # forecasts take longer than all else
    listed = filters.sift([known.assess(goal, session.today, forecast=full) for goal in goals])
    session.show(goals_view(known.plan, listed, session.today), output, filters)
