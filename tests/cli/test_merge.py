"""Two files of one plan become one, whoever merges, and git calls it for two branches."""

import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coopctl.plan.journal import apply
from coopctl.store.file.store import TinyStore
from running import Program

_GOALS = ("trade", "books", "exercises")


@pytest.fixture
def plan(program: Program) -> Program:
    """A plan with three goals and a figure of each."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2027", "--since", "2024-12-31")
    program.done(
        "goal", "add", "books", "--from", "0", "--to", "24 by 2027", "--measure", "total", "--since", "2024-12-31"
    )
    program.done(
        "goal", "add", "exercises", "--from", "1 per year", "--to", "2 per year by 2027", "--since", "2024-12-31"
    )
    for goal in _GOALS:
        program.done("record", goal, "1" if goal == "exercises" else "9", "--on", "2025-03-31", "--key", f"base-{goal}")
    return program


def _copied(program: Program, name: str) -> None:
    shutil.copy(program.folder / "coop.json", program.folder / name)


def keys_of(program: Program, name: str = "coop.json") -> list[str]:
    return [one.key for _, one in TinyStore(program.folder / name).figures()]


def _standing(program: Program, name: str = "coop.json") -> list[dict[str, Any]]:
    found = json.loads(program.done("log", "-o", "json", "--file", name))["figures"]
    return [one for one in found if one["state"].startswith(("stands", "corrects"))]


def worked(program: Program, name: str, chance: random.Random, steps: int) -> list[str]:
    """Some work on a file; the keys that were acknowledged."""
    keys = []
    for number in range(steps):
        goal, key = chance.choice(_GOALS), f"{name[0]}{number}-{chance.randrange(10**9)}"
        way = chance.randrange(7)
        value = "1" if goal == "exercises" else str(chance.randint(1, 400))
        words: tuple[str, ...] = ("record", goal, value, "--on", f"2025-0{chance.randint(1, 6)}-11", "--key", key)
        if way == 0:
            words = ("goal", "edit", goal, f"--{chance.choice(('owner', 'note', 'source'))}", f"{name} {number}")
        elif way == 1:
            words = ("goal", "add", f"{name[0]}{number}", "--from", "1", "--to", "2 by 2030", "--since", "2024-12-31")
        elif way == 2:
            words = (*words, "--replaces", f"base-{goal}")
        elif way == 3:
            words = ("retract", f"base-{goal}", "--why", name)
        elif way == 4:
            words = ("undo",)
        elif way == 5:
            words = ("goal", "edit", goal, "--tag", f"{name}{number}")
        if program.run(*words, "--file", name).code == 0 and "--key" in words:
            keys.append(key)
    return keys


@pytest.mark.parametrize("seeds", [range(25), pytest.param(range(25, 525), marks=pytest.mark.long)])
def test_both_ways_come_to_the_same(plan: Program, seeds: range) -> None:
    """Merging is the same from both sides to the last byte, changes nothing again, and loses and doubles no figure."""
    settled = 0
    for seed in seeds:
        chance = random.Random(seed)
        shutil.copy(plan.folder / "coop.json", plan.folder / "a.json")
        shutil.copy(plan.folder / "coop.json", plan.folder / "b.json")
        keys = worked(plan, "a.json", chance, 6) + worked(plan, "b.json", chance, 6)
        for name in ("a", "b"):
            shutil.copy(plan.folder / f"{name}.json", plan.folder / f"{name}0.json")
        one, other = plan.run("merge", "b0.json", "--file", "a.json"), plan.run("merge", "a0.json", "--file", "b.json")
        assert one.code == other.code, (seed, one.err, other.err)
        if one.code:
            assert "conflict" in one.err
            assert (plan.folder / "a.json").read_bytes() == (plan.folder / "a0.json").read_bytes()
            continue
        settled += 1
        merged = (plan.folder / "a.json").read_bytes()
        assert merged == (plan.folder / "b.json").read_bytes(), seed
        assert plan.run("merge", "b0.json", "a0.json", "b.json", "--file", "a.json").code == 0
        assert (plan.folder / "a.json").read_bytes() == merged, seed
        assert plan.run("doctor", "a.json").code == 0, seed
        found = keys_of(plan, "a.json")
        assert (len(found), set(keys) <= set(found)) == (len(set(found)), True), seed
        contents = TinyStore(plan.folder / "a.json").contents()
        before = contents.plan
        for change in reversed(contents.changes):
            before = apply(before, change.back)
        assert (before.goals, before.groups) == ((), ()), seed
    assert settled >= len(seeds) // 3


def test_what_was_done_within_a_second_keeps_its_order(plan: Program) -> None:
    """An undo came before what it undoes, an edit before its goal, and the doctor told to mend the file."""
    _copied(plan, "there.json")
    plan.pause = timedelta(0)
    for name in ("coop.json", "there.json"):
        goal = f"of-{name[:4]}"
        for words in (
            ("goal", "add", goal, "--from", "1", "--to", "5 by 2030"),
            ("goal", "edit", goal, "--owner", "Ana"),
            ("undo",),
            ("redo",),
            ("goal", "edit", goal, "--owner", "Bo"),
            ("undo",),
        ):
            plan.done(*words, "--file", name)
    _copied(plan, "here.json")
    plan.done("merge", "there.json")
    plan.done("merge", "here.json", "--file", "there.json")
    for name in ("coop.json", "there.json"):
        assert "nothing is wrong" in plan.done("doctor", "--file", name)
        told = plan.records("log", "--changes", "--file", name)
        for goal in ("of-coop", "of-ther"):
            said = [one["what"] for one in told if goal in one["what"]]
            edit = f"goal edit {goal}"
            assert said[::-1] == [f"goal add {goal}", edit, f"undo: {edit}", f"redo: {edit}", edit, f"undo: {edit}"]


def test_rival_corrections(plan: Program) -> None:
    """Of two corrections of one figure the later counts, the other is a rival; the total holds one of them."""
    _copied(plan, "b.json")
    plan.done("record", "books", "10", "--on", "2025-03-31", "--replaces", "base-books", "--key", "ours")
    plan.done(
        "record", "books", "12", "--on", "2025-03-31", "--replaces", "base-books", "--key", "theirs", "--file", "b.json"
    )
    result = plan.run("merge", "b.json")
    assert (result.code, "corrected in both files" in result.err) == (0, True)
    states = {one["key"]: one["state"] for one in json.loads(plan.done("log", "books", "-o", "json"))["figures"]}
    assert states == {"base-books": "replaced", "ours": "rival", "theirs": "corrects base-boo"}
    goal = json.loads(plan.done("status", "books", "-o", "json"))["goals"][0]
    assert goal["reading"]["value"] == 12
    found = plan.run("check", "--fail-on", "rival")
    assert (found.code, "--replaces theirs,ours" in found.out) == (4, True)
    assert plan.run("check", "books").code == 4
    assert plan.run("record", "books", "11", "--on", "2025-03-31", "--replaces", "ours").code == 1
    plan.done("record", "books", "11", "--on", "2025-03-31", "--replaces", "theirs,ours", "--key", "both")
    assert plan.run("check", "--fail-on", "rival").code == 0
    assert [one["key"] for one in _standing(plan) if one["goal"] == "books"] == ["both"]
    goal = json.loads(plan.done("status", "books", "-o", "json"))["goals"][0]
    assert goal["reading"]["value"] == 11
    assert "correction of 2 figures of books" in plan.done("undo", "--list")
    assert "correction of 2 figures of books" in plan.done("undo")
    assert plan.run("check", "--fail-on", "rival").code == 4


@pytest.mark.parametrize("into", ["coop.json", "b.json"])
def test_what_was_corrected_again_is_a_rival_too(plan: Program, into: str) -> None:
    """Corrected twice here and once there, a total holds one of them; naming both settles it for good."""
    _copied(plan, "b.json")
    for key, old in (("one", "base-books"), ("two", "one")):
        plan.done("record", "books", "10", "--on", "2025-03-31", "--replaces", old, "--key", key)
    plan.done("record", "books", "12", "--on", "2025-03-31", "--replaces", "base-books", "--key", "three",
              "--file", "b.json")  # fmt: skip
    here = ("--file", into)
    merged = plan.run("merge", "b.json" if into == "coop.json" else "coop.json", *here)
    assert (merged.code, "corrected in both files" in merged.err) == (0, True)
    assert json.loads(plan.done("status", "books", "-o", "json", *here))["goals"][0]["reading"]["value"] == 12
    assert "--replaces three,two" in plan.run("check", "--fail-on", "rival", *here).out
    plan.done("record", "books", "11", "--on", "2025-03-31", "--replaces", "three,two", *here)
    assert plan.run("check", "--fail-on", "rival", *here).code == 0
    assert json.loads(plan.done("status", "books", "-o", "json", *here))["goals"][0]["reading"]["value"] == 11


def test_a_correction_of_the_one_that_counts_leaves_the_rival(plan: Program) -> None:
    """check finds a rival until a correction names both, whatever else is corrected, or until it is retracted."""
    _copied(plan, "b.json")
    for key, file in (("ours", "coop.json"), ("theirs", "b.json")):
        plan.done(
            "record", "books", "10", "--on", "2025-03-31", "--replaces", "base-books", "--key", key, "--file", file
        )
    plan.done("merge", "b.json")
    plan.done("record", "books", "13", "--on", "2025-03-31", "--replaces", "theirs", "--key", "later")
    found = plan.run("check", "--fail-on", "rival")
    assert (found.code, "--replaces later,ours" in found.out) == (4, True)
    plan.done("retract", "ours")
    assert plan.run("check", "--fail-on", "rival").code == 0
    assert [one["key"] for one in _standing(plan) if one["goal"] == "books"] == ["later"]


def test_retracted_there_and_corrected_here(plan: Program) -> None:
    """The correction stands, and is pointed out."""
    _copied(plan, "b.json")
    plan.done("record", "books", "10", "--on", "2025-03-31", "--replaces", "base-books", "--key", "ours")
    plan.done("retract", "base-books", "--file", "b.json")
    assert "the correction stands" in plan.run("merge", "b.json").err
    assert [one["key"] for one in _standing(plan) if one["goal"] == "books"] == ["ours"]


def test_the_same_event_from_two_hands_is_pointed_out(plan: Program) -> None:
    """Equal figures under two keys are both kept, and named with the command that takes one back."""
    _copied(plan, "b.json")
    plan.done("record", "exercises", "--on", "2025-05-10", "--key", "ours")
    plan.done("record", "exercises", "--on", "2025-05-10", "--key", "theirs", "--file", "b.json")
    assert "retract theirs" in plan.run("merge", "b.json").err
    assert {"ours", "theirs"} <= set(keys_of(plan))


def test_two_values_where_one_is_to_stand(plan: Program) -> None:
    """Two values of one slot, one from each side, are both kept and named; events of goals that add up are no pair."""
    _copied(plan, "b.json")
    for goal, on, value in (("trade", "2025-05-31", "2"), ("books", "2025-05", "2"), ("books", "2025-05-09", "4")):
        for name, more in (("coop.json", "0"), ("b.json", "1")):
            key = f"{name[0]}-{goal}-{on}"
            plan.done("record", goal, f"{value}{more}", "--on", on, "--key", key, "--file", name)
    told = plan.run("merge", "b.json").err
    assert "trade has 20 and 21 for 2025-05-31" in told
    assert "books has 20 and 21 for 2025-05," in told
    assert (told.count("only one is to stand"), "retract c-trade" in told, "2025-05-09" in told) == (2, True, False)
    assert len(_standing(plan)) == 3 + 6
    assert plan.run("merge", "b.json").err == ""


def test_whatever_is_merged_first(plan: Program) -> None:
    """Three files come to one, whoever merges which first, and what is to be settled stays to be settled."""
    for name in ("a", "b", "c"):
        _copied(plan, f"{name}.json")
        plan.done("record", "trade", f"25{name}".translate({97: "1", 98: "2", 99: "3"}), "--on", "2025-05-31",
                  "--key", f"{name}-level", "--file", f"{name}.json")  # fmt: skip
        plan.done("record", "exercises", "--on", "2025-05-10", "--key", f"{name}-event", "--file", f"{name}.json")
    for name, others in (("x", "abc"), ("y", "bca"), ("z", "cab")):
        shutil.copy(plan.folder / f"{others[0]}.json", plan.folder / f"{name}.json")
        for other in others[1:]:
            plan.done("merge", f"{other}.json", "--file", f"{name}.json")
    for name in ("y", "z", "x", "y", "z"):
        plan.done("merge", *(f"{one}.json" for one in "xyz" if one != name), "--file", f"{name}.json")
    assert len({(plan.folder / f"{name}.json").read_bytes() for name in "xyz"}) == 1
    found = plan.run("check", "--fail-on", "double", "-o", "json", "--file", "x.json")
    keys = {key for goal in json.loads(found.out)["goals"] for one in goal["unsettled"] for key in one["keys"]}
    assert keys == {f"{name}-{kind}" for name in "abc" for kind in ("level", "event")}
    for goal in ("trade", "exercises"):
        for key in ("a", "b"):
            assert plan.run("check", goal, "--fail-on", "double", "--file", "x.json").code == 4
            kind = "level" if goal == "trade" else "event"
            plan.done("retract", f"{key}-{kind}", "--file", "x.json")
    assert plan.run("check", "--fail-on", "double", "--file", "x.json").code == 0


def test_what_is_to_be_settled_goes_with_a_log(plan: Program) -> None:
    """export --log and import carry what stands beside what, and what was settled."""
    _copied(plan, "b.json")
    for day, key in ((10, "open"), (11, "twice")):
        for name in ("coop.json", "b.json"):
            plan.done("record", "exercises", "--on", f"2025-05-{day}", "--key", f"{key}-{name[0]}", "--file", name)
    _copied(plan, "new.json")
    plan.done("merge", "b.json")
    plan.done("confirm", "twice-c")
    for form in ("csv", "jsonl"):
        shutil.copy(plan.folder / "new.json", plan.folder / "there.json")
        (plan.folder / f"log.{form}").write_text(plan.done("export", "--log", "-o", form))
        plan.done("import", f"log.{form}", "--file", "there.json")
        for name in ("coop.json", "there.json"):
            found = plan.run("check", "--fail-on", "double", "-o", "json", "--file", name)
            assert found.code == 4
            (goal,) = json.loads(found.out)["goals"]
            assert [{*one["keys"]} for one in goal["unsettled"]] == [{"open-b", "open-c"}]
    assert {one["key"] for one in _standing(plan, "there.json")} == {one["key"] for one in _standing(plan)}


def test_unknown_fields_of_what_came_beside_others_are_kept(plan: Program) -> None:
    """Where a figure is written anew with its mark, the fields of other versions stay with it."""
    _copied(plan, "b.json")
    for name, value in (("coop.json", "260"), ("b.json", "261")):
        plan.done("record", "trade", value, "--on", "2025-06-30", "--key", f"{name[0]}-1", "--file", name)
        path = plan.folder / name
        path.write_text(path.read_text("utf-8").replace('-1","goal"', '-1","odd":[1.10,"\\u00e9"],"goal"'), "utf-8")
    plan.done("merge", "b.json", "--both")
    for name in ("coop.json", "b.json"):
        assert (plan.folder / name).read_text("utf-8").count('"odd":[1.10,"\\u00e9"]') == 2
        assert plan.run("check", "--fail-on", "double", "--file", name).code == 4


def test_notes_have_the_plans_numbers(program: Program) -> None:
    """In a plan with a decimal comma notes, findings and conflicts have it, too; a stage has its name."""
    program.done("init", "--date", "2024-12-31", "--decimal-comma")
    program.done("goal", "add", "rate", "--from", "1,5", "--to", "9,5 by 2027")
    program.done("goal", "add", "law", "--from", "proposed", "--to", "signed of proposed < negotiating < signed")
    _copied(program, "b.json")
    for name, rate, stage in (("coop.json", "2,25", "negotiating"), ("b.json", "1234,5", "signed")):
        program.done("record", "rate", rate, "--on", "2025-06-30", "--file", name)
        program.done("record", "law", stage, "--on", "2025-06-30", "--file", name)
    _copied(program, "c.json")
    told = program.run("merge", "b.json").err
    assert "rate has 2,25 and 1.234,5 for 2025-06-30" in told
    assert "law has negotiating and signed for 2025-06-30" in told
    found = program.run("check", "--fail-on", "double").out
    assert "1.234,5 for 2025-06-30" in found or "and 2,25" in found
    program.done("goal", "edit", "rate", "--weight", "1,5", "--file", "b.json")
    program.done("goal", "edit", "rate", "--weight", "2,5", "--file", "c.json")
    assert "here 1,5, there 2,5" in program.run("merge", "c.json", "--file", "b.json").err


def test_many_notes_are_cut_short(plan: Program) -> None:
    """What two people entered from one list is named as far as somebody reads it, and counted."""
    _copied(plan, "b.json")
    for name in ("coop.json", "b.json"):
        rows = "".join(f"exercises,2025-{month:02}-{day:02},1,{name}\n" for month in (4, 5) for day in range(1, 16))
        (plan.folder / "in.csv").write_text(f"goal,date,value,source\n{rows}")
        plan.done("import", "in.csv", "--file", name)
    told = plan.run("merge", "b.json").err
    assert (told.count("retract"), "and 10 more" in told) == (20, True)


def test_whoever_is_there_is_asked_once_or_twice(plan: Program) -> None:
    """At a terminal the question is asked, and only a yes takes one of two equal figures back."""
    for day, answer, left, found in ((11, "n\n", 2, 0), (12, "y\n", 1, 0), (13, "\n", 2, 4)):
        _copied(plan, "b.json")
        on = f"2025-05-{day}"
        plan.done("record", "exercises", "--on", on, "--key", f"ours-{day}")
        plan.done("record", "exercises", "--on", on, "--key", f"theirs-{day}", "--file", "b.json")
        result = plan.run("merge", "b.json", "--both", stdin=answer, tty=True)
        assert "Did it happen only once?" in result.err
        assert sum(one["on"] == on for one in _standing(plan)) == left
        assert plan.run("check", "--fail-on", "double").code == found
        assert (plan.folder / "coop.json").read_bytes() == (plan.folder / "b.json").read_bytes()


def test_what_both_changed_is_for_a_person(plan: Program) -> None:
    """Two different targets are a conflict that stores nothing until it is settled."""
    _copied(plan, "b.json")
    plan.done("goal", "retarget", "trade", "--to", "310 by 2027", "--why", "ours")
    plan.done("goal", "retarget", "trade", "--to", "320 by 2027", "--why", "theirs", "--file", "b.json")
    before = (plan.folder / "coop.json").read_bytes()
    result = plan.run("merge", "b.json")
    assert (result.code, "trade: both sides changed its target" in result.err) == (1, True)
    assert (plan.folder / "coop.json").read_bytes() == before
    assert plan.run("merge", "b.json", "--theirs", "nothing").code == 1
    assert plan.run("merge", "b.json", "--theirs", "tra").code == 0, "a goal is named by enough of a start everywhere"
    goal = json.loads(plan.done("goal", "show", "trade", "-o", "json"))["goals"][0]
    assert (goal["target"]["value"], len(goal["revisions"])) == (320, 2)


@pytest.mark.parametrize("ours", [True, False])
@pytest.mark.parametrize("first", [True, False])
def test_what_was_settled_is_not_asked_again(plan: Program, *, first: bool, ours: bool) -> None:
    """Once a target was chosen, the other file may be merged again, as it was and with what came to it since."""
    _copied(plan, "b.json")
    for here in (first, not first):
        to, more = ("310 by 2027", ()) if here else ("320 by 2027", ("--file", "b.json"))
        plan.done("goal", "retarget", "trade", "--to", to, "--why", "w", *more)
    plan.done("merge", "b.json", "--ours" if ours else "--theirs", "trade")
    before = (plan.folder / "coop.json").read_bytes()
    plan.done("merge", "b.json")
    assert (plan.folder / "coop.json").read_bytes() == before
    plan.done("goal", "edit", "trade", "--owner", "Field", "--file", "b.json")
    plan.done("goal", "remove", "exercises", "--yes", "--file", "b.json")
    plan.done("record", "books", "7", "--on", "2025-05-31", "--file", "b.json")
    plan.done("merge", "b.json", "--both")
    assert (plan.folder / "coop.json").read_bytes() == (plan.folder / "b.json").read_bytes()
    goals = {one["id"]: one for one in json.loads(plan.done("goal", "list", "-o", "json"))["goals"]}
    assert goals.keys() == {"trade", "books"}
    assert (goals["trade"]["target"]["value"], goals["trade"]["owner"]) == (310 if ours else 320, "Field")
    assert plan.done("doctor").endswith("nothing is wrong\n")
    plan.done("goal", "retarget", "trade", "--to", "330 by 2027", "--why", "later", "--file", "b.json")
    plan.done("merge", "b.json")
    assert json.loads(plan.done("goal", "show", "trade", "-o", "json"))["goals"][0]["target"]["value"] == 330


def test_removed_here_and_recorded_there(plan: Program) -> None:
    """A goal that one side removed while the other recorded of it is not lost without a question."""
    _copied(plan, "b.json")
    plan.done("goal", "remove", "books", "--yes")
    plan.done("record", "books", "3", "--on", "2025-06-30", "--file", "b.json")
    result = plan.run("merge", "b.json")
    assert (result.code, "one side removed it" in result.err) == (1, True)


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("first", [True, False])
def test_removed_here_and_recorded_there_as_was_chosen(plan: Program, *, kept: bool, first: bool, edited: bool) -> None:
    """The goal stays with the figure, or is gone with it, whoever merges; the file is sound, and stays so."""
    _copied(plan, "b.json")
    for removes in (first, not first):
        if removes:
            plan.done("goal", "remove", "books", "--yes")
        else:
            plan.done("record", "books", "3", "--on", "2025-06-30", "--key", "late", "--file", "b.json")
            if edited:
                plan.done("goal", "edit", "books", "--note", "later", "--file", "b.json")
    _copied(plan, "a0.json")
    shutil.copy(plan.folder / "b.json", plan.folder / "b0.json")
    plan.done("merge", "b0.json", "--theirs" if kept else "--ours", "books")
    plan.done("merge", "a0.json", "--ours" if kept else "--theirs", "books", "--file", "b.json")
    merged = (plan.folder / "coop.json").read_bytes()
    assert merged == (plan.folder / "b.json").read_bytes()
    for name in ("b0.json", "a0.json", "b.json"):
        assert plan.run("merge", name).code == 0
        assert (plan.folder / "coop.json").read_bytes() == merged, name
    assert ("books" in plan.done("goal", "list"), "late" in plan.done("log")) == (kept, kept)
    assert plan.done("doctor").endswith("nothing is wrong\n")


def test_another_plan_is_refused_or_adopted(plan: Program) -> None:
    """A file of another plan is merged only when that is said."""
    plan.done("init", "--file", "other.json")
    plan.done(
        "goal", "add", "water", "--from", "1", "--to", "2 by 2030", "--since", "2024-12-31", "--file", "other.json"
    )
    plan.done("record", "water", "1.5", "--on", "2025-05-31", "--file", "other.json")
    assert plan.run("merge", "other.json").code == 1
    assert plan.run("merge", "other.json", "--adopt").code == 0
    goals = {one["id"]: one["progress"] for one in json.loads(plan.done("status", "-o", "json"))["goals"]}
    assert goals.keys() == {*_GOALS, "water"}
    assert goals["water"] == 0.5


def test_what_would_come_of_it_stores_nothing(plan: Program) -> None:
    """--dry-run says what a merge would take, and leaves the file as it is."""
    _copied(plan, "b.json")
    plan.done("record", "trade", "260", "--on", "2025-06-30", "--file", "b.json")
    before = (plan.folder / "coop.json").read_bytes()
    assert plan.done("merge", "b.json", "--dry-run") == "would take 1 figure and 0 changes from b.json\n"
    assert (plan.folder / "coop.json").read_bytes() == before


def test_what_was_known_here(plan: Program) -> None:
    """What a briefing said before a merge can be asked for after it: known here, and not known to somebody else."""
    _copied(plan, "field.json")
    plan.done("record", "trade", "261", "--on", "2025-04-30", "--key", "field", "--file", "field.json")
    plan.done("goal", "edit", "trade", "--owner", "Field", "--file", "field.json")
    plan.done("goal", "edit", "books", "--owner", "Home")
    plan.later(3)
    before = {name: plan.done(*words) for name, words in _QUESTIONS.items()}
    plan.done("goal", "edit", "books", "--note", "later")
    plan.done("merge", "field.json", "--both")
    assert "261" in plan.done("status", "trade", "--known-at", "2025-07-03", "-o", "csv")
    for name, words in _QUESTIONS.items():
        assert plan.done(*words, "--known-at", "here:2025-07-04T00:12Z") == before[name], name
    assert "261" in plan.done("status", "trade", "--known-at", "here:2025-07-05", "-o", "csv")
    # The field knew its own figure all along.
    there = plan.done("log", "--known-at", "here:2025-07-03", "--file", "field.json", "-o", "csv")
    assert "field" in there
    assert "field" not in plan.done("log", "--known-at", "here:2025-07-03", "-o", "csv")
    assert plan.done("doctor").endswith("nothing is wrong\n")


@pytest.mark.parametrize(
    ("there", "here"),
    [
        (("goal", "edit", "trade", "--owner", "Field"), ("goal", "edit", "trade", "--note", "ours")),
        (("goal", "edit", "trade", "--tag", "field"), ("goal", "edit", "trade", "--tag", "home")),
        (("goal", "baseline", "trade", "240", "--why", "revised"), ("goal", "edit", "trade", "--owner", "Home")),
        (("goal", "baseline", "trade", "240", "--why", "field"), ("goal", "baseline", "trade", "245", "--why", "home")),
        (
            ("goal", "retarget", "trade", "--to", "320 by 2027", "--why", "field"),
            ("goal", "retarget", "trade", "--to", "310 by 2027", "--why", "home"),
        ),
    ],
)
@pytest.mark.parametrize("settled", ["--ours", "--theirs"])
def test_what_was_known_here_of_a_goal_that_both_changed(
    plan: Program, there: tuple[str, ...], here: tuple[str, ...], settled: str
) -> None:
    """What came in between changes of our own is taken back field by field, and what we changed is as we left it."""
    asked = ("status", "trade", "-o", "json", "--as-of", "2025-07-01")
    _copied(plan, "field.json")
    plan.done(*there, "--file", "field.json")
    plan.done(*here)
    before = json.loads(plan.done(*asked))["goals"]
    plan.later(3)
    plan.done("merge", "field.json", settled, "trade")
    assert json.loads(plan.done(*asked, "--known-at", "here:2025-07-02"))["goals"] == before


_QUESTIONS = {
    "status": ("status", "-o", "csv", "--columns", "id,reading.value,progress,status,owner", "--as-of", "2025-07-01"),
    "log": ("log", "-o", "csv"),
    "export": ("export", "-o", "csv"),
}


def test_fields_of_other_versions_are_kept(plan: Program) -> None:
    """What this version does not know of a figure outlives a merge, on whichever side it stands."""
    _copied(plan, "b.json")
    plan.done("record", "trade", "261", "--on", "2025-04-30", "--key", "theirs", "--file", "b.json")
    for name, key, mark in (("coop.json", "base-books", '"later":[1,2]'), ("b.json", "theirs", '"odd":"\\u00e9"')):
        path = plan.folder / name
        path.write_text(path.read_text("utf-8").replace(f'"key":"{key}"', f'"key":"{key}",{mark}'), "utf-8")
    plan.done("record", "trade", "262", "--on", "2025-05-31")
    plan.done("merge", "b.json", "--both")
    for name in ("coop.json", "b.json"):
        text = (plan.folder / name).read_text("utf-8")
        assert ('"later":[1,2]' in text, '"odd":"\\u00e9"' in text) == (True, True), name


class _Repository:
    """A repository around the plan's file, in which git calls the driver."""

    def __init__(self, plan: Program, *, told: bool = True) -> None:
        if shutil.which("git") is None:
            pytest.skip("git is not installed")
        self._plan = plan
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        author = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        self._environ = {"PATH": path, "HOME": str(plan.folder), **author}
        self.git("init", "-q", "-b", "main")
        if told:
            plan.done("init", "--git", "--file", "coop.json")
        self.commit("plan")

    def git(self, *words: str, fine: bool = True, day: str = "2025-07-01") -> int:
        when = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
        done = subprocess.run(["git", *words], cwd=self._plan.folder, env={**self._environ, **when}, check=fine,
                              capture_output=True, timeout=60)  # fmt: skip
        return done.returncode

    def said(self, *words: str) -> bytes:
        return subprocess.run(["git", *words], cwd=self._plan.folder, env=self._environ, check=True,
                              capture_output=True, timeout=60).stdout  # fmt: skip

    def complained(self, *words: str, fine: bool = True) -> str:
        return subprocess.run(["git", *words], cwd=self._plan.folder, env=self._environ, check=fine,
                              capture_output=True, timeout=60, text=True).stderr  # fmt: skip

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message, "--allow-empty")

    def clean(self) -> bool:
        command = ["git", "status", "--porcelain"]
        return not subprocess.run(command, cwd=self._plan.folder, capture_output=True, check=True).stdout


