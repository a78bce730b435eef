"""A plan, its groups, goals, targets and figures as frozen values, and what must always hold of them."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Self, TypeVar

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.plan.terms import Baseline, Bounds, Direction, Kept, Measure, Milestone, Path, Rebasing, Revision, Target
from coopctl.values.calendar import (
    FIRST_DAY,
    FIRST_MOMENT,
    LAST_DAY,
    LAST_MOMENT,
    Calendar,
    Month,
    PeriodKind,
    WeekStart,
    check_day,
    check_moment,
)
from coopctl.values.dates import parse_duration
from coopctl.values.ids import check_id, check_ref, check_title, pick
from coopctl.values.quantities import EXACT, MOST_DIGITS, check_number

# A value written in so few signs has at most as many digits as a value may have.
_ORDINARY = MOST_DIGITS


class Goal(Kept, frozen=True, omit_defaults=True):
    """One measurable promise: measure + baseline + target, with what people need to know about it.

    `stages` names the values 0, 1, 2... of a stage goal; `groups` holds `kind:id`, at most one of each kind;
    `cadence` and `lag` are lengths of time as `dates.parse_duration` reads them; `limit` is a natural limit of the
    value (100 for a percentage); `revisions` are the targets and `rebasings` the baselines it had before, oldest first.
    Raises `Refused` when the parts contradict each other.
    """

    id: str
    title: str
    measure: Measure
    baseline: Baseline
    target: Target
    unit: str = ""
    period: PeriodKind | None = None
    path: Path = Path.LINEAR
    milestones: tuple[Milestone, ...] = ()
    stages: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    owner: str = ""
    source: str = ""
    note: str = ""
    cadence: str = ""
    lag: str = ""
    weight: Decimal = Decimal(1)
    tags: tuple[str, ...] = ()
    archived: bool = False
    archived_why: str = ""
    method: str = ""
    limit: Decimal | None = None
    revisions: tuple[Revision, ...] = ()
    rebasings: tuple[Rebasing, ...] = ()
    after: int = 0
    """The file's last figure when the goal was added: earlier ones belong to a removed goal of the same name."""

    def __post_init__(self) -> None:
        check_id(self.id)
        check_title(self.title, f"goal {self.id}")
        if self.measure.periodic != (self.period is not None):
            needs = "needs a period" if self.measure.periodic else "takes no period"
            raise Refused(f"goal {self.id}: measure {self.measure} {needs}")
        if (self.measure is Measure.STAGE) != bool(self.stages):
            raise Refused(f"goal {self.id}: a stage goal, and only a stage goal, names its stages")
        check_number(self.weight, f"the weight of goal {self.id}")
        check_number(self.limit, f"the limit of goal {self.id}", EXACT.prec)
        if self.weight <= 0:
            raise Refused(f"goal {self.id}: weight {self.weight} is not above zero")
        for length in filter(None, (self.cadence, self.lag)):
            parse_duration(length)
        for group in self.groups:
            check_ref(group)
        kinds = [group.partition(":")[0] for group in self.groups]
        if len(set(kinds)) != len(kinds):
            raise Refused(f"goal {self.id} is in two groups of one kind", "a goal is in at most one of each kind")
        self._check_target()

    def _check_target(self) -> None:
        value, deadline = self.target.value, self.target.deadline
        if (value, self.target.keep, self.target.direction) == (None, None, None) and self.baseline.value is not None:
            raise Refused(f"goal {self.id}: target {self.target.text!r} says no value, bounds or direction")
        if deadline is not None and deadline <= self.baseline.date:
            raise Refused(
                f"goal {self.id}: the deadline {deadline} is not after the baseline's date {self.baseline.date}"
            )
        if self.stages and not {self.baseline.value, value} <= {None, *range(len(self.stages))}:
            raise Refused(
                f"goal {self.id}: baseline or target is not the number of one of its {len(self.stages)} stages"
            )
        if self.milestones and self.baseline.value is not None and self.reach is None:
            raise Refused(f"goal {self.id} has milestones, but no value to reach")
        days = [
            self.baseline.date,
            *(step.deadline for step in self.milestones),
            *([deadline] if deadline else []),
        ]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise Refused(f"goal {self.id}: baseline, milestones and deadline are not in order of date")

    def in_force(self, day: datetime.date) -> Self:
        """The goal with the target that was in force on a day, by the days on which later ones took effect."""
        for number, revision in enumerate(self.revisions):
            if day < revision.effective:
                path, earlier = revision.old_path or self.path, self.revisions[:number]
                return structs.replace(
                    self, target=revision.old, milestones=revision.old_milestones, path=path, revisions=earlier
                )
        return self

    def original(self) -> Self:
        """The goal with its first target."""
        return self.in_force(datetime.date.min)

    @property
    def open(self) -> bool:
        """Whether progress waits for the baseline's value; bounds and directions do without."""
        return self.baseline.value is None and self.target.keep is None and self.target.direction is None

    @property
    def reach(self) -> Decimal | None:
        """The value to reach, None where there is none, or where a value is to be kept.

        A bound with a deadline is to be reached where the baseline is outside of it, and a value where the baseline is
        another.
        """
        base, target = self.baseline.value, self.target
        if target.keep is None:
            return None if base == target.value else target.value
        bound = target.keep.only
        if target.deadline is None or base is None or bound in (None, base) or target.keep.hold(base):
            return None
        return bound

    @property
    def keep(self) -> Bounds | None:
        """What is to be kept: the bounds that are not to be reached, or the value that the baseline has already."""
        if self.reach is not None or self.target.value is None:
            return None if self.reach is not None else self.target.keep
        return Bounds(low=self.target.value, high=self.target.value)

    def met_by(self, value: Decimal) -> bool:
        """Whether a value is at the one to reach or beyond, at a strict bound only beyond; kept, where one is kept."""
        reach, keep = self.reach, self.keep
        if keep is not None:
            return keep.hold(value)
        if reach is None or self.baseline.value is None:
            return False
        if self.strict and value == reach:
            return False
        return value >= reach if self.rising else value <= reach

    @property
    def strict(self) -> bool:
        """Whether the value to reach is a bound that must be left behind: `below 3`."""
        keep = self.target.keep
        return keep is not None and self.reach is not None and (keep.above or keep.below)

    @property
    def rising(self) -> bool:
        """Whether more is better on the way from baseline to target."""
        if self.reach is not None and self.baseline.value is not None:
            return self.reach > self.baseline.value
        keep = self.target.keep
        return self.target.direction is Direction.UP or (keep is not None and keep.high is None)


