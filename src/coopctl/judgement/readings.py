"""From figures to readings: a goal's value at a date, computed by its measure.  Pure.

Figures are first condensed to one entry per day, so that a million of them take the room of their days.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Context, Decimal
from fractions import Fraction

from msgspec import Struct

from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.calendar import Period, last_complete, period_of
from coopctl.values.quantities import EXACT, MOST_DIGITS, plain

# A mean may have no end; thirty digits are those of the longest figure.
_MEANS = Context(prec=MOST_DIGITS)


class Day(Struct):
    """What a goal's figures of one day come to: the last, sum, largest or smallest by its measure, and how many."""

    value: Decimal
    count: int = 1


Book = dict[date, Day]


class Reading(Struct, frozen=True):
    """The goal's value, dated; for a period's aggregate `period` is its label and `date` its last day."""

    value: Decimal
    date: date
    period: str = ""


class Running(Struct, frozen=True):
    """The aggregate so far of the period that is not over: `share` of its days are gone."""

    value: Decimal
    period: Period
    share: Fraction


def condense(
    plan: Plan,
    figures: Iterable[tuple[int, Figure]],
    gone: Mapping[str, str],
    known_at: datetime | None = None,
    references: list[Figure] | None = None,
) -> dict[str, Book]:
    """For each goal the days of its figures that stand, read once from `(place in the file, figure)`.

    `references` collects, on the way, the figures that take others back; where it stays empty, nothing is gone.
    """
    goals = {goal.id: (goal.after, _JOIN.get(goal.measure, EXACT.add), Book()) for goal in plan.goals}
    noted = [] if references is None else references
    # This loop runs once for each of perhaps a million figures: it looks up nothing twice.
    for place, figure in figures:
        if figure.replaces or figure.retracts:
            noted.append(figure)
        found = goals.get(figure.goal)
        value, on = figure.value, figure.date
        if found is None or value is None or on is None:
            continue
        after, join, book = found
        if place <= after or (known_at is not None and figure.recorded_at > known_at):
            continue
        if gone and (figure.key in gone or figure.batch in gone):
            continue
        day = book.get(on)
        if day is None:
            book[on] = Day(value)
        else:
            day.value = join(day.value, value)
            day.count += 1
    return {name: book for name, (_, _, book) in goals.items()}


def _later(_: Decimal, later: Decimal) -> Decimal:
    return later


# How two values of one day become one; where not named, they add up.
_JOIN: dict[Measure, Callable[[Decimal, Decimal], Decimal]] = {
    Measure.LEVEL: _later,
    Measure.STAGE: _later,
    Measure.MAX: max,
    Measure.MIN: min,
}


def entered(goal: Goal, book: Book, figure: Figure) -> Book:
    """The book with one more figure, which corrects none; the book itself stays as it is."""
    if figure.date is None or figure.value is None:
        return book
    day = book.get(figure.date)
    if day is None:
        return book | {figure.date: Day(figure.value)}
    join = _JOIN.get(goal.measure, EXACT.add)
    return book | {figure.date: Day(join(day.value, figure.value), day.count + 1)}


def reading(goal: Goal, book: Book, as_of: date, fiscal_start: int) -> Reading | None:
    """The goal's value as of a day, None when nothing after the baseline says it.

    A level or stage is its latest figure; a total adds up from the baseline, silence being zero, and is dated `as_of`;
    a period measure is the aggregate of the last complete period (for mean, max and min: that has figures).
    """
    if as_of <= goal.baseline.date:
        return None
    if goal.measure is Measure.TOTAL:
        return Reading(_total(goal, book, as_of), as_of)
    if goal.period is None:
        days = [day for day in book if goal.baseline.date < day <= as_of]
        return Reading(book[max(days)].value, max(days)) if days else None
    if goal.measure.silence_is_zero:
        period = last_complete(as_of, goal.period, fiscal_start)
        return _period_reading(goal, book, period) if period.last > goal.baseline.date else None
    complete = {
        period.label: period
        for day in book
        if goal.baseline.date < (period := period_of(day, goal.period, fiscal_start)).last <= as_of
    }
    last = max(complete.values(), key=lambda period: period.start, default=None)
    return None if last is None else _period_reading(goal, book, last)


