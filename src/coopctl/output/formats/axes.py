"""Round marks for an axis of values and an axis of days.  Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count

from coopctl.output.chart import Chart
from coopctl.values.brief import MONTHS
from coopctl.values.people import SCALES
from coopctl.values.quantities import EXACT, NumberFormat, plain
from coopctl.values.units import Unit

# Steps of days and of months, the finest first.
_DAYS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, *(12 * years * 10**power for power in range(4) for years in (1, 2, 5)))


def value_axis(chart: Chart, most: int) -> tuple[tuple[Decimal, ...], tuple[str, ...]]:
    """The marks of a chart's values, at most so many unless they are stages, and the label of each."""
    if chart.stages:
        return tuple(Decimal(stage) for stage in range(len(chart.stages))), tuple(name[:20] for name in chart.stages)
    marks = value_marks(*chart.values, max(most, 3), whole=chart.whole)
    return marks, mark_labels(marks, chart.unit, chart.numbers)


def value_marks(low: Decimal, high: Decimal, most: int, *, whole: bool = False) -> tuple[Decimal, ...]:
    """At most so many marks, 1, 2 or 5 times a power of ten apart, the first at or below `low`, the last at or above
    `high`; `whole` ones are of whole numbers.

    Worked: 1.25 to 1.75 with at most six marks: 1.2, 1.3, 1.4 ... is too fine, so 1.2, 1.4, 1.6, 1.8.
    """
    span = EXACT.subtract(high, low) or abs(high) or Decimal(1)
    finest = span.adjusted() - 2
    for power in count(max(finest, 0) if whole else finest):
        for factor in (1, 2, 5):
            step = Decimal(factor).scaleb(power, EXACT)
            first = EXACT.divide(low, step).to_integral_value(ROUND_FLOOR, EXACT)
            last = EXACT.divide(high, step).to_integral_value(ROUND_CEILING, EXACT)
            marks = int(EXACT.subtract(last, first)) + 1
            if marks <= max(most, 2):
                last += marks == 1
                marks += marks == 1
                return tuple(EXACT.multiply(EXACT.add(first, Decimal(at)), step) for at in range(marks))
    raise AssertionError("count() has no end")


def mark_labels(marks: tuple[Decimal, ...], unit: Unit, numbers: NumberFormat) -> tuple[str, ...]:
    """The marks in one scale and with the same number of decimals: `1.2bn`, `12%`, `140,000`."""
    largest = max(map(abs, marks))
    power, letter = next(((power, letter) for power, letter in SCALES if largest >= Decimal(10) ** power), (0, ""))
    scaled = [plain(mark.scaleb(-power, EXACT)) for mark in marks]
    decimals = max(max(0, -int(mark.as_tuple().exponent)) for mark in scaled)
    sign = "%" if unit.is_percent else ""
    plain_text = (f"{mark:,.{decimals}f}{letter if mark else ''}{sign}".replace("-", "\u2212") for mark in scaled)
    return tuple(map(numbers.localised, plain_text))


def day_marks(start: date, end: date, most: int) -> tuple[tuple[date, str], ...]:
    """At most so many days between two, at the starts of days, months or years, each with its label."""
    for days in _DAYS:
        if (end - start).days // days < most:
            every = (start + timedelta(at) for at in range(0, (end - start).days + 1, days))
            return tuple((day, f"{day.day} {MONTHS[day.month - 1]}") for day in every)
    for months in _MONTH_STEPS:
        marks = tuple(_firsts(start, end, months))
        if len(marks) <= max(most, 1):
            return tuple((day, _day_label(day, months, first=day == marks[0])) for day in marks)
    return ()


def _firsts(start: date, end: date, months: int) -> Iterator[date]:
    """The first days of every so many months, counted from January of year 0, between two days."""
    number = -(-(start.year * 12 + start.month - 1 + (start.day > 1)) // months) * months
    while number // 12 <= date.max.year and (day := date(number // 12, number % 12 + 1, 1)) <= end:
        yield day
        number += months


def _day_label(day: date, months: int, *, first: bool) -> str:
    """A year where the marks are years, else the month; January is named by its year, and so is the first mark."""
    if months >= 12 or (day.month == 1 and months > 2):
        return f"{day.year}"
    name = MONTHS[day.month - 1]
    return f"{name} {day.year}" if first or day.month == 1 else name
