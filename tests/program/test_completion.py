"""Shell completion: the script of each shell, and what is completed from the file."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from running import Program, spawn


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_shells_complete_goals(mongolia: Program, shell: str) -> None:
    """Every shell has a script, and completes goal ids from the file."""
    assert "coopctl" in mongolia.done("completion", shell)
    asked = {"_COOPCTL_LINE": "coopctl explain tra"}
    if shell in ("zsh", "fish"):
        asked = {"_COOPCTL_WORDS": "coopctl\nexplain\ntra"}
    done = spawn(folder=mongolia.folder, environ={"_COOPCTL_COMPLETE": shell, **asked})
    assert done.stdout.decode().split() == ["trade-volume", "trade-agreements"]


def test_scripts_of_another_time_get_nothing(mongolia: Program) -> None:
    """A script that runs what it is told, as Typer's for zsh does, is told nothing."""
    environ = {"_COOPCTL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "coopctl explain tra"}
    done = spawn(folder=mongolia.folder, environ=environ)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def _completed(folder: Path, *words: str, environ: dict[str, str] | None = None) -> list[str]:
    """What bash is told for a line that ends in the last word."""
    asked = {"_COOPCTL_COMPLETE": "bash", "_COOPCTL_LINE": " ".join(("coopctl", *words))}
    done = spawn(folder=folder, environ=asked | (environ or {}))
    assert done.stderr == b""
    return [line.partition("\t")[0] for line in done.stdout.decode().splitlines()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("log", "trade-v"), ["trade-volume"]),
        (("log", "joint", "trade-v"), ["trade-volume"]),
        (("status", "--group", "objective:d"), ["objective:democratic-values"]),
        (("status", "--group=objective:d"), ["objective:democratic-values"]),
        (("goal", "add", "--group", "sector:m"), ["sector:mining"]),
        (("goal", "edit", "--group", "sector:m"), ["sector:mining"]),
        (("status", "--only", "mi"), ["missed"]),
        (("check", "--fail-on", "missed,no-d"), ["missed,no-data"]),
        (("goal", "list", "--sort", "p"), ["pace", "progress"]),
        (("explain", "--method", "a"), ["all"]),
        (("goal", "add", "--method", "o"), ["okr"]),
        (("due", "--columns", "goal,due-b"), []),
        (("due", "--columns", "goal,due_b"), ["goal,due_by"]),
        (("group", "list", "--columns", "id,d"), ["id,description"]),
        (("log", "--columns", "recorded"), ["recorded_at"]),
        (("status", "--owner", "'Trade d"), []),
    ],
)
def test_bash_is_told_the_words(mongolia: Program, words: tuple[str, ...], expected: list[str]) -> None:
    """Goals, groups, statuses, keys, methods and columns are completed, in lists each after its comma."""
    assert _completed(mongolia.folder, *words) == expected


def test_owners_and_tags_are_completed(mongolia: Program) -> None:
    """--owner and --tag are completed from the goals of the file, each name once."""
    for goal in ("trade-volume", "trade-agreements"):
        mongolia.done("goal", "edit", goal, "--owner", "Trade desk", "--tag", "customs")
    assert _completed(mongolia.folder, "status", "--owner", "T") == ["Trade desk"]
    assert _completed(mongolia.folder, "due", "--owner", "'Trade d") == ["Trade desk"]
    assert _completed(mongolia.folder, "log", "--tag", "cus") == ["customs"]
    assert _completed(mongolia.folder, "log", "--tag", "wars") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Tra", ["trade-volume", "trade-agreements"]),
        ("'Trade v", ["trade-volume"]),
        ("Trade\\ v", ["trade-volume"]),
        ("volume", ["trade-volume"]),
        ("ecole", ["école-niveau"]),
        ("'École: ", ["école-niveau"]),
        ("'L’a", ["eau"]),
        ("xyz", []),
        ("a", []),  # words of several, whose common start is less than what was typed
    ],
)
@pytest.mark.parametrize("command", [("record",), ("goal", "show"), ("import", "--goal")])
def test_goals_are_completed_by_their_titles(
    mongolia: Program, command: tuple[str, ...], typed: str, expected: list[str]
) -> None:
    """As people read them in the status, without case and accents, and by a word in them."""
    mongolia.done("goal", "add", "École: « niveau »", "--from", "1", "--to", "2 by 2030")
    mongolia.done("goal", "add", "eau", "--title", "L’accès à l’eau", "--from", "1", "--to", "2 by 2030")
    assert _completed(mongolia.folder, *command, typed) == expected


def test_fish_gets_titles_where_ids_have_other_letters(mongolia: Program) -> None:
    """It drops what does not hold the letters that were typed."""
    for typed, expected in (("Tra", ["trade-volume", "trade-agreements"]), ("Trade v", ["Trade Volume"])):
        asked = {"_COOPCTL_COMPLETE": "fish", "_COOPCTL_WORDS": f"coopctl\nexplain\n'{typed}"}
        told = spawn(folder=mongolia.folder, environ=asked).stdout.decode().splitlines()
        assert told == expected


