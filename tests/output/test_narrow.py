"""Terminals as wide as a phone: nothing that may fold or stand below its row makes a list wider than they are."""

import re

import pytest

from coopctl.output import Terminal
from running import Program

UNIT = "environmental awareness programmes"


@pytest.fixture(name="city")
def _city(program: Program) -> Program:
    """A plan with a long unit, a value that is kept, a running sum, and a long title of a group."""
    program.done("init", "City climate plan", "--date", "2024-12-31")
    program.done("group", "add", "area:air", "--title", "Climate, energy and the environment of the whole city")
    program.done("goal", "add", "Environmental awareness", "--from", f"12 {UNIT}", "--to", f"40 {UNIT} by 2035")
    program.done(
        "goal", "add", "Days above the limit", "--from", "37 days per year", "--to", "below 5 days/year by 2030"
    )
    program.done("goal", "add", "Clinics that are open", "--to", "at least 90%", "--cadence", "quarterly")
    program.done("record", "environmental", "13", "--on", "2025-06-30")
    program.done("record", "days", "3", "--on", "2025-03-31")
    program.done("record", "clinics", "91", "--on", "2025-03-31")
    return program


@pytest.mark.parametrize("width", [40, 45, 80])
@pytest.mark.parametrize(
    "call",
    [("log",), ("log", "environmental"), ("log", "--changes"), ("group", "list"), ("goal", "list")],
    ids=" ".join,
)
def test_a_list_is_no_wider_than_a_phone(city: Program, call: tuple[str, ...], width: int) -> None:
    city.terminal = Terminal(width=width)
    shown = city.done(*call)
    assert max(map(len, shown.splitlines())) <= width
    assert {"log": "programmes", "group": "Climate", "goal": "programmes"}[call[0]] in shown


@pytest.mark.parametrize("width", [40, 45])
def test_what_is_held_or_due_is_shown_whole_or_not_at_all(city: Program, width: int) -> None:
    city.terminal = Terminal(width=width)
    for line in city.done("status", "--as-of", "2025-05-01").splitlines():
        assert not re.search(r"(held|\d of|\d)…$", line), line


def test_a_bar_has_a_line_of_its_own_where_a_title_leaves_no_room(city: Program) -> None:
    city.done("goal", "edit", "environmental", "--title", "Number of environmental awareness programmes of the city")
    lines = city.done("record", "environmental", "14").splitlines()
    assert lines[1] == "● Number of environmental awareness programmes of the city"
    assert lines[2].startswith(f"  13 → 14 {UNIT}  ")


def test_no_word_is_broken_while_there_is_room_beside_it(city: Program) -> None:
    city.terminal = Terminal(width=80)
    plan = f"| Indicator | Baseline | Target |\n|---|---|---|\n| Programmes | 12 {UNIT} | 40 {UNIT} by 2036 |\n"
    shown = city.run("plan", "import", "-", "--dry-run", stdin=plan).out
    assert [word for word in UNIT.split() if shown.split().count(word) < 2] == []


def test_an_answer_is_folded_between_its_words(city: Program) -> None:
    city.terminal = Terminal(width=50)
    said = [
        city.done(*call.split()).splitlines() for call in ("record environmental 15 --on 2025-07-01", "undo", "redo")
    ]
    firsts = ["recorded 15 environmental awareness programmes for", "undone: record environmental-awareness 15 for"]
    assert [lines[0] for lines in said] == [*firsts, firsts[1].replace("un", "re", 1)]
    assert max(len(line) for lines in said for line in lines[:2]) <= 50
    city.terminal = Terminal()
    assert city.done("undo").count("\n") == 1
