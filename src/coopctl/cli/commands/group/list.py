"""`coopctl group list`: the groups with their descriptions."""

import typer

from coopctl.cli import selection
from coopctl.cli.options import Output
from coopctl.cli.session import Session
from coopctl.judgement.selection import Filters
from coopctl.output import Format

EXAMPLES = ("coopctl group list", "coopctl group list --columns id,title -o csv")


@selection.filtered(selection.SHAPE)
def command(ctx: typer.Context, output: Output = Format.TABLE, *, filters: Filters) -> None:
    """List the groups with their descriptions."""
    session: Session = ctx.obj
    from coopctl.output.views.listing import groups_view

    plan = session.tracker().plan
    session.show(groups_view(plan), output, filters)
    if not plan.groups and output is Format.TABLE:
        session.say("no groups yet; add one: coopctl group add area --title 'Trade and economy'")
