"""The answers of all commands, by the names under which `coopctl schema` knows them."""

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from coopctl.exchange.formats.tidy import Tidy
from coopctl.output import Answer
from coopctl.output.answers import PUBLISHED
from coopctl.output.fields import Rows
from coopctl.output.records import Method, PlanRecord
from coopctl.output.schemas import Maker, Schema, Spread
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Kept


class FiguresAnswer(Answer, frozen=True, tag="coopctl.figures/1"):
    plan: PlanRecord
    figures: Rows[Tidy]


class PlanExport(Answer, frozen=True, tag="coopctl.plan-export/1"):
    """The plan as it is kept; what has its usual value is left out."""

    plan: Plan


_ALL: tuple[type[Answer], ...] = (*PUBLISHED, FiguresAnswer, PlanExport)
ANSWERS: Mapping[str, type[Answer]] = {
    f"{kind.__struct_config__.tag}".removeprefix("coopctl.").removesuffix("/1"): kind for kind in _ALL
}
OF_COMMANDS = {
    "demo": "status",
    "goal list": "goals",
    "goal show": "goals",
    "goal add": "goals",
    "group list": "groups",
    "plan show": "plan",
    "plan import": "draft",
    "export": "figures",
    "undo": "acts",
}
"""The answers of commands that do not bear the name of their command."""

# The plan's own types know nothing of methods, and keep some things for the file alone.
_INSTEAD: Mapping[tuple[type[Struct], str], Any] = {
    (Plan, "method"): Method,
    (Goal, "method"): Method,
    (Goal, "promise"): Spread(Promise),
    (Promise, "unit"): str,
    (Plan, "fiscal_start"): Annotated[int, Meta(ge=1, le=12)],
    (Plan, "id"): None,
    (Goal, "after"): None,
    (Goal, "after_key"): None,
    (Kept, "unknown"): None,
}


def answer_of(command: str) -> type[Answer] | None:
    """The answer of a command, or the one of this name."""
    return ANSWERS.get(OF_COMMANDS.get(command, command))


def schema(kind: type[Answer]) -> Schema:
    """The schema of an answer."""
    return Maker(_INSTEAD).schema(kind)
