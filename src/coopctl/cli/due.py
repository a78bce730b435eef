"""`coopctl due`: which figures are due or overdue."""

from typing import Annotated

import typer

from coopctl.cli import selection
from coopctl.cli.options import AsOf, Output
from coopctl.cli.session import Session
from coopctl.dates import parse_duration
from coopctl.output import Format

EXAMPLES = ("coopctl due", "coopctl due --within 30d --owner 'Trade desk'")


def command(
    ctx: typer.Context,
    goals: selection.Goals = None,
    within: Annotated[
        str, typer.Option("--within", metavar="LENGTH", help="Those of the next 30d, 2 weeks, too.")
    ] = "0d",
    as_of: AsOf = None,
    group: selection.Group = None,
    owner: selection.Owner = "",
    tag: selection.Tag = None,
    match: selection.Match = "",
    columns: selection.Columns = "",
    no_header: selection.NoHeader = False,
    output: Output = Format.TABLE,
) -> None:
    """Show which figures are due.

    A goal's cadence says how often a figure is due, its lag how late it may come in; both are set by goal edit.
    """
    session: Session = ctx.obj
    from coopctl.due import due
    from coopctl.output.findings import due_view

    filters = selection.Filters(tuple(goals or ()), tuple(group or ()), "", owner, tuple(tag or ()), match)
    known = session.know(session.store())
    day, span = session.day(as_of, known.plan), parse_duration(within)
    found = [due(goal, known.books[goal.id], day, span) for goal in filters.choose(known.plan)]
    view = due_view(known.plan, sorted((one for one in found if one), key=lambda one: one.due_by), day)
    session.show(selection.with_columns(view, columns, output, header=not no_header), output)
