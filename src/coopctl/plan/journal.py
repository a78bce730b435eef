"""The journal of a plan: what each change was, and how to take it back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from msgspec import structs

from coopctl.errors import Refused
from coopctl.plan.plan import Goal, Group, Plan
from coopctl.plan.terms import Kept
from coopctl.values.calendar import check_moment


class Patch(Kept, frozen=True, omit_defaults=True):
    """What turns a plan into another: the head when it differs, items to put, and the order of names when it differs.

    The goals and groups that `order` does not name are dropped.
    """

    head: Plan | None = None
    goals: tuple[Goal, ...] = ()
    groups: tuple[Group, ...] = ()
    goal_order: tuple[str, ...] | None = None
    group_order: tuple[str, ...] | None = None


class Change(Kept, frozen=True, omit_defaults=True):
    """One change of the plan: when, what it was in words, and the patch that takes it back.

    `after` is the id of the last figure at that time, which orders changes and figures without a clock;
    `undoes` is the id of the change that this one took back, 0 when it is a change of its own.
    """

    at: datetime
    what: str
    back: Patch
    after: int = 0
    undoes: int = 0

    def __post_init__(self) -> None:
        check_moment(self.at, "the time of the change")


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


def around(plan: Plan, changes: Sequence[Change], number: int) -> tuple[Plan, Plan]:
    """The plan before and after the change of this number, from the plan as it is now."""
    for change in reversed(changes[number:]):
        plan = apply(plan, change.back)
    return apply(plan, changes[number - 1].back), plan


def without(plan: Plan, before: Plan, after: Plan) -> Plan:
    """The plan with one earlier change taken back, from the plan before and after that change; later ones stay.

    Raises `Refused` where what the change touched was changed again since.
    """
    fields = {name for name in structs.asdict(plan) if name not in ("goals", "groups")}
    head = {name: getattr(before, name) for name in fields if getattr(before, name) != getattr(after, name)}
    for name in head:
        if getattr(plan, name) != getattr(after, name):
            raise _changed_since(f"the plan's {name.replace('_', ' ')}")
    return structs.replace(
        plan,
        **head,
        goals=_items_without(plan.goals, before.goals, after.goals, lambda goal: goal.id),
        groups=_items_without(plan.groups, before.groups, after.groups, lambda group: group.ref),
    )


def _items_without(
    now: Sequence[_Item], before: Sequence[_Item], after: Sequence[_Item], name: Callable[[_Item], str]
) -> tuple[_Item, ...]:
    """Items with one change taken back; one that comes back stands where it stood."""
    current, old, new = ({name(item): item for item in items} for items in (now, before, after))
    touched = [ref for ref in (old | new) if old.get(ref) != new.get(ref)]
    for ref in touched:
        if current.get(ref) != new.get(ref):
            raise _changed_since(ref)
    order = list(old) if list(current) == list(new) else _order(list(current), list(old), list(new))
    restored = {ref: item for ref, item in (current | old).items() if ref not in touched or ref in old}
    restored |= {ref: old[ref] for ref in touched if ref in old}
    return tuple(restored[ref] for ref in order)


def _order(current: list[str], old: list[str], new: list[str]) -> list[str]:
    """The names as they stand now, without those that the change added, and with those that it removed."""
    order = [ref for ref in current if ref in old or ref not in new]
    for at, ref in enumerate(old):
        if ref not in order and ref not in new:
            place = next((order.index(one) + 1 for one in reversed(old[:at]) if one in order), 0)
            order.insert(place, ref)
    return order


def _changed_since(what: str) -> Refused:
    return Refused(f"{what} was changed again since", "undo that first: see `coopctl undo --list`")
