"""Files that others may have put there: above the working folder, in the lock's place, under another spelling."""

import errno
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from coopctl.disk import files, lock
from coopctl.errors import FileTrouble
from coopctl.judgement import assessment, progress
from coopctl.judgement.progress import Facts
from coopctl.judgement.readings import History
from running import Program, spawn


@pytest.fixture
def below(program: Program) -> Program:
    """A plan, and the program in a folder two floors below."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    program.folder = program.folder / "a" / "b"
    program.folder.mkdir(parents=True)
    return program


def test_a_file_above_is_named(below: Program) -> None:
    """Whatever is read or written in the file of a folder above, its name is said once, on standard error."""
    file = below.folder.parents[1] / "coop.json"
    for arguments in (["status"], ["record", "trade", "260"], ["undo"]):
        result = below.run(*arguments)
        assert (result.code, result.err.count(f"using {file}\n")) == (0, 1), result.err
    assert "using" not in below.run("status", "--file", str(file)).err
    assert "using" not in below.run("status", environ={"COOPCTL_FILE": str(file)}).err


def test_a_file_in_a_folder_that_everybody_writes_to_is_not_taken(below: Program) -> None:
    """Anybody may have put it there; whoever trusts it names it, as the hint says, and works in the folder itself."""
    top = below.folder.parents[1]
    top.chmod(0o777)
    for arguments in (["status"], ["record", "trade", "260"], ["goal", "add", "x", "--from", "1", "--to", "2 by 2030"]):
        result = below.run(*arguments)
        assert (result.code, "everybody can write to" in result.err) == (3, True)
    hint = result.err.splitlines()[1].rpartition("name it: ")[2].split()
    assert below.run("status", *hint).code == 0
    below.folder = top
    assert below.run("status").code == 0


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_not_taken(below: Program) -> None:
    """Neither read, nor written to, nor completed from."""
    file = below.folder.parents[1] / "coop.json"
    os.chown(file, 12345, 12345)
    before = file.read_bytes()
    for arguments in (["status"], ["record", "trade", "260"], ["log"]):
        result = below.run(*arguments)
        assert (result.code, "belongs to another user" in result.err) == (3, True)
    asked = {"_COOPCTL_COMPLETE": "bash", "_COOPCTL_LINE": "coopctl explain "}
    assert b"trade" not in spawn(folder=below.folder, environ=asked).stdout
    assert file.read_bytes() == before


@pytest.mark.parametrize("arguments", [("record", "trade", "260"), ("init", "--file", "new.json")])
def test_a_folder_that_takes_no_lock_is_told_so(
    program: Program, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """Nobody looks for a file that is there, or is to be made, where the folder lets nothing be made in it."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    (program.folder / ".coop.json.lock").unlink()
    really = os.open

    def refusing(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and f"{path}".endswith(".lock"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return really(path, flags, mode)

    monkeypatch.setattr(os, "open", refusing)
    result = program.run(*arguments)
    assert (result.code, "permission denied" in result.err) == (3, True), result.err
    assert "hint: check who owns the file and its folder; nothing was changed" in result.err


def test_a_lock_that_is_a_link_is_not_followed(program: Program) -> None:
    """The file that it leads to is neither made nor touched."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    beside = program.folder / ".coop.json.lock"
    beside.unlink()
    beside.symlink_to(program.folder / "elsewhere")
    for command in (["record", "trade", "260"], ["doctor", "--repair"]):
        result = program.run(*command)
        assert (result.code, "is not a regular file" in result.err) == (3, True), result.err
    assert not (program.folder / "elsewhere").exists()
    assert program.run("status").code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
@pytest.mark.parametrize("mode", [0o666, 0o444])
def test_a_lock_that_is_a_pipe_keeps_nobody_waiting(program: Program, mode: int) -> None:
    """Whatever its permissions are."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    beside = program.folder / ".coop.json.lock"
    beside.unlink()
    os.mkfifo(beside, mode)
    beside.chmod(mode)
    for command in (["record", "trade", "260"], ["doctor"], ["status"]):
        done = spawn(*command, folder=program.folder)
        assert done.returncode in ((0,) if command == ["status"] else (3,)), done.stderr


def test_who_holds_the_lock_is_said(tmp_path: Path) -> None:
    """By the number of the process, and by the machine where it is another one."""
    path = tmp_path / "coop.json"
    said = rf"\(process {os.getpid()}\)"
    with lock.locked(path, 0, print), pytest.raises(FileTrouble, match=said), lock.locked(path, 0.01, print):
        raise AssertionError("two hold one lock")
    beside = lock.sidecar(path)
    assert beside.read_bytes() == b""  # or a git that keeps it has a conflict in it at every merge
    for text, expected in (
        (b"12 other" + b" " * 72, " (process 12 on other)"),
        (b"", ""),
        (b"\xff" * 80, ""),
        (b"x y", ""),
    ):
        beside.write_bytes(text)
        assert lock.holder(beside) == expected


@pytest.mark.parametrize("seconds", ["nan", "-1", "x"])
def test_a_wait_is_a_number(program: Program, seconds: str) -> None:
    """Not-a-number would wait for ever."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    assert program.run("record", "trade", "260", "--lock-timeout", seconds).code == 2


def test_who_waits_no_second_does_not_wait(program: Program) -> None:
    """Nought is a number of seconds, and not the ten that stand where none is said."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    with FileLock(lock.sidecar(program.folder / "coop.json")):
        for words in (
            ["record", "trade", "260", "--lock-timeout", "0"],
            ["--lock-timeout", "0", "record", "trade", "260"],
        ):
            result = program.run(*words)
            assert (result.code, "for more than 0 seconds" in result.err) == (3, True), result.err


def test_one_file_under_two_names(tmp_path: Path) -> None:
    """A hard link stands for what a file system without case makes of COOP.JSON."""
    one, other = tmp_path / "coop.json", tmp_path / "COOP2.JSON"
    one.write_text("x")
    assert not files.same(one, other)
    other.hardlink_to(one)
    assert files.same(one, other)
    assert files.same(tmp_path / "no.json", tmp_path / "." / "no.json")


def test_the_plan_is_not_written_over_by_another_name(program: Program) -> None:
    """Neither an export, a backup nor a restore takes the plan, its backup or its lock for a place to write to."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    file = program.folder / "coop.json"
    (program.folder / "COOP2.JSON").hardlink_to(file)
    before = file.read_bytes()
    for command in (
        ["export", "--to", "COOP2.JSON"],
        ["restore", "COOP2.JSON"],
        ["backup", "coop.json.bak"],
        ["backup", ".coop.json.lock"],
        ["backup", ".coop.json.queue"],
        ["export", "--to", ".coop.json.queue"],
        ["backup", "COOP2.JSON"],
    ):
        assert program.run(*command).code in (1, 2, 3), command
    assert file.read_bytes() == before


def test_backups_and_restores_in_one_second(program: Program) -> None:
    """Each has a name of its own, also where several programs ask at once."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    command = [sys.executable, "-m", "coopctl", "backup"]
    running = [subprocess.Popen(command, cwd=program.folder, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [one.wait(60) for one in running] == [0] * 4
    copies = sorted(program.folder.glob("coop-*Z*.json"))
    assert len(copies) == 4
    command = [sys.executable, "-m", "coopctl", "restore", copies[0].name]
    running = [subprocess.Popen(command, cwd=program.folder, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [one.wait(60) for one in running] == [0] * 4
    assert len(list(program.folder.glob("coop-*Z*.json"))) == 8


def test_one_goal_that_the_program_fails_at_is_one_line(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others have their assessments, and the fault is named where it lies."""
    for name in ("good", "bad"):
        program.done("goal", "add", name, "--from", "250", "--to", "300 by 2030")

    def broken(history: History, as_of: date) -> Facts:
        if history.goal.id == "bad":
            raise IndexError("tuple index out of range")
        return progress.gather(history, as_of)

    monkeypatch.setattr(assessment, "gather", broken)
    out = program.done("status", "-o", "tsv")
    assert len([line for line in out.splitlines() if "no-assessment" in line]) == 1
    assert "IndexError: tuple index out of range, test_strange_files.py" in program.done("explain", "bad")


def test_a_file_system_without_locks_is_read_but_not_written(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading works; whoever writes needs a lock, and is told what the system said."""
    import fcntl

    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    before = (program.folder / "coop.json").read_bytes()

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    for command in (["status"], ["log"], ["doctor"], ["export"]):
        result = program.run(*command)
        assert (result.code, (result.out + result.err).count("has no locks")) == (0, 1), (command, result.err)
    result = program.run("record", "trade", "260")
    assert (result.code, "no locks available" in result.err.lower()) == (3, True), result.err
    assert "work on a copy elsewhere" in result.err
    assert (program.folder / "coop.json").read_bytes() == before


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_is_no_failure(
    program: Program, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Some file systems sync files alone."""
    real, refused = os.fsync, []

    def picky(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            refused.append(descriptor)
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", picky)
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    program.done("goal", "edit", "trade", "--note", "x")
    program.done("record", "trade", "260")
    assert refused


def test_letting_go_of_a_lock_takes_nothing_back(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault after the fsync is no failure of what was recorded."""
    import fcntl

    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    real = fcntl.flock

    def picky(descriptor: int, how: int) -> None:
        if how == fcntl.LOCK_UN:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", picky)
    program.done("record", "trade", "260")
    assert "260" in program.done("log")


def test_what_is_recorded_already_is_durable(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is told so may rely on it: the file is synced first, for its writer may not have come so far."""
    program.done("goal", "add", "trade", "--from", "250", "--to", "300 by 2030")
    program.done("record", "trade", "260", "--key", "mine1")
    (program.folder / "rows.csv").write_text("goal,date,value,key\ntrade,2025-01-31,257,mine2\n")
    program.done("import", "rows.csv")
    for command in (["record", "trade", "260", "--key", "mine1"], ["import", "rows.csv"]):
        synced = list[int]()
        monkeypatch.setattr(os, "fsync", synced.append)
        assert "already" in "".join((program.run(*command).err, program.run(*command).out))
        assert len(synced) >= 1


@pytest.mark.parametrize(
    "words", [("backup",), ("export", "--to"), ("plan", "renew", "--from", "2030-01-01", "--into")]
)
def test_a_folder_that_is_not_there_is_no_file(program: Program, words: tuple[str, ...]) -> None:
    """`backups/` is a folder, whoever makes it: a file called backups is what nobody asked for."""
    program.done("goal", "add", "a", "--from", "1", "--to", "2 by 2030")
    result = program.run(*words, "new one/")
    assert (result.code, "there is no folder 'new one/'" in result.err) == (3, True)
    assert "mkdir -p 'new one/'" in result.err
    assert not (program.folder / "new one").exists()


def test_what_came_later_is_not_known_then_and_that_is_said(program: Program) -> None:
    """Who asks for a day before a goal was added is not told to add one, nor that there is none."""
    program.done("goal", "add", "a", "--from", "1", "--to", "2 by 2030")
    told = program.run("status", "--known-at", "2025-06-01").err
    assert ("no goal was in the plan by 2025-06-01" in told, "goal add" in told) == (True, False)
    assert "coopctl log --changes" in program.run("explain", "a", "--known-at", "2025-06-01").err
    assert "log --changes" not in program.run("explain", "b").err


def test_who_recorded_a_figure_is_in_the_log(program: Program) -> None:
    """For programs always, for people where several did or where it is asked for; who was said to have counts first."""
    program.who = "Ana"
    program.done("goal", "add", "a", "--from", "1", "--to", "2 by 2030")
    program.done("record", "a", "1.5", "--on", "2025-06-30")
    assert program.records("log")[0]["who"] == "Ana"
    assert "Ana" not in program.done("log")
    assert "Ana" in program.done("log", "--columns", "figure,Who")
    program.done("record", "a", "1.6", "--on", "2025-06-30", "--who", "Field office")
    assert [one["who"] for one in program.records("log")] == ["Field office", "Ana"]


def test_a_restore_without_a_name_says_which_backups_there_are(program: Program) -> None:
    """The newest is restored by the call of the hint; what is no backup of this file is left out."""
    program.done("init")
    assert program.run("restore").err.startswith("error: no backup is named\nhint: write coopctl restore FILE; ")
    for name in ("coop-20250101T000000Z.json", "coop-20250301T000000Z.json", "coop-20250301.json"):
        program.done("backup", name)
    refused = program.run("restore")
    assert (refused.code, refused.err.splitlines()) == (
        2,
        [
            "error: no backup is named; there are coop-20250301T000000Z.json, coop-20250101T000000Z.json",
            "hint: write coopctl restore coop-20250301T000000Z.json",
        ],
    )
    program.done(*refused.err.split("write coopctl ")[1].split())
