"""`coopctl status`: where every goal stands."""

from typing import Annotated

import typer

from coopctl.cli.options import AsOf, KnownAt, Output
from coopctl.cli.session import Session
from coopctl.errors import WrongUsage
from coopctl.methods import Status
from coopctl.output import Format

EXAMPLES = (
    "coopctl status",
    "coopctl status --as-of 2024-12-31 --group-by objective",
    "coopctl status -o json | jq '.goals[] | {id, progress, status}'",
)


def command(
    ctx: typer.Context,
    goals: Annotated[list[str] | None, typer.Argument(metavar="[GOAL]...", help="Only these. [all]")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    group: Annotated[
        list[str] | None, typer.Option(metavar="KIND:ID", help="Only goals in this group; repeatable.")
    ] = None,
    group_by: Annotated[str, typer.Option(metavar="KIND", help="The kind of group to sort by.")] = "area",
    only: Annotated[str, typer.Option(metavar="STATUS,...", help="Only goals of these statuses, or stale.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Archived goals, too.")] = False,
    output: Output = Format.TABLE,
) -> None:
    """Show where every goal stands.

    Baseline, reading, target and deadline, progress, what is expected by now, status, and what is needed next.
    """
    session: Session = ctx.obj
    from coopctl.output.status import Shown, status_view

    wanted = _statuses(only)
    moment = session.moment(known_at)
    known = session.know(session.store(), moment)
    day = session.day(as_of, known.plan)
    named = {known.plan.goal(ref).id for ref in goals or ()}
    refs = {known.plan.group(ref).ref for ref in group or ()}
    chosen = [
        goal
        for goal in known.plan.goals
        if (goal.id in named or (not named and (everything or not goal.archived))) and refs <= set(goal.groups)
    ]
    assessments = [known.assess(goal, day) for goal in chosen]
    if wanted:
        assessments = [one for one in assessments if one.status in wanted or (one.stale and "stale" in wanted)]
    shown = Shown(day, moment, "linear", group_by, session.terminal.unicode)
    session.show(status_view(known.plan, assessments, shown), output)


def _statuses(only: str) -> frozenset[str]:
    known = [*(status.value for status in Status), "stale"]
    wanted = [word.strip().lower().replace(" ", "-") for word in only.split(",") if word.strip()]
    for word in wanted:
        if word not in known:
            raise WrongUsage(f"{word!r} is not a status", f"one of {', '.join(known)}")
    return frozenset(wanted)
