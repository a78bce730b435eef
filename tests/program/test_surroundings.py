"""Whatever surrounds the program - environment, streams, folder, file - it ends with its exit code and two lines."""

import errno
import os
import resource
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coopctl.cli.session import Session
from coopctl.store.file.linefile import LineFile
from running import Program, spawn

COOPCTL = shlex.join([sys.executable, "-m", "coopctl"])
ENVIRONMENTS = [
    ("COOPCTL_FILE", "/"), ("COOPCTL_FILE", "x" * 5000), ("COOPCTL_FILE", "a\nb.json"), ("COOPCTL_FILE", "/dev/zero"),
    ("COOPCTL_FILE", "/proc/self/mem"), ("COOPCTL_CACHE", "/proc"), ("COOPCTL_CACHE", "x" * 5000),
    ("COOPCTL_CACHE", "coop.json"), ("COOPCTL_WHO", "\x1b[31m"), ("COOPCTL_WHO", "x" * 100_000), ("COLUMNS", "-1"),
    ("COLUMNS", "1"), ("COLUMNS", "9" * 30), ("LINES", "x"), ("TERM", "nonsense"), ("LANG", "C"), ("LC_ALL", "xx_YY"),
    ("PYTHONIOENCODING", "ascii"), ("TZ", "nonsense"), ("HOME", "/nonexistent"), ("HOME", ""), ("TMPDIR", "/none"),
    ("XDG_CACHE_HOME", "/proc"), ("_COOPCTL_COMPLETE", "nonsense"), ("GIT_DIR", "/nonexistent"),
    ("TZ", "UTC+99"),
]  # fmt: skip
COMMANDS = ("status", "record trade 262", "log", "export", "goal list", "doctor", "explain trade", "undo", "due")


def _plan(folder: Path) -> Path:
    """A plan with a goal and a figure, whatever day it is."""
    for words in ("goal add trade --from 250 --since 2024-12-31 --to '300 by 2030'", "record trade 260"):
        done = spawn(*shlex.split(words), folder=folder)
        assert (done.returncode, words) == (0, words), done.stderr
    return folder


def _shell(folder: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    """A line in a shell, whose programs keep what they write until a block of it is full."""
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, check=False, timeout=60, env=environ)


def _orderly(done: subprocess.CompletedProcess[bytes]) -> None:
    """No traceback, no fault of the program, an exit code of its own, and few lines of talk."""
    err = done.stderr.decode()
    assert done.returncode in (0, 1, 2, 3, 4), (done.args, done.returncode, err)
    for sign in ("Traceback", "fault of coopctl", "Exception ignored"):
        assert sign not in err, (done.args, err)
    if done.returncode:
        assert err.count("\n") <= 3, (done.args, err)


@pytest.mark.parametrize(("name", "value"), ENVIRONMENTS, ids=lambda one: one[:14])
def test_whatever_the_environment_says(tmp_path: Path, name: str, value: str) -> None:
    """Names that cannot be files, widths that no screen has, places that do not exist."""
    _plan(tmp_path)
    for command in ("status", "record trade 261"):
        _orderly(spawn(*command.split(), folder=tmp_path, environ={name: value}))


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full", "| head -c 1"])
def test_whatever_becomes_of_the_streams(tmp_path: Path, streams: str) -> None:
    """Closed, full, or left by their reader."""
    _plan(tmp_path)
    for command in COMMANDS:
        _orderly(_shell(tmp_path, f"{COOPCTL} {command} {streams}"))


@pytest.mark.skipif(sys.platform == "win32", reason="a shell joins the streams")
def test_an_answer_stands_before_the_talk_of_it(tmp_path: Path) -> None:
    """In a log that holds both streams `to bring it back` is of what was told before it."""
    _plan(tmp_path)
    for command, first in (("record trade 262", "warning: 260 is recorded"), ("undo", "undone: record trade 262")):
        assert _shell(tmp_path, f"{COOPCTL} {command} 2>&1").stdout.decode().startswith(first)
    after = _shell(tmp_path, f"{COOPCTL} undo 2>&1").stdout.decode().splitlines()
    assert [line.split(":")[0] for line in after] == ["undone", "to bring it back", "the next undo takes"]


def test_an_answer_that_cannot_be_written_does_not_deny_what_was_stored(tmp_path: Path) -> None:
    """A full device takes the answer, not the figure; who is told so does not record it twice."""
    _plan(tmp_path)
    for command, stored in (("record trade 262", True), ("undo", True), ("status", False), ("log", False)):
        done = _shell(tmp_path, f"{COOPCTL} {command} >/dev/full")
        assert (done.returncode, b"what was stored before that is there" in done.stderr) == (1, stored), done.stderr


WRITING = (
    "record trade 262", "record trade 262 --on 2025-01-31", "retract @", "undo",
    "goal add new --from 1 --to '2 by 2030'",
    "goal edit trade --note n", "goal retarget trade --to '400 by 2031' --why w", "goal baseline trade 240",
    "goal archive trade", "goal remove trade --yes", "plan edit --title B", "group add sector:x --title X",
    "import rows.csv", "merge other.json",
)  # fmt: skip


