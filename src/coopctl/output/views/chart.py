"""The chart of a goal, made of its assessment."""

from datetime import date

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.days import Days
from coopctl.judgement.forecast.estimates import Forecast
from coopctl.judgement.path import polygon
from coopctl.output.chart import Chart, Dot, Fan, Line
from coopctl.output.views import words
from coopctl.output.views.sentences import Teller
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Measure
from coopctl.values import brief
from coopctl.values.quantities import as_decimal


def chart(one: Assessment, today: date, tell: Teller) -> Chart:
    """The chart of a goal from its assessment."""
    goal, facts = one.goal, one.facts
    figures = tuple(Dot(reading.date, reading.value) for reading in one.readings)
    now = _now(one)
    reach, deadline = goal.promise.reach, goal.promise.target.deadline
    end = deadline or max([facts.as_of, *(dot.day for dot in figures)])
    return Chart(
        goal=goal.id,
        title=goal.title,
        sign=words.SIGNS[one.status][0],
        tone=words.SIGNS[one.status][1],
        status=words.status(one, unicode=False),
        verdict=tell.verdict(one),
        closing=tell.outlook(one),
        unit=goal.promise.unit,
        numbers=tell.numbers,
        history=_history(goal, facts.history.days),
        figures=figures,
        baseline=_baseline(goal),
        now=now,
        by_now=_runs(one),
        path=tuple(Dot(day, as_decimal(value)) for day, value in polygon(goal)),
        milestones=tuple(Dot(step.deadline, step.value) for step in goal.promise.milestones),
        target=None if reach is None else Dot(end, reach),
        target_label="" if reach is None else f"{tell.about(goal, reach, unit=False)} promised",
        bounds=_bounds(goal, tell) if reach is None else (),
        fan=_fan(one, now, tell),
        today=facts.as_of,
        today_label="today" if facts.as_of == today else brief.on(facts.as_of),
        deadline=deadline,
        whole=goal.promise.measure is Measure.COUNT,
        stages=goal.promise.stages,
    )


def _baseline(goal: Goal) -> Dot | None:
    base = goal.promise.baseline
    return None if base.value is None else Dot(base.date, base.value)


def _history(goal: Goal, days: Days) -> tuple[Dot, ...]:
    """The values before the baseline; of a goal that adds up only its figures are known, not what they came to."""
    if goal.promise.period is not None or goal.promise.measure.additive:
        return ()
    return tuple(
        Dot(day, value) for day, value in zip(days, days.numbers(), strict=True) if day < goal.promise.baseline.date
    )


def _now(one: Assessment) -> Dot | None:
    """The judged value on its own day; of a running period what there is so far."""
    facts = one.facts
    if _runs(one) and facts.running is not None:
        return Dot(min(facts.as_of, facts.running.period.last), facts.running.value)
    return None if facts.reading is None else Dot(facts.reading.date, facts.reading.value)


def _runs(one: Assessment) -> bool:
    """Whether now is what a running period has so far: where that is judged, or no other has been completed."""
    facts = one.facts
    return facts.by_running or (facts.reading is None and facts.running is not None and bool(facts.running.value))


def _bounds(goal: Goal, tell: Teller) -> tuple[Line, ...]:
    keep = goal.promise.keep
    if keep is None:
        return ()
    said = ((keep.low, "above" if keep.above else "at least"), (keep.high, "below" if keep.below else "at most"))
    return tuple(Line(v, f"{word} {tell.about(goal, v, unit=False)}") for v, word in said if v is not None)


def _fan(one: Assessment, now: Dot | None, tell: Teller) -> Fan | None:
    """The forecast from the judged reading on; it holds at the deadline, and the way there only leads the eye."""
    found = one.forecast
    if (
        not isinstance(found, Forecast)
        or now is None
        or one.goal.promise.measure is Measure.STAGE
        or now.day >= found.deadline
    ):
        return None
    start = (
        now
        if not one.facts.by_running or one.facts.reading is None
        else Dot(one.facts.reading.date, one.facts.reading.value)
    )
    label = f"{tell.about(one.goal, found.value, unit=False)} forecast"
    return Fan(start, Dot(found.deadline, found.value), found.low, found.high, label)
