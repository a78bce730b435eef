"""The view of `coopctl status`: goals in sections, with a header and a footer that stand alone."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from coopctl.methods import Status
from coopctl.output import Column, Row, Section, View, words
from coopctl.output.records import GOAL_FIELDS, goal_record, group_record, plan_record, ratio
from coopctl.plan import Plan
from coopctl.progress import Assessment, RollUp, roll_up

COLUMNS = (
    Column("Goal", folds=18),
    Column("Baseline", drop=5),
    Column("Now", drop=1, folds=20),
    Column("Target", drop=2),
    Column("By", drop=3),
    Column("Progress", toned=True),
    Column("Expected", drop=4, right=True),
    Column("Status", folds=13, toned=True),
    Column("Needed next", drop=7),
    Column("Forecast", drop=6),
)


class Shown(Struct, frozen=True):
    """What was asked of `status`: the day, the moment of knowledge, the method, and the kind of group to sort by."""

    as_of: date
    known_at: datetime | None
    method: str
    group_by: str = "area"
    unicode: bool = True


def status_view(plan: Plan, assessments: Sequence[Assessment], shown: Shown) -> View:
    """Every goal with its standing, in sections by group, and the roll-ups of groups and plan."""
    rolled = roll_up(assessments)
    records = tuple(goal_record(one) for one in assessments)
    return View(
        envelope={
            "schema": "coopctl.status/1",
            "as_of": shown.as_of,
            "known_at": shown.known_at,
            "method": shown.method,
            "plan": plan_record(plan) | group_rollup(rolled),
            "goals": records,
            "groups": [group_record(group, roll_up(_in(assessments, group.ref))) for group in plan.groups],
        },
        records=records,
        fields=GOAL_FIELDS,
        columns=COLUMNS,
        sections=sections(plan, assessments, shown),
        head=(plan.title, f"as of {shown.as_of}, method {shown.method}"),
        foot=(footer(rolled),),
    )


def group_rollup(rolled: RollUp) -> dict[str, object]:
    return {"goals": rolled.goals, "progress": ratio(rolled.progress), "statuses": rolled.counts}


def _in(assessments: Sequence[Assessment], ref: str) -> list[Assessment]:
    return [one for one in assessments if ref in one.goal.groups]


def sections(plan: Plan, assessments: Sequence[Assessment], shown: Shown) -> tuple[Section, ...]:
    """One section a group of the kind asked for, in the plan's order; the goals without one come last."""
    groups = [group for group in plan.groups if group.kind == shown.group_by]
    parts = [(group.title, _in(assessments, group.ref)) for group in groups]
    grouped = [one for _, ones in parts for one in ones]
    rest = [one for one in assessments if one not in grouped]
    if grouped and rest:
        parts.append((f"No {shown.group_by}", rest))
    elif not grouped:
        parts = [("", rest)]
    return tuple(
        Section(title, tuple(_row(one, unicode=shown.unicode) for one in ones)) for title, ones in parts if ones
    )


def _row(one: Assessment, *, unicode: bool) -> Row:
    goal = one.goal
    cells = (
        goal.title + (" (archived)" if goal.archived else ""),
        words.baseline(goal),
        words.now(one),
        words.target(goal),
        f"{goal.target.deadline}" if goal.target.deadline else "–",
        words.bar(one.facts.progress, unicode=unicode),
        words.expected(one),
        words.status(one, unicode=unicode),
        words.needs(one),
        words.outlook(one),
    )
    return Row(cells, words.SIGNS[one.status][1])


def footer(rolled: RollUp) -> str:
    """`7 goals: 2 on track, 1 missed; overall progress 34% (weighted, each goal capped at 100%)`."""
    counted = [f"{rolled.counts[status]} {status.words}" for status in Status if status in rolled.counts]
    goals = f"{rolled.goals} goal{'s' if rolled.goals != 1 else ''}"
    overall = (
        f"; progress of all {words.percent(rolled.progress)} (weighted mean, each goal between 0 and 100%)"
        if rolled.progress is not None
        else ""
    )
    return f"{goals}{': ' if counted else ''}{', '.join(counted)}{overall}"
