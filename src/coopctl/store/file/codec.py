"""The plan and its journal to and from the file's tables."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from coopctl.errors import CoopctlError, FileTrouble
from coopctl.plan.journal import Change
from coopctl.plan.plan import Goal, Group, Plan
from coopctl.store import Contents
from coopctl.store.file import lines
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.whole import RESTORE

SCHEMA = 1


_OWN = ("plan", "groups", "goals", "changes")


def contents_of(file: LineFile) -> Contents:
    """The plan and its journal; raises `FileTrouble` for a file of a newer schema, or one without a plan."""
    tables = {name: list(file.tables.get(name, {}).values()) for name in _OWN}
    if len(tables["plan"]) != 1:
        many = "more than one plan" if tables["plan"] else "no plan"
        raise FileTrouble(f"{file.path} is a TinyDB file with {many}", "start a new one with `coopctl init`")
    schema = tables["plan"][0].get("schema", SCHEMA)
    if not isinstance(schema, int) or schema > SCHEMA:
        newer = f"{file.path} was written by a newer coopctl (schema {schema}; this one knows {SCHEMA})"
        raise FileTrouble(newer, "upgrade coopctl; nothing was changed")
    try:
        head = msgspec.convert(tables["plan"][0], Plan)
        groups, goals = msgspec.convert((tables["groups"], tables["goals"]), tuple[list[Group], list[Goal]])
        changes = msgspec.convert(tables["changes"], list[Change])
    except (msgspec.ValidationError, CoopctlError) as trouble:
        raise FileTrouble(f"{file.path} holds a plan that cannot be: {trouble}", RESTORE) from None
    plan = msgspec.structs.replace(head, groups=tuple(groups), goals=tuple(goals))
    return Contents(plan, tuple(changes), file.last)


def document(value: msgspec.Struct) -> dict[str, Any]:
    """A value as its JSON object; decimals become text, so that no reader of JSON rounds them."""
    built: dict[str, Any] = msgspec.to_builtins(value)
    return built


def head_of(plan: Plan, changes: Sequence[Change], tables: Mapping[str, lines.Table]) -> bytes:
    """Every table but the figures: the plan's own, and whatever other programs keep in the file."""
    own = {
        "plan": {"1": {"schema": SCHEMA, **document(msgspec.structs.replace(plan, groups=(), goals=()))}},
        "groups": _numbered(plan.groups),
        "goals": _numbered(plan.goals),
        "changes": _numbered(changes),
    }
    return lines.render_head({**own, **{name: table for name, table in tables.items() if name not in own}})


def _numbered(values: Sequence[msgspec.Struct]) -> dict[str, dict[str, Any]]:
    return {str(place): document(value) for place, value in enumerate(values, 1)}
