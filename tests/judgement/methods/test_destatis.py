"""The weather symbols: their worked examples, their cut-offs from both sides, their refusals."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec import structs

from coopctl.judgement.methods import Status, destatis
from coopctl.judgement.methods.case import Case, Point
from coopctl.plan.terms import Bounds
from judgement.methods.cases import Amount, annual, number, trade, yearly_case


def five(change: Amount, *, last: Amount | None = None, target: Amount | None = 200, **more: object) -> Case:
    """Six yearly values from 2015 that change by the same and end at 100 in 2020; the target is for 2025."""
    step = Decimal(change)
    values = [(2015 + year, 100 - step * (5 - year)) for year in range(6)]
    if last is not None:
        values[4] = (2019, 100 - Decimal(last))
    case = yearly_case(values[0], values[5], target, 2025, 1, between=tuple(values[1:5]))
    return structs.replace(case, **more)


def gases(average: str) -> Case:
    """Greenhouse gases: 63.707 in 2019, to be 60 in 2020."""
    base = Decimal("63.707") - 5 * Decimal(average)
    between = ((2016, 70), (2017, 70), (2018, 65))
    return yearly_case((2014, base), (2019, "63.707"), 60, 2020, -1, between=between)


def test_greenhouse_gases() -> None:
    """The published example: it leads to 62.2 and misses by 59%: cloud."""
    case = gases("-1.505")
    assert Fraction("-1.505") == number(case, destatis, "average change")
    assert Fraction("-1.293") == number(case, destatis, "last change")
    assert Fraction("62.202") == number(case, destatis, "value at deadline")
    assert f"{float(number(case, destatis, 'miss')):.2f}" == "0.59"
    assert (destatis.judge(case).label, destatis.judge(case).status) == ("cloud", Status.OFF_TRACK)


def test_trade_misses_a_third() -> None:
    """250 → 300 at 270 after one of two years leads to 290, a miss of 0.333; two points give no symbol."""
    verdict = destatis.judge(trade())
    assert Fraction(1, 3) == number(trade(), destatis, "miss")
    assert (verdict.status, verdict.why) == (
        Status.NO_ASSESSMENT,
        "there are 2 yearly points of the 4 that the method needs",
    )


@pytest.mark.parametrize(
    ("change", "label", "status"),
    [
        # 100 to go in five years: the miss is 1 − 5·change/100.
        ("20", "sun", Status.ON_TRACK),
        ("19.001", "sun", Status.ON_TRACK),
        ("19", "sun-and-cloud", Status.AT_RISK),
        ("16", "sun-and-cloud", Status.AT_RISK),
        ("15.999", "cloud", Status.OFF_TRACK),
        ("0", "thunderstorm", Status.OFF_TRACK),
        ("-0.001", "thunderstorm", Status.OFF_TRACK),
    ],
)
def test_cut_offs(change: str, label: str, status: Status) -> None:
    """Misses of 5% and 20% and a trend of zero, from both sides."""
    verdict = destatis.judge(five(change))
    assert (label, status) == (verdict.label, verdict.status)


@pytest.mark.parametrize(
    ("change", "label", "status"),
    [("1", "sun", Status.ACHIEVED), ("0", "sun", Status.ACHIEVED), ("-0.001", "sun-and-cloud", Status.AT_RISK)],
)
def test_already_reached(change: str, label: str, status: Status) -> None:
    """A target that is reached, with and without an adverse trend."""
    verdict = destatis.judge(five(change, target=100))
    assert (label, status) == (verdict.label, verdict.status)


@pytest.mark.parametrize(
    ("bounds", "change", "label"),
    [
        (Bounds(low=Decimal(95)), "0", "sun"),
        (Bounds(low=Decimal(95)), "-0.001", "sun-and-cloud"),
        (Bounds(low=Decimal(101)), "0", "cloud"),
        (Bounds(low=Decimal(101)), "-0.001", "thunderstorm"),
        (Bounds(high=Decimal(100)), "0", "sun"),
        (Bounds(high=Decimal(100)), "0.001", "sun-and-cloud"),
        (Bounds(high=Decimal(99)), "-1", "cloud"),
        (Bounds(high=Decimal(99)), "1", "thunderstorm"),
        (Bounds(low=Decimal(90), high=Decimal(105)), "-1", "sun"),
        (Bounds(low=Decimal(90), high=Decimal(105)), "1", "sun-and-cloud"),
        (Bounds(low=Decimal(100), high=Decimal(105), above=True), "-1", "thunderstorm"),
    ],
)
def test_kept_every_year(bounds: Bounds, change: str, label: str) -> None:
    """What is to be kept, kept or not, with each trend."""
    assert label == destatis.judge(five(change, target=None, keep=bounds)).label


@pytest.mark.parametrize(
    ("average", "last", "label"),
    [
        ("1", "1", "sun"),
        ("1", "0", "sun-and-cloud"),
        ("1", "-1", "sun-and-cloud"),
        ("0", "1", "cloud"),
        ("-1", "1", "cloud"),
        ("-1", "-1", "thunderstorm"),
        ("0", "0", "thunderstorm"),
    ],
)
def test_direction_only(average: str, last: str, label: str) -> None:
    """The average change and the last one, each right or not; no change is not right."""
    assert label == destatis.judge(five(average, last=last, target=None)).label


def test_the_yearly_points() -> None:
    """Of quarterly readings those nearest to whole years before the last are taken, six at most."""
    days = [
        annual(year, year).date.replace(month=month, day=30) for year in range(2017, 2026) for month in (3, 6, 9, 12)
    ]
    points = tuple(Point(day, Decimal(index)) for index, day in enumerate(days))
    case = Case(points[0], points[-1], 1, points=points[1:])
    assert [int(point.value) for point in destatis.yearly(case)] == [15, 19, 23, 27, 31, 35]


def test_gaps_count_as_years() -> None:
    """With four points over five years the average is still the change divided by five."""
    case = yearly_case((2015, 90), (2020, 100), 120, 2025, between=((2017, 95), (2018, 95)))
    assert [number(case, destatis, name) for name in ("points", "average change")] == [4, 2]


@pytest.mark.parametrize(("change", "label"), [("1", "sun"), ("0", "thunderstorm"), ("-1", "thunderstorm")])
def test_at_a_strict_bound_the_trend_tells(change: str, label: str) -> None:
    """A value at a bound that must be left behind has no distance left to miss."""
    case = five(change)
    assert destatis.judge(structs.replace(case, target=case.actual.value, strict=True)).label == label


@pytest.mark.parametrize(("change", "label"), [("1", "cloud"), ("0", "thunderstorm"), ("-1", "thunderstorm")])
def test_in_the_target_year_itself(change: str, label: str) -> None:
    """A target that is not reached in its year is a cloud, but where the average leads away, or nowhere."""
    verdict = destatis.judge(five(change, deadline=annual(2020, 1).date))
    assert (verdict.label, "not reached in its year" in verdict.why) == (label, True)


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (yearly_case((2015, 5), (2015, 6), 9), "there are fewer than two yearly points"),
        (five(1, deadline=None), "the target has no deadline"),
        (five(1, target=None, direction=0), "the goal says neither a direction nor a target"),
        (yearly_case((2015, 5), (2016, "NaN"), 9), "a value is not a finite number"),
        (
            yearly_case((2018, 90), (2020, 100), 120, between=((2019, 95),)),
            "there are 3 yearly points of the 4 that the method needs",
        ),
    ],
)
def test_no_symbol(case: Case, why: str) -> None:
    """Each case without a symbol, with its reason."""
    verdict = destatis.judge(case)
    assert (Status.NO_ASSESSMENT, why) == (verdict.status, verdict.why)


@pytest.mark.parametrize(
    ("low", "high", "change", "label"),
    [
        (80, 130, "2", "sun"),
        (80, 130, "-2", "sun-and-cloud"),
        (80, 110, "2", "sun-and-cloud"),
        (80, 110, "-2", "sun"),
        (80, 110, "0", "sun"),
    ],
)
def test_between_two_bounds_the_trend_is_adverse_towards_the_nearer(
    low: int, high: int, change: str, label: str
) -> None:
    """A value of 100 that is kept between bounds: falling is adverse below their middle, rising above it."""
    keep = Bounds(Decimal(low), Decimal(high))
    assert destatis.judge(five(change, target=None, keep=keep)).label == label


def test_two_years_that_end_in_one_are_told_by_their_days() -> None:
    """A fiscal year that ends in March and the calendar year after it are 275 days apart, not no year."""
    points = (Point(date(2020, 3, 31), Decimal(90), annual=True), annual(2020, 100))
    case = Case(annual(2015, 50), points[-1], 1, target=Decimal(200), deadline=date(2025, 12, 31), points=points)
    assert number(case, destatis, "last change") == 10 / (275 / Fraction("365.25"))
