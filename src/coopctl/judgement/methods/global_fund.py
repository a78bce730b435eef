"""The Global Fund's indicator ratings: bands on actual ÷ target.

Source: The Global Fund to Fight AIDS, Tuberculosis and Malaria, "Grant Performance Assessment Methodology": A1 above
100%, A2 90 to 100%, B1 60 to 89%, B2 30 to 59%, C below 30%.

The bands are whole percentages, so the percentage is rounded half up to a whole one before it is rated: 89.5% is 90%,
A2; 100.4% is 100%, A2; 100.5% is 101%, A1.  The ratio says nothing where less is better or the target is not above
zero, and it ignores the baseline: 250 → 300 at 270 is 90%, A2.

Status: target reached → achieved, A1 and A2 → on track, B1 → at risk, B2 and C → off track.
"""

from fractions import Fraction
from math import floor

from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import Band, Bands, Case, Method, Verdict, percent_of_target
from coopctl.judgement.methods.judging import on_case

BANDS = Bands(
    "rounded percent",
    (
        Band(Fraction(101), Status.ON_TRACK, "A1", "above 100% of the target"),
        Band(Fraction(90), Status.ON_TRACK, "A2", "90 to 100% of the target"),
        Band(Fraction(60), Status.AT_RISK, "B1", "60 to 89% of the target"),
        Band(Fraction(30), Status.OFF_TRACK, "B2", "30 to 59% of the target"),
    ),
    Band(Fraction(0), Status.OFF_TRACK, "C", "below 30% of the target"),
)


def judge(case: Case) -> Verdict:
    """The rating of a goal with a target that is under way; no assessment where actual ÷ target says nothing."""
    percent = percent_of_target(case)
    if isinstance(percent, Verdict):
        return percent
    whole = floor(percent + Fraction(1, 2))
    numbers = (("percent", percent), ("rounded percent", Fraction(whole)))
    return BANDS.verdict(Fraction(whole), numbers, reached=case.reached)


METHOD = Method(
    source="The Global Fund, Grant Performance Assessment Methodology",
    rule="bands on actual ÷ target",
    headline="rounded percent",
    judge=on_case(judge),
)
