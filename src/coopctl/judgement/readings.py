"""From figures to readings: a goal's value at a date, computed by its measure.  Pure.

Figures are first condensed to one entry per day, so that a million of them take the room of their days.
"""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from functools import cached_property, reduce
from itertools import accumulate, islice
from operator import or_

from msgspec import Struct, structs

from coopctl.plan.corrections import Gone
from coopctl.plan.plan import Entry, Figure, Goal
from coopctl.plan.terms import Measure
from coopctl.values.calendar import ONE_DAY, Calendar, Period, PeriodKind, one_day
from coopctl.values.dates import period_named
from coopctl.values.quantities import EXACT, MOST_DIGITS, plain

# A mean may have no end; thirty digits are those of the longest figure.
_MEANS = Context(prec=MOST_DIGITS)


class Day(Struct, array_like=True, gc=False):
    """What a goal's figures of one day come to: the last, sum, largest or smallest by its measure, and how many.

    `provisional` tells that the value stands on a figure that will be revised.
    """

    value: Decimal
    count: int = 1
    provisional: bool = False


class Absent(Struct, frozen=True, array_like=True):
    """That there is no figure for a period or day, as said, which ends on a date; and why."""

    date: datetime.date
    on: str
    why: str = ""


class Book(Struct, frozen=True, array_like=True):
    """What a goal's figures come to: the days that have some, and the slots of which it was said that there is none."""

    days: dict[date, Day] = {}
    absent: dict[str, Absent] = {}


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


def condense(
    goals: Iterable[Goal],
    figures: Iterable[Entry],
    gone: Gone,
    known_at: datetime.datetime | None = None,
    begun: Mapping[str, Book] | None = None,
) -> dict[str, Book]:
    """For each goal the days of its figures that stand, read once from `(place in the file, figure)`.

    Books that were `begun` from earlier figures go on, and are changed.
    """
    begun = begun or {}
    found_in = {
        goal.id: (goal.after, _JOIN.get(goal.promise.measure, EXACT.add), begin_of(goal), begun.get(goal.id, Book()))
        for goal in goals
    }
    # This loop runs once for each of perhaps a million figures: it looks up nothing twice.
    for place, figure in figures:
        found = found_in.get(figure.goal)
        value, on = figure.value, figure.date
        if found is None or on is None or (value is None and not figure.missing):
            continue
        after, join, begins, book = found
        if place <= after or (known_at is not None and figure.recorded_at > known_at):
            continue
        if gone and (figure.key in gone or figure.batch in gone):
            continue
        if value is None:
            label = figure.on or on.isoformat()
            book.absent[label] = Absent(on, label, figure.why or figure.note)
            continue
        if on == begins and _is_period(figure):
            on -= ONE_DAY
        day = book.days.get(on)
        if day is None:
            book.days[on] = Day(value, 1, figure.provisional)
        else:
            day.provisional = figure.provisional or (day.provisional and join is not _later)
            day.value = join(day.value, value)
            day.count += 1
    return {name: book for name, (*_, book) in found_in.items()}


def begin_of(goal: Goal) -> date | None:
    """The baseline's day of a total.

    An event of that day adds to the baseline; a period that ends on it is part of the baseline, so that it is entered
    with the days before.
    """
    return goal.promise.baseline.date if goal.promise.measure is Measure.TOTAL else None


def join_of(goal: Goal) -> str:
    """How the values of one day become one, in a word: last, max, min or sum."""
    return _WORDS[_JOIN.get(goal.promise.measure, EXACT.add)]


def _is_period(figure: Figure) -> bool:
    return bool(figure.on) and figure.on != f"{figure.date}"


def _later(_: Decimal, later: Decimal) -> Decimal:
    return later


# How two values of one day become one; where not named, they add up.
_JOIN: dict[Measure, Callable[[Decimal, Decimal], Decimal]] = {
    Measure.LEVEL: _later,
    Measure.STAGE: _later,
    Measure.CUMULATIVE: _later,
    Measure.MAX: max,
    Measure.MIN: min,
}
_WORDS: dict[Callable[[Decimal, Decimal], Decimal], str] = {_later: "last", max: "max", min: "min", EXACT.add: "sum"}


def entered(goal: Goal, book: Book, figure: Figure) -> Book:
    """The book with one more figure, which corrects none; the book itself stays as it is."""
    return joined(goal, book, condense([structs.replace(goal, after=0)], [(1, figure)], {})[goal.id])


def joined(goal: Goal, book: Book, later: Book) -> Book:
    """The book with what later figures come to, which correct none; the books themselves stay as they are."""
    join = _JOIN.get(goal.promise.measure, EXACT.add)
    days = book.days | later.days
    for on in book.days.keys() & later.days.keys():
        old, new = book.days[on], later.days[on]
        provisional = new.provisional or (old.provisional and join is not _later)
        days[on] = Day(join(old.value, new.value), old.count + new.count, provisional)
    return Book(days, book.absent | later.absent)


