"""The Global Fund's and PEPFAR's bands on actual ÷ target, from both sides, and their refusals."""

from datetime import date
from fractions import Fraction
from types import ModuleType

import pytest
from msgspec import structs

from coopctl.judgement.methods import Status, global_fund, pepfar
from coopctl.judgement.methods.case import Case
from judgement.methods.cases import number, trade, yearly_case


def quarterly(actual: str, day: str) -> Case:
    """300 in the year that ends on 2025-09-30, judged on a day."""
    point = structs.replace(trade(actual).actual, date=date.fromisoformat(day))
    return structs.replace(trade(), actual=point, points=(point,), deadline=date(2025, 9, 30))


@pytest.mark.parametrize(
    ("actual", "label", "status"),
    [
        ("301.5", "A1", Status.ACHIEVED),
        ("301.499", "A2", Status.ACHIEVED),
        ("299.999", "A2", Status.ON_TRACK),
        ("270", "A2", Status.ON_TRACK),
        ("268.5", "A2", Status.ON_TRACK),
        ("268.499", "B1", Status.AT_RISK),
        ("178.5", "B1", Status.AT_RISK),
        ("178.499", "B2", Status.OFF_TRACK),
        ("88.5", "B2", Status.OFF_TRACK),
        ("88.499", "C", Status.OFF_TRACK),
        ("-5", "C", Status.OFF_TRACK),
    ],
)
def test_global_fund_bands(actual: str, label: str, status: Status) -> None:
    """A target of 300: whole percentages, rounded half up."""
    verdict = global_fund.judge(trade(actual))
    assert (label, status) == (verdict.label, verdict.status)


@pytest.mark.parametrize(
    ("actual", "label", "status"),
    [
        ("149.999", "concerned", Status.OFF_TRACK),
        ("150", "at risk", Status.AT_RISK),
        ("190", "at risk", Status.AT_RISK),
        ("194.999", "at risk", Status.AT_RISK),
        ("195", "on target", Status.ON_TRACK),
        ("255", "on target", Status.ON_TRACK),
        ("255.001", "above target", Status.ON_TRACK),
        ("300", "above target", Status.ACHIEVED),
    ],
)
def test_pepfar_bands(actual: str, label: str, status: Status) -> None:
    """A target of 300 at the end of the third quarter, when 225 is expected."""
    verdict = pepfar.judge(quarterly(actual, "2025-06-30"))
    assert (label, status) == (verdict.label, verdict.status)


def test_pepfar_worked_example() -> None:
    """190 of 300 in the third quarter is 11.7 points below the 75% expected."""
    assert Fraction(-35, 3) == number(quarterly("190", "2025-06-30"), pepfar, "deviation")


@pytest.mark.parametrize(
    ("day", "deadline", "quarter"),
    [
        ("2024-09-30", "2025-09-30", None),
        ("2024-10-01", "2025-09-30", 1),
        ("2024-12-31", "2025-09-30", 1),
        ("2025-01-01", "2025-09-30", 2),
        ("2025-06-30", "2025-09-30", 3),
        ("2025-09-30", "2025-09-30", 4),
        ("2025-10-01", "2025-09-30", None),
        ("2026-05-01", "2026-08-01", 3),
        ("2026-05-02", "2026-08-01", 4),
        ("9999-12-30", "9999-12-31", 4),
    ],
)
def test_quarters(day: str, deadline: str, quarter: int | None) -> None:
    """The quarters of the year that ends at the deadline, day by day at their edges."""
    assert quarter == pepfar.quarter_of(date.fromisoformat(day), date.fromisoformat(deadline))


@pytest.mark.parametrize("method", [global_fund, pepfar], ids=lambda method: method.__name__)
@pytest.mark.parametrize(
    ("case", "why"),
    [
        (yearly_case((2015, 5), (2016, 6), None), "the method needs a target"),
        (yearly_case((2015, 5), (2016, 4), 2, 2016, -1), "actual ÷ target says nothing where less is better"),
        (yearly_case((2015, -5), (2016, -4), 0, 2016), "actual ÷ target needs a target above zero"),
        (yearly_case((2015, 5), (2016, "NaN"), 9), "a value is not a finite number"),
    ],
)
def test_no_assessment(method: ModuleType, case: Case, why: str) -> None:
    """Each case in which actual ÷ target says nothing, with its reason."""
    verdict = method.judge(case)
    assert (Status.NO_ASSESSMENT, why) == (verdict.status, verdict.why)


def test_pepfar_needs_the_year() -> None:
    """Without a deadline, or before the year that ends on it, there is no quarter."""
    whys = [pepfar.judge(case).why for case in (structs.replace(trade(), deadline=None), quarterly("1", "2024-09-30"))]
    assert whys == ["the target has no deadline", "2024-09-30 is not in the year that ends on 2025-09-30"]
