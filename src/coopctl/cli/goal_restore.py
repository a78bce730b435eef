"""`coopctl goal restore`: Take a goal back from the archive."""

import typer
from msgspec import structs

from coopctl.cli.options import GoalRef
from coopctl.cli.session import Session

EXAMPLES = ("coopctl goal restore trade-agreements", "coopctl goal restore third --file plan.json")


def command(ctx: typer.Context, goal: GoalRef) -> None:
    """Take a goal back from the archive."""
    session: Session = ctx.obj
    store = session.store()
    old = store.contents().plan.goal(goal)
    new = structs.replace(old, archived=False)
    changed = session.change(store, f"goal restore {old.id}", lambda plan: plan.with_goal(new))
    session.say(f"restored {old.id}" if changed else f"{old.id} is not archived")
