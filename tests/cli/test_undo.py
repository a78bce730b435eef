"""undo, redo and the list of what was done."""

import json
from typing import Any

import pytest
from rich.cells import cell_len

from coopctl.output import Terminal
from running import Program


@pytest.fixture
def told(program: Program) -> Program:
    """A plan with a goal, an owner, two figures and an import, each a minute after the last."""
    program.done("init", "--title", "Partnership", "--date", "2024-08-01")
    program.done("goal", "add", "trade", "--from", "250M USD", "--to", "300M USD by 2026-07-31")
    program.done("record", "trade", "256M", "--on", "2024-12-31", "--who", "Bat")
    program.done("goal", "edit", "trade", "--owner", "Trade desk")
    program.done("import", "-", stdin="goal,value,date\ntrade,258M,2025-03-31\ntrade,260M,2025-05-31\n")
    return program


def state(program: Program) -> Any:
    """Everything that undo and redo may change, without the moments."""
    goals = json.loads(program.done("status", "-o", "json"))["goals"]
    return [(goal["id"], goal["owner"], goal["reading"]) for goal in goals]


def acts(program: Program) -> list[tuple[str, str]]:
    told = json.loads(program.done("undo", "--list", "-o", "json"))["acts"]
    return [(one["what"].split(" (")[0], one["state"]) for one in told]


def test_redo_walks_the_way_back(told: Program) -> None:
    """Undo all four, redo all four: each step is the state that was."""
    states = [state(told)]
    for _ in range(4):
        told.done("undo")
        states.append(state(told))
    assert told.run("undo").code == 1
    for past in reversed(states[:-1]):
        told.done("redo")
        assert state(told) == past
    refused = told.run("redo")
    assert (refused.code, refused.out) == (1, "")
    assert "nothing to redo" in refused.err


def test_undo_and_redo_again_and_again(told: Program) -> None:
    before = state(told)
    for _ in range(3):
        assert told.done("undo") == "undone: import of 2 figures\n"
        assert state(told) != before
        assert told.done("redo") == "redone: import of 2 figures\n"
        assert state(told) == before


def test_what_was_done_since_closes_the_way(told: Program) -> None:
    told.done("undo")
    told.done("record", "trade", "259M", "--on", "2025-06-30")
    assert told.run("redo").code == 1
    name = next(one["name"] for one in json.loads(told.done("undo", "--list", "-o", "json"))["acts"] if one["undoes"])
    assert told.done("undo", name).startswith("undone: undo of ")
    assert state(told)[0][2]["value"] == 259_000_000
    assert len(told.done("export").splitlines()) == 5


def test_undo_tells_what_it_took_and_what_it_takes_next(told: Program) -> None:
    result = told.run("undo")
    assert result.out == "undone: import of 2 figures\n"
    assert result.err.splitlines() == ["to bring it back: coopctl redo", "the next undo takes: goal edit trade"]


def test_the_list_marks_the_next_and_what_was_undone(told: Program) -> None:
    told.done("undo")
    assert [state for _, state in acts(told)] == ["stands", "undone", "next to undo", "stands", "stands"]
    assert [what for what, _ in acts(told)][1:] == [
        "import of 2 figures",
        "goal edit trade",
        "record trade 256000000 for 2024-12-31",
        "goal add trade",
    ]
    assert "next to undo" in told.done("undo", "--list")
    assert len(told.done("undo", "--list", "--limit", "2", "-o", "jsonl").splitlines()) == 2


def test_a_named_change_is_taken_back_and_later_ones_stay(told: Program) -> None:
    """The owner goes, the figures of the import stay; redo brings the owner back."""
    told.done("undo", "plan-2")
    assert [(owner, reading["value"]) for _, owner, reading in state(told)] == [("", 260_000_000)]
    told.done("redo")
    assert [owner for _, owner, _ in state(told)] == ["Trade desk"]


def test_a_named_figure_is_taken_back(told: Program) -> None:
    name = next(
        one["name"] for one in json.loads(told.done("undo", "--list", "-o", "json"))["acts"] if "record" in one["what"]
    )
    told.done("undo", name[:6])
    assert "256,000,000" not in told.done("export")
    again = told.run("undo", name[:6])
    assert (again.code, again.out) == (1, "")
    assert "was taken back already" in again.err


