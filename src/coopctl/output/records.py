"""Goals, groups, figures and plans as the records that every machine format shares.

A field is stated once, here: its place is that of its column, its type and meaning are those of the schema.
"""

# Who asks for a schema or for columns reads the annotations; nobody else waits for them.
from __future__ import annotations

import datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from coopctl.judgement.assessment import Assessment, Required
from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.methods import METHODS, Status
from coopctl.judgement.readings import Reading, Running
from coopctl.judgement.rollup import RollUp
from coopctl.language.echo import stage_name
from coopctl.output import Answer
from coopctl.output.fields import JsonOnly, Late, Rows, says
from coopctl.plan.plan import Figure, Goal, Group, Plan
from coopctl.plan.terms import Baseline, Direction, Measure, Milestone, Path, Rebasing, Revision
from coopctl.values.calendar import PeriodKind
from coopctl.values.quantities import to_places

if TYPE_CHECKING:
    from fractions import Fraction

# Beyond a double's digits; fewer would show in a comparison with another program's result.
_PLACES = 16
_LEVEL = Decimal("0.8")

Share: TypeAlias = Decimal | None
Count = Annotated[int, Meta(ge=0)]
Method = Annotated[str, Meta(extra={"words": METHODS})]
Numbers: TypeAlias = dict[str, Decimal]
Statuses = Annotated[dict[str, Count], says("How many goals there are of each status.")]
Progress = Annotated[Share, says("The weighted mean of the goals' progress, each between 0 and 1.")]
ProgressOf = Annotated[Count, says("How many goals have figures, and with them a part in that mean.")]


class PlanRecord(Struct, frozen=True):
    title: str
    description: str
    date: datetime.date | None
    fiscal_start: Annotated[int, Meta(ge=1, le=12), says("The month in which fiscal years start.")]


class RolledPlan(PlanRecord, frozen=True):
    """A plan with what its goals come to."""

    goals: Count
    progress: Progress
    progress_of: ProgressOf
    statuses: Statuses


class GroupRecord(Struct, frozen=True):
    id: str
    kind: str
    title: str
    description: str


class RolledGroup(GroupRecord, frozen=True):
    """A group with what its goals come to."""

    goals: Count
    progress: Progress
    progress_of: ProgressOf
    statuses: Statuses


class FigureRecord(Struct, frozen=True):
    """A figure as it was recorded, and what became of it."""

    place: Annotated[Count, says("Its number in the order of recording.")]
    key: str
    goal: str
    value: Decimal | None
    on: Annotated[str, says("The day or period as it was said.")]
    date: Annotated[datetime.date | None, says("The last day of it.")]
    recorded_at: datetime.datetime
    state: Annotated[str, says("Whether it stands, or what became of it.")]
    provisional: bool
    replaces: Annotated[str, says("The key of the figure that it corrects.")]
    retracts: Annotated[str, says("The key of what it takes back.")]
    why: str
    note: str
    source: str
    url: str
    who: Annotated[str, says("Who recorded it: as it was said of it, else who made the call.")]
    missing: Annotated[bool, says("Whether it says that there is no figure.")]
    beside: Annotated[
        JsonOnly[tuple[str, ...]], says("The keys of figures of its day or period that a merge brought together.")
    ]


class BaselineRecord(Struct, frozen=True):
    value: Decimal | None
    date: datetime.date


class KeepRecord(Struct, frozen=True):
    """The bounds that are to be kept."""

    low: Decimal | None
    above: Annotated[JsonOnly[bool], says("Whether the low bound itself is outside.")]
    high: Decimal | None
    below: Annotated[JsonOnly[bool], says("Whether the high bound itself is outside.")]


class TargetRecord(Struct, frozen=True):
    """What is promised: a value to reach, bounds to keep, or a direction."""

    value: Decimal | None
    strict: Annotated[JsonOnly[bool], says("Whether the value must be left behind: `below 3`.")]
    deadline: datetime.date | None
    text: Annotated[str, says("The phrase as it was written.")]
    keep: KeepRecord | None
    direction: Direction | None


class ReadingRecord(Struct, frozen=True, gc=False):
    """One of a goal's readings; a period's is dated by its last day."""

    value: Decimal
    date: datetime.date
    period: str | None
    provisional: bool


