"""Two versions that stand in one file, or beside it, become one, and nothing that either acknowledged is lost."""

import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec import structs

from cli.test_merge import keys_of, plan, worked
from coopctl.errors import ExitCode
from coopctl.store.file.store import TinyStore
from running import Program

__all__ = ["plan"]  # the fixture


def _joined_by_git(folder: Path, *options: str) -> bytes:
    """What git without our driver makes of two versions: with its markers, or with --union the lines of both."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    words = ["git", "merge-file", "-p", *options, "a.json", "base.json", "b.json"]
    return subprocess.run(words, cwd=folder, capture_output=True, check=False, timeout=60).stdout


def _two(program: Program) -> None:
    """Two versions with figures of their own."""
    for name in ("base.json", "a.json", "b.json"):
        shutil.copy(program.folder / "coop.json", program.folder / name)
    for name, key in (("a.json", "mine"), ("b.json", "yours"), ("b.json", "yours2")):
        program.done("record", "trade", "270", "--on", "2025-06-11", "--key", key, "--file", name)


@pytest.mark.parametrize("option", ["--union", "--diff3", "--zdiff3"])
def test_both_lines_were_kept(plan: Program, option: str) -> None:
    """Markers, and lines that were kept by hand, are named, and mended to what merging makes of the versions."""
    _two(plan)
    (plan.folder / "coop.json").write_bytes(_joined_by_git(plan.folder, option))
    status = plan.run("status")
    assert (status.code, "git's conflict markers" in status.err) == (ExitCode.FILE, option != "--union")
    found = plan.run("doctor")
    assert (found.code, "two versions" in found.out, "--repair" in found.err) == (ExitCode.FILE, True, True)
    mended = plan.run("doctor", "--repair")
    told = re.search(r"made one of 2 versions: \d+ figures, \d+ changes?\n", mended.out + mended.err)
    assert (mended.code, bool(told)) == (0, True), mended
    plan.done("merge", "b.json", "--file", "a.json")
    assert (plan.folder / "coop.json").read_bytes() == (plan.folder / "a.json").read_bytes()


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\n\n"])
def test_a_file_behind_another_is_merged_with_it(plan: Program, ends: bytes) -> None:
    """A file that was pasted twice, or another version of it, stands in it whole; it is named and mended."""
    _two(plan)
    texts = [(plan.folder / name).read_bytes().rstrip() for name in ("a.json", "b.json", "a.json")]
    whole = b"".join(text.replace(b"\n", ends.replace(b"\n\n", b"\n")) + ends for text in texts)
    (plan.folder / "coop.json").write_bytes(whole)
    found = plan.run("doctor")
    assert (found.code, found.out.splitlines()[0]) == (ExitCode.FILE, "whole files stand in it, one behind the other")
    assert len(found.out.splitlines()) <= 2
    mended = plan.run("doctor", "--repair")
    assert (mended.code, "made one of 3 versions" in mended.out + mended.err) == (0, True), mended
    plan.done("merge", "b.json", "--file", "a.json")
    assert (plan.folder / "coop.json").read_bytes() == (plan.folder / "a.json").read_bytes()


def test_what_a_person_has_to_settle_is_not_guessed(plan: Program) -> None:
    """Two targets between markers stay as they are, with the way to settle them."""
    _two(plan)
    for name, value in (("a.json", "310"), ("b.json", "320")):
        plan.done("goal", "retarget", "trade", "--to", f"{value} by 2027", "--why", name, "--file", name)
    text = _joined_by_git(plan.folder)
    (plan.folder / "coop.json").write_bytes(text)
    result = plan.run("doctor", "--repair")
    assert (result.code, "--theirs trade" in result.err) == (3, True)
    assert "both sides changed its target: here 310 by 2027, there 320 by 2027" in result.err
    assert (plan.folder / "coop.json").read_bytes() == text


_ADD = ("--from", "1", "--to", "2 by 2030", "--since", "2024-12-31")
_RETARGET = ("goal", "retarget", "trade", "--why", "talks", "--to")


@pytest.mark.parametrize("option", ["--union", "--diff3"])
@pytest.mark.parametrize("side", ["--ours", "--theirs"])
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ((*_RETARGET, "310 by 2027"), (*_RETARGET, "320 by 2027")),
        (("goal", "remove", "trade", "--yes"), ("goal", "edit", "trade", "--note", "Y")),
        (("goal", "edit", "trade", "--note", "Y"), ("goal", "remove", "trade", "--yes")),
    ],
)
def test_a_person_settles_it_in_place(
    plan: Program, ours: tuple[str, ...], theirs: tuple[str, ...], side: str, option: str
) -> None:
    """What the repair asks for is said as to merge, of changed lines and of a goal that one of them removed."""
    _edited(plan, ours, theirs)
    (plan.folder / "coop.json").write_bytes(_joined_by_git(plan.folder, option))
    asked = plan.run("doctor", "--repair")
    assert (asked.code, "coopctl doctor --repair --ours trade, or --theirs trade" in asked.err) == (3, True)
    assert plan.run("doctor", side, "trade").code == ExitCode.USAGE
    plan.done("doctor", "--repair", side, "trade")
    plan.done("merge", "b.json", "--file", "a.json", side, "trade")
    assert (plan.folder / "coop.json").read_bytes() == (plan.folder / "a.json").read_bytes()


def test_a_goal_whose_addition_one_took_back(plan: Program) -> None:
    """To take back the addition of a goal, and perhaps that again, is to remove it, and perhaps not."""
    plan.done("goal", "add", "wells", *_ADD)
    shutil.copy(plan.folder / "coop.json", plan.folder / "start.json")
    for redone in (False, True):
        shutil.copy(plan.folder / "start.json", plan.folder / "coop.json")
        _edited(plan, ("goal", "edit", "wells", "--note", "Y"), ("undo",))
        if redone:
            plan.done("redo", "--file", "b.json")
        (plan.folder / "coop.json").write_bytes(_joined_by_git(plan.folder, "--union"))
        assert plan.run("doctor", "--repair").code == (0 if redone else ExitCode.FILE)
        plan.done("doctor", "--repair", "--ours", "wells")
        plan.done("merge", "b.json", "--file", "a.json", "--ours", "wells")
        assert _held(plan.folder / "coop.json") == _held(plan.folder / "a.json")


def test_a_removed_goal_beside_one_that_was_changed(plan: Program) -> None:
    """A goal that one version removed and the other left alone is gone, also where its line was kept with others."""
    for ours, theirs in (("remove", "edit"), ("edit", "remove")):
        shutil.copy(plan.folder / "coop.json", plan.folder / "start.json")
        words = {"remove": ("goal", "remove", "trade", "--yes"), "edit": ("goal", "edit", "books", "--note", "Y")}
        _edited(plan, words[ours], words[theirs])
        (plan.folder / "coop.json").write_bytes(_joined_by_git(plan.folder, "--union"))
        plan.done("doctor", "--repair")
        plan.done("merge", "b.json", "--file", "a.json")
        assert _held(plan.folder / "coop.json") == _held(plan.folder / "a.json")
        shutil.copy(plan.folder / "start.json", plan.folder / "coop.json")


def _edited(plan: Program, ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    """Two versions of the plan."""
    for name in ("base.json", "a.json", "b.json"):
        shutil.copy(plan.folder / "coop.json", plan.folder / name)
    plan.done(*ours, "--file", "a.json")
    plan.done(*theirs, "--file", "b.json")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("goal", "edit", "trade", "--owner", "X"), ("goal", "edit", "trade", "--note", "Y")),
        (("goal", "edit", "trade", "--owner", "X"), ("goal", "edit", "books", "--note", "Y")),
        (("goal", "add", "wells", *_ADD), ("goal", "add", "roads", *_ADD)),
        (("goal", "add", "wells", *_ADD), ("goal", "edit", "exercises", "--note", "Y")),
        (("group", "add", "area:a", "--title", "A"), ("group", "add", "area:b", "--title", "B")),
        (("plan", "edit", "--title", "X"), ("plan", "edit", "--description", "Y")),
        (("plan", "edit", "--title", "X"), ("goal", "edit", "trade", "--note", "Y")),
    ],
)
def test_lines_of_the_plan_that_were_kept_twice(plan: Program, ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    """Each journal says what its version changed, and so which lines are its own: they become what merging makes."""
    _edited(plan, ours, theirs)
    (plan.folder / "coop.json").write_bytes(_joined_by_git(plan.folder, "--union"))
    assert plan.run("status").code == ExitCode.FILE
    assert "two versions" in plan.run("doctor").out
    plan.done("doctor", "--repair")
    plan.done("merge", "b.json", "--file", "a.json")
    assert (plan.folder / "coop.json").read_bytes() == (plan.folder / "a.json").read_bytes()


@pytest.mark.parametrize(
    ("state", "command"),
    [
        ("MERGE_HEAD", "git commit"),
        ("rebase-merge", "git rebase --continue"),
        ("CHERRY_PICK_HEAD", "git cherry-pick --continue"),
    ],
)
def test_git_is_to_be_told_that_it_is_settled(plan: Program, state: str, command: str) -> None:
    """While git merges, the command that concludes it is told after the file was mended, and only then."""
    _edited(plan, ("goal", "edit", "trade", "--owner", "X"), ("goal", "edit", "trade", "--note", "Y"))
    (plan.folder / "coop.json").write_bytes(_joined_by_git(plan.folder))
    assert "coopctl doctor --repair" in plan.run("status").err
    (plan.folder / ".git").mkdir()
    (plan.folder / ".git" / state).touch()
    assert f"git add coop.json && {command}" in plan.run("doctor", "--repair").err
    assert "git add" not in plan.run("doctor", "--repair").err


def test_lines_of_the_plan_that_cannot_be_told_apart(plan: Program) -> None:
    """What nobody can tell apart is left as it is; while git merges, the way back to its markers is told."""
    _edited(plan, ("goal", "edit", "trade", "--owner", "X"), ("goal", "edit", "trade", "--note", "Y"))
    kept = _joined_by_git(plan.folder, "--union").splitlines(keepends=True)
    text = b"".join(line for line in kept if b'"id":"trade","title"' not in line or b'"back"' in line)
    (plan.folder / "coop.json").write_bytes(text)
    assert plan.run("doctor", "--repair").code == ExitCode.FILE
    assert ("editor" in plan.run("doctor").err, (plan.folder / "coop.json").read_bytes()) == (True, text)
    (plan.folder / ".git").mkdir()
    (plan.folder / ".git" / "MERGE_HEAD").touch()
    assert "git checkout -m coop.json" in plan.run("doctor").err
    (plan.folder / "coop.json").write_bytes(_joined_by_git(plan.folder))
    assert plan.run("doctor", "--repair").code == 0


def test_fields_of_other_versions_are_kept(plan: Program) -> None:
    """What this version does not know of a figure or of the file stands in the mended one."""
    text = (plan.folder / "coop.json").read_bytes()
    text = text.replace(b'"key":"base-books"', b'"key":"base-books","later":[1,2]')
    (plan.folder / "coop.json").write_bytes(text)
    _two(plan)
    (plan.folder / "coop.json").write_bytes(_joined_by_git(plan.folder, "--union"))
    assert plan.run("doctor", "--repair").code == 0
    assert b'"later":[1,2]' in (plan.folder / "coop.json").read_bytes()


def _held(path: Path) -> object:
    """What a file holds, in whatever order."""
    store = TinyStore(path)
    contents = store.contents()
    goals = {structs.replace(one, after=0, after_key="") for one in contents.plan.goals}
    return (
        goals,
        {*contents.plan.groups},
        {one.id for one in contents.changes if one.what != "merge"},
        {one for _, one in store.figures()},
    )


@pytest.mark.parametrize("seeds", [range(10), pytest.param(range(10, 200), marks=pytest.mark.long)])
@pytest.mark.parametrize("option", ["--union", "--diff3"])
def test_nothing_acknowledged_is_lost(plan: Program, option: str, seeds: range) -> None:
    """Whatever git made of two histories is mended as merging would, or left as it is with an error; never half."""
    mended = 0
    shutil.copy(plan.folder / "coop.json", plan.folder / "base.json")
    for seed in seeds:
        chance = random.Random(seed)
        for name in ("a.json", "b.json"):
            shutil.copy(plan.folder / "base.json", plan.folder / name)
        keys = worked(plan, "a.json", chance, 4) + worked(plan, "b.json", chance, 4)
        text = _joined_by_git(plan.folder, option)
        (plan.folder / "coop.json").write_bytes(text)
        result = plan.run("doctor", "--repair")
        if result.code:
            assert (plan.folder / "coop.json").read_bytes() == text, (seed, result)
            continue
        mended += 1
        assert set(keys) <= set(keys_of(plan)), seed
        assert len(keys_of(plan)) == len(set(keys_of(plan))), seed
        # What git joined by itself stands in both versions, so that it is not the same to the byte.
        plan.done("merge", "b.json", "--file", "a.json")
        assert _held(plan.folder / "coop.json") == _held(plan.folder / "a.json"), seed
    # Some are for a person to settle, however they were kept.
    assert mended >= len(seeds) // 4


@pytest.mark.parametrize(
    "name",
    [
        "coop (Ann's conflicted copy 2025-07-01).json",
        "coop (conflicted copy 2025-07-01 101500).json",
        "coop.sync-conflict-20250701-101500-ABCDEFG.json",
        "coop (1).json",
        "coop_conflict-20250701.json",
    ],
)
def test_copies_beside_the_file_are_named(plan: Program, name: str) -> None:
    """A conflicted copy is named with what it has, and with the command that takes it in; then with nothing left."""
    shutil.copy(plan.folder / "coop.json", plan.folder / name)
    plan.done("record", "trade", "270", "--on", "2025-06-11", "--key", "k9", "--file", name)
    shutil.copy(plan.folder / "coop.json", plan.folder / "coop-20250701T120000Z.json")
    told = plan.done("doctor")
    assert "has 1 thing that this file lacks; take them in: coopctl merge" in told
    assert told.count("note:") == 1
    plan.done("merge", name)
    assert "nothing that this file lacks" in plan.done("doctor")
    assert "k9" in keys_of(plan)
    (plan.folder / name).write_text("{}")
    assert "look into it" in plan.done("doctor")


def test_the_file_as_it_was_is_kept(plan: Program) -> None:
    """The mended file's backup is what stood there before."""
    _two(plan)
    text = _joined_by_git(plan.folder)
    (plan.folder / "coop.json").write_bytes(text)
    assert plan.run("doctor", "--repair").code == 0
    assert (plan.folder / "coop.json.bak").read_bytes() == text
    assert TinyStore(plan.folder / "coop.json").contents().last == 6
