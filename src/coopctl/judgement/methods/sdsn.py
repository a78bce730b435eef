"""The trend arrows of the Sustainable Development Report: linear growth observed against the growth required.

Source: Sustainable Development Solutions Network (SDSN), "Sustainable Development Report", methodology, trends: the
linear annual growth needed to reach the target by its year is compared with the average annual growth observed.

R = ((v − b) ÷ years observed) ÷ ((t − b) ÷ years from baseline to deadline).  From 1 on track (or maintaining, where
the target is reached), from 0.5 moderately improving, from 0 stagnating, below 0 decreasing.

Worked: 250 → 300 over two years, 270 after one: (20 ÷ 1) ÷ (50 ÷ 2) = 0.8: moderately improving.

Status: target reached → achieved, on track → on track, moderately improving → at risk, stagnating and decreasing → off
track.
"""

from fractions import Fraction

from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import Band, Bands, Case, Method, Numbers, Verdict, none, unfit, years, years_until
from coopctl.judgement.methods.judging import on_case

BANDS = Bands(
    "growth_ratio",
    (
        Band(Fraction(1), Status.ON_TRACK, "on track", "growth ratio is 1 or more"),
        Band(Fraction(1, 2), Status.AT_RISK, "moderately improving", "growth ratio is 0.5 or more"),
        Band(Fraction(0), Status.OFF_TRACK, "stagnating", "growth ratio is 0 or more"),
    ),
    Band(Fraction(0), Status.OFF_TRACK, "decreasing", "growth ratio is below 0"),
)


def judge(case: Case) -> Verdict:
    """The arrow of a goal with a target that is under way; no assessment where no growth is required or observed."""
    if unfit(case):
        return none(unfit(case))
    trouble = _trouble(case)
    ratio = None if trouble else _ratio(case)
    numbers: Numbers = () if ratio is None else (("growth_ratio", ratio),)
    if case.reached:
        return Verdict(Status.ACHIEVED, "on track or maintaining", "the target is reached", numbers)
    if ratio is None:
        return none(trouble or "no growth is required")
    return BANDS.verdict(ratio, numbers)


def _trouble(case: Case) -> str:
    """Why there is no ratio, "" where there is one."""
    if case.target is None:
        return "the method needs a target"
    if case.deadline is None:
        return "the target has no deadline"
    if case.backwards:
        return "the target does not lie in the goal's direction from the baseline"
    return "" if years(case.baseline, case.actual) > 0 else "the actual value is not later than the baseline"


def _ratio(case: Case) -> Fraction | None:
    if case.target is None or case.deadline is None:
        return None
    base = Fraction(case.baseline.value)
    span = years_until(case.baseline, case.deadline)
    observed = (Fraction(case.actual.value) - base) / years(case.baseline, case.actual)
    required = Fraction(case.target) - base
    return observed * span / required if required and span > 0 else None


METHOD = Method(
    source="Sustainable Development Solutions Network, Sustainable Development Report",
    rule="the yearly growth observed ÷ required by the target year: from 1 on track, from 0.5 moderately improving",
    headline="growth_ratio",
    judge=on_case(judge, trend=True),
)
