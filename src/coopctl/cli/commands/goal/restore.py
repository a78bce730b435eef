"""`coopctl goal restore`: a goal back from the archive."""

import typer

from coopctl.cli.commands.goal.archive import shelve
from coopctl.cli.options import GoalRef

EXAMPLES = ("coopctl goal restore trade-agreements", "coopctl goal restore third --file plan.json")


def command(ctx: typer.Context, goal: GoalRef) -> None:
    """Take a goal back from the archive."""
    shelve(ctx.obj, goal, archived=False)
