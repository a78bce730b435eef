"""What two files had for one day or period is found, in each store, until somebody settles it."""

import json
import shutil
from itertools import count

import pytest

from running import Program

_NAMES = count()
_LEVEL, _EVENT, _PERIOD = ("trade", "2025-05-31"), ("exercises", "2025-05-10"), ("books", "2025-05")


class Doubled:
    """A plan with which a file was merged that has figures of the same days and periods: `at` says where it is."""

    def __init__(self, program: Program, at: str) -> None:
        self.program, self.at = program, at

    def run(self, *words: str, at: str = "") -> int:
        return self.program.run(*words, "--file", at or self.at).code

    def commands(self, goal: str, *, at: str = "") -> list[list[str]]:
        """The commands that settle what `check` finds of a goal, as it says them."""
        found = self.program.run("check", goal, "--fail-on", "double", "-o", "json", "--file", at or self.at)
        goals = json.loads(found.out)["goals"]
        assert (found.code, len(goals)) == ((4, 1) if goals else (0, 0))
        said = [one["said"] for each in goals for one in each["unsettled"]]
        parts = [part for one in said for part in one.replace("VALUE", "7").split("coopctl ")[1:]]
        return [part.split(", ")[0].split(" (")[0].split() for part in parts]

    def standing(self, goal: str) -> int:
        figures = json.loads(self.program.done("log", goal, "-o", "json", "--file", self.at))["figures"]
        return sum(one["state"].startswith(("stands", "corrects")) for one in figures)


@pytest.fixture(params=["file", "database"])
def doubled(program: Program, request: pytest.FixtureRequest) -> Doubled:
    """A level and a month of a total with two values, and a count with the same event twice."""
    made = ("--since", "2024-12-31")
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2027", *made)
    program.done("goal", "add", "books", "--from", "0", "--to", "24 by 2027", "--measure", "total", *made)
    program.done("goal", "add", "exercises", "--from", "1 per year", "--to", "2 per year by 2027", *made)
    shutil.copy(program.folder / "coop.json", program.folder / "field.json")
    at = "coop.json"
    if request.param == "database":
        at = f"{request.getfixturevalue('database')}?plan=doubled-{next(_NAMES)}"
        program.done("restore", "coop.json", "--file", at)
    for goal, on in (_LEVEL, _EVENT, _PERIOD):
        for file, more in ((at, "0"), ("field.json", "1")):
            program.done("record", goal, "1" if goal == "exercises" else f"2{more}", "--on", on, "--file", file)
    program.done("merge", "field.json", "--both", "--file", at)
    return Doubled(program, at)


@pytest.mark.parametrize("goal", ["trade", "exercises", "books"])
def test_each_way_that_is_told_settles_it(doubled: Doubled, goal: str) -> None:
    """check finds it until one of the commands that it names is typed, and again where that is undone."""
    ways = doubled.commands(goal)
    assert {words[0] for words in ways} == ({"retract", "confirm"} if goal == "exercises" else {"retract", "record"})
    for words in ways:
        assert doubled.run(*words) == 0
        assert doubled.commands(goal) == []
        assert doubled.standing(goal) == (2 if words[0] == "confirm" else 1)
        assert doubled.run("undo") == 0
        assert doubled.commands(goal) == ways
    assert doubled.run("check", goal) == 4
    assert doubled.run("check", goal, "--fail-on", "rival") == 0


def test_doctor_says_that_something_is_to_be_settled(doubled: Doubled) -> None:
    """It is a note, for the file itself is sound."""
    found = doubled.program.run("doctor", "--file", doubled.at)
    assert (found.code, "3 things to settle" in found.out) == (0, True)
    for goal in ("trade", "exercises", "books"):
        assert doubled.run(*doubled.commands(goal)[0]) == 0
    assert "to settle" not in doubled.program.done("doctor", "--file", doubled.at)


def test_whoever_says_it_first(doubled: Doubled) -> None:
    """Two who settle it in their own files, before they merge again, agree, and one word of them stands."""
    confirm = next(words for words in doubled.commands("exercises") if words[0] == "confirm")
    assert doubled.commands("exercises", at="field.json") == doubled.commands("exercises")
    assert [doubled.run(*confirm), doubled.run(*confirm, at="field.json")] == [0, 0]
    retract = doubled.commands("trade")[0]
    assert [doubled.run(*retract), doubled.run(*retract, at="field.json")] == [0, 0]
    assert doubled.run(*doubled.commands("books")[0], at="field.json") == 0
    assert doubled.run("merge", "field.json", "--both") == 0
    assert doubled.run("check", "--fail-on", "double,rival") == 0
    assert [doubled.standing(goal) for goal in ("trade", "exercises", "books")] == [1, 2, 1]


def test_what_is_a_correction_of_one_leaves_two_values(doubled: Doubled) -> None:
    """Of a level one is to stand, whatever either is corrected to; an event that was corrected was looked at."""
    for goal, left in (("trade", True), ("books", True), ("exercises", False)):
        key = doubled.commands(goal)[0][1]
        on = dict((_LEVEL, _EVENT, _PERIOD))[goal]
        assert doubled.run("record", goal, "1" if goal == "exercises" else "29", "--on", on, "--replaces", key) == 0
        assert (doubled.commands(goal) != []) == left
    assert doubled.run("retract", doubled.commands("trade")[0][1]) == 0
    assert doubled.commands("trade") == []


def test_only_events_happen_twice(doubled: Doubled) -> None:
    """Where one value is to stand, and of what no merge brought, there is nothing to confirm."""
    level = doubled.program.run("confirm", doubled.commands("trade")[0][1], "--file", doubled.at)
    assert (level.code, " retract " in level.err) == (1, True), level.err
    assert doubled.run("record", "exercises", "1", "--on", "2025-05-11", "--key", "alone") == 0
    assert doubled.run("record", "exercises", "1", "--on", "2025-05-11", "--key", "knowing") == 0
    assert doubled.run("confirm", "knowing") == 1
    assert {words[0] for words in doubled.commands("exercises")} == {"retract", "confirm"}


def test_a_goal_of_another_kind_or_none(doubled: Doubled) -> None:
    """What was found of a goal that was removed is nothing of the next one of its id."""
    assert doubled.run("goal", "remove", "books", "--yes") == 0
    assert doubled.run("check", "--fail-on", "double") == 4
    made = ("--from", "0", "--to", "24 by 2027", "--measure", "total", "--since", "2024-12-31")
    assert doubled.run("goal", "add", "books", *made) == 0
    assert doubled.commands("books") == []
