"""`coopctl restore`: a backup in the place of the file."""

from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.output.formats.text import number_of

EXAMPLES = ("coopctl restore coop-20250630T120000Z.json", "coopctl restore coop.json.bak")


def command(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FROM", help="A backup, or any other coopctl file.")],
) -> None:
    """Put a backup in the place of the file.

    The backup is verified first; the file as it was is kept as a backup, so that this can be undone.
    """
    session: Session = ctx.obj
    from coopctl.store.file.backups import named_freely, restore

    path = session.path(create=True)
    given = session.folder / source
    kept, (figures, there) = named_freely(
        path, session.now, lambda name: restore(path, given, name, session.lock_timeout, session.say)
    )
    session.tell(f"restored {path} from {source} ({number_of(figures, 'figure')})")
    if there:
        session.say(f"hint: what it was is kept; undo this with `coopctl restore {kept}`")
