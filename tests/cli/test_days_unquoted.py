"""Days of several words that nobody quoted are what they are in quotation marks; other words stay what they are."""

import shlex
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.cli.days import DAYS, LENGTHS, quoted
from running import Program

_TODAY = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("status --as-of last year", "status --as-of 'last year'"),
        ("status trade --as-of 30 June 2025 -o csv", "status trade --as-of '30 June 2025' -o csv"),
        ("status --as-of 30 June 2025 trade", "status --as-of '30 June 2025' trade"),
        ("status --as-of Q1 2025 --known-at 3 months ago", "status --as-of 'Q1 2025' --known-at '3 months ago'"),
        ("due --within 2 weeks trade", "due --within '2 weeks' trade"),
        ("goal edit trade --lag 45 days", "goal edit trade --lag '45 days'"),
        ("explain --known-at hier trade", "explain --known-at hier trade"),
        ("status --as-of 2025-06-30 trade", "status --as-of 2025-06-30 trade"),
        ("status --as-of 2025-06-30 2025", "status --as-of 2025-06-30 2025"),
        ("explain trade --known-at 2025-06-30 12:00", "explain trade --known-at '2025-06-30 12:00'"),
        ("status --as-of nonsense trade", "status --as-of nonsense trade"),
        ("status --as-of -o csv", "status --as-of -o csv"),
        ("record trade 5 --note last year", "record trade 5 --note last year"),
        ("record trade 5 --on '' last year", "record trade 5 --on '' last year"),
        ("status --as-of", "status --as-of"),
    ],
)
def test_a_day_of_several_words_is_one(typed: str, meant: str) -> None:
    assert quoted(shlex.split(typed), _TODAY) == shlex.split(meant)


@given(st.lists(st.sampled_from([*DAYS, *LENGTHS, "last", "year", "5", "March", "2025", "weeks", "trade", "-q", ""])))
def test_no_word_is_lost(words: list[str]) -> None:
    """The words are the same, in order; and what is one word stays one."""
    said = quoted(words, _TODAY)
    assert " ".join(said) == " ".join(words)
    assert quoted(said, _TODAY) == said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("last year", "--since 'last year'"),
        ("2024-12-31 2025-06-30", "--since 2024-12-31 --until 2025-06-30"),
        ("31 Dec 2024 30 June 2025 -o csv", "--since 2024-12-31 --until 2025-06-30 -o csv"),
        ("trade-v 1 Jan 2025", "trade-v --since 2025-01-01"),
        ("1 Jan 2025 trade-v third", "trade-v third --since 2025-01-01"),
        ("2025-01-01 --until 2025-06-01", "--since 2025-01-01 --until 2025-06-01"),
    ],
)
def test_diff_takes_its_days_as_they_stand(mongolia: Program, typed: str, meant: str) -> None:
    mongolia.done("record", "trade-v", "256M", "--on", "2024-12-31")
    mongolia.done("record", "trade-v", "262M", "--on", "2025-06-30")
    assert mongolia.done("diff", *shlex.split(typed)) == mongolia.done("diff", *shlex.split(meant))


@pytest.mark.parametrize(
    "typed", ["tarde 2025-01-01", "2025-01-01 --since 2024-01-01", "2023-01-01 2024-01-01 2025-01-01"]
)
def test_diff_takes_no_other_word_for_a_day(mongolia: Program, typed: str) -> None:
    assert mongolia.run("diff", *shlex.split(typed)).code == 1


def test_a_goal_that_is_called_like_a_day_is_one(mongolia: Program) -> None:
    mongolia.done("goal", "add", "may", "--title", "Mayors", "--from", "1", "--to", "2 by 2030")
    assert mongolia.done("diff", "may") == mongolia.done("diff", "may", "--since", "7 days ago")
