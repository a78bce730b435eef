"""`coopctl goal baseline`: the value and date that progress is counted from, given, corrected or moved."""

from typing import Annotated

import typer

from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session
from coopctl.language.echo import echo, show_value
from coopctl.tracker.rebasing import NewBaseline
from coopctl.values.quantities import check_whole

NEGATIVE_VALUES = True
EXAMPLES = (
    "coopctl goal baseline trade-volume '$245 million' --why 'it was revised'",
    "coopctl goal baseline trade-volume '$250 million' --on 2024-07-31",
)


def command(
    ctx: typer.Context,
    goal: GoalRef,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Where it stood.", show_default=False)],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="On which day. [the day it has]")] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="On what ground.")] = "",
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="On whose authority.")] = "",
) -> None:
    """Give a goal its baseline, correct it, or move its date.

    A target that is said in relation to it moves along; the old baseline is kept with the reason and the authority.
    """
    session: Session = ctx.obj
    check_whole(value)
    done = session.tracker().rebase(goal, NewBaseline(value, on, why, who))
    session.doubt(value)
    before, numbers = done.old.promise.baseline, done.plan.numbers
    old = "missing" if before.value is None else f"{show_value(done.old, before.value, numbers)} on {before.date}"
    session.say(f"{done.goal.id}: {echo(done.goal, numbers, done.arithmetic)}; before: {old}")
