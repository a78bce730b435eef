"""PEPFAR's quarterly review: how far the share of the annual target is from the q/4 expected by quarter q.

Source: U.S. President's Emergency Plan for AIDS Relief, "POART" (oversight and accountability response team) reviews.

The target is the annual one and the year is the one that ends at the deadline; q is the quarter of that year in which
the actual value is dated.  The deviation is 100·actual/target − 100·q/4 in percentage points, compared as it is,
without rounding: below −25 concerned, below −10 at risk, up to +10 on target, above +10 above target.  The ratio says
nothing where less is better or the target is not above zero, and it ignores the baseline.

Worked: 300 by 2025-09-30, 190 on 2025-06-30 (q = 3): 63.3 − 75 = −11.7 points: at risk.

Status: target reached → achieved, on target and above target → on track, at risk → at risk, concerned → off track.
"""

from datetime import date
from fractions import Fraction

from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import Band, Bands, Case, Method, Verdict, none, percent_of_target
from coopctl.judgement.methods.judging import on_case
from coopctl.values.calendar import ONE_DAY

_OF = "what is expected by the quarter"
BANDS = Bands(
    "deviation",
    (
        Band(Fraction(10), Status.ON_TRACK, "above target", f"more than 10 points above {_OF}", beyond=True),
        Band(Fraction(-10), Status.ON_TRACK, "on target", f"within 10 points of {_OF}"),
        Band(Fraction(-25), Status.AT_RISK, "at risk", f"more than 10 points below {_OF}"),
    ),
    Band(Fraction(0), Status.OFF_TRACK, "concerned", f"more than 25 points below {_OF}"),
)


def judge(case: Case) -> Verdict:
    """The rating of a goal with an annual target; no assessment where actual ÷ target or the quarter says nothing."""
    percent = percent_of_target(case)
    if isinstance(percent, Verdict):
        return percent
    if case.deadline is None:
        return none("the target has no deadline")
    quarter = quarter_of(case.actual.date, case.deadline)
    if quarter is None:
        return none(f"{case.actual.date} is not in the year that ends on {case.deadline}")
    deviation = percent - 25 * quarter
    numbers = (("percent", percent), ("quarter", Fraction(quarter)), ("deviation", deviation))
    return BANDS.verdict(deviation, numbers, reached=case.reached)


def quarter_of(day: date, deadline: date) -> int | None:
    """The quarter, 1 to 4, of the year that ends at the deadline; None where the day is not in that year.

    Worked: in the year that ends on 2025-09-30, 2024-12-31 is in quarter 1 and 2025-01-01 in quarter 2.
    """
    if day > deadline:
        return None
    if deadline == date.max:
        deadline -= ONE_DAY
    after = deadline + ONE_DAY
    # Months that are over, counted back from the day after the deadline, so that quarters end with their months.
    months = (after.year - day.year) * 12 + after.month - day.month - (day.day >= after.day)
    return 4 - months // 3 if months < 12 else None


METHOD = Method(
    source="PEPFAR, POART reviews",
    rule="actual ÷ annual target, against the quarters that have gone",
    headline="deviation",
    judge=on_case(judge),
)
