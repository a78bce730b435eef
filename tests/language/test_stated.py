"""Sentences that state a whole goal, as a title and a promise."""

from datetime import date
from decimal import Decimal

import pytest

from coopctl.errors import Refused
from coopctl.language.promises import Wording
from coopctl.language.stated import Stated, promises_in_words, stated
from coopctl.plan.plan import Plan

TODAY = date(2026, 11, 27)


def _stated(sentence: str) -> Stated | None:
    return stated(sentence, lambda text: Wording(start="", goal=text, today=TODAY, whole=True), Plan())


@pytest.mark.parametrize(
    ("sentence", "title", "base", "target"),
    [
        ("Train 500 farmers by June 2027", "Train 500 farmers by June 2027", 0, 500),
        ("Trade volume: $250 million, up 20% over two years.", "Trade volume", 250_000_000, 300_000_000),
        ("Literacy from 62% to 80% by 2030", "Literacy", 62, 80),
        ("Revenue 3 million -> 5 million by Q4 2027", "Revenue", 3_000_000, 5_000_000),
        ("KR 2: Signups 100 → 400 by 2027", "Signups", 100, 400),
        ("Wartezeit von 9 auf 5 Tage bis 2028", "Wartezeit", 9, 5),
    ],
)
def test_a_sentence_gives_title_and_promise(sentence: str, title: str, base: int, target: int) -> None:
    """The title is what stands before the promise, else all of it."""
    found = _stated(sentence)
    assert found is not None
    assert found.title == title
    assert found.said.promise.baseline.value == Decimal(base)
    assert found.said.promise.target.value == Decimal(target)


@pytest.mark.parametrize("sentence", ["Vision 2030", "The first 100 days", "Grow"])
def test_what_promises_nothing_states_no_goal(sentence: str) -> None:
    """A name with a number in it is no promise."""
    assert _stated(sentence) is None


def test_a_promise_that_is_not_understood_says_why() -> None:
    """It is not taken for a title."""
    with pytest.raises(Refused, match="a lot"):
        _stated("Increase sales by a lot by 2030")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Reduce the backlog by a good 20", True),
        ("12% to 15%", False),  # amounts alone, of nobody knows what
        ("Trade and regional partners", False),
    ],
)
def test_a_promise_in_words_says_of_what(sentence: str, expected: bool) -> None:
    """A pair of amounts is none, and neither are words that promise nothing."""
    assert promises_in_words(sentence) is expected
