"""Days as somebody types them today: by their distance, by the weekday, and in the words of other languages."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from coopctl.errors import NoDay, Refused
from coopctl.values.calendar import GREGORIAN, ONE_DAY, Calendar, Period, PeriodKind, add, one_day
from coopctl.values.dates import Rule, latest_day, numbers_day, parse_duration, parse_period
from coopctl.values.patterns import check_length
from coopctl.values.vocabulary import (
    AT_THE_END,
    BEFORE_DAYS,
    DAYS_AGO,
    LAST_ONES,
    MONTHS,
    NUMBER_WORDS,
    NUMBERS,
    PERIODS,
    WEEKDAYS,
    pattern,
)


def parse_typed(text: str, *, today: date, calendar: Calendar = GREGORIAN) -> Period:
    """A day or period as somebody types it today: what `parse_period` understands, and days by their distance.

    So are `gestern`, `monday` (the latest, today at most), `last friday` (before today), `two weeks ago`, `letzte
    Woche`, `in October` (the latest that has begun), `the 5th of March`, `Q3 last year`, `end of last month` and
    `30.9.26`.  A file may have such words for something else, and says a day by its date.
    """
    check_length(text)
    if text[:1] == "@":
        return parse_typed(text[1:], today=today, calendar=calendar)
    try:
        return parse_period(text, today=today, calendar=calendar)
    except Refused:
        word = " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
        for form, rule in _rules():
            found = form.fullmatch(word)
            if found is not None:
                return _day(text, found, rule, today, calendar)
        raise


def _day(text: str, found: re.Match[str], rule: Rule, today: date, calendar: Calendar) -> Period:
    try:
        return rule(found, today, calendar)
    except (ValueError, OverflowError):
        raise NoDay(f"{text!r} is not a day of the calendar", "", text) from None


def _weekday(found: re.Match[str], today: date, *_: object) -> Period:
    """The latest day of a name; with `last` before it, or its like behind, the latest before today."""
    back = (today.weekday() - WEEKDAYS[found["weekday"].lower()]) % 7
    return one_day(today - ONE_DAY * (back or (7 if found["last"] or found["past"] else 0)))


def _ago(found: re.Match[str], today: date, *_: object) -> Period:
    """So many days, weeks, months or years before today, in words."""
    number, unit = " ".join(found["number"].lower().split()), found["unit"].lower()
    count = int(number) if number.isdigit() else NUMBERS.get(number, 1)
    length = parse_duration(f"{count} {_LENGTHS[unit]}")
    return one_day(add(today, length, -1))


def _last(found: re.Match[str], today: date, calendar: Calendar) -> Period:
    kind = PeriodKind(PERIODS[found["kind"].lower()])
    return calendar.period_of(calendar.period_of(today, kind).start - ONE_DAY, kind)


def _month(found: re.Match[str], today: date, *_: object) -> Period:
    """The latest month of a name that has begun; with `last` before it, the latest that is over."""
    number, latest = MONTHS[found["month"].lower()], today.month - bool(found["last"])
    return GREGORIAN.period_of(date(today.year - (number > latest), number, 1), PeriodKind.MONTH)


def _day_and_month(found: re.Match[str], today: date, *_: object) -> Period:
    """The latest day of these numbers that has begun: `5.3.`."""
    return one_day(latest_day(int(found["day"]), int(found["month"]), today))


def _in_any_order(found: re.Match[str], today: date, *_: object) -> Period:
    """The latest day of two numbers that has begun: `28/11` or `11/28`.

    Raises `Refused` where both could be the month.
    """
    one, other = sorted((int(found["one"]), int(found["other"])))
    days = {latest_day(other, one, today), *([latest_day(one, other, today)] if other <= 12 else [])}
    if len(days) > 1:
        raise Refused(f"{found[0]!r} could be {' or '.join(map(str, sorted(days)))}", "write the one that is meant")
    return one_day(days.pop())


def _week(found: re.Match[str], today: date, calendar: Calendar) -> Period:
    """The latest week of this number that has begun."""
    year, this, _ = today.isocalendar()
    number = int(found["week"])
    if not 1 <= number <= 53:
        raise ValueError
    return parse_period(f"{year - (number > this)}-W{number:02}", today=today, calendar=calendar)


_LENGTHS = {
    word: unit
    for unit, words in {
        "days": "day days tag tage tagen jour jours día días dia dias",
        "weeks": "week weeks woche wochen semaine semaines semana semanas",
        "months": "month months monat monate monaten mois mes meses",
        "years": "year years jahr jahre jahren an ans año años",
    }.items()
    for word in words.split()
}


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """What only people say, who say it today; made where it is asked for, as few dates are said so."""
    count = rf"(?P<number>[0-9]{{1,4}}|{NUMBER_WORDS}|an?|eine[rmn]?|une?|un[ao]?)"
    unit = rf"(?P<unit>{pattern(_LENGTHS)})"
    kind = rf"(?P<kind>{pattern(PERIODS)})"
    month = rf"(?P<month>{pattern(MONTHS)})\.?"
    last_year = rf"last year|(?:{LAST_ONES}) jahr|(?:de )?(?:l'année|l'an|el año|o ano) (?:{LAST_ONES})"

    def of(made: Callable[[re.Match[str], date], str]) -> Rule:
        """The rule that a day is what is made of its words."""
        return lambda found, today, calendar: parse_typed(made(found, today), today=today, calendar=calendar)

    return tuple(
        (re.compile(text, re.IGNORECASE), rule)
        for text, rule in (
            (pattern(DAYS_AGO), lambda m, today, _: one_day(today - ONE_DAY * DAYS_AGO[m[0].lower()])),
            (rf"(?P<last>(?:last|{LAST_ONES}) )?(?P<weekday>{pattern(WEEKDAYS)})(?P<past> (?:{LAST_ONES}))?",
             _weekday),
            (rf"(?:{LAST_ONES}) {kind}", _last),
            (rf"(?:la |le |l'|el )?{kind} (?:{LAST_ONES})", _last),
            (rf"{count} {unit} ago", _ago),
            (rf"(?:vor|il y a|hace|há) {count} {unit}", _ago),
            (r"(?P<one>[0-9]{1,2})[/.](?P<other>[0-9]{1,2})[/.](?P<year>[0-9]{2})", numbers_day),
            (r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.", _day_and_month),
            (r"(?P<one>[0-9]{1,2})/(?P<other>[0-9]{1,2})", _in_any_order),
            (rf"(?P<last>(?:last|{LAST_ONES}) )?{month}", _month),
            (r"(?:week|w|kw|woche|semaine|semana) ?(?P<week>[0-9]{1,2})", _week),
            (rf"(?P<rest>.+) (?:{last_year})", of(lambda m, today: f"{m['rest']} {today.year - 1}")),
            (rf"(?P<day>[0-9]{{1,2}})(?:(?:st|nd|rd|th|er|º)(?: of| de)?| of| de) (?P<rest>{month}.*)",
             of(lambda m, _: f"{m['day']} {m['rest']}")),
            (rf"{month} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)(?P<year>,? [0-9]{{4}})?",
             of(lambda m, _: f"{m['day']} {m['month']}{(m['year'] or '').replace(',', '')}")),
            (rf"(?:{AT_THE_END}) (?P<rest>.+)",
             lambda m, today, calendar: one_day(parse_typed(m["rest"], today=today, calendar=calendar).last)),
            (rf"(?:{BEFORE_DAYS}) (?P<rest>.+)", of(lambda m, _: m["rest"])),
        )
    )  # fmt: skip
