"""A total and its baseline's own day: what is recorded of that day, of periods that end on it, and what is said."""

import json
import re
import shlex

import pytest

from running import Program

OWN = "the baseline's own day"


@pytest.fixture
def projects(program: Program) -> Program:
    """Ten new projects from four."""
    since = ("--since", "2024-12-31")
    program.done("goal", "add", "Projects", "--from", "4 projects", *since, "--to", "10 new projects by 2027")
    return program


def _reading(program: Program, goal: str = "projects") -> object:
    return json.loads(program.done("status", goal, "-o", "json"))["goals"][0]["reading"]["value"]


@pytest.mark.parametrize(
    ("on", "value", "told"),
    [
        ("2024-12-31", 7, f"it is added to the 4 projects of 2024-12-31, {OWN}; if they have it already: coopctl undo"),
        ("2024-12", 4, "as 2024-12 ends with the baseline's day, 2024-12-31"),
        ("2024", 4, "coopctl goal baseline projects '4 projects' --on 2023-12-31"),
        ("2024-Q3", 4, "coopctl goal baseline projects '4 projects' --on 2024-06-30"),
        ("2024-12-30", 4, "coopctl goal baseline projects '4 projects' --on 2024-12-30"),
        ("2025-01-01", 7, ""),
    ],
)
def test_what_a_total_adds_is_said(projects: Program, on: str, value: int, told: str) -> None:
    """An event of that day adds, a period that ends on it does not; the call that is told makes it count."""
    result = projects.run("record", "projects", "3", "--on", on)
    assert _reading(projects) == value
    assert ("note:" in result.err) == bool(told)
    said = result.err.replace("projects 4 --on", "projects '4 projects' --on")
    assert told in said
    call = re.search(r"coopctl (goal baseline .*)", result.err)
    if call:
        projects.done(*shlex.split(call[1]))
        assert _reading(projects) == 7


def test_explain_says_that_the_own_day_is_added(projects: Program) -> None:
    projects.done("record", "projects", "2", "--on", "2025-02-01")
    assert "own day" not in projects.done("explain", "projects")
    projects.done("record", "projects", "3", "--on", "2024-12-31")
    assert "what is recorded for it is added: 3 projects" in projects.done("explain", "projects")


@pytest.mark.parametrize("words", [("--from", "0 teachers"), ()])
def test_the_first_event_of_a_new_plan_counts_without_a_word(program: Program, words: tuple[str, ...]) -> None:
    """Whoever starts from nothing has nothing that could be counted twice."""
    program.done("goal", "add", "Teachers", *words, "--to", "train 500 teachers by 2030", "--measure", "total")
    result = program.run("record", "teachers", "12")
    assert (_reading(program, "teachers"), result.err) == (12, "")
    assert "own day" not in program.done("explain", "teachers")


def test_what_does_not_count_does_not_count_twice(projects: Program) -> None:
    """A figure that is part of the baseline is not warned of as counting twice; one that counts is."""
    projects.done("record", "projects", "3", "--on", "2024-12-31")
    assert "counts twice" not in projects.run("record", "projects", "2", "--on", "2024-12").err
    projects.done("record", "projects", "1", "--on", "2025-01-05")
    assert "counts twice" in projects.run("record", "projects", "2", "--on", "2025-01").err


def test_an_import_tells_the_same(projects: Program) -> None:
    """What is added to the own day and what is history are told apart, with a call that makes all of it count."""
    (projects.folder / "x.csv").write_text("date,value\n2024-12-31,2\n2024-12,3\n2024-Q3,3\n2025-03-31,1\n")
    said = projects.run("import", "x.csv", "--goal", "projects").err
    assert f"a figure of projects is of 2024-12-31, {OWN}, and added to its 4 projects" in said
    assert "2 figures of projects are from before its baseline" in said
    assert _reading(projects) == 7
    call = re.search(r"coopctl (goal baseline .*)", said)
    assert call
    projects.done(*shlex.split(call[1]))
    assert _reading(projects) == 13
