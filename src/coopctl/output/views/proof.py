"""The view of a draft: what each goal of a document would be, to be proof-read before it is stored."""

from collections.abc import Sequence

from coopctl.output import Column, Row, View, listed
from coopctl.output.views import words
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Measure

_COLUMNS = (
    Column("Goal", folds=20),
    Column("Baseline", right=True, folds=12),
    Column("Of", drop=3),
    Column("Target", right=True, folds=12),
    Column("By"),
    Column("Milestones", drop=1, folds=24),
    Column("How counted", drop=2, folds=24),
    Column("Where", drop=4),
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


def proof_view(drafted: Sequence[tuple[Goal, str]]) -> View:
    """The goals of a draft, each with the place in the document that it comes from."""
    return View(columns=_COLUMNS, sections=listed(_row(goal, where) for goal, where in drafted))


def _row(goal: Goal, where: str) -> Row:
    per = f" per {goal.promise.period}" if goal.promise.period else ""
    return Row(
        (
            goal.title,
            "open" if goal.promise.baseline.value is None else words.baseline(goal),
            f"{goal.promise.baseline.date}",
            words.target(goal),
            f"{goal.promise.target.deadline or '–'}",
            ", ".join(f"{words.amount(goal, step.value)} by {step.deadline}" for step in goal.promise.milestones),
            f"{_COUNTED.get(goal.promise.measure, goal.promise.measure)}{per}",
            where,
        )
    )
