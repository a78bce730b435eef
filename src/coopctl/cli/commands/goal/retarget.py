"""`coopctl goal retarget`: another target from a day on, with authority and reason; the old one is kept."""

import shlex
from typing import Annotated

import typer

from coopctl.cli.commands import goal_options as options
from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session
from coopctl.errors import WrongUsage, as_typed
from coopctl.language.echo import echo, show_value
from coopctl.tracker.changing import NewTarget
from coopctl.values.quantities import check_whole

EXAMPLES = (
    "coopctl goal retarget trade-volume --to '320m by 2027' --why 'Joint Statement'",
    "coopctl goal retarget trade-volume --by 2029 --why 'Joint Statement'",
    "coopctl goal retarget exercises --to '3 a year' --by 2026 --why 'Annex 2'",
)


def command(
    ctx: typer.Context,
    goal: GoalRef,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="On what ground.", show_default=False)],
    to: Annotated[str, typer.Option("--to", metavar="TARGET", help="What is promised now. [as it is, by --by]")] = "",
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
    to, by = options.day_alone(to, by, session.today)
    if not to and by is None:
        hint = f"write {as_typed('goal', 'retarget', goal, '--to')} TARGET {shlex.join(('--why', why))}"
        raise WrongUsage("another target needs --to, what is promised now, or --by, its new deadline", hint)
    check_whole(to)
    asked = NewTarget(to, why, effective, who, by or "", path, tuple(milestone or ()))
    done = session.tracker().retarget(goal, asked)
    session.doubt(to)
    if done.warning:
        session.say(f"warning: {done.goal.id}: {done.warning}")
    numbers = done.plan.numbers
    for step in done.dropped:
        session.say(f"note: the milestone {show_value(done.old, step.value, numbers)} by {step.deadline} is dropped")
    old_text = done.old.promise.target.text
    session.say(f"{done.goal.id}: {echo(done.goal, numbers, done.arithmetic)}; until {done.effective}: {old_text}")