class History(Struct, frozen=True, dict=True):
    """A goal with the days of its figures, in the plan's calendar: what every reading of it comes from."""

    goal: Goal
    book: Book = Book()
    calendar: Calendar = Calendar()

    @property
    def days(self) -> Mapping[date, Day]:
        """The days that have figures."""
        return self.book.days

    @cached_property
    def _ordered(self) -> list[date]:
        """The days in order: sorted once, for a goal has thousands of them and is asked ten times."""
        return sorted(self.days)

    def counts(self, day: date) -> bool:
        """Whether a figure of a day counts; one from before the baseline is history.

        A figure of the baseline's own day counts, but not of a sum or count, whose baseline is of that day's period.
        """
        return day >= self._first or self._on_baseline(day)

    @property
    def _first(self) -> date:
        """The first day of which every figure counts: of the first period that ends after the baseline's date."""
        goal, start = self.goal, self.goal.promise.baseline.date
        if goal.promise.period is None:
            return start
        period = self.calendar.period_of(start, goal.promise.period)
        return period.end if period.last == start else period.start

    def _on_baseline(self, day: date) -> bool:
        return day == self.goal.promise.baseline.date and not (
            self.goal.promise.period and self.goal.promise.measure.additive
        )

    def counted(self, as_of: date) -> list[date]:
        """The days up to a day whose figures count, in order."""
        days, first, base = self._ordered, self._first, self.goal.promise.baseline.date
        counted = days[bisect_left(days, first) : bisect_right(days, as_of)]
        alone = base < first and base <= as_of and base in self.days and self._on_baseline(base)
        return [base, *counted] if alone else counted

    def before(self, as_of: date) -> int:
        """How many figures up to a day are history, from before the baseline."""
        days = self._ordered[: min(bisect_right(self._ordered, as_of), bisect_left(self._ordered, self._first))]
        return sum(self.days[day].count for day in days if not self._on_baseline(day))

    def last_figure(self, as_of: date) -> date | None:
        """The day of the latest figure up to a day."""
        at = bisect_right(self._ordered, as_of)
        return self._ordered[at - 1] if at else None

    def absences(self, as_of: date) -> tuple[Absent, ...]:
        """For what up to a day it was said that there is no figure, in order; a figure of its day contradicts that."""
        said = (one for one in self.book.absent.values() if one.date <= as_of and one.date not in self.book.days)
        return tuple(sorted(said, key=lambda one: one.date))

    def last_told(self, as_of: date) -> date | None:
        """The last day up to a day for which a figure counts, or it was said that there is none."""
        counted, absent = self.counted(as_of), self.absences(as_of)
        return max([*counted[-1:], *(one.date for one in absent[-1:] if self.counts(one.date))], default=None)

    @cached_property
    def _absent_periods(self) -> list[Period]:
        """The days and periods for which it was said that there is no figure, by their beginning."""
        said = (_said_for(one, self.calendar) for one in self.absences(date.max))
        return sorted(said, key=lambda one: one.start)

    def is_absent(self, period: Period) -> bool:
        """Whether it was said of a whole period, at once or in parts, that there is no figure, and there is none."""
        if not self.book.absent:
            return False
        start = period.start
        for one in self._absent_periods:
            if one.start <= start < one.end:
                start = one.end
        return start >= period.end and not self._inside(period)

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
            return None if last is None else self._aggregated(last, self._inside(last))
        days = self.counted(as_of)
        if promise.measure is Measure.TOTAL:
            return self._total(days, as_of)
        return self._level(days[-1]) if days else None

    def _last_period(self, kind: PeriodKind, as_of: date) -> Period | None:
        """The last complete period: of what adds up the last that is not said to be absent, else that has figures."""
        promise = self.goal.promise
        if not promise.measure.additive:
            periods = (self.calendar.period_of(day, kind) for day in reversed(self.counted(as_of)))
            return next((period for period in periods if period.last <= as_of), None)
        period = self.calendar.last_complete(as_of, kind)
        while period.last > promise.baseline.date and self.is_absent(period):
            period = self.calendar.period_of(period.start - ONE_DAY, kind)
        return period if period.last > promise.baseline.date else None

    def running(self, as_of: date) -> Running | None:
        """What there is so far of the period that `as_of` is in; None where it is over, or silence says nothing."""
        goal = self.goal
        if goal.promise.period is None or as_of < goal.promise.baseline.date:
            return None
        period = self.calendar.period_of(as_of, goal.promise.period)
        days = [day for day in self._inside(period) if day <= as_of]
        if (
            period.last == as_of
            or period.last <= goal.promise.baseline.date
            or not (days or goal.promise.measure.additive)
        ):
            return None
        value, provisional = self._joined(days)
        on = days[-1] if goal.promise.measure is Measure.CUMULATIVE else as_of
        return Running(value, period, Fraction((on - period.start).days + 1, period.days), provisional)

    def series(self, as_of: date) -> tuple[Reading, ...]:
        """Every reading since the baseline up to a day, oldest first: by figure, or by complete period."""
        goal, days = self.goal, self.counted(as_of)
        if goal.promise.measure is Measure.TOTAL:
            sums = accumulate((self.days[day].value for day in days), EXACT.add, initial=self._start)
            marks = accumulate((self.days[day].provisional for day in days), or_)
            told = zip(days, islice(sums, 1, None), marks, strict=True)
            return tuple(Reading(plain(value), day, "", mark, day) for day, value, mark in told)
        if goal.promise.period is None:
            # There may be thousands, so none costs a call of its own.
            known = self.days
            return tuple([Reading((at := known[day]).value, day, "", at.provisional) for day in days])
        return tuple(
            self._periods(days, self.calendar.last_complete(as_of, goal.promise.period).start, goal.promise.period)
        )

    def missing(self, as_of: date) -> tuple[str, ...]:
        """The complete periods without a figure before the last that has one, where silence is not zero, nor said."""
        goal = self.goal
        if goal.promise.period is None or goal.promise.measure.additive:
            return ()
        days = self.counted(as_of)
        since = self._from(self.calendar.period_of(self._first, goal.promise.period), days[-1]) if days else ()
        silent = (one for one in since if bisect_left(days, one.start) == bisect_left(days, one.end))
        return tuple(one.label for one in silent if not self.is_absent(one))

    def reached_on(self, after: date, as_of: date) -> date | None:
        """The first day after `after` on which the readings had reached the target, None when they had not."""
        goal = self.goal
        if goal.promise.reach is None:
            return None
        days = [one.date for one in self.series(as_of) if one.date > after and goal.promise.met_by(one.value)]
        if goal.promise.period is not None and goal.promise.rising and goal.promise.measure.additive:
            days += self._reached_within(after, as_of, goal.promise.period)
        return min(days, default=None)

    def _reached_within(self, after: date, as_of: date, kind: PeriodKind) -> Iterator[date]:
        """The days on which a rising sum or count reached the target within its period: it cannot be un-held."""
        sums: dict[str, Decimal] = {}
        for day in self.counted(as_of):
            label = self.calendar.period_of(day, kind).label
            sums[label] = EXACT.add(sums.get(label, Decimal(0)), self.days[day].value)
            if day > after and self.goal.promise.met_by(sums[label]):
                yield day

    @property
    def _start(self) -> Decimal:
        """What a total starts from."""
        return self.goal.promise.baseline.value or Decimal(0)

    def _total(self, days: list[date], as_of: date) -> Reading:
        value, provisional = self._start, False
        for day in days:
            value = EXACT.add(value, self.days[day].value)
            provisional = provisional or self.days[day].provisional
        return Reading(plain(value), as_of, "", provisional, days[-1] if days else None)

    def _level(self, day: date) -> Reading:
        return Reading(self.days[day].value, day, "", self.days[day].provisional)

    def _periods(self, days: list[date], last: date, kind: PeriodKind) -> Iterator[Reading]:
        """The readings of the periods that start up to a day, silent ones only where silence is zero."""
        additive = self.goal.promise.measure.additive
        first = self._first if additive or not days else min(days[0], self._first)
        for period in self._from(self.calendar.period_of(first, kind), last):
            inside = self._inside(period)
            if inside or (additive and not self.is_absent(period)):
                yield self._aggregated(period, inside)

    def _from(self, period: Period, last: date) -> Iterator[Period]:
        """The periods from one on that start up to a day."""
        while self.goal.promise.period is not None and period.start <= last:
            yield period
            period = self.calendar.period_of(period.end, self.goal.promise.period)

    def _inside(self, period: Period) -> list[date]:
        return self._ordered[bisect_left(self._ordered, period.start) : bisect_left(self._ordered, period.end)]

    def _aggregated(self, period: Period, days: list[date]) -> Reading:
        value, provisional = self._joined(days)
        return Reading(value, period.last, period.label, provisional)

    def _joined(self, days: list[date]) -> tuple[Decimal, bool]:
        """What the days of one period come to, and whether any figure of it is provisional."""
        entries = [self.days[day] for day in days]
        if self.goal.promise.measure is Measure.CUMULATIVE:
            return entries[-1].value, entries[-1].provisional
        number = sum(entry.count for entry in entries)
        value = come_to(self.goal.promise.measure, [entry.value for entry in entries], number)
        return value, any(entry.provisional for entry in entries)


def _said_for(absent: Absent, calendar: Calendar) -> Period:
    """The period that an absence was said for, the day alone where it names none."""
    return period_named(absent.on, absent.date, calendar) or one_day(absent.date)


def come_to(measure: Measure, values: Sequence[Decimal], number: int) -> Decimal:
    """What the values of one period come to by a measure, in order; a mean is their sum divided by `number`."""
    join = _JOIN.get(measure)
    if join is not None:
        return reduce(join, values)
    total = reduce(EXACT.add, values, Decimal(0))
    return plain(_MEANS.divide(total, Decimal(number))) if measure is Measure.MEAN else plain(total)