class RunningRecord(Struct, frozen=True):
    """What there is so far of the period that is not over."""

    period: str
    value: Decimal
    share: Annotated[JsonOnly[Decimal], says("The part of its days that has gone.")]
    due: Annotated[Decimal | None, says("What its part of the path comes to by now.")]
    provisional: JsonOnly[bool]


class LastRecord(Struct, frozen=True):
    """The last reading, the running period beside it, and the name of the stage that it is."""

    value: Decimal | None
    date: datetime.date | None
    period: str | None
    provisional: JsonOnly[bool]
    last_figure: Annotated[JsonOnly[datetime.date | None], says("The day of a total's last figure.")]
    running: Late[RunningRecord | None]
    stage: str | UnsetType = UNSET


class HeldRecord(Struct, frozen=True):
    """In how many periods a goal was held, of how many."""

    periods: Count
    of: Count


class RequiredRecord(Struct, frozen=True):
    """What is still needed, and how much that is for each month that is left."""

    change: Decimal
    by: datetime.date | None
    period: Annotated[str | None, says("The period in which a sum or count must still gain it.")]
    per_month: Decimal | None


class NoForecastRecord(Struct, frozen=True):
    """There is none, and why."""

    value: None
    why: JsonOnly[str]


class ForecastRecord(Struct, frozen=True):
    """The value at the deadline, with an interval that holds at its level."""

    value: Decimal
    low: Decimal
    high: Decimal
    level: JsonOnly[Decimal]
    deadline: JsonOnly[datetime.date]
    probability: Annotated[Decimal | None, says("That of having reached the target at the deadline.")]
    met_on: Annotated[JsonOnly[datetime.date | None], says("The day on which the present trend meets the target.")]
    not_met: Annotated[JsonOnly[str | None], says("Why the present trend does not meet it.")]
    required: Annotated[JsonOnly[Decimal | None], says("The change needed in each `period_days` up to the deadline.")]
    period_days: JsonOnly[int | None]
    trend: Annotated[JsonOnly[Decimal], says("The change a year; for counts the number per period.")]
    least_squares: Annotated[JsonOnly[Decimal | None], says("Where that line alone leads.")]
    theil_sen: Annotated[JsonOnly[Decimal | None], says("Where that line alone leads.")]
    model: JsonOnly[str]
    readings: JsonOnly[Count]


class MilestoneRecord(Struct, frozen=True):
    """An interim target with the last reading up to its day."""

    value: Decimal
    deadline: datetime.date
    reading: ReadingRecord | None
    met: Annotated[bool | None, says("Whether it was met; not known before its day.")]


class PointRecord(Struct, frozen=True):
    date: datetime.date
    value: Decimal


class AbsentRecord(Struct, frozen=True):
    """A slot without a figure, and why."""

    on: str
    date: datetime.date
    why: str


class OldTargetRecord(Struct, frozen=True):
    text: str
    value: Decimal | None
    deadline: datetime.date | None


class RevisionRecord(Struct, frozen=True):
    """A change of target; the old one counted until the day on which the next took effect."""

    old: OldTargetRecord
    effective: datetime.date
    at: datetime.datetime
    why: str
    who: str


class RebasingRecord(Struct, frozen=True):
    """A change of baseline."""

    old: BaselineRecord
    at: datetime.datetime
    why: str
    who: str


