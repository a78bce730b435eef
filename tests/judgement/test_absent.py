"""Slots of which it was said that there is no figure: they are neither stale nor behind, nor due."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec import structs

from builders import at, book, exercises, figure, goal
from coopctl.judgement.assessment import Assessment, Question, assess
from coopctl.judgement.due import due
from coopctl.judgement.methods import Status
from coopctl.judgement.readings import History
from coopctl.plan.plan import Figure, Goal
from coopctl.plan.terms import Bounds, Measure, Target
from coopctl.values.calendar import PeriodKind

QUARTERLY = structs.replace(goal(100, 200, since="2024-12-31", by="2026-12-31"), cadence="3 months")
YEARLY = structs.replace(
    goal(0, 10, since="2023-12-31", by="2026-12-31", measure=Measure.SUM, period=PeriodKind.YEAR), id="trade"
)


def absent(on: str, day: str, why: str = "survey cancelled") -> Figure:
    """That there is no figure for a period, which ends on a day."""
    return Figure(f"no-{on}", "trade", at("2030-01-01"), date.fromisoformat(day), on=on, why=why, missing=True)


def judged(one: Goal, as_of: str, *figures: Figure) -> Assessment:
    return assess(History(one, book(one, figures)), Question(date.fromisoformat(as_of)))


def next_due(one: Goal, as_of: str, *figures: Figure) -> date | None:
    found = due(History(one, book(one, figures)), date.fromisoformat(as_of))
    return None if found is None else found.due_for


def test_a_slot_without_a_figure_is_not_due_and_not_stale() -> None:
    """Quarterly, the figure of the second quarter will not come: nothing is due until the third is over."""
    first, second = figure("2025-03-31", 112, of="trade"), absent("2025-Q2", "2025-06-30")
    assert (judged(QUARTERLY, "2025-08-01", first).stale, judged(QUARTERLY, "2025-08-01", first, second).stale) == (
        True, False,
    )  # fmt: skip
    assert next_due(QUARTERLY, "2025-08-01", first) == date(2025, 6, 30)
    assert next_due(QUARTERLY, "2025-08-01", first, second) is None
    assert next_due(QUARTERLY, "2025-10-01", first, second) == date(2025, 9, 30)
    assert judged(QUARTERLY, "2025-10-01", first, second).stale


def test_the_reading_stays_that_of_the_last_figure() -> None:
    """What is not there changes no number."""
    first, second = figure("2025-03-31", 112, of="trade"), absent("2025-Q2", "2025-06-30")
    with_it, without = (judged(QUARTERLY, "2025-08-01", *said) for said in ((first, second), (first,)))
    assert (with_it.facts.reading, with_it.facts.pace, with_it.status) == (
        without.facts.reading, without.facts.pace, without.status,
    )  # fmt: skip
    assert with_it.last_absent is not None
    assert with_it.last_absent.why == "survey cancelled"
    assert judged(QUARTERLY, "2025-10-02", first, second, figure("2025-09-30", 120, of="trade")).last_absent is None


def test_a_year_that_is_not_available_is_not_zero() -> None:
    """A sum a year of 4 in 2024, nothing to be had of 2025: silence is not zero there, and 2024 stays the reading."""
    four, none = figure("2024-05-01", 4, of="trade"), absent("2025", "2025-12-31")
    silent, said = (judged(YEARLY, "2026-02-01", *figures) for figures in ((four,), (four, none)))
    assert (silent.facts.reading and silent.facts.reading.value) == 0
    assert (said.facts.reading and (said.facts.reading.value, said.facts.reading.period)) == (Decimal(4), "2024")
    assert [one.period for one in said.readings] == ["2024"]
    ends = ("2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31")
    quarters = [absent(f"2025-Q{number}", day) for number, day in enumerate(ends, 1)]
    assert judged(YEARLY, "2026-02-01", four, *quarters).facts.reading == said.facts.reading
    assert judged(YEARLY, "2026-02-01", four, *quarters[:3]).facts.reading == silent.facts.reading


def test_a_figure_contradicts_what_was_said_of_its_slot() -> None:
    """A figure of the day counts; and a retraction of what was said lets the slot be due again."""
    none, some = absent("2025-Q1", "2025-03-31"), figure("2025-03-31", 112, of="trade", said="2025-Q1")
    assert judged(QUARTERLY, "2025-05-01", none, some).absent == ()
    back = Figure("back", "trade", at("2030-01-01"), retracts="no-2025-Q1")
    assert next_due(QUARTERLY, "2025-05-01", none) is None
    assert next_due(QUARTERLY, "2025-05-01", none, back) == date(2025, 3, 31)


@pytest.mark.parametrize("method", ["linear", "statcan", "un", "destatis", "sdsn", "okr"])
def test_without_a_final_figure_there_is_no_assessment(method: str) -> None:
    """After the deadline nothing is awaited that will not come, and no method judges an older figure in its place."""
    early, none = figure("2026-06-30", 190, of="trade"), absent("2026-Q4", "2026-12-31")
    one = assess(History(QUARTERLY, book(QUARTERLY, [early, none])), Question(date(2027, 3, 1), method))
    assert (one.status, one.stale) == (Status.NO_ASSESSMENT, False)
    assert "there is no final figure, n/a for 2026-Q4 (survey cancelled)" in one.why
    assert next_due(QUARTERLY, "2027-03-01", early, none) is None
    later = judged(QUARTERLY, "2027-06-01", early, none, figure("2027-03-31", 150, of="trade"))
    assert later.status is Status.MISSED


def test_the_last_year_of_a_sum_and_of_a_bound() -> None:
    """The deadline's own year is not available: not missed for want of figures."""
    some, none = figure("2025-05-01", 9, of="trade"), absent("2026", "2026-12-31")
    assert judged(YEARLY, "2027-02-01", some).status is Status.MISSED
    assert judged(YEARLY, "2027-02-01", some, none).status is Status.NO_ASSESSMENT
    bound = Target("at least 90", date(2026, 12, 31), keep=Bounds(Decimal(90)))
    kept = structs.replace(QUARTERLY, promise=structs.replace(QUARTERLY.promise, target=bound))
    final = absent("2026-Q4", "2026-12-31")
    assert judged(kept, "2027-02-01", figure("2026-03-31", 95, of="trade"), final).status is Status.NO_ASSESSMENT


