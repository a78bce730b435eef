"""Which figures are due, which are stale, and which final ones are awaited: three answers that agree."""

import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs

from builders import Number, exercises, goal, judged, quick, told
from coopctl.judgement.cadence import next_due
from coopctl.judgement.due import Due, coming, due
from coopctl.judgement.methods import Status
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds, Measure
from coopctl.values.calendar import Calendar, Duration, PeriodKind
from running import Program

Figures = tuple[tuple[str, Number], ...]
MONTHLY = goal(cadence="monthly", since="2024-12-31", by="2025-06-30")
YEARLY = structs.replace(exercises(), cadence="yearly")
HALVES = goal(measure=Measure.MEAN, period=PeriodKind.HALF, since="2024-12-31", by="2026-12-31")
QUARTERS = goal(measure=Measure.MEAN, period=PeriodKind.QUARTER, since="2024-12-31", by="2026-12-31")


def owed(one: Goal, as_of: str, *figures: tuple[str, Number], fiscal_start: int = 1) -> Due | None:
    return due(told(one, *figures, fiscal_start=fiscal_start), date.fromisoformat(as_of))


def _days(found: Due | None) -> tuple[str, bool] | None:
    return None if found is None else (f"{found.due_for}", found.overdue)


@pytest.mark.parametrize("as_of", ["2025-03-29", "2025-03-30", "2025-03-31", "2025-04-01"])
def test_a_month_ends_on_its_last_day_for_stale_and_for_due(as_of: str) -> None:
    """After a figure for February the next is for 31 March: due on that day, overdue and stale the day after."""
    one = goal(cadence="monthly", since="2024-12-31", by="2026-12-31")
    late = as_of == "2025-04-01"
    found = owed(one, as_of, ("2025-02-28", 260))
    assert (judged(one, as_of, ("2025-02-28", 260)).stale, bool(found and found.overdue)) == (late, late)
    assert (found is not None) == (as_of >= "2025-03-31")


@pytest.mark.parametrize(
    ("figures", "as_of", "status", "expected"),
    [
        ((("2025-02-28", 260), ("2025-08-01", 300)), "2026-03-31", Status.AWAITING, ("2025-06-30", True)),
        ((("2025-02-28", 260),), "2025-07-01", Status.AWAITING, ("2025-06-30", True)),
        ((("2025-06-15", 300),), "2026-03-31", Status.ACHIEVED, None),
        ((("2025-06-30", 290),), "2025-07-01", Status.MISSED, None),
        ((("2025-06-30", 290),), "2025-06-30", Status.AT_RISK, None),
        ((("2025-06-15", 300),), "2025-06-30", Status.ACHIEVED, ("2025-06-30", False)),
        ((), "2026-03-31", Status.NO_DATA, ("2025-06-30", True)),
    ],
)
def test_after_the_deadline_the_final_figure_is_due_while_it_is_awaited(
    figures: Figures, as_of: str, status: Status, expected: tuple[str, bool] | None
) -> None:
    """A level by 2025-06-30, monthly: status and due say the same of the final figure."""
    assert (judged(MONTHLY, as_of, *figures).status, _days(owed(MONTHLY, as_of, *figures))) == (status, expected)


def test_a_final_figure_is_due_without_a_cadence_too() -> None:
    """A goal without a cadence owes nothing up to its deadline, and its final figure after it."""
    one = goal(since="2023-12-31", by="2025-06-30")
    assert (owed(one, "2025-06-30", ("2024-02-01", 260)), _days(owed(one, "2025-07-01", ("2024-02-01", 260)))) == (
        None,
        ("2025-06-30", True),
    )


def test_the_lag_delays_what_is_overdue_and_stale() -> None:
    """With a lag of 45 days the final figure for 30 June is overdue, and without any figure stale, from 15 August."""
    one = goal(since="2024-12-31", by="2025-06-30", lag="45 days")
    found = [(owed(one, day), judged(one, day).stale) for day in ("2025-08-14", "2025-08-15")]
    assert [(bool(figure and figure.overdue), stale) for figure, stale in found] == [(False, False), (True, True)]


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2025-03-11", None), ("2025-12-30", None), ("2025-12-31", ("2025-12-31", False))]
)
def test_a_year_with_an_event_is_told_until_its_end(as_of: str, expected: tuple[str, bool] | None) -> None:
    """A yearly count with an event in March 2024 owes its next figure for the end of 2025, and is not stale before."""
    assert _days(owed(YEARLY, as_of, ("2024-03-10", 1))) == expected
    assert not judged(YEARLY, as_of, ("2024-03-10", 1)).stale


