"""What is said of a promise that its words leave open."""

from datetime import date

import pytest

from coopctl.language.assumptions import KEPT_AT_ONCE, shared_deadline
from coopctl.language.promises import understand
from coopctl.language.wording import Wording
from coopctl.plan.plan import Plan
from coopctl.plan.terms import Baseline, Target
from coopctl.values.calendar import Calendar, PeriodKind


@pytest.mark.parametrize(
    ("fiscal_start", "kind", "deadline", "said"),
    [
        # The year is over on the deadline itself, so it is judged whole.
        (1, PeriodKind.YEAR, date(2025, 12, 31), ""),
        (1, PeriodKind.YEAR, date(2025, 12, 30), "2025 ends after the deadline"),
        (1, PeriodKind.QUARTER, date(2025, 3, 31), ""),
        (7, PeriodKind.FISCAL_YEAR, date(2025, 6, 30), ""),
        (7, PeriodKind.FISCAL_YEAR, date(2025, 6, 29), "FY2025 ends after the deadline"),
        (1, None, date(2025, 1, 2), ""),
        (1, PeriodKind.YEAR, None, ""),
    ],
)
def test_a_first_period_that_ends_after_the_deadline_is_told(
    fiscal_start: int, kind: PeriodKind | None, deadline: date | None, said: str
) -> None:
    found = shared_deadline(Baseline(date(2024, 12, 31)), kind, Target("as written", deadline), Calendar(fiscal_start))
    assert found == (said and f"{said}, so it is judged by the deadline's share of it")


@pytest.mark.parametrize(
    ("start", "goal", "said"),
    [
        ("", "at least 80% by 2027", True),
        ("", "at least 80%", False),
        ("60%", "at least 80% by 2027", False),
        ("", "achieve at least 80% by 2027", False),
    ],
)
def test_a_bound_that_is_kept_before_its_deadline_is_told(start: str, goal: str, said: bool) -> None:
    """Whoever means a bound to be reached by a day is told that without a baseline it is kept from the first."""
    found = understand(Wording(start, goal, date(2026, 1, 15)), Plan())
    assert (KEPT_AT_ONCE in found.assumed) is said


@pytest.mark.parametrize(
    ("start", "goal", "by", "end"),
    [
        ("64%", "75% in 2026/27", "", "2027-12-31"),
        ("64% (2024/25)", "75% by 2030", "", "2025-12-31"),
        ("64%", "75%", "2026–2027", "2027-12-31"),
        ("64% in 2024-25", "75% by 2030", "", "2025-12-31"),
        ("64% (2024-11)", "75% by 2027-06-30", "", ""),
        ("3/5", "4/5 by 2027", "", ""),
        ("64%", "75% by FY2027", "", ""),
    ],
)
def test_a_year_of_two_in_a_plan_of_calendar_years_is_told(start: str, goal: str, by: str, end: str) -> None:
    """Schools and budgets have such years, which start in no January; a plan may say when its years start."""
    told = Wording(start, goal, date(2026, 1, 15), by=by)
    said = [one for one in understand(told, Plan()).assumed if "is taken to end on" in one]
    assert [end in one and "--fiscal-start 9" in one for one in said] == [True] * bool(end)
    assert not [one for one in understand(told, Plan(fiscal_start=9)).assumed if "is taken to end on" in one]
