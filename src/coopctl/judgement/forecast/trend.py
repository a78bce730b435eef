"""Where a goal's readings lead by its deadline, with an interval that holds four times in five.  Pure.

A level's trend is the mean of the least-squares and the Theil-Sen slope.  How much of the last reading's distance from
the fitted line is noise is read from the correlation of successive changes: changes that take each other back are
noise around a line, whose value and prediction interval then count; otherwise the trend goes on from the last reading,
with the wider of that interval and the one of a random walk with drift, widened further when changes go together.
Sources: Draper and Smith, Applied Regression Analysis (the line's prediction interval); Sen, "Estimates of the
regression coefficient based on Kendall's tau" (1968); Hyndman and Athanasopoulos, Forecasting: Principles and Practice
(the drift method and its interval).  The weighing of the two and the widening are coopctl's own.
tests/benchmarks/forecast_coverage.py measures how often the interval holds.  Estimates are floats inside, rounded
decimals outside.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Context, Decimal
from itertools import pairwise, repeat
from math import ceil, floor, log10, sqrt
from operator import le, mul, sub, truediv

from msgspec import Struct, structs

from coopctl.judgement.forecast.distributions import (
    LEVEL,
    at_most,
    count_of_share,
    fmean,
    median,
    quantile,
    student,
    variance,
)
from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.values.parts import number, parts, scaled
from coopctl.values.quantities import plain

LEAST_READINGS = 3
# Short series say little of their own correlation: two changes' worth of none is mixed in.  The widening was chosen
# with it on the benchmark's families, once for all of them.
_SHRINK, _WIDEN = 2, 4
_DAYS_A_YEAR = 365.25
_A_CENTURY = 36525
# The median slope is of all pairs, so of longer series it is that of the medians of so many stretches.
_MOST_FOR_MEDIAN = 64
_WORKING = Context(prec=250)


class Series(Struct, frozen=True):
    """Values on days, oldest first: ordinals of the days, and units of ten to the power of `exponent`.

    There may be thousands, so they are numbers, and each step here is one over all of them.
    """

    days: Sequence[int]
    units: Sequence[int]
    exponent: int

    @classmethod
    def of(cls, points: Iterable[tuple[date, Decimal]]) -> "Series":
        """The series of some values."""
        split = [(day.toordinal(), *parts(value)) for day, value in points]
        units, exponent = scaled([unit for _, unit, _ in split], [exponent for *_, exponent in split])
        return cls([day for day, *_ in split], units, exponent)

    def between(self, before: Sequence[tuple[date, Decimal]], after: Sequence[tuple[date, Decimal]]) -> "Series":
        """The series with some values before it and some after."""
        more, cut = Series.of([*before, *after]), len(before)
        least = min(self.exponent, more.exponent)
        own, others = 10 ** (self.exponent - least), 10 ** (more.exponent - least)
        added = [unit * others for unit in more.units]
        units = self.units if own == 1 else [unit * own for unit in self.units]
        return Series([*more.days[:cut], *self.days, *more.days[cut:]], [*added[:cut], *units, *added[cut:]], least)

    def value(self, units: int) -> Decimal:
        """So many units as a number."""
        return number(units, self.exponent)

    def floats(self, units: Iterable[int]) -> list[float]:
        """Numbers of units, each as near as can be."""
        if self.exponent < 0:
            return list(map(truediv, units, repeat(10**-self.exponent)))
        return [float(unit * 10**self.exponent) for unit in units] if self.exponent else list(map(float, units))


class _Scaled(Struct, frozen=True):
    """Readings as a model is given them: days since the first and since the one before, and changes in units.

    They are exact, so that their sums of squares are; the model counts in the largest of them, whose value is `size`.
    """

    last_day: date
    last: Decimal
    base: Decimal
    size: Decimal
    times: list[int]
    steps: list[int]
    values: list[int]
    largest: int


class _Model(Struct, frozen=True):
    """The value now and at the deadline, the slope a day between, the spread of a Student t around the latter."""

    now: float
    slope: float
    value: float
    spread: float
    freedom: int
    least_squares: float
    theil_sen: float


def forecast(
    series: Series,
    deadline: date | None,
    target: Decimal | None = None,
    *,
    rising: bool = True,
    least: Decimal | None = None,
    based: bool = True,
) -> Forecast | NoForecast:
    """The forecast of a level or total from its readings, the baseline's point first, oldest to newest.

    `based` tells that there is such a point; where the baseline has no value, one more reading takes its place.
    `least` is what has already happened, for values that cannot fall (a total): no result lies below it.
    Worked: 0, 10, 20, 30 at the ends of the years 2015 to 2018 lead to 50.0 at the end of 2020, and to 60 in 2021.
    """
    why = _unable(series, deadline, based=based)
    if why or deadline is None:
        return NoForecast(why)
    made = _scaled(series)
    model = _fit(made, deadline.toordinal() - series.days[0])
    size, half = made.size, quantile(model.freedom) * model.spread
    step = half if half > 1e-12 else 1e-6 * max(1.0, abs(model.value))

    def shown(value: float) -> Decimal:
        found = _round(made.base + size * Decimal(value), float(size) * step)
        return found if least is None else max(found, least)

    found = Forecast(
        deadline=deadline,
        value=shown(model.value),
        low=shown(model.value - half),
        high=shown(model.value + half),
        model="trend",
        readings=len(series.days) - based,
        trend=_round(size * Decimal(model.slope * _DAYS_A_YEAR), float(size) * step),
        least_squares=shown(model.least_squares),
        theil_sen=shown(model.theil_sen),
    )
    kept = target is not None and least is not None and rising and least >= target
    return found if target is None else _aimed(found, model, made, target, 1 if rising else -1, kept=kept)


def _scaled(series: Series) -> _Scaled:
    """The readings as the model is given them."""
    days, base = series.days, series.units[0]
    values = list(map(sub, series.units, repeat(base)) if base else series.units)
    times = list(map(sub, days, repeat(days[0])))
    largest = max(map(abs, values))
    return _Scaled(
        last_day=date.fromordinal(days[-1]),
        last=series.value(series.units[-1]),
        base=series.value(base),
        size=series.value(largest) if largest else Decimal(1),
        times=times,
        steps=list(map(sub, times[1:], times)),
        values=values,
        largest=largest or 1,
    )


def _aimed(found: Forecast, model: _Model, series: _Scaled, target: Decimal, sign: int, *, kept: bool) -> Forecast:
    """The forecast with what it says of a target, towards which `sign` leads; `kept` tells that it cannot be lost."""
    aim, last_day, last = float((target - series.base) / series.size), series.last_day, series.last
    there = sign * (last - target) >= 0
    met_on, not_met = _met(0 if there else sign * (aim - model.now), sign * model.slope, last_day)
    period = round(median(series.steps))
    required = max(Decimal(0), sign * (target - last)) * sign * period / (found.deadline - last_day).days
    return structs.replace(
        found,
        met_on=met_on,
        not_met=not_met,
        required=_round(required, abs(float(required)) / 10),
        period_days=period,
        probability=_round(
            Decimal(1.0 if kept else student(sign * (model.value - aim), model.spread, model.freedom)), 0.1
        ),
    )


def forecast_counts(
    series: Series,
    deadline: date | None,
    target: Decimal | None = None,
    *,
    rising: bool = True,
    so_far: int = 0,
    left: float = 1.0,
    based: bool = True,
) -> Forecast | NoForecast:
    """The number in the deadline's period from the numbers of complete periods, dated at their ends, baseline's first.

    `so_far` have happened in the deadline's period and `left` is the share of it (or how many periods, for a running
    number) still to come; `required` is what must still happen, or may where less is better.  The interval is that of
    a Poisson number whose rate is estimated (negative binomial, Jeffreys' prior), wider when the past numbers vary more
    than Poisson numbers do.  Source: Gelman and others, Bayesian Data Analysis, the Poisson model.
    Worked: 1, 2, 1, 2 per year: 1.62 expected, 0 to 4 in four cases of five.
    """
    numbers = series.floats(series.units)
    why = _unable(series, deadline, based=based) or _uncountable(numbers)
    if why or deadline is None:
        return NoForecast(why)
    shape = sum(numbers) + 0.5
    expected = shape / len(numbers) * left
    extra = max(1.0, variance(numbers) / fmean(numbers)) if sum(numbers) else 1.0
    spread = expected * extra + expected**2 * extra / shape
    low, high = (count_of_share(expected, spread, 0.5 + side * LEVEL / 2) for side in (-1, 1))
    found = Forecast(
        deadline=deadline,
        value=_round(so_far + Decimal(expected), 1),
        low=Decimal(so_far + low),
        # Of hardly any, the number that is expected lies beyond what four in five stay below.
        high=Decimal(so_far + max(high, ceil(expected))),
        model="count",
        readings=len(series.days) - based,
        trend=_round(Decimal(shape / len(numbers)), 1),
    )
    if target is None:
        return found
    need = ceil(target) - so_far if rising else floor(target) - so_far
    chance = 1 - at_most(expected, spread, need - 1) if rising else at_most(expected, spread, need)
    why = "a rate per period meets its target in a period, not on a day"
    return structs.replace(found, not_met=why, required=Decimal(max(need, 0)), probability=_round(Decimal(chance), 0.1))


def _unable(series: Series, deadline: date | None, *, based: bool) -> str:
    days = series.days
    if deadline is None:
        return "the target has no deadline"
    if len(days) - 1 < LEAST_READINGS:
        least = (
            f"{LEAST_READINGS} readings since the baseline"
            if based
            else f"{LEAST_READINGS + 1} readings where the baseline has no value"
        )
        return f"a forecast needs {least}; so far {max(len(days) - based, 0)}"
    if any(map(le, days[1:], days)):
        return "the readings are not in order of date"
    return "" if deadline.toordinal() > days[-1] else "no time is left between the last reading and the deadline"


def _uncountable(numbers: Sequence[float]) -> str:
    odd = any(number < 0 or number != floor(number) for number in numbers)
    return "counts are whole numbers from zero" if odd else ""


def _fit(made: _Scaled, at: float) -> _Model:
    """The model of readings, and what it says of a day so many after the first of them.

    The sums of squares n∑xy − ∑x∑y are of whole numbers, so nothing is lost where a line fits to the last digit.
    """
    times, values, size = made.times, made.values, made.largest
    count, last, value = len(times), times[-1], values[-1] / size
    days, units = sum(times), sum(values)
    mean, middle = days / count, units / (count * size)
    scatter = count * sum(map(mul, times, times)) - days * days
    together = count * sum(map(mul, times, values)) - days * units
    slope = together / (scatter * size)
    short, thinned = _stretches(made)
    robust = median(_slopes(short, thinned))
    theil_sen = median([one - robust * time for time, one in zip(short, thinned, strict=True)]) + robust * at
    trend = (slope + robust) / 2
    around = (count * sum(map(mul, values, values)) - units * units) * scatter - together * together
    residuals = around / (count * scatter * size * size)
    line = sqrt(residuals / (count - 2) * (1 + 1 / count + (at - mean) ** 2 * count / scatter))
    changes, left = _changes(made), at - last
    squares = sum(map(mul, changes, changes))
    walk = sqrt(squares / (count - 2) * (left + left * left / last))
    alike = sum(map(mul, changes, changes[1:])) / squares if squares else 0.0
    # Changes counted from their own mean are correlated by −1/n when they are not at all.
    alike = (alike + 1 / len(changes)) * len(changes) / (len(changes) + _SHRINK)
    noise = min(1.0, max(0.0, -2 * alike))
    wide = max(walk, line) * sqrt(1 + _WIDEN * max(alike, 0.0))
    now = (1 - noise) * value + noise * (middle + trend * (last - mean))
    return _Model(
        now=now,
        slope=trend,
        value=now + trend * left,
        spread=(1 - noise) * wide + noise * line,
        freedom=count - 2,
        least_squares=middle + slope * (at - mean),
        theil_sen=theil_sen,
    )


def _slopes(times: Sequence[float], values: Sequence[float]) -> Iterator[float]:
    """The slopes of all pairs, of those first that are next to each other."""
    for apart in range(1, len(times)):
        yield from map(truediv, map(sub, values[apart:], values), map(sub, times[apart:], times))


def _changes(made: _Scaled) -> list[float]:
    """The changes from value to value beside the drift of them all, each for the square root of its days."""
    steps, values, size = made.steps, made.values, made.largest
    changes, drift = map(sub, values[1:], values), values[-1] / made.times[-1]
    if steps.count(steps[0]) == len(steps):  # as of most series
        drifted, root = drift * steps[0], sqrt(steps[0]) * size
        return [(change - drifted) / root for change in changes]
    expected = {days: (drift * days, sqrt(days) * size) for days in set(steps)}
    both = zip(changes, map(expected.__getitem__, steps), strict=True)
    return [(change - drifted) / root for change, (drifted, root) in both]


def _stretches(made: _Scaled) -> tuple[list[float], list[float]]:
    """The times and the values; of a long series the mean times and the median values of even stretches."""
    times, values, size = made.times, made.values, made.largest
    if len(times) <= _MOST_FOR_MEDIAN:
        return list(map(float, times)), [value / size for value in values]
    ends = [len(times) * number // _MOST_FOR_MEDIAN for number in range(_MOST_FOR_MEDIAN + 1)]
    parts = [slice(start, end) for start, end in pairwise(ends)]
    return [fmean(times[part]) for part in parts], [median(values[part]) / size for part in parts]


def _met(gap: float, slope: float, last: date) -> tuple[date | None, str | None]:
    """The day on which a gap is closed at a slope a day, both positive towards the target; or why it is not."""
    if gap <= 0:
        return last, None
    if slope <= 0:
        return None, "the trend does not lead towards the target"
    days = ceil(gap / slope - 1e-9) if gap / slope < _A_CENTURY else _A_CENTURY
    if days >= _A_CENTURY or last.toordinal() + days > date.max.toordinal():
        return None, "the trend does not meet the target within a century"
    return last + timedelta(days=days), None


def _round(value: Decimal, step: float) -> Decimal:
    """A value to a hundredth of the power of ten below `step`, which is how much it may be off."""
    return plain(value.quantize(Decimal(1).scaleb(floor(log10(step)) - 2), context=_WORKING) if step > 0 else value)
