"""A draft into a plan: what is new, what only has other words, and what would change a promise."""

from msgspec import Struct, structs

from coopctl.exchange.documents import Draft, DraftGoal, Problem
from coopctl.plan import Goal, Plan
from coopctl.targets import TERMS


class Merged(Struct, frozen=True):
    """The plan with the draft in it, and what happened to each goal; refusals leave the old goal in place."""

    plan: Plan
    added: tuple[DraftGoal, ...]
    updated: tuple[DraftGoal, ...]
    unchanged: tuple[DraftGoal, ...]
    new_groups: int
    refused: tuple[Problem, ...]


def merge(plan: Plan, draft: Draft, *, with_figures: frozenset[str], last: int, retarget: bool = False) -> Merged:
    """The draft's goals and groups put into the plan by their ids.

    A goal that is there keeps what the document does not say (cadence, weight, tags, ...).  A changed promise is taken
    only where the goal has no figures (`with_figures` names those that have) or `retarget` is given.
    """
    added: list[DraftGoal] = []
    updated: list[DraftGoal] = []
    unchanged: list[DraftGoal] = []
    refused: list[Problem] = []
    refs = {group.ref for group in plan.groups}
    new_groups = sum(group.ref not in refs for group in draft.groups)
    for group in draft.groups:
        old_group = next((one for one in plan.groups if one.ref == group.ref), None)
        described = group.description or (old_group.description if old_group else "")
        plan = plan.with_group(structs.replace(group, description=described))
    bad = {problem.line for problem in draft.problems}
    for one in draft.goals:
        if one.line in bad:
            continue
        old = next((goal for goal in plan.goals if goal.id == one.goal.id), None)
        if old is None:
            plan = plan.with_goal(structs.replace(one.goal, after=last))
            added.append(one)
            continue
        new = _reworded(old, one.goal)
        if _promise(old) != _promise(one.goal):
            if old.id in with_figures and not retarget:
                texts = f"from {old.target.text!r} to {one.goal.target.text!r}"
                reason = f"{old.id} has figures, and its promise would change {texts} (give --retarget)"
                refused.append(Problem(one.line, reason))
                continue
            new = structs.replace(new, **{term: getattr(one.goal, term) for term in TERMS})
        (unchanged if new == old else updated).append(one)
        plan = plan.with_goal(new)
    return Merged(plan, tuple(added), tuple(updated), tuple(unchanged), new_groups, tuple(refused))


def _promise(goal: Goal) -> tuple[object, ...]:
    return tuple(getattr(goal, term) for term in TERMS)


def _reworded(old: Goal, new: Goal) -> Goal:
    kinds = {ref.partition(":")[0] for ref in new.groups}
    kept = tuple(ref for ref in old.groups if ref.partition(":")[0] not in kinds)
    return structs.replace(
        old,
        title=new.title,
        note=new.note or old.note,
        owner=new.owner or old.owner,
        source=new.source or old.source,
        groups=(*kept, *new.groups) if new.groups else old.groups,
    )
