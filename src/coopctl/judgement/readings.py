"""From figures to readings: a goal's value at a date, computed by its measure.  Pure.

Figures are first condensed to one entry per day, so that a million of them take the room of their days.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Context, Decimal
from fractions import Fraction
from itertools import accumulate, islice

from msgspec import Struct

from coopctl.plan.plan import Figure, Goal
from coopctl.plan.terms import Measure
from coopctl.values.calendar import Calendar, Period, PeriodKind
from coopctl.values.quantities import EXACT, MOST_DIGITS, plain

# A mean may have no end; thirty digits are those of the longest figure.
_MEANS = Context(prec=MOST_DIGITS)


class Day(Struct, array_like=True):
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
    goals: Iterable[Goal],
    figures: Iterable[tuple[int, Figure]],
    gone: Mapping[str, str],
    known_at: datetime | None = None,
    begun: Mapping[str, Book] | None = None,
) -> dict[str, Book]:
    """For each goal the days of its figures that stand, read once from `(place in the file, figure)`.

    Books that were `begun` from earlier figures go on, and are changed.
    """
    begun = begun or {}
    found_in = {goal.id: (goal.after, _JOIN.get(goal.measure, EXACT.add), begun.get(goal.id, Book())) for goal in goals}
    # This loop runs once for each of perhaps a million figures: it looks up nothing twice.
    for place, figure in figures:
        found = found_in.get(figure.goal)
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
    return {name: book for name, (_, _, book) in found_in.items()}


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


class History(Struct, frozen=True):
    """A goal with the days of its figures, in the plan's calendar: what every reading of it comes from."""

    goal: Goal
    days: Book
    calendar: Calendar = Calendar()

    def reading(self, as_of: date) -> Reading | None:
        """The goal's value as of a day, None when nothing after the baseline says it.

        A level or stage is its latest figure; a total adds up from the baseline, silence being zero, and is dated
        `as_of`; a period measure is the aggregate of the last complete period (for mean, max and min: that has
        figures).
        """
        goal = self.goal
        if as_of <= goal.baseline.date:
            return None
        if goal.measure is Measure.TOTAL:
            return Reading(self._total(as_of), as_of)
        if goal.period is None:
            days = [day for day in self.days if goal.baseline.date < day <= as_of]
            return Reading(self.days[max(days)].value, max(days)) if days else None
        if goal.measure.silence_is_zero:
            period = self.calendar.last_complete(as_of, goal.period)
            return self._aggregated(period) if period.last > goal.baseline.date else None
        complete = {
            period.label: period
            for day in self.days
            if goal.baseline.date < (period := self.calendar.period_of(day, goal.period)).last <= as_of
        }
        last = max(complete.values(), key=lambda period: period.start, default=None)
        return None if last is None else self._aggregated(last)

    def running(self, as_of: date) -> Running | None:
        """The aggregate so far of the period that `as_of` is in; None when it is over, or when silence says nothing."""
        goal = self.goal
        if goal.period is None or as_of <= goal.baseline.date:
            return None
        period = self.calendar.period_of(as_of, goal.period)
        days = [self.days[day] for day in self.days if period.start <= day <= as_of]
        if period.last == as_of or period.last <= goal.baseline.date or not (days or goal.measure.silence_is_zero):
            return None
        return Running(_aggregate(goal.measure, days), period, Fraction((as_of - period.start).days + 1, period.days))

    def series(self, as_of: date) -> tuple[Reading, ...]:
        """Every reading after the baseline up to a day, oldest first: by figure, or by complete period."""
        goal = self.goal
        days = sorted(day for day in self.days if goal.baseline.date < day <= as_of)
        if goal.measure is Measure.TOTAL:
            sums = accumulate((self.days[day].value for day in days), EXACT.add, initial=self._start)
            return tuple(Reading(plain(value), day) for day, value in zip(days, islice(sums, 1, None), strict=True))
        if goal.period is None:
            return tuple(Reading(self.days[day].value, day) for day in days)
        inside: dict[str, list[Day]] = {}
        for day in sorted(self.days):
            inside.setdefault(self.calendar.period_of(day, goal.period).label, []).append(self.days[day])
        readings = []
        last = self.calendar.last_complete(as_of, goal.period)
        period = self.calendar.period_of(goal.baseline.date, goal.period)
        while period.start <= last.start:
            if period.last > goal.baseline.date and (period.label in inside or goal.measure.silence_is_zero):
                value = _aggregate(goal.measure, inside.get(period.label, []))
                readings.append(Reading(value, period.last, period.label))
            period = self.calendar.period_of(period.end, goal.period)
        return tuple(readings)

    def reached_on(self, after: date, as_of: date) -> date | None:
        """The first day after `after` on which the readings had reached the target, None when they had not."""
        goal, target = self.goal, self.goal.target.value
        if target is None:
            return None
        days = [
            one.date
            for one in self.series(as_of)
            if one.date > after and (one.value >= target if goal.rising else one.value <= target)
        ]
        if goal.period is not None and goal.rising and goal.measure in (Measure.SUM, Measure.COUNT):
            days += self._reached_within(after, as_of, target, goal.period)
        return min(days, default=None)

    def _reached_within(self, after: date, as_of: date, target: Decimal, kind: PeriodKind) -> Iterator[date]:
        """The days on which a rising sum or count reached the target within its period: it cannot be un-held."""
        sums: dict[str, Decimal] = {}
        for day in sorted(self.days):
            if day <= as_of:
                label = self.calendar.period_of(day, kind).label
                sums[label] = EXACT.add(sums.get(label, Decimal(0)), self.days[day].value)
                if day > after and sums[label] >= target:
                    yield day

    def last_figure(self, as_of: date) -> date | None:
        """The day of the latest figure up to a day."""
        return max((day for day in self.days if day <= as_of), default=None)

    @property
    def _start(self) -> Decimal:
        """What a total starts from."""
        return self.goal.baseline.value or Decimal(0)

    def _total(self, as_of: date) -> Decimal:
        value = self._start
        for day, entry in self.days.items():
            if self.goal.baseline.date < day <= as_of:
                value = EXACT.add(value, entry.value)
        return plain(value)

    def _aggregated(self, period: Period) -> Reading:
        days = [self.days[day] for day in self.days if period.start <= day < period.end]
        return Reading(_aggregate(self.goal.measure, days), period.last, period.label)


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
