"""Days, periods and durations: every written form, fiscal years, and the laws of the calendar."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import quick
from coopctl.errors import Refused
from coopctl.values.calendar import Calendar, Duration, Period, PeriodKind, WeekStart, add, one_day
from coopctl.values.dates import parse_day, parse_duration, parse_period

TODAY = date(2024, 8, 15)
day = date.fromisoformat
PERIODS = (
    ("2024-12-31", "2024-12-31", "2024-12-31", "2024-12-31"),
    ("2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29"),
    ("2024-12", "2024-12-01", "2024-12-31", "2024-12"),
    ("2024-02", "2024-02-01", "2024-02-29", "2024-02"),
    ("2023-02", "2023-02-01", "2023-02-28", "2023-02"),
    ("2024-Q1", "2024-01-01", "2024-03-31", "2024-Q1"),
    ("2024-Q3", "2024-07-01", "2024-09-30", "2024-Q3"),
    ("2024q4", "2024-10-01", "2024-12-31", "2024-Q4"),
    ("Q3 2024", "2024-07-01", "2024-09-30", "2024-Q3"),
    ("2024-H1", "2024-01-01", "2024-06-30", "2024-H1"),
    ("H2 2024", "2024-07-01", "2024-12-31", "2024-H2"),
    ("2024", "2024-01-01", "2024-12-31", "2024"),
    ("FY2025", "2024-10-01", "2025-09-30", "FY2025"),
    ("fy 2025", "2024-10-01", "2025-09-30", "FY2025"),
    ("FY25", "2024-10-01", "2025-09-30", "FY2025"),
    ("Dec'25", "2025-12-01", "2025-12-31", "2025-12"),
    ("2024-W05", "2024-01-29", "2024-02-04", "2024-W05"),
    ("2020-W53", "2020-12-28", "2021-01-03", "2020-W53"),
    ("2025-W01", "2024-12-30", "2025-01-05", "2025-W01"),
    ("2026-W53", "2026-12-28", "2027-01-03", "2026-W53"),
    ("31 December 2024", "2024-12-31", "2024-12-31", "2024-12-31"),
    ("December 31, 2024", "2024-12-31", "2024-12-31", "2024-12-31"),
    ("1 sept. 2024", "2024-09-01", "2024-09-01", "2024-09-01"),
    ("29 Feb 2024", "2024-02-29", "2024-02-29", "2024-02-29"),
    ("Dec 2024", "2024-12-01", "2024-12-31", "2024-12"),
    ("may 2024", "2024-05-01", "2024-05-31", "2024-05"),
    ("today", "2024-08-15", "2024-08-15", "2024-08-15"),
    ("Yesterday", "2024-08-14", "2024-08-14", "2024-08-14"),
    ("3 months ago", "2024-05-15", "2024-05-15", "2024-05-15"),
    ("2 weeks ago", "2024-08-01", "2024-08-01", "2024-08-01"),
    ("1 year ago", "2023-08-15", "2023-08-15", "2023-08-15"),
    ("+2y", "2026-08-15", "2026-08-15", "2026-08-15"),
    ("+45d", "2024-09-29", "2024-09-29", "2024-09-29"),
    ("31/12/2024", "2024-12-31", "2024-12-31", "2024-12-31"),
    ("12/31/2024", "2024-12-31", "2024-12-31", "2024-12-31"),
    ("30.9.2025", "2025-09-30", "2025-09-30", "2025-09-30"),
    ("05/05/2024", "2024-05-05", "2024-05-05", "2024-05-05"),
    ("2024/10/31", "2024-10-31", "2024-10-31", "2024-10-31"),
    ("20240131", "2024-01-31", "2024-01-31", "2024-01-31"),
    ("202401", "2024-01-01", "2024-01-31", "2024-01"),
    ("2024Q1", "2024-01-01", "2024-03-31", "2024-Q1"),
    ("T3 2024", "2024-07-01", "2024-09-30", "2024-Q3"),
    ("2013 [YR2013]", "2013-01-01", "2013-12-31", "2013"),
    ("2022.0", "2022-01-01", "2022-12-31", "2022"),
    ("Jan-24", "2024-01-01", "2024-01-31", "2024-01"),
    ("2024Oct", "2024-10-01", "2024-10-31", "2024-10"),
    ("2024W5", "2024-01-29", "2024-02-04", "2024-W05"),
    ("week 26 of 2025", "2025-06-23", "2025-06-29", "2025-W26"),
    ("Week 26, 2025", "2025-06-23", "2025-06-29", "2025-W26"),
    ("the calendar week 1 2025", "2024-12-30", "2025-01-05", "2025-W01"),
    ("W53 2026", "2026-12-28", "2027-01-03", "2026-W53"),
    ("KW 26/2025", "2025-06-23", "2025-06-29", "2025-W26"),
    ("26. KW 2025", "2025-06-23", "2025-06-29", "2025-W26"),
    ("semana 26 de 2025", "2025-06-23", "2025-06-29", "2025-W26"),
    ("2025 week 26", "2025-06-23", "2025-06-29", "2025-W26"),
    ("Q3 of 2025", "2025-07-01", "2025-09-30", "2025-Q3"),
    ("2025年6月30日", "2025-06-30", "2025-06-30", "2025-06-30"),
    ("2025年 2月", "2025-02-01", "2025-02-28", "2025-02"),
    ("2025 年", "2025-01-01", "2025-12-31", "2025"),
    ("2025년 6월 30일", "2025-06-30", "2025-06-30", "2025-06-30"),
    ("20 Nov", "2023-11-20", "2023-11-20", "2023-11-20"),
    ("May 1", "2024-05-01", "2024-05-01", "2024-05-01"),
    ("29 Feb", "2024-02-29", "2024-02-29", "2024-02-29"),
    ("Q3", "2024-07-01", "2024-09-30", "2024-Q3"),
    ("Q4", "2023-10-01", "2023-12-31", "2023-Q4"),
    ("last month", "2024-07-01", "2024-07-31", "2024-07"),
    ("last year", "2023-01-01", "2023-12-31", "2023"),
    ("tomorrow", "2024-08-16", "2024-08-16", "2024-08-16"),
    ("next month", "2024-09-01", "2024-09-30", "2024-09"),
    ("this fiscal year", "2023-10-01", "2024-09-30", "FY2024"),
    ("last financial half year", "2023-10-01", "2024-03-31", "FY2024-H1"),
    ("FY2024-25", "2024-10-01", "2025-09-30", "FY2025"),
    ("FY2025-Q1", "2024-10-01", "2024-12-31", "FY2025-Q1"),
    ("H2 FY2025", "2025-04-01", "2025-09-30", "FY2025-H2"),
    ("2024/25", "2024-10-01", "2025-09-30", "FY2025"),
    ("2024-2025", "2024-10-01", "2025-09-30", "FY2025"),
    ("20240510T120000Z", "2024-05-10", "2024-05-10", "2024-05-10"),
    ("2024-05-10T23:59:59+02:00", "2024-05-10", "2024-05-10", "2024-05-10"),
    ("31 mars 2024", "2024-03-31", "2024-03-31", "2024-03-31"),
    ("31. Dezember 2024", "2024-12-31", "2024-12-31", "2024-12-31"),
    ("31 de diciembre de 2024", "2024-12-31", "2024-12-31", "2024-12-31"),
    ("dezembro de 2024", "2024-12-01", "2024-12-31", "2024-12"),
    ("  3   months ago ", "2024-05-15", "2024-05-15", "2024-05-15"),
)
REFUSED = """2023-02-29;29 February 2023;31 April 2024;2024-13;2024-00;2024-01-32;2024-1-1;2024-Q0;2024-Q5;2024-H3
2024-W00;2024-W54;2025-W53;1899-12-31;2201;9999-12-31;0000-01-01;05/06/2024;05.06.2024;31.13.2024;24;Q5;FY5;Dec
soon;3 months;2y;9999 years ago;+9999y;2024-12-31T25:00;２０２４;2024-2026;2024/26;30 Feb;202413;20241332
week 53 of 2025;week 0 of 2025;week 54, 2025;2025年13月;2025年2月29日;2025年30日;25年6月;28/11;5/6
Smarch 2024;FY2025-Q5;32 December 2024;2024--12""".replace("\n", ";")
DURATIONS = (
    ("45d", Duration(days=45)),
    ("1 day", Duration(days=1)),
    ("6 weeks", Duration(days=42)),
    ("18 months", Duration(months=18)),
    ("2 quarters", Duration(months=6)),
    ("+2y", Duration(months=24)),
    ("2 Years", Duration(months=24)),
    ("daily", Duration(days=1)),
    ("weekly", Duration(days=7)),
    ("Monthly", Duration(months=1)),
    ("quarterly", Duration(months=3)),
    ("half-yearly", Duration(months=6)),
    ("annually", Duration(months=12)),
    ("every month", Duration(months=1)),
    ("once a week", Duration(days=7)),
    ("fortnightly", Duration(days=14)),
    ("next quarter", Duration(months=3)),
    ("every 2 weeks", Duration(days=14)),
)
DAYS = st.dates(date(1902, 1, 1), date(2199, 12, 31))
KINDS = st.sampled_from(PeriodKind)
CALENDARS = st.builds(Calendar, st.integers(1, 12), st.sampled_from(WeekStart))
NAMES = (
    "jan feb march sept. september oct ſep dec today yesterday ago months weeks y d + FY Q3 H2 W05 2024 1999 31 29 - ,"
)
TEXTS = st.one_of(
    st.text(max_size=12),
    st.text("0123456789-QHWFYqhwy +", max_size=10),
    st.lists(st.sampled_from(NAMES.split()), max_size=4).map(" ".join),
)


@pytest.mark.parametrize(("text", "start", "last", "label"), PERIODS)
def test_a_written_period_has_its_days_and_label(text: str, start: str, last: str, label: str) -> None:
    """Each form gives the first day, the day after the last one, and the label people see."""
    expected = Period(day(start), day(last) + timedelta(days=1), label)
    assert parse_period(text, today=TODAY, calendar=Calendar(10)) == expected


@pytest.mark.parametrize(("text", "last"), [(row[0], row[2]) for row in PERIODS])
def test_a_period_as_a_day_is_its_last(text: str, last: str) -> None:
    """A period where a day is wanted counts at its end."""
    assert parse_day(text, today=TODAY, calendar=Calendar(10)) == day(last)


@pytest.mark.parametrize("text", ["", " ", *REFUSED.split(";")])
def test_what_is_no_day_or_period_is_refused_by_name(text: str) -> None:
    """Days that do not exist and forms outside the grammar are refused, naming the text."""
    with pytest.raises(Refused) as refusal:
        parse_period(text, today=TODAY, calendar=Calendar(10))
    assert repr(text) in refusal.value.message or "leave the years" in refusal.value.message


@pytest.mark.parametrize(("text", "duration"), DURATIONS)
def test_a_written_duration_is_months_or_days(text: str, duration: Duration) -> None:
    """A length of time or a cadence is a number of calendar months or of days."""
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text",
    ["", "2", "years", "-2y", "2.5 years", "12345d", "2 fortnights", "often", "every", "every often", "a", "２y"],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    """What is not a whole number of known units is refused."""
    with pytest.raises(Refused):
        parse_duration(text)


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (Duration(months=24), "2 years"),
        (Duration(months=12), "1 year"),
        (Duration(months=18), "18 months"),
        (Duration(months=1), "1 month"),
        (Duration(days=45), "45 days"),
        (Duration(), "0 days"),
    ],
)
def test_a_duration_in_words(duration: Duration, words: str) -> None:
    """A duration is shown in the largest unit that it fills."""
    assert f"{duration}" == words


@pytest.mark.parametrize(
    ("start", "text", "sign", "end"),
    [
        ("2024-01-31", "1 month", 1, "2024-02-29"),
        ("2023-01-31", "1 month", 1, "2023-02-28"),
        ("2024-03-31", "1 month", -1, "2024-02-29"),
        ("2024-02-29", "1y", 1, "2025-02-28"),
        ("2024-02-29", "4y", 1, "2028-02-29"),
        ("2024-12-15", "1 month", 1, "2025-01-15"),
        ("2024-01-15", "1 month", -1, "2023-12-15"),
        ("2024-12-31", "1d", 1, "2025-01-01"),
        ("2024-08-01", "2y", 1, "2026-08-01"),
    ],
)
def test_moving_a_day_stays_in_the_month_it_lands_in(start: str, text: str, sign: int, end: str) -> None:
    """A day that the month lacks becomes the last one of that month."""
    assert add(day(start), parse_duration(text), sign) == day(end)


@pytest.mark.parametrize("duration", [Duration(months=2400), Duration(days=9999 * 7)])
def test_moving_a_day_out_of_the_calendar_is_refused(duration: Duration) -> None:
    """No length of time, in months or in days, leads past the last year."""
    with pytest.raises(Refused):
        add(TODAY, duration)


@pytest.mark.parametrize(
    ("on", "fiscal_start", "start", "last", "label"),
    [
        ("2024-09-30", 10, "2023-10-01", "2024-09-30", "FY2024"),
        ("2024-10-01", 10, "2024-10-01", "2025-09-30", "FY2025"),
        ("2025-09-30", 10, "2024-10-01", "2025-09-30", "FY2025"),
        ("2024-02-29", 1, "2024-01-01", "2024-12-31", "FY2024"),
        ("2024-03-31", 4, "2023-04-01", "2024-03-31", "FY2024"),
        ("2024-12-01", 12, "2024-12-01", "2025-11-30", "FY2025"),
        ("2024-02-01", 2, "2024-02-01", "2025-01-31", "FY2025"),
    ],
)
def test_a_fiscal_year_is_named_by_the_year_it_ends_in(
    on: str, fiscal_start: int, start: str, last: str, label: str
) -> None:
    """The fiscal year of a day begins in the plan's month and bears the year of its last day."""
    expected = Period(day(start), day(last) + timedelta(days=1), label)
    assert Calendar(fiscal_start).period_of(day(on), PeriodKind.FISCAL_YEAR) == expected