def running(goal: Goal, book: Book, as_of: date, fiscal_start: int) -> Running | None:
    """The aggregate so far of the period that `as_of` is in; None when it is over, or when silence says nothing."""
    if goal.period is None or as_of <= goal.baseline.date:
        return None
    period = period_of(as_of, goal.period, fiscal_start)
    days = [book[day] for day in book if period.start <= day <= as_of]
    if period.last == as_of or period.last <= goal.baseline.date or not (days or goal.measure.silence_is_zero):
        return None
    return Running(_aggregate(goal.measure, days), period, Fraction((as_of - period.start).days + 1, period.days))


def series(goal: Goal, book: Book, as_of: date, fiscal_start: int) -> tuple[Reading, ...]:
    """Every reading after the baseline up to a day, oldest first: by figure, or by complete period."""
    days = sorted(day for day in book if goal.baseline.date < day <= as_of)
    if goal.measure is Measure.TOTAL:
        return tuple(Reading(_total(goal, book, day), day) for day in days)
    if goal.period is None:
        return tuple(Reading(book[day].value, day) for day in days)
    inside: dict[str, list[Day]] = {}
    for day in sorted(book):
        inside.setdefault(period_of(day, goal.period, fiscal_start).label, []).append(book[day])
    readings = []
    last = last_complete(as_of, goal.period, fiscal_start)
    period = period_of(goal.baseline.date, goal.period, fiscal_start)
    while period.start <= last.start:
        if period.last > goal.baseline.date and (period.label in inside or goal.measure.silence_is_zero):
            value = _aggregate(goal.measure, inside.get(period.label, []))
            readings.append(Reading(value, period.last, period.label))
        period = period_of(period.end, goal.period, fiscal_start)
    return tuple(readings)


def reached_on(goal: Goal, book: Book, after: date, as_of: date, fiscal_start: int) -> date | None:
    """The first day after `after` on which the readings had reached the target, None when they had not."""
    target = goal.target.value
    if target is None:
        return None
    readings = series(goal, book, as_of, fiscal_start)
    days = [
        one.date
        for one in readings
        if one.date > after and (one.value >= target if goal.rising else one.value <= target)
    ]
    if goal.period is not None and goal.rising and goal.measure in (Measure.SUM, Measure.COUNT):
        days += _reached_within(goal, book, after, as_of, target, fiscal_start)
    return min(days, default=None)


def _reached_within(
    goal: Goal, book: Book, after: date, as_of: date, target: Decimal, fiscal_start: int
) -> Iterator[date]:
    """The days on which a rising sum or count reached the target within its period: it cannot be un-held."""
    sums: dict[str, Decimal] = {}
    for day in sorted(book):
        if goal.period is not None and day <= as_of:
            label = period_of(day, goal.period, fiscal_start).label
            sums[label] = EXACT.add(sums.get(label, Decimal(0)), book[day].value)
            if day > after and sums[label] >= target:
                yield day


def last_figure(book: Mapping[date, Day], as_of: date) -> date | None:
    """The day of the latest figure up to a day."""
    return max((day for day in book if day <= as_of), default=None)


def _total(goal: Goal, book: Book, as_of: date) -> Decimal:
    value = goal.baseline.value or Decimal(0)
    for day, entry in book.items():
        if goal.baseline.date < day <= as_of:
            value = EXACT.add(value, entry.value)
    return plain(value)


def _period_reading(goal: Goal, book: Book, period: Period) -> Reading:
    days = [book[day] for day in book if period.start <= day < period.end]
    return Reading(_aggregate(goal.measure, days), period.last, period.label)


def _aggregate(measure: Measure, days: list[Day]) -> Decimal:
    values = [day.value for day in days]
    if measure is Measure.MAX:
        return max(values)
    if measure is Measure.MIN:
        return min(values)
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return plain(_MEANS.divide(total, sum(day.count for day in days))) if measure is Measure.MEAN else plain(total)
