"""Days, periods, durations and fiscal years: a strict grammar, understood whole or refused.

A period is a half-open interval of days inside; people see its last day.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache

from coopctl.errors import NoDay, Refused, WrongUsage
from coopctl.values.calendar import (
    FIRST_YEAR,
    GREGORIAN,
    LAST_YEAR,
    MONTHS_IN,
    ONE_DAY,
    Calendar,
    Duration,
    Period,
    PeriodKind,
    add,
    one_day,
)
from coopctl.values.patterns import check_length, later
from coopctl.values.vocabulary import MONTHS, PERIODS, SEASONS, pattern

_MONTH = rf"(?P<month>{pattern(MONTHS)})\.?"
_DURATION = later(
    r"(?P<number>[0-9]{1,4})\s*(?P<unit>d|days?|w|weeks?|m|months?|q|quarters?|y|years?)", re.IGNORECASE | re.ASCII
)

# How often, in a word; `every month` is monthly.
_EVERY = later(r"^(?:(?:once )?(?:every|each|an?|per)|next|one) ")
_LENGTHS = {
    name: length
    for names, length in (
        ("day daily", Duration(days=1)),
        ("week weekly", Duration(days=7)),
        ("fortnight fortnightly", Duration(days=14)),
        ("month monthly", Duration(months=1)),
        ("quarter quarterly", Duration(months=3)),
        ("half-year half-yearly", Duration(months=6)),
        ("year yearly annual annually", Duration(months=12)),
    )
    for name in names.split()
}


def parse_month(text: str) -> int:
    """The month that is said by its number or name: `10`, `October`, `oct.`; raises `WrongUsage` for others."""
    said = text.strip().rstrip(".").lower()
    month = MONTHS.get(said) or (int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 0)
    if not 1 <= month <= 12:
        raise WrongUsage(f"{text!r} is not a month", "write 10 or October")
    return month


@lru_cache(256)  # the goals of a plan share a few
def parse_duration(text: str) -> Duration:
    """A duration such as `45d`, `6 weeks`, `18 months`, `+2y`, or a cadence such as `monthly`."""
    check_length(text)
    word = _EVERY.sub("", text.strip().lower().removeprefix("+"))
    if word in _LENGTHS:
        return _LENGTHS[word]
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


def parse_period(text: str, *, today: date, calendar: Calendar = GREGORIAN) -> Period:
    """A day or period as people write it.

    Understands `2024-12-31`, `2024-12`, `2024-Q3`, `2024-H1`, `2024`, `FY2025`, `FY2024-25`, `FY2025-Q1`, `2024-W05`,
    the same in words of five languages (`31 December 2024`, `Dec 2024`, `Q3 2024`) and as files have them (`20241231`,
    `202412`, `Jan-24`, `2024Oct`, `2013 [YR2013]`, ISO times), `today`, `last month`, `20 Nov`, `Q3`, `3 months ago`
    and `+2y`.  What has no year is the latest that has begun.
    Raises `Refused` for anything else, for days that do not exist, and where day and month could change places.
    """
    check_length(text)
    return _period(text, today, calendar)


_DIGIT = later("[0-9]")


@lru_cache(1024)
def _period(text: str, today: date, calendar: Calendar) -> Period:
    word = " ".join(text.split())
    for form, rule in _IN_NUMBERS if _DIGIT.search(word) else _IN_WORDS:
        found = form.fullmatch(word)
        if found is not None:
            year = re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", word)
            if year and not FIRST_YEAR <= int(year[0]) <= LAST_YEAR:
                raise _outside(text, today)
            try:
                period = rule(found, today, calendar)
            except (ValueError, OverflowError):
                raise NoDay(f"{text!r} is not a day of the calendar", "", text) from None
            if not FIRST_YEAR <= period.start.year <= LAST_YEAR:
                raise _outside(text, today)
            return period
    raise NoDay(
        f"{text!r} is not a date or period",
        "write 2024-12-31, 2024-12, 2024-Q3, 2024-H1, 2024, FY2025, 2024-W05, today or '3 months ago'",
        text,
    )


def _outside(text: str, today: date) -> Refused:
    """The refusal of a day outside of the years that are reckoned with; a clock that has left them is named."""
    astray = not FIRST_YEAR <= today.year <= LAST_YEAR
    hint = f"set this machine's clock, which says {today}" if astray else "give a day within them"
    return Refused(f"{text!r} is outside the years {FIRST_YEAR} to {LAST_YEAR}{_in_other_calendar(text)}", hint)


# What a year of another calendar is called, from and to which it has one of today, and what is added to it for ours.
_CALENDARS = (
    ("Iranian", range(1370, 1411), 621),
    ("Islamic", range(1411, 1461), 0),
    ("Thai", range(2533, 2593), -543),
    ("Hebrew", range(5750, 5811), -3761),
)


def _in_other_calendar(text: str) -> str:
    """That a year is one of another calendar of these decades, and what it is in ours; "" where it is none."""
    said = re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", text)
    year = int(said[0]) if said else 0
    found = next(((name, ahead) for name, years, ahead in _CALENDARS if year in years), None)
    if found is None or not text.isascii():
        return ""
    name, ahead = found
    ours = f": its {year} begins in {year + ahead}" if ahead else ""
    return f" (if it is of the {name} calendar, write its day in the Gregorian one{ours})"


def period_named(label: str, day: date, calendar: Calendar) -> Period | None:
    """The period of a figure that is dated `day`, by how that was said; None where it was said in no way known here."""
    try:
        return parse_period(label, today=day, calendar=calendar)
    except Refused:
        return None


def parse_day(text: str, *, today: date, calendar: Calendar = GREGORIAN) -> date:
    """The last day of what `parse_period` understands: a period counts at its end."""
    return parse_period(text, today=today, calendar=calendar).last


def _date(found: re.Match[str], *_: object) -> Period:
    """A year, or a month or day of it, whose month has its number or its name."""
    said = found.groupdict()
    year, month, day = _year(found), said.get("month"), said.get("day")
    if not month:
        return GREGORIAN.period_of(date(year, 1, 1), PeriodKind.YEAR)
    first = date(year, MONTHS.get(month.lower()) or int(month), int(day or 1))
    return one_day(first) if day else GREGORIAN.period_of(first, PeriodKind.MONTH)


def _year(found: re.Match[str]) -> int:
    """A year of four digits, or of this century's two."""
    return int(found["year"]) if len(found["year"]) == 4 else 2000 + int(found["year"])


