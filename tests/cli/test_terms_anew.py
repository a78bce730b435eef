"""Terms that are given anew: a deadline, a baseline or a target of a goal whose text says the old one itself."""

import json
from typing import Any

import pytest

from running import Program

# How goals are added, the value to reach or the least to keep, and where they start.
_ADDED = [
    (("a", "--from", "1", "--to", "5 by 2028"), 5),
    (("a", "--from", "$250 million", "--to", "up 20% over the next two years"), 300_000_000),
    (("a", "--from", "60%", "--to", "at least 80% by 2028"), 80),
    (("a", "--from", "10%", "--to", "25% by 2026, 30% by 2030"), 30),
    (("a", "--from", "draft", "--to", "signed of draft < talks < signed by 2027"), 2),
    (("a", "--from", "1 per year", "--to", "2 per year by 2028"), 2),
    (("a", "--from", "10", "--to", "increase by 30 by 2028"), 40),
    (("Trade volume, $250 million, up 20% over the next two years",), 300_000_000),
    (("Joint exercises, 1 per year, 2 per year by 2028",), 2),
    (("Water loss, 35%, 20% by 2028",), 20),
    (("Reading, from 35% to 50% by 2028",), 50),
    (("Exports from $25 million in 2024 to $40 million by 2028",), 40_000_000),
    (("Active users, 12k -> 20k by end of quarter",), 20_000),
    (("Literacy (baseline 60%, target 75% by 2030)",), 75),
    (("Train 500 teachers by 2028",), 500),
    (("By 2030, 22% of commuters use sustainable transport", "--from", "13.9%"), 22),
]  # fmt: skip


def _goal(program: Program) -> dict[str, Any]:
    goal: dict[str, Any] = json.loads(program.done("status", "-o", "json"))["goals"][0]
    return goal


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two states of a goal differ by the target's text and day alone."""
    terms = ("measure", "period", "unit", "baseline", "path", "stages")
    target = ("value", "strict", "keep", "direction")
    return [one[name] for name in terms] + [one["target"][name] for name in target] == [
        *(other[name] for name in terms),
        *(other["target"][name] for name in target),
    ]


def _steps(goal: dict[str, Any]) -> list[tuple[str, int]]:
    return [(step["deadline"], step["value"]) for step in goal["milestones"]]


@pytest.mark.parametrize(("added", "value"), _ADDED)
def test_a_deadline_moves_by_itself(program: Program, added: tuple[str, ...], value: int) -> None:
    """It is another day, and nothing else; the text says the new one, and `none` takes it away."""
    program.done("goal", "add", *added)
    before = _goal(program)
    assert before["target"]["value"] == value
    program.done("goal", "edit", before["id"], "--by", "2035")
    after = _goal(program)
    assert _same(before, after)
    assert _steps(before) == _steps(after)
    assert (after["target"]["deadline"], after["target"]["text"][-8:]) == ("2035-12-31", " by 2035")
    program.done("goal", "edit", before["id"], "--by", "none")
    assert _same(before, _goal(program))
    assert _goal(program)["target"]["deadline"] is None


@pytest.mark.parametrize(("added", "value"), _ADDED)
def test_a_deadline_moves_by_a_record(program: Program, added: tuple[str, ...], value: int) -> None:
    program.done("goal", "add", *added)
    before = _goal(program)
    stage = before["measure"] == "stage"
    program.done("record", before["id"], "talks" if stage else "1")
    hint = program.run("goal", "edit", before["id"], "--by", "2035").err.splitlines()[1]
    assert hint == f"hint: write coopctl goal retarget {before['id']} --by 2035 --why TEXT"
    program.done("goal", "retarget", before["id"], "--by", "2035", "--why", "TEXT")
    after = _goal(program)
    assert _same(before, after)
    assert (after["target"]["value"], after["target"]["deadline"]) == (value, "2035-12-31")


