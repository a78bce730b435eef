"""The Sustainable Development Report's arrows: the worked example, the cut-offs from both sides, the refusals."""

import pytest

from coopctl.judgement.methods import Status, sdsn
from coopctl.judgement.methods.case import Case
from judgement.methods.cases import number, steady, trade, yearly_case


def test_trade() -> None:
    """250 → 300 over two years at 270 after one: 20 a year of the 25 that are required, 0.8: moderately improving."""
    assert number(trade(), sdsn, "growth_ratio") == pytest.approx(0.8, abs=1e-12)
    assert (sdsn.judge(trade()).label, sdsn.judge(trade()).status) == ("moderately improving", Status.AT_RISK)


def test_a_target_of_one_year() -> None:
    """1000 → 1200 within the year requires 200 in it, of which 150 were seen: 0.75."""
    assert number(steady(1150, by=2016), sdsn, "growth_ratio") == pytest.approx(0.75, abs=1e-12)


@pytest.mark.parametrize(
    ("actual", "label", "status"),
    [
        # 1000 → 1200 over two years requires 100 in the first.
        ("1200", "on track or maintaining", Status.ACHIEVED),
        ("1100", "on track", Status.ON_TRACK),
        ("1099.99", "moderately improving", Status.AT_RISK),
        ("1050", "moderately improving", Status.AT_RISK),
        ("1049.99", "stagnating", Status.OFF_TRACK),
        ("1000", "stagnating", Status.OFF_TRACK),
        ("999.99", "decreasing", Status.OFF_TRACK),
    ],
)
def test_cut_offs(actual: str, label: str, status: Status) -> None:
    """Ratios of 1, 0.5 and 0, from both sides, and a target that is reached."""
    verdict = sdsn.judge(steady(actual))
    assert (label, status) == (verdict.label, verdict.status)


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (steady(1100, None), "the method needs a target"),
        (steady(1100, 1200, None), "the target has no deadline"),
        (yearly_case((2015, 5), (2015, 6), 9), "the actual value is not later than the baseline"),
        (yearly_case((2015, 5), (2016, 3), 4, direction=1), "the target does not lie in the goal's direction"),
    ],
)
def test_what_cannot_be_judged_says_why(case: Case, why: str) -> None:
    """No arrow where no growth is required or observed, with the reason."""
    verdict = sdsn.judge(case)
    assert (verdict.status, why in verdict.why) == (Status.NO_ASSESSMENT, True)