def _part_of_year(kind: PeriodKind) -> "Rule":
    """The rule for a quarter or a half of a calendar year by its number."""
    return lambda found, *_: _part(_year(found), int(found["part"]), kind)


def _part(year: int, part: int, kind: PeriodKind) -> Period:
    if not 1 <= part <= 12 // MONTHS_IN[kind]:
        raise ValueError(part)
    return GREGORIAN.period_of(date(year, (part - 1) * MONTHS_IN[kind] + 1, 1), kind)


def _span(found: re.Match[str], _: date, calendar: Calendar) -> Period:
    """A fiscal year that is named by both of its years: `2024/25`, `FY2024-25`."""
    year, end = int(found["year"]), found["end"]
    if int(end) != (year + 1) % 10 ** len(end):
        raise ValueError(end)
    return calendar.fiscal_year(year + 1)


def is_to_come(text: str, last: date) -> str:
    """What is said of a day or period, as written, whose `last` day is to come."""
    return (
        f"{text!r} is in the future"
        if text.strip() == str(last)
        else f"{text!r} ends on {last}, which is in the future"
    )


YEARS_START = "`coopctl plan edit --fiscal-start 9` says that years start in September"
"""How a plan has other years than those of the calendar."""
_NO_MONTH = "1[3-9]|[2-9][0-9]"
_SPANNED = later(
    rf"(?<![\w.,-])(?P<year>[0-9]{{4}})(?:[/–](?=[0-9])|-(?={_NO_MONTH}))(?P<end>[0-9]{{2}}(?:[0-9]{{2}})?)(?![\w-])",
    re.ASCII,
)


def spanned_year(text: str, calendar: Calendar) -> tuple[str, Period] | None:
    """A year of two, such as `2024/25`, in a text, and what it is taken for where fiscal years start in January.

    None for any other text or calendar: only there it is neither of the two.
    """
    if calendar.fiscal_start > 1 or not ("/" in text or "–" in text or "-" in text):
        return None
    for found in _SPANNED.finditer(text):
        with suppress(ValueError):
            return found[0], _span(found, date.max, calendar)
    return None


def _fiscal_number(found: re.Match[str]) -> int:
    """The year that names a fiscal year, in full or as its two last digits."""
    return int(found["year"] or f"20{found['short']}")


def _fiscal_part(found: re.Match[str], _: date, calendar: Calendar) -> Period:
    """A quarter or half of a fiscal year, by its months: `FY2025-Q1`."""
    whole, part = calendar.fiscal_year(_fiscal_number(found)), int(found["part"])
    months = 3 if found["letter"].upper() == "Q" else 6
    if not 1 <= part <= 12 // months:
        raise ValueError(part)
    start = add(whole.start, Duration(months=months * (part - 1)))
    return Period(start, add(start, Duration(months=months)), f"{whole.label}-{found['letter'].upper()}{part}")


