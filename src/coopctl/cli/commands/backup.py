"""`coopctl backup`: a verified copy of the file."""

from pathlib import Path
from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.output.formats.text import number_of
from coopctl.store.locate import is_database

EXAMPLES = ("coopctl backup", "coopctl backup /mnt/archive/coop-2025.json")


def command(
    ctx: typer.Context,
    to: Annotated[
        str | None,
        typer.Argument(metavar="[TO]", help="A new file or a folder. [beside the file, or here, with the time]"),
    ] = None,
) -> None:
    """Copy the file, and verify the copy.

    The copy is the plan at one moment, even while others write; nothing is ever overwritten.  Of a plan in a database
    it is a file like any other.
    """
    session: Session = ctx.obj
    if is_database(to):
        raise Refused("a backup is a file", "to move a plan into a database: coopctl restore FILE --file ADDRESS")
    copy, figures = _from_file(session, to) if session.database is None else _from_database(session, to)
    session.tell(f"copied to {copy} ({number_of(figures, 'figure')})")
    session.say(f"hint: go back to it with `coopctl restore {copy}`")


def _from_file(session: Session, to: str | None) -> tuple[Path, int]:
    from coopctl.store.file.backups import backup, named_freely

    path = session.path()
    named = path.parent if to is None else session.at(to)
    if named.is_dir():
        return named_freely(named / path.name, session.now, lambda name: backup(path, name, session.say))
    return named, backup(path, named, session.say)


def _from_database(session: Session, to: str | None) -> tuple[Path, int]:
    store = session.team()
    from coopctl.store.postgres.copies import backup

    return backup(store, session.at("." if to is None else to), session.now)
