"""Days, periods, durations and fiscal years: a strict grammar, understood whole or refused.

A period is a half-open interval of days inside; people see its last day.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from coopctl.errors import Refused

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2200

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DURATION = re.compile(
    r"(?P<number>[0-9]{1,4})\s*(?P<unit>d|days?|w|weeks?|m|months?|q|quarters?|y|years?)", re.IGNORECASE | re.ASCII
)


class PeriodKind(StrEnum):
    """The periods that figures are summed, counted or averaged over."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    FISCAL_YEAR = "fiscal-year"


_MONTHS_IN = {
    PeriodKind.YEAR: 12,
    PeriodKind.FISCAL_YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}


class Period(Struct, frozen=True):
    """The days from `start` up to, but not including, `end`; `label` is how people write it."""

    start: date
    end: date
    label: str

    @property
    def last(self) -> date:
        return self.end - ONE_DAY

    @property
    def days(self) -> int:
        return (self.end - self.start).days


class Duration(Struct, frozen=True):
    """A length of time in calendar months and days."""

    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        for number, size, word in (
            (self.months, 12, "year"),
            (self.months, 1, "month"),
            (self.days, 1, "day"),
        ):
            if number and number % size == 0:
                count = number // size
                return f"{count} {word}{'s' if count != 1 else ''}"
        return "0 days"


def add(day: date, duration: Duration, sign: int = 1) -> date:
    """`day` moved by a duration; a day that the month lacks becomes its last (31 January + 1 month = 28 February)."""
    month = day.year * 12 + day.month - 1 + sign * duration.months
    year, index = divmod(month, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(f"{day} and {duration} leave the years {FIRST_YEAR} to {LAST_YEAR}")
    clipped = date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))
    moved = clipped + sign * timedelta(days=duration.days)
    if not FIRST_YEAR <= moved.year <= LAST_YEAR:
        raise Refused(f"{day} and {duration} leave the years {FIRST_YEAR} to {LAST_YEAR}")
    return moved


def step(day: date, duration: Duration) -> date:
    """`day` moved by a duration; by whole months, from the last day of a month to the last day of another.

    Raises `Refused` beyond the calendar.  Worked: a month after 2025-02-28 is 2025-03-31, after 2025-02-27 2025-03-27.
    """
    moved = add(day, duration)
    if duration.days or (day + ONE_DAY).day != 1:
        return moved
    return moved.replace(day=monthrange(moved.year, moved.month)[1])


def parse_duration(text: str) -> Duration:
    """A duration such as `45d`, `6 weeks`, `18 months`, `+2y`, or a cadence such as `monthly`."""
    word = text.strip().lower().removeprefix("+")
    named = {
        "daily": Duration(days=1), "weekly": Duration(days=7), "monthly": Duration(months=1),
        "quarterly": Duration(months=3), "half-yearly": Duration(months=6),
        "yearly": Duration(months=12), "annually": Duration(months=12), "annual": Duration(months=12),
    }  # fmt: skip
    if word in named:
        return named[word]
    found = _DURATION.fullmatch(word)
    if found is None:
        raise Refused(f"{text!r} is not a length of time", "write 45d, 6 weeks, 18 months, 2y or monthly")
    return _duration(found)


def _duration(found: re.Match[str]) -> Duration:
    number, letter = int(found["number"]), found["unit"][0].lower()
    return {
        "d": Duration(days=number),
        "w": Duration(days=7 * number),
        "m": Duration(months=number),
        "q": Duration(months=3 * number),
        "y": Duration(months=12 * number),
    }[letter]


def period_of(day: date, kind: PeriodKind, fiscal_start: int = 1) -> Period:
    """The period of this kind that contains `day`; a fiscal year is named by the year in which it ends."""
    if kind is PeriodKind.WEEK:
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        return Period(monday, monday + timedelta(days=7), f"{year}-W{week:02d}")
    size = _MONTHS_IN[kind]
    offset = fiscal_start - 1 if kind is PeriodKind.FISCAL_YEAR else 0
    month = day.year * 12 + day.month - 1 - offset
    month -= month % size
    start, end = _first_of(month + offset), _first_of(month + offset + size)
    last = end - ONE_DAY
    label = {
        PeriodKind.YEAR: f"{start.year}",
        PeriodKind.FISCAL_YEAR: f"FY{last.year}",
        PeriodKind.HALF: f"{start.year}-H{1 + start.month // 7}",
        PeriodKind.QUARTER: f"{start.year}-Q{1 + start.month // 3}",
        PeriodKind.MONTH: f"{start.year}-{start.month:02d}",
    }[kind]
    return Period(start, end, label)


def last_complete(day: date, kind: PeriodKind, fiscal_start: int) -> Period:
    """The last period of this kind that is over by the evening of `day`."""
    period = period_of(day, kind, fiscal_start)
    return period if period.last == day else period_of(period.start - ONE_DAY, kind, fiscal_start)


