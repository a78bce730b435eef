"""A count per day: the day itself still runs, and the one before it is judged."""

from datetime import date

from coopctl.language.promises import understand
from coopctl.language.wording import Wording
from coopctl.plan.plan import Plan
from coopctl.values.calendar import Calendar, PeriodKind


def test_a_baseline_per_day_is_of_the_day_before() -> None:
    """So that what happens on the day of the plan counts."""
    promise = understand(Wording("2 per day", "5 per day by 2027", date(2026, 1, 15)), Plan()).promise
    assert (promise.period, promise.baseline.date) == (PeriodKind.DAY, date(2026, 1, 14))


def test_a_day_is_over_on_the_next() -> None:
    """Other periods are over on their last day, in the evening."""
    calendar, day = Calendar(), date(2026, 12, 31)
    assert calendar.last_over(day, PeriodKind.DAY).label == "2026-12-30"
    assert calendar.last_over(day, PeriodKind.YEAR).label == "2026"


def test_quarters_and_halves_of_fiscal_years_are_named_by_the_year_in_which_they_end() -> None:
    """With a year from October, November 2024 is in the first quarter of FY2025."""
    calendar, day = Calendar(fiscal_start=10), date(2024, 11, 5)
    assert calendar.period_of(day, PeriodKind.FISCAL_QUARTER).label == "FY2025-Q1"
    assert calendar.period_of(date(2025, 5, 5), PeriodKind.FISCAL_HALF).label == "FY2025-H2"


def test_what_is_measured_keeps_the_day_in_its_unit() -> None:
    """A poverty line is a level, and no sum of a day."""
    promise = understand(Wording("$1.25 a day", "2 USD per day by 2030", date(2026, 1, 15)), Plan()).promise
    assert (promise.period, promise.unit.text, f"{promise.measure}") == (None, "USD per day", "level")
