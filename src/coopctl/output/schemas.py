"""The JSON Schemas of every envelope: draft 2020-12; within a version only additions are made."""

from coopctl.judgement.methods import METHODS
from coopctl.output.schema_kept import KEPT_PLAN
from coopctl.output.schema_types import (
    COUNT,
    DAY,
    DIRECTION,
    FLAG,
    MEASURE,
    METHOD,
    MOMENT,
    MONTH,
    NUMBER,
    NUMBERS,
    PATH,
    PERIOD,
    STATUS,
    TEXT,
    VALUE,
    WHOLE,
    Schema,
    extended,
    list_of,
    maybe,
    one_of,
    perhaps,
    struct,
)
from coopctl.plan.corrections import State

_PLAN = struct(title=TEXT, description=TEXT, date=maybe(DAY), fiscal_start=MONTH)
_RUNNING = struct(period=TEXT, value=NUMBER, share=NUMBER, due=maybe(NUMBER), provisional=FLAG)
_READ = struct(value=NUMBER, date=DAY, period=maybe(TEXT), provisional=FLAG)
_READING = perhaps(
    struct(
        value=maybe(NUMBER),
        date=maybe(DAY),
        period=maybe(TEXT),
        provisional=FLAG,
        last_figure=maybe(DAY),
        running=maybe(_RUNNING),
    ),
    stage=TEXT,
)
_KEEP = struct(low=maybe(NUMBER), above=FLAG, high=maybe(NUMBER), below=FLAG)
_TARGET = struct(
    value=maybe(NUMBER),
    strict=FLAG,
    deadline=maybe(DAY),
    text=TEXT,
    keep=maybe(_KEEP),
    direction=maybe(DIRECTION),
)
_REQUIRED = struct(change=NUMBER, by=maybe(DAY), period=maybe(TEXT), per_month=maybe(NUMBER))
_FORECAST: Schema = {
    "anyOf": [
        struct("There is none, and why.", value={"type": "null"}, why=TEXT),
        struct(
            "The value at the deadline, with an interval that holds at its level.",
            value=NUMBER,
            low=NUMBER,
            high=NUMBER,
            level=NUMBER,
            deadline=DAY,
            probability=maybe(NUMBER),
            met_on=maybe(DAY),
            not_met=maybe(TEXT),
            required=maybe(NUMBER),
            period_days=maybe(WHOLE),
            trend=NUMBER,
            least_squares=maybe(NUMBER),
            theil_sen=maybe(NUMBER),
            model=TEXT,
            readings=COUNT,
        ),
    ]
}
_REVISION = struct(
    old=struct(text=TEXT, value=maybe(NUMBER), deadline=maybe(DAY)),
    effective=DAY,
    at=MOMENT,
    why=TEXT,
    who=TEXT,
)
_REBASING = struct(old=struct(value=maybe(NUMBER), date=DAY), at=MOMENT, why=TEXT, who=TEXT)
_GOAL = struct(
    "A goal with its standing; ratios are numbers, 1 being the whole way from baseline to target.",
    id=TEXT,
    title=TEXT,
    unit=TEXT,
    measure=MEASURE,
    period=maybe(PERIOD),
    baseline=struct(value=maybe(NUMBER), date=DAY),
    target=_TARGET,
    path=PATH,
    reading=maybe(_READING),
    progress=maybe(NUMBER),
    expected=maybe(NUMBER),
    pace=maybe(NUMBER),
    no_pace=maybe(TEXT),
    expected_value=maybe(NUMBER),
    gap=maybe(NUMBER),
    judged=maybe(_READ),
    at_baseline=FLAG,
    open=FLAG,
    status=STATUS,
    why=TEXT,
    method=METHOD,
    label=TEXT,
    numbers=NUMBERS,
    stale=FLAG,
    held=maybe(struct(periods=COUNT, of=COUNT)),
    reached_late=maybe(DAY),
    required=maybe(_REQUIRED),
    forecast=maybe(_FORECAST),
    milestones=list_of(struct(value=NUMBER, deadline=DAY, reading=maybe(_READ), met=maybe(FLAG))),
    path_points=list_of(struct(date=DAY, value=NUMBER)),
    readings=list_of(_READ),
    history=COUNT,
    missing_periods=list_of(TEXT),
    not_available=list_of(struct(on=TEXT, date=DAY, why=TEXT)),
    limit=maybe(NUMBER),
    revisions=list_of(_REVISION),
    rebasings=list_of(_REBASING),
    stages=list_of(TEXT),
    groups=list_of(TEXT),
    owner=TEXT,
    source=TEXT,
    note=TEXT,
    cadence=TEXT,
    lag=TEXT,
    weight=NUMBER,
    tags=list_of(TEXT),
    archived=FLAG,
    archived_why=TEXT,
)
_GROUP = struct(id=TEXT, kind=TEXT, title=TEXT, description=TEXT)
_ROLLED: Schema = {
    "goals": COUNT,
    "progress": maybe(NUMBER),
    "progress_of": COUNT,
    "statuses": {"type": "object", "additionalProperties": COUNT},
}
_FIGURE = struct(
    "A figure as it was recorded, and what became of it.",
    place=COUNT,
    key=TEXT,
    goal=TEXT,
    value=maybe(NUMBER),
    on=TEXT,
    date=maybe(DAY),
    recorded_at=MOMENT,
    state=TEXT,
    provisional=FLAG,
    replaces=TEXT,
    retracts=TEXT,
    why=TEXT,
    note=TEXT,
    source=TEXT,
    url=TEXT,
    who=TEXT,
    missing=FLAG,
)
_DUE = struct(
    goal=TEXT,
    title=TEXT,
    owner=TEXT,
    due_for=DAY,
    due_by=DAY,
    overdue=FLAG,
    days_left=WHOLE,
    last=maybe(DAY),
    cadence=TEXT,
    lag=TEXT,
    date=DAY,
    value=maybe(NUMBER),
)

