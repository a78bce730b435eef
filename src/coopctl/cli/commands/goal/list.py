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
    if filters.only is not None or filters.sort is not None:
        goals = [one.goal for one in filters.sift([known.assess(goal, session.today) for goal in goals])]
    view = goals_view(known.plan, goals, lambda: known.assess_all(goals, session.today), session.today)
    session.show(view, output, filters)
    if not goals and output is Format.TABLE:
        session.say(selection.none_of(known.plan))
