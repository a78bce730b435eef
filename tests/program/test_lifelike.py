"""What the benchmarks measure is what they say: goals of every measure, and no two figures of one goal and day."""

import json

from lifelike import KINDS, document, promised, read, rows, write

from coopctl.plan.terms import Measure
from running import Program

GOALS, FIGURES = len(KINDS), 1500


def test_goals_at_once_are_goals_added_one_by_one(program: Program) -> None:
    """Every measure is among them."""
    program.later(365)
    goals = promised(GOALS, FIGURES)
    (program.folder / "plan.json").write_text(document(goals))
    program.done("plan", "import", "plan.json", "--yes")
    at_once = json.loads(program.done("export", "--plan"))["plan"]["goals"]
    assert {goal["measure"] for goal in at_once} == set(Measure)
    for goal in goals:
        program.done("goal", "remove", goal.id, "--yes")
        program.done("goal", "add", *goal.words())
    assert json.loads(program.done("export", "--plan"))["plan"]["goals"] == at_once


def test_figures_are_taken_in_whole(program: Program) -> None:
    """Decimals and whole numbers, notes, late and revised ones; of a goal and day only one stands."""
    program.later(365)
    goals = promised(GOALS, FIGURES)
    (program.folder / "plan.json").write_text(document(goals))
    program.done("plan", "import", "plan.json", "--yes")
    write(program.folder / "figures.csv", goals, FIGURES)
    program.done("import", "figures.csv")
    logged = json.loads(program.done("export", "--log", "-o", "json"))["figures"]
    assert len(logged) == FIGURES
    figures = list(read(program.folder / "figures.csv"))
    assert figures == list(rows(goals, FIGURES))
    slots = [(figure.goal, figure.date) for figure in figures if not figure.replaces]
    assert len(set(slots)) == len(slots)
    assert slots != sorted(slots, key=lambda slot: slot[1])
    whole = sum(figure.number.is_integer() for figure in figures)
    assert FIGURES / 3 < whole < FIGURES * 2 / 3
    for said in ("note", "source", "by", "provisional", "replaces"):
        assert 0 < sum(bool(getattr(figure, said)) for figure in figures) < FIGURES
