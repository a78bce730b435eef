"""`coopctl group list`: the groups with their descriptions."""

import typer

from coopctl.cli.options import Output
from coopctl.cli.session import Session
from coopctl.output import Format

EXAMPLES = ("coopctl group list", "coopctl group list -o json")


def command(ctx: typer.Context, output: Output = Format.TABLE) -> None:
    """List the groups with their descriptions."""
    session: Session = ctx.obj
    from coopctl.output.listing import groups_view

    session.show(groups_view(session.store().contents().plan), output)
