"""Objectives and key results: the share of the way made, on the scale from 0.0 to 1.0.

Source: Google, "re:Work: Set goals with OKRs", grading: 0.7 to 1.0 green, 0.4 to 0.6 yellow, 0.0 to 0.3 red.

Progress is (v − b)/(t − b), rounded half up to one decimal before it is graded; how much time is left does not count.
Worked: 250 → 300 at 270: 20/50 = 0.4: yellow.  At 267.4 it is 0.348, rounded 0.3: red; at 267.5 it is 0.35: yellow.

Status: target reached → achieved (and green), green → on track, yellow → at risk, red → off track.
"""

from fractions import Fraction
from math import floor

from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import Band, Bands, Case, Method, Verdict, none, unfit
from coopctl.judgement.methods.judging import on_case

BANDS = Bands(
    "grade",
    (
        Band(Fraction(7, 10), Status.ON_TRACK, "green", "progress is 0.7 or more"),
        Band(Fraction(4, 10), Status.AT_RISK, "yellow", "progress is 0.4 or more, below 0.7"),
    ),
    Band(Fraction(0), Status.OFF_TRACK, "red", "progress is below 0.4"),
)


def judge(case: Case) -> Verdict:
    """The grade of a goal with a target that is under way; no assessment where none can be."""
    if unfit(case) or case.target is None:
        return none(unfit(case) or "the method needs a target")
    if case.backwards:
        if case.reached:
            return Verdict(Status.ACHIEVED, "green", "the target is reached, as it was at the baseline")
        return none("the target does not lie in the goal's direction from the baseline")
    base = Fraction(case.baseline.value)
    progress = (Fraction(case.actual.value) - base) / (Fraction(case.target) - base)
    grade = Fraction(floor(progress * 10 + Fraction(1, 2)), 10)
    numbers = (("progress", progress), ("grade", grade))
    if case.reached:
        return Verdict(Status.ACHIEVED, "green", "the target is reached", numbers)
    return BANDS.verdict(grade, numbers)


METHOD = Method(
    source="Google, re:Work: Set goals with OKRs",
    rule="progress from 0.7 green, from 0.4 yellow, below it red",
    headline="grade",
    judge=on_case(judge),
)
