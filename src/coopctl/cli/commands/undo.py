"""`coopctl undo`: take back the last change of any kind; nothing is erased by it."""

import typer

from coopctl.cli.session import Session

EXAMPLES = ("coopctl undo", "coopctl undo && coopctl undo")


def command(ctx: typer.Context) -> None:
    """Take back the last change of any kind.

    Says what it was; run it again for the one before.  Nothing is erased by it.
    """
    session: Session = ctx.obj
    session.tell(f"undone: {session.tracker().undo()}")