@pytest.mark.parametrize(
    ("later", "name", "message"),
    [
        (("goal", "edit", "trade", "--note", "x"), "plan-2", "trade was changed again since"),
        (("goal", "list"), "plan-1", "trade was changed again since"),
        (("goal", "list"), "plan-", "is the start of several"),
        (("goal", "list"), "plan-9", "nothing that was done is named 'plan-9'"),
        (("goal", "list"), "", "nothing that was done is named ''"),
    ],
)
def test_what_cannot_be_taken_back_is_refused(told: Program, later: tuple[str, ...], name: str, message: str) -> None:
    told.done(*later)
    before = state(told)
    refused = told.run("undo", name)
    assert (refused.code, refused.out) == (1, "")
    assert message in refused.err
    assert ("write more of it" if name == "plan-" else "undo --list") in refused.err
    assert state(told) == before


def test_a_goal_with_figures_and_a_group_with_goals_stay(program: Program) -> None:
    program.done("group", "add", "area:trade")
    program.done("goal", "add", "trade", "--from", "1", "--to", "2 by 2030", "--group", "area:trade")
    program.done("record", "trade", "1.5")
    assert "trade has figures since" in program.run("undo", "plan-2").err
    assert "goals are in area:trade since" in program.run("undo", "plan-1").err
    program.done("undo")
    assert program.done("undo") == "undone: goal add trade\n"


def test_goals_come_back_where_they_stood(program: Program) -> None:
    for name in ("one", "two", "three"):
        program.done("goal", "add", name, "--from", "1", "--to", "2 by 2030")
    program.done("goal", "remove", "two", "--yes")
    program.done("goal", "edit", "three", "--owner", "B")
    program.done("undo", "plan-4")
    assert [goal["id"] for goal in json.loads(program.done("goal", "list", "-o", "json"))["goals"]] == [
        "one",
        "two",
        "three",
    ]


def test_changes_are_listed_old_to_new(told: Program) -> None:
    told.done("goal", "retarget", "trade", "--to", "320M USD by 2026-07-31", "--why", "a better year")
    told.done("plan", "edit", "--title", "Partners")
    listed = json.loads(told.done("log", "--changes", "-o", "json"))["changes"]
    assert [(one["item"], one["field"], one["old"], one["new"]) for one in listed[:4]] == [
        ("plan", "title", "Partnership", "Partners"),
        ("trade", "target", "300M USD by 2026-07-31", "320M USD by 2026-07-31"),
        ("trade", "owner", "", "Trade desk"),
        (
            "trade",
            "goal",
            "",
            "level; from 250,000,000 USD on 2024-08-01; target 300,000,000 USD on 2026-07-31; path linear",
        ),
    ]
    assert "Trade desk" in told.done("log", "--changes")
    assert told.done("log", "--changes", "--limit", "1").count("plan-") == 1


def test_changes_of_a_goal_are_its_own(told: Program) -> None:
    """Who names a goal is shown its changes alone, newest first, whatever else was changed since; and by whom."""
    told.done("plan", "edit", "--title", "Partners", "--who", "Ministry")
    told.done("goal", "add", "jobs", "--from", "1", "--to", "2 by 2030", "--who", "Labour")
    for arguments in (("trade",), ("--owner", "trade desk"), ("trade", "--limit", "1")):
        items = {one["item"] for one in json.loads(told.done("log", "--changes", "-o", "json", *arguments))["changes"]}
        assert items == {"trade"}
    table = told.done("log", "--changes")
    assert [who in table for who in ("Ministry", "Labour")] == [True, True]
    told.done("goal", "archive", "jobs", "--why", "done")
    assert "Labour" in told.done("log", "--changes", "jobs")
    assert told.run("log", "--changes", "job-fairs").code == 1
    told.done("group", "add", "area:health", "--title", "Health")
    assert "none of these goals was changed" in told.done("log", "--changes", "--match", "nothing like it")


