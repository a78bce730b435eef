"""The journal of a plan: what each change was, and how to take it back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from msgspec import structs

from coopctl.errors import Refused
from coopctl.plan.plan import Goal, Group, Item, Plan
from coopctl.plan.terms import Kept
from coopctl.values.calendar import check_moment


class Patch(Kept, frozen=True, omit_defaults=True):
    """What turns a plan into another: the head when it differs, items to put and to drop, and the order of all names
    where putting and dropping does not make it.
    """

    head: Plan | None = None
    goals: tuple[Goal, ...] = ()
    groups: tuple[Group, ...] = ()
    goal_order: tuple[str, ...] | None = None
    group_order: tuple[str, ...] | None = None
    dropped_goals: tuple[str, ...] = ()
    dropped_groups: tuple[str, ...] = ()


class Change(Kept, frozen=True, omit_defaults=True):
    """One change of the plan: when, what it was in words, and the patch that takes it back.

    The store gives the time and says by `who` it was; `said_at` is the time by the clock of who made it, None where
    it is the same.  `after` and `after_key` are the place and the key of the last figure at that time, which orders
    changes and figures without a clock; see `marks`.  `undoes` is the id of the change that this one took back, "" when
    it is a change of its own.
    """

    at: datetime
    what: str
    back: Patch
    after: int = 0
    undoes: str = ""
    id: str = ""
    who: str = ""
    said_at: datetime | None = None
    after_key: str = ""

    def __post_init__(self) -> None:
        check_moment(self.at, "the time of the change")
        check_moment(self.said_at, "the recorder's time of the change")


def patch(old: Plan, new: Plan) -> Patch:
    """The patch that turns `old` into `new`."""
    old_head, new_head = (structs.replace(plan, goals=(), groups=()) for plan in (old, new))
    goals, dropped_goals, goal_order = _difference(old.goals, new.goals)
    groups, dropped_groups, group_order = _difference(old.groups, new.groups)
    return Patch(
        head=None if old_head == new_head else new_head,
        goals=goals,
        groups=groups,
        goal_order=goal_order,
        group_order=group_order,
        dropped_goals=dropped_goals,
        dropped_groups=dropped_groups,
    )


def _difference(
    old: Sequence[Item], new: Sequence[Item]
) -> tuple[tuple[Item, ...], tuple[str, ...], tuple[str, ...] | None]:
    """The items to put and the names to drop, and the order of all where those do not make it."""
    before, after = _by_ref(old), _by_ref(new)
    put = tuple(item for ref, item in after.items() if before.get(ref) != item)
    dropped = tuple(ref for ref in before if ref not in after)
    made = [ref for ref in before | after if ref in after]
    return put, dropped, None if made == list(after) else tuple(after)


def apply(plan: Plan, *changes: Patch) -> Plan:
    """The plan after patches, one after another."""
    head, goals, groups = plan, _by_ref(plan.goals), _by_ref(plan.groups)
    for change in changes:
        head = change.head or head
        goals = _patched(goals, _by_ref(change.goals), change.dropped_goals, change.goal_order)
        groups = _patched(groups, _by_ref(change.groups), change.dropped_groups, change.group_order)
    return structs.replace(head, goals=tuple(goals.values()), groups=tuple(groups.values()))


def _patched(
    items: dict[str, Item], put: Mapping[str, Item], dropped: Sequence[str], order: Sequence[str] | None
) -> dict[str, Item]:
    """Items after a patch, the very ones; the patches of earlier versions drop what their order does not name."""
    items.update(put)
    for ref in dropped:
        items.pop(ref, None)
    return items if order is None else {ref: items[ref] for ref in order if ref in items}


def steps_back(plan: Plan, changes: Sequence[Change]) -> Iterator[tuple[Plan, Plan]]:
    """The plan before and after each of its changes, the last first, with those goals and groups alone that it touched.

    Where a change moved them all of them are there, for their order.
    """
    head, goals, groups = plan, _by_ref(plan.goals), _by_ref(plan.groups)
    for change in reversed(changes):
        back = change.back
        put_goals, put_groups = _by_ref(back.goals), _by_ref(back.groups)
        after = structs.replace(
            head,
            goals=_touched(goals, put_goals, back.dropped_goals, back.goal_order),
            groups=_touched(groups, put_groups, back.dropped_groups, back.group_order),
        )
        yield apply(after, back), after
        head = back.head or head
        goals = _patched(goals, put_goals, back.dropped_goals, back.goal_order)
        groups = _patched(groups, put_groups, back.dropped_groups, back.group_order)


def _touched(
    items: Mapping[str, Item], put: Iterable[str], dropped: Iterable[str], order: Sequence[str] | None
) -> tuple[Item, ...]:
    named = (*put, *dropped) if order is None else items
    return tuple(items[ref] for ref in named if ref in items)


def _by_ref(items: Iterable[Item]) -> dict[str, Item]:
    return {item.ref: item for item in items}


def taken_back(plan: Plan, changes: Sequence[Change]) -> Plan:
    """The plan without these changes, its last ones."""
    return apply(plan, *(change.back for change in reversed(changes)))


def plan_at(plan: Plan, changes: tuple[Change, ...], moment: datetime) -> Plan:
    """The plan as it stood at a moment: every later change taken back, newest first.

    Where later changes stand between earlier ones, as after a merge, each is taken back by itself, field by field: what
    an earlier one of them changed again is as that left it.
    """
    late = {number for number, change in enumerate(changes, 1) if change.at > moment}
    last = len(changes)
    while last in late:
        late.remove(last)
        last -= 1
    earlier = changes[:last]
    plan = whole = taken_back(plan, changes[last:])
    for number in sorted(late, reverse=True):
        plan = _apart(plan, *around(whole, earlier, number))
    return plan


def _apart(plan: Plan, before: Plan, after: Plan) -> Plan:
    """The plan with an earlier change taken back as far as nothing was built upon it; see `without`."""
    from coopctl.plan.joining import TakingBack, joined  # only few look back beyond a merge

    with suppress(Refused):
        return without(plan, before, after)
    with suppress(Refused):
        return joined(after, plan, before, TakingBack())
    return plan


def removed(plan: Plan, changes: Sequence[Change]) -> dict[str, int]:
    """The goals that are not in the plan any more, each with the place of the last figure when it still was."""
    there = {goal.id for goal in plan.goals}
    return {goal.id: change.after for change in changes for goal in change.back.goals if goal.id not in there}


def around(plan: Plan, changes: Sequence[Change], number: int) -> tuple[Plan, Plan]:
    """The plan before and after the change of this number, from the plan as it is now."""
    plan = taken_back(plan, changes[number:])
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
        goals=_items_without(plan.goals, before.goals, after.goals),
        groups=_items_without(plan.groups, before.groups, after.groups),
    )


def _items_without(now: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> tuple[Item, ...]:
    """Items with one change taken back; one that comes back stands where it stood."""
    current, old, new = _by_ref(now), _by_ref(before), _by_ref(after)
    touched = [ref for ref in old | new if old.get(ref) != new.get(ref)]
    for ref in touched:
        if current.get(ref) != new.get(ref):
            raise _changed_since(ref)
    order = list(old) if list(current) == list(new) else _order(list(current), list(old), list(new))
    restored = current | {ref: old[ref] for ref in touched if ref in old}
    return tuple(restored[ref] for ref in order)


def _order(current: list[str], old: list[str], new: list[str]) -> list[str]:
    """The names as they stand now, without those that the change added, and with those that it removed."""
    before, after = set(old), set(new)
    order = [ref for ref in current if ref in before or ref not in after]
    there = set(order)
    for at, ref in enumerate(old):
        if ref not in there and ref not in after:
            place = next((order.index(one) + 1 for one in reversed(old[:at]) if one in there), 0)
            order.insert(place, ref)
            there.add(ref)
    return order


def _changed_since(what: str) -> Refused:
    return Refused(f"{what} was changed again since", "undo that first: see `coopctl undo --list`")
