"""kill -9 at any moment of any command: what was acknowledged is there, `doctor --repair` mends what is left.

Some dozens of kills in every run; 3,000 with `-m long`.
"""

import csv
import os
import random
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopctl.disk import files
from coopctl.store.file.store import TinyStore
from running import Program

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

# Every command that writes, with {n} for the number of the call; what it must leave is looked for below.
COMMANDS = (
    "record trade {n} --on 2024-03-01 --key key{n}",
    "record visits --on 2025-02-01 --key key{n}",
    "record trade {n} --on 2024-03-01 --key key{n} --note {long}",
    "import rows{n}.csv",
    "import rows{n}.csv --update",
    "undo",
    "undo",
    "redo",
    "retract {key}",
    "goal add goal{n} --from 1 --to 2",
    "goal edit trade --note note{n}",
    "goal retarget trade --to {n} --why why{n}",
    "goal baseline trade {n} --why why{n}",
    "goal archive visits",
    "goal restore visits",
    "goal remove {goal} --yes",
    "group add sector:s{n} --title Title{n}",
    "plan edit --title title{n}",
    "plan import plan{n}.csv --yes",
    "plan renew --from 2025-01-01 --into new{n}.json",
    "merge other{n}.json",
    "backup copy{n}.json",
    "restore coop.json.bak",
    "doctor --repair",
    "export --to figures{n}.csv",
    "export --plan --to plan{n}.json",
    "export -o iati --to results{n}.xml",
    "init --file fresh{n}.json",
)


def _prepared(folder: Path) -> Program:
    for one in folder.iterdir():
        one.unlink()
    program = Program(folder)
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030", "--since", "2024-01-01")
    program.done("goal", "add", "visits", "--to", "2 per year by 2030", "--since", "2024-01-01")
    program.done("record", "trade", "255", "--on", "2024-02-01")
    return program


def _content(path: Path) -> tuple[set[str], set[str], int]:
    """The figures' keys, the changes' words and ids, and how many there are of both."""
    store = TinyStore(path, lock_timeout=60)
    with store.snapshot():
        contents = store.contents()
        keys = {figure.key for _, figure in store.figures()}
    changes = {f"{change.what} {change.id}" for change in contents.changes}
    return keys, changes, len(keys) + len(contents.changes)


def _calls(program: Program, dice: random.Random, start: int) -> Iterator[tuple[int, str]]:
    """One call after another, with the files that it reads."""
    folder, number = program.folder, start
    while True:
        number += 1
        command = dice.choice(COMMANDS)
        if "rows{n}" in command:
            rows = "".join(f"trade,2024-{1 + at % 12:02d}-{1 + at % 28:02d},{number}{at}\n" for at in range(30))
            (folder / f"rows{number}.csv").write_text(f"goal,date,value\n{rows}")
        if "plan{n}.csv" in command:
            (folder / f"plan{number}.csv").write_text(f"goal,baseline,target\nDraft {number},1,2 by 2030\n")
        if "other{n}" in command:
            other = folder / f"other{number}.json"
            other.write_bytes((folder / "coop.json").read_bytes())
            merged = ["record", "trade", "257", "--key", f"merged{number}", "--file", other.name]
            if Program(folder, keys_from=number).run(*merged).code:  # the goal may have been undone
                other.unlink()
        keys, changes, _ = _content(folder / "coop.json")
        goals = [one.split()[2] for one in changes if one.startswith("goal add goal")]
        yield (
            number,
            command.format(
                n=number, long="x" * 70_000, key=dice.choice(sorted(keys)), goal=dice.choice(goals or ["visits"])
            ),
        )


