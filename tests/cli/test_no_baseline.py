"""A baseline that says none: no value, nothing, or none of the things that are counted."""

import json
import re
import shlex

import pytest

from running import Program


def _baseline(program: Program) -> object:
    return json.loads(program.done("status", "-o", "json"))["goals"][0]["baseline"]["value"]


@pytest.mark.parametrize("promise", ["10 projects by 2027", "2 visits per year by 2027", "10 by 2027", "$5000 by 2027"])
def test_none_is_asked_about(program: Program, promise: str) -> None:
    """It may be no value, or nothing; it is open, and the call that is told makes it nothing."""
    told = program.run("goal", "add", "A", "--from", "none", "--to", promise, "--since", "2024-12-31").err
    assert _baseline(program) is None
    call = re.search(r"there are none yet: `coopctl (.*?)`", told)
    assert call
    program.done(*shlex.split(call[1]))
    assert _baseline(program) == 0


@pytest.mark.parametrize("promise", ["80% by 2027", "at least 80% by 2027"])
@pytest.mark.parametrize("start", ["none", "TBD", "-"])
def test_none_of_a_percentage_is_no_value(program: Program, start: str, promise: str) -> None:
    assert "there are none" not in program.run("goal", "add", "A", "--from", start, "--to", promise).err
    assert _baseline(program) is None


@pytest.mark.parametrize(("start", "value"), [("no projects", 0), ("No project", 0), ("nil", 0), ("no data", None)])
def test_no_things_are_nothing(program: Program, start: str, value: object) -> None:
    program.done("goal", "add", "A", "--from", start, "--to", "10 projects by 2030")
    assert _baseline(program) == value


def test_the_first_baseline_names_the_unit(program: Program) -> None:
    """Of a change of so many percent nothing has said what it is of; `undo` takes the unit back with the baseline."""
    assert program.run("goal", "add", "Exports up 20% by 2030").code == 0
    before = program.run("goal", "show", "exports", "-o", "json").out
    assert program.run("goal", "baseline", "exports", "$4bn", "--on", "2025").code == 0
    promise = json.loads(program.run("goal", "show", "exports", "-o", "json").out)["goals"][0]
    assert (promise["unit"], promise["target"]["value"]) == ("USD", 4_800_000_000)
    assert program.run("goal", "baseline", "exports", "4bn EUR", "--on", "2025").code == 1
    assert program.run("undo").code == 0
    assert program.run("goal", "show", "exports", "-o", "json").out == before


def test_a_sentence_that_waits_for_its_baseline_stands_once_in_its_row(program: Program) -> None:
    """What is promised relative to a baseline to come is its title, too; a title of its own stands beside it."""
    program.done("goal", "add", "Halve food waste by 2030")
    program.done("goal", "add", "Exports, up 20% over two years")
    halve, exports = (line for line in program.done("status").splitlines() if "waste" in line or "Exports" in line)
    assert (halve.count("Halve food waste"), "no baseline" in halve) == (1, True)
    assert "up 20% over two years" in exports