def numbers_day(found: re.Match[str], *_: object) -> Period:
    """A day whose order the numbers settle: one above 12 is the day, and equal ones may change places.

    Raises `Refused` where both could be the month.
    """
    one, other, year = int(found["one"]), int(found["other"]), _year(found)
    if one != other and max(one, other) <= 12:
        days = f"{date(year, one, other)} or {date(year, other, one)}"
        raise Refused(f"{found[0]!r} could be {days}", "write the one that is meant")
    return one_day(date(year, min(one, other), max(one, other)))


def _latest(today: date, made: Callable[[int], Period]) -> Period:
    """Of what has no year, the latest that has begun; a 29 February of the last leap year."""
    for year in range(today.year, today.year - 9, -1):
        try:
            period = made(year)
        except ValueError:
            continue
        if period.start <= today:
            return period
    raise ValueError


def latest_day(day: int, month: int, today: date) -> date:
    """The latest day of a month that has begun."""
    return _latest(today, lambda year: one_day(date(year, month, day))).start


def _without_year(found: re.Match[str], today: date, *_: object) -> Period:
    kind = {"Q": PeriodKind.QUARTER, "H": PeriodKind.HALF}
    letter = found.groupdict().get("letter")
    if letter:
        return _latest(today, lambda year: _part(year, int(found["part"]), kind[letter.upper()]))
    return _latest(today, lambda year: one_day(date(year, MONTHS[found["month"].lower()], int(found["day"]))))


def _relative(found: re.Match[str], today: date, calendar: Calendar) -> Period:
    """`this`, `last` or `next` week, month, quarter, half-year, year or fiscal year."""
    kind = PeriodKind(PERIODS[" ".join(found["kind"].lower().split())])
    period = calendar.period_of(today, kind)
    days = {"this": today, "last": period.start - ONE_DAY, "next": period.end}
    return calendar.period_of(days[found["which"].lower()], kind)


def _week_of(found: re.Match[str], _: date, calendar: Calendar) -> Period:
    return calendar.week(int(found["year"]), int(found["part"]))


SEASON = (
    rf"(?:the |el |o |l')?(?P<season>{pattern(SEASONS)})(?: of| de)? (?P<year>[0-9]{{4}})"
    r"(?:[/–-](?P<end>[0-9]{4}|[0-9]{2}))?"
)


def season_ends(found: re.Match[str]) -> list[str]:
    """The months with which a season of a year may end, on both sides of the equator.

    Worked: spring 2027 with 2027-05 or 2027-11, winter 2027 with 2027-02, 2027-08 or 2028-02, winter 2027/28 with
    2028-02.
    """
    year, north = int(found["year"]), SEASONS[found["season"].lower()]
    last = (north, (north + 5) % 12 + 1)
    if 2 not in last:
        return [f"{year}-{month:02}" for month in sorted(last)]
    over = f"{year + 1}-02"
    return [over] if found["end"] else [f"{year}-02", f"{year}-{max(last):02}", over]


def _season(found: re.Match[str], *_: object) -> Period:
    ways = " or ".join(season_ends(found))
    raise Refused(f"{found[0]!r} is no period that is reckoned with", f"write its last month, {ways}")