@pytest.mark.parametrize(
    ("on", "kind", "label"),
    [
        ("2024-12-31", PeriodKind.YEAR, "2024"),
        ("2024-12-30", PeriodKind.YEAR, "2023"),
        ("2024-06-30", PeriodKind.HALF, "2024-H1"),
        ("2024-06-29", PeriodKind.HALF, "2023-H2"),
        ("2024-09-30", PeriodKind.QUARTER, "2024-Q3"),
        ("2024-01-01", PeriodKind.QUARTER, "2023-Q4"),
        ("2024-02-29", PeriodKind.MONTH, "2024-02"),
        ("2024-02-28", PeriodKind.MONTH, "2024-01"),
        ("2021-01-03", PeriodKind.WEEK, "2020-W53"),
        ("2021-01-02", PeriodKind.WEEK, "2020-W52"),
        ("2024-09-30", PeriodKind.FISCAL_YEAR, "FY2024"),
        ("2024-09-29", PeriodKind.FISCAL_YEAR, "FY2023"),
    ],
)
def test_the_last_complete_period_is_over_by_the_evening(on: str, kind: PeriodKind, label: str) -> None:
    """On its last day a period is complete, and on the day before it is not."""
    assert Calendar(10).last_complete(day(on), kind).label == label


@quick
@given(DAYS, KINDS, CALENDARS)
def test_the_period_of_a_day_contains_it(on: date, kind: PeriodKind, calendar: Calendar) -> None:
    """A day is inside its period, and its first and last day have the same period."""
    period = calendar.period_of(on, kind)
    ends = [calendar.period_of(edge, kind) for edge in (period.start, period.last)]
    assert (period.start <= on <= period.last, ends) == (True, [period, period])


