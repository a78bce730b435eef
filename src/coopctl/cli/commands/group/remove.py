"""`coopctl group remove`: a group out of the plan; its goals stay, and `undo` brings it back."""

from typing import Annotated

import typer

from coopctl.cli.declared import argument
from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.output.formats.text import number_of

EXAMPLES = ("coopctl group remove area:security", "coopctl group remove security")


def command(
    ctx: typer.Context,
    group: Annotated[
        str,
        argument(
            metavar="KIND:ID", help="The group, or enough of its name.", show_default=False, autocompletion="group_refs"
        ),
    ],
) -> None:
    """Remove a group; its goals stay, without it, and `coopctl undo` brings it back."""
    session: Session = ctx.obj
    tracker = session.tracker()
    if not tracker.plan.groups:
        raise Refused("the plan has no groups", "to give it one: coopctl group add KIND:ID")
    ref = tracker.plan.group(group).ref
    left = sum(ref in goal.groups for goal in tracker.plan.goals)
    tracker.change(f"group remove {ref}", lambda plan: plan.without_group(ref))
    left_by = f"; {number_of(left, 'goal')} stay{'s' if left == 1 else ''}, without it" if left else ""
    session.say(f"removed {ref}{left_by}; `coopctl undo` brings it back")
