"""`coopctl log`: the figures as they were recorded, newest first."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Annotated

from msgspec import structs

from coopctl.cli import selection
from coopctl.cli.declared import option
from coopctl.cli.options import KnownAt, Output
from coopctl.cli.session import Session
from coopctl.judgement.selection import Filters
from coopctl.output import Format, in_parts
from coopctl.plan.plan import Entry
from coopctl.store import Store
from coopctl.tracker.knowledge import plan_then
from coopctl.tracker.logged import logged

_MANY = 1000
EXAMPLES = ("coopctl log", "coopctl log trade-volume --limit 5 -o csv", "coopctl log --changes")


@selection.filtered(selection.CHOICE | selection.SHAPE)
def command(
    session: Session,
    limit: Annotated[
        int | None, option(min=1, max=10**9, help="How many at the most. [all]", show_default=False)
    ] = None,
    changes: Annotated[
        bool, option("--changes", help="The changes of the plan instead: when, who, old and new.")
    ] = False,
    known_at: KnownAt = None,
    output: Output = Format.TABLE,
    *,
    filters: Filters,
) -> None:
    """Show the figures, newest first.

    Corrected and withdrawn ones stay visible, and say so.
    """
    tracker = session.tracker()
    moment = tracker.moment(known_at)
    if changes:
        _changes(session, tracker.store, moment, limit, output, filters)
        return
    from coopctl.output.views.listing import log_views

    with tracker.store.snapshot():
        told = logged(tracker.store, filters, moment)
        entries = islice(told.entries, limit)
        # A million lines take no more room than a thousand.
        parts = _parts(entries) if in_parts(output, session.terminal) else iter([list(entries)])
        parts = _with_remark(session, parts, known_at) if output is Format.TABLE else parts
        views = log_views(
            told.plan,
            parts,
            told.gone,
            of_one=len(filters.goals) == 1,
            whose="who" in (filters.columns or "").casefold(),
        )
        session.show_parts(views, output, filters)


def _changes(
    session: Session, store: Store, moment: datetime | None, limit: int | None, output: Format, filters: Filters
) -> None:
    """The changes of the plan, or of the goals that are asked for, up to a moment."""
    from coopctl.output.views.acts import changes_view

    contents = store.contents()
    until = tuple(one for one in contents.changes if moment is None or one.at <= moment)
    plan = plan_then(contents, moment)
    chosen = [goal.id for goal in structs.replace(filters, everything=True).choose(plan)] if filters.choosing else None
    session.show(changes_view(plan, until, limit, chosen), output, filters)


def _with_remark(session: Session, parts: Iterator[list[Entry]], known_at: str | None) -> Iterator[list[Entry]]:
    """The same parts; where there is nothing in them, a person is told."""
    for part in parts:
        if not part:
            none = "no figures yet; record one: coopctl record GOAL VALUE"
            session.say(none if known_at is None else f"no figure was recorded by {known_at}")
        yield part


def _parts(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    """The entries, many at a time; an empty part where there are none."""
    part = list(islice(entries, _MANY))
    yield part
    while part := list(islice(entries, _MANY)):
        yield part
