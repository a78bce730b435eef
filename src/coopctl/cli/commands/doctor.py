"""`coopctl doctor`: what is wrong with the file, and mending what needs no guessing."""

from typing import Annotated

import typer

from coopctl.cli.session import Session
from coopctl.errors import FileTrouble
from coopctl.output.formats.text import number_of

EXAMPLES = ("coopctl doctor", "coopctl doctor --repair")


def command(
    ctx: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help="Mend the form, and sweep what crashes left.")] = False,
) -> None:
    """Check the file.

    Its form, every line, what figures name, what crashes left beside it, and its cache; nothing is ever repaired by
    guessing.
    """
    session: Session = ctx.obj
    from coopctl.store.file.doctor import examine, mend
    from coopctl.store.file.store import TinyStore

    path = session.path()
    store = TinyStore(path, lock_timeout=session.lock_timeout, say=session.say, cache=session.cache())
    if repair:
        mend(store)
    health = examine(path, timeout=session.lock_timeout, store=store)
    for finding in health.findings:
        session.tell(finding)
    for note in health.notes:
        session.tell(f"note: {note}")
    if health.findings:
        hint = "mend it with `coopctl doctor --repair`" if health.mendable else health.way_out
        raise FileTrouble(f"{number_of(len(health.findings), 'finding')} in {health.seen}", hint)
    session.tell(f"{health.seen}: nothing is wrong")
