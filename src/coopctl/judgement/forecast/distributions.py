"""How likely a value is: Student's distribution, and counts about a mean; means and medians of floats.  Pure.

The `statistics` of the standard library know the latter, too, and take longer to load than a goal to be forecast.
"""

from collections.abc import Iterable, Sequence
from math import atan, cos, erf, exp, fsum, lgamma, log, pi, sin, sqrt

LEVEL = 0.80
# The normal quantile that bounds this level from above.
_NORMAL = 1.2815515655446008

# From here on a normal distribution says the same.
LARGE = 500


def fmean(values: Sequence[float]) -> float:
    """The mean of some values."""
    return fsum(values) / len(values)


def median(values: Iterable[float]) -> float:
    """The value in the middle, or the mean of the two that are."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def variance(values: Sequence[float]) -> float:
    """The variance of a population of which these values, two at least, are a sample."""
    mean = fmean(values)
    return fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _normal(away: float) -> float:
    """The probability that a normal value is at most so many standard deviations above its mean."""
    return (1.0 + erf(away / sqrt(2.0))) / 2.0


def student(gap: float, spread: float, freedom: int) -> float:
    """The probability that a Student t times `spread` is at most `gap`, from its finite series.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
    """
    if spread <= 1e-12:
        return float(gap >= -1e-9)
    if freedom > LARGE:
        return _normal(gap / spread)
    angle = atan(gap / spread / sqrt(freedom))
    term = cos(angle) if freedom % 2 else 1.0
    total = term if freedom > 1 else 0.0
    for step in range(3 if freedom % 2 else 2, freedom - 1, 2):
        term *= cos(angle) ** 2 * (step - 1) / step
        total += term
    inside = 2 / pi * (angle + sin(angle) * total) if freedom % 2 else sin(angle) * total
    return 0.5 + inside / 2


def quantile(freedom: int) -> float:
    """The Student t that bounds the interval from above: 1.886 with 2 degrees of freedom, 1.2816 with very many.

    It is that of very many, and from there Newton's steps, which approach it from below because the distribution is
    concave there.
    """
    found = _NORMAL
    if freedom > LARGE:
        return found
    peak = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)
    for _ in range(20):
        density = peak * (1 + found * found / freedom) ** (-(freedom + 1) / 2)
        step = (0.5 + LEVEL / 2 - student(found, 1.0, freedom)) / density
        found += step
        if abs(step) < 1e-14:
            break
    return found


def at_most(mean: float, spread: float, number: int) -> float:
    """The probability that a negative binomial number of this mean and variance is at most `number`.

    Source: Johnson, Kemp and Kotz, Univariate Discrete Distributions, each term from the one before.
    Worked: of mean 2 and variance 4, none in a quarter of cases, at most one in a half, at most two in 11/16.
    """
    if number < 0 or mean < 1e-9:
        return float(number >= 0)
    if mean > LARGE:
        return _normal((number + 0.5 - mean) / sqrt(spread))
    shape = mean * mean / (spread - mean)
    term = exp(shape * log(shape / (shape + mean)))
    total = term
    for count in range(min(number, 100 * LARGE)):
        term *= (count + shape) / (count + 1) * mean / (shape + mean)
        total += term
    return min(1.0, total)


def count_of_share(mean: float, spread: float, share: float) -> int:
    """The smallest number that a share of the distribution is at or below."""
    high = 1
    while at_most(mean, spread, high - 1) < share and high < 2**60:
        high *= 2
    low = 0
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (low, middle) if at_most(mean, spread, middle - 1) >= share else (middle, high)
    return low
