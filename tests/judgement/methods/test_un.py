"""The United Nations' progress chart: its worked example, its cut-offs from both sides, its refusals."""

import pytest

from coopctl.judgement.methods import Status, un
from coopctl.judgement.methods.case import Case
from judgement.methods.cases import number, steady, trade, yearly_case


def test_trade() -> None:
    """250 → 300 over two years at 270 after one leads to 291.6, a share of 0.832: fair progress."""
    assert tuple(f"{number(trade(), un, name):.3f}" for name in ("share", "value at deadline")) == ("0.832", "291.600")
    assert (un.judge(trade()).label, un.judge(trade()).status) == ("fair progress", Status.AT_RISK)


@pytest.mark.parametrize(
    ("target", "label", "status"),
    [
        # 1100 after one year leads to 1210 after two.
        ("1221.052", "on track", Status.ON_TRACK),
        ("1221.053", "fair progress", Status.AT_RISK),
        ("3100", "fair progress", Status.AT_RISK),
        ("3100.001", "stagnation or regression", Status.OFF_TRACK),
        ("1100", "target met", Status.ACHIEVED),
    ],
)
def test_cut_offs(target: str, label: str, status: Status) -> None:
    """A share of 210 that is 0.95 and 0.10 of the way, from both sides."""
    verdict = un.judge(steady(1100, target))
    assert (label, status) == (verdict.label, verdict.status)


def test_going_back_is_regression() -> None:
    """A value on the wrong side of its baseline is off track."""
    assert un.judge(steady(900, 1200)).label == "stagnation or regression"


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (yearly_case((2015, 5), (2016, 6), None), "the method needs a target"),
        (yearly_case((2015, 5), (2016, 6), 5, direction=0), "target and baseline are equal"),
        (steady(1100, 1200, 2016), "no time is left between the actual value and the deadline"),
        (yearly_case((2015, 5), (2015, 6), 9), "the actual value is not later than the baseline"),
        (yearly_case((2015, 5), (2016, 6), 9, None), "the target has no deadline"),
        (yearly_case((2015, 0), (2016, 6), 9), "growth from a baseline of zero has no rate"),
        (yearly_case((2015, 5), (2016, -6), 9), "values above and below zero have no growth rate"),
        (yearly_case((2015, 9), (2016, 4), 5), "the target does not lie in the goal's direction from the baseline"),
        (yearly_case((2015, 9), (2016, "Infinity"), 5), "a value is not a finite number"),
    ],
)
def test_no_assessment(case: Case, why: str) -> None:
    """Each case whose growth cannot be carried on to the deadline, with its reason."""
    verdict = un.judge(case)
    assert (Status.NO_ASSESSMENT, why) == (verdict.status, verdict.why)
