"""The target's value from its baseline and phrase, with the arithmetic that leads to it."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from coopctl.errors import Refused
from coopctl.language.phrases import How, Phrase, Starting
from coopctl.plan.terms import Baseline, Direction
from coopctl.values.calendar import MONTHS_IN, ONE_DAY, Duration, PeriodKind, add
from coopctl.values.quantities import EXACT, MOST_DIGITS, as_decimal, plain
from coopctl.values.units import PERCENTAGE


def is_growth(start: Starting | None, phrase: Phrase) -> bool:
    """Whether a percentage per year is growth of the baseline, known or open, not a rate like the baseline itself."""
    if phrase.rate is None:
        return False
    if phrase.how is How.TIMES:
        return phrase.factor_text.endswith("%")
    unsigned = phrase.how is How.TO and phrase.amount is not None and phrase.amount.unit == PERCENTAGE
    return unsigned and start is not None and not start.quantity.unit.is_percent


def value_of(start: Starting, phrase: Phrase, baseline: Baseline, deadline: date | None) -> tuple[Decimal | None, str]:
    """The target's value, and the arithmetic that led to it."""
    base = start.quantity.value
    if is_growth(start, phrase):
        return _grown(start, phrase, baseline, deadline)
    if phrase.how is How.TIMES and phrase.factor is not None:
        value = _exact(Fraction(base) * phrase.factor, phrase)
        return value, f"{phrase.numbers.exact(base)} × {_factor(phrase.factor, phrase)} ({phrase.factor_text} in all)"
    return _reached(base, phrase)


def _reached(base: Decimal, phrase: Phrase) -> tuple[Decimal, str]:
    """The amount that a phrase names, or the baseline changed by it."""
    amount = phrase.amount.value if phrase.amount else Decimal(0)
    if phrase.how is How.TO or (phrase.how is How.DO and not base):
        return amount, ""
    falling, numbers = phrase.direction is Direction.DOWN, phrase.numbers
    value = EXACT.subtract(base, amount) if falling else EXACT.add(base, amount)
    return plain(value), f"{numbers.exact(base)} {'−' if falling else '+'} {numbers.exact(amount)}"


def growth_ends(phrase: Phrase, deadline: date | None) -> date:
    """The day until which a baseline grows.

    Raises `Refused` for growth that comes to no value: of periods that no months make up, or without an end.
    """
    if phrase.rate not in MONTHS_IN:
        raise Refused(
            f"growth per {phrase.rate} in {phrase.text!r} is not understood",
            "write growth a month or a year, or the value to reach",
        )
    if deadline is None:
        raise Refused(f"{phrase.text!r} grows without an end", "add a deadline, such as 'over the next three years'")
    return deadline


def _grown(start: Starting, phrase: Phrase, baseline: Baseline, deadline: date | None) -> tuple[Decimal, str]:
    """Growth a year or a month compounds: b × (1 + r)ⁿ for n whole ones, so that the target stays exact."""
    deadline, period = growth_ends(phrase, deadline), phrase.rate or PeriodKind.YEAR
    times = _whole_periods(baseline.date, deadline, MONTHS_IN[period])
    if times is None:
        head = re.sub(r",?\s+(?:by|until|till|before|within|in|over)\s.*$", "", phrase.text, flags=re.IGNORECASE)
        raise Refused(
            f"from {baseline.date} to {deadline} is not a whole number of {period}s of {phrase.text!r}",
            f"write '{head} by {deadline.year}', or the value to reach",
        )
    each = (
        phrase.factor
        if phrase.factor is not None
        else 1 + Fraction(phrase.amount.value) / 100
        if phrase.amount
        else Fraction(1)
    )
    value = _exact(Fraction(start.quantity.value) * each**times, phrase)
    base = phrase.numbers.exact(start.quantity.value)
    return value, f"{base} × {_factor(each, phrase)}^{times} (a {period}, compounding)"


def _whole_periods(start: date, end: date, size: int) -> int | None:
    """The calendar periods of so many months after a baseline's up to the end of one; else the whole ones between.

    Worked: from 2024-08-01 to 2030-12-31 are the six years 2025 to 2030, to 2026-08-01 two; to 2026-06-30 is none.
    From 2026-11-28 to 2027-02-28 are three months, December to February.
    """
    first, last, behind = (12 * day.year + day.month - 1 for day in (start, end, end + ONE_DAY))
    if behind > last and behind % size == 0:
        return last // size - first // size
    months = last - first
    aligned = end == add(start, Duration(months)) or (start + ONE_DAY).day == (end + ONE_DAY).day == 1
    return months // size if aligned and months % size == 0 else None


def _near(value: Decimal, phrase: Phrase) -> str:
    """A value of three digits to write instead, where one is near."""
    if abs(value.adjusted()) >= MOST_DIGITS:
        return ""
    near = EXACT.quantize(value, Decimal(1).scaleb(min(0, value.adjusted() - 2)))
    return f", such as {phrase.numbers.exact(near)}"


def _exact(value: Fraction, phrase: Phrase) -> Decimal:
    decimal = as_decimal(value)
    if Fraction(decimal) != value or decimal.adjusted() > 2 * MOST_DIGITS:
        hint = f"write the value to reach{_near(decimal, phrase)}"
        raise Refused(f"{phrase.text!r} is not an exact decimal of the baseline", hint)
    return plain(decimal)


def _factor(factor: Fraction, phrase: Phrase) -> str:
    decimal = as_decimal(factor)
    if Fraction(decimal) != factor:
        return f"{factor.numerator}/{factor.denominator}"
    two = decimal.quantize(Decimal("0.01"), context=EXACT)
    return phrase.numbers.localised(f"{two:f}" if decimal == two else f"{plain(decimal):f}")
