"""Amounts: what is accepted, what is refused and why, and what shows and parses back."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from builders import quick
from coopctl.errors import Refused
from coopctl.values import quantities
from coopctl.values.currencies import CURRENCIES
from coopctl.values.quantities import POINTED, Quantity, parse_quantity, plain, says, scan_amount
from coopctl.values.units import Unit, parse_unit

NBSP, THIN, NARROW, MINUS = "\u00a0", "\u2009", "\u202f", "\u2212"
ACCEPTED = (
    ("$250 million", "250000000", "USD"),
    ("250m", "250000000", ""),
    ("44½ days", "44.5", "days"),
    ("3 ⅛", "3.125", ""),
    ("250M", "250000000", ""),
    ("1.2bn", "1200000000", ""),
    ("3 tn", "3000000000000", ""),
    ("5 mln", "5000000", ""),
    ("4 thousand people", "4000", "people"),
    ("€3,500", "3500", "EUR"),
    ("3,500 €", "3500", "EUR"),
    ("US$5m", "5000000", "USD"),
    ("A$3", "3", "AUD"),
    ("₮1.5bn", "1500000000", "MNT"),
    ("£1.25 million", "1250000", "GBP"),
    ("USD 4.5k", "4500", "USD"),
    ("usd 4.5k", "4500", "USD"),
    ("4.5k USD", "4500", "USD"),
    ("4.5 k USD", "4500", "USD"),
    ("USD 5 million", "5000000", "USD"),
    ("5 million dollars", "5000000", "USD"),
    ("20 tugriks", "20", "MNT"),
    ("12%", "12", "%"),
    ("12 %", "12", "%"),
    ("12 per cent", "12", "%"),
    ("12 percent", "12", "%"),
    ("12 pct", "12", "%"),
    ("2 percentage points", "2", "pp"),
    ("1 234.5", "1234.5", ""),
    (f"1{NBSP}234{THIN}567{NARROW}890", "1234567890", ""),
    ("1,234", "1234", ""),
    ("1,234,567.8", "1234567.8", ""),
    ("1'234.5", "1234.5", ""),
    ("CHF 1’234’567", "1234567", "CHF"),
    ("1,00,000", "100000", ""),
    ("₹12,34,567.50", "1234567.5", "INR"),
    ("1234567", "1234567", ""),
    ("0", "0", ""),
    ("0.10", "0.1", ""),
    (".5", "0.5", ""),
    ("-5", "-5", ""),
    (f"{MINUS}5", "-5", ""),
    ("+5", "5", ""),
    ("-$5", "-5", "USD"),
    ("$-5", "-5", "USD"),
    ("1e3", "1000", ""),
    ("2.5E-3", "0.0025", ""),
    ("3 days", "3", "days"),
    ("3  days", "3", "days"),
    ("5 km", "5", "km"),
    ("5 m²", "5", "m²"),
    ("7 m/s", "7", "m/s"),
    ("4 active initiatives", "4", "active initiatives"),
)
ACCEPTED_COMMA = (
    ("7¼%", "7.25", "%"),
    ("1,5", "1.5", ""),
    ("1,234", "1.234", ""),
    ("1.234", "1234", ""),
    ("1.234,5", "1234.5", ""),
    ("1 234,5", "1234.5", ""),
    (",5", "0.5", ""),
    ("€3.500,25", "3500.25", "EUR"),
    ("2,5 million", "2500000", ""),
    ("12,5%", "12.5", "%"),
)
REFUSED = (
    ("1,5", "could be 1.5 or 15"),
    ("$1,5m", "could be 1.5 or 15"),
    ("12,34", "could be 12.34 or 1234"),
    ("1,2345", "1,2345"),
    ("0,123", "0,123"),
    ("1,234,56", "1,234,56"),
    ("1.234.567", "1.234.567"),
    ("1.2.3", "1.2.3"),
    ("1,,2", "1,,2"),
    ("1 2", "'2'"),
    ("1234 567", "567"),
    ("12 345 67", "67"),
    ("1_000", "_000"),
    ("１２", "'１'"),
    ("٣", "'٣'"),
    ("½", "'½'"),
    ("NaN", "NaN"),
    ("inf", "inf"),
    ("-Infinity", "-Infinity"),
    ("∞", "∞"),
    ("(250)", "brackets"),
    ("($1,500)", "brackets"),
    ("--5", "--5"),
    ("-$-5", "two signs"),
    ("5-10", "range"),
    ("5–10", "range"),
    ("5 to 10", "to 10"),
    ("about 5", "about"),
    ("~5", "~5"),
    ("¥500", "yen or yuan"),
    ("500 ¥", "yen or yuan"),
    ("5 m", "'5 m'"),
    ("5 k", "'5 k'"),
    ("5 b", "'5 b'"),
    ("$5 EUR", "EUR"),
    ("€5$", "two units"),
    ("XYZ 5", "XYZ"),
    ("5 %%", "%"),
    ("5 < 6", "< 6"),
    ("", "''"),
    ("   ", "'"),
    ("many", "many"),
    ("%", "%"),
    ("9" * 31, "30 digits"),
    ("1e31", "30 digits"),
    ("1e100", "1e100"),
)
REFUSED_COMMA = (("1.5", "1.5"), ("1,234.5", "1,234.5"), ("1.234.56", "1.234.56"), ("1,2,3", "1,2,3"))
AMOUNTS = st.builds(
    lambda sign, front, digits, exponent, rest: f"{sign}{front}{digits}{exponent}{rest}",
    st.sampled_from(["", "-", "+", MINUS]),
    st.sampled_from(["", "$", "€", "US$", "USD ", "mnt "]),
    st.one_of(st.integers(0, 10**29).map(str), st.decimals(0, 10**9, places=4).map(str)),
    st.one_of(st.just(""), st.integers(-30, 30).map(lambda power: f"e{power}")),
    st.sampled_from(["", "k", "m", "bn", " million", "%", " people", " EUR", " days", "m USD", " km"]),
)
TEXTS = st.one_of(st.text(max_size=12), st.text("0123456789.,eE+-−$€%() kmbnKſıİ²½", max_size=10), AMOUNTS)


def parsed_or_none(text: str, *, decimal_comma: bool = False) -> Quantity | None:
    try:
        return parse_quantity(text, decimal_comma=decimal_comma)
    except Refused:
        return None


@pytest.mark.parametrize(
    ("text", "value", "unit", "comma"),
    [*((*row, False) for row in ACCEPTED), *((*row, True) for row in ACCEPTED_COMMA)],
)
def test_an_accepted_amount_is_its_exact_value_and_unit(text: str, value: str, unit: str, comma: bool) -> None:
    """An amount as plans write it is an exact decimal with one spelling of its unit."""
    quantity = parse_quantity(text, decimal_comma=comma)
    assert (f"{quantity.value}", quantity.unit.text) == (value, unit)


@pytest.mark.parametrize(
    ("text", "part", "comma"), [*((*row, False) for row in REFUSED), *((*row, True) for row in REFUSED_COMMA)]
)
def test_a_refused_amount_is_refused_naming_the_part_or_reason(text: str, part: str, comma: bool) -> None:
    """What is no amount, or could be two, is refused with a message that says which part or why."""
    with pytest.raises(Refused) as refusal:
        parse_quantity(text, decimal_comma=comma)
    assert part in refusal.value.message


@pytest.mark.parametrize(("text", "value"), [("5 MİLLİON", 5_000_000), ("5 mıllion", 5_000_000), ("5 thouſand", 5_000)])
def test_a_multiplier_in_foreign_letters_is_never_lost(text: str, value: int) -> None:
    """A multiplier with a Turkish i or a long s is applied or refused, and never dropped in silence."""
    assert parsed_or_none(text) in (None, Quantity(Decimal(value)))


@pytest.mark.parametrize("text", ["5²", "1,250²", "0x10"])
def test_marks_glued_to_a_number_are_not_taken_for_a_unit(text: str) -> None:
    """A footnote mark or a number of another base is refused instead of becoming a unit."""
    assert parsed_or_none(text) is None


@pytest.mark.parametrize("text", ["1e29", "1e-30", "1e-29", "0.1e-29", "9" * 30, "123456789012345678.90123456789"])
def test_the_longest_amounts_show_and_parse_back(text: str) -> None:
    """The largest, smallest and longest amounts that are accepted are accepted as they are shown."""
    quantity = parse_quantity(text)
    assert parse_quantity(POINTED.exactly(quantity.value)) == quantity


@quick
@given(AMOUNTS)
@example("1 people")
def test_a_shown_amount_parses_back_to_the_same_value(text: str) -> None:
    """Whatever amount is accepted, what exactly() makes of it parses back to the same value and unit."""
    quantity = parsed_or_none(text)
    assume(quantity is not None)
    assert quantity is not None
    shown = parse_quantity(POINTED.exactly(quantity.value, quantity.unit))
    assert (shown.value, shown.unit.same(quantity.unit)) == (quantity.value, True)


@quick
@given(TEXTS, st.booleans())
def test_any_text_is_an_amount_or_refused(text: str, comma: bool) -> None:
    """Reading any text gives a finite amount or raises Refused, and no other error."""
    quantity = parsed_or_none(text, decimal_comma=comma)
    assert quantity is None or quantity.value.is_finite()


@quick
@given(st.decimals(min_value=-(10**20), max_value=10**20, allow_nan=False, places=6))
def test_plain_is_one_spelling_of_the_same_value(value: Decimal) -> None:
    """Two spellings of one value have one plain spelling, equal to both."""
    longer = value * Decimal("1.000")
    assert (plain(value), f"{plain(value)}") == (value, f"{plain(longer)}")


@pytest.mark.parametrize(
    ("value", "unit", "full"),
    [
        ("262000000", "USD", "262,000,000 USD"),
        ("1500000000", "", "1,500,000,000"),
        ("999", "", "999"),
        ("-2500000", "", "-2,500,000"),
        ("12.50", "%", "12.5%"),
        ("0", "days", "0 days"),
        ("1", "days", "1 day"),
        ("1E+3", "", "1,000"),
    ],
)
def test_an_amount_is_shown_in_full(value: str, unit: str, full: str) -> None:
    """Every digit is shown, and what is counted in the number that it has."""
    assert POINTED.exactly(Decimal(value), Unit(unit)) == full


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("at least 99.95%", "99.95", True), ("$262.5 million by 2027", "262500000", True),
        ("1 066 000 by 2030", "1066000", True), ("increase by 30% by 2030", "1066000000", False),
        ("0.05 by 2030", "0.050", True), ("5 by 2030", "52030", False), ("", "0", False),
    ],
)  # fmt: skip
def test_a_text_says_a_number_in_whatever_scale(text: str, value: str, said: bool) -> None:
    assert says(text, Decimal(value)) is said


def test_an_amount_at_the_start_of_a_text_leaves_the_words_after_it() -> None:
    """scan_amount stops at the first word that is no part of the amount, and tells whether a sign was written."""
    amount = scan_amount("+5 new schools by 2026")
    assert (amount.quantity, amount.signed, amount.end) == (Quantity(Decimal(5)), True, 2)


@pytest.mark.parametrize(
    ("words", "unit"),
    [("dollars", "USD"), ("$", "USD"), ("eur", "EUR"), ("Per  Cent", "%"), ("schools", "schools"), ("< 5", "")],
)
def test_a_unit_has_one_spelling(words: str, unit: str) -> None:
    """Words for a currency or per cent become its code or sign, other words stay, and what is no unit is empty."""
    assert parse_unit(words) == Unit(unit)


@quick
@given(st.sampled_from(sorted(CURRENCIES)))
def test_every_currency_code_is_read_before_and_after_the_number(code: str) -> None:
    """A currency code means the same on either side of the number, and is not a thing that is counted."""
    assert (parse_quantity(f"{code} 5"), parse_quantity(f"5 {code.lower()}"), Unit(code).is_counted) == (
        Quantity(Decimal(5), Unit(code)),
        Quantity(Decimal(5), Unit(code)),
        False,
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("school", "schools", True),
        ("countries", "country", True),
        ("projects", "new projects", True),
        ("Boxes", "box", True),
        ("USD", "EUR", False),
        ("days", "schools", False),
        ("min", "minutes", True),
        ("h", "hours", True),
        ("kilograms per person", "kg per person", True),
        ("t", "tonne", True),
        ("t", "tons", False),
        ("m", "minutes", False),
        ("min", "h", False),
    ],
)
def test_units_agree_but_for_case_plural_and_qualifiers(one: str, other: str, same: bool) -> None:
    """Units are the same when they differ only in case, plural or a qualifying word, in either order."""
    assert (Unit(one).same(Unit(other)), Unit(other).same(Unit(one))) == (same, same)


@quick
@given(
    number=st.from_regex(r"[0-9]{1,18}(?:[.,][0-9]{0,17})?", fullmatch=True),
    behind=st.one_of(
        st.sampled_from(
            ("", "%", " by 2030", "% by 2030-06-30", "%by 2030", " by", " bn by 2030", "\n", "%-points by 2030")
        ),
        st.text(alphabet="%0123456789.,-–+ ebyxmn¥(～", max_size=12),
    ),
)
@example("0012.500", " by 2030 ¥")
def test_a_number_alone_is_what_the_grammar_of_all_amounts_says(number: str, behind: str) -> None:
    """An amount that needs no look at currencies and scales is read as with it."""

    def said() -> object:
        scan_amount.cache_clear()
        try:
            return scan_amount(number + behind)
        except Refused as why:
            return why.whole

    soon = said()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quantities, "_ALONE", re.compile("(?!)"))
        assert said() == soon


@pytest.mark.parametrize(
    ("text", "meant"),
    [("26O", "260"), ("25o", "250"), ("3OO pages", "300"), ("l20", "120"), ("1O0", "100"), ("7l0", "710"),
     ("I2", "12"), ("$25O million", "$250"), ("USD 25O", "USD 250"), ("-1O", "-10"), ("O.5", "0.5")],
)  # fmt: skip
def test_a_letter_that_looks_like_a_digit_is_no_unit(text: str, meant: str) -> None:
    """`25o` was 25 of a unit called o."""
    with pytest.raises(Refused, match="has a letter where a digit may be meant") as refused:
        parse_quantity(text)
    assert refused.value.hint == f"write {meant}"


@pytest.mark.parametrize("text", ["25 l", "25l", "12oz", "10 ounces", "5 oak trees", "10l water", "3 O2 sensors"])
def test_a_unit_of_such_letters_is_one(text: str) -> None:
    assert parse_quantity(text).unit
