"""`import --save-map NAME` and `--map NAME`: the columns of a file, kept in the plan for the next of its kind."""

import json

import pytest

from coopctl.output import Terminal
from running import Program

_FILE = "Series,Amount,Booked,Paid\nlevel,5,{month},{month}\n"


@pytest.fixture
def plan(program: Program) -> Program:
    program.done("init", "--date", "2023-12-31")
    program.done("goal", "add", "level", "--from", "1", "--to", "9 by 2030")
    return program


def test_a_map_is_kept_and_used(plan: Program) -> None:
    """Two columns hold dates: said once, the map says it for the next file, and undo takes it back."""
    assert plan.run("import", "-", stdin=_FILE.format(month="2024-01")).code == 1
    plan.done("import", "-", "--map", "date=Paid", "--save-map", "bank", stdin=_FILE.format(month="2024-01"))
    assert plan.done("import", "-", "--map", "bank", stdin=_FILE.format(month="2024-02")) == "1 figure recorded\n"
    exported = json.loads(plan.done("export", "--plan"))
    assert exported["plan"]["maps"] == {"bank": {"date": "Paid", "goal": "Series", "value": "Amount"}}
    plan.done("undo")
    plan.done("undo")
    assert plan.run("import", "-", "--map", "bank", stdin=_FILE.format(month="2024-02")).code == 2


def test_names_of_goals_are_kept_with_it(plan: Program) -> None:
    """What --rename says holds for the next file, unless it says something else then."""
    text = "Series,Year,Value\nMost of it,{},5\n"
    plan.done("import", "-", "--rename", "Most of it=level", "--save-map", "bank", stdin=text.format(2024))
    assert plan.done("import", "-", "--map", "bank", stdin=text.format(2023)) == "1 figure recorded\n"
    plan.done("goal", "add", "other", "--from", "1", "--to", "9 by 2030")
    plan.done("import", "-", "--map", "bank", "--rename", "Most of it=other", stdin=text.format(2023))
    plan.done("goal", "remove", "level", "--yes")
    assert "there is no goal 'Most of it'" in plan.run("import", "-", "--map", "bank", stdin=text.format(2022)).err


def test_a_dry_run_keeps_none(plan: Program) -> None:
    plan.done(
        "import", "-", "--dry-run", "--map", "date=Paid", "--save-map", "bank", stdin=_FILE.format(month="2024-01")
    )
    assert "maps" not in json.loads(plan.done("export", "--plan"))["plan"]


def test_a_name_is_no_map(plan: Program) -> None:
    refused = plan.run("import", "-", "--map", "date=Paid", "--save-map", "a=b", stdin=_FILE.format(month="2024-01"))
    assert (refused.code, "is not a name" in refused.err) == (2, True)
    assert plan.done("log", "-o", "jsonl") == ""


def test_a_name_that_is_not_kept(plan: Program) -> None:
    refused = plan.run("import", "-", "--map", "bank", stdin=_FILE.format(month="2024-01"))
    assert (refused.code, "--save-map" in refused.err) == (2, True)


def test_a_name_that_is_not_kept_is_refused_with_those_that_are(plan: Program) -> None:
    """Whoever comes next sees what the last one called it."""
    rows = _FILE.format(month="2024-01")
    before = plan.run("import", "-", "--map", "bnak", stdin=rows).err
    plan.done("import", "-", "--map", "date=Paid", "--save-map", "bank", stdin=rows)
    after = plan.run("import", "-", "--map", "bnak", stdin=rows)
    assert (after.code, "--save-map NAME" in before, "those kept are bank" in after.err) == (2, True, True)


def test_on_a_screen_the_columns_are_a_table(plan: Program) -> None:
    """What is read as what is shown before anything is stored; of columns of values all are named."""
    plan.terminal = Terminal(width=80)
    wide = plan.done("import", "-", "--dry-run", stdin="Series,2023,2024\nlevel,5,6\n")
    assert [line.split() for line in wide.splitlines()[2:4]] == [["goal", "Series"], ["value", "2023,", "2024"]]
