"""`coopctl init`: a title or a place may simply follow."""

import shlex

import pytest

from running import Program


@pytest.mark.parametrize(
    ("words", "file", "title"),
    [
        ((), "coop.json", "Plan"),
        (("Team plan",), "coop.json", "Team plan"),
        (("team.json",), "team.json", "Plan"),
        (("team.json", "--title", "Team plan"), "team.json", "Team plan"),
        (("office", "--title", "Team plan"), "office/coop.json", "Team plan"),
    ],
)
def test_what_follows_is_the_title_or_the_place(
    program: Program, words: tuple[str, ...], file: str, title: str
) -> None:
    """A file of JSON and a folder that is there are places, everything else is a title."""
    (program.folder / "office").mkdir()
    program.done("init", *words)
    shown = program.done("plan", "show", "--file", file)
    assert shown.splitlines()[0] == title


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("--date", "2025-02-02"), "--date 2025-02-02"),
        (("A plan", "--fiscal-start", "7"), "--title 'A plan' --fiscal-start 7"),
        (("--decimal-comma", "--method", "okr"), "--method okr --decimal-comma"),
    ],
)
def test_a_plan_that_is_there_is_changed_by_another_call(program: Program, words: tuple[str, ...], meant: str) -> None:
    program.done("init")
    hint = program.run("init", *words).err.splitlines()[1]
    assert hint == f"hint: to change this plan: coopctl plan edit {meant}; another one needs another --file"
    program.done("plan", "edit", *shlex.split(meant))
    assert program.run("init").err.splitlines()[1] == "hint: give another --file, or import into this one"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("Team plan", "--title", "Plan of the team"), "two titles"),
        (("a.json", "--file", "b.json"), "--file says where"),
        (("mysql://u:secret@h/x",), "a file, not the address of a database"),
        (("postgres://u:secret@localhost:1/x",), "no server answers there"),
    ],
)
def test_two_titles_two_places_and_no_place(program: Program, words: tuple[str, ...], complaint: str) -> None:
    """Nothing is started, and of an address nothing is shown that may be a password."""
    result = program.run("init", *words)
    assert complaint in result.err
    assert "secret" not in result.err
    assert result.code in {2, 3}
    assert list(program.folder.iterdir()) == []
