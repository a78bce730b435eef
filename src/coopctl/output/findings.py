"""The views of what wants attention: findings of a check, and figures that are due."""

from collections.abc import Sequence
from datetime import date

from coopctl.due import Due
from coopctl.output import Column, Row, Section, View, words
from coopctl.output.records import GOAL_FIELDS, goal_record, plan_record
from coopctl.output.text import number_of
from coopctl.plan import Plan
from coopctl.progress import Assessment

_DUE_FIELDS = ("goal", "title", "owner", "due_for", "due_by", "overdue", "days_left", "last", "cadence", "lag")
_DUE_COLUMNS = (
    Column("Goal", folds=18),
    Column("Figure for"),
    Column("Due by"),
    Column("State", toned=True),
    Column("Last figure", drop=2),
    Column("Owner", drop=1),
)


def findings_view(plan: Plan, found: Sequence[Assessment], as_of: date) -> View:
    """One line a finding: the goal, its status with flags, and why."""
    records = tuple(goal_record(one) for one in found)
    envelope = {"schema": "coopctl.check/1", "as_of": as_of, "plan": plan_record(plan), "goals": records}
    lines = tuple(f"{one.goal.id}: {words.status(one, unicode=False)}: {one.why}" for one in found)
    columns = (Column("Goal"), Column("Status"), Column("Why"))
    rows = tuple(Row((one.goal.id, words.status(one, unicode=False), one.why)) for one in found)
    return View(envelope, records, GOAL_FIELDS, columns, (Section("", rows),) if rows else (), lines)


def due_view(plan: Plan, dues: Sequence[Due], as_of: date) -> View:
    """A row a figure that is due, the most urgent first."""
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
        }
        for one in dues
    )
    envelope = {"schema": "coopctl.due/1", "as_of": as_of, "plan": plan_record(plan), "due": records}
    rows = tuple(
        Row(
            (
                one.goal.title,
                f"{one.due_for}",
                f"{one.due_by}",
                _state(one, as_of),
                f"{one.last or '–'}",
                one.goal.owner,
            ),
            "bad" if one.overdue else "fair",
        )
        for one in dues
    )
    return View(envelope, records, _DUE_FIELDS, _DUE_COLUMNS, (Section("", rows),) if rows else ())


def _state(one: Due, as_of: date) -> str:
    days = abs(one.days_left(as_of))
    span = number_of(days, "day")
    return f"overdue by {span}" if one.overdue else f"due in {span}"
