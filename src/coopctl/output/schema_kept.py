"""The schema of a plan as it is kept, which `export --plan` writes and `plan import` reads."""

from coopctl.output.schema_types import (
    DAY,
    DIRECTION,
    FLAG,
    MEASURE,
    METHOD,
    MOMENT,
    MONTH,
    NUMBER,
    PATH,
    PERIOD,
    TEXT,
    list_of,
    one_of,
    perhaps,
    struct,
)
from coopctl.values.calendar import WeekStart

_KEPT_TARGET = perhaps(
    struct(text=TEXT),
    deadline=DAY,
    value=NUMBER,
    keep=perhaps(struct(), low=NUMBER, high=NUMBER, above=FLAG, below=FLAG),
    direction=DIRECTION,
)
_KEPT_BASELINE = perhaps(struct(date=DAY), value=NUMBER)
_STEPS = list_of(struct(value=NUMBER, deadline=DAY))
_KEPT_GOAL = perhaps(
    struct(
        id=TEXT,
        title=TEXT,
        measure=MEASURE,
        baseline=_KEPT_BASELINE,
        target=_KEPT_TARGET,
    ),
    unit=TEXT,
    period=PERIOD,
    path=PATH,
    milestones=_STEPS,
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
    method=METHOD,
    limit=NUMBER,
    rebasings=list_of(
        perhaps(struct(old=_KEPT_BASELINE, old_target=_KEPT_TARGET, at=MOMENT), why=TEXT, who=TEXT),
    ),
    revisions=list_of(
        perhaps(
            struct(old=_KEPT_TARGET, effective=DAY, at=MOMENT),
            why=TEXT,
            who=TEXT,
            old_milestones=_STEPS,
            old_path=PATH,
        )
    ),
)
KEPT_PLAN = perhaps(
    struct("The plan as it is kept; what has its usual value is left out."),
    title=TEXT,
    description=TEXT,
    date=DAY,
    fiscal_start=MONTH,
    week_start=one_of(WeekStart),
    decimal_comma=FLAG,
    method=METHOD,
    groups=list_of(perhaps(struct(kind=TEXT, id=TEXT, title=TEXT), description=TEXT)),
    goals=list_of(_KEPT_GOAL),
)