# A baseline that is corrected after the first figure, and the target then: of a change it moves along.
_REBASED = [
    ("Trade volume, $250 million, up 20% over the next two years", "$240 million", 240_000_000, 288_000_000),
    ("Joint exercises, 1 per year, 2 per year by 2028", "0", 0, 2),
    ("Water loss, 35%, 20% by 2028", "33%", 33, 20),
    ("Reading, from 35% to 50% by 2028", "36", 36, 50),
    ("Exports from $25 million in 2024 to $40 million by 2028", "$26 million", 26_000_000, 40_000_000),
    ("increase literacy to 85% by 2028 (baseline: 71% in 2024)", "70", 70, 85),
    ("Active users, 12k -> 20k by end of quarter", "13k", 13_000, 20_000),
]


@pytest.mark.parametrize(("sentence", "said", "value", "target"), _REBASED)
def test_a_baseline_is_corrected_where_a_sentence_said_it(
    program: Program, sentence: str, said: str, value: int, target: int
) -> None:
    """It was refused, or told to be changed and was not."""
    program.done("goal", "add", sentence)
    before = _goal(program)
    program.done("goal", "edit", before["id"], "--from", said)
    edited = _goal(program)
    program.done("undo")
    program.done("record", before["id"], "20")
    program.done("goal", "baseline", before["id"], said)
    after = _goal(program)
    assert [(one["baseline"]["value"], one["target"]["value"]) for one in (edited, after)] == [(value, target)] * 2
    assert edited["target"]["deadline"] == after["target"]["deadline"] == before["target"]["deadline"]


def test_the_day_of_a_quarter_does_not_move_with_today(program: Program) -> None:
    """What was said as the end of this quarter stays the end of that one, whatever else is said later."""
    program.done("goal", "add", "Active users, 12k -> 20k by end of quarter")
    before = _goal(program)
    program.later(days=100)
    program.done("goal", "edit", before["id"], "--from", "13k")
    assert _goal(program)["target"]["deadline"] == before["target"]["deadline"] == "2025-09-30"


@pytest.mark.parametrize(
    ("given", "measure", "period", "base", "target"),
    [
        (("--from", "1", "--to", "twice a week"), "count", "week", 1, 2),
        (("--to", "3"), "count", "year", 1, 3),
        (("--to", "4 by 2030"), "count", "year", 1, 4),
        (("--from", "5"), "count", "year", 5, 2),
        (("--to", "4 per year"), "count", "year", 1, 4),
        (("--measure", "level", "--from", "1", "--to", "9 by 2030"), "level", None, 1, 9),
    ],
)
def test_a_number_alone_stays_per_the_goals_period(
    program: Program, given: tuple[str, ...], measure: str, period: str | None, base: int, target: int | None
) -> None:
    program.done("goal", "add", "visits", "--from", "1 per year", "--to", "2 per year by 2028")
    program.done("goal", "edit", "visits", *given)
    goal = _goal(program)
    assert (goal["measure"], goal["period"], goal["baseline"]["value"]) == (measure, period, base)
    assert goal["target"]["value"] == target


@pytest.mark.parametrize("given", [("--to", "4 per quarter"), ("--per", "month"), ("--from", "1 per month")])
def test_another_period_on_one_side_is_refused(program: Program, given: tuple[str, ...]) -> None:
    program.done("goal", "add", "visits", "--from", "1 per year", "--to", "2 per year by 2028")
    assert program.run("goal", "edit", "visits", *given).code == 1


def test_an_open_goal_per_period_keeps_it(program: Program) -> None:
    """`5` of walks per week was a level."""
    program.done("goal", "add", "walks", "--to", "3 walks per week")
    program.done("goal", "retarget", "walks", "--to", "4", "--why", "-")
    program.done("goal", "edit", "walks", "--to", "5")
    goal = _goal(program)
    assert (goal["measure"], goal["period"], goal["target"]["value"]) == ("count", "week", 5)


def test_a_target_needs_what_or_when(program: Program) -> None:
    program.done("goal", "add", "a", "--from", "1", "--to", "5 by 2028")
    said = program.run("goal", "retarget", "a", "--why", "a new treaty")
    assert (said.code, said.err.splitlines()[1]) == (
        2,
        "hint: write coopctl goal retarget a --to TARGET --why 'a new treaty'",
    )
    assert program.run("goal", "edit", "a").code == 2


