"""Days, periods, durations and fiscal years: a strict grammar, understood whole or refused.

A period is a half-open interval of days inside; people see its last day.
"""

import re
from collections.abc import Callable
from datetime import date

from coopctl.errors import Refused
from coopctl.values.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS_IN,
    ONE_DAY,
    Duration,
    Period,
    PeriodKind,
    add,
    one_day,
    period_of,
)
from coopctl.values.patterns import later

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DURATION = later(
    r"(?P<number>[0-9]{1,4})\s*(?P<unit>d|days?|w|weeks?|m|months?|q|quarters?|y|years?)", re.IGNORECASE | re.ASCII
)


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


def _month_number(found: re.Match[str]) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(found["month"].lower()[:3]))


def _calendar(found: re.Match[str], kind: PeriodKind) -> Period:
    part = int(found["part"])
    if not 1 <= part <= 12 // MONTHS_IN[kind]:
        raise ValueError(part)
    return period_of(date(int(found["year"]), (part - 1) * MONTHS_IN[kind] + 1, 1), kind)


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
    (later(pattern, re.IGNORECASE | re.ASCII), rule)
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
