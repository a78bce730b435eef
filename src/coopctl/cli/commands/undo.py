"""`coopctl undo`: take back the last change of any kind, or a named one; nothing is erased by it."""

from itertools import islice
from typing import Annotated

from coopctl.cli.declared import argument, option
from coopctl.cli.options import Output
from coopctl.cli.session import Session
from coopctl.output import Format

EXAMPLES = ("coopctl undo", "coopctl undo --list", "coopctl undo plan-12")


def command(
    session: Session,
    name: Annotated[
        str | None,
        argument(metavar="[NAME]", help="The change, as undo --list names it. [the last]", show_default=False),
    ] = None,
    listed: Annotated[bool, option("--list", help="Show what was done, and what undo takes next.")] = False,
    anyone: Annotated[bool, option("--anyone", help="Take back the last change, whosever it is.")] = False,
    limit: Annotated[int, option(min=1, max=10**9, help="How many to list.")] = 20,
    output: Output = Format.TABLE,
) -> None:
    """Take back your last change of any kind.

    Yours is what was done under your name (COOPCTL_WHO, else git's or the system's), or under none.  Says what it was,
    and what the next undo would take; `coopctl redo` brings it back.  Nothing is erased by it.
    """
    tracker = session.tracker()
    mine = "" if anyone else tracker.store.writer()
    if listed:
        from coopctl.output.views.acts import acts_view
        from coopctl.tracker.undoing import all_acts

        with tracker.store.snapshot():
            session.show(acts_view(tracker.plan, islice(all_acts(tracker), limit), mine), output)
        return
    taken = tracker.undo(name, who=mine)
    session.tell(f"undone: {taken.what}")
    session.say("to bring it back: coopctl redo")
    session.say(f"the next undo takes: {taken.following}" if taken.following else "there is nothing more to undo")
