"""What a report is made of: goals as of a day, their last figures, and what changed since another."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from msgspec import Struct

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.selection import Filters
from coopctl.plan.plan import Figure, Plan
from coopctl.store import Store
from coopctl.tracker.comparing import Compared, Day, compare, counts
from coopctl.tracker.desk import Desk
from coopctl.tracker.knowledge import gone_then

# As many of a goal's figures as a reader looks up; the log has them all.
_ENTRIES = 8


class Wanted(Struct, frozen=True):
    """What a report is asked for, in the words of the one who asks; `named` tells that only some goals are meant."""

    as_of: str | None
    known_at: str | None
    since: str | None
    method: str
    named: bool


class Findings(Struct, frozen=True):
    """The goals that are asked for, judged; `entries` are the last figures of each that stand, the latest first.

    `known_until` is when the last thing was recorded that counts, None in an empty plan.
    """

    plan: Plan
    day: Day
    judged: tuple[Assessment, ...]
    entries: Mapping[str, Sequence[Figure]]
    compared: Compared | None
    known_until: datetime | None


def findings(desk: Desk, filters: Filters, wanted: Wanted) -> Findings:
    """Everything that a report tells, from one state of the store."""
    with desk.store.snapshot():
        known = desk.know(desk.moment(wanted.known_at))
        day = Day(desk.day(wanted.as_of, known.plan), desk.moment(wanted.known_at))
        judged = filters.sift(
            [known.assess(goal, day.as_of, method=wanted.method, forecast=True) for goal in filters.choose(known.plan)]
        )
        compared = None
        if wanted.since is not None:
            since = desk.day(wanted.since, known.plan)
            compared = compare(desk, since, day, judged, method=wanted.method, named=wanted.named, fixed=False)
        entries = _entries(desk.store, judged, day)
        return Findings(known.plan, day, tuple(judged), entries, compared, _known_until(desk.store, day))


def _entries(store: Store, judged: Sequence[Assessment], day: Day) -> dict[str, list[Figure]]:
    """The last figures of each goal that stand, the one of the latest day first; reads no further back than these."""
    number = sum(min(_ENTRIES, one.facts.history.number(day.as_of)) for one in judged)
    kept: dict[str, list[Figure]] = {one.goal.id: [] for one in judged}
    for figure in islice(_latest(store, judged, day), number):
        kept[figure.goal].append(figure)
    return {name: sorted(mine, key=lambda one: str(one.date), reverse=True) for name, mine in kept.items()}


def _latest(store: Store, judged: Sequence[Assessment], day: Day) -> Iterator[Figure]:
    """The figures that stand, up to so many of each goal, the last recorded first."""
    gone = gone_then(store, day.known_at)
    left, after = {one.goal.id: _ENTRIES for one in judged}, {one.goal.id: one.goal.after for one in judged}
    for place, figure in store.newest():
        if left.get(figure.goal) and place > after[figure.goal] and counts(figure, day, gone):
            left[figure.goal] -= 1
            yield figure


def _known_until(store: Store, day: Day) -> datetime | None:
    """The moment of the last record up to the moment of knowledge; the same whenever it is asked for."""
    latest = day.known_at
    changes = (change.at for change in reversed(store.contents().changes))
    figures = (figure.recorded_at for _, figure in store.newest())
    known = (next((at for at in moments if latest is None or at <= latest), None) for moments in (changes, figures))
    return max((at for at in known if at is not None), default=None)
