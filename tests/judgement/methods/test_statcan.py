"""Statistics Canada's method: its worked examples, its cut-offs from both sides, its refusals."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec import structs

from builders import goal, told
from coopctl.judgement.assessment import Question, assess
from coopctl.judgement.methods import Status, statcan
from coopctl.judgement.methods.case import Case
from coopctl.plan.terms import Bounds
from judgement.methods.cases import Amount, number, trade, yearly_case


def poverty(actual: Amount) -> Case:
    """14.5% in 2015, to be 7.25% by 2030."""
    return yearly_case((2015, "14.5"), (2023, actual), "7.25", direction=-1)


def free(base: Amount, actual: Amount, direction: int = 1, limit: Amount | None = None, year: int = 2016) -> Case:
    """A goal with a direction only, a year after its baseline."""
    return yearly_case((2015, base), (year, actual), None, None, direction, limit=limit)


@pytest.mark.parametrize(
    ("actual", "ratio", "label", "status"),
    [
        ("10.4", "0.9010899546976208", "acceleration needed", Status.AT_RISK),
        ("10.2", "0.9525901792032172", "on track", Status.ON_TRACK),
    ],
)
def test_poverty_halved(actual: str, ratio: str, label: str, status: Status) -> None:
    """The published ratios of Canada's poverty rate, to 1e-14."""
    verdict = statcan.judge(poverty(actual))
    assert (label, status) == (verdict.label, verdict.status)
    assert abs(float(ratio) - float(number(poverty(actual), statcan, "progress_value"))) < 1e-14


def test_trade() -> None:
    """250 → 300 over two years at 270 after one is a growth ratio of 0.838: acceleration needed."""
    assert f"{number(trade(), statcan, 'progress_value'):.3f}" == "0.838"
    assert statcan.judge(trade()).label == "acceleration needed"


@pytest.mark.parametrize(
    ("actual", "label"),
    [
        ("95", "on track"),
        ("94.999", "acceleration needed"),
        ("60", "acceleration needed"),
        ("59.999", "limited progress"),
        ("0", "limited progress"),
        ("-0.001", "deterioration"),
        ("100", "target achieved"),
        ("99.999", "on track"),
    ],
)
def test_cut_offs_with_a_target(actual: str, label: str) -> None:
    """With one year to the deadline the growth ratio of 1000 → 1100 is the share of the way, exactly."""
    case = yearly_case((2015, 1000), (2016, 1000 + Decimal(actual)), 1100, 2016)
    assert label == statcan.judge(case).label


@pytest.mark.parametrize(
    ("actual", "label", "score"),
    [
        ("1020.001", "on track", "5"),
        ("1015", "on track", "2.5"),
        ("1014.999", "acceleration needed", "2.49975"),
        ("1005", "acceleration needed", "0"),
        ("1004.999", "limited progress", "-0.0005"),
        ("1000", "limited progress", "-2.5"),
        ("999.999", "deterioration", "-2.500125"),
        ("980", "deterioration", "-5"),
        ("900", "deterioration", "-5"),
    ],
)
def test_cut_offs_without_a_target(actual: str, label: str, score: str) -> None:
    """Growth rates of 1.5%, 0.5% and 0 a year from 1000, with their scores."""
    case = free(1000, actual)
    assert (label, Decimal(score)) == (statcan.judge(case).label, number(case, statcan, "score"))


@pytest.mark.parametrize(
    ("value", "score"),
    [("1.5", "5"), ("1", "2.8572"), ("0.6", "0.00004"), ("0.599", "-0.0041467"), ("-0.6", "-5"), ("-9", "-5")],
)
def test_scores_with_a_target(value: str, score: str) -> None:
    """The published straight lines from −5 to 5."""
    assert Decimal(score) == statcan.score_with_target(Decimal(value))


@pytest.mark.parametrize(
    ("base", "limit", "expected"),
    [
        ("90", "100", "0.373600"),
        ("100", "100", "0"),
        ("110", "100", "0.373600"),
        ("200", "100", "1"),
        ("250", "100", "1"),
        ("5", "0", "1"),
    ],
)
def test_the_coefficient_near_a_limit(base: str, limit: str, expected: str) -> None:
    """1 − (b/L)^4.44 below the limit, 1 − ((2L − b)/L)^4.44 above it, 1 from twice the limit."""
    assert abs(Decimal(expected) - statcan.coefficient(Decimal(base), Decimal(limit))) < Decimal("1e-3")


