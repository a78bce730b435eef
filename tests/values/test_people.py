"""Numbers for people: three significant digits, one scale for a goal, plurals, and points for percentages."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import quick
from coopctl.values.people import MOST_SHOWN, Shown, percent, plural, rounded
from coopctl.values.quantities import NumberFormat
from coopctl.values.units import BARE, Unit

NUMBERS = st.decimals(-(10**12), 10**12, places=4)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("0.0123456"), "0.0123"), (Decimal("4.0049"), "4"), (Decimal("1234.56"), "1,235"), (Decimal(0), "0"),
        (Decimal("9.996"), "10"), (Decimal("99.96"), "100"), (Decimal("0.09996"), "0.1"), (Decimal("-7.125"), "−7.12"),
        (Fraction(1, 3), "0.333"), (Fraction(200, 3), "66.7"), (Decimal("61234.5"), "61,234"),
        (Decimal("123E+57"), "123" + ",000" * 19), (Decimal("5.6974E+374070"), "5.70e+374070"),
    ],
)  # fmt: skip
def test_a_number_has_three_significant_digits_and_no_whole_one_fewer(value: Decimal | Fraction, shown: str) -> None:
    """Decimals are rounded half to even; the digits of a whole number stay."""
    assert rounded(value) == shown


@pytest.mark.parametrize(
    ("unit", "values", "shown"),
    [
        ("USD", (250_000_000, 262_000_000, 300_000_000), ["250M USD", "262M USD", "300M USD"]),
        ("USD", (250_000_000, 262_400_000, 262_300_000), ["250M USD", "262.4M USD", "262.3M USD"]),
        ("%", ("98.96", "99.04"), ["98.96%", "99.04%"]),
        ("exercises", (0, 1, 2), ["0 exercises", "1 exercise", "2 exercises"]),
        ("deaths per 1,000 live births", (1, 5), ["1 death per 1,000 live births", "5 deaths per 1,000 live births"]),
        ("%", ("99.95", "98"), ["99.95%", "98%"]),
        ("%", ("99.96", "100", "100.02"), ["99.96%", "100%", "100.02%"]),
        ("", ("99.96",), ["100"]),
        ("", (0, 1_200_000_000), ["0", "1.2bn"]),
        ("people", (500, 2_500_000), ["500 people", "2.5M people"]),
    ],
)
def test_the_numbers_of_a_goal_have_one_scale_and_are_told_apart(
    unit: str, values: tuple[int | str, ...], shown: list[str]
) -> None:
    """The largest sets the scale; where three digits would make two look the same, there are more."""
    numbers = [Decimal(value) for value in values]
    assert [Shown.of(Unit(unit), numbers).value(number) for number in numbers] == shown


@pytest.mark.parametrize(
    ("value", "promised", "shown"),
    [
        ("99.95", "99.95", "99.95"), ("99.949", "99.95", "99.949"), ("99.96", "99.95", "99.96"),
        ("1.004", "1", "1.004"), ("0.996", "1", "0.996"), ("262500000", "262500000", "262.5M"),
        ("12345678", "12345678", "12.3M"), ("299.7", "300", "299.7"), ("0.0123456", "0.0123456", "0.0123"),
    ],
)  # fmt: skip
def test_what_is_promised_is_shown_in_full_and_told_from_what_is_not_quite(
    value: str, promised: str, shown: str
) -> None:
    """99.95% is no 100%, and 299.7 ms no 300 where below 300 is promised; more than five digits nobody reads."""
    ends = [Decimal(promised)]
    assert Shown.of(BARE, [Decimal(value)], full=ends, apart=ends).value(Decimal(value)) == shown


def test_a_change_of_a_percentage_is_in_points() -> None:
    """A difference of percentages is in pp, of anything else in its unit, with its sign."""
    changes = [Shown.of(Unit(unit), [Decimal("7.5")]).change(Decimal("7.5")) for unit in ("%", "% of GDP", "days", "")]
    assert changes == ["+7.5 pp", "+7.5 pp", "+7.5 days", "+7.5"]


def test_a_decimal_comma_is_seen() -> None:
    """Where the plan's numbers have a decimal comma, people see it."""
    shown = Shown.of(Unit("EUR"), [Decimal("1234567.5"), Decimal(2_500_000)], NumberFormat(decimal_comma=True))
    assert (shown.value(Decimal(2_500_000)), rounded(Decimal("0.5"))) == ("2,5M EUR", "0.5")


@pytest.mark.parametrize(
    ("share", "shown"),
    [("0.249", "24%"), ("0.004", "under 1%"), ("0", "0%"), ("-0.004", "−0.4%"), ("0.999", "99%"), ("-0.5", "−50%"),
     ("12.34", "1,234%")],
)  # fmt: skip
def test_a_share_is_whole_per_cents_towards_zero(share: str, shown: str) -> None:
    """What is not done is never shown as done, and what has begun never as nothing."""
    assert percent(Decimal(share)) == shown


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [(1, "goals", "1 goal"), (2, "goals", "2 goals"), (0, "goals", "0 goals"), (1, "countries", "1 country"),
     (1, "boxes", "1 box"), (1, "people", "1 person"), (1, "news", "1 news"), (1, "MW", "1 MW"),
     (1234, "figures", "1,234 figures")],
)  # fmt: skip
def test_a_count_has_its_noun_in_the_right_number(count: int, noun: str, said: str) -> None:
    """One of a thing is singular."""
    assert plural(count, noun) == said


@quick
@given(NUMBERS)
def test_rounding_is_close_and_short(value: Decimal) -> None:
    """A rounded number is within half a unit of its third digit, or of one."""
    shown = Decimal(rounded(value).replace(",", "").replace("−", "-"))
    step = Decimal(10) ** min(0, (value.adjusted() if value else 0) - 2)
    assert abs(shown - value) <= step / 2 * 10


@quick
@given(st.lists(NUMBERS, min_size=1, max_size=4, unique=True))
def test_different_numbers_look_different_where_six_digits_can(values: list[Decimal]) -> None:
    """Two numbers that differ in six significant digits of the largest are never shown as one."""
    largest = max(abs(value) for value in values)
    assume(largest)
    least = largest.scaleb(2 - MOST_SHOWN)
    assume(all(abs(a - b) > least for at, a in enumerate(values) for b in values[:at]))
    shown = Shown.of(BARE, values)
    assert len({shown.number(value) for value in values}) == len(values)
