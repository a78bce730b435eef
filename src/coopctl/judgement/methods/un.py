"""The United Nations' progress chart: the share of the way that is made by the deadline if the growth goes on.

Source: United Nations Statistics Division, "The Sustainable Development Goals Progress Chart: Technical Note",
measuring the trend for indicators with an explicit numerical target.

The value at the deadline is v = a·(1 + CAGR)^(T − t), with the compound annual growth from the baseline to the actual
value; its share of the way is (v − b)/(target − b): from 0.95 on track, from 0.10 fair progress, below it stagnation
or regression.  Only values of one sign have such a growth.

Worked: 250 → 300 over two years, 270 after one: v = 270·1.08 = 291.6, share 41.6/50 = 0.832: fair progress.

Status: target met → achieved, on track → on track, fair progress → at risk, stagnation or regression → off track.
"""

from decimal import Decimal, localcontext

from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import Band, Bands, Case, Method, Numbers, Verdict, none, unfit, years, years_until
from coopctl.judgement.methods.judging import on_case
from coopctl.judgement.methods.roots import WORKING, grown, growth, rounded

ON_TRACK, FAIR = Decimal("0.95"), Decimal("0.10")
BANDS = Bands(
    "share",
    (
        Band(ON_TRACK, Status.ON_TRACK, "on track", "the share made by the deadline is 0.95 or more"),
        Band(FAIR, Status.AT_RISK, "fair progress", "the share made by the deadline is 0.10 or more"),
    ),
    Band(Decimal(0), Status.OFF_TRACK, "stagnation or regression", "the share made by the deadline is below 0.10"),
)


def judge(case: Case) -> Verdict:
    """The category of a goal with a target that is under way; no assessment where none can be."""
    trouble = _trouble(case)
    if trouble:
        return none(trouble)
    numbers = _numbers(case)
    if case.reached:
        return Verdict(Status.ACHIEVED, "target met", "the target is reached", numbers)
    share = dict(numbers).get("share")
    if share is None:
        return none(_no_share(case))
    return BANDS.verdict(share, numbers)


def _trouble(case: Case) -> str:
    if unfit(case):
        return unfit(case)
    if case.target is None:
        return "the method needs a target"
    return "" if case.way else "target and baseline are equal"


def _no_share(case: Case) -> str:
    """Why the growth cannot be carried on to the deadline, "" when it can."""
    base, actual = case.baseline, case.actual
    if case.backwards:
        return "the target does not lie in the goal's direction from the baseline"
    if case.deadline is None:
        return "the target has no deadline"
    if years(base, actual) <= 0:
        return "the actual value is not later than the baseline"
    if years_until(actual, case.deadline) <= 0:
        return "no time is left between the actual value and the deadline"
    if base.value == 0:
        return "growth from a baseline of zero has no rate"
    mixed = actual.value != 0 and (base.value > 0) != (actual.value > 0)
    return "values above and below zero have no growth rate" if mixed else ""


def _numbers(case: Case) -> Numbers:
    if case.target is None or case.deadline is None or _no_share(case):
        return ()
    base, actual = case.baseline, case.actual
    with localcontext(WORKING):
        rate = growth(base.value, actual.value, years(base, actual))
        value = grown(actual.value, rate, years_until(actual, case.deadline))
        share = (value - base.value) / (case.target - base.value)
        return (("growth", rounded(rate)), ("value at deadline", rounded(value)), ("share", rounded(share)))


METHOD = Method(
    source="United Nations Statistics Division, SDG Progress Chart: Technical Note",
    rule="the share of the way made by the deadline if the growth goes on",
    headline="share",
    judge=on_case(judge, trend=True),
)
