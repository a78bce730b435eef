"""`coopctl redo`: take back the last undo."""

from coopctl.cli.session import Session

EXAMPLES = ("coopctl redo", "coopctl undo && coopctl redo")


def command(session: Session) -> None:
    """Bring back what your last undo took.

    Run it again for the undo before; once something else was done, an undo is taken back by its name.
    """
    tracker = session.tracker()
    taken = tracker.redo(who=tracker.store.writer())
    session.tell(f"redone: {taken.what}")
