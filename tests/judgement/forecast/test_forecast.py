"""Forecasts: worked examples, reasons against one, and what holds of every one."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.judgement.forecast.distributions import quantile, student
from coopctl.judgement.forecast.estimates import Forecast, NoForecast
from coopctl.judgement.forecast.trend import Series
from coopctl.judgement.forecast.trend import forecast as of_series
from coopctl.judgement.forecast.trend import forecast_counts as of_counts
from judgement.methods.cases import Amount, quick

DEADLINE = date(2030, 12, 31)
CLOSE = Decimal("0.1")
Points = Mapping[date, Decimal]


def forecast(
    points: Points, deadline: date | None, target: Decimal | None = None, *, rising: bool = True,
    least: Decimal | None = None,
) -> Forecast | NoForecast:  # fmt: skip
    return of_series(Series.of(points.items()), deadline, target, rising=rising, least=least)


def forecast_counts(
    points: Points,
    deadline: date,
    target: Decimal | None = None,
    *,
    rising: bool = True,
    so_far: int = 0,
    left: float = 1,
) -> Forecast | NoForecast:
    return of_counts(Series.of(points.items()), deadline, target, rising=rising, so_far=so_far, left=left)


def yearly(*values: Amount) -> Points:
    """Values at the ends of the years from 2015."""
    return {date(2015 + year, 12, 31): Decimal(value) for year, value in enumerate(values)}


def found(one: Forecast | NoForecast) -> Forecast:
    assert isinstance(one, Forecast)
    return one


def why(one: Forecast | NoForecast) -> str:
    assert isinstance(one, NoForecast)
    return one.why


def test_a_straight_line() -> None:
    """0, 10, 20, 30 lead to 50 two years on, to 60 a year later, and need 15 a year to be 60 in two."""
    one = found(forecast(yearly(0, 10, 20, 30), date(2020, 12, 31), Decimal(60)))
    assert [abs(value - 50) < CLOSE for value in (one.value, one.low, one.high)] == [True, True, True]
    assert [one.met_on, one.period_days, one.probability] == [date(2021, 12, 31), 365, 0]
    assert one.required is not None
    assert abs(one.required - 15) < CLOSE


def test_the_trends_stand_up_to_one_wild_reading() -> None:
    """A single outlier moves the least-squares line, hardly the Theil-Sen line."""
    one = found(forecast(yearly(0, 10, 20, 130, 40, 50, 60), date(2025, 12, 31)))
    assert one.least_squares is not None
    assert one.theil_sen is not None
    assert abs(one.theil_sen - 100) < 1 < abs(one.least_squares - 100)


@pytest.mark.parametrize("days", [(0, 100, 200, 300, 400), (0, 90, 200, 310, 400)])
def test_a_straight_line_goes_on_without_doubt(days: tuple[int, ...]) -> None:
    """Values that rise by 0.1 a day, at even steps or not, leave no room for another end."""
    points = {date(2020, 1, 1) + timedelta(day): Decimal(day) / 10 for day in days}
    one = found(forecast(points, date(2020, 1, 1) + timedelta(500)))
    assert max(abs(end - 50) for end in (one.value, one.low, one.high)) < CLOSE


def test_counts() -> None:
    """1, 2, 1, 2 a year: 1.62 expected in the next, 0 to 4 in four cases of five; 1 so far in half of it: 1.81."""
    whole = found(forecast_counts(yearly(1, 2, 1, 2), date(2019, 12, 31), Decimal(3)))
    half = found(forecast_counts(yearly(1, 2, 1, 2), date(2019, 12, 31), Decimal(1), so_far=1, left=0.5))
    assert [str(whole.value), whole.low, whole.high, str(whole.probability)] == ["1.62", 0, 4, "0.232"]
    assert [str(one.trend) for one in (whole, half)] == ["1.62", "1.62"]
    assert [str(half.value), half.low, half.required, half.probability] == ["1.81", 1, 0, 1]


def test_counts_that_vary_more_than_poisson_numbers() -> None:
    """2, 12, 1, 9 a year: their variance is 4.78 times their mean of 6, and so is the doubt about the next year's.

    24.5 / 4 = 6.125 are expected, with a variance of 4.78 x (6.125 + 6.125^2 / 24.5) = 36.6.  A negative binomial
    number of that mean and variance is 0 in 11 cases of 100 and at most 14 in 91, at most 13 in 89; in half a year, 0
    and 8.
    """
    whole = found(forecast_counts(yearly(2, 12, 1, 9), date(2019, 12, 31)))
    half = found(forecast_counts(yearly(2, 12, 1, 9), date(2019, 12, 31), so_far=3, left=0.5))
    assert [str(whole.value), whole.low, whole.high] == ["6.12", 0, 14]
    assert [str(half.value), half.low, half.high] == ["6.06", 3, 11]


@pytest.mark.parametrize("so_far", [0, 2])
def test_what_is_expected_of_hardly_any_is_within_its_interval(so_far: int) -> None:
    """Of none in eight years 0.06 are expected in the next: nine years of ten have none, and 0 to 0 leaves it out."""
    one = found(forecast_counts(yearly(*[0] * 8), date(2023, 12, 31), so_far=so_far))
    assert [one.value - so_far, one.low, one.high] == [Decimal("0.06"), so_far, so_far + 1]


def test_counts_that_may_still_happen() -> None:
    """Of at most 3, 1 has happened: 2 more may, and none where it were 3 already; a fourth would be too many."""
    one, three, four = (
        found(
            forecast_counts(yearly(1, 2, 1, 2), date(2019, 12, 31), Decimal(3), rising=False, so_far=number, left=0.5)
        )
        for number in (1, 3, 4)
    )
    assert [some.required for some in (one, three, four)] == [2, 0, 0]
    assert one.probability is not None
    assert three.probability is not None
    assert one.probability > three.probability > 0
    assert four.probability == 0


def test_a_total_never_falls() -> None:
    """What has already happened is the least that a total's forecast says."""
    one = found(forecast(yearly(0, 90, 95, 96), DEADLINE, Decimal(96), least=Decimal(96)))
    assert [one.low, one.probability, one.met_on] == [96, 1, date(2018, 12, 31)]


