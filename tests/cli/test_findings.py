"""`coopctl check` and `coopctl due`: what wants attention, for people and for cron."""

import json

import pytest

from running import Program


@pytest.fixture
def monthly(program: Program) -> Program:
    """A monthly goal with a lag of 45 days, last recorded for January 2025."""
    program.done("init", "--date", "2024-08-01")
    program.done(
        "goal", "add", "wait", "--title", "Waiting time", "--from", "9 days", "--to", "cut to 3 days by 2026",
        "--cadence", "monthly", "--lag", "45d", "--owner", "Clinic",
    )  # fmt: skip
    program.done("record", "wait", "8", "--on", "2025-01")
    return program


@pytest.mark.parametrize(
    ("as_of", "within", "expected"),
    [
        ("2025-02-27", "0d", []),
        ("2025-02-27", "1d", [("2025-02-28", "2025-04-14", False, 46)]),
        ("2025-02-28", "0d", [("2025-02-28", "2025-04-14", False, 45)]),
        ("2025-04-14", "0d", [("2025-02-28", "2025-04-14", False, 0)]),
        ("2025-04-15", "0d", [("2025-02-28", "2025-04-14", True, -1)]),
    ],
)
def test_a_figure_is_due_by_cadence_and_lag(
    monthly: Program, as_of: str, within: str, expected: list[tuple[str, str, bool, int]]
) -> None:
    """The next figure is for the end of the next month, due 45 days later, and overdue the day after."""
    due = json.loads(monthly.done("due", "--as-of", as_of, "--within", within, "-o", "json"))["due"]
    assert [(one["due_for"], one["due_by"], one["overdue"], one["days_left"]) for one in due] == expected


def test_due_reads_as_a_table(monthly: Program) -> None:
    """The table names goal, figure, day and owner."""
    assert monthly.done("due", "--as-of", "2025-04-24").splitlines()[2] == (
        "Waiting time  2025-02-28  2025-04-14  overdue by 10 days  2025-01-31   Clinic"
    )
    for day, state in (
        ("2025-04-13", "due in 1 day  "),
        ("2025-04-14", "due today  "),
        ("2025-04-15", "overdue by 1 day"),
    ):
        assert state in monthly.done("due", "--as-of", day, "--within", "1d")


def test_nothing_is_due_without_a_cadence(mongolia: Program) -> None:
    """A goal without a cadence owes no figures on a schedule."""
    assert mongolia.done("due", "--within", "10y") == ""


def test_after_the_deadlines_figure_nothing_is_due(monthly: Program) -> None:
    """Once the figure for the deadline is in, the goal owes none any more."""
    monthly.done(
        "goal", "add", "old", "--from", "1", "--to", "2 by 2025-03-31", "--cadence", "monthly", "--since", "2024-12-31"
    )
    monthly.done("record", "old", "2", "--on", "2025-03-31")
    assert [one for one in json.loads(monthly.done("due", "-o", "json"))["due"] if one["goal"] == "old"] == []


def test_check_fails_with_a_line_a_finding(mongolia: Program) -> None:
    """Findings are lines on stdout, and the exit code is 4."""
    result = mongolia.run("check", "--as-of", "2025-06-30")
    assert (result.code, result.out, result.err) == (
        4,
        (
            "joint-military-exercises: on track, stale: there is no figure since the baseline of 2023-12-31, "
            "longer ago than a year\n"
            "environmental-projects: missed: the final reading is short of the target\n"
            "cultural-programs: off track, stale: 0 so far, 4 due by now; "
            "there is no figure since the baseline of 2023-12-31, longer ago than a year\n"
        ),
        "",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "out", "err"),
    [
        (("--fail-on", "achieved"), 0, "", "nothing found in 7 goals as of 2025-06-30\n"),
        (("--fail-on", "achieved", "-q"), 0, "", ""),
        (("--fail-on", "fine"), 2, "", None),
        (("--fail-on", ""), 2, "", None),
        (("--fail-on", "open", "-q", "third"), 4, "third-neighbor-policy: open: the target has no deadline\n", ""),
    ],
)
def test_check_fails_on_what_it_is_told(
    mongolia: Program, arguments: tuple[str, ...], code: int, out: str, err: str | None
) -> None:
    """--fail-on names the statuses; -q is silent where there is nothing."""
    result = mongolia.run("check", "--as-of", "2025-06-30", *arguments)
    assert (result.code, result.out, result.err if err is not None else None) == (code, out, err)


def test_filters_narrow_every_list(monthly: Program) -> None:
    """Owner, tag and text narrow a list; --sort orders it; --columns and --no-header shape it."""
    monthly.done("goal", "add", "b", "--title", "Beds", "--from", "1", "--to", "2 by 2026", "--tag", "health")
    monthly.done("goal", "add", "a", "--title", "Ants", "--from", "1", "--to", "2 by 2027", "--note", "in the ward")

    def ids(*arguments: str) -> list[str]:
        return monthly.done("status", "-o", "csv", "--columns", "id", "--no-header", *arguments).split()

    assert ids("--owner", "clinic") == ["wait"]
    assert ids("--tag", "health") == ["b"]
    assert ids("--match", "WARD") == ["a"]
    assert ids("--sort", "title") == ["a", "b", "wait"]
    assert ids("--sort", "deadline") == ["wait", "b", "a"]
    assert monthly.run("status", "--sort", "colour").code == 2
    assert monthly.run("status", "--columns", "colour").code == 2


def test_columns_choose_and_order_the_table(monthly: Program) -> None:
    """--columns takes the table's headers, in the order given."""
    assert monthly.done("status", "--columns", "status,goal", "--no-header").split() == [
        "▲", "at", "risk,", "stale", "Waiting", "time",
    ]  # fmt: skip


def test_a_stale_finding_says_what_is_overdue(monthly: Program) -> None:
    """A goal that is only stale is found with the day of its last figure and what should have come since."""
    monthly.done("record", "wait", "3", "--on", "2025-01-31")
    assert monthly.run("check", "--as-of", "2025-06-30").out == (
        "wait: achieved, stale: the last figure is of 2025-01-31, the one for 2025-02-28 was due by 2025-04-14\n"
    )
    monthly.done("goal", "add", "level", "--from", "1", "--to", "2 by 2029", "--since", "2023-01-31")
    monthly.done("record", "level", "1.01", "--on", "2024-02-29")
    assert monthly.run("check", "level", "--fail-on", "stale,off-track").out == (
        "level: off track, stale: pace is below 0.60; the last figure is of 2024-02-29, longer ago than a year\n"
    )


def test_one_is_one_goal(program: Program) -> None:
    """Numbers agree with their nouns."""
    program.done("goal", "add", "g", "--from", "1", "--to", "2")
    program.done("record", "g", "1")
    assert program.run("check").err.startswith("nothing found in 1 goal as of")
    assert program.done("status").splitlines()[-1].startswith("1 goal; ")
    assert "with its 1 figure needs a yes" in program.run("goal", "remove", "g").err
