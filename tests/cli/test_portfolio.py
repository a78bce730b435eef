"""Several plans in one status: a line each, and never a sum across them."""

import json

import pytest

from coopctl.output import Terminal
from running import Program


@pytest.fixture
def plans(program: Program) -> Program:
    """Two plans in files of a folder, one in a folder below, and a file that is no plan."""
    for name, title, value in (("a.json", "Alpha", "10"), ("b.json", "Beta", "90")):
        program.done("init", "--title", title, "--file", name, "--date", "2024-12-31")
        program.done(
            "goal", "add", "Roads", "--from", "0", "--to", "100 by 2026", "--since", "2024-12-31", "--file", name
        )
        program.done("record", "roads", value, "--on", "2025-06-30", "--file", name)
    (program.folder / "below").mkdir()
    program.done("init", "--title", "Gamma", "--file", "below/coop.json")
    (program.folder / "notes.json").write_text("[]")
    return program


def test_a_line_for_each_plan(plans: Program) -> None:
    """Files and folders below are found; each plan has its counts, its progress and its worst goals."""
    found = {one["plan"]: one for one in json.loads(plans.done("status", "--in", ".", "-o", "json"))["plans"]}
    assert {name: (one["title"], one["goals"]) for name, one in found.items() if not one["trouble"]} == {
        "a.json": ("Alpha", 1),
        "b.json": ("Beta", 1),
        "below/coop.json": ("Gamma", 0),
    }
    assert [one["id"] for one in found["a.json"]["worst"]] == ["roads"]
    assert (found["a.json"]["progress"], found["b.json"]["worst"]) == (0.1, [])
    assert found["notes.json"]["trouble"]


def test_people_see_a_table(plans: Program) -> None:
    """The table has the titles and the goals to look at, and says what cannot be read."""
    shown = plans.done("status", "--in", ".", "--in", "b.json")
    assert shown.count("Beta") == 2
    assert "Roads" in shown


def test_plans_by_one_title_are_told_apart_on_a_narrow_terminal(plans: Program) -> None:
    plans.done("plan", "edit", "--title", "Alpha", "--file", "below/coop.json")
    plans.terminal = Terminal(width=80)
    shown = plans.done("status", "--in", ".")
    assert all(name in shown for name in ("Alpha (a.json)", "Alpha (below/coop.json)", "Beta "))
    assert "Beta (" not in shown


def test_what_does_not_go_together_is_refused(plans: Program) -> None:
    """Goals and filters are of one plan, and a folder without plans is named."""
    assert plans.run("status", "roads", "--in", ".").code == 2
    assert plans.run("status", "--in", ".", "--as-of", "soon").code == 1


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (("empty",), "no plan in empty"),
        (("none.json",), "none.json"),
        (("none.json", "notes.json"), "notes.json"),
        (("none", "empty"), "none"),
    ],
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_where_no_plan_can_be_read(plans: Program, places: tuple[str, ...], told: str, form: str) -> None:
    """What is missing or no plan is named, with what to do; nothing is shown, and the shell is told of the file."""
    (plans.folder / "empty").mkdir()
    result = plans.run("status", *(word for place in places for word in ("--in", place)), "-o", form)
    assert (result.code, result.out) == (3, "")
    assert told in result.err
    assert "hint:" in result.err
    assert "init`" not in result.err


def test_files_in_the_place_of_goals(plans: Program) -> None:
    """Files that are named where goals are named are several plans; one that is not there says so in its line."""
    found = json.loads(plans.done("status", "a.json", "b.json", "none.json", "-o", "json"))["plans"]
    assert [(one["plan"], bool(one["trouble"])) for one in found] == [
        ("a.json", False),
        ("b.json", False),
        ("none.json", True),
    ]
    assert plans.run("status", "roads", "a.json").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("record", "roads", "50", "--file", "a.json", "--file", "b.json"),
        ("--file", "a.json", "record", "roads", "50", "--file", "b.json"),
        ("goal", "--file", "a.json", "list", "--file", "b.json"),
    ],
)
def test_two_files_are_refused(plans: Program, words: tuple[str, ...]) -> None:
    """A command works with one plan: which of two files is meant is not guessed, and nothing is written."""
    before = (plans.folder / "b.json").read_bytes()
    result = plans.run(*words)
    assert (result.code, "--file is given twice" in result.err) == (2, True)
    assert (plans.folder / "b.json").read_bytes() == before
    assert plans.run("--file", "a.json", "log", "--file", "a.json").code == 0


def test_every_plan_of_a_database(plans: Program, database: str) -> None:
    """A database without a plan's name stands for all of its plans."""
    for name in ("north", "south"):
        assert plans.run("init", "--title", name, "--file", f"{database}?plan=portfolio-{name}").code == 0
    shown = json.loads(plans.done("status", "--in", database, "-o", "json"))["plans"]
    assert {"portfolio-north", "portfolio-south"} <= {one["plan"] for one in shown}
