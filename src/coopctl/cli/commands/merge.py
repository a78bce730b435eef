"""`coopctl merge`: two files of one plan become one."""

from typing import Annotated

import typer

from coopctl.cli.completing import goal_ids
from coopctl.cli.session import Session
from coopctl.errors import Refused
from coopctl.output.formats.text import number_of
from coopctl.tracker.merging import Choice, Joined, merge_into, side_of
from coopctl.values.ids import KEY_SHOWN

EXAMPLES = (
    "coopctl merge field-office.json --dry-run",
    "coopctl merge field-office.json --theirs trade-volume",
)


def command(
    ctx: typer.Context,
    others: Annotated[list[str], typer.Argument(metavar="OTHER...", help="Files, or databases, of the same plan.")],
    ours: Annotated[
        list[str] | None,
        typer.Option(
            "--ours",
            metavar="NAME",
            help="A goal or figure to keep as it is here; repeatable.",
            autocompletion=goal_ids,
        ),
    ] = None,
    theirs: Annotated[
        list[str] | None,
        typer.Option(
            "--theirs",
            metavar="NAME",
            help="A goal or figure to take as it is there; repeatable.",
            autocompletion=goal_ids,
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="FILE", help="What both began from, where their journals do not tell."),
    ] = None,
    adopt: Annotated[bool, typer.Option("--adopt", help="Take in the goals and figures of another plan.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come of it; store nothing.")] = False,
) -> None:
    """Make one plan of two files of it.

    Figures and changes of both are kept, each once.  What both sides changed, each in its own way, is named, and
    nothing is stored until --ours or --theirs settles it.  Merging again changes nothing.
    """
    session: Session = ctx.obj
    store, choice = session.store(), Choice(frozenset(ours or ()), frozenset(theirs or ()))
    began = None if base is None else session.store_at(base).contents().plan
    sides = [side_of(session.store_at(other)) for other in others]
    done = merge_into(store, sides, choice, base=began, adopt=adopt, dry_run=dry_run)
    conflicts = [one for joined in done for one in joined.conflicts]
    for one in conflicts:
        session.say(f"conflict: {one.what}")
    if conflicts:
        name = conflicts[0].name
        raise Refused(
            f"{number_of(len(conflicts), 'conflict')} to settle; nothing is stored",
            f"say which counts, such as --ours {name} or --theirs {name}",
        )
    for other, joined in zip(others, done, strict=True):
        _tell(session, other, joined, dry_run=dry_run)


def _tell(session: Session, other: str, joined: Joined, *, dry_run: bool) -> None:
    """What a file brought, and what to look at."""
    merged = joined.merged
    for one in merged.rivals:
        session.say(
            f"note: figure {one.key[:KEY_SHOWN]} of {one.goal} was corrected twice, and a later correction counts; "
            f"if it should not: coopctl retract {one.key[:KEY_SHOWN]}"
        )
    for one in merged.revived:
        session.say(
            f"note: figure {one.key[:KEY_SHOWN]} of {one.goal} was retracted on one side and corrected on the other; "
            "the correction stands"
        )
    for here, there in merged.doubles:
        session.say(
            f"note: {here.goal} has {here.value} for {here.on} from both sides, as {here.key[:KEY_SHOWN]} and "
            f"{there.key[:KEY_SHOWN]}; if it happened once: coopctl retract {there.key[:KEY_SHOWN]}"
        )
    brought = f"{number_of(joined.figures, 'figure')} and {number_of(joined.changes, 'change')}"
    session.tell(f"{'would take' if dry_run else 'took'} {brought} from {other}")
