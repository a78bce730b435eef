"""Currencies: those in circulation by ISO 4217 are taken, those that were withdrawn are refused by name."""

import pycountry
import pytest

from coopctl.errors import Refused
from coopctl.values.currencies import CURRENCIES, CURRENCY_WORDS, SYMBOLS, WITHDRAWN
from coopctl.values.quantities import parse_quantity

# Metals, bond market units, the test code and none at all; and funds codes, in which nobody pays.
NO_MONEY = frozenset("XAG XAU XPD XPT XBA XBB XBC XBD XSU XUA XAD XTS XXX".split())
FUNDS = frozenset("BOV CHE CHW CLF COU MXV USN UYI UYW".split())


def test_the_currencies_are_those_of_the_standard() -> None:
    """Every currency of ISO 4217 is known, and no other."""
    assert {one.alpha_3 for one in pycountry.currencies} - NO_MONEY - FUNDS == CURRENCIES


def test_signs_and_words_stand_for_currencies_in_circulation() -> None:
    """No sign or word means a currency that is no more."""
    assert {*SYMBOLS.values(), *CURRENCY_WORDS.values(), *WITHDRAWN.values()} <= CURRENCIES


@pytest.mark.parametrize("code", ["XCG", "ZWG", "XDR"])
def test_a_new_currency_is_taken(code: str) -> None:
    """Codes of the last years are read before and after an amount."""
    assert [parse_quantity(text).unit.text for text in (f"{code} 5m", f"5m {code}")] == [code, code]


@pytest.mark.parametrize("code", sorted(WITHDRAWN))
def test_a_withdrawn_currency_is_refused_with_its_successor(code: str) -> None:
    """A currency that is no more never becomes a label, and the hint names the one in its place."""
    for text in (f"{code} 5m", f"5m {code}"):
        with pytest.raises(Refused) as refusal:
            parse_quantity(text)
        assert (code in refusal.value.message, WITHDRAWN[code] in (refusal.value.hint or "")) == (True, True)