Rule = Callable[[re.Match[str], date, Calendar], Period]
_YEAR = r"(?P<year>[0-9]{4})"
_SHORT = r"(?:(?P<year>[0-9]{4})|'?(?P<short>[0-9]{2}))"
_WEEK = r"(?:the )?(?:calendar )?(?:week|wk|cw|kw|w|kalenderwoche|woche|semaine|semana)\.?"
_KINDS = "(?:(?:fiscal|financial) )?(?:year|quarter|half[- ]year)|half|month|week"
# All that is said without a number.
_IN_WORDS: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (later(text, re.IGNORECASE | re.ASCII), rule)
    for text, rule in (
        (r"today", lambda _, today, __: one_day(today)),
        (r"yesterday", lambda _, today, __: one_day(today - ONE_DAY)),
        (r"tomorrow", lambda _, today, __: one_day(today + ONE_DAY)),
        (rf"(?P<which>this|last|next) (?P<kind>{_KINDS})", _relative),
    )
)
_IN_NUMBERS: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (later(text, re.IGNORECASE | re.ASCII), rule)
    for text, rule in (
        (rf"{_DURATION.pattern} ago", lambda m, today, _: one_day(add(today, _duration(m), -1))),
        (rf"\+{_DURATION.pattern}", lambda m, today, _: one_day(add(today, _duration(m)))),
        (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", lambda m, _, __: one_day(date.fromisoformat(m[0]))),
        ((r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}[T ][0-9]{2}:?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?"
         r"(?:Z|[-+][0-9]{2}:?[0-9]{2})?"),
         lambda m, _, __: one_day(datetime.fromisoformat(m[0].replace(",", ".")).date())),
        (r"(?:19|20)[0-9]{6}", lambda m, _, __: one_day(date.fromisoformat(m[0]))),
        (rf"{_YEAR}[/.](?P<month>[0-9]{{1,2}})[/.](?P<day>[0-9]{{1,2}})", _date),
        (rf"(?P<one>[0-9]{{1,2}})[/.-](?P<other>[0-9]{{1,2}})[/.-]{_YEAR}", numbers_day),
        (rf"{_YEAR}-(?P<month>0[0-9]|1[0-2])", _date),
        (rf"(?P<month>0[1-9]|1[0-2])[/.]{_YEAR}", _date),
        (r"(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])", _date),
        (rf"{_YEAR}[- ]?[QT](?P<part>[0-9])", _part_of_year(PeriodKind.QUARTER)),
        (rf"[QT](?P<part>[0-9])(?: of |[ -/]?){_YEAR}", _part_of_year(PeriodKind.QUARTER)),
        (rf"{_YEAR}[- ]?[HS](?P<part>[0-9])", _part_of_year(PeriodKind.HALF)),
        (rf"[HS](?P<part>[0-9])[ -/]?{_YEAR}", _part_of_year(PeriodKind.HALF)),
        (r"(?P<letter>[QH])(?P<part>[1-4])", _without_year),
        (rf"(?P<part>[1-4])(?:\.|st|nd|rd|th|er|e|º|ème)? (?:quarter|quartal|trimestre),? (?:of |de )?{_YEAR}",
         _part_of_year(PeriodKind.QUARTER)),
        (rf"(?P<part>[12])(?:\.|st|nd|er|e|º|ème)? (?:half|halbjahr|semestre),? (?:of |de )?{_YEAR}",
         _part_of_year(PeriodKind.HALF)),
        (rf"{_YEAR}-?W(?P<part>[0-9]{{1,2}})", _week_of),
        (rf"{_YEAR}(?:\.0)?(?: \[YR(?P=year)\])?", _date),
        (rf"FY ?{_SHORT}", lambda m, _, calendar: calendar.fiscal_year(_fiscal_number(m))),
        (rf"FY ?{_YEAR}[/–-](?P<end>[0-9]{{2}}(?:[0-9]{{2}})?)", _span),
        (rf"{_YEAR}[/–](?P<end>[0-9]{{2}}(?:[0-9]{{2}})?)", _span),
        # No month is above 12, so these two numbers are years.
        (rf"{_YEAR}-(?P<end>[0-9]{{4}}|{_NO_MONTH})", _span),
        (rf"FY ?{_SHORT}[- ]?(?P<letter>[QH])(?P<part>[0-9])", _fiscal_part),
        (rf"(?P<letter>[QH])(?P<part>[0-9])[ -]?FY ?{_SHORT}", _fiscal_part),
        (rf"(?P<day>[0-9]{{1,2}})(?:\.|st|nd|rd|th|er)? (?:de |of )?{_MONTH},? (?:de )?{_YEAR}",
         _date),
        (rf"{_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}", _date),
        (rf"{_MONTH}[-,]? ?(?:de )?{_YEAR}", _date),
        (rf"{_YEAR}[- ]?{_MONTH}", _date),
        (rf"{_MONTH}[-'’](?P<year>[0-9]{{2}})", _date),
        (rf"(?P<day>[0-9]{{1,2}})\.? {_MONTH}", _without_year),
        (rf"{_MONTH} (?P<day>[0-9]{{1,2}})", _without_year),
        # Few are said so, and each form is made only where none before it fits.
        (r"Q(?P<part>[0-9]) ?['’/-](?P<year>[0-9]{2})", _part_of_year(PeriodKind.QUARTER)),
        (r"H(?P<part>[0-9]) ?['’/-](?P<year>[0-9]{2})", _part_of_year(PeriodKind.HALF)),
        (rf"{_WEEK} ?(?P<part>[0-9]{{1,2}})(?:,? (?:of |de )?|[/-]){_YEAR}", _week_of),
        (rf"(?P<part>[0-9]{{1,2}})\. ?(?:kw|kalenderwoche|woche),? {_YEAR}", _week_of),
        (rf"{_YEAR}(?:,? |[/-])?{_WEEK} ?(?P<part>[0-9]{{1,2}})", _week_of),
        (rf"{_YEAR} ?[年년](?: ?(?P<month>[0-9]{{1,2}}) ?[月월](?: ?(?P<day>[0-9]{{1,2}}) ?[日号號일])?)?",
         _date),
        (SEASON, _season),
    )
)  # fmt: skip
