"""`coopctl log`: the figures as they were recorded, newest first."""

from collections.abc import Iterator
from itertools import islice
from typing import Annotated

from msgspec import structs

from coopctl.cli import selection
from coopctl.cli.declared import option
from coopctl.cli.options import KnownAt, Output
from coopctl.cli.session import Session
from coopctl.judgement.selection import Filters
from coopctl.output import Format
from coopctl.plan.plan import Entry
from coopctl.tracker.knowledge import plan_then

_IN_LINES = (Format.JSONL, Format.CSV, Format.TSV)
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
    from coopctl.output.views.listing import log_view
    from coopctl.plan.corrections import withdrawn
    from coopctl.plan.journal import removed

    tracker = session.tracker()
    store, moment = tracker.store, tracker.moment(known_at)
    if changes:
        from coopctl.output.views.acts import changes_view

        contents = store.contents()
        until = tuple(one for one in contents.changes if moment is None or one.at <= moment)
        session.show(changes_view(plan_then(contents, moment), until, limit), output, filters)
        return
    with store.snapshot():
        contents = store.contents()
        plan = plan_then(contents, moment)
        chosen = structs.replace(filters, everything=True).choose(plan)
        wanted = {one.id: one.after for one in chosen}
        # What was recorded of a goal that was not there can only be a mistake, and is shown where everything is.
        if len(chosen) == len(plan.goals):
            wanted = removed(plan, contents.changes) | wanted
            unheard = 0
        else:
            unheard = contents.last
        gone = withdrawn(store.references(), moment)
        shown = (
            (place, figure)
            for place, figure in store.newest()
            if place > wanted.get(figure.goal, unheard) and (moment is None or figure.recorded_at <= moment)
        )
        entries = islice(shown, limit)
        # A million lines take no more room than a thousand; a table is as wide as its widest row, so it waits for all.
        parts = _parts(entries) if output in _IN_LINES else iter([list(entries)])
        parts = _heard(session, parts) if output is Format.TABLE else parts
        session.show_parts((log_view(plan, part, gone) for part in parts), output, filters)


def _heard(session: Session, parts: Iterator[list[Entry]]) -> Iterator[list[Entry]]:
    """The same parts; where there is nothing in them, a person is told."""
    for part in parts:
        if not part:
            session.say("no figures yet; record one: coopctl record GOAL VALUE")
        yield part


def _parts(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    """The entries, many at a time; an empty part where there are none."""
    part = list(islice(entries, _MANY))
    yield part
    while part := list(islice(entries, _MANY)):
        yield part
