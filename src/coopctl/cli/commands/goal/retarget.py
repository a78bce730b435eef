"""`coopctl goal retarget`: another target from a day on, with authority and reason; the old one is kept."""

from typing import Annotated

import typer
from msgspec import structs

from coopctl.cli.commands import goal_options as options
from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.language.echo import echo
from coopctl.language.promises import understand
from coopctl.language.revisions import retargeted, wording_of
from coopctl.plan.terms import Revision
from coopctl.values.dates import parse_period

EXAMPLES = (
    "coopctl goal retarget trade-volume --to '320m by 2026-08-01' --why 'Joint Statement' --who 'Committee'",
    "coopctl goal retarget exercises --to '3 per year by 2026' --effective 2025-01-01 --why 'Annex 2'",
)


def command(
    ctx: typer.Context,
    goal: GoalRef,
    to: Annotated[str, typer.Option("--to", metavar="TARGET", help="What is promised now.", show_default=False)],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="On what ground.", show_default=False)],
    effective: Annotated[
        str, typer.Option("--effective", metavar="DATE", help="The first day on which it counts.")
    ] = "today",
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="On whose authority.")] = "",
    by: options.By = None,
    path: options.PathOption = None,
    milestone: options.Milestones = None,
) -> None:
    """Change a goal's target.

    The old target is kept with the day, the reason and the authority; `coopctl status --against original` uses it.
    """
    session: Session = ctx.obj
    store = session.store()
    plan = store.contents().plan
    old = plan.goal(goal)
    day = parse_period(effective, today=session.today, fiscal_start=plan.fiscal_start).start
    if not why.strip():
        raise Refused("a change of target needs its ground in --why")
    wording = structs.replace(wording_of(old, plan, day), goal=to, by=by or "", path=path or None, counted_from=day)
    revision = Revision(old.target, day, session.now, why, who, old.milestones, old.path)
    promise = understand(wording, plan)
    new = retargeted(old, promise, revision)
    if milestone:
        new = options.milestoned(session, new, plan, milestone)
    session.change(store, f"goal retarget {old.id}: {why}", lambda current: current.revised(old, new))
    session.say(f"{new.id}: {echo(new, promise.arithmetic)}; until {day}: {old.target.text}")
