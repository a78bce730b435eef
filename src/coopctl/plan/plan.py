"""A plan, its groups, goals, targets and figures as frozen values, and what must always hold of them."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Self, TypeVar

from msgspec import Struct, structs

from coopctl.errors import Refused, UnknownName
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Kept
from coopctl.values.calendar import (
    FIRST_DAY,
    FIRST_MOMENT,
    LAST_DAY,
    LAST_MOMENT,
    Calendar,
    Month,
    WeekStart,
    check_day,
    check_moment,
)
from coopctl.values.dates import parse_duration
from coopctl.values.ids import check_id, check_ref, check_title, pick
from coopctl.values.patterns import check_names, check_texts
from coopctl.values.quantities import EXACT, MOST_DIGITS, NumberFormat, check_number

# A value written in so few signs has at most as many digits as a value may have.
_ORDINARY = MOST_DIGITS


class Goal(Kept, frozen=True, omit_defaults=True):
    """One measurable promise, with what people need to know about it.

    `groups` holds `kind:id`, at most one of each kind; `cadence` and `lag` are lengths of time as
    `dates.parse_duration` reads them; `limit` is a natural limit of the value (100 for a percentage).
    Raises `Refused` when the parts contradict each other.
    """

    id: str
    title: str
    promise: Promise
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
    after: int = 0
    after_key: str = ""
    """The last figure when the goal was added, by place and key: earlier ones are of a removed goal of the same id.

    The key tells which it is, and the place where it was seen last; see `marks`.
    """

    def __post_init__(self) -> None:
        check_id(self.id)
        check_title(self.title, what := f"goal {self.id}")
        check_names(what, title=self.title, owner=self.owner, source=self.source, method=self.method)
        check_texts(what, note=self.note, reason=self.archived_why)
        for tag in self.tags:
            check_names(what, tag=tag)
        self._check_numbers()
        for length in filter(None, (self.cadence, self.lag)):
            parse_duration(length)
        if self.groups:
            self._check_groups()

    def _check_numbers(self) -> None:
        if not self.weight.is_finite() or self.weight != 1:
            check_number(self.weight, f"the weight of goal {self.id}")
            if self.weight <= 0:
                hint = "`coopctl goal archive` takes a goal out of the mean"
                raise Refused(f"goal {self.id}: weight {self.weight} is not above zero", hint)
        if self.limit is not None:
            check_number(self.limit, f"the limit of goal {self.id}", EXACT.prec)

    def _check_groups(self) -> None:
        for group in self.groups:
            check_ref(group)
        if len(self.groups) > len({group.partition(":")[0] for group in self.groups}):
            raise Refused(f"goal {self.id} is in two groups of one kind", "a goal is in at most one of each kind")

    @property
    def ref(self) -> str:
        """What the goal is called by, as a group is: its id."""
        return self.id

    def in_force(self, day: datetime.date) -> Self:
        """The goal with the promise that was in force on a day."""
        earlier = self.promise.in_force(day)
        return self if earlier is self.promise else structs.replace(self, promise=earlier)

    def original(self) -> Self:
        """The goal with its first target."""
        return self.in_force(datetime.date.min)


KINDS = ("area", "objective", "sector")
"""The kinds of groups that plans have most; there may be others."""


class Group(Kept, frozen=True, omit_defaults=True):
    """Something goals belong to: an area, objective, sector or any other kind."""

    kind: str
    id: str
    title: str
    description: str = ""

    def __post_init__(self) -> None:
        check_id(self.id)
        check_id(self.kind)
        check_title(self.title, what := f"group {self.ref}")
        check_names(what, title=self.title)
        check_texts(what, description=self.description)

    @property
    def ref(self) -> str:
        """What the group is called by: `area:trade`."""
        return f"{self.kind}:{self.id}"


class Figure(Struct, frozen=True, omit_defaults=True, gc=False):
    """One recorded value of one goal; one with `retracts` and no value withdraws an earlier figure.

    `date` is the last day of what `on` says; `key` is made by the recorder, once.  The store says when it took the
    figure (`recorded_at`, in UTC) and from whom (`by`); `who` is who is said to have recorded it, and `said_at` the
    time by the recorder's own clock, None where it is the same.
    `replaces` and `retracts` name a key (or, for `undo`, a batch); `undo` marks what the undo command wrote.
    `missing` says, in the place of a value, that there is no figure for the day.  `beside` are the keys of figures of
    its slot that another file had when the two became one; see `doubles`.
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
    beside: tuple[str, ...] = ()

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

    @property
    def names_others(self) -> bool:
        """Whether it takes another back, or stands beside one."""
        return bool(self.replaces or self.retracts or self.beside)

    @property
    def is_open(self) -> bool:
        """Whether it leaves it to a later figure to be final."""
        return self.provisional or self.missing


