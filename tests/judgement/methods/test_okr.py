"""Objectives and key results: grades from both sides of 0.7 and 0.4, and refusals."""

from fractions import Fraction

import pytest

from coopctl.judgement.methods import Status, okr
from coopctl.judgement.methods.case import Case
from judgement.methods.cases import number, trade, yearly_case


@pytest.mark.parametrize(
    ("actual", "grade", "label", "status"),
    [
        ("300", "1", "green", Status.ACHIEVED),
        ("299.999", "1", "green", Status.ON_TRACK),
        ("282.5", "0.7", "green", Status.ON_TRACK),
        ("282.499", "0.6", "yellow", Status.AT_RISK),
        ("270", "0.4", "yellow", Status.AT_RISK),
        ("267.5", "0.4", "yellow", Status.AT_RISK),
        ("267.499", "0.3", "red", Status.OFF_TRACK),
        ("200", "-1", "red", Status.OFF_TRACK),
    ],
)
def test_grades(actual: str, grade: str, label: str, status: Status) -> None:
    """250 → 300: progress rounded half up to one decimal, then graded."""
    verdict = okr.judge(trade(actual))
    assert (label, status) == (verdict.label, verdict.status)
    assert Fraction(grade) == number(trade(actual), okr, "grade")


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (yearly_case((2015, 5), (2016, 6), None), "the method needs a target"),
        (yearly_case((2015, 5), (2016, 4), 5), "the target does not lie in the goal's direction from the baseline"),
        (yearly_case((2015, 5), (2016, "NaN"), 9), "a value is not a finite number"),
    ],
)
def test_no_assessment(case: Case, why: str) -> None:
    """Each case without a way from baseline to target, with its reason."""
    verdict = okr.judge(case)
    assert (Status.NO_ASSESSMENT, why) == (verdict.status, verdict.why)


def test_reached_from_the_start() -> None:
    """A value that was beyond its target at the baseline and still is, is achieved."""
    assert okr.judge(yearly_case((2015, 9), (2016, 8), 5)).status == Status.ACHIEVED