@pytest.mark.parametrize(
    ("one", "cadence", "last", "expected"),
    [
        (QUARTERS, "quarterly", "2025-02-10", "2025-06-30"),
        (QUARTERS, "90d", "2025-02-10", "2025-06-29"),
        (QUARTERS, "monthly", "2025-02-10", "2025-03-10"),
        (QUARTERS, "monthly", "2025-02-28", "2025-03-31"),
        (HALVES, "quarterly", "2025-02-10", "2025-05-10"),
        (YEARLY, "quarterly", "2024-10-10", "2025-01-10"),
        (MONTHLY, "monthly", "2025-01-30", "2025-02-28"),
        (MONTHLY, "monthly", "2025-02-28", "2025-03-31"),
        (MONTHLY, "2 weeks", "2025-02-28", "2025-03-14"),
        (MONTHLY, "300y", "2025-02-28", None),
    ],
)
def test_the_day_of_the_next_figure(one: Goal, cadence: str, last: str, expected: str | None) -> None:
    """A cadence starts at the end of the figure's period, or at its day where figures come several times a period."""
    found = next_due(structs.replace(one, cadence=cadence), date.fromisoformat(last), Calendar())
    assert found == (expected and date.fromisoformat(expected))


def test_a_fiscal_year_is_told_until_its_own_end() -> None:
    """With a year that starts in October, an event of November 2024 is followed by the end of FY2026."""
    one = goal(1, 2, since="2024-09-30", by="2028-09-30", measure=Measure.COUNT, period=PeriodKind.FISCAL_YEAR,
               cadence="yearly")  # fmt: skip
    found = due(told(one, ("2024-11-10", 1), fiscal_start=10), date(2026, 9, 30))
    assert _days(found) == ("2026-09-30", False)


def test_due_and_check_know_the_fiscal_year(program: Program) -> None:
    """With a year that starts in October, an event of November 2024 is told until the end of FY2026."""
    program.done("init", "--date", "2024-10-01", "--fiscal-start", "10")
    program.done("goal", "add", "g", "--from", "1", "--to", "2 by 2028-09-30", "--since", "2024-09-30",
                 "--measure", "count", "--per", "fiscal-year", "--cadence", "yearly")  # fmt: skip
    program.done("record", "g", "--on", "2024-11-10")
    assert program.done("due", "--as-of", "2026-09-29") == ""
    found = json.loads(program.done("due", "--as-of", "2026-09-30", "-o", "json"))["due"]
    assert [(one["due_for"], one["overdue"]) for one in found] == [("2026-09-30", False)]
    assert program.run("check", "--as-of", "2026-09-30", "--fail-on", "stale").code == 0
    why = "the last figure is of 2024-11-10, the one for 2026-09-30 was due by 2026-09-30"
    checked = program.run("check", "--as-of", "2026-10-01", "--fail-on", "stale")
    assert (checked.code, checked.out) == (4, f"g: off track, reversing, stale: {why}\n")
    assert why in program.done("explain", "g", "--as-of", "2026-10-01")


@pytest.mark.parametrize("keep", [None, Bounds(low=goal().weight)])
@pytest.mark.parametrize("cadence", ["", "monthly"])
def test_a_deadline_passed_in_silence_is_stale(keep: Bounds | None, cadence: str) -> None:
    """A goal whose deadline has passed without a single figure has no data and is stale, so that a check finds it."""
    one = goal(None if keep else 250, keep=keep, cadence=cadence, by="2025-06-30")
    before, after = (judged(one, day) for day in ("2025-06-30", "2025-07-01"))
    assert (before.stale, after.status, after.stale) == (bool(cadence), Status.NO_DATA, True)


def test_check_finds_a_deadline_passed_in_silence(program: Program) -> None:
    """By default check fails on a goal that was never reported, once its deadline has passed."""
    program.done("goal", "add", "g", "--from", "250", "--to", "300 by 2024", "--since", "2023")
    found = program.run("check", "--as-of", "2025-01-01")
    why = "there is no figure since the baseline of 2023-12-31, the one for 2024-12-31 was due by 2024-12-31"
    assert (found.code, found.out) == (4, f"g: no data, stale: {why}\n")
    explained = program.done("explain", "g", "--as-of", "2025-01-01")
    assert f"stale       {why}\n" in explained


@pytest.mark.parametrize("option", ["--cadence", "--lag"])
def test_a_length_that_leaves_the_calendar_is_refused(program: Program, option: str) -> None:
    """Cadence and lag are at most fifty years."""
    to = ("--from", "1", "--to", "2 by 2030")
    bad, good = (program.run("goal", "add", "g", *to, option, length) for length in ("300y", "50y"))
    assert (bad.code, "'300y' is longer than 50 years" in bad.err, good.code) == (1, True, 0)


@pytest.mark.parametrize("terms", [{"cadence": "300 years"}, {"cadence": "monthly", "lag": "300 years"}])
def test_a_length_that_leaves_the_calendar_locks_nothing(terms: dict[str, str]) -> None:
    """A goal that has such a length already is never stale or overdue, and is assessed all the same."""
    one = structs.replace(MONTHLY, **terms)
    for as_of in ("2025-03-01", "2026-01-01"):
        assert judged(one, as_of, ("2025-01-15", 260)).stale is False
        assert owed(one, as_of, ("2025-01-15", 260)) is None