_TIDY = perhaps(
    struct(
        "A figure with its goal's baseline and target beside it; of the log also what became of it.",
        goal=TEXT,
        period=TEXT,
        date=maybe(DAY),
        value=VALUE,
        unit=TEXT,
        title=TEXT,
        measure=MEASURE,
        baseline=VALUE,
        baseline_date=DAY,
        target=VALUE,
        target_low=maybe(NUMBER),
        target_high=maybe(NUMBER),
        deadline=maybe(DAY),
        note=TEXT,
        source=TEXT,
        url=TEXT,
        by=TEXT,
        provisional=FLAG,
        recorded_at=MOMENT,
        key=TEXT,
    ),
    state=one_of(State),
    replaces=TEXT,
    missing=FLAG,
    retracts=TEXT,
    why=TEXT,
)
_VERDICT = struct(method=METHOD, status=STATUS, label=TEXT, why=TEXT, numbers=NUMBERS)


_ENVELOPES: dict[str, dict[str, Schema]] = {
    "status": {
        "as_of": DAY,
        "known_at": maybe(MOMENT),
        "method": TEXT,
        "plan": extended(_PLAN, **_ROLLED),
        "goals": list_of(_GOAL),
        "groups": list_of(extended(_GROUP, **_ROLLED)),
    },
    "goals": {"as_of": DAY, "plan": _PLAN, "goals": list_of(_GOAL)},
    "groups": {"plan": _PLAN, "groups": list_of(_GROUP)},
    "plan": {"as_of": DAY, "plan": _PLAN, "goals": list_of(_GOAL), "groups": list_of(_GROUP)},
    "log": {"plan": _PLAN, "figures": list_of(_FIGURE)},
    "explain": {
        "as_of": DAY,
        "method": one_of((*METHODS, "all")),
        "plan": _PLAN,
        "goals": list_of(
            extended(
                _GOAL,
                steps=list_of(struct(what=TEXT, how=TEXT)),
                methods=list_of(_VERDICT),
            )
        ),
    },
    "record": {
        "as_of": DAY,
        "method": METHOD,
        "plan": _PLAN,
        "figure": _FIGURE,
        "before": _GOAL,
        "goals": list_of(_GOAL),
    },
    "check": {"as_of": DAY, "plan": _PLAN, "goals": list_of(_GOAL)},
    "due": {"as_of": DAY, "plan": _PLAN, "due": list_of(_DUE)},
    "portfolio": {
        "as_of": DAY,
        "plans": list_of(
            struct(
                plan=TEXT,
                id=TEXT,
                title=TEXT,
                **_ROLLED,
                worst=list_of(struct(id=TEXT, title=TEXT, status=STATUS)),
                trouble=TEXT,
            )
        ),
    },
    "diff": {
        "since": DAY,
        "until": DAY,
        "known_since": maybe(MOMENT),
        "known_until": maybe(MOMENT),
        "plan": _PLAN,
        "changes": list_of(
            struct(
                goal=TEXT,
                title=TEXT,
                what=one_of(("status", "target", "added", "removed", "stale", "reading", "figures")),
                before=VALUE,
                after=VALUE,
                figures=COUNT,
            )
        ),
    },
    "acts": {
        "plan": _PLAN,
        "acts": list_of(
            struct(
                name=TEXT,
                at=MOMENT,
                who=TEXT,
                what=TEXT,
                state=one_of(("stands", "next to undo", "undone")),
                undoes=TEXT,
            )
        ),
    },
    "changes": {
        "plan": _PLAN,
        "changes": list_of(
            struct(name=TEXT, at=MOMENT, who=TEXT, what=TEXT, item=TEXT, field=TEXT, old=TEXT, new=TEXT)
        ),
    },
    "figures": {"plan": _PLAN, "figures": list_of(_TIDY)},
    "plan-export": {"plan": KEPT_PLAN},
}
NAMES = tuple(_ENVELOPES)
OF_COMMANDS = {
    "demo": "status",
    "goal list": "goals",
    "goal show": "goals",
    "goal add": "goals",
    "group list": "groups",
    "plan show": "plan",
    "export": "figures",
    "undo": "acts",
}
"""The answers of commands that do not bear the name of their command."""


def schema(name: str) -> Schema:
    """The schema of one envelope, complete in itself."""
    body = struct(schema={"const": f"coopctl.{name}/1"}, **_ENVELOPES[name])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"coopctl.{name}/1", **body}
