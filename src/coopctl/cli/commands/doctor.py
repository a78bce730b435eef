"""`coopctl doctor`: what is wrong with the file, and mending what needs no guessing."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from coopctl.cli.options import Ours, Theirs
from coopctl.cli.session import Session
from coopctl.errors import FileTrouble, WrongUsage
from coopctl.output.formats.text import number_of

if TYPE_CHECKING:
    from coopctl.store.file.doctor import Health

EXAMPLES = ("coopctl doctor", "coopctl doctor --repair")


def command(
    ctx: typer.Context,
    place: Annotated[
        str | None,
        typer.Argument(metavar="[PLACE]", help="The file or database to check. [the plan's]", show_default=False),
    ] = None,
    repair: Annotated[bool, typer.Option("--repair", help="Mend the form, and sweep what crashes left.")] = False,
    ours: Ours = None,
    theirs: Theirs = None,
) -> None:
    """Check the file.

    Its form, every line, what figures name, what crashes left beside it, and its cache; nothing is ever repaired by
    guessing.  Of a database it checks version, rights and clock, and whether what it acknowledged can be lost.
    """
    session: Session = ctx.obj
    session.file = place or session.file
    if (ours or theirs) and not repair:
        raise WrongUsage("--ours and --theirs settle what --repair mends", "give --repair, too")
    chosen = (ours or (), theirs or ()) if repair else None
    _tell(session, _file(session, chosen) if session.database is None else _database(session, repair=repair))


def _tell(session: Session, health: "Health") -> None:
    for finding in health.findings:
        session.tell(finding)
    for note in health.notes:
        session.tell(f"note: {note}")
    if health.findings:
        hint = "mend it with `coopctl doctor --repair`" if health.mendable else health.way_out
        raise FileTrouble(f"{number_of(len(health.findings), 'finding')} in {health.seen}", hint)
    session.tell(f"{health.seen}: nothing is wrong")


def _file(session: Session, chosen: tuple[Iterable[str], Iterable[str]] | None) -> "Health":
    """The file after it was mended, where the goals and figures are given that were chosen of ours and of theirs."""
    from coopctl.store.file.doctor import examine, mend
    from coopctl.store.file.store import TinyStore

    path = session.path()
    store = TinyStore(path, lock_timeout=session.lock_timeout, say=session.say, cache=session.cache())
    if chosen is not None:
        from coopctl.plan.merging import Choice

        mend(store, session.say, Choice(*map(frozenset, chosen)))
    return examine(path, timeout=session.lock_timeout, store=store)


def _database(session: Session, *, repair: bool) -> "Health":
    if repair:
        raise WrongUsage("--repair is for files", "a database keeps its form by itself; leave it out")
    store = session.team()
    from coopctl.store.postgres.doctor import examine

    return examine(store)