@quick
@example("yearly", "", Measure.MEAN, [date(2025, 10, 15)], date(2026, 4, 1))
@given(
    st.sampled_from(["daily", "weekly", "10d", "monthly", "quarterly", "yearly"]),
    st.sampled_from(["", "2 weeks", "1 month"]),
    st.sampled_from([Measure.LEVEL, Measure.MEAN, Measure.COUNT]),
    st.lists(st.dates(date(2024, 12, 1), date(2026, 6, 30)), max_size=3),
    st.dates(date(2025, 1, 1), date(2027, 6, 30)),
)
def test_status_and_due_never_disagree(
    cadence: str, lag: str, measure: Measure, listed: list[date], as_of: date
) -> None:
    """Up to the deadline a goal is stale when a figure is overdue; after it the final one is due while not in."""
    period = PeriodKind.QUARTER if measure.periodic else None
    one = goal(since="2024-12-31", by="2026-03-31", measure=measure, period=period, cadence=cadence, lag=lag)
    figures = tuple((day.isoformat(), 260) for day in listed)
    found, standing = owed(one, as_of.isoformat(), *figures), judged(one, as_of.isoformat(), *figures)
    if as_of <= date(2026, 3, 31):
        assert standing.stale == bool(found and found.overdue)
    else:
        assert (found is not None) == (standing.status in (Status.AWAITING, Status.NO_DATA))
        assert standing.stale or not (found and found.overdue)


def test_due_names_the_final_figure_from_the_command_line(program: Program) -> None:
    """`due` asks for the final figure after the deadline, with the last one that came in before it."""
    program.done("goal", "add", "g", "--from", "250", "--to", "300 by 2025-03-31", "--since", "2024-12-31",
                 "--cadence", "monthly")  # fmt: skip
    program.done("record", "g", "260", "--on", "2025-01")
    program.done("record", "g", "310", "--on", "2025-06")
    found = json.loads(program.done("due", "--as-of", "2025-07-01", "-o", "json"))["due"]
    assert [(one["due_for"], one["last"], one["overdue"]) for one in found] == [("2025-03-31", "2025-01-31", True)]


def test_the_next_sum_decides_a_total_but_no_later_year_an_earlier_one() -> None:
    """While the final figure may still come in, a figure after the deadline decides a total, and no sum of a year."""
    told_late = (("2025-03-01", 2), ("2026-01-10", 3))
    total = goal(0, 10, since="2024-12-31", by="2025-12-31", measure=Measure.TOTAL, cadence="monthly", lag="2 years")
    yearly = structs.replace(total, promise=structs.replace(total.promise, measure=Measure.SUM, period=PeriodKind.YEAR))
    assert judged(total, "2027-01-20", *told_late).status is Status.MISSED
    assert judged(yearly, "2027-01-20", *told_late).status is Status.AWAITING


@pytest.mark.parametrize(("period", "due_for", "before"), [
    (PeriodKind.WEEK, "2025-01-19", "2025-01-18"), (PeriodKind.DAY, "2025-01-13", "2025-01-12"),
])  # fmt: skip
def test_a_goal_per_week_or_day_owes_a_figure_for_each(period: PeriodKind, due_for: str, before: str) -> None:
    """After the week that ended on Sunday 12 January the next ends a week later, the next day a day later."""
    often = goal(measure=Measure.MEAN, period=period, since="2025-01-05", by="2026-12-31")
    assert _days(owed(often, due_for, ("2025-01-12", 260))) == (due_for, False)
    assert owed(often, before, ("2025-01-12", 260)) is None


def test_what_is_coming_ends_with_the_deadlines_own_figure() -> None:
    """A figure a quarter until 2025-12-31: from 1 May on three are to come, the last for the deadline itself."""
    quarterly = goal(cadence="quarterly", since="2024-12-31", by="2025-12-31")
    history = told(quarterly, ("2025-03-31", 260))
    found = coming(history, date(2025, 5, 1), Duration(months=12))
    assert [f"{one.due_for}" for one in found] == ["2025-06-30", "2025-09-30", "2025-12-31"]


@pytest.mark.parametrize(("months", "days"), [(2, 1), (5, 2)])
def test_what_is_coming_ends_with_the_last_day_asked_for(months: int, days: int) -> None:
    """Within two months of 30 April the figure for 30 June is to come, and within five that for 30 September."""
    quarterly = goal(cadence="quarterly", since="2024-12-31", by="2026-12-31")
    history = told(quarterly, ("2025-03-31", 260))
    assert len(list(coming(history, date(2025, 4, 30), Duration(months=months)))) == days


def test_what_can_still_come_in_is_coming() -> None:
    """A figure a month, the last for March: on 30 June April's is overdue, May's is lost, June's is in time."""
    monthly = goal(cadence="monthly", since="2024-12-31", by="2026-12-31")
    found = coming(told(monthly, ("2025-03-31", 260)), date(2025, 6, 30), Duration(months=1))
    assert [_days(one) for one in found] == [("2025-04-30", True), ("2025-06-30", False)]
