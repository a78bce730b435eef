"""`coopctl goal archive`: a goal out of sight, but not out of the file."""

from typing import Annotated

import typer
from msgspec import structs

from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session

EXAMPLES = ("coopctl goal archive trade-agreements", "coopctl goal archive third --why 'merged with trade-volume'")


def command(
    ctx: typer.Context,
    goal: GoalRef,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="On what ground.")] = "",
) -> None:
    """Put a goal out of sight.

    It stays in the file and in `status --all`; `coopctl goal restore` takes it back.
    """
    shelve(ctx.obj, goal, archived=True, why=why)


def shelve(session: Session, ref: str, *, archived: bool, why: str = "") -> None:
    """Archive a goal or take it back, and say so."""
    tracker = session.tracker()
    old = tracker.plan.goal(ref)
    new = structs.replace(old, archived=archived, archived_why=why or (old.archived_why if archived else ""))
    done = "archived" if archived else "restored"
    changed = tracker.change(f"goal {done} {old.id}{f': {why}' if why else ''}", lambda plan: plan.revised(old, new))
    session.say(f"{done} {old.id}" if changed else f"{old.id} is {'archived already' if archived else 'not archived'}")
