"""`checkin`: what is asked, what each answer does, and what is left when one leaves."""

import json

import pytest

from running import Program


@pytest.fixture
def told(program: Program) -> Program:
    """Two goals that owe figures on 1 July 2025: one for two quarters, one for a month."""
    program.done("init", "--title", "Partnership", "--date", "2024-12-31")
    quarterly = ("--cadence", "quarterly", "--owner", "Trade desk")
    program.done("goal", "add", "trade", "--from", "250M USD", "--to", "300M USD by 2026-12-31", *quarterly)
    program.done("goal", "add", "kept", "--to", "at least 90%", "--cadence", "monthly")
    for month in range(1, 6):
        program.done("record", "kept", "91%", "--on", f"2025-0{month}")
    return program


def values(program: Program) -> list[tuple[str, str, object, str]]:
    figures = json.loads(program.done("log", "-o", "json"))["figures"]
    return [(one["goal"], one["on"], one["value"], one["note"]) for one in reversed(figures)][5:]


def test_it_walks_through_what_is_due(told: Program) -> None:
    """The most urgent goal comes first, quarter after quarter; a figure is asked for again where it is none."""
    answers = "lots\n262M\nas published\n264M\n\n92%\n\n"
    result = told.run("checkin", stdin=answers, tty=True)
    assert result.code == 0
    assert values(told) == [
        ("trade", "2025-03-31", 262_000_000, "as published"),
        ("trade", "2025-06-30", 264_000_000, ""),
        ("kept", "2025-06-30", 92, ""),
    ]
    assert result.out.endswith("3 answers stored\n")
    asked = result.err.splitlines()
    assert asked[0] == "1 of 2: Trade (trade)"
    assert asked[1] == "  figure for 2025-03-31, due by 31 Mar 2025, overdue by 92 days"
    assert asked[2] == "  none yet; the baseline is 250M USD; promised by then 256M USD"
    assert "'lots'" in result.err
    assert told.run("checkin", tty=True).out == "nothing is due\n"


def test_skip_leaves_a_goal_and_quit_leaves_the_rest(told: Program) -> None:
    result = told.run("checkin", stdin="skip\nquit\n", tty=True)
    assert (result.code, values(told)) == (0, [])
    assert "2 of 2: Kept" in result.err


def test_each_answer_is_stored_at_once(told: Program) -> None:
    """Whoever hangs up after the first answer has given it."""
    result = told.run("checkin", stdin="262M\n\n", tty=True)
    assert (result.code, result.out.splitlines()[-1]) == (0, "1 answer stored")
    assert values(told) == [("trade", "2025-03-31", 262_000_000, "")]


def test_what_is_not_available_is_not_asked_for_again(told: Program) -> None:
    """It is an entry without a value, with the reason in the log alone, and undo takes it back."""
    told.run("checkin", "trade", stdin="n/a\nlate\nquit\n", tty=True)
    assert values(told) == [("trade", "2025-03-31", None, "")]
    assert told.done("export").splitlines()[6].endswith(",yes,late")
    again = told.run("checkin", "trade", stdin="quit\n", tty=True)
    assert "figure for 2025-06-30" in again.err
    assert told.done("undo").startswith("undone: trade has no figure for 2025-03-31")
    assert "figure for 2025-03-31" in told.run("checkin", "trade", stdin="quit\n", tty=True).err
    for words in (("status",), ("export", "-o", "iati"), ("export", "-o", "sdmx-csv"), ("report",), ("diff",)):
        told.done(*words)


def test_only_those_of_an_owner(told: Program) -> None:
    assert "1 of 1: Trade" in told.run("checkin", "--owner", "trade desk", stdin="quit\n", tty=True).err


def test_off_a_terminal_it_says_how_to_do_the_same(told: Program) -> None:
    """What it says works: the list of what is due, filled in, is imported."""
    refused = told.run("checkin")
    assert (refused.code, refused.out) == (2, "")
    assert "coopctl due -o tsv > due.tsv; fill in the column value; coopctl import due.tsv --skip-bad" in refused.err
    listed = told.done("due", "-o", "tsv").splitlines()
    filled = [listed[0], *(line + "262M" if line.startswith("trade\t") else line for line in listed[1:])]
    (told.folder / "due.tsv").write_text("\n".join(filled) + "\n", "utf-8")
    told.run("import", "due.tsv", "--skip-bad")
    assert values(told) == [("trade", "2025-03-31", 262_000_000, "")]


def test_stages_are_named_and_a_plan_without_cadences_is_told_how_to_give_them(program: Program) -> None:
    program.done("init", "--date", "2024-12-31")
    program.done("goal", "add", "treaty", "--from", "proposed", "--to", "signed of proposed < negotiating < signed")
    idle = program.run("checkin", tty=True)
    assert (idle.code, idle.out) == (0, "nothing is due\n")
    assert "coopctl goal edit GOAL --cadence quarterly" in idle.err
    program.done("goal", "edit", "treaty", "--cadence", "quarterly")
    result = program.run("checkin", stdin="nego\n\nquit\n", tty=True)
    assert "stages: proposed < negotiating < signed" in result.err
    assert "1 answer stored" in result.out