def test_git_merges_two_branches(plan: Program) -> None:
    """Figures and edits of two branches are joined by git's own merge, once the driver is set up."""
    repository = _Repository(plan)
    repository.git("checkout", "-qb", "field")
    plan.done("record", "trade", "260", "--on", "2025-06-30", "--key", "field-1")
    repository.commit("field")
    repository.git("checkout", "-q", "main")
    plan.done("record", "books", "4", "--on", "2025-06-30", "--key", "main-1")
    plan.done("goal", "edit", "books", "--owner", "Library")
    repository.commit("main")
    repository.git("merge", "-q", "--no-edit", "field")
    assert {"field-1", "main-1"} <= set(keys_of(plan))
    assert "Library" in plan.done("goal", "show", "books")
    assert repository.clean()


def test_git_pull_names_two_values_of_one_day(plan: Program) -> None:
    """What git joins and only a person can settle is said on standard error, where git shows it."""
    repository = _Repository(plan)
    repository.git("checkout", "-qb", "field")
    plan.done("record", "trade", "260", "--on", "2025-06-30", "--key", "field-1")
    plan.done("record", "books", "4", "--on", "2025-06-30", "--key", "field-2")
    repository.commit("field")
    repository.git("checkout", "-q", "main")
    plan.done("record", "trade", "261", "--on", "2025-06-30", "--key", "main-1")
    plan.done("record", "books", "4", "--on", "2025-06-30", "--key", "main-2")
    repository.commit("main")
    told = repository.complained("merge", "-q", "--no-edit", "field")
    assert "trade has 261 and 260 for 2025-06-30" in told
    assert "books has 4 for 2025-06-30 from both sides" in told


