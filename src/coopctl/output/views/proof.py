"""The view of a draft: what each goal of a document would be, to be proof-read before it is stored."""

from collections.abc import Sequence

from coopctl.output import Column, Row, Section, View
from coopctl.output.records import plan_record
from coopctl.output.views import words
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure

_COLUMNS = (
    Column("Goal", "title", folds=20),
    Column("Baseline", "baseline", right=True, folds=12),
    Column("Of", "of", drop=3),
    Column("Target", "target", right=True, folds=12),
    Column("By", "by"),
    Column("Milestones", "milestones", drop=1, folds=24),
    Column("How counted", "counted", drop=2, folds=24),
    Column("Where", "where", drop=4),
)
_COUNTED = {
    Measure.LEVEL: "each figure is the new level",
    Measure.TOTAL: "figures are added to the baseline",
    Measure.SUM: "figures are added up",
    Measure.COUNT: "figures are counted",
    Measure.MEAN: "the mean of figures",
    Measure.MAX: "the highest figure",
    Measure.MIN: "the lowest figure",
    Measure.STAGE: "the latest stage",
}


def proof_view(plan: Plan, drafted: Sequence[tuple[Goal, str]]) -> View:
    """The goals of a draft, each with the place in the document that it comes from."""
    records = tuple(_record(goal, where) for goal, where in drafted)
    rows = tuple(Row(tuple(record.values()), record=record) for record in records)
    envelope = {"schema": "coopctl.draft/1", "plan": plan_record(plan), "goals": records}
    fields = tuple(column.field for column in _COLUMNS)
    return View(envelope, records, fields, _COLUMNS, (Section("", rows),) if rows else ())


def _record(goal: Goal, where: str) -> dict[str, str]:
    per = f" per {goal.promise.period}" if goal.promise.period else ""
    return {
        "title": goal.title,
        "baseline": "open" if goal.promise.baseline.value is None else words.baseline(goal),
        "of": f"{goal.promise.baseline.date}",
        "target": words.target(goal),
        "by": f"{goal.promise.target.deadline or '–'}",
        "milestones": ", ".join(
            f"{words.amount(goal, step.value)} by {step.deadline}" for step in goal.promise.milestones
        ),
        "counted": f"{_COUNTED.get(goal.promise.measure, goal.promise.measure)}{per}",
        "where": where,
    }
