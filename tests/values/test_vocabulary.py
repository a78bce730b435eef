"""The words of numbers, periods and blanks in each language: each has one meaning, and is read."""

import re
from decimal import Decimal

import pytest

from coopctl.errors import Refused
from coopctl.values.calendar import PeriodKind
from coopctl.values.quantities import parse_quantity
from coopctl.values.vocabulary import (
    FREQUENCIES,
    NUMBER_WORDS,
    NUMBERS,
    PERIODS,
    SCALES,
    UNSURE_SCALES,
    is_blank,
    is_no_target,
    is_open,
)


def test_the_pattern_of_numbers_finds_their_words_and_no_others() -> None:
    """It is shorter than the words one by one, and means the same."""
    found = re.compile(NUMBER_WORDS)
    assert all(found.fullmatch(word) for word in NUMBERS)
    assert all((match := found.match(f"{word} schools")) and match[0] == word for word in NUMBERS)
    assert not any(found.fullmatch(word) for word in ("twenty-ten", "one-two", "twenty-", "zero one", "hundred", ""))


def test_every_period_word_names_a_kind_of_period() -> None:
    """The tables name periods as the calendar does."""
    assert {*PERIODS.values(), *FREQUENCIES.values()} <= {kind.value for kind in PeriodKind}


@pytest.mark.parametrize("word", [word for word in SCALES if len(word) > 1])
def test_every_scale_is_read_after_a_number(word: str) -> None:
    """A word of scale multiplies, before a currency and before a noun."""
    money, things = parse_quantity(f"5 {word} EUR"), parse_quantity(f"5 {word.capitalize()} people")
    assert (money.value, things.value) == (Decimal(5).scaleb(SCALES[word]), Decimal(5).scaleb(SCALES[word]))


@pytest.mark.parametrize("word", sorted(UNSURE_SCALES))
def test_a_scale_with_two_meanings_is_refused(word: str) -> None:
    """A word that is a million here and a thousand there never becomes a unit."""
    with pytest.raises(Refused):
        parse_quantity(f"5 {word} EUR")


@pytest.mark.parametrize("text", ["", " ", "-", "–", "..", "n/a", "N.A.", "NA%", "NA %", "x", "#N/A", "…", "\u00a0"])
def test_a_missing_value_is_blank(text: str) -> None:
    """Markers of a missing value are blank, and so a baseline that is not known."""
    assert (is_blank(text), is_open(text)) == (True, True)


@pytest.mark.parametrize(
    "text",
    ["TBD", "tbc", "Unknown", "to be measured", "To be determined in 2025", "(TBD)", "?", "not yet available",
     "unmeasured", "no data yet", "à déterminer", "Inconnu", "noch offen", "unbekannt", "por determinar", "a definir"],
)  # fmt: skip
def test_a_baseline_that_is_not_known_is_open_and_no_blank(text: str) -> None:
    """Words that promise a baseline later are open."""
    assert (is_blank(text), is_open(text)) == (False, True)


@pytest.mark.parametrize("text", ["0", "5", "none of it", "exchange", "xyz", "open schools", "1.5", "NATO", "a"])
def test_a_value_is_neither(text: str) -> None:
    """Numbers and names are not taken for a blank."""
    assert (is_blank(text), is_open(text)) == (False, False)


@pytest.mark.parametrize(
    "text",
    ["No specific target", "Pas de cible spécifique", "no target set", "TBD", "Aucun objectif", "kein Zielwert",
     "sin meta", "sem meta definida"],
)  # fmt: skip
def test_a_target_that_is_not_there_is_known(text: str) -> None:
    """What says that there is no target is no phrase that is not understood."""
    assert is_no_target(text)
