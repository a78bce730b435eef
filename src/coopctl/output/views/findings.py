"""The views of what wants attention: findings of a check, and figures that are due."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.due import Due
from coopctl.judgement.methods import STALE
from coopctl.output import Column, Row, Section, View
from coopctl.output.formats.text import number_of
from coopctl.output.records import GOAL_FIELDS, goal_record, plan_record
from coopctl.output.views import words
from coopctl.plan.plan import Plan

_CHECK_COLUMNS = (
    Column("Goal", "id", folds=18),
    Column("Status", "status", folds=13, toned=True),
    Column("Why", "why", folds=30),
)
DUE_FIELDS = (
    "goal",
    "title",
    "owner",
    "due_for",
    "due_by",
    "overdue",
    "days_left",
    "last",
    "cadence",
    "lag",
    "date",
    "value",
)
_DUE_COLUMNS = (
    Column("Goal", "goal", folds=18),
    Column("Figure for", "due_for"),
    Column("Due by", "due_by"),
    Column("State", "days_left", toned=True),
    Column("Last figure", "last", drop=2),
    Column("Owner", "owner", drop=1),
)


def findings_view(
    plan: Plan,
    found: Sequence[Assessment],
    as_of: date,
    faults: Collection[str],
    settle: Mapping[str, str] | None = None,
) -> View:
    """One line a finding: the goal, its status with flags, and what about it is one of the faults.

    `settle` says of goals what else a person has to settle.
    """
    more = settle or {}
    records = tuple(goal_record(one) for one in found)
    envelope = {"schema": "coopctl.check/1", "as_of": as_of, "plan": plan_record(plan), "goals": records}
    told = [(one.goal.id, words.status(one, unicode=False), _reason(one, faults, more)) for one in found]
    rows = tuple(Row(cells, record=record) for cells, record in zip(told, records, strict=True))
    sections = (Section("", rows),) if rows else ()
    return View(envelope, records, GOAL_FIELDS, _CHECK_COLUMNS, sections, lines=tuple(map(": ".join, told)))


def _reason(one: Assessment, faults: Collection[str], settle: Mapping[str, str]) -> str:
    """Why the status is what it is, where that is the fault; what is overdue, where staleness is; what is to settle."""
    why = [one.why] if one.status in faults else []
    why += [words.overdue(one)] if one.stale and STALE in faults else []
    return "; ".join([*why, settle[one.goal.id]] if one.goal.id in settle else why)


def due_view(plan: Plan, dues: Sequence[Due], as_of: date) -> View:
    """A row a figure that is due."""
    records = tuple(
        {
            "goal": one.goal.id,
            "title": one.goal.title,
            "owner": one.goal.owner,
            "due_for": one.due_for,
            "due_by": one.due_by,
            "overdue": one.overdue,
            "days_left": one.days_left(as_of),
            "last": one.last,
            "cadence": one.goal.cadence,
            "lag": one.goal.lag,
            # The columns that an import reads, the second to be filled in.
            "date": one.due_for,
            "value": None,
        }
        for one in dues
    )
    envelope = {"schema": "coopctl.due/1", "as_of": as_of, "plan": plan_record(plan), "due": records}
    rows = tuple(_due_row(one, record, as_of) for one, record in zip(dues, records, strict=True))
    return View(envelope, records, DUE_FIELDS, _DUE_COLUMNS, (Section("", rows),) if rows else ())


def _due_row(one: Due, record: dict[str, Any], as_of: date) -> Row:
    cells = (
        one.goal.title,
        f"{one.due_for}",
        f"{one.due_by}",
        _state(one, as_of),
        f"{one.last or '–'}",
        one.goal.owner,
    )
    return Row(cells, "bad" if one.overdue else "fair", record)


def _state(one: Due, as_of: date) -> str:
    days = abs(one.days_left(as_of))
    span = number_of(days, "day")
    return f"overdue by {span}" if one.overdue else f"due in {span}"
