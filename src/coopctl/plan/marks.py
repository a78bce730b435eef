"""From which figure on goals and changes count: named by its key, beside the place at which it was seen last.  Pure.

A place is where to look first; a figure that stands elsewhere by now - in a file that was merged, restored, or
renumbered by another program - is found by its key.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import structs

from coopctl.plan.journal import Change
from coopctl.plan.plan import Entry, Goal, Plan

Mark = tuple[int, str]
"""The place and the key of a figure; the key is "" where only the place is known, as in older files."""

Moved = Callable[[int, str], Mark]
"""Where a figure stands now that stood, or is to stand, at a place."""


def marks(plan: Plan, changes: Iterable[Change]) -> set[Mark]:
    """Every figure that the goals and the changes of a plan count from."""
    return {mark for mark in _marks(plan, changes) if mark[0]}


def _marks(plan: Plan, changes: Iterable[Change]) -> Iterator[Mark]:
    yield from ((goal.after, goal.after_key) for goal in plan.goals)
    for change in changes:
        yield change.after, change.after_key
        yield from ((goal.after, goal.after_key) for goal in change.back.goals)


def remarked(plan: Plan, changes: Sequence[Change], moved: Moved) -> tuple[Plan, tuple[Change, ...]]:
    """A plan and its journal that name figures as they stand now."""
    goals = tuple(_goal(goal, moved) for goal in plan.goals)
    return structs.replace(plan, goals=goals), tuple(_change(change, moved) for change in changes)


def _goal(goal: Goal, moved: Moved) -> Goal:
    if not goal.after:
        return goal
    after, key = moved(goal.after, goal.after_key)
    return goal if (after, key) == (goal.after, goal.after_key) else structs.replace(goal, after=after, after_key=key)


def _change(change: Change, moved: Moved) -> Change:
    goals = tuple(_goal(goal, moved) for goal in change.back.goals)
    back = change.back if goals == change.back.goals else structs.replace(change.back, goals=goals)
    after, key = moved(change.after, change.after_key) if change.after else (0, "")
    if back is change.back and (after, key) == (change.after, change.after_key):
        return change
    return structs.replace(change, back=back, after=after, after_key=key)


def numbered(plan: Plan, changes: Sequence[Change], figures: Iterable[Entry]) -> tuple[Plan, tuple[Change, ...]]:
    """A plan and its journal for figures that stand at other places; they are looked at only where one is named."""
    wanted = marks(plan, changes)
    if not wanted:
        return plan, tuple(changes)
    return remarked(plan, changes, among(wanted, figures))


def among(wanted: Iterable[Mark], figures: Iterable[Entry]) -> Moved:
    """Where the marked figures stand among all: by key, else by place; for one that is gone the last before it."""
    asked = set(wanted)
    keys, places = {key for _, key in asked if key}, sorted({place for place, _ in asked})
    found: dict[str, int] = {}
    before: dict[int, Mark] = {}
    last: Mark = (0, "")
    at = 0
    for place, figure in figures:
        while at < len(places) and places[at] < place:
            before[places[at]] = last
            at += 1
        if figure.key in keys:
            found.setdefault(figure.key, place)
        last = place, figure.key
    before |= dict.fromkeys(places[at:], last)
    return lambda place, key: (found[key], key) if key in found else (place, before.get(place, (0, key))[1])
