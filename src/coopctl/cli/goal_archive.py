"""`coopctl goal archive`: Put a goal out of sight: it stays in the file, and in `status --all`."""

import typer
from msgspec import structs

from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session

EXAMPLES = ("coopctl goal archive trade-agreements", "coopctl goal archive third --file plan.json")


def command(ctx: typer.Context, goal: GoalRef) -> None:
    """Put a goal out of sight: it stays in the file, and in `status --all`."""
    session: Session = ctx.obj
    store = session.store()
    old = store.contents().plan.goal(goal)
    new = structs.replace(old, archived=True)
    changed = session.change(store, f"goal archive {old.id}", lambda plan: plan.with_goal(new))
    session.say(f"archived {old.id}" if changed else f"{old.id} is archived already")