def one_day(day: date) -> Period:
    """A day as a period."""
    return Period(day, day + ONE_DAY, day.isoformat())


def parse_period(text: str, *, today: date, fiscal_start: int = 1) -> Period:
    """A day or period as people write it.

    Understands `2024-12-31`, `2024-12`, `2024-Q3`, `2024-H1`, `2024`, `FY2025`, `2024-W05`, the same in words
    (`31 December 2024`, `Dec 2024`, `Q3 2024`), `today`, `yesterday`, `3 months ago` and `+2y`.
    Raises `Refused` for anything else, and for days that do not exist.
    """
    word = " ".join(text.split())
    for pattern, rule in _RULES:
        found = pattern.fullmatch(word)
        if found is not None:
            year = re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", word)
            if year and not FIRST_YEAR <= int(year[0]) <= LAST_YEAR:
                raise Refused(f"{text!r} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
            try:
                period = rule(found, today, fiscal_start)
            except (ValueError, OverflowError):
                raise Refused(f"{text!r} is not a day of the calendar") from None
            if not FIRST_YEAR <= period.start.year <= LAST_YEAR:
                raise Refused(f"{text!r} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
            return period
    raise Refused(
        f"{text!r} is not a date or period",
        "write 2024-12-31, 2024-12, 2024-Q3, 2024-H1, 2024, FY2025, 2024-W05, today or '3 months ago'",
    )


def parse_day(text: str, *, today: date, fiscal_start: int = 1) -> date:
    """The last day of what `parse_period` understands: a period counts at its end."""
    return parse_period(text, today=today, fiscal_start=fiscal_start).last


def _first_of(month: int) -> date:
    year, index = divmod(month, 12)
    return date(year, index + 1, 1)


def _month_number(found: re.Match[str]) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(found["month"].lower()[:3]))


def _calendar(found: re.Match[str], kind: PeriodKind) -> Period:
    part = int(found["part"])
    if not 1 <= part <= 12 // _MONTHS_IN[kind]:
        raise ValueError(part)
    return period_of(date(int(found["year"]), (part - 1) * _MONTHS_IN[kind] + 1, 1), kind)


def _fiscal(found: re.Match[str], fiscal_start: int) -> Period:
    year = int(found["year"])
    return period_of(
        date(year if fiscal_start == 1 else year - 1, fiscal_start, 1), PeriodKind.FISCAL_YEAR, fiscal_start
    )


def _week(found: re.Match[str]) -> Period:
    return period_of(date.fromisocalendar(int(found["year"]), int(found["part"]), 1), PeriodKind.WEEK)


def _words_day(found: re.Match[str]) -> Period:
    return one_day(date(int(found["year"]), _month_number(found), int(found["day"])))


def _words_month(found: re.Match[str]) -> Period:
    return period_of(date(int(found["year"]), _month_number(found), 1), PeriodKind.MONTH)


_Rule = Callable[[re.Match[str], date, int], Period]
_YEAR = r"(?P<year>[0-9]{4})"
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), rule)
    for pattern, rule in (
        (r"today", lambda _, today, __: one_day(today)),
        (r"yesterday", lambda _, today, __: one_day(today - ONE_DAY)),
        (rf"{_DURATION.pattern} ago", lambda m, today, _: one_day(add(today, _duration(m), -1))),
        (rf"\+{_DURATION.pattern}", lambda m, today, _: one_day(add(today, _duration(m)))),
        (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", lambda m, _, __: one_day(date.fromisoformat(m[0]))),
        (rf"{_YEAR}-(?P<part>[0-9]{{2}})", lambda m, _, __: _calendar(m, PeriodKind.MONTH)),
        (rf"{_YEAR}[- ]?Q(?P<part>[0-9])", lambda m, _, __: _calendar(m, PeriodKind.QUARTER)),
        (rf"Q(?P<part>[0-9]) {_YEAR}", lambda m, _, __: _calendar(m, PeriodKind.QUARTER)),
        (rf"{_YEAR}[- ]?H(?P<part>[0-9])", lambda m, _, __: _calendar(m, PeriodKind.HALF)),
        (rf"H(?P<part>[0-9]) {_YEAR}", lambda m, _, __: _calendar(m, PeriodKind.HALF)),
        (rf"{_YEAR}-W(?P<part>[0-9]{{2}})", lambda m, _, __: _week(m)),
        (_YEAR, lambda m, _, __: period_of(date(int(m["year"]), 1, 1), PeriodKind.YEAR)),
        (rf"FY ?{_YEAR}", lambda m, _, start: _fiscal(m, start)),
        (rf"(?P<day>[0-9]{{1,2}}) {_MONTH},? {_YEAR}", lambda m, _, __: _words_day(m)),
        (rf"{_MONTH} (?P<day>[0-9]{{1,2}}),? {_YEAR}", lambda m, _, __: _words_day(m)),
        (rf"{_MONTH},? {_YEAR}", lambda m, _, __: _words_month(m)),
    )
)
