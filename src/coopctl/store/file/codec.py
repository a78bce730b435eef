"""The plan and its journal to and from the file's tables."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import msgspec
from msgspec import structs

from coopctl.errors import CoopctlError, FileTrouble
from coopctl.plan import flat
from coopctl.plan.journal import Change, Patch
from coopctl.plan.plan import Goal, Group, Plan
from coopctl.plan.terms import Baseline, Bounds, Kept, Milestone, Rebasing, Revision, Target
from coopctl.store import Contents
from coopctl.store.file import lines
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.marks import checked
from coopctl.store.file.whole import EXAMINE, strict_json
from coopctl.store.stamping import new_id

SCHEMA = 2
OWN = ("plan", "groups", "goals", "changes")
_UNKNOWN = "unknown"
# Where a value of the file holds others that keep the fields which they do not know.
_INNER: Mapping[type[Kept], Mapping[str, type[Kept]]] = {
    Goal: {
        "baseline": Baseline,
        "target": Target,
        "milestones": Milestone,
        "revisions": Revision,
        "rebasings": Rebasing,
    },
    Target: {"keep": Bounds},
    Revision: {"old": Target, "old_milestones": Milestone},
    Rebasing: {"old": Baseline, "old_target": Target},
    Change: {"back": Patch},
    Patch: {"head": Plan, "goals": Goal, "groups": Group},
    Plan: {"goals": Goal, "groups": Group},
}
_Value = TypeVar("_Value", bound=Kept)


def contents_of(file: LineFile, known: tuple[Plan, tuple[Change, ...]] | None = None) -> Contents:
    """The plan and its journal, which name figures as they stand in the file; `known` is what is written, if it is.

    Raises `FileTrouble` for a file of a newer schema, one without a plan, and one with an entry that cannot be.
    """
    return Contents(*checked(file, *(known or written(file))), file.last)


def written(file: LineFile) -> tuple[Plan, tuple[Change, ...]]:
    """The plan and its journal as they are written; raises as `contents_of` does."""
    found = _directly(file.head.documents) if file.head and file.head.documents else None
    if found is not None:
        return found
    tables = _tables(file)
    try:
        plan = structs.replace(
            _head(tables), groups=_values(tables["groups"], Group), goals=_values(tables["goals"], Goal)
        )
        return plan, _values(tables["changes"], Change)
    except (msgspec.ValidationError, CoopctlError, RecursionError) as trouble:
        raise next(wrong_entries(file), _cannot_be(file.path, "the plan", trouble)) from None


# Of fewer documents it takes longer to make what decodes them.
_MANY = 100


def _directly(documents: Mapping[str, Mapping[str, bytes]]) -> tuple[Plan, tuple[Change, ...]] | None:
    """The plan and its journal from documents as they are written; None of few, and where there is any doubt.

    What is written in any other way than this program's is read by way of its tables, which say what is wrong.
    """
    if sum(map(len, documents.values())) < _MANY or set(documents) != set(OWN):
        return None
    try:
        (head,) = map(strict_json, documents["plan"].values())
        if head.pop("schema", None) != SCHEMA:
            return None
        groups = tuple([_read(document, Group) for document in documents["groups"].values()])
        goals = tuple([_read(document, Goal) for document in documents["goals"].values()])
        changes = tuple([_read(document, Change) for document in documents["changes"].values()])
        return structs.replace(value(head, Plan), groups=groups, goals=goals), changes
    except (msgspec.MsgspecError, CoopctlError, ValueError, RecursionError):
        return None


def _read(document: bytes, kind: type[_Value]) -> _Value:
    """A value from its JSON; raises as `strict_json` and `value` do.

    What is decoded at once is all of it where it would be written as it stands: no name is there twice, or unknown.
    """
    decoder, made = _decoding(kind)
    with suppress(msgspec.MsgspecError, CoopctlError):
        found = decoder.decode(document)
        if b'"unknown"' not in document and lines.encode(found) == document:
            read: _Value = made(found)
            return read
    return value(strict_json(document), kind)


@cache
def _decoding(kind: type[Kept]) -> tuple[msgspec.json.Decoder[Any], Callable[[Any], Any]]:
    """What decodes values of a kind as they are written, and makes them of what is decoded."""
    if kind is Goal:
        return msgspec.json.Decoder(flat.kind()), flat.goal_of
    return msgspec.json.Decoder(kind), _itself


def _itself(found: _Value) -> _Value:
    return found


def wrong_entries(file: LineFile) -> Iterator[FileTrouble]:
    """What is wrong with each entry of the plan and its journal, by its line where it has one of its own."""
    tables = _tables(file)
    kinds: tuple[tuple[str, type[Kept]], ...] = (("groups", Group), ("goals", Goal), ("changes", Change))
    try:
        _head(tables)
    except (msgspec.ValidationError, CoopctlError, RecursionError) as trouble:
        yield _cannot_be(file.path, _where(file, "plan", next(iter(tables["plan"]))), trouble)
    for name, kind in kinds:
        for place, entry in tables[name].items():
            try:
                value(entry, kind)
            except (msgspec.ValidationError, CoopctlError, RecursionError) as trouble:
                yield _cannot_be(file.path, _where(file, name, place), trouble)


def _tables(file: LineFile) -> dict[str, lines.Table]:
    tables = {name: file.tables.get(name, {}) for name in OWN}
    if len(tables["plan"]) != 1:
        many = "more than one plan" if tables["plan"] else "no plan"
        raise FileTrouble(f"{file.path} is a TinyDB file with {many}", "start a new one with `coopctl init`")
    (head,) = tables["plan"].values()
    schema = head.get("schema", SCHEMA)
    if not isinstance(schema, int) or schema > SCHEMA:
        newer = f"{file.path} was written by a newer coopctl (schema {schema!s:.20}; this one knows {SCHEMA})"
        raise FileTrouble(newer, "upgrade coopctl; nothing was changed")
    return tables if schema > 1 else {**tables, "changes": _upgrade(tables["changes"])}


def _upgrade(changes: lines.Table) -> lines.Table:
    """The journal of the first version, whose changes had no ids, and named one another by their numbers.

    The ids come from what the changes are, so that every copy of the file gets the same.
    """
    ids = {place: f"{int(place)}-{crc32(repr(sorted(entry.items())).encode()):08x}" for place, entry in changes.items()}
    found = {}
    for place, entry in changes.items():
        undoes = entry.get("undoes")
        named = {"undoes": ids.get(str(undoes), str(undoes))} if isinstance(undoes, int) and undoes else {}
        found[place] = {name: field for name, field in entry.items() if name != "undoes" or undoes} | named
        found[place].setdefault("id", ids[place])
    return found


def _head(tables: Mapping[str, lines.Table]) -> Plan:
    (head,) = tables["plan"].values()
    return value({name: field for name, field in head.items() if name != "schema"}, Plan)


def _values(table: lines.Table, kind: type[_Value]) -> tuple[_Value, ...]:
    return tuple([value(entry, kind) for entry in table.values()])


def _cannot_be(path: Path, where: str, trouble: Exception) -> FileTrouble:
    """The error for an entry; its field comes first, as people name it."""
    why, _, at = str(trouble).partition(" - at `$")
    field = at.removesuffix("`").removeprefix(".").removeprefix("promise.")
    why = why[:1].lower() + why[1:].replace("`", "")
    return FileTrouble(f"{path}, {where} cannot be: {f'{field}: ' if field else ''}{why}", EXAMINE)


def _where(file: LineFile, name: str, place: str) -> str:
    """The line of an entry in a file in line form, else its table and place."""
    if file.loose is None:
        table = ""
        start = b"".join(file.blocks(0, file.figures_at))
        for number, line in enumerate(start.split(b"\n"), 1):
            opening = _OPENING.match(line)
            table = opening[1].decode() if opening else table
            if table == name and line.removeprefix(b",").startswith(b'"%b":' % place.encode()):
                return f"line {number}"
    return f"{place} of its {name}"


_OPENING = re.compile(rb'(?:\{|\},)"([a-z]+)":\{$')


def value(entry: Mapping[str, Any], kind: type[_Value]) -> _Value:
    """A value from its JSON object; fields that its kind does not have are kept in it.

    Raises `msgspec.ValidationError` and `CoopctlError` for what cannot be.
    """
    return msgspec.convert(_gathered(entry, kind), kind)


def _gathered(entry: Any, kind: type[Kept]) -> Any:
    """A JSON object, or a list of them, with the unknown fields of each put into one."""
    if isinstance(entry, (list, tuple)):
        return [_gathered(one, kind) for one in entry]
    return _with_unknown(entry, kind) if isinstance(entry, dict) else entry


def _with_unknown(entry: Mapping[str, Any], kind: type[Kept]) -> Mapping[str, Any]:
    made, known = dict(entry), _field_names(kind)
    for name, of in _INNER.get(kind, {}).items():
        if name in made:
            made[name] = _gathered(made[name], of)
    if not known.issuperset(made):
        unknown = lines.encode({name: made.pop(name) for name in entry if name not in known})
        made[_UNKNOWN] = unknown.decode()
    return flat.gathered(made) if kind is Goal else made


@cache
def _field_names(kind: type[Kept]) -> frozenset[str]:
    return frozenset(flat.FIELDS if kind is Goal else kind.__struct_fields__) - {_UNKNOWN}


def document(value: Kept) -> dict[str, Any]:
    """A value as its JSON object; decimals become text, so that no reader of JSON rounds them."""
    built: dict[str, Any] = msgspec.to_builtins(value)
    spread: dict[str, Any] = _spread(built, type(value))
    return spread


def _spread(entry: Any, kind: type[Kept]) -> Any:
    """The opposite of `_gathered`."""
    if isinstance(entry, (list, tuple)):
        return [_spread(one, kind) for one in entry]
    if not isinstance(entry, dict):
        return entry
    entry = flat.spread(entry) if kind is Goal else entry
    for name, of in _INNER.get(kind, {}).items():
        if name in entry:
            entry[name] = _spread(entry[name], of)
    unknown = entry.pop(_UNKNOWN, None)
    return {**entry, **strict_json(unknown.encode())} if unknown else entry


def head_of(plan: Plan, changes: Sequence[Change], tables: Mapping[str, lines.Table]) -> bytes:
    """Every table but the figures: the plan's own, and whatever other programs keep in the file."""
    plan = structs.replace(plan, id=plan.id or _identity(changes))
    own = {
        "plan": {"1": {"schema": SCHEMA, **document(structs.replace(plan, groups=(), goals=()))}},
        "groups": _numbered(plan.groups),
        "goals": _numbered(plan.goals),
        "changes": _numbered(changes),
    }
    return lines.render_head({**own, **{name: table for name, table in tables.items() if name not in own}})


def _identity(changes: Sequence[Change]) -> str:
    """A UUID for a plan that has none: of its first change, so that every copy of an older file gets the same."""
    if not changes:
        return new_id()
    from uuid import UUID, uuid5

    return str(uuid5(UUID(int=0), f"{changes[0].id} {changes[0].at.isoformat()}"))


def _numbered(values: Sequence[Kept]) -> dict[str, dict[str, Any]]:
    return {str(place): document(value) for place, value in enumerate(values, 1)}
