"""A whole plan as JSON, out of one file and into another without loss."""

import re
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct, structs

from coopctl.errors import CoopctlError, Refused
from coopctl.exchange.formats.json_shapes import own_file
from coopctl.exchange.plans.document import Place
from coopctl.exchange.plans.draft import DraftGoal
from coopctl.exchange.plans.merge import Merged, Recorded
from coopctl.exchange.plans.merge import merge as merge_goals
from coopctl.judgement.methods import check_method
from coopctl.plan import flat
from coopctl.plan.plan import Goal, Plan

SCHEMA = "coopctl.plan-export/1"
_ENCODER = msgspec.json.Encoder(decimal_format="number")


class _Envelope(Struct):
    schema: str
    plan: dict[str, Any]


_DECODER = msgspec.json.Decoder(_Envelope, float_hook=Decimal)


# How the file of a plan begins, which has its goals beside the plan.
_OWN = re.compile(rb'\s*\{\s*"plan"\s*:\s*\{\s*"1"')


def write(plan: Plan) -> str:
    """The plan in its envelope, everything that is kept of it but its journal."""
    goals = tuple(structs.replace(goal, after=0, after_key="") for goal in plan.goals)
    head = msgspec.to_builtins(structs.replace(plan, id="", goals=goals), builtin_types=(Decimal,))
    envelope = {"schema": SCHEMA, "plan": {**head, "goals": [flat.spread(goal) for goal in head.get("goals", ())]}}
    return msgspec.json.format(_ENCODER.encode(envelope), indent=2).decode() + "\n"


def read(data: bytes, name: str) -> Plan:
    """The plan that `write` wrote; `Refused` for anything else in braces."""
    try:
        found = _DECODER.decode(data.removeprefix(b"\xef\xbb\xbf"))
        kept = msgspec.convert(found.plan.get("goals", ()), list[dict[str, Any]])
        goals = [flat.gathered(goal) for goal in kept]
        plan = msgspec.convert({**found.plan, "goals": goals}, Plan)
    except (msgspec.MsgspecError, CoopctlError, ArithmeticError, UnicodeError, RecursionError) as why:
        if _OWN.match(data):
            raise own_file(name) from None
        reason = f"{name} is not a plan from `coopctl export --plan`: {why}"
        raise Refused(reason, "figures are taken in by `coopctl import`") from None
    if found.schema != SCHEMA:
        raise Refused(f"{name} has the schema {found.schema!r}, not {SCHEMA}", "export it with `coopctl export --plan`")
    for method in (plan.method, *(goal.method for goal in plan.goals)):
        if method:
            check_method(method)
    return plan


def merge(plan: Plan, new: Plan, recorded: Recorded, *, retarget: bool = False) -> Merged:
    """An exported plan put into another by the ids of its goals and groups; an empty plan becomes the exported one."""
    if not (plan.goals or plan.groups):
        plan = structs.replace(new, goals=(), groups=())
    goals = [DraftGoal(Place(number, f"goal {number}"), goal) for number, goal in enumerate(new.goals, 1)]
    return merge_goals(plan, new.groups, goals, _replaced, recorded, retarget=retarget)


def _replaced(old: Goal, new: Goal) -> Goal:
    same = (new.after, new.after_key) == (old.after, old.after_key)
    return new if same else structs.replace(new, after=old.after, after_key=old.after_key)
