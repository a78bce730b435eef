"""The view of a draft: what each goal of a document would be, to be proof-read before it is stored."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.language.echo import show_value
from coopctl.output import Column, Row, Section, View
from coopctl.output.answers import DraftAnswer, DraftFigureRecord, DraftRecord, StepTargetRecord, UnreadRecord
from coopctl.output.formats.text import shortened
from coopctl.output.records import baseline_record, group_record, plan_record, target_record
from coopctl.output.views import words
from coopctl.output.views.acts import differences
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure, Path
from coopctl.values.ids import slug
from coopctl.values.quantities import NumberFormat

_COLUMNS = (
    Column("Goal", folds=20),
    Column("ID", drop=7, below="id {}"),
    Column("Baseline", drop=1, right=True, folds=12, below="baseline {}"),
    Column("Of", drop=2, below="baseline of {}"),
    Column("Target", right=True, folds=12),
    Column("By", drop=1, below="by {}"),
    Column("Milestones", drop=3, below="milestones {}"),
    Column("Worked out", drop=4, below="target = {}"),
    Column("How counted", drop=5, below="{}"),
    Column("Besides", drop=6, below="{}"),
    Column("Would change", drop=8, below="changed: {}"),
    Column("Where", drop=9, below="{}"),
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


class Drafted(Struct, frozen=True):
    """A goal of a draft: where it stands in the document, how its target was worked out, and what it was before."""

    goal: Goal
    where: str
    arithmetic: str = ""
    assumed: tuple[str, ...] = ()
    before: Goal | None = None


class Beside(Struct, frozen=True):
    """What else a document holds: current values, what is not understood and what was not read, each with its place."""

    figures: tuple[DraftFigureRecord, ...] = ()
    refused: tuple[UnreadRecord, ...] = ()
    passed: tuple[UnreadRecord, ...] = ()


def proof_view(plan: Plan, drafted: Sequence[Drafted], beside: Beside) -> View:
    """The goals of a draft in their order, under the groups that they would belong to in the plan."""
    titles = {group.ref: f"{group.kind.capitalize()}: {group.title}" for group in plan.groups}
    return View(
        lambda: DraftAnswer(
            plan_record(plan),
            tuple(_record(one, plan.numbers) for one in drafted),
            tuple(map(group_record, plan.groups)),
            beside.figures,
            beside.refused,
            beside.passed,
        ),
        columns=_COLUMNS,
        sections=tuple(_sections(drafted, titles, plan.numbers)),
    )


def _record(one: Drafted, numbers: NumberFormat) -> DraftRecord:
    goal, promise = one.goal, one.goal.promise
    return DraftRecord(
        id=goal.id,
        title=goal.title,
        where=one.where,
        state="added" if one.before is None else "updated",
        unit=promise.unit.text,
        measure=promise.measure,
        period=promise.period,
        baseline=baseline_record(promise.baseline),
        target=target_record(goal),
        path=promise.path,
        milestones=tuple(StepTargetRecord(step.value, step.deadline) for step in promise.milestones),
        arithmetic=one.arithmetic,
        assumed=one.assumed,
        changes=_changes(one, numbers),
        groups=goal.groups,
        owner=goal.owner,
        source=goal.source,
        note=goal.note,
        cadence=goal.cadence,
    )


def _changes(one: Drafted, numbers: NumberFormat) -> tuple[str, ...]:
    return () if one.before is None else tuple(differences(one.before, one.goal, numbers))


def _sections(drafted: Sequence[Drafted], titles: Mapping[str, str], numbers: NumberFormat) -> Iterator[Section]:
    some = any(one.goal.groups for one in drafted)
    for refs, inside in groupby(drafted, lambda one: one.goal.groups):
        title = "; ".join(titles.get(ref, ref) for ref in refs) or ("No group" if some else "")
        yield Section(title, tuple(_row(one, numbers) for one in inside))


def _row(one: Drafted, numbers: NumberFormat) -> Row:
    goal, promise = one.goal, one.goal.promise
    per = words.per(goal)
    baseline = "open" if promise.baseline.value is None else show_value(goal, promise.baseline.value, numbers) + per
    milestones = ", ".join(
        f"{show_value(goal, step.value, numbers)}{per} by {step.deadline}" for step in promise.milestones
    )
    return Row(
        (
            goal.title,
            _own_id(goal),
            baseline,
            f"{promise.baseline.date}",
            words.target(goal, numbers, exact=True),
            f"{promise.target.deadline or '–'}",
            milestones,
            one.arithmetic,
            _counting(goal),
            "; ".join(_besides(goal)),
            "; ".join(_changes(one, numbers)),
            one.where,
        )
    )


def _own_id(goal: Goal) -> str:
    """The goal's id where it is not what its title says."""
    try:
        return "" if goal.id == slug(goal.title) else goal.id
    except Refused:
        return goal.id


def _counting(goal: Goal) -> str:
    """How figures become the goal's value, and what is not simply a value to be reached in a straight line."""
    promise = goal.promise
    per = f" per {promise.period}".replace("-", " ") if promise.period else ""
    kept = ", to be kept" if promise.keep is not None else ""
    path = f", path {promise.path}" if promise.path is not Path.LINEAR else ""
    return f"{_COUNTED.get(promise.measure, promise.measure)}{per}{kept}{path}"


def _besides(goal: Goal) -> Iterator[str]:
    """What else the document says of a goal."""
    said = (("owner", goal.owner), ("figures due", goal.cadence), ("source", goal.source), ("note", goal.note))
    yield from (shortened(f"{name} {text}") for name, text in said if text)
