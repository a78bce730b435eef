"""The fields of records: how a statement of one is marked, and the columns that all of them make."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

from msgspec import UNSET, Meta, Struct, structs

from coopctl.output import Answer

_T = TypeVar("_T")
JsonOnly = Annotated[_T, Meta(extra={"column": False})]
"""A field that only JSON has; every other one that is no list of records is a column."""
Late = Annotated[_T, Meta(extra={"late": True})]
"""A record whose columns stand behind the others beside it."""
Rows = Annotated[tuple[_T, ...], Meta(extra={"rows": True})]
"""The records of an answer, each of which is a row of CSV and a line of JSON lines."""


def says(meaning: str) -> Meta:
    """What a field means, for its schema."""
    return Meta(description=meaning)


def rows_of(answer: Answer) -> Sequence[Struct]:
    """The records of an answer, each a row."""
    found = _rows(type(answer))
    rows: Sequence[Struct] = () if found is None else getattr(answer, found.name)
    return rows


@cache
def columns_of(kind: type[Answer]) -> tuple[str, ...]:
    """The columns of an answer's rows, what lies inside of a field by a name with dots: `baseline.value`."""
    found = _rows(kind)
    return () if found is None else tuple(_columns(get_args(get_args(found.type)[0])[0]))


def value_at(record: object, name: str) -> Any:
    """What a record has under such a name; None where there is nothing of it."""
    for part in name.split("."):
        record = getattr(record, part, None)
    return None if record is UNSET else record


@cache
def _rows(kind: type[Answer]) -> structs.FieldInfo | None:
    return next((field for field in structs.fields(kind) if _mark_of(field, "rows")), None)


def _mark_of(field: structs.FieldInfo, what: str) -> object:
    """What the marks of a field say of it, None where they say nothing."""
    marks = get_args(field.type)[1:] if get_origin(field.type) is Annotated else ()
    return next((mark.extra[what] for mark in marks if mark.extra and what in mark.extra), None)


def _columns(kind: type[Struct]) -> Iterator[str]:
    fields = [field for field in structs.fields(kind) if _mark_of(field, "column") is not False]
    for field in sorted(fields, key=lambda field: bool(_mark_of(field, "late"))):
        parts = _parts(field.type)
        inner = dict.fromkeys(name for one in filter(_is_record, parts) for name in _columns(one))
        if inner:
            yield from (f"{field.encode_name}.{name}" for name in inner)
        elif not any(map(_is_nested, parts)):
            yield field.encode_name


def _parts(kind: Any) -> Sequence[Any]:
    """The types of which one is a field's, without its marks."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    origin = get_origin(kind)
    return [kind] if origin in (None, tuple, dict) else [part for one in get_args(kind) for part in _parts(one)]


def _is_nested(kind: Any) -> bool:
    """Whether it is a mapping, or a list of records."""
    return get_origin(kind) is dict or any(map(_is_record, get_args(kind)))


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)