@pytest.mark.parametrize(
    ("values", "target", "reason"),
    [
        ((40, 30, 20, 10), 100, "the trend does not lead towards the target"),
        ((0, 1, 2, 3), 1000, "the trend does not meet the target within a century"),
    ],
)
def test_a_target_that_is_not_met(values: tuple[int, ...], target: int, reason: str) -> None:
    """A trend that goes the wrong way, or far too slowly, has no day and says why."""
    one = found(forecast(yearly(*values), DEADLINE, Decimal(target)))
    assert [one.met_on, one.not_met, one.probability] == [None, reason, 0]


def test_no_forecast() -> None:
    """Each series without a forecast, with its reason."""
    line = yearly(1, 2, 3, 4)
    reasons = [
        why(forecast(yearly(1, 2, 3), DEADLINE)),
        why(forecast({}, DEADLINE)),
        why(forecast(line, None)),
        why(forecast(line, date(2018, 12, 31))),
        why(forecast({day: line[day] for day in reversed([*line])}, DEADLINE)),
        why(forecast_counts(yearly(1, 2, "1.5", 4), DEADLINE)),
    ]
    assert reasons == [
        "a forecast needs 3 readings since the baseline; so far 2",
        "a forecast needs 3 readings since the baseline; so far 0",
        "the target has no deadline",
        "no time is left between the last reading and the deadline",
        "the readings are not in order of date",
        "counts are whole numbers from zero",
    ]


@pytest.mark.parametrize(
    ("freedom", "expected"),
    [(1, "3.0777"), (2, "1.8856"), (3, "1.6377"), (10, "1.3722"), (30, "1.3104"), (900, "1.2816")],
)
def test_the_t_table(freedom: int, expected: str) -> None:
    """The 90% points of Student's t, as every table has them."""
    assert f"{quantile(freedom):.4f}" == expected
    assert abs(student(-float(expected), 1.0, freedom) - 0.1) < 1e-4


amounts = st.decimals(-1000, 1000, places=2)


@st.composite
def series(draw: st.DrawFn) -> Points:
    """Four to twelve readings at irregular times, the last well before the deadline."""
    day, points = date(2015, 1, 1), {}
    for _ in range(draw(st.integers(4, 12))):
        points[day] = draw(amounts)
        day += timedelta(days=draw(st.integers(1, 400)))
    return points


@quick
@given(points=series(), target=amounts, rising=st.booleans())
def test_interval_and_probability_agree(points: Points, target: Decimal, *, rising: bool) -> None:
    """The value is inside the interval, and a target inside it has a probability from 10% to 90%."""
    one = found(forecast(points, DEADLINE, target, rising=rising))
    assert one.low <= one.value <= one.high
    assert one.probability is not None
    margin = (one.high - one.low) / 20
    if one.low + margin < target < one.high - margin:
        assert Decimal("0.1") <= one.probability <= Decimal("0.9")
    elif target > one.high + margin:
        assert one.probability <= Decimal("0.1") if rising else one.probability >= Decimal("0.9")


@quick
@given(points=series(), target=amounts)
def test_mirrors(points: Points, target: Decimal) -> None:
    """Negating the readings, the target and the direction negates the forecast and nothing else."""
    one = found(forecast(points, DEADLINE, target))
    other = found(forecast({day: -value for day, value in points.items()}, DEADLINE, -target, rising=False))
    assert (one.value, one.low, one.high, one.met_on) == (-other.value, -other.high, -other.low, other.met_on)
    assert one.probability == other.probability


@quick
@given(points=series(), factor=st.sampled_from(["0.01", "1000", "7"]))
def test_units_cancel(points: Points, factor: str) -> None:
    """Readings in another unit lead to the same forecast in that unit."""
    one = found(forecast(points, DEADLINE))
    other = found(forecast({day: value * Decimal(factor) for day, value in points.items()}, DEADLINE))
    step = (one.high - one.low) / 10 + Decimal("0.001")
    assert abs(other.value / Decimal(factor) - one.value) <= step


@quick
@given(
    numbers=st.lists(st.integers(0, 40), min_size=4, max_size=12),
    so_far=st.integers(0, 50),
    left=st.floats(0, 3),
    target=st.integers(0, 100),
)
def test_counts_never_unhappen(numbers: list[int], so_far: int, left: float, target: int) -> None:
    """Nothing lies below what has already happened, and a probability rises with it."""
    past = yearly(*numbers)
    one = found(forecast_counts(past, DEADLINE, Decimal(target), so_far=so_far, left=left))
    more = found(forecast_counts(past, DEADLINE, Decimal(target), so_far=so_far + 1, left=left))
    assert so_far <= one.low <= one.high
    assert one.value >= so_far
    assert one.probability is not None
    assert more.probability is not None
    assert 0 <= one.probability <= more.probability <= 1


@pytest.mark.parametrize(("exponent", "expected"), [(0, 3.0), (2, 300.0), (-2, 0.03)])
def test_units_as_numbers(exponent: int, expected: float) -> None:
    """Units of a hundred, of one and of a hundredth, each as near as a float can be."""
    assert Series([1], [3], exponent).floats([3]) == [expected]
