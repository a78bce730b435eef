"""Three files of one plan in which anything is done, merged in any order, with anything chosen: one history of all."""

import json
import random
import re
import shutil

import pytest

from cli.test_merge import keys_of
from coopctl.store.file.store import TinyStore
from running import Program

_GOALS = ("trade", "books", "exercises")
_HOW = {"trade": "level", "books": "total", "exercises": "count"}


def _commands(plan: Program, name: str) -> list[list[str]]:
    """What `check` tells to do about what a merge left."""
    found = plan.run("check", "--fail-on", "double,rival", "-o", "json", "--file", name)
    said = [one["said"] for goal in json.loads(found.out)["goals"] for one in goal["unsettled"]]
    parts = [part for one in said for part in one.replace("VALUE", "2").split("coopctl ")[1:]]
    return [part.split(", ")[0].split(" (")[0].split() for part in parts]


def _worked(plan: Program, name: str, chance: random.Random, tag: str) -> None:
    """Something that is done to a file, of which some may be refused; what `check` tells to do never is."""
    goal = chance.choice(_GOALS)
    per = " per year" if goal == "exercises" else ""
    value = "1" if goal == "exercises" else f"{chance.randint(1, 3)}"
    on = chance.choice(["2025-02-11", "2025-03-11", "2025-02"])
    record = ("record", goal, value, "--on", on, "--key", tag)
    told = chance.choice(_commands(plan, name) or [record]) if chance.random() < 0.3 else None
    ways: tuple[tuple[str, ...], ...] = (
        ("goal", "retarget", goal, "--to", f"{chance.randint(30, 400)}{per} by 2027", "--why", tag),
        ("goal", "remove", goal, "--yes"),
        ("goal", "add", goal, "--from", "0", "--to", f"5{per} by 2027", "--measure", _HOW[goal]),
        ("goal", "edit", goal, "--note", tag),
        ("retract", chance.choice(keys_of(plan, name))),
        ("undo",),
        ("redo",),
        *[record] * 5,
    )
    result = plan.run(*(told or chance.choice(ways)), "--file", name)
    assert result.code == 0 or told is None or told == record, (told, result.err)


def _settled(plan: Program, ours: str, theirs: str, chance: random.Random) -> list[tuple[str, str]]:
    """Merge one file into another; what was chosen on the way."""
    chosen: list[tuple[str, str]] = []
    while True:
        words = [word for choice in chosen for word in choice]
        result = plan.run("merge", theirs, *words, "--file", ours)
        if result.code == 0:
            return chosen
        names = re.findall(r"--ours (\S+?)(?=,| |$)", result.err.partition("hint:")[2])
        assert names, result.err
        assert not {*names} & {*words}, result.err
        chosen += [(chance.choice(["--ours", "--theirs"]), name) for name in names]


_TURNED = {"--ours": "--theirs", "--theirs": "--ours"}


@pytest.mark.parametrize("seeds", [range(4), pytest.param(range(4, 200), marks=pytest.mark.long)])
def test_whatever_was_done_and_chosen(program: Program, seeds: range) -> None:
    """Either way of merging comes to the same bytes and a sound file; again, nothing changes and nothing is asked.

    So does one that looks at all figures, also those that both files begin with.
    """
    for seed in seeds:
        chance = random.Random(seed)
        plan = program.folder
        (plan / "a.json").unlink(missing_ok=True)
        for goal, measure in _HOW.items():
            per = " per year" if goal == "exercises" else ""
            made = ("--measure", measure, "--since", "2024-12-31", "--file", "a.json")
            program.done("goal", "add", goal, "--from", f"1{per}", "--to", f"24{per} by 2027", *made)
            program.done("record", goal, "1", "--on", "2025-03-31", "--key", f"base-{goal}", "--file", "a.json")
        for name in ("b.json", "c.json"):
            shutil.copy(program.folder / "a.json", program.folder / name)
        for number in range(3):
            for name in ("a.json", "b.json", "c.json"):
                for step in range(chance.randint(0, 4)):
                    _worked(program, name, chance, f"{name[0]}{number}{step}")
            one, other = chance.sample(["a.json", "b.json", "c.json"], 2)
            for name in (one, other):
                shutil.copy(program.folder / name, program.folder / f"old-{name}")
            keys = {*keys_of(program, one), *keys_of(program, other)}
            chosen = _settled(program, one, other, chance)
            shutil.copy(plan / f"old-{one}", plan / "whole.json")
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(TinyStore, "alike", lambda *_: None)
                words = [word for choice in chosen for word in choice]
                program.done("merge", f"old-{other}", *words, "--file", "whole.json")
            turned = [word for way, name in chosen for word in (_TURNED[way], name)]
            assert program.run("merge", f"old-{one}", *turned, "--file", other).code == 0, seed
            merged = (program.folder / one).read_bytes()
            assert (program.folder / other).read_bytes() == merged == (plan / "whole.json").read_bytes(), seed
            program.done("merge", f"old-{one}", f"old-{other}", other, "--file", one)
            assert (program.folder / one).read_bytes() == merged, seed
            assert program.run("doctor", one).code == 0, seed
            assert {*keys_of(program, one)} == keys, seed