class GoalRecord(Struct, frozen=True):
    """A goal with its standing; ratios are numbers, 1 being the whole way from baseline to target."""

    id: str
    title: str
    unit: str
    measure: Annotated[Measure, says("How figures become the goal's value.")]
    period: PeriodKind | None
    baseline: BaselineRecord
    target: TargetRecord
    path: Annotated[Path, says("What was promised for every day between baseline and target.")]
    reading: LastRecord | None
    progress: Annotated[Share, says("The part of the way from baseline to target that is done.")]
    expected: Annotated[Share, says("The part of the way that was promised by the judged day.")]
    pace: Annotated[Share, says("Progress divided by what is expected.")]
    no_pace: Annotated[JsonOnly[str | None], says("Why there is no pace.")]
    expected_value: Annotated[JsonOnly[Share], says("What was promised by the judged day, in the goal's unit.")]
    gap: Annotated[JsonOnly[Share], says("What the judged value is beyond that; less than 0 for what it lacks.")]
    judged: Annotated[
        JsonOnly[ReadingRecord | None],
        says("The reading that the status is of, or what there is so far of a running period."),
    ]
    at_baseline: Annotated[JsonOnly[bool], says("Whether nothing was read yet, so that it stands at its baseline.")]
    open: Annotated[JsonOnly[bool], says("Whether progress waits for the baseline.")]
    status: Status
    why: str
    method: Method
    label: Annotated[str, says("The method's own word beside the status.")]
    numbers: Annotated[Numbers, says("What led the method to it, by name.")]
    stale: Annotated[bool, says("Whether the next figure should have come in by now.")]
    held: HeldRecord | None
    reached_late: Annotated[datetime.date | None, says("The day on which a missed target was reached all the same.")]
    required: RequiredRecord | None
    forecast: NoForecastRecord | ForecastRecord | None
    milestones: tuple[MilestoneRecord, ...]
    path_points: Annotated[tuple[PointRecord, ...], says("Where the path bends.")]
    readings: tuple[ReadingRecord, ...]
    history: Annotated[JsonOnly[Count], says("How many figures are from before the baseline.")]
    missing_periods: JsonOnly[tuple[str, ...]]
    not_available: Annotated[tuple[AbsentRecord, ...], says("The slots of which it is said that there is no figure.")]
    limit: Annotated[JsonOnly[Decimal | None], says("A natural limit of the value.")]
    revisions: tuple[RevisionRecord, ...]
    rebasings: tuple[RebasingRecord, ...]
    stages: JsonOnly[tuple[str, ...]]
    groups: Annotated[tuple[str, ...], says("Each as `kind:id`.")]
    owner: str
    source: str
    note: str
    cadence: Annotated[str, says("How often a figure is due.")]
    lag: Annotated[str, says("How long after its period a figure may come in.")]
    weight: Decimal
    tags: tuple[str, ...]
    archived: bool
    archived_why: JsonOnly[str]


class StatusAnswer(Answer, frozen=True, tag="coopctl.status/1"):
    """The answer of `status`, which is asked for most: it stands here so that no other need be imported."""

    as_of: datetime.date
    known_at: datetime.datetime | None
    method: str
    plan: RolledPlan
    goals: Rows[GoalRecord]
    groups: tuple[RolledGroup, ...]


def exact(value: Fraction | Decimal) -> Decimal:
    """A ratio as a decimal of sixteen places, the only rounding on the way to machines."""
    return to_places(value, _PLACES)


def ratio(value: Fraction | None) -> Share:
    """The same of a ratio that may be missing."""
    return None if value is None else exact(value)


def plan_record(plan: Plan) -> PlanRecord:
    return PlanRecord(plan.title, plan.description, plan.date, plan.fiscal_start)


def group_record(group: Group) -> GroupRecord:
    return GroupRecord(group.id, group.kind, group.title, group.description)


def rolled_plan(plan: Plan, rolled: RollUp) -> RolledPlan:
    return RolledPlan(**structs.asdict(plan_record(plan)), **rolled_up(rolled))


def rolled_group(group: Group, rolled: RollUp) -> RolledGroup:
    return RolledGroup(**structs.asdict(group_record(group)), **rolled_up(rolled))


def rolled_up(rolled: RollUp) -> dict[str, Any]:
    """What goals come to, as the fields of every record that has it."""
    progress = ratio(rolled.progress)
    return {"goals": rolled.goals, "progress": progress, "progress_of": rolled.based, "statuses": rolled.counts}


@cache
def _shared(record: type[Struct], of: type[Struct]) -> tuple[str, ...]:
    """The names of the fields that a record has just as what it is of."""
    return tuple(name for name in of.__struct_fields__ if name in record.__struct_fields__)


def _same(record: type[Struct], of: Struct) -> dict[str, Any]:
    return {name: getattr(of, name) for name in _shared(record, type(of))}


def figure_record(place: int, figure: Figure, state: str) -> FigureRecord:
    same = _same(FigureRecord, figure) | {"who": figure.who or figure.by}
    return FigureRecord(place=place, state=state, **same)


