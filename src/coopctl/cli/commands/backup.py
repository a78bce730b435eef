"""`coopctl backup`: a verified copy of the file."""

from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.output.formats.text import number_of

EXAMPLES = ("coopctl backup", "coopctl backup /mnt/archive/coop-2025.json")


def command(
    ctx: typer.Context,
    to: Annotated[
        str | None, typer.Argument(metavar="[TO]", help="A new file or a folder. [beside the file, with the time]")
    ] = None,
) -> None:
    """Copy the file, and verify the copy.

    The copy is the file at one moment, even while others write; nothing is ever overwritten.
    """
    session: Session = ctx.obj
    from coopctl.store.file.backups import backup, named_freely

    path = session.path()
    copy = session.folder / to if to else path
    if copy.is_dir() or not to:
        beside = copy / path.name if to else path
        copy, figures = named_freely(beside, session.now, lambda name: backup(path, name, session.say))
    else:
        figures = backup(path, copy, session.say)
    session.tell(f"copied to {copy} ({number_of(figures, 'figure')})")
    session.say(f"hint: go back to it with `coopctl restore {copy}`")