@pytest.mark.parametrize("width", [45, 80, 140, None])
def test_who_changed_a_target_and_why_is_seen_at_every_width(told: Program, width: int | None) -> None:
    """It stands beside the change, or below it, once for all the fields of one change."""
    told.done("goal", "retarget", "trade", "--to", "320M USD by 2026-07-31", "--why", "a wet year", "--who", "Minister")
    told.done("goal", "edit", "trade", "--note", "n", "--tag", "t", "--who", "Clerk")
    told.terminal = Terminal(width)
    shown = " ".join(told.done("log", "--changes", "--limit", "2").split())
    words = ("Minister", "a wet year", "Clerk", "goal edit trade")
    assert [shown.count(word) for word in words] == [1, 1, 1, 1], shown


def test_what_was_not_known_is_not_said_to_be_missing(told: Program) -> None:
    """Who looks from a day before the first figure is told that, and not to record one."""
    refused = told.run("log", "--known-at", "2001-01-01")
    assert (refused.code, refused.err) == (0, "no figure was recorded by 2001-01-01\n")


def test_a_number_is_no_key(told: Program) -> None:
    """`undo 3` may mean three acts, and never the one whose key starts so; nor does `retract`."""
    before = state(told)
    for one in json.loads(told.done("log", "-o", "json"))["figures"]:
        for size in (1, 2, 3):
            assert told.run("undo", one["key"][:size]).code == told.run("retract", one["key"][:size]).code == 1
    assert state(told) == before


def test_an_untouched_plan_says_so(program: Program) -> None:
    program.done("init")
    assert "nothing was done to this plan yet" in program.done("undo", "--list")
    assert "nothing in this plan was changed" in program.done("log", "--changes")


def test_undo_takes_back_what_is_mine(program: Program) -> None:
    """What others did is left alone, and said; --anyone takes the last back, whosever it is; so does redo."""
    program.who = "Bat"
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    program.done("record", "trade", "260", "--who", "Customs")
    program.who = "Ana"
    program.done("record", "trade", "265")
    program.done("goal", "edit", "trade", "--note", "of Ana")
    program.who = "Bat"
    assert program.done("undo").startswith("undone: record trade 260")
    assert program.done("redo").startswith("redone: record trade 260")
    program.who = "Eve"
    refused = program.run("undo")
    assert (refused.code, "nothing of yours (Eve)" in refused.err, "undo --anyone" in refused.err) == (1, True, True)
    assert program.done("undo", "--anyone").startswith("undone: goal edit trade")
    assert program.done("undo", "--anyone").startswith("undone: record trade 265")
    whos = [line.split("\t")[2] for line in program.done("undo", "--list", "-o", "tsv").splitlines()[1:]]
    assert whos[-4:] == ["Ana", "Ana", "Customs", "Bat"]
    changes = program.done("log", "--changes", "-o", "tsv")
    assert all(name in changes for name in ("Bat", "Ana", "Eve"))


