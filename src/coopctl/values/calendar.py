"""Days and periods: a period is a half-open interval of days inside; people see its last day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from coopctl.errors import Refused

ONE_DAY = timedelta(days=1)
DAYS_A_YEAR = Fraction(1461, 4)
DAYS_A_MONTH = DAYS_A_YEAR / 12
FIRST_YEAR, LAST_YEAR = 1900, 2200

Month = int
"""A month of the year, from 1 to 12."""

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
FIRST_MOMENT, LAST_MOMENT = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR, 12, 31, tzinfo=UTC)


def check_day(day: date | None, what: str) -> None:
    """Raises `Refused` for a day outside of the years that are reckoned with."""
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(f"{what} is {day}, which is not in the years {FIRST_YEAR} to {LAST_YEAR}")


def check_moment(moment: datetime | None, what: str) -> None:
    """Raises `Refused` for a moment without a zone, or outside of the years that are reckoned with."""
    if moment is None:
        return
    if moment.tzinfo is None:
        raise Refused(f"{what} is {moment.isoformat()}, which has no zone")
    check_day(moment.date(), what)


class PeriodKind(StrEnum):
    """The periods that figures are summed, counted or averaged over."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    FISCAL_YEAR = "fiscal-year"
    FISCAL_HALF = "fiscal-half"
    FISCAL_QUARTER = "fiscal-quarter"


MONTHS_IN = {
    PeriodKind.YEAR: 12,
    PeriodKind.FISCAL_YEAR: 12,
    PeriodKind.FISCAL_HALF: 6,
    PeriodKind.FISCAL_QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}

FISCAL = frozenset((PeriodKind.FISCAL_YEAR, PeriodKind.FISCAL_HALF, PeriodKind.FISCAL_QUARTER))


class Period(Struct, frozen=True):
    """The days from `start` up to, but not including, `end`; `label` is how people write it."""

    start: date
    end: date
    label: str

    @property
    def last(self) -> date:
        """The last day of the period, which people see as its end."""
        return self.end - ONE_DAY

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.end - self.start).days


class Duration(Struct, frozen=True):
    """A length of time in calendar months and days."""

    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        for number, size, word in ((self.months, 12, "year"), (self.months, 1, "month"), (self.days, 1, "day")):
            if number and number % size == 0:
                count = number // size
                return f"{count} {word}{'s' if count != 1 else ''}"
        return "0 days"


A_YEAR = Duration(months=12)


def add(day: date, duration: Duration, sign: int = 1) -> date:
    """`day` moved by a duration; a day that the month lacks becomes its last (31 January + 1 month = 28 February)."""
    month = day.year * 12 + day.month - 1 + sign * duration.months
    if not FIRST_YEAR <= month // 12 <= LAST_YEAR:
        raise Refused(f"{day} and {duration} leave the years {FIRST_YEAR} to {LAST_YEAR}")
    clipped = min(first_of(month) + timedelta(days=day.day - 1), first_of(month + 1) - ONE_DAY)
    moved = clipped + sign * timedelta(days=duration.days)
    if not FIRST_YEAR <= moved.year <= LAST_YEAR:
        raise Refused(f"{day} and {duration} leave the years {FIRST_YEAR} to {LAST_YEAR}")
    return moved


def step(day: date, duration: Duration, sign: int = 1) -> date:
    """`day` moved by a duration; by whole months, from the last day of a month to the last day of another.

    Raises `Refused` beyond the calendar.  Worked: a month after 2025-02-28 is 2025-03-31, after 2025-02-27 2025-03-27.
    """
    moved = add(day, duration, sign)
    if duration.days or (day + ONE_DAY).day != 1:
        return moved
    return first_of(moved.year * 12 + moved.month) - ONE_DAY


class WeekStart(StrEnum):
    """The day on which weeks start."""

    MONDAY = "monday"
    SUNDAY = "sunday"