def test_periods_that_are_not_available_are_not_missing() -> None:
    """A mean a year of 2024 and 2026: 2025 is named as missing only where nobody said that there is none."""
    mean = structs.replace(YEARLY, promise=structs.replace(YEARLY.promise, measure=Measure.MEAN))
    some = [figure("2024-05-01", 4, of="trade"), figure("2026-01-10", 5, of="trade")]
    assert judged(mean, "2026-03-01", *some).missing == ("2025",)
    assert judged(mean, "2026-03-01", *some, absent("2025", "2025-12-31")).missing == ()


def test_no_data_says_why() -> None:
    """A goal of which nothing but an absence is known has no data, is not stale, and names the reason."""
    one = judged(QUARTERLY, "2025-05-01", absent("2025-Q1", "2025-03-31"))
    assert (one.status, one.stale) == (Status.NO_DATA, False)
    assert one.why.endswith("n/a for 2025-Q1 (survey cancelled)")


def test_the_worked_example_is_as_it_was() -> None:
    """Exercises, one a year, two by 2025: a quarter that is not available is part of a year that is."""
    events = [figure("2024-05-10", 1, "a", of="exercises"), figure("2025-02-03", 1, "b", of="exercises")]
    quarter = structs.replace(absent("2025-Q3", "2025-09-30"), goal="exercises")
    assert judged(exercises(), "2026-01-15", *events, quarter).status is Status.MISSED


@pytest.mark.parametrize(
    ("said", "figures", "status"),
    [
        ("2026-10-01", (), Status.NO_ASSESSMENT),
        ("2026-09-30", (), Status.AWAITING),
        ("2026-12-31", ("2026-09-30",), Status.NO_ASSESSMENT),
        ("2026-12-31", ("2026-10-01",), Status.MISSED),
    ],
)
def test_no_final_figure_of_a_level_is_said_within_a_cadence_of_the_deadline(
    said: str, figures: tuple[str, ...], status: Status
) -> None:
    """Quarterly by 2026-12-31: what was said of September is not of the final figure, which one of October is."""
    known = (figure("2026-06-30", 150, of="trade"), *(figure(day, 160, of="trade") for day in figures))
    assert judged(QUARTERLY, "2027-06-01", *known, absent(said, said)).status is status