@pytest.mark.parametrize(
    "change",
    [
        ("goal", "retarget", "exchanges", "--to", "12", "--by", "2029", "--why", "Annex"),
        ("goal", "baseline", "exchanges", "4", "--why", "counted again"),
    ],
)
def test_a_document_takes_nothing_back_that_was_decided_since(program: Program, change: tuple[str, ...]) -> None:
    """What has a ground and an authority is not changed by an old text, with figures or without."""
    (program.folder / "plan.txt").write_text("exchanges, 5 annually, 10 annually by 2028\n")
    program.done("plan", "import", "plan.txt")
    program.done("goal", "edit", "exchanges", "--owner", "Ana")
    program.done("plan", "import", "plan.txt")
    program.done(*change)
    decided = _goal(program)
    refused = program.run("plan", "import", "plan.txt")
    assert (refused.code, "exchanges was changed by a record" in refused.err) == (1, True)
    assert _goal(program) == decided
    program.done("plan", "import", "plan.txt", "--retarget")
    assert (_goal(program)["baseline"]["value"], _goal(program)["target"]["value"]) == (5, 10)


@pytest.mark.parametrize("change", [("--by", "2031"), ("--unit", "wells"), ("--path", "step")])
def test_milestones_of_an_open_goal_stay(program: Program, change: tuple[str, ...]) -> None:
    """No baseline says which way they lie, and they went without a word."""
    program.done("goal", "add", "a", "--from", "TBD", "--to", "12 by 2030", "--milestone", "5@2027")
    program.done("goal", "edit", "a", *change)
    assert _steps(_goal(program)) == [("2027-12-31", 5)]


@pytest.mark.parametrize(
    ("change", "measure", "period"),
    [
        (("--measure", "sum"), "sum", "year"),
        (("--measure", "mean", "--per", "month"), "mean", "month"),
        (("--by", ""), "count", "year"),
    ],
)
def test_a_measure_anew_keeps_the_period_that_no_text_says(
    program: Program, change: tuple[str, ...], measure: str, period: str
) -> None:
    program.done("goal", "add", "a", "--to", "5 per year by 2030")
    program.done("goal", "edit", "a", "--to", "12")
    program.done("goal", "edit", "a", *change)
    goal = _goal(program)
    assert (goal["measure"], goal["period"], goal["target"]["value"]) == (measure, period, 12)
    assert goal["target"]["deadline"] == "2030-12-31"


@pytest.mark.parametrize(("to", "deadline"), [("by 2031", "2031-12-31"), ("until end of June 2029", "2029-06-30")])
@pytest.mark.parametrize("command", ["edit", "retarget"])
def test_a_day_alone_is_another_deadline(program: Program, command: str, to: str, deadline: str) -> None:
    """What is promised stays, as a plan says that it is postponed."""
    program.done("goal", "add", "a", "--from", "1", "--to", "5 by 2028")
    why = ("--why", "rain") if command == "retarget" else ()
    program.done("goal", command, "a", "--to", to, *why)
    target = _goal(program)["target"]
    assert (target["value"], target["deadline"]) == (5, deadline)
    assert program.run("goal", command, "a", "--to", "by 20%", *why).code == 1


def test_a_ladder_leads_to_its_last_stage(program: Program) -> None:
    """`started < audit < certified` was no amount; of two it could be a limit."""
    program.done("goal", "add", "a", "--from", "started", "--to", "started < audit < certified by 2027")
    assert (_goal(program)["target"]["value"], _goal(program)["stages"]) == (2, ["started", "audit", "certified"])
    for words in ("cost < budget by 2027", "3 < x < 9 by 2027", "a < a < b"):
        assert program.run("goal", "add", "b", "--from", "a", "--to", words).code == 1
    level = program.run("goal", "add", "c", "--from", "A2", "--to", "B1 by 2027").err
    assert "as in 'B1 of A2 < B1 by 2027'" in level
    program.done("goal", "add", "c", "--from", "A2", "--to", "B1 of A2 < B1 by 2027")
