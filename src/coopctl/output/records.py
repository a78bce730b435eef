"""Goals, groups and figures as the records that every machine format shares."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec import Struct

from coopctl.judgement.assessment import Assessment, Required
from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.path import nodes
from coopctl.judgement.readings import Reading, Running
from coopctl.judgement.rollup import RollUp
from coopctl.language.echo import stage_name
from coopctl.plan.plan import Figure, Goal, Group, Plan
from coopctl.plan.terms import Measure, Milestone, Rebasing, Revision
from coopctl.values.quantities import EXACT, as_decimal, plain

# Beyond a double's digits; fewer would show in a comparison with another program's result.
_RATIO = Decimal("1e-16")


def ratio(value: Fraction | None) -> Decimal | None:
    """A ratio as a decimal of sixteen places, the only rounding on the way to machines."""
    if value is None:
        return None
    return plain(as_decimal(value).quantize(_RATIO, context=EXACT))


GOAL_FIELDS = tuple(
    """id title unit measure period baseline.value baseline.date target.value target.deadline target.text
    target.keep.low target.keep.high target.direction path reading.value reading.date reading.period reading.stage
    reading.running.period reading.running.value reading.running.due
    progress expected pace status why method label stale
    held.periods held.of reached_late required.change required.by required.period required.per_month
    forecast.value forecast.low forecast.high forecast.probability
    groups owner source note cadence lag weight tags archived""".split()
)
GROUP_FIELDS = ("id", "kind", "title", "description")
FIGURE_FIELDS = tuple(
    """place key goal value on date recorded_at state provisional replaces retracts why note source url who
    missing""".split()
)


def plan_record(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "description": plan.description,
        "date": plan.date,
        "fiscal_start": plan.fiscal_start,
    }


class ReadingRecord(Struct, frozen=True, gc=False):
    """One of a goal's readings; of thousands a goal, each costs less than a mapping would."""

    value: Decimal
    date: datetime.date
    period: str | None
    provisional: bool


def goal_record(one: Assessment, *, series: bool = True) -> dict[str, Any]:
    """A goal with its standing; ratios are numbers, 1 being the whole way, and dates ISO 8601.

    Without the `series` the readings are left out, for those who do not read them.
    """
    goal, facts = one.goal, one.facts
    return {
        "id": goal.id,
        "title": goal.title,
        "unit": goal.promise.unit,
        "measure": goal.promise.measure,
        "period": goal.promise.period,
        "baseline": {"value": goal.promise.baseline.value, "date": goal.promise.baseline.date},
        "target": _target(goal),
        "path": goal.promise.path,
        "reading": _reading(goal, facts.latest, facts.running, ratio(facts.due)),
        "progress": ratio(facts.progress),
        "expected": ratio(facts.expected),
        "pace": ratio(facts.pace),
        "no_pace": facts.no_pace or None,
        "expected_value": ratio(facts.aimed),
        "gap": ratio(facts.gap),
        "judged": None if facts.reading is None else _read(facts.reading),
        "at_baseline": facts.at_baseline,
        "open": goal.promise.open,
        "status": one.status,
        "why": one.why,
        "method": one.method,
        "label": one.label,
        "numbers": {name.replace(" ", "_"): ratio(Fraction(number)) for name, number in one.numbers},
        "stale": one.stale,
        "held": None if one.held is None else {"periods": one.held[0], "of": one.held[1]},
        "reached_late": one.late,
        "required": _required(one.required),
        "forecast": forecast_record(one.forecast),
        "milestones": [_milestone(one, step) for step in goal.promise.milestones],
        "path_points": [{"date": day, "value": value} for day, value in nodes(goal)],
        "readings": [
            ReadingRecord(it.value, it.date, it.period or None, it.provisional) for it in one.readings if series
        ],
        "history": one.before,
        "missing_periods": list(one.missing),
        "not_available": [{"on": absent.on, "date": absent.date, "why": absent.why} for absent in one.absent],
        "limit": goal.limit,
        "revisions": [_revision(revision) for revision in goal.promise.revisions],
        "rebasings": [_rebasing(rebasing) for rebasing in goal.promise.rebasings],
        "stages": list(goal.promise.stages),
        "groups": list(goal.groups),
        "owner": goal.owner,
        "source": goal.source,
        "note": goal.note,
        "cadence": goal.cadence,
        "lag": goal.lag,
        "weight": goal.weight,
        "tags": list(goal.tags),
        "archived": goal.archived,
        "archived_why": goal.archived_why,
    }


