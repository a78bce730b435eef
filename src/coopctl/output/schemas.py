"""The JSON Schema of a value, draft 2020-12, made of its type: an object has all of its fields, and may have more."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import UNSET, Struct, UnsetType, structs

Schema = dict[str, Any]
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
# Most validators read `format` as a remark, so the pattern says it as well.
_DAY = {"type": "string", "format": "date", "pattern": f"^{_DATE}$"}
_MOMENT = {"type": "string", "format": "date-time", "pattern": f"^{_DATE}T{_CLOCK}(Z|[+-][0-9]{{2}}:[0-9]{{2}})$"}
_NULL = {"type": "null"}
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    date: _DAY,
    datetime: _MOMENT,
    NoneType: _NULL,
}


class Spread(Struct, frozen=True):
    """A struct whose fields stand among those of the one that it is in."""

    kind: type[Struct]


class Maker(Struct, frozen=True):
    """Makes schemas; `instead` are the types of fields that their structs do not say, None for what is left out."""

    instead: Mapping[tuple[type[Struct], str], Any] = {}

    def schema(self, kind: type[Struct]) -> Schema:
        """The schema of an answer, complete in itself."""
        title = f"{kind.__struct_config__.tag}"
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **self.of(kind)}

    def of(self, kind: Any) -> Schema:
        """The schema of a type."""
        origin, args = get_origin(kind), get_args(kind)
        if origin in _OF:
            return _OF[origin](self, args)
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        return _one_of(kind) if issubclass(kind, Enum) else self._of_struct(kind)

    def _of_struct(self, kind: type[Struct]) -> Schema:
        config = kind.__struct_config__
        properties: Schema = {} if config.tag_field is None else {config.tag_field: {"const": config.tag}}
        required = list(properties)
        for field in structs.fields(kind):
            inner = self._type(kind, field)
            if isinstance(inner, Spread):
                among = self.of(inner.kind)
                properties |= among["properties"]
                required += among["required"]
            elif inner is not None:
                optional = _is_optional(kind, field)
                properties[field.encode_name] = self.of(_without_default(inner, field.default) if optional else inner)
                required += [] if optional else [field.encode_name]
        said = cleandoc(kind.__doc__ or "").split("\n\n")[0].replace("\n", " ")
        made: Schema = {"type": "object", "properties": properties, "required": required}
        return {"description": said, **made} if said else made

    def _type(self, kind: type[Struct], field: structs.FieldInfo) -> Any:
        """A field's type, or the one that stands in its place, there or in what the struct is made of."""
        owners = (one for one in kind.__mro__ if (one, field.name) in self.instead)
        owner = next(owners, None)
        return field.type if owner is None else self.instead[owner, field.name]

    def annotated(self, args: tuple[Any, ...]) -> Schema:
        made = self.of(args[0])
        for mark in args[1:]:
            if mark.extra and "words" in mark.extra:
                made = _one_of(mark.extra["words"])
            told = {"description": mark.description, "minimum": mark.ge, "maximum": mark.le}
            made |= {name: value for name, value in told.items() if value is not None}
        return made

    def union(self, args: tuple[Any, ...]) -> Schema:
        """One of several: null beside one of the others; words for types that say nothing else."""
        some = [self.of(one) for one in args if one not in (NoneType, UnsetType)]
        null = [dict(_NULL)] if NoneType in args else []
        if len(some) > 1 and all(list(one) == ["type"] for one in some):
            return {"type": [one["type"] for one in (*some, *null)]}
        inner = some[0] if len(some) == 1 else {"anyOf": some}
        return {"anyOf": [inner, *null]} if null else inner

    def array(self, args: tuple[Any, ...]) -> Schema:
        return {"type": "array", "items": self.of(args[0])}

    def mapping(self, args: tuple[Any, ...]) -> Schema:
        return {"type": "object", "additionalProperties": self.of(args[1])}


_OF: dict[Any, Callable[[Maker, tuple[Any, ...]], Schema]] = {
    Annotated: Maker.annotated,
    Union: Maker.union,
    UnionType: Maker.union,
    tuple: Maker.array,
    list: Maker.array,
    dict: Maker.mapping,
    Mapping: Maker.mapping,
    Literal: lambda _, args: _one_of(args),
}


def _is_optional(kind: type[Struct], field: structs.FieldInfo) -> bool:
    """Whether an object may be without the field."""
    return field.default is UNSET or (kind.__struct_config__.omit_defaults and not field.required)


def _one_of(words: Iterable[object]) -> Schema:
    return {"enum": [str(word) for word in words]}


def _without_default(kind: Any, default: object) -> Any:
    """The type of a field that is left out where it is None."""
    if default is not None:
        return kind
    some = tuple(one for one in get_args(kind) if one is not NoneType)
    return Union[some]  # noqa: UP007 - of types that are known only now
