"""Values that no command writes, but a file can hold: whatever stands where, every command ends with its exit code.

A thousand random pairs of a mutated file and a command in every run; all of them with `-m long`.
"""

import json
import random
import resource
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from running import Program

# Written as they stand here, for no JSON writer writes them.
RAW = {
    "@nan": "NaN", "@infinity": "-Infinity", "@huge": "1E999999999", "@tiny": "1E-999999999", "@digits": "9" * 4000,
    "@beyond": "1E99999999999999999999", "@half": '"\\ud800"', "@twice": '{"a":1,"a":2}',
    "@deep": "[" * 5000 + "]" * 5000,
}  # fmt: skip
VALUES: list[Any] = [
    None, True, 0, -1, 3, 10**20, 1.5, "", " ", "x", "0", "-1", "NaN", "sNaN", "Infinity", "1E5000", "1E999999999",
    "1E-99999", "9" * 4000, "0.1" + "0" * 4000, "0001-01-01", "9999-12-31", "2025-02-30", "2025-06-30",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
    "2025-06-30T12:00:00", "2025-06-30T12:00:00+23:59", "level", "count", "year", "week",
    "\u202e\x1b[31m", "\x00", "a" * 10000, "../../x", "$(x)", "%s{0}", "1000 years", [], {}, [[]], [None], ["x", "x"],
    {"x": 1}, {"value": "1", "date": "2025-01-01"}, *RAW,
]  # fmt: skip
COMMANDS = [
    command.split(" ")
    for line in (
        "status|status -o json|status --as-of 2024-01-01|status --method all|status --against original",
        "status -o tsv|log|log --changes|log -o jsonl|explain trade|explain exercises --method statcan",
        "check|due|doctor|doctor --repair|undo|undo --list|redo|export|export -o iati|export -o sdmx-csv",
        "export -o json|export --plan|goal list|goal show trade|goal edit trade --note n",
        "goal remove trade --yes|goal archive exercises|goal retarget trade --to 400 --why w|group list",
        "group add sector:x --title X|plan show|plan edit --title B|record trade 260|record exercises",
        "retract kf|confirm kf|import rows.csv|backup|restore other.json|report|chart trade|diff --since 2025-01-01",
        "goal add new --from 1 --to 2|schema status",
    )
    for command in line.split("|")
]
SECONDS = 5
# What the sweep may take beside the tests before it, in KiB.
MOST_KIB = 300_000


def sound(program: Program) -> dict[str, Any]:
    """The tables of a file in which every kind of value stands."""
    program.done("init", "--title", "A", "--date", "2024-01-01")
    program.done("group", "add", "sector:mining", "--title", "Mining")
    for words in (
        "trade --from 250 --to 300 --by 2028 --milestone 275@2026-12-31 --group sector:mining --owner Desk --tag a",
        "exercises --from 1/year --to 2/year --by 2027",
        "price --from 2 --to at-most-3",
        "signed --from proposed --to signed",
        "roads --measure total --from 4 --to 14 --by 2027",
    ):
        said = ["at most 3" if word == "at-most-3" else word.replace("/", " per ") for word in words.split(" ")]
        if "signed" in said[:1]:
            said[-1] = "signed of proposed < negotiating < signed"
        if "--by" in said:
            at = said.index("--by")
            said[at - 1] += f" by {said[at + 1]}"
            del said[at : at + 2]
        program.done("goal", "add", *said)
    for words in (
        "trade 255 --on 2024-06-30",
        "trade 256 --on 2024-12-31",
        "exercises --on 2024-05-01",
        "roads 3",
        "price 2.5",
    ):
        program.done("record", *words.split(" "))
    program.done("goal", "retarget", "trade", "--to", "310 by 2029", "--why", "more")
    program.done("import", "-", stdin="goal,date,value\ntrade,2025-01-31,257\ntrade,2025-02-28,258\n")
    key = json.loads((program.folder / "coop.json").read_bytes())["figures"]["1"]["key"]
    program.done("record", "trade", "254", "--on", "2024-06-30", "--replaces", key)
    program.done("undo")
    shutil.copy(program.folder / "coop.json", program.folder / "field.json")
    for name in ("coop.json", "field.json"):
        program.done("record", "price", f"{len(name)}", "--on", "2025-03-31", "--key", name[0], "--file", name)
        program.done("record", "exercises", "--on", "2025-03-31", "--key", f"k{name[0]}", "--file", name)
    program.done("merge", "field.json")
    found: dict[str, Any] = json.loads((program.folder / "coop.json").read_bytes())
    return found


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value in JSON."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield from places(inner, (*path, name))