@pytest.mark.parametrize("command", WRITING)
def test_a_fault_after_the_write_does_not_deny_it(
    program: Program, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """From the moment at which a change is durable no message says that nothing was changed."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    (program.folder / "other.json").write_bytes((program.folder / "coop.json").read_bytes())
    program.done("record", "trade", "260", "--file", "other.json")
    program.done("record", "trade", "261")
    (program.folder / "rows.csv").write_text("goal,date,value\ntrade,2025-03-31,259\n")
    key = program.done("log", "-o", "json").partition('"key": "')[2].partition('"')[0]
    read = LineFile.__init__

    def taken(session: Session) -> None:
        session.stored = True

        def gone(*_: object, **__: object) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        monkeypatch.setattr(LineFile, "__init__", gone)

    monkeypatch.setattr(Session, "_note_stored", taken)
    before = (program.folder / "coop.json").read_bytes()
    result = program.run(*shlex.split(command.replace("@", key)))
    monkeypatch.setattr(LineFile, "__init__", read)
    assert (program.folder / "coop.json").read_bytes() != before, result.err
    assert result.code in (0, 3), result.err
    assert "nothing was" not in result.err
    assert (result.code == 3) == ("what was stored before that is there" in result.err)
    assert program.run("doctor").code == 0


KINDS: dict[str, Callable[[Path], object]] = {
    "folder": Path.mkdir,
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to nowhere": lambda path: path.symlink_to("nowhere.json"),
    "link to the root": lambda path: path.symlink_to("/"),
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "full device": lambda path: path.symlink_to("/dev/full"),
    "huge and empty": lambda path: _sparse(path, b"", 20 << 30),
    "huge after the first line": lambda path: _sparse(path, b'{"plan":{\n', 4 << 30),
    "huge after the last line": lambda path: _sparse(path, path.with_name("good").read_bytes(), 8 << 30),
    "huge after half a line": lambda path: _sparse(path, path.with_name("good").read_bytes()[:-9], 4 << 30),
    "brackets": lambda path: path.write_bytes(b"[" * 3_000_000),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 4000),
}


def _sparse(path: Path, start: bytes, size: int) -> None:
    with path.open("wb") as file:
        file.write(start)
        file.truncate(size)


@pytest.mark.skipif(sys.platform == "win32", reason="files of these kinds are those of Unix")
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_stands_in_the_place_of_the_plan(tmp_path: Path, kind: str) -> None:
    """Nothing hangs, nothing takes the memory of the machine, and nothing is written to it."""
    _plan(tmp_path)
    file = tmp_path / "coop.json"
    file.rename(tmp_path / "good")
    KINDS[kind](file)
    for command in ("status", "record trade 5", "doctor", "doctor --repair", "backup", "init", "export --to coop.json"):
        done = subprocess.run(
            [sys.executable, "-m", "coopctl", *command.split()],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            timeout=60,
            stdin=subprocess.DEVNULL,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (800 << 20,) * 2),
        )
        _orderly(done)
        assert done.returncode == 3 or kind == "huge after the last line" or "export" in command, (command, done.stderr)


def test_a_folder_that_was_removed(tmp_path: Path) -> None:
    """The file above it is found by the name that the folder had."""
    _plan(tmp_path)
    gone = tmp_path / "gone"
    gone.mkdir()
    done = _shell(tmp_path, f"cd {gone} && rmdir {gone} && {COOPCTL} status && {COOPCTL} record trade 265")
    assert done.returncode == 0, done.stderr
    assert b"recorded" in done.stdout


ARGUMENTS = (
    b"record trade \xff\xfe", b"goal add caf\xe9 --from 1 --to 2", b"record trade 5 --note \xff",
    b"status --owner \xff",
    b"status --file \xff.json", b"export --to \xff.csv", b"import \xff.csv", b"\xff", b"log \xff", b"help \xff",
    b"plan edit --title \xff", b"record trade 7 --key \xff", b"retract \xff", b"merge \xff", b"restore \xff",
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
@pytest.mark.parametrize("line", ARGUMENTS, ids=repr)
def test_arguments_that_are_no_text(tmp_path: Path, line: bytes) -> None:
    """Bytes that are not UTF-8 name files, and nothing else."""
    _plan(tmp_path)
    for language in ("C.UTF-8", "C"):
        done = subprocess.run(
            [sys.executable.encode(), b"-m", b"coopctl", *line.split(b" ")],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            timeout=60,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": language},
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode in (0, 1, 2, 3), done.stderr
        assert b"Traceback" not in done.stderr
        assert b"fault of coopctl" not in done.stderr
    assert b"\\ud" not in (tmp_path / "coop.json").read_bytes()


def test_a_file_beyond_the_limit_of_sizes_stays_as_it_is(tmp_path: Path) -> None:
    """What the system lets nobody write can no more be written again than for the first time."""
    plan = _plan(tmp_path) / "coop.json"
    spawn("record", "trade", "261", "--note", "n" * 6_000, folder=tmp_path)
    before = plan.read_bytes()
    for line in ("record trade 262", "undo", "import -"):
        done = _shell(tmp_path, f"echo 'goal,date,value\ntrade,2026-01-01,3' | (ulimit -f 4; {COOPCTL} {line})")
        assert (done.returncode, plan.read_bytes()) == (3, before), (line, done.stderr)
        assert done.stderr.endswith(b"\nhint: nothing was changed\n"), (line, done.stderr)