@quick
@given(DAYS, KINDS, CALENDARS)
def test_consecutive_periods_tile_the_calendar(on: date, kind: PeriodKind, calendar: Calendar) -> None:
    """Each period begins where the one before it ended, and but for a day has at least a week."""
    period = calendar.period_of(on, kind)
    following = calendar.period_of(period.end, kind)
    before = calendar.period_of(period.start - timedelta(days=1), kind)
    least = 1 if kind is PeriodKind.DAY else 7
    assert (before.end, following.start, period.days >= least) == (period.start, period.end, True)


@quick
@given(DAYS, KINDS, CALENDARS)
def test_a_label_parses_back_to_its_period(on: date, kind: PeriodKind, calendar: Calendar) -> None:
    """The label of a period is one of the forms that people write for it."""
    period = calendar.period_of(on, kind)
    assert parse_period(period.label, today=TODAY, calendar=calendar) == period


@quick
@given(DAYS, KINDS, CALENDARS)
def test_the_last_complete_period_ends_within_one_period_before(on: date, kind: PeriodKind, calendar: Calendar) -> None:
    """The period after the last complete one is not over by that day."""
    done = calendar.last_complete(on, kind)
    assert (done.last <= on, calendar.period_of(done.end, kind).last > on) == (True, True)


@quick
@given(DAYS)
def test_a_day_is_written_as_it_is_read(on: date) -> None:
    """An ISO day and the day in English words are the same period of one day."""
    words = (on.isoformat(), f"{on:%d %B %Y}", f"{on:%b} {on.day}, {on.year}")
    assert [parse_period(text, today=TODAY) for text in words] == [one_day(on)] * 3