def mutated(tables: dict[str, Any], path: tuple[str | int, ...], value: Any, *, lines: bool = True) -> bytes:
    """The file with one value replaced, in line form where it is still tables, or as other programs write it."""
    changed: Any = json.loads(json.dumps(tables))
    inside = changed
    for name in path[:-1]:
        inside = inside[name]
    inside[path[-1]] = value
    parts = []
    for name, table in changed.items():
        entries = json.dumps(table)
        if isinstance(table, dict) and table:
            entries = (
                "{\n" + "\n,".join(f"{json.dumps(place)}:{json.dumps(one)}" for place, one in table.items()) + "\n}"
            )
        parts.append(f"{json.dumps(name)}:{entries}")
    text = "{" + ",".join(parts) + "}\n"
    text = text if lines else text.replace("\n", " ")
    for mark, raw in RAW.items():
        text = text.replace(json.dumps(mark), raw)
    return text.encode("utf-8", "surrogatepass")


@contextmanager
def limited() -> Iterator[None]:
    """An end for what would not end."""

    def ended(*_: object) -> None:
        raise TimeoutError(f"no answer within {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, ended)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def trouble(program: Program, command: list[str], data: bytes) -> str:
    """What went wrong with a command on a file, "" where it ended as it should."""
    file = program.folder / "coop.json"
    for one in program.folder.iterdir():
        if one.name not in ("rows.csv", "other.json"):
            one.unlink()
    file.write_bytes(data)
    try:
        with limited():
            result = program.run(*command)
    except Exception as bug:  # noqa: BLE001 - any of them is what this test looks for
        return f"{type(bug).__name__}: {bug!s:.100}"
    if result.code not in (0, 1, 2, 3, 4):
        return f"exit code {result.code}"
    if "fault of coopctl" in result.err or "coopctl itself failed" in result.out + result.err:
        return result.out + result.err
    return "" if len(result.out) < 1_000_000 else f"{len(result.out)} characters"


def test_no_value_in_a_file_breaks_a_command(program: Program, full: bool, tmp_path: Path) -> None:
    """Any JSON in any place: the command works, or says what is wrong; no fault, no hang, no endless answer."""
    tables = sound(program)
    (tmp_path / "rows.csv").write_text("goal,date,value\ntrade,2025-03-31,259\n")
    (tmp_path / "other.json").write_bytes((tmp_path / "coop.json").read_bytes())
    every = list(places(tables))
    if full:
        pairs = ((path, value, command, True) for path in every for value in VALUES for command in COMMANDS)
    else:
        dice = random.Random()
        pairs = (
            (dice.choice(every), dice.choice(VALUES), dice.choice(COMMANDS), dice.random() < 0.8) for _ in range(1000)
        )
    found: dict[str, str] = {}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path, value, command, lines in pairs:
        wrong = trouble(program, command, mutated(tables, path, value, lines=lines))
        if wrong and wrong not in found:
            found[wrong] = f"{' '.join(command)} with {value!r:.60} at {path}"
    assert found == {}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_KIB


def test_the_commands_of_the_sweep_are_commands(program: Program, tmp_path: Path) -> None:
    """On the sound file none of them is refused for its words, and no command is left out."""
    from coopctl.cli.app import COMMANDS as ALL

    tables = sound(program)
    (tmp_path / "rows.csv").write_text("goal,date,value\ntrade,2025-03-31,259\n")
    (tmp_path / "other.json").write_bytes((tmp_path / "coop.json").read_bytes())
    for command in COMMANDS:
        assert trouble(program, command, mutated(tables, ("plan", "1", "title"), "A")) == ""
        result = program.run(*command)
        assert result.code != 2, (command, result.err)
    left_out = set(ALL) - {command[0] for command in COMMANDS}
    assert left_out <= {"demo", "init", "completion", "checkin", "help", "watch", "merge", "merge-driver", "share"}


@pytest.fixture(params=[pytest.param(False, id="short"), pytest.param(True, id="full", marks=pytest.mark.long)])
def full(request: pytest.FixtureRequest) -> bool:
    """Whether this is the full dose, which takes hours."""
    return bool(request.param)
