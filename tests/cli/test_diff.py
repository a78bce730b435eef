"""`diff`: what changed between two days, as it was known on each or as it is known now."""

import json

import pytest

from coopctl.output import Terminal
from running import Program


@pytest.fixture
def told(program: Program) -> Program:
    """A goal of 2024-08-01 with a figure a quarter, entered on 1 July 2025."""
    program.done("init", "--title", "Partnership", "--date", "2024-08-01")
    program.done(
        "goal", "add", "trade", "--from", "250M USD", "--to", "300M USD by 2026-07-31", "--cadence", "quarterly"
    )
    program.done("goal", "add", "visits", "--from", "0 visits", "--to", "10 visits by 2026", "--measure", "total")
    program.done("record", "trade", "260M", "--on", "2024-12-31")
    program.done("record", "trade", "255M", "--on", "2025-03-31")
    return program


def changes(program: Program, *arguments: str) -> dict[tuple[str, str], tuple[object, object]]:
    told = json.loads(program.done("diff", "-o", "json", *arguments))["changes"]
    return {(one["goal"], one["what"]): (one["before"], one["after"]) for one in told}


def test_two_days_are_compared_as_known_now_where_the_file_is_younger(told: Program) -> None:
    """260 of 250 → 300 after 21% of the time is on track, 255 after 33% is off track."""
    found = changes(told, "--since", "2024-12-31", "--until", "2025-03-31")
    assert found == {("trade", "status"): ("on-track", "off-track"), ("trade", "reading"): (260_000_000, 255_000_000)}
    said = told.done("diff", "--since", "2024-12-31", "--until", "2025-03-31")
    assert "both days as known now: 1 new status, 1 new reading" in said


def test_days_that_are_over_are_compared_as_they_were_known(told: Program) -> None:
    """A figure for March that is entered in July is news in July, unless both days are looked at with one knowledge."""
    told.later(days=60)
    told.done("record", "trade", "280M", "--on", "2025-06-30")
    news = {("trade", "status"): ("off-track", "on-track"), ("trade", "reading"): (255_000_000, 280_000_000)}
    assert news.items() <= changes(told, "--since", "2025-07-15").items()
    aged = changes(told, "--since", "2025-07-15", "--known-at", "today")
    assert {what for _, what in aged} <= {"stale"}


def test_a_figure_that_changes_no_reading_is_told(told: Program) -> None:
    told.later(days=30)
    told.done("record", "trade", "251M", "--on", "2025-01-31")
    assert changes(told, "--since", "2025-07-15") == {("trade", "figures"): (None, 1)}
    assert "251M USD for 2025-01-31" in told.done("diff", "--since", "2025-07-15")


def test_the_figures_of_a_goal_that_was_removed_since_are_counted_as_they_were_known(told: Program) -> None:
    days = ("diff", "--since", "2024-12-31", "--until", "2025-03-31")
    then = told.records(*days)
    assert [one["figures"] for one in then] == [1, 1]
    told.later(days=20)
    told.done("goal", "remove", "trade", "--yes")
    assert told.records(*days, "--known-at", "2025-07-02") == then


def test_a_new_target_a_new_goal_and_one_that_is_gone(told: Program) -> None:
    told.later(days=20)
    told.done("goal", "retarget", "trade", "--to", "320M USD by 2026-07-31", "--why", "a better year")
    told.done("goal", "add", "exports", "--from", "10", "--to", "20 by 2027")
    told.done("goal", "remove", "visits", "--yes")
    found = changes(told, "--since", "2025-07-10")
    assert found["trade", "target"] == ("300M USD by 31 Jul 2026", "320M USD by 31 Jul 2026")
    assert ("exports", "added") in found
    assert ("visits", "removed") in found
    assert "a better year" in told.done("diff", "--since", "2025-07-10", "-o", "md")


def test_what_went_stale_is_told(told: Program) -> None:
    found = changes(told, "--since", "2025-06-01", "--until", "2025-07-01")
    assert found == {("trade", "stale"): ("fresh", "stale")}


def test_nothing_changed(told: Program) -> None:
    assert told.done("diff", "--since", "2025-05-01", "--until", "2025-05-02").endswith("nothing changed\n")


def test_days_out_of_order_are_refused(told: Program) -> None:
    refused = told.run("diff", "--since", "2025-07-01", "--until", "2025-06-01")
    assert (refused.code, refused.out) == (1, "")
    assert "2025-07-01 is not before 2025-06-01" in refused.err


def test_a_mail_is_a_list(told: Program) -> None:
    text = told.done("diff", "--since", "2024-12-31", "--until", "2025-03-31", "-o", "md")
    assert "- **Trade**: ● on track → ▼ off track" in text


@pytest.mark.parametrize("width", [32, 40, 60, 80, 120, None])
def test_every_width_has_the_whole_of_each_change(told: Program, width: int | None) -> None:
    """Reasons, numbers and days stand beside a change or below it; none is cut, and no line is wider than the
    terminal."""
    told.terminal = Terminal(width=width)
    out = told.done("diff", "--since", "2024-12-31", "--until", "2025-03-31")
    assert "● on track → ▼ off track" in out
    words = " ".join(out.split())
    assert ("pace is below 0.60" in words, "…" in words, "hidden" in words) == (True, False, False)
    assert width is None or max(map(len, out.splitlines())) <= width


def test_check_tells_only_what_is_new(told: Program) -> None:
    """Off track since March is not new in July; stale since June is, and so is what March knew nothing of."""
    both = ("check", "--as-of", "2025-07-01", "-o", "jsonl")
    assert told.run(*both, "--fail-on", "off-track").code == 4
    result = told.run(*both, "--fail-on", "off-track", "--new-since", "2025-05-01")
    assert (result.code, result.out) == (0, "")
    assert "nothing new since 2025-05-01 found in 2 goals" in result.err
    assert told.run(*both, "--fail-on", "off-track,stale", "--new-since", "2025-05-01").code == 4
    assert told.run(*both, "--fail-on", "off-track", "--new-since", "2025-01-31").code == 4


@pytest.mark.parametrize("command", ["diff --since", "check --new-since"])
def test_no_hint_names_an_option_that_the_command_does_not_have(told: Program, command: str) -> None:
    """A day to come is no earlier one; `check` has no --since and no --until."""
    result = told.run(*command.split(), "2030-01-01")
    hint = result.err.splitlines()[-1]
    assert (result.code, "give an earlier day" in hint, "--" in hint) == (1, True, False), result.err


def test_a_day_of_several_words_is_no_goal(program: Program) -> None:
    """`1` and `year` were goals, and `ago` August, as it is in Spanish."""
    program.done("goal", "add", "Read 12 books a year")
    year_before = program.today.replace(year=program.today.year - 1)
    for words in ("1 year ago", "a year ago"):
        assert f"{year_before:%-d %b %Y} to " in program.done("diff", *words.split())
    refused = program.run("status", *"1 year ago".split())
    assert refused.err.splitlines()[1] == "hint: write coopctl status --as-of '1 year ago'"


@pytest.mark.parametrize("none", ["none", "never", ""])
def test_a_cadence_is_taken_away(program: Program, none: str) -> None:
    program.done("goal", "add", "x", "--from", "1", "--to", "2 by 2030", "--cadence", "monthly")
    assert "cadence from 1 month to nothing" in program.run("goal", "edit", "x", "--cadence", none).err