def test_git_without_the_driver_keeps_the_lock(plan: Program) -> None:
    """What doctor says after a conflict in file and lock concludes the merge; init has git forget what is beside."""
    repository = _Repository(plan, told=False)
    beside = (".coop.json.lock", "coop.json.bak")
    for branch, value in (("field", "120"), ("main", "121")):
        repository.git("checkout", "-q", "-B", branch, "HEAD" if branch == "field" else "HEAD~1")
        plan.done("record", "trade", value, "--on", "2025-06-30", "--key", f"{branch}-1")
        for name in beside:
            (plan.folder / name).write_text(branch)
        repository.commit(branch)
    assert repository.git("merge", "-q", "--no-edit", "field", fine=False)
    result = plan.run("doctor", "--repair")
    assert "trade has 121 and 120 for 2025-06-30" in result.err
    assert plan.run("check", "trade", "--fail-on", "double").code == 4
    advice = result.err.partition("settled: ")[2].splitlines()[0]
    for command in advice.split(" && "):
        repository.git(*(shlex.split(command)[1:]), *(("--no-edit",) if "commit" in command else ()))
    assert repository.said("ls-files").split() == [b"coop.json"]
    repository.git("add", "-A")
    assert repository.said("ls-files").split() != [b"coop.json"]
    assert "no longer" in plan.run("init", "--git", "--file", "coop.json").err
    repository.commit("told")
    assert repository.said("ls-files").split() == [b".gitattributes", b".gitignore", b"coop.json"]


