"""`record -`: what lines say together - sums, overlaps, and slots that are said twice."""

import json

import pytest

from running import Program


@pytest.fixture
def plan(program: Program) -> Program:
    program.done("init", "--date", "2023-12-31")
    program.done("goal", "add", "books", "--from", "10", "--to", "90 by 2030")
    program.done("goal", "add", "trained", "--from", "0", "--to", "600 by 2026", "--measure", "total")
    return program


def _values(program: Program) -> list[tuple[str, str, float]]:
    lines = program.done("export", "-o", "jsonl").splitlines()
    return [(one["goal"], one["period"], one["value"]) for one in map(json.loads, lines)]


def test_more_adds_to_what_the_lines_before_say(plan: Program) -> None:
    """A level of 10, +2 and +3 more: 12 and 15, as one call each would have it."""
    told = plan.run("record", "-", stdin="books +2 2024-01-31\nbooks +3 2024-02-29\n")
    assert "line 2: note: 15 = 12 + 3" in told.err
    assert _values(plan) == [("books", "2024-01-31", 12), ("books", "2024-02-29", 15)]
    plan.done("record", "-", stdin="books +1 2024-03-31\n")
    assert _values(plan)[-1] == ("books", "2024-03-31", 16)


def test_more_after_a_correction_is_refused(plan: Program) -> None:
    """What a corrected day comes to is not known before it is recorded."""
    plan.done("record", "books", "20", "--on", "2024-01-31", "--key", "one-of-ours")
    lines = '{"goal": "books", "value": 21, "on": "2024-01-31", "replaces": "one-of-ours"}\nbooks +1 2024-02-29\n'
    refused = plan.run("record", "-", stdin=lines)
    assert (refused.code, "line 2: '+1' adds to a figure that an earlier line corrects" in refused.err) == (1, True)


def test_overlaps_are_warned_of(plan: Program) -> None:
    """A year of which a month is recorded, or said in a line before, counts twice."""
    plan.done("record", "trained", "5", "--on", "2024-01")
    told = plan.run("record", "-", stdin="trained 7 2024-02\ntrained 50 2024\n")
    assert "line 2: warning: 2024 overlaps what is recorded for 2024-01-31, 2024-02-29" in told.err
    assert len(_values(plan)) == 3


def test_a_slot_is_said_once(plan: Program) -> None:
    """Two values for one day of a level are refused; events of one day are two."""
    refused = plan.run("record", "-", stdin="books 20 2024-01-31\nbooks 21 2024-01-31\n")
    assert (refused.code, "line 2: an earlier line says 20 for 2024-01-31 of books, this one 21" in refused.err) == (
        1, True,
    )  # fmt: skip
    plan.done("record", "-", stdin="trained 2 2024-01-31\ntrained 3 2024-01-31\n")
    assert len(_values(plan)) == 2
