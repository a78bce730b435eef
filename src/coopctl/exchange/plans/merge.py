"""Goals and groups into a plan: what is new, what only has other words, and what would change a promise."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct, structs

from coopctl.exchange.plans.draft import Draft, DraftGoal, Problem
from coopctl.plan.plan import Goal, Group, Plan


class Merged(Struct, frozen=True):
    """The plan with the goals in it, and what happened to each; refusals leave the old goal in place."""

    plan: Plan
    added: tuple[DraftGoal, ...]
    updated: tuple[DraftGoal, ...]
    unchanged: tuple[DraftGoal, ...]
    new_groups: int
    refused: tuple[Problem, ...]

    @property
    def drafted(self) -> tuple[DraftGoal, ...]:
        """The goals that would be stored: those that are new, and those that change."""
        return (*self.added, *self.updated)


class Recorded(NamedTuple):
    """What the file holds of figures: the goals that have some, and the place of the last one."""

    goals: frozenset[str]
    last: int


def merge_draft(plan: Plan, draft: Draft, recorded: Recorded, *, retarget: bool = False) -> Merged:
    """A draft's goals and groups put into the plan; what the document does not say (cadence, weight, ...) is kept."""
    described = {group.ref: group.description for group in plan.groups}
    groups = [
        structs.replace(group, description=group.description or described.get(group.ref, "")) for group in draft.groups
    ]
    return merge(plan, groups, draft.goals, _reworded, recorded, retarget=retarget)


def merge(
    plan: Plan,
    groups: Iterable[Group],
    goals: Iterable[DraftGoal],
    combine: Callable[[Goal, Goal], Goal],
    recorded: Recorded,
    *,
    retarget: bool,
) -> Merged:
    """Goals and groups put into a plan by their ids; `combine` makes one goal of the old and the new.

    A changed promise is taken only where the goal has no figures and no record of another change, or with `retarget`.
    """
    added: list[DraftGoal] = []
    updated: list[DraftGoal] = []
    unchanged: list[DraftGoal] = []
    refused: list[Problem] = []
    before = {group.ref for group in plan.groups}
    named = {group.ref: group for group in (*plan.groups, *groups)}
    standing = dict(plan.named)
    for one in goals:
        old = standing.get(one.goal.id)
        conflict = "" if retarget else _conflict(old, one.goal, recorded)
        if conflict:
            refused.append(Problem(one.place, conflict))
            continue
        new = _first(one.goal, recorded.last) if old is None else combine(old, one.goal)
        (added if old is None else unchanged if new == old else updated).append(structs.replace(one, goal=new))
        standing[new.id] = new
    plan = structs.replace(plan, groups=tuple(named.values()), goals=tuple(standing.values()))
    return Merged(plan, tuple(added), tuple(updated), tuple(unchanged), len(named.keys() - before), tuple(refused))


def _conflict(old: Goal | None, new: Goal, recorded: Recorded) -> str:
    """Why a goal that has figures, or was changed with a ground, may not have another promise; "" for any other."""
    if old is None:
        return ""
    changed = old.promise.revisions or old.promise.rebasings
    held = "has figures" if old.id in recorded.goals else "was changed by a record" if changed else ""
    if not held or not new.promise.changed_from(old.promise):
        return ""
    texts = f"from {old.promise.target.text!r} to {new.promise.target.text!r}"
    return f"{old.id} {held}, and its promise would change {texts} (give --retarget)"


def _first(goal: Goal, last: int) -> Goal:
    """A goal that is new: the figures up to the last one are none of its own."""
    same = (goal.after, goal.after_key) == (last, "")
    return goal if same else structs.replace(goal, after=last, after_key="")


def _reworded(old: Goal, new: Goal) -> Goal:
    """The old goal with the promise and the words of a document."""
    kinds = {ref.partition(":")[0] for ref in new.groups}
    kept = tuple(ref for ref in old.groups if ref.partition(":")[0] not in kinds)
    said = {
        "title": new.title,
        "promise": new.promise.instead_of(old.promise),
        "note": new.note or old.note,
        "owner": new.owner or old.owner,
        "source": new.source or old.source,
        "groups": (*kept, *new.groups) if new.groups else old.groups,
    }
    return _with(old, said)


def _with(old: Goal, said: Mapping[str, object]) -> Goal:
    """A goal with what a document says; one that it leaves as it was is not checked once more."""
    others = {name: value for name, value in said.items() if value != getattr(old, name)}
    return structs.replace(old, **others) if others else old
