"""`coopctl restore`: a backup in the place of the file."""

from pathlib import Path
from typing import Annotated

import typer

from coopctl.cli.inputs import plan_file
from coopctl.cli.session import Session
from coopctl.errors import Refused, WrongUsage, as_typed
from coopctl.output.formats.text import number_of
from coopctl.store.locate import is_database

EXAMPLES = ("coopctl restore coop-20250630T120000Z.json", "coopctl restore coop.json.bak")


def command(
    ctx: typer.Context,
    source: Annotated[
        str | None,
        typer.Argument(metavar="[FROM]", help="A backup, or any other coopctl file.", show_default=False),
    ] = None,
) -> None:
    """Put a backup in the place of the file.

    The backup is verified first; the file as it was is kept as a backup, so that this can be undone.  With a database
    in the place of the file it is how a plan moves there.  Without a name it says which backups lie beside the file.
    """
    session: Session = ctx.obj
    if source is None:
        raise _unnamed(session)
    if is_database(source):
        raise Refused("a backup is a file", "make one of the database first: coopctl backup --file ADDRESS")
    with plan_file(source):
        figures, kept = (_into_file if session.database is None else _into_database)(session, source)
    what = f"{session.path()}" if session.database is None else "the plan in the database"
    session.tell(f"restored {what} from {source} ({number_of(figures, 'figure')})")
    if kept:
        session.say(f"hint: what it was is kept; undo this with `coopctl restore {kept}`")


def _unnamed(session: Session) -> WrongUsage:
    """Which backups lie beside the file, the newest first, and the call that restores it."""
    from coopctl.store.file.backups import backups_of
    from coopctl.values.people import first_few

    path = None if session.database else session.path(create=True)
    found = [] if path is None else backups_of(path)
    if path is None or not found:
        return WrongUsage("no backup is named", "write coopctl restore FILE; `coopctl backup` makes one")
    names = [one.name if one.parent == session.folder else str(one) for one in found]
    return WrongUsage(f"no backup is named; there are {first_few(names)}", f"write {as_typed('restore', names[0])}")


def _into_file(session: Session, source: str) -> tuple[int, Path | None]:
    from coopctl.store.file.backups import named_freely, restore

    path = session.path(create=True)
    given = session.at(source)
    kept, (figures, there) = named_freely(
        path, session.now, lambda name: restore(path, given, name, session.lock_timeout, session.say)
    )
    return figures, kept if there else None


def _into_database(session: Session, source: str) -> tuple[int, Path | None]:
    store = session.team()
    from coopctl.store.postgres.copies import restore

    return restore(store, session.at(source), session.folder, session.now)