def test_at_the_limit() -> None:
    """What starts at its limit and stays there is on track with the score 5; below it, it deteriorates."""
    kept, lost = statcan.judge(free(100, 100, limit=100)), statcan.judge(free(100, 99, limit=100))
    assert ("on track", Decimal(5), "deterioration") == (kept.label, dict(kept.numbers)["score"], lost.label)


def test_negative_values_count_the_other_way() -> None:
    """A deficit of 100 that shrinks to 95 in one of two years towards 90 has a ratio of 0.974."""
    assert f"{number(yearly_case((2015, -100), (2016, -95), -90, 2017), statcan, 'progress_value'):.3f}" == "0.974"


def test_zeros_count_as_a_thousandth() -> None:
    """A target of zero is 0.001 in the growth, but it is achieved at zero only."""
    case = yearly_case((2015, 10), (2020, 1), 0, 2030, -1)
    assert f"{number(case, statcan, 'progress_value'):.3f}" == "0.804"
    assert statcan.judge(yearly_case((2015, 0), (2016, "0.001"), None, None)).label == "limited progress"
    labels = [statcan.judge(yearly_case((2015, 10), (2020, value), 0, 2030, -1)).label for value in ("0", "0.0005")]
    assert labels == ["target achieved", "on track"]


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (free(5, 6, year=2015), "there are fewer than two points in time"),
        (free(5, -6), "values above and below zero have no growth rate"),
        (yearly_case((2015, 5), (2016, 6), 9, None), "the target has no deadline"),
        (yearly_case((2015, 5), (2016, 6), 9, 2015), "the deadline is not after the baseline"),
        (yearly_case((2015, -5), (2016, -4), 9, 2020), "values above and below zero have no growth rate"),
        (yearly_case((2015, 5), (2016, 4), 5, 2020), "target and baseline are equal, so no growth is required"),
        (free(5, 6, direction=0), "the goal says neither a direction nor a target"),
        (free(5, "NaN"), "a value is not a finite number"),
    ],
)
def test_unable_to_assess(case: Case, why: str) -> None:
    """Each case that has no growth rate, with its reason."""
    verdict = statcan.judge(case)
    assert (Status.NO_ASSESSMENT, "unable to assess", why) == (verdict.status, verdict.label, verdict.why)


def test_achieved_comes_first() -> None:
    """A target that is reached is achieved with the score 5, even where there is no growth rate."""
    case = yearly_case((2023, 73), (2023, 73), 70)
    verdict = statcan.judge(structs.replace(case, direction=1))
    assert (verdict.status, verdict.label) == (Status.ACHIEVED, "target achieved")
    assert (("score", Decimal(5)),) == verdict.numbers


@pytest.mark.parametrize(
    ("bounds", "value", "label"),
    [
        (Bounds(low=Decimal(95)), 99, "on track"),
        (Bounds(low=Decimal(95)), 95, "deterioration"),
        (Bounds(high=Decimal(99)), 99, "deterioration"),
        (Bounds(high=Decimal(99)), 95, "on track"),
        (Bounds(low=Decimal(90), high=Decimal(99)), 95, "unable to assess"),
    ],
)
def test_a_bound_to_keep_says_which_way_is_right(bounds: Bounds, value: int, label: str) -> None:
    """From 97, with a lower bound more is better, with an upper one less; between two there is no direction."""
    one = goal(97, None, keep=bounds, by=None)
    question = Question(date(2025, 8, 1), method="statcan")
    assert assess(told(one, ("2025-08-01", value)), question).label == label


@pytest.mark.parametrize(
    ("start", "value", "label"),
    [
        (60, 50, "target achieved"),
        (60, 70, "target achieved"),
        (60, 71, "deterioration"),
        (None, 50, "unable to assess"),
    ],
)
def test_the_only_bound_with_a_deadline_is_the_target(start: int | None, value: int, label: str) -> None:
    """At most 70 by 2030: whoever is below has reached it, as its publisher says; without a baseline it is kept."""
    one = goal(start, None, keep=Bounds(high=Decimal(70)), by="2030-12-31")
    found = assess(told(one, ("2025-08-01", value)), Question(date(2025, 8, 1), method="statcan"))
    assert found.label == label


def test_values_around_one_grow_as_others_do() -> None:
    """Only zero parts values that have no growth between them."""
    assert statcan.judge(free("0.5", 2)).label == "on track"
    assert statcan.judge(free(2, "0.5")).label == "deterioration"
