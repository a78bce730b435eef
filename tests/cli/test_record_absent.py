"""`record GOAL n/a --why ...` and `import --missing record`: shown with the reason, exported and taken back in."""

import json

import pytest

from running import Program


@pytest.fixture
def plan(program: Program) -> Program:
    """A quarterly level."""
    program.done("init", "--date", "2024-12-31")
    program.done("goal", "add", "trade", "--from", "$250", "--to", "$300 by 2026", "--cadence", "quarterly")
    program.done("record", "trade", "255", "--on", "2025-Q1")
    return program


def _figures(program: Program) -> list[dict[str, object]]:
    return list(json.loads(program.done("log", "-o", "json"))["figures"])


def test_it_is_not_due_and_says_why(plan: Program) -> None:
    """`due` goes on to the next; status, explain, log and export name the reason; undo takes it back."""
    assert "2025-06-30" in plan.done("due")
    plan.later(1)
    plan.done("record", "trade", "n/a", "--on", "2025-Q2", "--why", "survey postponed")
    assert "2025-06-30" not in plan.done("due", "-o", "csv")
    assert "n/a for 2025-Q2" in plan.done("status")
    assert "n/a for 2025-Q2 (survey postponed)" in plan.done("explain", "trade")
    assert "survey postponed" in plan.done("log")
    (goal,) = json.loads(plan.done("status", "-o", "json"))["goals"]
    assert goal["not_available"] == [{"on": "2025-Q2", "date": "2025-06-30", "why": "survey postponed"}]
    assert plan.done("export").splitlines()[-1].endswith("yes,survey postponed")
    plan.done("undo")
    assert "2025-06-30" in plan.done("due", "-o", "csv")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("trade", "n/a", "--on", "2025-Q2"), "needs a reason"),
        (("trade", "n/a", "--on", "2025-Q1", "--why", "x"), "is recorded for 2025-Q1"),
        (("trade", "260", "--on", "2025-Q2", "--why", "x"), "a reason is said of a correction"),
        (("trade", "n/a", "--on", "2099", "--why", "x"), "in the future"),
    ],
)
def test_what_it_needs(plan: Program, arguments: tuple[str, ...], said: str) -> None:
    refused = plan.run("record", *arguments)
    assert (refused.code, said in refused.err) == (1, True)


def test_it_takes_places_and_gives_them(plan: Program) -> None:
    """With --replaces it takes the place of a figure, and a figure takes its place by itself."""
    key = str(_figures(plan)[0]["key"])
    plan.done("record", "trade", "n/a", "--on", "2025-Q1", "--why", "counted twice", "--replaces", key)
    assert [one["state"] for one in _figures(plan)] == [f"corrects {key[:8]}", "replaced"]
    told = plan.run("record", "trade", "251", "--on", "2025-Q1")
    assert "takes the place of n/a (counted twice)" in told.err
    assert [one["state"] for one in _figures(plan)[1:]] == ["replaced", "replaced"]


def test_many_at_once(plan: Program) -> None:
    """A reason of its own, or the one that is said for all, and figures beside it."""
    lines = (
        'trade n/a 2025-Q2\n{"goal": "trade", "value": "n/a", "on": "2024-Q4", "why": "strike"}\ntrade 256 2025-04-02\n'
    )
    plan.done("record", "-", "--why", "survey postponed", stdin=lines)
    assert [(one["on"], one["why"]) for one in _figures(plan)][:3] == [
        ("2025-04-02", ""), ("2024-Q4", "strike"), ("2025-Q2", "survey postponed"),
    ]  # fmt: skip


def test_markers_of_a_file(plan: Program) -> None:
    """They are passed over, or recorded with what stands beside them; an empty cell says nothing; known rows stay."""
    table = "goal,period,value,comment\ntrade,2025-Q2,..,not collected\ntrade,2024-Q4,n/a,\ntrade,2025-Q3,,\n"
    assert plan.run("import", "-", stdin=table).code == 1
    assert plan.done("import", "-", "--missing", "record", stdin=table).startswith("2 figures recorded")
    assert plan.done("import", "-", "--missing", "record", stdin=table).startswith("0 figures recorded, 2 already")
    assert [(one["on"], one["why"], one["missing"]) for one in _figures(plan)][:2] == [
        ("2024-Q4", "marked 'n/a'", True), ("2025-Q2", "not collected", True),
    ]  # fmt: skip
    assert plan.done("import", "-", stdin="goal,period,value\ntrade,2025-Q2,258\n").startswith("1 figure recorded")
    refused = plan.run("import", "-", "--missing", "record", stdin="goal,period,value\ntrade,2025-Q1,..\n")
    assert "has 255 for 2025-Q1, not n/a" in refused.err


def test_what_takes_its_place_overlaps_as_any_figure_does(plan: Program) -> None:
    """A quarter in the place of n/a counts a month of it twice where figures add up, and of a level nothing."""
    plan.done("goal", "add", "trained", "--measure", "total", "--from", "0", "--to", "500 by 2026")
    for goal in ("trade", "trained"):
        plan.done("record", goal, "260", "--on", "2025-06")
        plan.done("record", goal, "n/a", "--on", "2025-Q2", "--why", "late")
    level, total = (plan.run("record", goal, "270", "--on", "2025-Q2").err for goal in ("trade", "trained"))
    assert "takes the place of n/a (late)" in level
    assert "takes the place of n/a (late)" in total
    assert "overlaps" not in level
    assert "2025-Q2 overlaps what is recorded for 2025-06, so that it counts twice" in total


def test_a_common_reason_is_of_goals_in_several_words_too(plan: Program) -> None:
    plan.done("goal", "add", "Health budget", "--from", "$120 million", "--to", "$150 million by 2026")
    text = "health budget n/a 2025-Q2\ntrade n/a 2025-Q2\n"
    refused = plan.run("record", "-", stdin=text)
    assert refused.err.splitlines()[0].endswith("needs a reason (say why there is no figure with --why)")
    plan.done("record", "-", "--why", "survey postponed", stdin=text)
    assert [figure["why"] for figure in _figures(plan)[:2]] == ["survey postponed"] * 2