def goal_record(one: Assessment, *, series: bool = True) -> GoalRecord:
    """A goal with its standing; without the `series` the readings are left out, for those who do not read them."""
    goal, facts = one.goal, one.facts
    return GoalRecord(
        **_same(GoalRecord, goal) | {"method": one.method},
        unit=goal.promise.unit.text,
        measure=goal.promise.measure,
        period=goal.promise.period,
        baseline=baseline_record(goal.promise.baseline),
        target=target_record(goal),
        path=goal.promise.path,
        reading=_last(goal, facts.latest, facts.running, ratio(facts.due)),
        progress=ratio(facts.progress),
        expected=ratio(facts.expected),
        pace=ratio(facts.pace),
        no_pace=facts.no_pace or None,
        expected_value=ratio(facts.aimed),
        gap=ratio(facts.gap),
        judged=_reading_record(facts.judged),
        at_baseline=facts.at_baseline,
        open=goal.promise.open,
        status=one.status,
        why=one.why,
        label=one.label,
        numbers=numbers(one),
        stale=one.stale,
        held=None if one.held is None else HeldRecord(*one.held),
        reached_late=one.late,
        required=_required_record(one.required),
        forecast=_forecast(one.forecast),
        milestones=tuple(_milestone(one, step) for step in goal.promise.milestones),
        path_points=tuple(PointRecord(day, value) for day, value in one.path),
        readings=_series(one.readings) if series else (),
        history=one.before,
        missing_periods=one.missing,
        not_available=tuple(AbsentRecord(absent.on, absent.date, absent.why) for absent in one.absent),
        revisions=tuple(map(_revision, goal.promise.revisions)),
        rebasings=tuple(map(_rebasing, goal.promise.rebasings)),
        stages=goal.promise.stages,
    )


def numbers(one: Assessment) -> dict[str, Decimal]:
    """What led the method to its status, under names without spaces."""
    return {name.replace(" ", "_"): exact(number) for name, number in one.numbers}


def baseline_record(baseline: Baseline) -> BaselineRecord:
    return BaselineRecord(baseline.value, baseline.date)


def target_record(goal: Goal) -> TargetRecord:
    target, keep = goal.promise.target, goal.promise.keep
    bounds = None if keep is None else KeepRecord(keep.low, keep.above, keep.high, keep.below)
    return TargetRecord(goal.promise.reach, goal.promise.strict, target.deadline, target.text, bounds, target.direction)


def _series(readings: tuple[Reading, ...]) -> tuple[ReadingRecord, ...]:
    """The readings as they are written; there may be thousands, so none costs a call of its own."""
    return tuple([ReadingRecord(one.value, one.date, one.period or None, one.provisional) for one in readings])


def _reading_record(reading: Reading | None) -> ReadingRecord | None:
    return None if reading is None else _series((reading,))[0]


def _last(goal: Goal, reading: Reading | None, running: Running | None, due: Share) -> LastRecord | None:
    now = None
    if running is not None:
        now = RunningRecord(running.period.label, running.value, exact(running.share), due, running.provisional)
    if reading is None:
        return None if now is None else LastRecord(None, None, None, provisional=False, last_figure=None, running=now)
    return LastRecord(
        reading.value,
        reading.date,
        reading.period or None,
        provisional=reading.provisional,
        last_figure=reading.last,
        running=now,
        stage=stage_name(goal, reading.value) if goal.promise.measure is Measure.STAGE else UNSET,
    )


def _required_record(required: Required | None) -> RequiredRecord | None:
    if required is None:
        return None
    return RequiredRecord(exact(required.change), required.by, required.period or None, ratio(required.rate))


def _forecast(found: Forecast | NoForecast | None) -> NoForecastRecord | ForecastRecord | None:
    """A forecast, or only the reason why there is none; None where none was asked for."""
    if found is None:
        return None
    if isinstance(found, NoForecast):
        return NoForecastRecord(None, found.why)
    return ForecastRecord(level=_LEVEL, **structs.asdict(found))


def _milestone(one: Assessment, step: Milestone) -> MilestoneRecord:
    return MilestoneRecord(step.value, step.deadline, _reading_record(one.reading_by(step)), one.met(step))


def _revision(revision: Revision) -> RevisionRecord:
    old = OldTargetRecord(revision.old.text, revision.old.value, revision.old.deadline)
    return RevisionRecord(old, revision.effective, revision.at, revision.why, revision.who)


def _rebasing(rebasing: Rebasing) -> RebasingRecord:
    return RebasingRecord(baseline_record(rebasing.old), rebasing.at, rebasing.why, rebasing.who)
