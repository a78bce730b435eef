"""The real program in a shell: what goes to which stream, with which exit code, into which pipe."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from running import EXAMPLE, Program, spawn

COOPCTL = [sys.executable, "-m", "coopctl"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the example plan imported."""
    spawn("plan", "import", str(EXAMPLE), "--date", "2024-08-01", "--yes", folder=tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("status",), 0),
        (("--version",), 0),
        (("-h",), 0),
        (("status", "--help"), 0),
        (("explain", "nothing"), 1),
        (("record", "trade-volume", "1,5"), 1),
        (("status", "-o", "yaml"), 2),
        (("status", "--nonsense"), 2),
        (("nonsense",), 2),
        ((), 0),
        (("status", "--file", "missing.json"), 3),
        (("status", "--file", "/dev"), 3),
    ],
)
def test_the_exit_code_says_what_happened(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    """Each kind of end has its own code; an error is one or two lines on stderr and nothing on stdout."""
    done = spawn(*arguments, folder=folder)
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, bool(done.stdout)) == (code, code == 0)
    assert [line.split(":")[0] for line in lines] == ([] if code == 0 else ["error", "hint"][: len(lines)])


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    """Without a file the message names it and the way to start one; nothing is created."""
    done = spawn("status", folder=tmp_path)
    assert (done.returncode, done.stderr.decode(), list(tmp_path.iterdir())) == (
        3,
        (
            "error: there is no coop.json here or in a folder above\n"
            "hint: start one with `coopctl init`, or name one with --file\n"
        ),
        [],
    )


def test_the_file_is_found_upward(folder: Path) -> None:
    """A command in a folder below uses the file above it."""
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    assert spawn("status", folder=below).returncode == 0


def test_the_environment_names_the_file(folder: Path, tmp_path: Path) -> None:
    """COOPCTL_FILE is used where --file is not given, and --file wins."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environ = {"COOPCTL_FILE": str(folder / "coop.json")}
    found = spawn("status", folder=elsewhere, environ=environ).returncode
    other = spawn("status", "--file", "no.json", folder=elsewhere, environ=environ).returncode
    assert (found, other) == (0, 3)


def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    """`coopctl status | head -1` prints one line and no complaint."""
    shell = f"{' '.join(COOPCTL)} log -o json | head -1; {' '.join(COOPCTL)} status | head -1"
    done = subprocess.run(["sh", "-c", shell], cwd=folder, capture_output=True, check=False, timeout=60)
    lines = done.stdout.decode().splitlines()
    assert (lines[0], lines[1].split("  ")[0], len(lines)) == ("{", "US–Mongolia partnership plan", 2)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_device_is_an_error(folder: Path) -> None:
    """An answer that could not be written is an error, not silence."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COOPCTL, "status"], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert (done.returncode, done.stderr.decode()) == (1, "error: cannot write the answer: No space left on device\n")


def test_an_interrupt_ends_with_130(tmp_path: Path) -> None:
    """Ctrl-C while waiting for input says so and stores nothing."""
    leader, follower = pty.openpty()
    command = [*COOPCTL, "plan", "import", "-"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=follower, stderr=subprocess.PIPE) as process:
        os.close(follower)
        assert process.stderr is not None
        assert process.stderr.readline() == b"reading the plan from the terminal; end with Ctrl-D\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    os.close(leader)
    assert (process.returncode, err.decode(), list(tmp_path.iterdir())) == (130, "interrupted\n", [])


def _on_terminal(folder: Path, width: str, **environ: str) -> str:
    """What the program shows on a real terminal."""
    leader, follower = pty.openpty()
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm", "COLUMNS": width, **environ}
    process = subprocess.Popen([*COOPCTL, "status"], cwd=folder, stdout=follower, stderr=follower, env=env)
    os.close(follower)
    shown = b""
    while True:
        try:
            block = os.read(leader, 65536)
        except OSError:
            break
        if not block:
            break
        shown += block
    process.wait(timeout=30)
    os.close(leader)
    return shown.decode()


@pytest.mark.parametrize(("environ", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(folder: Path, environ: dict[str, str], colored: bool) -> None:
    """A terminal gets colour, unless NO_COLOR or TERM=dumb; the lines fit COLUMNS."""
    shown = _on_terminal(folder, "90", **environ)
    assert ("\x1b[" in shown) is colored
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert (len(lines) > 8, max(map(len, lines)) <= 90) == (True, True)


def test_a_pipe_gets_no_colour_unless_forced(folder: Path) -> None:
    """Piped output is plain; FORCE_COLOR colours it."""
    plain = spawn("status", folder=folder).stdout
    forced = spawn("status", folder=folder, environ={"FORCE_COLOR": "1"}).stdout
    assert (b"\x1b[" in plain, b"\x1b[" in forced) == (False, True)


def test_every_command_has_help_with_two_examples(tmp_path: Path) -> None:
    """Each command and subcommand has --help, ending in at least two examples."""
    from importlib import import_module

    from coopctl.cli.app import COMMANDS

    short = {}
    for name, module in COMMANDS.items():
        found = import_module(f"coopctl.cli.commands.{module}")
        modules = found.group.modules if hasattr(found, "group") else {name: module}
        for one in modules.values():
            examples = import_module(f"coopctl.cli.commands.{one}").EXAMPLES
            short[one] = len(examples) >= 2 and max(map(len, examples)) <= 78  # of 80 columns, two before it
    assert [one for one, enough in short.items() if not enough] == []
    assert b"Examples:" in spawn("goal", "add", "-h", folder=tmp_path).stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_json_is_json_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """Where the output lacks a letter, JSON spells it as JSON does."""
    title = "Über 😀 – 1"
    spawn("goal", "add", "g", "--title", title, "--from", "1", "--to", "2", folder=tmp_path)
    out = spawn("goal", "show", "g", "-o", "jsonl", folder=tmp_path, environ={"PYTHONIOENCODING": encoding}).stdout
    assert json.loads(out)["title"] == title


def test_a_fault_of_the_program_is_one_line(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody meets a traceback who did not ask for it; with --debug it is there."""

    def broken(*_: object, **__: object) -> None:
        raise IndexError("tuple index out of range")

    monkeypatch.setattr("coopctl.cli.answers.schema", broken)
    program.debug = False
    result = program.run("schema", "status")
    assert (result.code, result.err.splitlines()) == (
        1,
        [
            "error: this is a fault of coopctl itself (IndexError: tuple index out of range)",
            "hint: run it again with --debug, and report what it prints",
        ],
    )
    with pytest.raises(IndexError):
        program.run("schema", "status", "--debug")
