"""Statistics Canada's method: the growth observed against the growth required, or against fixed rates.

Source: Statistics Canada and Open SDG, "Progress Measurement Methodology for the Sustainable Development Goals"
(after Eurostat's), and the score as their published assessments compute it.

With a target, R = s·d·CAGR ÷ |CAGR required|; without one, s·d·CAGR itself, its positive cut-offs scaled down near a
natural limit by C.  s is −1 when the values are negative.  A target that is reached comes first, whatever the trend.
The score runs from −5 to 5.  A zero baseline or target counts as 0.001.  The published scores scale the cut-offs by
C wherever a limit is given, as here, although the text speaks only of limits that lie in the goal's direction.

Worked: 14.5 in 2015, 10.4 in 2023, at most 7.25 by 2030: CAGR −0.0407, required −0.0452, R 0.901: acceleration needed.

Status: target achieved → achieved, on track → on track, acceleration needed → at risk, limited progress and
deterioration → off track, unable to assess → no assessment.
"""

from decimal import Decimal, localcontext

from coopctl.judgement.methods import Status
from coopctl.judgement.methods.case import Band, Bands, Case, Method, Verdict, none, unfit, years, years_until
from coopctl.judgement.methods.judging import on_case
from coopctl.judgement.methods.roots import WORKING, growth, power, rounded

ON_TRACK, ACCELERATE, LIMITED = Decimal("0.95"), Decimal("0.60"), Decimal(0)
FAST, SLOW = Decimal("0.015"), Decimal("0.005")
NEAR_LIMIT = Decimal("4.44")
FOR_ZERO = Decimal("0.001")
UNABLE = "unable to assess"

_LABELS = (
    (Status.ON_TRACK, "on track"),
    (Status.AT_RISK, "acceleration needed"),
    (Status.OFF_TRACK, "limited progress"),
)


def _bands(name: str, cuts: tuple[Decimal, ...]) -> Bands:
    """The categories of a growth that is called by a name, by their cut-offs."""
    named = zip(cuts, _LABELS, strict=True)
    bands = tuple(Band(cut, status, label, f"{name} is {_short(cut)} or more") for cut, (status, label) in named)
    return Bands("progress_value", bands, Band(LIMITED, Status.OFF_TRACK, "deterioration", f"{name} is below 0"))


def judge(case: Case) -> Verdict:
    """The category of a goal that is under way, its progress value and its score; no assessment where none can be."""
    if unfit(case) or not case.way:
        return none(unfit(case) or "the goal says neither a direction nor a target", UNABLE)
    with localcontext(WORKING):
        return _judge(case)


def _judge(case: Case) -> Verdict:
    trouble = _trouble(case)
    numbers: tuple[tuple[str, Decimal], ...] = () if trouble else _numbers(case)
    found = dict(numbers)
    value = found.get("progress_value")
    if case.reached:
        numbers = (*numbers, ("score", Decimal(5)))
        return Verdict(Status.ACHIEVED, "target achieved", "the target is reached", numbers)
    if value is None:
        return none(trouble or "target and baseline are equal, so no growth is required", UNABLE, numbers)
    targeted = case.target is not None
    scale = found.get("coefficient", Decimal(1))
    cuts = (ON_TRACK, ACCELERATE, LIMITED) if targeted else (FAST * scale, SLOW * scale, LIMITED)
    score = score_with_target(value) if targeted else score_without_target(value, scale)
    numbers = (*numbers, ("score", rounded(score)))
    return _bands("growth ratio" if targeted else "growth", cuts).verdict(value, numbers)


def _trouble(case: Case) -> str:
    """Why no growth can be computed, "" when it can."""
    values = [case.baseline.value or FOR_ZERO, case.actual.value]
    if years(case.baseline, case.actual) <= 0:
        return "there are fewer than two points in time"
    if case.target is not None:
        values.append(case.target or FOR_ZERO)
        if case.deadline is None:
            return "the target has no deadline"
        if years_until(case.baseline, case.deadline) <= 0:
            return "the deadline is not after the baseline"
    if min(values) < 0 < max(values):
        return "values above and below zero have no growth rate"
    return ""


def _numbers(case: Case) -> tuple[tuple[str, Decimal], ...]:
    base = case.baseline.value or FOR_ZERO
    sign = case.way if base > 0 else -case.way
    observed = growth(base, case.actual.value, years(case.baseline, case.actual))
    numbers = [("growth", rounded(observed))]
    if case.target is not None and case.deadline is not None:
        required = growth(base, case.target or FOR_ZERO, years_until(case.baseline, case.deadline))
        numbers.append(("required growth", rounded(required)))
        if required != 0:
            numbers.append(("progress_value", rounded(sign * observed / abs(required))))
        return tuple(numbers)
    if case.limit is not None:
        numbers.append(("coefficient", coefficient(base, case.limit)))
    return (*numbers, ("progress_value", rounded(sign * observed)))


def coefficient(base: Decimal, limit: Decimal) -> Decimal:
    """C, by which the positive cut-offs shrink near a natural limit: 0 at the limit, 1 far from it.

    Worked: 90 with the limit 100: 1 − 0.9^4.44 = 0.374.
    """
    with localcontext(WORKING):
        near, far = abs(base), abs(limit)
        if near >= 2 * far:
            return Decimal(1)
        return rounded(1 - power((near if near <= far else 2 * far - near) / far, NEAR_LIMIT))


def score_with_target(value: Decimal) -> Decimal:
    """The score of a growth ratio: 5 from 1.3, 0 at 0.6, −5 from −0.6 down."""
    if value >= ACCELERATE:
        return min(Decimal("7.1429") * value - Decimal("4.2857"), Decimal(5))
    return max(Decimal("4.1667") * value - Decimal("2.5"), Decimal(-5))


def score_without_target(value: Decimal, scale: Decimal) -> Decimal:
    """The score of a growth rate: 5 from 2% a year times the coefficient, −2.5 at 0, −5 from −2% down."""
    if value < 0:
        return max(125 * value - Decimal("2.5"), Decimal(-5))
    if scale == 0:
        return Decimal(5)
    if value >= FAST * scale:
        return min(500 * value / scale - 5, Decimal(5))
    if value >= SLOW * scale:
        return 250 * value / scale - Decimal("1.25")
    return 500 * value / scale - Decimal("2.5")


def _short(cut: Decimal) -> str:
    return f"{cut:.6f}".rstrip("0").rstrip(".") or "0"


METHOD = Method(
    source="Statistics Canada and Open SDG, Progress Measurement Methodology for the SDGs",
    rule="the yearly growth observed ÷ required",
    headline="progress_value",
    judge=on_case(judge, trend=True),
)
