"""Goals as they are kept and handed on: flat, with the terms of the promise among the goal's own fields."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from msgspec import Struct, defstruct, structs

from coopctl.errors import Refused
from coopctl.plan.plan import Goal, Group, Item
from coopctl.plan.promise import Promise
from coopctl.values.units import BARE, Unit

_PROMISE = "promise"
_TERMS = frozenset(Promise.__struct_fields__)
# What goals were given after the rest stands behind it, as every file has it.
_LAST = ("revisions", "rebasings", "after", "after_key", "unknown")


def _fields() -> tuple[str, ...]:
    """The names of a goal's flat fields, in the order in which files have them."""
    own = Goal.__struct_fields__
    at = own.index(_PROMISE)
    names = (*own[:at], *Promise.__struct_fields__, *own[at + 1 :])
    return (*(name for name in names if name not in _LAST), *_LAST)


FIELDS = _fields()


def gathered(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A goal's flat object with the promise as an object in it."""
    made, terms = _split(entry)
    made[_PROMISE] = {**terms, "unit": {"text": terms["unit"]}} if "unit" in terms else terms
    return made


def _split(fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A goal's own fields, and the terms of its promise among them."""
    own = dict(fields)
    return own, {name: own.pop(name) for name in fields if name in _TERMS}


def spread(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A goal's object as the flat one: the opposite of `gathered`."""
    flat = {**entry, **entry[_PROMISE]}
    if unit := flat.pop("unit", {}).get("text", ""):
        flat["unit"] = unit
    return {name: flat[name] for name in FIELDS if name in flat}


def kind() -> type[Struct]:
    """The kind of a goal's flat object, whose unit is its text; `goal_of` makes a goal of one."""
    known = {field.name: field for of in (Goal, Promise) for field in structs.fields(of)}
    fields = [known[name] for name in FIELDS]
    typed = [
        ("unit", str, "") if one.name == "unit" else (one.name, one.type, *(() if one.required else (one.default,)))
        for one in fields
    ]
    return defstruct("FlatGoal", typed, frozen=True, omit_defaults=True, kw_only=True, gc=False)


_AT, _UNIT_AT = Goal.__struct_fields__.index(_PROMISE), Promise.__struct_fields__.index("unit")
_BEFORE = attrgetter(*Goal.__struct_fields__[:_AT])
_BEHIND = attrgetter(*(name for name in Goal.__struct_fields__[_AT + 1 :] if name != "unknown"))
_TERMS_OF = attrgetter(*Promise.__struct_fields__)


def goal_of(flat: Any) -> Goal:
    """The goal of an object of that kind, which has no unknown fields; raises `Refused` as the goal itself does."""
    terms: list[Any] = list(_TERMS_OF(flat))
    terms[_UNIT_AT] = Unit(flat.unit) if flat.unit else BARE
    fields: list[Any] = [*_BEFORE(flat), Promise(*terms), *_BEHIND(flat)]
    return Goal(*fields)


def fields_of(item: Goal | Group) -> dict[str, Any]:
    """Each field by its name, the terms of a goal's promise among them."""
    if isinstance(item, Goal):
        return {name: getattr(item.promise if name in _TERMS else item, name) for name in FIELDS}
    return structs.asdict(item)


def with_fields(item: Item, fields: Mapping[str, Any]) -> Item:
    """The item with these of its flat fields.

    Raises `Refused`, with the name of the item, where they contradict each other.
    """
    try:
        if not isinstance(item, Goal):
            return structs.replace(item, **fields)
        own, terms = _split(fields)
        return structs.replace(item, promise=structs.replace(item.promise, **terms), **own)
    except Refused as why:
        raise Refused(f"{item.id}: {why.message}", why.hint) from None
