"""A habit without a baseline is kept from the first period on, and can be what else it may have meant."""

import json
import re
import shlex

import pytest

from running import Program


def _goal(program: Program, as_of: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(program.done("status", "-o", "json", "--as-of", as_of))["goals"][0]
    return found


@pytest.mark.parametrize(
    ("promise", "shown", "days", "status", "held"),
    [
        ("3 times a week", "keep ≥ 3 times", ("01-06", "01-07", "01-08", "01-13", "01-14"), "off-track", 1),
        ("twice a week", "keep ≥ 2", ("01-06", "01-08", "01-13", "01-18"), "on-track", 2),
        ("every Friday", "keep ≥ 1", ("01-06", "01-17"), "on-track", 2),
        ("weekly", "keep ≥ 1", (), "off-track", 0),
    ],
)
def test_each_week_is_held_or_not(
    program: Program, promise: str, shown: str, days: tuple[str, ...], status: str, held: int
) -> None:
    """What is promised is told at once, and each week is judged by it."""
    told = program.run("goal", "add", "Gym", "--to", promise, "--since", "2025-01-05").err
    assert shown in told
    assert "in each week, to be kept from now on" in told
    for day in days:
        program.done("record", "gym", "--on", f"2025-{day}")
    goal = _goal(program, "2025-01-19")
    assert (goal["status"], goal["held"]) == (status, {"periods": held, "of": 2})


def test_what_else_it_may_mean_is_one_call_away(program: Program) -> None:
    """The calls that are told make it the most, or something to come to from less."""
    told = program.run("goal", "add", "Gym", "--to", "3 times a week", "--since", "2025-01-05").err
    most, more = (shlex.split(one) for one in re.findall(r"`coopctl (.*?)`", told))
    program.done(*more[:-1], "1")
    assert "target 3 times" in program.done("goal", "show", "gym")
    program.done("undo")
    program.done(*most)
    assert "keep ≤ 3 times" in program.done("goal", "show", "gym")


def test_so_many_things_wait_for_a_baseline(program: Program) -> None:
    """Of coffees at most so many may be meant, which nobody says: the goal says so, and is not judged."""
    told = program.run("goal", "add", "Coffee", "--to", "2 coffees a day").err
    assert "the baseline is missing" in told
    assert _goal(program, "2030-01-01")["status"] == "no-assessment"


@pytest.mark.parametrize(
    "terms",
    [
        ("edit", "read", "--title", "Reading at night"),
        ("edit", "read", "--to", "4 books a month"),
        ("edit", "read", "--to", "read 4 books a month"),
        ("edit", "read", "--unit", "novels"),
        ("edit", "read", "--by", "2030"),
        ("retarget", "read", "--to", "4 per month", "--why", "more time"),
    ],
)
def test_what_is_held_stays_so_with_other_terms(program: Program, terms: tuple[str, ...]) -> None:
    """So much in each month is no value to come to because somebody says it anew."""
    program.done("goal", "add", "Read 2 books a month", "--since", "2025-01-05")
    program.done("goal", *terms)
    assert "keep ≥" in program.done("goal", "show", "read")


def test_the_first_figure_of_a_habit_counts(program: Program) -> None:
    """Nobody who types what they do each month is asked for a baseline before anything is judged."""
    program.done("goal", "add", "Read 2 books a month", "--since", "2024-12-31")
    for day in ("01-10", "01-20", "02-03"):
        program.done("record", "read", "--on", f"2025-{day}")
    goal = _goal(program, "2025-02-28")
    assert (goal["status"], goal["held"]) == ("off-track", {"periods": 1, "of": 2})
