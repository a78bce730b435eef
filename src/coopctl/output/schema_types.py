"""The types that schemas are made of: days, moments, the words of the plan, and objects that may have more."""

from collections.abc import Iterable
from typing import Any

from coopctl.judgement.methods import METHODS, Status
from coopctl.plan.terms import Direction, Measure, Path
from coopctl.values.calendar import PeriodKind

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
# Most validators read `format` as a remark, so the pattern says it as well.
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
DAY: Schema = {"type": "string", "format": "date", "pattern": f"^{_DATE}$"}
MOMENT: Schema = {
    "type": "string",
    "format": "date-time",
    "pattern": f"^{_DATE}T{_CLOCK}(Z|[+-][0-9]{{2}}:[0-9]{{2}})$",
}
WHOLE: Schema = {"type": "integer"}
MONTH: Schema = {"type": "integer", "minimum": 1, "maximum": 12}


def maybe(schema: Schema) -> Schema:
    """A value of this schema, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def struct(description: str = "", /, **properties: Schema) -> Schema:
    """An object that has all of these properties, and may have more."""
    made: Schema = {"type": "object", "properties": properties, "required": list(properties)}
    return {"description": description, **made} if description else made


def list_of(items: Schema) -> Schema:
    """A list of values of one schema."""
    return {"type": "array", "items": items}


def one_of(words: Iterable[str]) -> Schema:
    """One of these words."""
    return {"enum": [str(word) for word in words]}


def perhaps(schema: Schema, /, **properties: Schema) -> Schema:
    """An object that may have these properties, too."""
    return {**schema, "properties": {**schema["properties"], **properties}}


def extended(schema: Schema, **more: Schema) -> Schema:
    """An object that always has these properties, too."""
    return {**perhaps(schema, **more), "required": [*schema["required"], *more]}


STATUS = one_of(Status)
METHOD = one_of(METHODS)
MEASURE = one_of(Measure)
PERIOD = one_of(PeriodKind)
PATH = one_of(Path)
DIRECTION = one_of(Direction)
NUMBERS: Schema = {"type": "object", "additionalProperties": NUMBER}
VALUE: Schema = {
    "description": "A number, or a word: the name of a stage, a status, a promise.",
    "type": ["number", "string", "null"],
}