@quick
@given(TEXTS, CALENDARS)
@example("ſep 2024", Calendar())
def test_any_text_is_a_period_or_refused(text: str, calendar: Calendar) -> None:
    """Reading any text gives a period of at least one day or raises Refused, and no other error."""
    with suppress(Refused):
        assert parse_period(text, today=TODAY, calendar=calendar).days >= 1


@quick
@given(TEXTS)
def test_any_text_is_a_duration_or_refused(text: str) -> None:
    """Reading any text as a length of time gives one or raises Refused, and no other error."""
    with suppress(Refused):
        assert add(TODAY, parse_duration(text)) >= TODAY


@pytest.mark.parametrize(
    ("on", "start", "label"),
    [
        ("2023-12-31", "2023-12-31", "2024-W01"),
        ("2024-01-06", "2023-12-31", "2024-W01"),
        ("2024-01-07", "2024-01-07", "2024-W02"),
        ("2021-01-02", "2020-12-27", "2020-W53"),
        ("2025-12-31", "2025-12-28", "2025-W53"),
        ("2026-01-04", "2026-01-04", "2026-W01"),
    ],
)
def test_a_week_that_starts_on_sunday(on: str, start: str, label: str) -> None:
    """The MMWR weeks of 2020, 2024 and 2025, as the Centers for Disease Control's calendar has them."""
    found = Calendar(week_start=WeekStart.SUNDAY).period_of(date.fromisoformat(on), PeriodKind.WEEK)
    assert (found.start, found.days, found.label) == (date.fromisoformat(start), 7, label)