def _work(folder: Path, seed: int, out: int) -> None:
    """Run commands until somebody ends it, and tell of each that said it was done."""
    program = Program(folder, keys_from=seed * 1000)
    program.debug = False
    for number, command in _calls(program, random.Random(seed), seed * 1000):
        if command.startswith("restore"):
            # From then on what was there before may be gone, because somebody wanted it to be.
            os.write(out, f"{number}\tbegun\t{command}\n".encode())
        result = program.run(*command.split())
        if "fault of coopctl" in result.err:
            os.write(out, f"{number}\tfault\t{command} {result.err!r}\n".encode())
        elif result.code == 0:
            _, _, size = _content(folder / "coop.json")
            os.write(out, f"{number}\t{size}\t{command}\n".encode())


def _check(program: Program, told: list[list[str]]) -> None:
    """Doctor mends what is left, and everything that was acknowledged is there."""
    folder = program.folder
    mended = program.run("doctor", "--repair")
    assert mended.code == 0, (mended.out, mended.err, told[-3:])
    again = program.run("doctor")
    assert (again.code, again.out.count("nothing is wrong")) == (0, 1), again.out
    assert [one for one in files.leftovers(folder / "coop.json") if files.is_of(one, folder / "coop.json")] == []
    keys, changes, size = _content(folder / "coop.json")
    said = "\n".join(changes)
    begun = max((at for at, (_, size_then, _) in enumerate(told) if size_then == "begun"), default=-1)
    for at, (number, size_then, command) in enumerate(told):
        words = command.split()
        assert size_then != "fault", command
        if at <= begun and words[0] not in ("backup", "init", "export"):
            continue
        if words[0] == "record":
            assert f"key{number}" in keys, command
        elif words[0] == "merge":
            assert f"merged{number}" in keys, command
        elif words[:2] == ["goal", "add"]:
            assert f"goal add goal{number} " in said, command
        elif words[0] == "backup":
            _content(folder / f"copy{number}.json")
        elif words[0] == "init":
            _content(folder / f"fresh{number}.json")
        elif words[:2] == ["export", "--to"]:
            with (folder / f"figures{number}.csv").open(newline="") as file:
                rows = list(csv.reader(file))
            assert {len(row) for row in rows} == {len(rows[0])}, command
    if told[begun + 1 :]:
        assert size >= int(told[-1][1])


def test_kills_in_every_command(tmp_path: Path, full: bool) -> None:
    """Whatever was running, the file opens, and `doctor --repair` ends with 0."""
    kills, dice, acknowledged, program = 3000 if full else 30, random.Random(), 0, _prepared(tmp_path)
    seen: set[str] = set()
    for kill in range(1, kills + 1):
        if kill % 20 == 0:
            program = _prepared(tmp_path)
        inside, outside = os.pipe()
        child = os.fork()
        if not child:
            try:
                _work(tmp_path, kill, outside)
            finally:
                os._exit(1)
        os.close(outside)
        time.sleep(dice.random() * 0.25)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(inside) as pipe:
            told = [line.rstrip("\n").split("\t") for line in pipe if line.endswith("\n")]
        acknowledged += len(told)
        seen |= {re.sub("[0-9]+.*", "", " ".join(command.split()[:2])) for _, _, command in told}
        _check(program, told)
    print(f"{kills} kills, {acknowledged} acknowledged commands of {len(seen)} kinds, none lost")
    assert acknowledged


def test_the_commands_that_are_killed_are_commands(tmp_path: Path) -> None:
    """Each of them can be done."""
    program = _prepared(tmp_path)
    done: set[str] = set()
    dice = random.Random(1)
    for number, command in _calls(program, dice, 0):
        result = program.run(*command.split())
        assert result.code != 2, (command, result.err)
        if result.code == 0:
            done.add(" ".join(command.split()[:2]).rstrip("0123456789"))
        if number == 250:
            break
    missing = {" ".join(command.split()[:2]).partition("{")[0].strip() for command in COMMANDS}
    assert {one for one in missing if not any(two.startswith(one) for two in done)} == set()


@pytest.fixture(params=[pytest.param(False, id="short"), pytest.param(True, id="full", marks=pytest.mark.long)])
def full(request: pytest.FixtureRequest) -> bool:
    """Whether this is the full dose, which takes an hour."""
    return bool(request.param)
