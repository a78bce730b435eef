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
    ("said", "month"),
    [("July", 7), ("oct.", 10), ("07", 7), ("Août", 8), ("1", 1), ("13", 0), ("Quarter", 0), ("0", 0)],
)
def test_a_fiscal_year_starts_in_a_month_by_its_number_or_name(program: Program, said: str, month: int) -> None:
    made = program.run("init", "--fiscal-start", said)
    assert (made.code, "is not a month" in made.err) == ((0, False) if month else (2, True)), made.err
    if month:
        program.done("plan", "edit", "--fiscal-start", "3")
        program.done("plan", "edit", "--fiscal-start", said)
        assert f"fiscal year starts in month {month}" in program.done("plan", "show")


@pytest.mark.parametrize(
    ("on", "edit", "told"),
    [
        ("FY2024", ("--fiscal-start", "10"), "for FY2024 keep the days they were recorded for: FY2024 ended on 2024"),
        ("FY2025-Q1", ("--fiscal-start", "7"), "FY2025-Q1 ended on 2025-03-31, and ends on 2024-09-30 now"),
        ("2025-W05", ("--week-start", "sunday"), "2025-W05 ended on 2025-02-02, and ends on 2025-02-01 now"),
        ("2025-W05", ("--fiscal-start", "10"), ""),
        ("FY2024", ("--week-start", "sunday"), ""),
        ("FY2024", ("--fiscal-start", "1"), ""),
        ("2025-Q1", ("--fiscal-start", "10", "--week-start", "sunday"), ""),
        ("2025-06-30", ("--fiscal-start", "10", "--title", "Other"), ""),
    ],
)
def test_figures_whose_period_is_other_days_by_another_calendar_are_named(
    program: Program, on: str, edit: tuple[str, ...], told: str
) -> None:
    """A sum of FY2024 counted for FY2025 from then on, and nothing said so."""
    program.done("goal", "add", "x", "--from", "1", "--to", "5 by 2030", "--since", "2024-01-01")
    for value, period in (("2", on), ("3", "2025-05-01"), ("4", on)):
        more = ("--replaces", program.records("log")[-1]["key"]) if value == "4" else ()
        program.done("record", "x", value, "--on", period, *more)
    said = program.run("plan", "edit", *edit).err
    assert ("warning: 1 figure for" in said, told in said) == (bool(told), True)


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
