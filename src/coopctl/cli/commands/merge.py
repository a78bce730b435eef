"""`coopctl merge`: two files of one plan become one."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Annotated

import typer
from msgspec import structs

from coopctl.cli.inputs import plan_file
from coopctl.cli.options import Ours, Theirs
from coopctl.cli.session import Session
from coopctl.errors import FileTrouble, Refused, UnknownName, WrongUsage, as_typed
from coopctl.output.formats.text import number_of
from coopctl.plan.doubles import Double
from coopctl.plan.merging import Choice, Side, notes, options
from coopctl.store import Store
from coopctl.store.locate import is_database
from coopctl.tracker.merging import Arrival, How, Joined, Other, bring_to, merge_into, merge_one, side_of
from coopctl.values.quantities import NumberFormat

EXAMPLES = (
    "coopctl merge field-office.json --dry-run",
    "coopctl merge field-office.json --theirs trade-volume",
    "coopctl merge postgres://db.example.org/plans?plan=north --both",
)


def command(
    ctx: typer.Context,
    others: Annotated[list[str], typer.Argument(metavar="OTHER...", help="Files, or databases, of the same plan.")],
    ours: Ours = None,
    theirs: Theirs = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="FILE", help="What both began from, where their journals do not tell."),
    ] = None,
    adopt: Annotated[bool, typer.Option("--adopt", help="Take in the goals and figures of another plan.")] = False,
    both: Annotated[
        bool, typer.Option("--both", help="Bring the others up to date, too, so that all have the same.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come of it; store nothing.")] = False,
) -> None:
    """Make one plan of two files of it.

    Figures and changes of both are kept, each once.  What both sides changed, each in its own way, is named, and
    nothing is stored until --ours or --theirs settles it.  Merging again changes nothing.
    """
    session: Session = ctx.obj
    store = _store(session, others)
    choice = Choice(_meant(session, ours or ()), _meant(session, theirs or ()))
    if both and adopt:
        raise WrongUsage("--both and --adopt do not go together", "the other plan stays what it is; leave out --both")
    how = How(choice, None if base is None else session.store_at(base).contents().plan, adopt)
    there = [(name, session.store_at(name, told=True)) for name in others]
    arrival, done = _merge(session, store, there, how, dry_run=dry_run, whole=both)
    _refuse(session, done)
    for name, joined in zip(others, done, strict=True):
        _tell(session, name, joined, dry_run=dry_run)
    for name, other in there if both else ():
        brought = bring_to(other, _whole(store, done, dry_run=dry_run), choice, arrival, dry_run=dry_run)
        session.tell(f"{_WOULD[dry_run]} {_what(brought)} to {_named(name)}")


def _store(session: Session, others: Sequence[str]) -> Store:
    """The plan's store; where it is not named and not found, several others may be meant to become one."""
    try:
        return session.store()
    except FileTrouble as trouble:
        if session.file or len(others) == 1:
            raise
        raise FileTrouble(trouble.message, f"write {as_typed('--file', others[0], 'merge', *others[1:])}") from None


def _meant(session: Session, names: Sequence[str]) -> frozenset[str]:
    """The ids of goals that are named as everywhere, by enough of a start; figures and others have their names."""
    return frozenset(_goal_or(session, name) for name in names)


def _goal_or(session: Session, name: str) -> str:
    """The id of the goal that is named, else the name."""
    with suppress(UnknownName):
        return session.tracker().plan.goal(name).id
    return name


def _merge(
    session: Session, store: Store, there: Sequence[tuple[str, Store]], how: How, *, dry_run: bool, whole: bool
) -> tuple[Arrival, list[Joined]]:
    """What became of each store, and when; several are read as a `whole`, of one only what it does not share."""
    if len(there) == 1 and not whole:
        ((name, other),) = there
        arrival = Arrival(session.now)
        return arrival, [merge_one(store, Other(other, partial(plan_file, name)), how, arrival, dry_run=dry_run)]
    stores = [*(other for _, other in there), store]
    arrival = Arrival(session.now, dict(entry for one in stores for entry in one.unknown().items()))
    sides = []
    for name, other in there:
        with plan_file(name):
            sides.append(side_of(other))
    return arrival, merge_into(store, sides, how, arrival, dry_run=dry_run)


def _whole(store: Store, done: Sequence[Joined], *, dry_run: bool) -> Side:
    """What was merged, with what was answered since."""
    return done[-1].merged.side if dry_run else side_of(store)


_WOULD = {True: "would bring", False: "brought"}


def _refuse(session: Session, done: Sequence[Joined]) -> None:
    """Refuse to store anything while there are conflicts, each of which is told."""
    conflicts = [one for joined in done for one in joined.conflicts]
    for one in conflicts:
        session.remark(f"conflict: {one.what}")
    if conflicts:
        raise Refused(
            f"{number_of(len(conflicts), 'conflict')} to settle; nothing is stored",
            f"say which counts: {options(conflicts)}",
        )


def _tell(session: Session, other: str, joined: Joined, *, dry_run: bool) -> None:
    """What a file brought, and what to look at."""
    merged = joined.merged
    asked = [one for one in merged.doubles if one.event] if session.interactive() and not dry_run else []
    for one in asked:
        _ask(session, one, merged.side.plan.numbers)
    session.say(*notes(structs.replace(merged, doubles=tuple(one for one in merged.doubles if one not in asked))))
    session.tell(f"{'would take' if dry_run else 'took'} {_what(joined)} from {_named(other)}")


def _ask(session: Session, double: Double, numbers: NumberFormat) -> None:
    """Let whoever is there say whether two figures are one; without an answer `check` asks again."""
    answer = session.ask(f"{double.goal.id} has {double.describe(numbers)}.  Did it happen only once? [y/n] ")
    if answer in ("n", "no"):
        session.tracker().confirm(double.second.key)
    elif answer in ("y", "yes") and double.spare:
        spare = double.spare[0].key
        session.tracker().retract(spare, why=f"the same as {next(key for key in double.keys if key != spare)}")


def _what(joined: Joined) -> str:
    return f"{number_of(joined.figures, 'figure')} and {number_of(joined.changes, 'change')}"


def _named(other: str) -> str:
    """A file as it was named; of a database's address nothing is shown."""
    return "the database" if is_database(other) else other