@pytest.mark.parametrize(("branch", "whose"), [("main", "our version"), ("field", "their version")])
def test_a_version_that_cannot_be_read_is_named(plan: Program, branch: str, whose: str) -> None:
    """Git's own name for it is gone when somebody looks; what is said to do joins the two."""
    repository = _Repository(plan)
    sound = plan.folder / "coop.json"
    kept: dict[str, str] = {}
    for one in ("field", "main"):
        repository.git("checkout", "-q", "-B", one, "HEAD" if one == "field" else "HEAD~1")
        plan.done("record", "trade", "120", "--on", "2025-06-30", "--key", f"{one}-1")
        kept[one] = sound.read_text("utf-8")
        if one == branch:
            sound.write_text("nonsense\n" + kept[one], "utf-8")
        repository.commit(one)
    told = repository.complained("merge", "-q", "--no-edit", "field", fine=False).splitlines()
    assert told[0].startswith(f"error: {whose} of coop.json, line 1 is not JSON")
    show, take, add = re.findall(r"git show \S+|coopctl merge \S+\b|git add \S+", told[1])
    theirs = repository.said(*show.split()[1:]).decode("utf-8")
    (plan.folder / "theirs.json").write_text(theirs if branch == "main" else kept["field"], "utf-8")
    sound.write_text(kept["main"], "utf-8")
    plan.done(*take.split()[1:])
    assert {"field-1", "main-1"} <= set(keys_of(plan))
    repository.git(*add.split()[1:])


