"""From the days of a goal's figures to readings: its value at a date, computed by its measure.  Pure."""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate, islice

from msgspec import Struct

from coopctl.judgement.books import Absent, Book, added_up, begin_of, entered_on
from coopctl.judgement.days import Day, Days
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Measure
from coopctl.values.calendar import ONE_DAY, Calendar, Period, PeriodKind, one_day
from coopctl.values.dates import period_named
from coopctl.values.parts import Column, number, parts
from coopctl.values.quantities import EXACT, plain


class Reading(Struct, frozen=True, gc=False):
    """The goal's value, dated; for a period's aggregate `period` is its label and `date` its last day.

    A total is dated as of the day it is asked for; `last` is then the day of its last figure, None without any.
    """

    value: Decimal
    date: date
    period: str = ""
    provisional: bool = False
    last: datetime.date | None = None


class Running(Struct, frozen=True):
    """The aggregate so far of the period that is not over: `share` of its days are gone on the day it is of.

    That is the day asked for, but for a cumulative measure the day of its figure: nothing is known of the days since.
    """

    value: Decimal
    period: Period
    share: Fraction
    provisional: bool = False


class History(Struct, frozen=True, dict=True):
    """A goal with the days of its figures, in the plan's calendar: what every reading of it comes from."""

    goal: Goal
    book: Book = Book()
    calendar: Calendar = Calendar()

    @property
    def days(self) -> Days:
        """The days that have figures."""
        return self.book.days

    def counts(self, day: date) -> bool:
        """Whether a figure of a day counts; one from before the baseline is history.

        A figure of the baseline's own day counts, but not of a sum or count, whose baseline is of that day's period.
        """
        return day >= self._since

    def has(self, on: str, day: date) -> bool:
        """Whether a figure counts that is said for a period or day, which ends on a day."""
        return self.counts(entered_on(self.goal, on, day))

    def own_day(self, as_of: date) -> Day | None:
        """What the events of the baseline's own day add to it, where it is a total of more than nothing; else None."""
        baseline, day = self.goal.promise.baseline, begin_of(self.goal)
        return self.days.get(day) if day and day <= as_of and baseline.value else None

    @property
    def _first(self) -> date:
        """The first day of which every figure counts: of the first period that ends after the baseline's date."""
        goal, start = self.goal, self.goal.promise.baseline.date
        if goal.promise.period is None:
            return start
        period = self.calendar.period_of(start, goal.promise.period)
        return period.end if period.last == start else period.start

    @cached_property
    def _since(self) -> date:
        """The first day of which a figure counts: the baseline's own is the day before the first period at most."""
        promise = self.goal.promise
        apart = promise.period is not None and promise.measure.additive
        return self._first if apart else min(self._first, promise.baseline.date)

    def _until(self, as_of: date) -> int:
        """The number of days up to one."""
        return bisect_right(self.days.ordinals, as_of.toordinal())

    def _counted(self, as_of: date) -> slice:
        """The days up to a day whose figures count."""
        start, end = bisect_left(self.days.ordinals, self._since.toordinal()), self._until(as_of)
        return slice(min(start, end), end)

    def last_counted(self, as_of: date) -> date | None:
        """The last day up to a day whose figures count."""
        counted = self._counted(as_of)
        return self.days.day(counted.stop - 1) if counted.start < counted.stop else None

    def before(self, as_of: date) -> int:
        """How many figures up to a day are history, from before the baseline."""
        return sum(self.days.counts[: self._counted(as_of).start])

    def number(self, as_of: date) -> int:
        """How many figures there are up to a day."""
        return sum(self.days.counts[: self._until(as_of)])

    def last_figure(self, as_of: date) -> date | None:
        """The day of the latest figure up to a day."""
        at = self._until(as_of)
        return self.days.day(at - 1) if at else None

    def absences(self, as_of: date) -> tuple[Absent, ...]:
        """For what up to a day it was said that there is no figure, in order; a figure of its day contradicts that."""
        said = [one for one in self.book.absent.values() if one.date <= as_of and one.date not in self.book.days]
        return tuple(sorted(said, key=lambda one: one.date))

    def last_told(self, as_of: date) -> date | None:
        """The last day up to a day for which a figure counts, or it was said that there is none."""
        last, absent = self.last_counted(as_of), self.absences(as_of)
        told = [one.date for one in absent[-1:] if self.counts(one.date)]
        return max(told if last is None else [last, *told], default=None)

    @cached_property
    def _absent_periods(self) -> list[Period]:
        """The days and periods for which it was said that there is no figure, by their beginning."""
        said = (period_named(one.on, one.date, self.calendar) or one_day(one.date) for one in self.absences(date.max))
        return sorted(said, key=lambda one: one.start)

    def is_absent(self, period: Period) -> bool:
        """Whether it was said of a whole period, at once or in parts, that there is no figure, and there is none."""
        if not self.book.absent:
            return False
        start = period.start
        for one in self._absent_periods:
            if one.start <= start < one.end:
                start = one.end
        inside = self._inside(period)
        return start >= period.end and inside.start == inside.stop

    def reading(self, as_of: date) -> Reading | None:
        """The goal's value as of a day, None where nothing since the baseline says it.

        A level or stage is its latest figure; a total adds up from the baseline, silence being zero, and is dated
        `as_of`; a period measure is that of the last complete period, for one that does not add up of the last that has
        figures.
        """
        promise = self.goal.promise
        if as_of < promise.baseline.date:
            return None
        if promise.period is not None:
            last = self._last_period(promise.period, as_of)
            return None if last is None else self._aggregate(last, self._inside(last))
        counted = self._counted(as_of)
        if promise.measure is Measure.TOTAL:
            return self._total(counted, as_of)
        return self._levels(slice(counted.stop - 1, counted.stop))[0] if counted.start < counted.stop else None

    def _last_period(self, kind: PeriodKind, as_of: date) -> Period | None:
        """The last complete period: of what adds up the last that is not said to be absent, else that has figures."""
        promise = self.goal.promise
        if not promise.measure.additive:
            counted = self._counted(as_of)
            days = (self.days.day(at) for at in range(counted.stop - 1, counted.start - 1, -1))
            periods = (self.calendar.period_of(day, kind) for day in days)
            return next((period for period in periods if period.last <= as_of), None)
        period = self.calendar.last_over(as_of, kind)
        while period.last > promise.baseline.date and self.is_absent(period):
            period = self.calendar.period_of(period.start - ONE_DAY, kind)
        return period if period.last > promise.baseline.date else None

    def running(self, as_of: date) -> Running | None:
        """What there is so far of the period that `as_of` is in; None where it is over, or silence says nothing."""
        goal = self.goal
        if goal.promise.period is None or as_of < goal.promise.baseline.date:
            return None
        period = self.calendar.period_of(as_of, goal.promise.period)
        inside = self._inside(period)
        so_far = slice(inside.start, min(inside.stop, self._until(as_of)))
        if (
            (period.last == as_of and period.days > 1)
            or period.last <= goal.promise.baseline.date
            or not (so_far.start < so_far.stop or goal.promise.measure.additive)
        ):
            return None
        value, provisional = self._joined(so_far)
        on = self.days.day(so_far.stop - 1) if goal.promise.measure is Measure.CUMULATIVE else as_of
        return Running(value, period, Fraction((on - period.start).days + 1, period.days), provisional)

    def by_evening(self, day: date) -> tuple[Reading | None, Running | None]:
        """The reading of a day and what runs when it is over: a day that is a period runs until then."""
        promise = self.goal.promise
        if promise.period is not PeriodKind.DAY:
            return self.reading(day), self.running(day)
        return self.reading(day + ONE_DAY if promise.measure.additive else day), None

    def series(self, as_of: date, most: int | None = None) -> tuple[Reading, ...]:
        """Every reading since the baseline up to a day, oldest first, or so many of the last: by figure, or period."""
        kind = self.goal.promise.period
        if kind is not None:
            return _of_periods(_Itself(self), as_of, kind)[-(most or 0) :]
        counted = self._counted(as_of)
        return self._of_days(counted, counted.start if most is None else max(counted.start, counted.stop - most))

    def after(self, day: date, as_of: date, most: int | None = None) -> tuple[Reading, ...]:
        """Every reading dated after a day, up to another, oldest first, or so many of the first."""
        kind = self.goal.promise.period
        if kind is not None:
            later = (one for one in self.periods(as_of, kind, day) if one.date > day)
            return tuple(islice(later, most))
        counted = self._counted(as_of)
        start = min(max(counted.start, self._until(day)), counted.stop)
        end = counted.stop if most is None else min(start + most, counted.stop)
        return self._of_days(slice(counted.start, end), start)

    def _of_days(self, counted: slice, start: int) -> tuple[Reading, ...]:
        """The readings of the days that count, without those before the day of a number."""
        last = slice(start, counted.stop)
        return self._totals(counted, last) if self.goal.promise.measure is Measure.TOTAL else self._levels(last)

    def _levels(self, at: slice) -> tuple[Reading, ...]:
        days = self.days
        # There may be thousands, so none costs a call of its own.
        told = zip(days.numbers(at), map(date.fromordinal, days.ordinals[at]), map(bool, days.marks[at]), strict=True)
        return tuple([Reading(value, day, "", mark) for value, day, mark in told])

    def _totals(self, counted: slice, last: slice) -> tuple[Reading, ...]:
        """What the days whose figures count add up to, on the last of them."""
        skipped = last.start - counted.start
        sums, exponent = self.sums(counted)
        marks = list(accumulate(self.days.marks[counted], max))[skipped:]
        days = map(date.fromordinal, self.days.ordinals[last])
        told = zip(self._plain(sums[skipped + 1 :], exponent), days, marks, strict=True)
        return tuple([Reading(value, day, "", bool(mark), day) for value, day, mark in told])

    def sums(self, counted: slice) -> tuple[list[int], int]:
        """What a total starts from and then comes to day by day, in units of a power of ten, and its exponent."""
        start, units, exponent = self._parts_of_total(counted)
        return list(accumulate(units, initial=start)), exponent

    def _parts_of_total(self, counted: slice) -> tuple[int, Column, int]:
        """What a total starts from and what each day adds, in units of a power of ten, and its exponent."""
        units, exponent = self.days.scaled(counted)
        start, own = parts(self.goal.promise.baseline.value or Decimal(0))
        least = min(exponent, own)
        shift = 10 ** (exponent - least)
        adding = units if shift == 1 else [unit * shift for unit in units]
        return start * 10 ** (own - least), adding, least

    @staticmethod
    def _plain(units: Sequence[int], exponent: int) -> list[Decimal]:
        return [Decimal(unit) for unit in units] if not exponent else [plain(number(unit, exponent)) for unit in units]

    def points(self, as_of: date) -> tuple[Column, Column, int]:
        """The readings after the baseline's date as ordinals of days and units of a power of ten, and its exponent.

        They are those of `series`, of measures without a period, in the room of numbers.
        """
        counted, base = self._counted(as_of), self.goal.promise.baseline.date
        skipped = counted.start < counted.stop and self.days.day(counted.start) == base
        after = slice(counted.start + skipped, counted.stop)
        if self.goal.promise.measure is Measure.TOTAL:
            sums, exponent = self.sums(counted)
            return self.days.ordinals[after], sums[1 + skipped :], exponent
        return self.days.ordinals[after], *self.days.scaled(after)

    def missing(self, as_of: date) -> tuple[str, ...]:
        """The complete periods without a figure before the last that has one, where silence is not zero, nor said."""
        goal, last = self.goal, self.last_counted(as_of)
        if goal.promise.period is None or goal.promise.measure.additive or last is None:
            return ()
        since = self._from(self.calendar.period_of(self._first, goal.promise.period), last)
        counted, days = self._counted(as_of), self.days.ordinals
        return tuple(
            one.label
            for one in since
            if bisect_left(days, one.start.toordinal(), counted.start, counted.stop)
            == bisect_left(days, one.end.toordinal(), counted.start, counted.stop)
            and not self.is_absent(one)
        )

    def reached_on(self, after: date, as_of: date) -> date | None:
        """The first day after `after` on which the readings had reached the target, None when they had not."""
        goal = self.goal
        if goal.promise.reach is None:
            return None
        days = [one.date for one in self.after(after, as_of) if goal.promise.met_by(one.value)][:1]
        if goal.promise.period is not None and goal.promise.rising and goal.promise.measure.additive:
            days += islice(self._reached_within(after, as_of, goal.promise.period), 1)
        return min(days, default=None)

    def _reached_within(self, after: date, as_of: date, kind: PeriodKind) -> Iterator[date]:
        """The days on which a rising sum or count reached the target within its period: it cannot be un-held."""
        counted, first = self._counted(as_of), self._inside(self.calendar.period_of(after, kind)).start
        sums: dict[str, Decimal] = {}
        for one in self._levels(slice(min(max(counted.start, first), counted.stop), counted.stop)):
            label = self.calendar.period_of(one.date, kind).label
            sums[label] = EXACT.add(sums.get(label, Decimal(0)), one.value)
            if one.date > after and self.goal.promise.met_by(sums[label]):
                yield one.date

    def _total(self, counted: slice, as_of: date) -> Reading:
        start, units, exponent = self._parts_of_total(counted)
        last = self.days.day(counted.stop - 1) if counted.start < counted.stop else None
        (value,) = self._plain([start + sum(units)], exponent)
        return Reading(value, as_of, "", 1 in self.days.marks[counted], last)

    def periods(self, as_of: date, kind: PeriodKind, since: date = date.min) -> Iterator[Reading]:
        """The readings of the periods that are over on a day, silent ones only where silence is zero.

        None that was over before `since`.
        """
        counted, last = self._counted(as_of), self.calendar.last_over(as_of, kind).start
        additive = self.goal.promise.measure.additive
        none = additive or counted.start == counted.stop
        first = self._first if none else min(self.days.day(counted.start), self._first)
        for period in self._from(self.calendar.period_of(max(first, since), kind), last):
            inside = self._inside(period)
            if inside.start < inside.stop or (additive and not self.is_absent(period)):
                yield self._aggregate(period, inside)

    def _from(self, period: Period, last: date) -> Iterator[Period]:
        """The periods from one on that start up to a day."""
        while self.goal.promise.period is not None and period.start <= last:
            yield period
            period = self.calendar.period_of(period.end, self.goal.promise.period)

    def _inside(self, period: Period) -> slice:
        """The days of a period, counted or not."""
        days = self.days.ordinals
        start = bisect_left(days, period.start.toordinal())
        return slice(start, bisect_left(days, period.end.toordinal(), start))

    def _aggregate(self, period: Period, inside: slice) -> Reading:
        value, provisional = self._joined(inside)
        return Reading(value, period.last, period.label, provisional)

    def _joined(self, inside: slice) -> tuple[Decimal, bool]:
        """What the days of one period come to, and whether any figure of it is provisional."""
        days, measure = self.days, self.goal.promise.measure
        marks = days.marks[inside]
        if measure is Measure.CUMULATIVE and inside.start < inside.stop:
            return days.value(inside.stop - 1), bool(marks[-1])
        units, exponent = self._scaled
        if measure in (Measure.MAX, Measure.MIN):
            best = max if measure is Measure.MAX else min
            return days.value(best(range(inside.start, inside.stop), key=units.__getitem__)), 1 in marks
        total = number(sum(units[inside]), exponent)
        return added_up(measure, total, sum(days.counts[inside])), 1 in marks

    @cached_property
    def _scaled(self) -> tuple[Column, int]:
        """The values of all days in units of one power of ten, of which whole numbers are added, and its exponent."""
        return self.days.scaled(slice(None))


class _Itself:
    """A history that is the same as itself alone, which is found without looking at its days."""

    __slots__ = ("history",)

    def __init__(self, history: History) -> None:
        self.history = history

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.history is self.history

    def __hash__(self) -> int:
        return id(self.history)


# Judge, forecast and view ask for the same ones; those of a thousand goals would take too much room.
@lru_cache(64)
def _of_periods(itself: _Itself, as_of: date, kind: PeriodKind) -> tuple[Reading, ...]:
    return tuple(itself.history.periods(as_of, kind))
