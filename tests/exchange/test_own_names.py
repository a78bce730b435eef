"""Columns that are called as goals are, and objects that leave fields out."""

import json

import pytest

from running import Program

_STATEMENT = "Posting Date,Text,Amount,Balance\n2024-03-18,Card,-80.5,3409.8\n2024-03-15,Salary,2590,3490.3\n"


def _figures(program: Program) -> list[tuple[str, float]]:
    lines = map(json.loads, program.done("export", "-o", "jsonl").splitlines())
    return [(one["goal"], one["value"]) for one in lines]


def _goal(program: Program, title: str) -> None:
    program.done("goal", "add", title, "--from", "1", "--to", "9000 by 2030")


@pytest.mark.parametrize("options", [(), ("--goal", "balance")])
def test_a_column_called_as_the_goal_is_goes_before_one_called_amount(
    program: Program, options: tuple[str, ...]
) -> None:
    """Also where --goal names the goal: the amounts of a statement are no balances."""
    program.done("init")
    _goal(program, "Balance")
    program.done("import", "-", *options, stdin=_STATEMENT)
    assert _figures(program) == [("balance", 3409.8), ("balance", 3490.3)]


def test_the_column_of_amounts_stays_for_goals_that_no_column_is_called_as(program: Program) -> None:
    """And so it does where --map names it."""
    program.done("init")
    _goal(program, "Balance")
    _goal(program, "Savings")
    program.done("import", "-", "--goal", "savings", stdin=_STATEMENT)
    program.done("import", "-", "--goal", "balance", "--map", "value=Amount", stdin=_STATEMENT)
    assert sorted(_figures(program)) == [
        ("balance", -80.5), ("balance", 2590), ("savings", -80.5), ("savings", 2590),
    ]  # fmt: skip


def test_with_one_goal_the_columns_of_others_are_left(program: Program) -> None:
    """A file of several habits is read for one of them."""
    program.done("init")
    _goal(program, "Meditate")
    _goal(program, "Wake early")
    program.done("import", "-", "--goal", "meditate", stdin="Date,Meditate,Wake early\n2024-01-25,1,2\n2024-01-24,3,\n")
    assert _figures(program) == [("meditate", 1), ("meditate", 3)]


@pytest.mark.parametrize("name", ["life_expect", "LIFEEXPECT", "lifeExpect", "Life-Expect", "life expect (years)"])
def test_names_run_together_are_those_of_goals(program: Program, name: str) -> None:
    """As programs write the names of columns."""
    program.done("init")
    _goal(program, "Life expect")
    program.done("import", "-", stdin=f"year,pop,{name}\n2021,5,71.5\n2022,6,72\n")
    assert _figures(program) == [("life-expect", 71.5), ("life-expect", 72)]


def test_a_name_run_together_that_is_of_two_goals_is_of_none(program: Program) -> None:
    """And 1.1 is not 11."""
    program.done("init")
    _goal(program, "Goal 1 1")
    _goal(program, "a b c")
    _goal(program, "ab c")
    refused = [program.run("import", "-", stdin=f"year,pop,{name}\n2021,5,71.5\n") for name in ("goal11", "abc")]
    assert [one.code for one in refused] == [1, 1]


_OBJECTS = [{"year": "2021", "wheat": 41}, {"year": "2022", "wheat": 45, "wages": 5}, {"wages": 6, "year": "2023"}]


@pytest.mark.parametrize("options", [(), ("--goal", "wages")])
@pytest.mark.parametrize("lines", [False, True])
def test_an_object_that_leaves_a_field_out_has_nothing_in_it(
    program: Program, options: tuple[str, ...], lines: bool
) -> None:
    """What stands in another field is not taken in its place."""
    program.done("init")
    _goal(program, "Wages")
    text = "\n".join(map(json.dumps, _OBJECTS)) if lines else json.dumps(_OBJECTS)
    program.done("import", "-", *options, stdin=text)
    assert _figures(program) == [("wages", 5), ("wages", 6)]