@pytest.mark.parametrize("driver", ["conflicts", "is not there"])
def test_doctor_says_what_git_waits_with(plan: Program, driver: str) -> None:
    """Where the file stays as it is in ours, what the other side recorded is not in it, and easily forgotten."""
    repository = _Repository(plan)
    for branch in ("field", "main"):
        repository.git("checkout", "-q", "-B", branch, "HEAD" if branch == "field" else "HEAD~1")
        plan.done("record", "trade", "120", "--on", "2025-06-30", "--key", f"{branch}-1")
        if driver == "conflicts":
            to = "310 by 2027" if branch == "field" else "320 by 2027"
            plan.done("goal", "retarget", "trade", "--to", to, "--why", branch)
        repository.commit(branch)
    if driver != "conflicts":
        repository.git("config", "merge.coopctl.driver", "coopctl-that-nobody-has %A")
    assert "git holds" not in plan.done("doctor")
    assert repository.git("merge", "-q", "--no-edit", "field", fine=False)
    (note,) = [one for one in plan.done("doctor").splitlines() if "git holds another version" in one]
    assert f"{1 + (driver == 'conflicts')} thing" in note
    show, take, add = re.findall(r"git show \S+|coopctl merge \S+\b|git add \S+", note)
    (plan.folder / "theirs.json").write_bytes(repository.said(*show.split()[1:]))
    plan.done(*take.split()[1:], *(("--ours", "trade") if driver == "conflicts" else ()))
    assert {"field-1", "main-1"} <= set(keys_of(plan))
    assert "git holds" not in plan.done("doctor")
    repository.git(*add.split()[1:])


