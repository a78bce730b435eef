"""Several plans in one status: a line each, and never a sum across them."""

import json

import pytest

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


def test_what_does_not_go_together_is_refused(plans: Program) -> None:
    """Goals and filters are of one plan, and a folder without plans is named."""
    assert plans.run("status", "roads", "--in", ".").code == 2
    (plans.folder / "empty").mkdir()
    assert plans.run("status", "--in", "empty").code == 1


def test_every_plan_of_a_database(plans: Program, database: str) -> None:
    """A database without a plan's name stands for all of its plans."""
    for name in ("north", "south"):
        assert plans.run("init", "--title", name, "--file", f"{database}?plan=portfolio-{name}").code == 0
    shown = json.loads(plans.done("status", "--in", database, "-o", "json"))["plans"]
    assert {"portfolio-north", "portfolio-south"} <= {one["plan"] for one in shown}
