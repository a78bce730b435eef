"""`coopctl plan show`: groups with descriptions, goals, initiatives."""

import typer
from msgspec import structs

from coopctl.cli import selection
from coopctl.cli.options import Output
from coopctl.cli.session import Session
from coopctl.judgement.selection import Filters
from coopctl.output import Format

EXAMPLES = ("coopctl plan show", "coopctl plan show --group area:economic -o md > plan.md")


@selection.filtered(selection.CHOICE)
def command(ctx: typer.Context, output: Output = Format.TABLE, *, filters: Filters) -> None:
    """Show the plan as it is promised.

    Groups with their descriptions, goals as arithmetic, initiatives.
    """
    session: Session = ctx.obj
    from coopctl.output.views.listing import plan_view

    known = session.tracker().know()
    chosen = structs.replace(filters, everything=True).choose(known.plan)
    plan = structs.replace(known.plan, goals=tuple(chosen))
    session.show(plan_view(plan, lambda: known.assess_all(chosen, session.today), session.today), output)
