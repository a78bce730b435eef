"""What changed between two days, each as it was known then."""

from collections import deque
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime, time

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.judgement.assessment import Assessment
from coopctl.judgement.methods import STALE
from coopctl.plan.corrections import Gone, withdrawn
from coopctl.plan.plan import Figure, Goal
from coopctl.store import Store
from coopctl.tracker.desk import Desk
from coopctl.tracker.knowledge import Knowledge, plan_then

# As many of a goal's new figures as anybody reads; the rest are counted.
_LISTED = 5


class Day(Struct, frozen=True):
    """A day that is looked at: figures up to it count, of what was recorded up to a moment (None: all that is)."""

    as_of: date
    known_at: datetime | None = None


class News(Struct, frozen=True):
    """The figures of a goal that count on the later day and did not on the earlier: how many, and the last of them."""

    count: int = 0
    last: tuple[Figure, ...] = ()


class Difference(Struct, frozen=True):
    """One goal on the two days; None on one of which the plan did not have it, or it was archived."""

    before: Assessment | None
    after: Assessment | None
    news: News

    @property
    def goal(self) -> Goal:
        """The goal as it is on the later of its days."""
        one = self.after or self.before
        if one is None:
            raise AssertionError("a difference is of a goal")
        return one.goal

    @property
    def added(self) -> bool:
        return self.before is None

    @property
    def removed(self) -> bool:
        return self.after is None

    @property
    def status(self) -> bool:
        """Whether the goal has another status."""
        return self._differs(lambda one: one.status)

    @property
    def reading(self) -> bool:
        """Whether another value is judged, or the same one of a new figure."""
        if self._differs(lambda one: one.facts.value):
            return True
        return self.news.count > 0 and self._differs(lambda one: one.facts.reading)

    @property
    def target(self) -> bool:
        """Whether something else is promised, or from elsewhere."""
        return self._differs(
            lambda one: (
                one.goal.promise.target,
                one.goal.promise.milestones,
                one.goal.promise.baseline,
                one.goal.promise.path,
            )
        )

    @property
    def went_stale(self) -> bool:
        return self._differs(lambda one: one.stale) and self.after is not None and self.after.stale

    @property
    def fresh_again(self) -> bool:
        return self._differs(lambda one: one.stale) and self.after is not None and not self.after.stale

    @property
    def only_news(self) -> bool:
        """Whether there are new figures, and the value that is judged is the same."""
        return self.news.count > 0 and not self.reading

    def _differs(self, aspect: Callable[[Assessment], object]) -> bool:
        return self.before is not None and self.after is not None and aspect(self.before) != aspect(self.after)

    @property
    def anything(self) -> bool:
        told = (self.added, self.removed, self.status, self.reading, self.target, self.went_stale, self.fresh_again)
        return any(told) or self.news.count > 0


class Compared(Struct, frozen=True):
    """An earlier and a later day, the assessments of the earlier by goal, and the goals that differ."""

    earlier: Day
    later: Day
    before: dict[str, Assessment]
    differences: tuple[Difference, ...]


def look_back(desk: Desk, since: date, later: Day, *, fixed: bool = False) -> tuple[Day, Knowledge]:
    """An earlier day, and what was known on it; with `fixed` knowledge, what is known on the later one.

    Raises `Refused` where the days are not in order.
    """
    if since >= later.as_of:
        hint = "give an earlier day to compare with, or a later one to look from"
        raise Refused(f"{since} is not before {later.as_of}", hint)
    earlier = Day(since, later.known_at if fixed else _known_then(desk.store, since, later.known_at))
    return earlier, desk.know(earlier.known_at)


def compare(
    desk: Desk, since: date, later: Day, after: Sequence[Assessment], *, method: str, named: bool, fixed: bool
) -> Compared:
    """What changed since a day; `after` are the assessments of the later day, of the goals that are asked for.

    Where they are not `named`, a goal that has gone from the plan is told, too.  See `look_back` for the rest.
    """
    earlier, past = look_back(desk, since, later, fixed=fixed)
    wanted = {one.goal.id for one in after}
    goals = [goal for goal in past.plan.goals if goal.id in wanted or not (named or goal.archived)]
    before = {goal.id: past.assess(goal, since, method=method) for goal in goals}
    news = _news(desk.store, earlier, later)
    return Compared(earlier, later, before, _differences(before, {one.goal.id: one for one in after}, news))


def new_findings(
    desk: Desk, since: date, later: Day, found: Sequence[Assessment], faults: Collection[str], method: str
) -> list[Assessment]:
    """Those findings that have a fault, a status or being stale, that they did not have on an earlier day."""
    _, past = look_back(desk, since, later)
    before = {goal.id: past.assess(goal, since, method=method) for goal in past.plan.goals}

    def faulty(one: Assessment | None) -> set[str]:
        return set() if one is None else {one.status, *([STALE] if one.stale else [])} & set(faults)

    return [one for one in found if faulty(one) - faulty(before.get(one.goal.id))]


def _differences(
    earlier: dict[str, Assessment], later: dict[str, Assessment], news: dict[str, News]
) -> tuple[Difference, ...]:
    """The goals that differ, in the later day's order, those that are gone last."""
    names = [*later, *(name for name in earlier if name not in later)]
    compared = (Difference(earlier.get(name), later.get(name), news.get(name, News())) for name in names)
    return tuple(one for one in compared if one.anything)


def _news(store: Store, earlier: Day, later: Day) -> dict[str, News]:
    """Of each goal the figures that count on the later day and did not on the earlier; all are read, few are kept."""
    after = {goal.id: goal.after for goal in plan_then(store.contents(), later.known_at).goals}
    references = store.references()
    was, now = ((side, withdrawn(references, side.known_at)) for side in (earlier, later))
    counted: dict[str, int] = {}
    kept: dict[str, deque[Figure]] = {}
    for place, figure in store.figures():
        if place > after.get(figure.goal, place) and counts(figure, *now) and not counts(figure, *was):
            counted[figure.goal] = counted.get(figure.goal, 0) + 1
            kept.setdefault(figure.goal, deque(maxlen=_LISTED)).append(figure)
    return {name: News(counted[name], tuple(kept[name])) for name in counted}


def counts(figure: Figure, side: Day, gone: Gone) -> bool:
    """Whether a figure counts on a day, as known then."""
    if figure.value is None or figure.date is None or figure.date > side.as_of:
        return False
    known = side.known_at is None or figure.recorded_at <= side.known_at
    return known and figure.key not in gone and figure.batch not in gone


def _known_then(store: Store, day: date, known_at: datetime | None) -> datetime | None:
    """The moment up to which figures count on an earlier day: its end, as people knew it then.

    Where the file was started only later, what is known on the later day counts, for otherwise everything would be new.
    """
    moment, started = datetime.combine(day, time.max, UTC), _beginning(store)
    if started is None or started > moment:
        return known_at
    return moment if known_at is None else min(moment, known_at)


def _beginning(store: Store) -> datetime | None:
    """When the first thing was entered in the store; None where nothing was."""
    first = next((figure.recorded_at for _, figure in store.figures()), None)
    moments = [*(change.at for change in store.contents().changes[:1]), *([first] if first else [])]
    return min(moments, default=None)
