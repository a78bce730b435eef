"""`coopctl status`: where every goal stands."""

from typing import Annotated

import typer

from coopctl.cli import selection
from coopctl.cli.options import Against, AgainstTarget, AsOf, KnownAt, Method, Output, method_of
from coopctl.cli.session import Session
from coopctl.errors import UnknownName
from coopctl.methods import METHODS
from coopctl.output import Format

EXAMPLES = (
    "coopctl status",
    "coopctl status --as-of 2024-12-31 --group-by objective --method all",
    "coopctl status -o json | jq '.goals[] | {id, progress, status}'",
)


def command(
    ctx: typer.Context,
    goals: selection.Goals = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    group: selection.Group = None,
    group_by: Annotated[str, typer.Option(metavar="KIND", help="The kind of group to sort by.")] = "area",
    only: selection.Only = "",
    owner: selection.Owner = "",
    tag: selection.Tag = None,
    match: selection.Match = "",
    sort: selection.Sort = "",
    everything: selection.Everything = False,
    method: Method = "",
    against: Against = AgainstTarget.CURRENT,
    columns: selection.Columns = "",
    no_header: selection.NoHeader = False,
    output: Output = Format.TABLE,
) -> None:
    """Show where every goal stands.

    Baseline, reading, target and deadline, progress, what is expected by now, status, and what is needed next.
    """
    session: Session = ctx.obj
    from coopctl.output.methods import methods_view
    from coopctl.output.status import Shown, status_view

    filters = selection.Filters(
        tuple(goals or ()), tuple(group or ()), only, owner, tuple(tag or ()), match, sort, everything
    )
    methods = method_of(method)
    moment = session.moment(known_at)
    known = session.know(session.store(), moment)
    shown = Shown(
        session.day(as_of, known.plan),
        moment,
        method or known.plan.method or METHODS[0],
        group_by,
        session.terminal.unicode,
    )
    if group_by not in ("area", *(one.kind for one in known.plan.groups)):
        raise UnknownName(f"there is no kind of group {group_by!r}", "see `coopctl group list`")
    chosen = filters.choose(known.plan)
    rounds = [
        [
            known.assess(goal, shown.as_of, method=name, original=against is AgainstTarget.ORIGINAL, forecast=True)
            for goal in chosen
        ]
        for name in methods
    ]
    if len(methods) > 1:
        view = methods_view(known.plan, methods, list(zip(*rounds, strict=True)), shown)
    else:
        view = status_view(known.plan, filters.sift(rounds[0]), shown)
    session.show(selection.with_columns(view, columns, output, header=not no_header), output)