class Group(Kept, frozen=True, omit_defaults=True):
    """Something goals belong to: an area, objective, sector or any other kind."""

    kind: str
    id: str
    title: str
    description: str = ""

    def __post_init__(self) -> None:
        check_id(self.id)
        check_id(self.kind)
        check_title(self.title, f"group {self.ref}")

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.id}"


class Figure(Struct, frozen=True, omit_defaults=True, gc=False):
    """One recorded value of one goal; one with `retracts` and no value withdraws an earlier figure.

    `date` is the last day of what `on` says; `key` is made by the recorder, once.  The store says when it took the
    figure (`recorded_at`, in UTC) and from whom (`by`); `who` is who is said to have recorded it, and `said_at` the
    time by the recorder's own clock, None where it is the same.
    `replaces` and `retracts` name a key (or, for `undo`, a batch); `undo` marks what the undo command wrote.
    `missing` says, in the place of a value, that there is no figure for the day.
    """

    key: str
    goal: str
    recorded_at: datetime.datetime
    date: datetime.date | None = None
    value: Decimal | None = None
    on: str = ""
    note: str = ""
    source: str = ""
    url: str = ""
    who: str = ""
    provisional: bool = False
    replaces: str = ""
    retracts: str = ""
    why: str = ""
    batch: str = ""
    undo: bool = False
    missing: bool = False
    by: str = ""
    said_at: datetime.datetime | None = None

    def __post_init__(self) -> None:
        # Of perhaps a million figures each comes by here, so each is asked in as few steps as it takes.
        value, day = self.value, self.date
        if value is not None:
            if day is None:
                raise Refused(f"figure {self.key} has a value and no date")
            if (
                len(str(value)) > _ORDINARY
                or not value.is_finite()
                or not -MOST_DIGITS <= value.adjusted() < MOST_DIGITS
            ):
                check_number(value, f"figure {self.key}")
        elif not (self.retracts or self.missing):
            raise Refused(f"figure {self.key} has no value, and takes no other back")
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            check_day(day, f"the date of figure {self.key}")
        moment = self.recorded_at
        if moment.tzinfo is None or not FIRST_MOMENT <= moment <= LAST_MOMENT:
            check_moment(moment, f"the time of figure {self.key}")


