"""Running text that states goals, in documents with neither tables nor lists."""

import pytest

from coopctl.exchange.plans.lines import MOST_LINES
from coopctl.exchange.plans.readers.separated import looks_so
from exchange.plans.documents import drafted, unread

TWO = ("Trade, $250 million, up 20% by 2028", "Visits: 5 per year; 10 per year by 2028")


def _titles(text: str) -> list[tuple[str, str]]:
    return [(one.goal.title, f"{one.place}") for one in drafted(text).goals]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("\n".join(TWO), ["line 1", "line 2"]),
        ("\n\n".join(TWO), ["line 1", "line 3"]),
        ("# Plan\n\nA word first.\n\n" + "\n".join(TWO), ["line 5", "line 6"]),
        ("The plan says: Trade, $250 million, up 20% by 2028; and Visits, 5 per year, 10 per year by 2028.",
         ["line 1, part 1", "line 1, part 2"]),
    ],
)  # fmt: skip
def test_each_line_or_clause_is_a_goal(text: str, places: list[str]) -> None:
    """A semicolon within a statement does not end it."""
    assert _titles(text) == [("Trade", places[0]), ("Visits", places[1])]


def test_one_that_is_not_understood_among_others_is_named() -> None:
    found = drafted("\n".join([*TWO, "Exports, some more by 2028"]))
    assert ([one.goal.title for one in found.goals], len(unread(found))) == (["Trade", "Visits"], 1)
    assert unread(found)[0].startswith("line 3: 'Exports, some more by 2028' is not read")


@pytest.mark.parametrize(
    "text",
    [
        "We trained 40 teachers last year.\nThere is a budget of $5 million\nand more to do in 2027.\n",
        "We met on 5 May 2026; 12 people came; nothing was decided.\n",
        f"{TWO[0]}\nwhich is a lot\nand not easy to do.\n",  # one of three
        "Hello\n",
        "We will do things.\nDeadline: 2027.\n",
    ],
)
def test_running_text_that_tells_something_else_is_left(text: str) -> None:
    found = drafted(text)
    assert (found.goals, found.passed, found.problems) == ((), (), ())


def test_a_long_text_is_no_plan() -> None:
    """Looking at each of its lines would take long."""
    assert drafted(f"{TWO[0]}\n\n" * MOST_LINES).goals != ()
    assert drafted(f"{TWO[0]}\n\n" * (MOST_LINES + 1)).goals == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Trade, $250 million, up 20% by 2028", False),
        ("Visits, 5 annually, 10 annually by 2028", False),
        ("Goal, Baseline (2024), Target 2028", True),
        ("Goal, 2024, 2028", True),
        ("Goal,Unit,Baseline,Target", True),
        ("g1,5,10", True),
    ],
)
def test_commas_between_amounts_make_no_table(line: str, expected: bool) -> None:
    """Where no name of a file says what it is."""
    assert looks_so(f"{line}\n{line}\n".encode()) is expected
