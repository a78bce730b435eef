"""The figures as they were recorded, of the goals that are asked for."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct, structs

from coopctl.judgement.selection import Filters
from coopctl.plan.corrections import Gone
from coopctl.plan.journal import removed
from coopctl.plan.plan import Entry, Plan
from coopctl.store import Contents, Store
from coopctl.tracker.knowledge import gone_then, plan_then


class Logged(Struct, frozen=True):
    """The plan, what became of its figures, and these, the newest first; they are read as they are asked for."""

    plan: Plan
    gone: Gone
    entries: Iterator[Entry]


def logged(store: Store, filters: Filters, known_at: datetime | None) -> Logged:
    """What was recorded up to a moment, None for now, of goals that may be archived; within a snapshot of the store."""
    contents = store.contents()
    plan = plan_then(contents, known_at)
    after, unheard = _from(contents, plan, structs.replace(filters, everything=True))
    entries = (
        (place, figure)
        for place, figure in store.newest()
        if place > after.get(figure.goal, unheard) and (known_at is None or figure.recorded_at <= known_at)
    )
    return Logged(plan, gone_then(store, known_at), entries)


def _from(contents: Contents, plan: Plan, filters: Filters) -> tuple[dict[str, int], int]:
    """After which place the figures of each goal are asked for, and those of goals that the plan does not have.

    What was recorded of a goal that was not there can only be a mistake, and is shown where everything is.
    """
    chosen = filters.choose(plan)
    after = {one.id: one.after for one in chosen}
    if len(chosen) == len(plan.goals):
        return removed(plan, contents.changes) | after, 0
    return after, contents.last