def test_a_change_says_whose_it_is(program: Program) -> None:
    """--who says it for one call."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    program.done("goal", "edit", "trade", "--note", "x", "--who", "Deputy")
    assert "Deputy" in program.done("log", "--changes", "-o", "tsv")


def test_a_file_of_the_first_version_is_undone_all_the_way(program: Program) -> None:
    """Its changes had no ids, named one another by number, and listed every goal: they are taken back all the same."""
    program.done("init")
    for name in ("a", "b", "c"):
        program.done("goal", "add", name, "--from", "1", "--to", "2 by 2030")
    program.done("goal", "remove", "b", "--yes")
    program.done("undo")
    file = program.folder / "coop.json"
    tables = json.loads(file.read_bytes())
    tables["plan"]["1"] = {name: field for name, field in tables["plan"]["1"].items() if name != "id"} | {"schema": 1}
    numbers = {change["id"]: int(place) for place, change in tables["changes"].items()}
    names: list[str] = []
    orders: list[list[str]] = []
    for change in tables["changes"].values():
        orders.append(list(names))
        added = change["what"].removeprefix("goal add ")
        names = (
            [*names, added]
            if added != change["what"]
            else ["a", "c"]
            if "undo" not in change["what"]
            else ["a", "b", "c"]
        )
        change.pop("id")
        change["back"].pop("dropped_goals", None)
        change["back"]["goal_order"] = orders[-1]
        if "undoes" in change:
            change["undoes"] = numbers[change["undoes"]]
    file.write_text(json.dumps(tables))
    assert "nothing is wrong" not in program.run("doctor").out  # it is not in line form
    assert program.done("undo", "--list", "-o", "tsv").count("undone") == 1
    for name in ("c", "b", "a"):
        assert program.done("undo") == f"undone: goal add {name}\n"
    assert json.loads(file.read_bytes())["plan"]["1"]["schema"] == 2


def test_goals_added_one_by_one_do_not_grow_the_journal(program: Program) -> None:
    """Each change names what it adds, not every goal that is there."""
    program.done("init")
    sizes = []
    for number in range(12):
        before = (program.folder / "coop.json").stat().st_size
        program.done("goal", "add", f"goal-{number:02}", "--from", "1", "--to", "2 by 2030")
        sizes.append((program.folder / "coop.json").stat().st_size - before)
    assert max(sizes[1:]) - min(sizes[1:]) <= 4


def test_the_card_of_a_goal_has_only_figures_that_stand(told: Program) -> None:
    """What was undone is in the log alone."""
    told.done("record", "trade", "299M", "--on", "2025-06-30")
    told.done("undo")
    card = told.done("goal", "show", "trade")
    assert "299,000,000" not in card
    assert "no value" not in card
    assert "260,000,000 USD for 2025-05-31" in card


def test_a_named_undo_leaves_later_changes_of_others_alone(program: Program) -> None:
    """An earlier change is taken back by itself: what was changed of another goal since stays as it is."""
    for goal in ("roads", "books"):
        program.done("goal", "add", goal, "--from", "0", "--to", "100 by 2027")
    program.done("goal", "edit", "roads", "--owner", "Ministry")
    program.done("goal", "edit", "books", "--owner", "Library")
    program.done("undo", "plan-3")
    assert program.done("goal", "list", "--columns", "id,owner", "-o", "csv") == "id,owner\nroads,\nbooks,Library\n"
    program.done("redo")
    owners = "id,owner\nroads,Ministry\nbooks,Library\n"
    assert program.done("goal", "list", "--columns", "id,owner", "-o", "csv") == owners


def test_the_figure_of_a_stage_is_named_by_it(program: Program) -> None:
    """It was `record visa 1`, a number that nobody has typed."""
    program.done("goal", "add", "visa", "--from", "draft", "--to", "signed of draft < talks < signed by 2030")
    program.done("record", "visa", "talks")
    assert "record visa talks for 2025-07-01" in program.done("undo", "--list")
    assert program.done("undo").startswith("undone: record visa talks for 2025-07-01")


@pytest.mark.parametrize("value", ["-3", "1.5", "7"])
def test_a_figure_that_is_no_stage_of_the_goal_with_its_id_is_told_as_a_number(program: Program, value: str) -> None:
    """Undo was a fault where a goal with stages had taken the id of one with numbers, and 1.5 was a stage's name."""
    program.done("goal", "add", "visa", "--from", "1", "--to", "5 by 2030")
    program.done("record", "visa", f"={value}")
    program.done("goal", "remove", "visa", "-y")
    program.done("goal", "add", "visa", "--from", "draft", "--to", "signed of draft < talks < signed by 2030")
    assert f"record visa {value} for 2025-07-01" in program.done("undo", "--list")
    program.done("undo")
    program.done("undo")
    assert program.done("undo").startswith(f"undone: record visa {value} for 2025-07-01")


@pytest.mark.parametrize("width", [72, 80, 100, 140])
def test_the_id_of_what_was_changed_is_whole_at_every_width(program: Program, width: int) -> None:
    goals = ("girls-completing-grade-6", "a", "percentage-of-households-in-the-five")
    for goal in goals:
        program.done("goal", "add", goal, "--from", "TBD", "--to", "67.8% by 2030")
        program.done("goal", "baseline", goal, "23.4%")
    program.terminal = Terminal(width=width)
    told = program.done("log", "--changes")
    assert all(cell_len(line) <= width for line in told.splitlines())
    assert all(told.count(goal) >= 2 for goal in goals), told
