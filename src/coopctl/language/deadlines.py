"""The last day that a promise allows, as its text or what is given beside it says it."""

import re
from contextlib import suppress
from datetime import date

from coopctl.errors import Ended, Refused
from coopctl.language.beginning import named
from coopctl.language.phrases import Deadline, How, Phrase, Style
from coopctl.language.scanner import Coming, YearEnd
from coopctl.language.tongues import readings
from coopctl.language.ways import reworded
from coopctl.language.wording import Wording
from coopctl.plan.plan import Plan
from coopctl.plan.terms import Baseline
from coopctl.values.calendar import ONE_DAY, Calendar, Duration, PeriodKind, step
from coopctl.values.dates import parse_day
from coopctl.values.vocabulary import MONTHS, PERIODS, WEEKDAYS, is_blank, is_open


def last_day_of(
    phrase: Phrase, wording: Wording, plan: Plan, baseline: Baseline, period: PeriodKind | None
) -> date | None:
    """The last day allowed; `over two years` is counted from the baseline's date, and ends where its period does."""
    origin = _counted_from(wording, plan, baseline, period)
    by = None if phrase.by is None else _last_day(phrase.by, wording, plan, origin)
    if not is_blank(wording.by):
        given = _given_deadline(wording, plan, origin)
        if by is not None and by != given:
            raise Refused(f"{phrase.text!r} ends on {by}, but the deadline given is {given}")
        by = given
    elif by is None and not wording.by and phrase.how is not How.GO:
        by = wording.kept_deadline
    _check_deadline(phrase, by, baseline, wording)
    return by


def _check_deadline(phrase: Phrase, by: date | None, baseline: Baseline, wording: Wording) -> None:
    """A deadline is after the baseline's date, and one of a direction alone decides nothing."""
    if by is not None and by <= baseline.date:
        over = f"{phrase.text!r} ends on {by}, which is not after the baseline's date {baseline.date}"
        hint = _earlier(wording, by.year - 1)
        raise Ended(over, hint, by) if hint else Refused(over)
    if by is not None and phrase.how is How.GO:
        raise Refused(
            f"{phrase.text!r} has a deadline but no value",
            f"write how much, such as '{phrase.direction} by 20% by {by}'",
        )


def _earlier(wording: Wording, year: int) -> str:
    """How the year of a baseline is said, where nothing says it: whoever copies an old plan has an old baseline."""
    start = wording.start.strip()
    if wording.since or wording.kept_date or re.search(r"(?:19|20)[0-9]{2}", start):
        return ""
    if is_open(start):
        return f"say since when: --since {year}-12-31"
    return f"say of when the baseline is, as in '{start} ({year})'"


def _last_day(by: Deadline, wording: Wording, plan: Plan, origin: date) -> date:
    """The last day that a deadline allows, whose length of time starts at an origin."""
    if isinstance(by, YearEnd):
        return date(wording.today.year + by.years, 12, 31)
    if isinstance(by, Coming):
        return _coming(by, wording.today, plan.calendar)
    return step(origin, by) if isinstance(by, Duration) else by


def _coming(by: Coming, today: date, calendar: Calendar) -> date:
    """The next end of a day or a part of a year: on 2026-01-15 `June` is 2026-06-30, `next quarter` 2026-06-30.

    Worked: on that day `before March` is until 2026-02-28, `before January` until 2026-12-31, and `Friday` 2026-01-16.
    """
    text = by.text.lower()
    if text in WEEKDAYS:
        return today + ONE_DAY * ((WEEKDAYS[text] - today.weekday() - 1) % 7 + 1)
    which, _, kind = text.partition(" ")
    if which == "next" and kind.rstrip(".") in MONTHS:
        return _next_month(kind, by, today, calendar)
    if which in ("this", "next"):
        period = calendar.period_of(today, PeriodKind(PERIODS[kind]))
        return (period if which == "this" else calendar.period_of(period.end, PeriodKind(PERIODS[kind]))).last
    days = (one.start - ONE_DAY if by.earlier else one.last for one in named(by.text, today, calendar))
    return next(day for day in days if day >= today)


def _next_month(month: str, by: Coming, today: date, calendar: Calendar) -> date:
    """The end of the next month of a name, or the day before it.

    Raises `Refused` where one is to come this year and another next year.
    """
    period = next(one for one in named(month, today, calendar) if one.last >= today)
    if period.start.year == today.year:
        name, year = month.capitalize(), today.year
        raise Refused(f"'next {name}' could be {name} {year} or {name} {year + 1}",
                      f"write '{name} {year}' or '{name} {year + 1}'")  # fmt: skip
    return period.start - ONE_DAY if by.earlier else period.last


def _counted_from(wording: Wording, plan: Plan, baseline: Baseline, period: PeriodKind | None) -> date:
    """Where a length of time starts."""
    origin = wording.counted_from
    if origin is not None and period is not None:
        origin = plan.calendar.last_complete(origin - ONE_DAY, period).last
    return origin or baseline.date


def _given_deadline(wording: Wording, plan: Plan, origin: date) -> date:
    """The last day of a deadline that is given beside the phrase; a length of time starts at an origin."""
    try:
        return parse_day(wording.by, today=wording.today, calendar=plan.calendar)
    except Refused:
        by = _deadline_said(wording.by, Style.of(plan))
        if by is None:
            raise
        return _last_day(by, wording, plan, origin)


def _deadline_said(text: str, style: Style) -> Deadline | None:
    """The deadline that a text says as phrases do, and nothing else: `9 months`, `end of 2026`, `EOY 2027`."""
    said = text.strip()
    for words in (said, f"by {said}", f"in {said}"):
        for reading in readings(words):
            scan = style.scanner(reworded(reading))
            with suppress(Refused):
                by = scan.deadline()
                if by is not None and not scan.rest:
                    return by
    return None


def day_said(text: str, today: date, plan: Plan) -> date | None:
    """The last day of what `_deadline_said` understands, from today on; None where it understands nothing."""
    by = _deadline_said(text, Style.of(plan))
    return None if by is None else _last_day(by, Wording("", "", today), plan, today)
