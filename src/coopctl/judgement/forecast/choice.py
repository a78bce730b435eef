"""Which forecast suits a goal, and what it is given.  Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.forecast.trend import forecast, forecast_counts
from coopctl.judgement.progress import Facts
from coopctl.judgement.readings import Reading
from coopctl.plan.terms import Measure


def outlook(facts: Facts, readings: Sequence[Reading]) -> Forecast | NoForecast:
    """The forecast of a goal from its readings, or why there is none.

    A count is forecast as a count, a total never below what has already happened, the rest by their trend.
    """
    goal, target = facts.goal, facts.goal.promise.target
    if goal.promise.measure is Measure.STAGE:
        return NoForecast("stages have no trend")
    if facts.closed:
        return NoForecast("the deadline has passed")
    if target.deadline is None:
        return NoForecast("the target has no deadline")
    points = [(one.date, one.value) for one in readings if one.date > goal.promise.baseline.date]
    if goal.promise.baseline.value is not None:
        points.insert(0, (goal.promise.baseline.date, goal.promise.baseline.value))
    if (
        goal.promise.measure is Measure.TOTAL
        and facts.reading is not None
        and (not points or points[-1][0] < facts.as_of)
    ):
        points.append((facts.as_of, facts.reading.value))
    based = goal.promise.baseline.value is not None
    so_far, left = _so_far(facts, target.deadline)
    if goal.promise.measure is Measure.COUNT:
        return forecast_counts(
            points,
            target.deadline,
            goal.promise.reach,
            rising=goal.promise.rising,
            so_far=int(so_far),
            left=left,
            based=based,
        )
    least = facts.reading.value if goal.promise.measure is Measure.TOTAL and facts.reading else None
    if goal.promise.measure is Measure.SUM:
        least = so_far
    return forecast(
        tuple(points), target.deadline, goal.promise.reach, rising=goal.promise.rising, least=least, based=based
    )


def _so_far(facts: Facts, deadline: date) -> tuple[Decimal, float]:
    """What has happened in the deadline's own period, and the share of it that is left."""
    goal, current = facts.goal, facts.running
    if (
        current is None
        or goal.promise.period is None
        or facts.history.calendar.period_of(deadline, goal.promise.period) != current.period
    ):
        return Decimal(0), 1.0
    return current.value, float(1 - current.share)