class Plan(Kept, frozen=True, omit_defaults=True):
    """Everything in one file but the figures: title, id (a UUID), calendar, number format, groups, goals."""

    title: str = "Plan"
    id: str = ""
    description: str = ""
    date: datetime.date | None = None
    fiscal_start: Month = 1
    week_start: WeekStart = WeekStart.MONDAY
    decimal_comma: bool = False
    method: str = ""
    groups: tuple[Group, ...] = ()
    goals: tuple[Goal, ...] = ()

    def __post_init__(self) -> None:
        check_title(self.title, "the plan")
        check_day(self.date, "the plan's date")
        if not 1 <= self.fiscal_start <= 12:
            raise Refused(f"a fiscal year cannot start in month {self.fiscal_start}")
        for names in ([goal.id for goal in self.goals], [group.ref for group in self.groups]):
            if len(set(names)) < len(names):
                raise Refused(f"{max(names, key=names.count)} is in the plan twice")

    @property
    def calendar(self) -> Calendar:
        """How the plan counts its periods."""
        return Calendar(self.fiscal_start, self.week_start)

    def goal(self, ref: str) -> Goal:
        """The goal with this id or title, or the only one whose id or title starts so, or has a word that does."""
        goals = {goal.id: goal for goal in self.goals}
        return pick(ref, goals, "goal", {goal.id: goal.title for goal in self.goals} if ref not in goals else None)

    def group(self, ref: str) -> Group:
        """The group with this `kind:id` or title, or the only one that starts so, or has a word that does."""
        return pick(
            ref, {group.ref: group for group in self.groups}, "group", {one.ref: one.title for one in self.groups}
        )

    def with_goal(self, goal: Goal) -> Self:
        """The plan with this goal in the place of the one of the same id, or at the end."""
        return structs.replace(self, goals=_put(self.goals, goal, lambda one: one.id))

    def added(self, goal: Goal) -> Self:
        """The plan with a new goal at the end.

        Raises `Refused` when it has one of this id already.
        """
        if any(one.id == goal.id for one in self.goals):
            raise Refused(
                f"there is a goal {goal.id} already",
                f"give another ID, or change it with `coopctl goal edit {goal.id}`",
            )
        return self.with_goal(goal)

    def revised(self, old: Goal, new: Goal) -> Self:
        """The plan with a goal changed from what it was when it was read.

        Raises `Refused` when somebody else has changed or removed it in between.
        """
        if old not in self.goals:
            raise Refused(f"{old.id} was changed by somebody else meanwhile", "run the command again")
        return self.with_goal(new)

    def without_goal(self, goal_id: str) -> Self:
        return structs.replace(self, goals=tuple(goal for goal in self.goals if goal.id != goal_id))

    def with_group(self, group: Group) -> Self:
        """The plan with this group in the place of the one of the same kind and id, or at the end."""
        known = next((one.unknown for one in self.groups if one.ref == group.ref), "")
        group = structs.replace(group, unknown=group.unknown or known)
        return structs.replace(self, groups=_put(self.groups, group, lambda one: one.ref))


_Item = TypeVar("_Item")


def _put(items: tuple[_Item, ...], item: _Item, name: Callable[[_Item], str]) -> tuple[_Item, ...]:
    if all(name(one) != name(item) for one in items):
        return (*items, item)
    return tuple(item if name(one) == name(item) else one for one in items)


__all__ = [
    "Baseline",
    "Bounds",
    "Direction",
    "Figure",
    "Goal",
    "Group",
    "Measure",
    "Milestone",
    "Path",
    "Plan",
    "Revision",
    "Target",
]
