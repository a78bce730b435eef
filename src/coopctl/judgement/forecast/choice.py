"""Which forecast suits a goal, and what it is given.  Pure."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import structs

from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.forecast.trend import Series, forecast, forecast_counts
from coopctl.judgement.progress import Facts
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Measure
from coopctl.values.units import Unit, UnitKind


def outlook(facts: Facts) -> Forecast | NoForecast:
    """The forecast of a goal from its readings, or why there is none.

    A count is forecast as a count, a total never below what has already happened, the rest by their trend.
    """
    promise, deadline = facts.goal.promise, facts.goal.promise.target.deadline
    if promise.measure is Measure.STAGE:
        return NoForecast("stages have no trend")
    if facts.closed:
        return NoForecast("the deadline has passed")
    if deadline is None:
        return NoForecast("the target has no deadline")
    series, based = _series(facts), promise.baseline.value is not None
    so_far, left = _so_far(facts, deadline)
    if promise.measure is Measure.COUNT:
        happened = int(so_far)
        return forecast_counts(
            series, deadline, promise.reach, rising=promise.rising, so_far=happened, left=left, based=based
        )
    least = so_far if promise.measure is Measure.SUM else None
    if promise.measure is Measure.TOTAL and facts.reading:
        least = facts.reading.value
    found = forecast(series, deadline, promise.reach, rising=promise.rising, least=least, based=based)
    return found if isinstance(found, NoForecast) else _within_nature(found, facts.goal, series)


# What is counted in these is no thing, and may be below zero.
_POINTS = ("point", "points")
_TIMES = frozenset("ms s seconds min minutes h hours day days weeks months years".split())

_VALUES = ("value", "low", "high", "least_squares", "theil_sen")


def _within_nature(found: Forecast, goal: Goal, series: Series) -> Forecast:
    """The forecast within what its values can be: of 11 districts no more than 11, of deaths no fewer than none.

    An end that a value lies beyond is none.
    """
    if found.low >= 0 and goal.limit is None and not goal.promise.unit.text.startswith("of "):
        return found  # most have no end that it could lie beyond
    known = (series.value(min(series.units)), series.value(max(series.units)), goal.promise.reach or Decimal(0))
    for end, closer in _natural_ends(goal, max(known)):
        if all(closer(value, end) == value for value in known):
            values = {name: getattr(found, name) for name in _VALUES}
            found = structs.replace(found, **{name: closer(value, end) for name, value in values.items()})
    return found


def _natural_ends(goal: Goal, highest: Decimal) -> Iterator[tuple[Decimal, Callable[[Decimal, Decimal], Decimal]]]:
    """The most and the least that a goal's values can be, where its unit or somebody says so."""
    unit = goal.promise.unit
    whole = unit.text.removeprefix("of ").partition(" ")[0]
    if unit.text != whole and whole.isdecimal():
        yield Decimal(whole), min
    if goal.limit is not None:
        yield goal.limit, min if highest <= goal.limit else max
    if _is_never_negative(unit):
        yield Decimal(0), max


def _is_never_negative(unit: Unit) -> bool:
    """Whether there are never fewer than none, as of things and of lengths of time."""
    return unit.text in _TIMES or (unit.kind is UnitKind.COUNTED and unit.text not in _POINTS)


def _series(facts: Facts) -> Series:
    """The days and values that a forecast goes by: the baseline's, the readings', and what a total is by now."""
    history, promise = facts.history, facts.goal.promise
    base = promise.baseline
    based = [] if base.value is None else [(base.date, base.value)]
    if promise.period is not None:
        read = history.series(facts.as_of)
        return Series.of([*based, *((one.date, one.value) for one in read if one.date > base.date)])
    days, units, exponent = history.points(facts.as_of)
    now = [(facts.as_of, facts.reading.value)] if promise.measure is Measure.TOTAL and facts.reading else []
    last = days[-1] if days else base.date.toordinal() if based else 0
    return Series(days, units, exponent).between(based, now if last < facts.as_of.toordinal() else [])


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
