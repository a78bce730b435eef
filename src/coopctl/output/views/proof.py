"""The view of a draft: what each goal of a document would be, to be proof-read before it is stored."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.language.echo import show_value
from coopctl.output import Column, Row, Section, View
from coopctl.output.formats.text import shortened
from coopctl.output.views import words
from coopctl.output.views.acts import changed
from coopctl.plan.plan import Goal, Group
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
    before: Goal | None = None


def proof_view(drafted: Sequence[Drafted], groups: Sequence[Group], numbers: NumberFormat) -> View:
    """The goals of a draft in their order, under the groups that they would belong to."""
    titles = {group.ref: f"{group.kind.capitalize()}: {group.title}" for group in groups}
    return View(columns=_COLUMNS, sections=tuple(_sections(drafted, titles, numbers)))


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
            _counted(goal),
            "; ".join(_besides(goal)),
            "" if one.before is None else "; ".join(changed(one.before, goal, numbers)),
            one.where,
        )
    )


def _own_id(goal: Goal) -> str:
    """The goal's id where it is not what its title says."""
    try:
        return "" if goal.id == slug(goal.title) else goal.id
    except Refused:
        return goal.id


def _counted(goal: Goal) -> str:
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
