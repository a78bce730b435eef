"""The distributions and means that forecasts use, against those of the standard library."""

import statistics
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from coopctl.judgement.forecast.distributions import (
    LARGE,
    at_most,
    count_of_share,
    fmean,
    median,
    quantile,
    student,
    variance,
)

floats = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30)


@given(floats)
def test_means_and_medians_are_those_of_the_standard_library(values: list[float]) -> None:
    assert (fmean(values), median(values)) == (statistics.fmean(values), statistics.median(values))
    assert isclose(variance(values), statistics.variance(values), rel_tol=1e-9, abs_tol=1e-9)


@given(st.floats(-8, 8))
def test_of_very_many_a_normal_distribution_says_the_same(gap: float) -> None:
    assert isclose(student(gap, 1.0, LARGE + 1), statistics.NormalDist().cdf(gap), abs_tol=1e-15)
    mean, number = LARGE * 2.0, round(1000 + 40 * gap)
    assert isclose(at_most(mean, 1600.0, number), statistics.NormalDist(mean, 40).cdf(number + 0.5), abs_tol=1e-15)


def test_the_quantile_of_very_many_is_that_of_a_normal_distribution() -> None:
    assert isclose(quantile(LARGE + 1), statistics.NormalDist().inv_cdf(0.9), rel_tol=1e-15)
    assert round(quantile(2), 3) == 1.886


def test_a_negative_binomial_number_by_hand() -> None:
    """Of mean 2 and variance 4 it is the number of heads before the second tail: 1/4, then 2/8, then 3/16."""
    found = [at_most(2.0, 4.0, number) for number in (-1, 0, 1, 2)]
    assert all(isclose(one, part) for one, part in zip(found, (0, 1 / 4, 1 / 2, 11 / 16), strict=True))


def test_a_students_t_by_hand() -> None:
    """With one degree of freedom three in four are at most 1, with two ½ + t ÷ 2√(2 + t²) at most t."""
    assert isclose(student(3.0, 3.0, 1), 3 / 4)
    assert isclose(student(2.0, 1.0, 2), 1 / 2 + 1 / 6**0.5)


@given(mean=st.floats(0.01, 300), over=st.floats(1.01, 5), share=st.floats(0.05, 0.95))
def test_the_number_of_a_share_is_the_first_that_reaches_it(mean: float, over: float, share: float) -> None:
    """At it the distribution has come to the share, and one before it has not."""
    number = count_of_share(mean, mean * over, share)
    assert at_most(mean, mean * over, number) >= share > at_most(mean, mean * over, number - 1)