def _milestone(one: Assessment, step: Milestone) -> dict[str, Any]:
    """An interim target with the last reading up to its day; whether it was met is not known before that day."""
    reading = one.reading_by(step)
    return {
        "value": step.value,
        "deadline": step.deadline,
        "reading": None if reading is None else _read(reading),
        "met": one.met(step),
    }


def _rebasing(rebasing: Rebasing) -> dict[str, Any]:
    return {
        "old": {"value": rebasing.old.value, "date": rebasing.old.date},
        "at": rebasing.at,
        "why": rebasing.why,
        "who": rebasing.who,
    }


def _read(reading: Reading) -> dict[str, Any]:
    return {
        "value": reading.value,
        "date": reading.date,
        "period": reading.period or None,
        "provisional": reading.provisional,
    }


def _target(goal: Goal) -> dict[str, Any]:
    target, keep = goal.promise.target, goal.promise.keep
    return {
        "value": goal.promise.reach,
        "strict": goal.promise.strict,
        "deadline": target.deadline,
        "text": target.text,
        "keep": None
        if keep is None
        else {"low": keep.low, "above": keep.above, "high": keep.high, "below": keep.below},
        "direction": target.direction,
    }


def _reading(
    goal: Goal, reading: Reading | None, running: Running | None, due: Decimal | None
) -> dict[str, Any] | None:
    if reading is None and running is None:
        return None
    record: dict[str, Any] = {
        "value": reading.value if reading else None,
        "date": reading.date if reading else None,
        "period": (reading.period or None) if reading else None,
        "provisional": reading.provisional if reading else False,
        "last_figure": reading.last if reading else None,
        "running": None,
    }
    if goal.promise.measure is Measure.STAGE and reading:
        record["stage"] = stage_name(goal, reading.value)
    if running is not None:
        share = ratio(running.share)
        record["running"] = {"period": running.period.label, "value": running.value, "share": share, "due": due}
        record["running"]["provisional"] = running.provisional
    return record


def forecast_record(found: Forecast | NoForecast | None) -> dict[str, Any] | None:
    """A forecast, or only the reason why there is none; None where none was asked for."""
    if found is None:
        return None
    if isinstance(found, NoForecast):
        return {"value": None, "why": found.why}
    return {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "level": Decimal("0.8"),
        "deadline": found.deadline,
        "probability": found.probability,
        "met_on": found.met_on,
        "not_met": found.not_met or None,
        "required": found.required,
        "period_days": found.period_days,
        "trend": found.trend,
        "least_squares": found.least_squares,
        "theil_sen": found.theil_sen,
        "model": found.model,
        "readings": found.readings,
    }


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "old": {"text": revision.old.text, "value": revision.old.value, "deadline": revision.old.deadline},
        "effective": revision.effective,
        "at": revision.at,
        "why": revision.why,
        "who": revision.who,
    }


def _required(required: Required | None) -> dict[str, Any] | None:
    if required is None:
        return None
    return {
        "change": ratio(required.change),
        "by": required.by,
        "period": required.period or None,
        "per_month": ratio(required.rate),
    }


def group_record(group: Group, rolled: RollUp | None = None) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": group.id,
        "kind": group.kind,
        "title": group.title,
        "description": group.description,
    }
    return record if rolled is None else record | rolled_record(rolled)


def rolled_record(rolled: RollUp) -> dict[str, Any]:
    progress = ratio(rolled.progress)
    return {"goals": rolled.goals, "progress": progress, "progress_of": rolled.based, "statuses": rolled.counts}


def figure_record(place: int, figure: Figure, state: str) -> dict[str, Any]:
    """A figure as it was recorded; `state` tells whether it stands, or what became of it."""
    return {
        "place": place,
        "key": figure.key,
        "goal": figure.goal,
        "value": figure.value,
        "on": figure.on,
        "date": figure.date,
        "recorded_at": figure.recorded_at,
        "state": state,
        "provisional": figure.provisional,
        "replaces": figure.replaces,
        "retracts": figure.retracts,
        "why": figure.why,
        "note": figure.note,
        "source": figure.source,
        "url": figure.url,
        "who": figure.who,
        "missing": figure.missing,
    }
