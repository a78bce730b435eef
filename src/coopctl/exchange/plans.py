"""A whole plan as JSON, out of one file and into another without loss."""

from typing import Any

import msgspec
from msgspec import Struct, structs

from coopctl.errors import CoopctlError, Refused
from coopctl.exchange.documents import DraftGoal, Problem
from coopctl.exchange.merge import Merged
from coopctl.methods import check_method
from coopctl.plan import Goal, Plan
from coopctl.targets import TERMS

SCHEMA = "coopctl.plan-export/1"
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class _Envelope(Struct):
    schema: str
    plan: Plan


def write(plan: Plan) -> str:
    """The plan in its envelope, everything that is kept of it but its journal."""
    goals = tuple(structs.replace(goal, after=0) for goal in plan.goals)
    envelope: dict[str, Any] = {"schema": SCHEMA, "plan": structs.replace(plan, goals=goals)}
    return msgspec.json.format(_ENCODER.encode(envelope), indent=2).decode() + "\n"


def read(text: str, name: str) -> Plan | None:
    """The plan that `write` wrote; None for any other text, `Refused` for an envelope that does not hold a plan."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return None
    try:
        found = msgspec.json.decode(text.lstrip("\ufeff"), type=_Envelope)
    except (msgspec.MsgspecError, CoopctlError, ArithmeticError) as why:
        raise Refused(f"{name} is not a plan from `coopctl export --plan`: {why}") from None
    if found.schema != SCHEMA:
        raise Refused(f"{name} has the schema {found.schema!r}, not {SCHEMA}", "export it with `coopctl export --plan`")
    for method in (found.plan.method, *(goal.method for goal in found.plan.goals)):
        if method:
            check_method(method)
    return found.plan


def merge(plan: Plan, new: Plan, *, with_figures: frozenset[str], last: int, retarget: bool = False) -> Merged:
    """An exported plan put into another by the ids of its goals and groups; an empty plan becomes the exported one.

    A changed promise is taken only where the goal has no figures or `retarget` is given.
    """
    if not (plan.goals or plan.groups):
        plan = structs.replace(new, goals=(), groups=())
    added: list[DraftGoal] = []
    updated: list[DraftGoal] = []
    unchanged: list[DraftGoal] = []
    refused: list[Problem] = []
    refs = {group.ref for group in plan.groups}
    for group in new.groups:
        plan = plan.with_group(group)
    for number, goal in enumerate(new.goals, 1):
        old = next((one for one in plan.goals if one.id == goal.id), None)
        kept = structs.replace(goal, after=old.after if old else last)
        if old is not None and not retarget and old.id in with_figures and _terms(old) != _terms(goal):
            reason = f"{old.id} has figures, and its promise would change (give --retarget)"
            refused.append(Problem(number, reason))
            continue
        (added if old is None else unchanged if old == kept else updated).append(DraftGoal(number, kept))
        plan = plan.with_goal(kept)
    new_groups = sum(group.ref not in refs for group in new.groups)
    return Merged(plan, tuple(added), tuple(updated), tuple(unchanged), new_groups, tuple(refused))


def _terms(goal: Goal) -> tuple[object, ...]:
    return tuple(getattr(goal, term) for term in TERMS)