def test_what_git_brought_and_when(plan: Program) -> None:
    """A pull calls nobody: what it brought is dated by who recorded it; git itself knows what a clone had by a day."""
    repository = _Repository(plan)
    repository.git("checkout", "-qb", "field")
    plan.done("record", "trade", "260", "--on", "2025-06-30", "--key", "field-1")
    repository.commit("field")
    repository.git("checkout", "-q", "main", day="2025-07-10")
    repository.git("merge", "-q", "--ff-only", "field", day="2025-08-15")
    for moment in ("2025-07-01", "here:2025-07-01"):
        assert "260" in plan.done("status", "trade", "--known-at", moment, "-o", "csv")
    for day, known in (("2025-08-01", False), ("2025-08-31", True)):
        then = repository.said("show", f"main@{{{day}}}:coop.json")
        (plan.folder / "then.json").write_bytes(then)
        assert ("260" in plan.done("status", "trade", "-o", "csv", "--file", "then.json")) == known, day


@pytest.mark.parametrize("seeds", [range(3), pytest.param(range(3, 23), marks=pytest.mark.long)])
def test_git_merges_random_branches(plan: Program, seeds: range) -> None:
    """Two branches with any work come to one, the same from both sides, or git says that a person has to look."""
    repository = _Repository(plan)
    settled = 0
    for seed in seeds:
        chance = random.Random(seed)
        keys = []
        for branch in ("ours", "theirs"):
            repository.git("checkout", "-q", "-f", "-B", f"{branch}-{seed}", "main")
            keys += worked(plan, "coop.json", chance, 5)
            repository.commit(branch)
        results = []
        for one, other in (("ours", "theirs"), ("theirs", "ours")):
            repository.git("checkout", "-q", "-f", "-B", f"{one}-merged-{seed}", f"{one}-{seed}")
            results.append(repository.git("merge", "-q", "--no-edit", f"{other}-{seed}", fine=False))
            if results[-1]:
                repository.git("merge", "--abort")
                continue
            assert set(keys) <= set(keys_of(plan)), seed
            assert plan.run("doctor").code == 0, seed
            results[-1] = hash((plan.folder / "coop.json").read_bytes())
        assert results[0] == results[1], seed
        settled += results[0] != 1
    assert settled >= len(seeds) // 3


def test_two_files_are_named_beside_each_other(program: Program) -> None:
    """Where no plan is named or found, the first of several is the one that takes in the others."""
    program.done("goal", "add", "Trade", "--from", "100", "--to", "200 by 2030", "--file", "a.json")
    program.done("backup", "b c.json", "--file", "a.json")
    for name, value in (("a.json", "110"), ("b c.json", "120")):
        program.done("record", "trade", value, "--file", name)
    refused = program.run("merge", "a.json", "b c.json")
    assert refused.err.splitlines()[1] == "hint: write coopctl --file a.json merge 'b c.json'"
    program.done("--file", "a.json", "merge", "b c.json")
    found = program.run("check", "--file", "a.json").out
    assert found.count("coopctl --file a.json ") == found.count("coopctl ") == 3
