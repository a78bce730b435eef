"""`coopctl goal remove`: a goal and its figures out of the plan; `undo` brings both back."""

import typer

from coopctl.cli.options import GoalRef, Yes
from coopctl.cli.session import Session
from coopctl.errors import Refused, as_typed
from coopctl.output.formats.text import number_of

EXAMPLES = ("coopctl goal remove trade-agreements", "coopctl goal remove trade-agreements --yes")


def command(ctx: typer.Context, goal: GoalRef, yes: Yes = False) -> None:
    """Remove a goal with its figures; `coopctl undo` brings both back."""
    session: Session = ctx.obj
    tracker = session.tracker()
    known = tracker.know(of=lambda plan: plan.goal(goal))
    old = known.plan.goal(goal)
    count = sum(known.books[old.id].days.counts)
    figures = number_of(count, "figure")
    if not yes:
        if not session.interactive():
            call = as_typed("goal", "remove", goal, "--yes")
            raise Refused(f"removing {old.id} with its {figures} needs a yes", f"write {call}")
        if not session.confirm(f"Remove {old.id} ({old.title}) with its {figures}?"):
            raise Refused("nothing is removed")
    tracker.change(f"goal remove {old.id}", lambda plan: plan.without_goal(old.id))
    both = f" with its {figures}; `coopctl undo` brings both back" if count else "; `coopctl undo` brings it back"
    session.say(f"removed {old.id}{both}")
