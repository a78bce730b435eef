"""A sign before a level's figure: `+1` is a change, `-1` a change or a value, `=-1` the value itself."""

import shlex

import pytest

from running import Program


@pytest.fixture(name="plan")
def _plan(program: Program) -> Program:
    """Levels that were never below zero, and one that may well be."""
    for title, start, to in [
        ("Weight", "82.5 kg", "78 kg by 2027"),
        ("Savings", "0 EUR", "500000 EUR by 2027"),
        ("Score on debts", "-20", "10 by 2027"),
        ("GDP growth", "2.1%", "3% by 2027"),
    ]:
        program.done("goal", "add", title, "--from", start, "--to", to, "--since", "2024-12-31")
    return program


def _last(program: Program) -> float:
    return float(program.records("log", "--limit", "1")[0]["value"])


@pytest.mark.parametrize(
    "words", [("-0.5",), ("\N{MINUS SIGN}0.5 kg",), ("-0.5", "2025-01-31"), ("-0.5", "--on", "2025-01-31")]
)
def test_less_of_what_was_never_below_zero_is_asked_about(plan: Program, words: tuple[str, ...]) -> None:
    """Both ways of the hint are taken, the first for 82.5 - 0.5 = 82, the second for the value itself."""
    refused = plan.run("record", "weight", *words)
    assert (refused.code, "weight is 82.5 kg, and was never below zero" in refused.err) == (1, True)
    hint = refused.err.splitlines()[1].removeprefix("hint: for the change: ")
    assert " '=" in hint  # a shell may take =-0.5 for the name of a program
    for command, value in zip(hint.split("; for the value itself: "), (82, -0.5), strict=True):
        plan.done(*shlex.split(command)[1:])
        assert _last(plan) == value
    assert ("2025-01-31" in plan.done("log", "--limit", "1")) == (len(words) > 1)


@pytest.mark.parametrize(("goal", "value"), [("gdp-growth", "-0.3"), ("score", "-25"), ("weight", "=81")])
def test_what_may_be_below_zero_is_taken_as_it_is(plan: Program, goal: str, value: str) -> None:
    """By its name, by its baseline, or by the sign that says that it is the value itself."""
    plan.done("record", goal, value)
    assert _last(plan) == float(value.removeprefix("="))


def test_after_a_value_below_zero_others_need_no_sign(plan: Program) -> None:
    """What was there once can be again."""
    plan.done("record", "weight", "=-1", "--on", "2025-01-31")
    plan.done("record", "weight", "-2", "2025-02-28")
    assert _last(plan) == -2


def test_what_is_added_needs_something_to_be_added_to(program: Program) -> None:
    """A goal without baseline and figure has no level."""
    program.done("goal", "add", "Runs", "--to", "300 runs by 2030")
    refused = program.run("record", "runs", "+5")
    assert (refused.code, "'+5' adds to the last figure, and runs has none" in refused.err) == (1, True)


def test_a_number_of_a_program_is_the_value(plan: Program) -> None:
    """A line in JSON has a number, or words as a person would write them; lines of words are asked about, too."""
    plan.done("record", "-", stdin='{"goal": "weight", "value": -0.5, "on": "2025-01-31"}\n')
    assert _last(plan) == -0.5
    plan.done("undo")
    for line in ('{"goal": "weight", "value": "-0.5"}', "weight -0.5"):
        refused = plan.run("record", "-", stdin=f"{line}\n")
        assert (refused.code, "could be a change or the new value" in refused.err) == (1, True)


@pytest.mark.parametrize(("value", "warned"), [("0.4", True), ("600", False), ("90000000", True)])
def test_a_forgotten_million_is_warned_of_at_the_first_figure(plan: Program, value: str, warned: bool) -> None:
    """From 0 to 500,000, where a hundred times off is 50 million or more, or as little as 1."""
    said = plan.run("record", "savings", value).err
    assert ("warning" in said and "a hundred times off 500,000 or further" in said) is warned


@pytest.mark.parametrize(
    ("value", "expected"),
    [("+2pp", 72), ("-1.5 pp", 68.5), ("\N{MINUS SIGN}3 percentage points", 67), ("+1 point", 71), ("-70 pts", 0)],
)
def test_points_of_a_percentage_are_a_change(program: Program, value: str, expected: float) -> None:
    """More of them or fewer, without a question; without a sign they are no value, nor are they one of a number."""
    program.done("goal", "add", "Coverage", "--from", "60%", "--to", "80% by 2030", "--since", "2023-12-31")
    program.done("record", "coverage", "70%", "--on", "2024-01-31")
    assert "= 70 " in program.run("record", "coverage", value, "--on", "2024-02-29").err
    assert _last(program) == expected
    assert program.run("record", "coverage", value.lstrip("+-\N{MINUS SIGN}")).code == 1
    program.done("record", "-", stdin="coverage +1pp 2024-03-31\ncoverage +1pp 2024-04-30\n")
    assert _last(program) == expected + 2
    program.done("goal", "add", "Weight", "--from", "82 kg", "--to", "78 kg by 2030", "--since", "2023-12-31")
    assert program.run("record", "weight", value).code == 1


@pytest.mark.parametrize("value", ["3 new", "3 more", "3 new projects", "3 additional projects", "another 3"])
def test_so_many_more_of_what_adds_up_is_that_number(program: Program, value: str) -> None:
    """Each figure of a total is what came to it; of a level it is a change, which is written as one."""
    program.done("goal", "add", "Projects", "--from", "4 projects", "--to", "10 new projects by 2030")
    program.done("record", "projects", value)
    assert _last(program) == 3
    program.done("goal", "add", "Partners", "--from", "4", "--to", "30 by 2030", "--measure", "level")
    refused = program.run("record", "partners", value.replace(" projects", ""))
    assert "is a change, and partners is a level" in refused.err
    program.done(*refused.err.split("for the change: coopctl ")[1].split())
    assert _last(program) == 7


@pytest.mark.parametrize(("unit", "value"), [("new patients", "3 new patients"), ("patients", "3 new cases")])
def test_new_may_be_a_part_of_the_unit(program: Program, unit: str, value: str) -> None:
    program.done("goal", "add", "Care", "--to", f"300 {unit} by 2030", "--measure", "total", "--unit", unit)
    assert (program.run("record", "care", value).code == 0) == ("cases" not in value)
