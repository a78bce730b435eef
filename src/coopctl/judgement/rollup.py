"""A group or the plan in one line: counts by status, and the weighted mean of progress.  Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from msgspec import Struct, structs

from coopctl.errors import UnknownName
from coopctl.judgement.assessment import Assessment
from coopctl.judgement.methods import METHODS
from coopctl.plan.plan import Goal, Group, Plan

_Item = TypeVar("_Item")
_NONE, _WHOLE = Fraction(0), Fraction(1)


class RollUp(Struct, frozen=True):
    """Counts by status, and the weighted mean of progress capped to 0..1 over the goals that have a reading.

    `based` is how many of the goals that mean is of, `archived` how many goals are out of sight.
    """

    counts: dict[str, int]
    progress: Fraction | None
    goals: int
    based: int
    archived: int = 0


def roll_up(assessments: Iterable[Assessment]) -> RollUp:
    """The roll-up of a group or the plan: figures are never summed, only shares of the way.

    Worked: progress 0.4 with weight 1 and 1.3 with weight 2: (0.4 + 2·1)/3 = 0.8.
    """
    counts: dict[str, int] = {}
    weights: Fraction | int = 0
    weighted, goals, based = _NONE, 0, 0
    for one in assessments:
        goals += 1
        counts[one.status.value] = counts.get(one.status.value, 0) + 1
        if one.facts.progress is not None and not one.facts.at_baseline:
            based += 1
            # Most weigh one, and what is multiplied by it is the same.
            capped, weight = _cap(one.facts.progress), one.goal.weight
            weights += 1 if weight == 1 else Fraction(weight)
            weighted += capped if weight == 1 else Fraction(weight) * capped
    return RollUp(counts, weighted / weights if weights else None, goals, based)


def _cap(progress: Fraction) -> Fraction:
    """Progress within 0..1; there may be thousands, and fractions compare slowly."""
    if progress.numerator < 0:
        return _NONE
    return _WHOLE if progress.numerator > progress.denominator else progress


class Standing(Struct, frozen=True, dict=True):
    """Goals of a plan with what they come to; `goals` are those asked for, each by the method of its own."""

    plan: Plan
    goals: tuple[Assessment, ...]

    @cached_property
    def rolled(self) -> RollUp:
        """What all of them come to, and how many archived ones are out of sight."""
        there = {one.goal.id for one in self.goals}
        hidden = sum(goal.archived and goal.id not in there for goal in self.plan.goals)
        return structs.replace(roll_up(self.goals), archived=hidden)

    @property
    def groups(self) -> list[tuple[Group, RollUp]]:
        """Each group of the plan with what its goals come to."""
        inside: dict[str, list[Assessment]] = {group.ref: [] for group in self.plan.groups}
        for one in self.goals:
            for ref in inside.keys() & one.goal.groups:
                inside[ref].append(one)
        return [(group, roll_up(inside[group.ref])) for group in self.plan.groups]

    @property
    def methods(self) -> list[str]:
        """The methods that judged them."""
        used = {one.method for one in self.goals}
        return [name for name in METHODS if name in used]


OWNER = "owner"
"""What goals can stand under beside the kinds of groups."""


def check_kind(plan: Plan, asked: str | None) -> None:
    """Raises `UnknownName` for what goals do not stand under: no kind of group, nor their owner."""
    kinds = dict.fromkeys((*(one.kind for one in plan.groups), "area", OWNER))
    if asked is not None and asked not in kinds:
        raise UnknownName(f"there is no kind of group {asked!r}", f"one of {', '.join(kinds)}")


def in_groups(
    plan: Plan, told: Sequence[_Item], kind: str, of: Callable[[_Item], Assessment]
) -> list[tuple[str | None, list[_Item]]]:
    """What is told of goals under the title of their group of a kind, in the plan's order, or of their owner; those in
    none come last, under None."""
    titles = {group.ref: group.title for group in plan.groups if group.kind == kind}
    parts: dict[str, list[_Item]] = {ref: [] for ref in titles}
    for one in told:
        parts.setdefault(_part(of(one).goal, titles, kind), []).append(one)
    none = parts.pop("", [])
    named = [(titles.get(ref, ref), inside) for ref, inside in parts.items() if inside]
    return [*named, *([(None, none)] if none else [])]


def _part(goal: Goal, titles: Mapping[str, str], kind: str) -> str:
    """The group of these that a goal stands under, or its owner; "" for none."""
    owner = goal.owner if kind == OWNER and not titles else ""
    return next((ref for ref in goal.groups if ref in titles), owner)
