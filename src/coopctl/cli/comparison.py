"""Two days side by side, for the commands that tell what changed."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from msgspec import Struct

from coopctl.cli.session import Knowledge, Session
from coopctl.errors import Refused
from coopctl.store import Store
from coopctl.tracker.comparing import Day, Difference, compare, known_then, news_between

if TYPE_CHECKING:
    from coopctl.judgement.assessment import Assessment


class Compared(Struct, frozen=True):
    """An earlier and a later day, the assessments of the earlier by goal, and what differs between the two."""

    earlier: Day
    later: Day
    before: dict[str, "Assessment"]
    differences: tuple[Difference, ...]


def compared(
    session: Session,
    store: Store,
    since: str,
    later: Day,
    known: Knowledge,
    after: list["Assessment"],
    *,
    method: str = "",
    everything_then: bool = False,
) -> Compared:
    """What changed since a day; `after` are the assessments of the later day, of the goals that are asked for.

    With `everything_then` the earlier day is looked at with the later one's knowledge.  Raises `Refused` where the
    days are not in order.
    """
    day = session.day(since, known.plan)
    if day >= later.as_of:
        raise Refused(f"{day} is not before {later.as_of}", "give an earlier --since, or a later --until or --as-of")
    earlier = Day(day, later.known_at if everything_then else _then(store, day, later.known_at))
    past = known if earlier.known_at == later.known_at else session.know(store, earlier.known_at)
    wanted = {one.goal.id for one in after}
    if not session.asked:  # what is gone from the plan is told where no goals were named
        wanted |= {goal.id for goal in past.plan.goals if not goal.archived}
    before = [past.assess(goal, day, method=method) for goal in past.plan.goals if goal.id in wanted]
    news = news_between(known.plan, store.figures, earlier, later)
    return Compared(earlier, later, {one.goal.id: one for one in before}, compare(before, after, news))


def _then(store: Store, day: date, known_at: datetime | None) -> datetime | None:
    """What was known at the end of a day, never more than is known on the later one."""
    moment = known_then(datetime.combine(day, time.max, UTC), _started(store))
    if moment is None or known_at is None:
        return moment or known_at
    return min(moment, known_at)


def _started(store: Store) -> datetime | None:
    """When the first thing was entered in the file; None where nothing was."""
    changes = store.contents().changes
    first = next((figure.recorded_at for _, figure in store.figures()), None)
    moments = [*(change.at for change in changes[:1]), *([first] if first else [])]
    return min(moments, default=None)
