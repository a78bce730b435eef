"""The JSON Schemas of every envelope: draft 2020-12; within a version only additions are made."""

from typing import Any

from coopctl.methods import Status

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_NUMBER: Schema = {"type": "number"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_DAY: Schema = {"type": "string", "format": "date"}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_STATUS: Schema = {"enum": [status.value for status in Status]}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(description: str = "", /, **properties: Schema) -> Schema:
    """An object that has all of these properties, and may have more."""
    made: Schema = {"type": "object", "properties": properties, "required": list(properties)}
    return {"description": description, **made} if description else made


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_PLAN = _object(title=_TEXT, description=_TEXT, date=_maybe(_DAY), fiscal_start={"type": "integer"})
_RUNNING = _object(period=_TEXT, value=_NUMBER, share=_NUMBER, due=_maybe(_NUMBER))
_READING = _object(value=_maybe(_NUMBER), date=_maybe(_DAY), period=_maybe(_TEXT), running=_maybe(_RUNNING))
_KEEP = _object(low=_maybe(_NUMBER), above=_FLAG, high=_maybe(_NUMBER), below=_FLAG)
_TARGET = _object(
    value=_maybe(_NUMBER),
    deadline=_maybe(_DAY),
    text=_TEXT,
    keep=_maybe(_KEEP),
    direction=_maybe({"enum": ["increase", "decrease"]}),
)
_REQUIRED = _object(change=_NUMBER, by=_maybe(_DAY), period=_maybe(_TEXT), per_month=_maybe(_NUMBER))
_FORECAST: Schema = {
    "anyOf": [
        _object("There is none, and why.", value={"type": "null"}, why=_TEXT),
        _object(
            "The value at the deadline, with an interval that holds at its level.",
            value=_NUMBER,
            low=_NUMBER,
            high=_NUMBER,
            level=_NUMBER,
            deadline=_DAY,
            probability=_maybe(_NUMBER),
            met_on=_maybe(_DAY),
        ),
    ]
}
_REVISION = _object(
    old=_object(text=_TEXT, value=_maybe(_NUMBER), deadline=_maybe(_DAY)),
    effective=_DAY,
    at=_MOMENT,
    why=_TEXT,
    who=_TEXT,
)
_GOAL = _object(
    "A goal with its standing; ratios are numbers, 1 being the whole way from baseline to target.",
    id=_TEXT,
    title=_TEXT,
    unit=_TEXT,
    measure={"enum": ["level", "total", "sum", "count", "mean", "max", "min", "stage"]},
    period=_maybe(_TEXT),
    baseline=_object(value=_maybe(_NUMBER), date=_DAY),
    target=_TARGET,
    path={"enum": ["linear", "compound", "step"]},
    reading=_maybe(_READING),
    progress=_maybe(_NUMBER),
    expected=_maybe(_NUMBER),
    pace=_maybe(_NUMBER),
    status=_STATUS,
    why=_TEXT,
    method=_TEXT,
    label=_TEXT,
    numbers={"type": "object", "additionalProperties": _NUMBER},
    stale=_FLAG,
    held=_maybe(_object(periods=_COUNT, of=_COUNT)),
    reached_late=_maybe(_DAY),
    required=_maybe(_REQUIRED),
    forecast=_maybe(_FORECAST),
    milestones=_list(_object(value=_NUMBER, deadline=_DAY)),
    limit=_maybe(_NUMBER),
    revisions=_list(_REVISION),
    stages=_list(_TEXT),
    groups=_list(_TEXT),
    owner=_TEXT,
    source=_TEXT,
    note=_TEXT,
    cadence=_TEXT,
    lag=_TEXT,
    weight=_NUMBER,
    tags=_list(_TEXT),
    archived=_FLAG,
)
_GROUP = _object(id=_TEXT, kind=_TEXT, title=_TEXT, description=_TEXT)
_ROLLED: Schema = {
    "goals": _COUNT,
    "progress": _maybe(_NUMBER),
    "statuses": {"type": "object", "additionalProperties": _COUNT},
}
_FIGURE = _object(
    "A figure as it was recorded, and what became of it.",
    place=_COUNT,
    key=_TEXT,
    goal=_TEXT,
    value=_maybe(_NUMBER),
    on=_TEXT,
    date=_maybe(_DAY),
    recorded_at=_MOMENT,
    state=_TEXT,
    provisional=_FLAG,
    replaces=_TEXT,
    retracts=_TEXT,
    why=_TEXT,
    note=_TEXT,
    source=_TEXT,
    url=_TEXT,
    who=_TEXT,
)
_DUE = _object(
    goal=_TEXT,
    title=_TEXT,
    owner=_TEXT,
    due_for=_DAY,
    due_by=_DAY,
    overdue=_FLAG,
    days_left={"type": "integer"},
    last=_maybe(_DAY),
    cadence=_TEXT,
    lag=_TEXT,
)

_TIDY = _object(
    "A figure that stands, with its goal's baseline and target beside it.",
    goal=_TEXT,
    period=_TEXT,
    date=_DAY,
    value=_maybe(_NUMBER),
    unit=_TEXT,
    title=_TEXT,
    measure=_TEXT,
    baseline=_maybe(_NUMBER),
    baseline_date=_DAY,
    target=_maybe(_NUMBER),
    target_low=_maybe(_NUMBER),
    target_high=_maybe(_NUMBER),
    deadline=_maybe(_DAY),
    note=_TEXT,
    source=_TEXT,
    url=_TEXT,
    by=_TEXT,
    provisional=_FLAG,
    recorded_at=_MOMENT,
    key=_TEXT,
)
_KEPT_PLAN: Schema = {
    "description": "The plan as it is kept; what has its usual value is left out.",
    "type": "object",
    "properties": {
        "title": _TEXT,
        "groups": _list({"type": "object", "required": ["kind", "id", "title"]}),
        "goals": _list({"type": "object", "required": ["id", "title", "measure", "baseline", "target"]}),
    },
}


def _with(schema: Schema, **more: Schema) -> Schema:
    return _object(**{**schema["properties"], **more})


_ENVELOPES: dict[str, dict[str, Schema]] = {
    "status": {
        "as_of": _DAY,
        "known_at": _maybe(_MOMENT),
        "method": _TEXT,
        "plan": _with(_PLAN, **_ROLLED),
        "goals": _list(_GOAL),
        "groups": _list(_with(_GROUP, **_ROLLED)),
    },
    "goals": {"as_of": _DAY, "plan": _PLAN, "goals": _list(_GOAL)},
    "groups": {"plan": _PLAN, "groups": _list(_GROUP)},
    "plan": {"as_of": _DAY, "plan": _PLAN, "goals": _list(_GOAL), "groups": _list(_GROUP)},
    "log": {"plan": _PLAN, "figures": _list(_FIGURE)},
    "explain": {
        "as_of": _DAY,
        "method": _TEXT,
        "plan": _PLAN,
        "goals": _list(_with(_GOAL, steps=_list(_object(what=_TEXT, how=_TEXT)))),
    },
    "record": {
        "as_of": _DAY,
        "method": _TEXT,
        "plan": _PLAN,
        "figure": _FIGURE,
        "before": _GOAL,
        "goals": _list(_GOAL),
    },
    "check": {"as_of": _DAY, "plan": _PLAN, "goals": _list(_GOAL)},
    "due": {"as_of": _DAY, "plan": _PLAN, "due": _list(_DUE)},
    "figures": {"plan": _PLAN, "figures": _list(_TIDY)},
    "plan-export": {"plan": _KEPT_PLAN},
}
NAMES = tuple(_ENVELOPES)


def schema(name: str) -> Schema:
    """The schema of one envelope, complete in itself."""
    body = _object(schema={"const": f"coopctl.{name}/1"}, **_ENVELOPES[name])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"coopctl.{name}/1", **body}
