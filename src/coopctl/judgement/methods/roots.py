"""Powers with fractional exponents in exact decimals: what compound growth is made of."""

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from fractions import Fraction

from coopctl.values.quantities import as_decimal

# Amounts have at most 30 digits, so a ratio differs from 1 by 1e-30 or not at all: with 90 digits the growth keeps 60,
# and one that is exact, such as 4^(1/2) − 1, comes out exact when it is rounded to 40.
WORKING = Context(prec=90, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
RESULT = Context(prec=40, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


def decimal(value: Fraction) -> Decimal:
    """The decimal nearest to a fraction, to 90 digits."""
    return as_decimal(value, WORKING)


def rounded(value: Decimal) -> Decimal:
    """A result to 40 digits."""
    return RESULT.plus(value)


def growth(first: Decimal, last: Decimal, years: Fraction) -> Decimal:
    """The compound annual growth rate (last/first)^(1/years) − 1, to 90 digits; 0.08 is 8% a year.

    `first` is not zero, `last` has the same sign or is zero, and `years` is above zero.
    Worked: 100 → 121 in two years is 0.1.
    """
    with localcontext(WORKING):
        return power(last / first, decimal(1 / years)) - 1


def grown(first: Decimal, rate: Decimal, years: Fraction) -> Decimal:
    """What `first` becomes after some years at a growth rate ≥ −1, to 90 digits."""
    with localcontext(WORKING):
        return first * power(1 + rate, decimal(years))


def power(base: Decimal, exponent: Decimal) -> Decimal:
    """`base` ≥ 0 to a power > 0, to 90 digits."""
    return Decimal(0) if base == 0 else WORKING.power(base, exponent)