BASH = shutil.which("bash")


@pytest.mark.skipif(BASH is None, reason="no bash on this system")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("coopctl status --group objective:d", ["democratic-values"]),
        ("coopctl status --group=objective:d", ["democratic-values"]),
        ("coopctl status --group objective:", ["democratic-values", "economic-growth", "regional-stability"]),
        ("coopctl status --group sector:mining trade-v", ["trade-volume"]),
        ("coopctl explain trade-v", ["trade-volume"]),
        ("coopctl expl", ["explain"]),
        ("coopctl status --owner US", ["US\\ embassy"]),
    ],
)
def test_bash_inserts_what_is_missing(mongolia: Program, line: str, expected: list[str]) -> None:
    """Bash ends words at a colon, so of KIND:ID only what follows the colon is inserted."""
    mongolia.done("goal", "edit", "trade-volume", "--owner", "US embassy")
    (mongolia.folder / "completion.bash").write_text(mongolia.done("completion", "bash"))
    program = mongolia.folder / "coopctl"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m coopctl "$@"\n')
    program.chmod(0o755)
    script = f"""
. ./completion.bash
COMP_LINE={line!r} COMP_POINT={len(line)}
_coopctl_completion ./coopctl
printf '%s\\n' "${{COMPREPLY[@]}}" | sort
"""
    done = subprocess.run(
        [f"{BASH}", "--norc", "-c", script],
        cwd=mongolia.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stdout.splitlines(), done.stderr) == (expected, "")


def test_completion_never_talks(mongolia: Program) -> None:
    """A file with a torn end, or none, is no reason to write on the line where somebody types."""
    mongolia.done("record", "trade-volume", "262M")
    file = mongolia.folder / "coop.json"
    file.write_bytes(file.read_bytes()[:-40])
    assert b"cut off" in spawn("status", folder=mongolia.folder).stderr
    assert _completed(mongolia.folder, "explain", "trade-v") == ["trade-volume"]
    file.unlink()
    assert _completed(mongolia.folder, "explain", "trade-v") == []


def test_completion_without_a_line_is_no_traceback(tmp_path: Path) -> None:
    """Whoever asks for completion without saying of what gets the commands."""
    done = spawn(folder=tmp_path, environ={"_COOPCTL_COMPLETE": "bash"})
    assert (done.returncode, b"status" in done.stdout, done.stderr) == (0, True, b"")


def test_the_shells_are_named(program: Program) -> None:
    """`completion --help` names the shells, and so does the error where none is given, on one line."""
    assert b"bash, zsh, fish or powershell" in spawn("completion", "--help", folder=program.folder).stdout
    assert program.run("completion").err.splitlines()[0] == (
        "error: SHELL is missing, one of bash, zsh, fish, powershell"
    )


@pytest.mark.parametrize(
    "words",
    [
        *(("explain", start) for start in ("", "t", "trade-v", "x", "-", "--m", "'tra", "Trade")),
        ("record", "tra"),
        ("record", "trade-volume", ""),
        ("record", "trade-volume", "5", "tra"),
        ("log", "joint", "--limit", "5", "tra"),
        ("log", "--limit", "tra"),
        ("log", "--limit"),
        ("status", "trade-v", "tra"),
        ("status", "--only", "missed", "tra"),
        ("status", "-o", "json", "tra"),
        ("status", "--nothing", "tra"),
        ("status", "--plain", "tra"),
        ("explain", "trade-volume", "tra"),
        ("check", "-q", "tra"),
        ("due", "--file", "nowhere.json", "tra"),
        ("retract", "tra"),
        ("undo", "tra"),
        ("redo", ""),
        ("stat",),
        ("",),
    ],
)
def test_what_typer_is_spared_it_would_say(
    mongolia: Program, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Goals that are completed without Typer are those that it completes."""
    line = " ".join(("coopctl", *words))
    environ = {"_COOPCTL_COMPLETE": "bash", "_COOPCTL_LINE": line}
    spared = mongolia.run(environ=environ)
    monkeypatch.setattr("coopctl.cli.asking.completed", lambda *_: "")
    assert mongolia.run(environ=environ) == spared


def test_goals_are_completed_without_typer(mongolia: Program) -> None:
    """It takes longer to load than they to be found."""
    asked = {"_COOPCTL_COMPLETE": "bash", "_COOPCTL_LINE": "coopctl explain tra"}
    program = "import sys, coopctl.cli.app as app; code = app.main([]); sys.exit('typer' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=mongolia.folder, env=asked, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, [b"trade-volume", b"trade-agreements"])
