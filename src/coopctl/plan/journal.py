"""The journal of a plan: what each change was, and how to take it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from msgspec import Struct, structs

from coopctl.plan.plan import Figure, Goal, Group, Plan


class Patch(Struct, frozen=True, omit_defaults=True):
    """What turns a plan into another: the head when it differs, items to put, and the order of names when it differs.

    The goals and groups that `order` does not name are dropped.
    """

    head: Plan | None = None
    goals: tuple[Goal, ...] = ()
    groups: tuple[Group, ...] = ()
    goal_order: tuple[str, ...] | None = None
    group_order: tuple[str, ...] | None = None


class Change(Struct, frozen=True, omit_defaults=True):
    """One change of the plan: when, what it was in words, and the patch that takes it back.

    `after` is the id of the last figure at that time, which orders changes and figures without a clock;
    `undoes` is the id of the change that this one took back, 0 when it is a change of its own.
    """

    at: datetime
    what: str
    back: Patch
    after: int = 0
    undoes: int = 0


_Item = TypeVar("_Item", Goal, Group)


def patch(old: Plan, new: Plan) -> Patch:
    """The patch that turns `old` into `new`."""
    old_head, new_head = (structs.replace(plan, goals=(), groups=()) for plan in (old, new))
    old_goals, new_goals = [goal.id for goal in old.goals], [goal.id for goal in new.goals]
    old_groups, new_groups = [group.ref for group in old.groups], [group.ref for group in new.groups]
    return Patch(
        head=None if old_head == new_head else new_head,
        goals=tuple(goal for goal in new.goals if goal not in old.goals),
        groups=tuple(group for group in new.groups if group not in old.groups),
        goal_order=None if old_goals == new_goals else tuple(new_goals),
        group_order=None if old_groups == new_groups else tuple(new_groups),
    )


def apply(plan: Plan, change: Patch) -> Plan:
    """The plan after a patch."""
    goals = {goal.id: goal for goal in (*plan.goals, *change.goals)}
    groups = {group.ref: group for group in (*plan.groups, *change.groups)}
    return structs.replace(
        change.head or plan,
        goals=tuple(goals[name] for name in (goals if change.goal_order is None else change.goal_order)),
        groups=tuple(groups[name] for name in (groups if change.group_order is None else change.group_order)),
    )


def plan_at(plan: Plan, changes: tuple[Change, ...], moment: datetime) -> Plan:
    """The plan as it stood at a moment: every later change taken back, newest first."""
    for change in reversed(changes):
        if change.at <= moment:
            break
        plan = apply(plan, change.back)
    return plan


class LastPlanChange(Struct, frozen=True):
    """The last thing done was a change of the plan: its number in the journal, from 1."""

    number: int
    change: Change


class LastFigures(Struct, frozen=True):
    """The last thing done was to record figures: one, or a batch that came in together; `name` is its key or batch."""

    name: str
    last: Figure
    count: int


def last_done(changes: Sequence[Change], newest: Iterable[tuple[int, Figure]]) -> LastPlanChange | LastFigures | None:
    """What was done last and is not undone yet, from the figures, the last recorded first; None when there is nothing.

    The order is that of the file, not of clocks: a change says after which figure it was made.  No more figures are
    read than it takes.
    """
    undone_changes = {change.undoes for change in changes if change.undoes}
    change = next(
        (
            LastPlanChange(number, change)
            for number, change in reversed(list(enumerate(changes, 1)))
            if not change.undoes and number not in undone_changes
        ),
        None,
    )
    undone: set[str] = set()
    last: LastFigures | None = None
    for place, figure in newest:
        if last is None and change is not None and change.change.after >= place:
            return change
        name = figure.batch or figure.key
        if figure.undo:
            undone.add(figure.retracts)
        elif name not in undone and figure.key not in undone:
            if last is not None and last.name != name:
                break
            last = LastFigures(name, last.last if last else figure, last.count + 1 if last else 1)
    return last or change