def check_words(*, note: str = "", source: str = "", url: str = "", who: str = "", why: str = "") -> None:
    """Raises `Refused` for words of a figure that are too long.

    It is asked where they come in: a figure in a file is read too often.
    """
    check_names("the figure", source=source, address=url, recorder=who)
    check_texts("the figure", note=note, reason=why)


Entry = tuple[int, Figure]
"""A figure behind its place in the store; places grow, and say nothing but the order of recording.

Of perhaps a million entries each is the pair that decoding makes anyway; a type of its own would cost a sixth more.
"""


class Plan(Kept, frozen=True, omit_defaults=True, dict=True, gc=True):
    """Everything in one file but the figures: title, id (a UUID), calendar, number format, groups, goals.

    `maps` are the columns of figure files by role, kept under a name for the next file of the kind.
    """

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
    maps: Mapping[str, Mapping[str, str]] = {}

    def __post_init__(self) -> None:
        check_title(self.title, "the plan")
        check_names("the plan", title=self.title)
        check_texts("the plan", description=self.description)
        for name in self.maps:
            check_names("the plan", map=name)
        check_day(self.date, "the plan's date")
        if not 1 <= self.fiscal_start <= 12:
            raise Refused(f"a fiscal year cannot start in month {self.fiscal_start}")
        for names in ([goal.id for goal in self.goals], [group.ref for group in self.groups]):
            if len(set(names)) < len(names):
                raise Refused(f"{max(names, key=names.count)} is in the plan twice")

    @cached_property
    def calendar(self) -> Calendar:
        """How the plan counts its periods."""
        return Calendar(self.fiscal_start, self.week_start)

    @cached_property
    def numbers(self) -> NumberFormat:
        """How the plan writes numbers for people."""
        return NumberFormat(self.decimal_comma)

    @cached_property
    def named(self) -> Mapping[str, Goal]:
        """The goals by their ids."""
        return {goal.id: goal for goal in self.goals}

    def goal(self, ref: str) -> Goal:
        """The goal with this id or title, or the only one whose id or title starts so, or has a word that does."""
        goals = self.named
        return pick(ref, goals, "goal", {goal.id: goal.title for goal in self.goals} if ref not in goals else None)

    def group(self, ref: str) -> Group:
        """The group with this `kind:id` or title, or the only one that starts so, or has a word that does."""
        named, titles = {one.ref: one for one in self.groups}, {one.ref: one.title for one in self.groups}
        try:
            return pick(ref, named, "group", titles)
        except UnknownName:
            if ref not in KINDS or any(one.kind == ref for one in self.groups):
                raise
            hint = f"add one first: coopctl group add {ref}:TITLE"
            raise UnknownName(f"there is no group of the kind {ref!r}", hint) from None

    def with_goal(self, goal: Goal) -> Self:
        """The plan with this goal in the place of the one of the same id, or at the end."""
        return structs.replace(self, goals=_put(self.goals, goal))

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
        """The plan without the goal of this id."""
        return structs.replace(self, goals=tuple(goal for goal in self.goals if goal.id != goal_id))

    def with_group(self, group: Group) -> Self:
        """The plan with this group in the place of the one of the same kind and id, or at the end."""
        known = next((one.unknown for one in self.groups if one.ref == group.ref), "")
        group = structs.replace(group, unknown=group.unknown or known)
        return structs.replace(self, groups=_put(self.groups, group))

    def without_group(self, ref: str) -> Self:
        """The plan without the group of this `kind:id`, which its goals leave."""
        goals = tuple(
            structs.replace(goal, groups=tuple(one for one in goal.groups if one != ref)) for goal in self.goals
        )
        return structs.replace(self, goals=goals, groups=tuple(one for one in self.groups if one.ref != ref))


Item = TypeVar("Item", Goal, Group)
"""What a plan has several of, each called by its `ref`."""


def _put(items: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    named = {one.ref: one for one in items}
    return tuple((named | {item.ref: item}).values())
