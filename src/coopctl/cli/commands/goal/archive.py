"""`coopctl goal archive`: a goal out of sight, but not out of the file."""

import typer
from msgspec import structs

from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session

EXAMPLES = ("coopctl goal archive trade-agreements", "coopctl goal archive third --file plan.json")


def command(ctx: typer.Context, goal: GoalRef) -> None:
    """Put a goal out of sight.

    It stays in the file and in `status --all`; `coopctl goal restore` takes it back.
    """
    shelve(ctx.obj, goal, archived=True)


def shelve(session: Session, ref: str, *, archived: bool) -> None:
    """Archive a goal or take it back, and say so."""
    tracker = session.tracker()
    old = tracker.plan.goal(ref)
    new = structs.replace(old, archived=archived)
    done = "archived" if archived else "restored"
    changed = tracker.change(f"goal {done} {old.id}", lambda plan: plan.revised(old, new))
    session.say(f"{done} {old.id}" if changed else f"{old.id} is {'archived already' if archived else 'not archived'}")