class Calendar(Struct, frozen=True):
    """How a plan counts its periods: the month in which its fiscal years start, and the day on which its weeks do."""

    fiscal_start: Month = 1
    week_start: WeekStart = WeekStart.MONDAY

    def period_of(self, day: date, kind: PeriodKind) -> Period:
        """The period of this kind that contains `day`.

        A fiscal year is named by the year in which it ends.  Weeks are ISO 8601's; those that start on Sunday belong to
        the year that has at least four of their days, too, as in the MMWR weeks of the United States.
        """
        if kind is PeriodKind.WEEK:
            return _week(day, self.week_start)
        if kind is PeriodKind.DAY:
            return one_day(day)
        return _months(day, kind, self.fiscal_start - 1 if kind in FISCAL else 0)

    def week(self, year: int, number: int) -> Period:
        """A week of a year by its number.

        Raises `ValueError` where the year has no such week.
        """
        first = _week(date(year, 1, 4), self.week_start)
        week = _week(first.start + timedelta(days=7 * (number - 1)), self.week_start)
        if week.label != f"{year}-W{number:02d}":
            raise ValueError(number)
        return week

    def fiscal_year(self, year: int) -> Period:
        """The fiscal year that ends in this year."""
        start = date(year if self.fiscal_start == 1 else year - 1, self.fiscal_start, 1)
        return self.period_of(start, PeriodKind.FISCAL_YEAR)

    def last_complete(self, day: date, kind: PeriodKind) -> Period:
        """The last period of this kind that is over by the evening of `day`."""
        period = self.period_of(day, kind)
        return period if period.last == day else self.period_of(period.start - ONE_DAY, kind)

    def last_over(self, day: date, kind: PeriodKind) -> Period:
        """The last period of this kind that nothing more can come into on `day`: a day runs until it is the next."""
        return self.last_complete(day - ONE_DAY if kind is PeriodKind.DAY else day, kind)


# The goals of a plan are asked for the periods of the same few days, each many times.
_ASKED = 4096


@lru_cache(_ASKED)
def _months(day: date, kind: PeriodKind, offset: int) -> Period:
    """The period of whole months that contains a day; its years start so many months after January."""
    size = MONTHS_IN[kind]
    month = day.year * 12 + day.month - 1 - offset
    part = month % 12 // size
    month -= month % size
    start, end = first_of(month + offset), first_of(month + offset + size)
    year = (first_of(month - month % 12 + offset + 12) - ONE_DAY).year if kind in FISCAL else start.year
    return Period(start, end, _LABELS[kind](year, 1 + part))


@lru_cache(_ASKED)
def _week(day: date, starts: WeekStart) -> Period:
    before = day.isoweekday() % 7 if starts is WeekStart.SUNDAY else day.weekday()
    start = day - timedelta(days=before)
    middle = start + timedelta(days=3)
    week = 1 + (middle - middle.replace(month=1, day=1)).days // 7
    return Period(start, start + timedelta(days=7), f"{middle.year}-W{week:02d}")


# How people write a period by its year, and by its number in it.
_LABELS: dict[PeriodKind, Callable[[int, int], str]] = {
    PeriodKind.YEAR: lambda year, _: f"{year}",
    PeriodKind.FISCAL_YEAR: lambda year, _: f"FY{year}",
    PeriodKind.FISCAL_HALF: lambda year, part: f"FY{year}-H{part}",
    PeriodKind.FISCAL_QUARTER: lambda year, part: f"FY{year}-Q{part}",
    PeriodKind.HALF: lambda year, part: f"{year}-H{part}",
    PeriodKind.QUARTER: lambda year, part: f"{year}-Q{part}",
    PeriodKind.MONTH: lambda year, part: f"{year}-{part:02d}",
}

GREGORIAN = Calendar()
"""The calendar of the year itself: fiscal years start in January, and weeks on Monday."""


def one_day(day: date) -> Period:
    """A day as a period."""
    return Period(day, day + ONE_DAY, day.isoformat())


def first_of(month: int) -> date:
    """The first day of a month, counted from January of the year 0."""
    year, index = divmod(month, 12)
    return date(year, index + 1, 1)
