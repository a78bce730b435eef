"""Other systems, as far as this one can play them: Windows without fcntl, and a disk that keeps writes for itself."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coopctl.disk import files
from running import Program

# The rooms that ask where they are hear that it is Windows; Python itself and filelock know better.
_WINDOWS = """
import sys
import types
import warnings
warnings.simplefilter("ignore")
sys.modules["fcntl"] = None
import filelock
from coopctl.cli.app import main
from coopctl.disk import files, lock
from coopctl.store import locate
from coopctl.store.file import checkpoint
for room in (files, lock, locate, checkpoint):
    room.sys = types.SimpleNamespace(platform="win32")
for line in sys.argv[1].split(";"):
    code = main(line.split())
    if code:
        print(line, "left with", code, file=sys.stderr)
        sys.exit(code)
"""


def windows(folder: Path, lines: str) -> "subprocess.Popen[str]":
    """The program run line by line as where there is no fcntl, and names cannot be taken over while they are open."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
    return subprocess.Popen(
        [sys.executable, "-c", _WINDOWS, lines],
        cwd=folder,
        env=environ,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_every_way_of_writing_without_fcntl(tmp_path: Path) -> None:
    """With filelock in the place of flock, and no syncing of folders."""
    (tmp_path / "rows.csv").write_text("goal,date,value\ntrade,2025-01-31,255\n")
    lines = (
        "init;goal add trade --from 250 --to 300 --since 2024-01-01;record trade 260;record trade 261 --on 2025-02-28;"
        "undo;redo;goal edit trade --note n;import rows.csv;backup copy.json;restore copy.json;doctor --repair;doctor;"
        "status;log;export --to figures.csv;goal retarget trade --to 400 --why w"
    )
    running = windows(tmp_path, lines)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 0, err
    assert "nothing is wrong" in out
    assert b"\r" not in (tmp_path / "coop.json").read_bytes()
    assert b"\r\r" not in (tmp_path / "figures.csv").read_bytes()


def test_writers_without_fcntl_lose_nothing(tmp_path: Path) -> None:
    """Four processes that record at once."""
    start = windows(tmp_path, "goal add trade --from 250 --to 300")
    assert start.communicate(timeout=60)
    assert start.returncode == 0
    running = [windows(tmp_path, ";".join(["record trade 260 --lock-timeout 60"] * 4)) for _ in range(4)]
    assert [(one.communicate(timeout=120)[1].count("left with"), one.returncode) for one in running] == [(0, 0)] * 4
    program = Program(tmp_path)
    assert len(program.done("log", "-o", "jsonl").splitlines()) == 16


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fcntl")
@pytest.mark.parametrize("refused", [False, True])
def test_a_disk_with_a_memory_of_its_own_is_told_to_write(monkeypatch: pytest.MonkeyPatch, refused: bool) -> None:
    """On macOS a file is synced by F_FULLFSYNC, and by fsync where a file system does not know that."""
    import fcntl

    calls: list[str] = []

    def full(_: int, number: int) -> int:
        calls.append(f"fcntl {number}")
        if refused:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        return 0

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", full)
    monkeypatch.setattr(os, "fsync", lambda _: calls.append("fsync"))
    files.sync(0)
    assert calls == ["fcntl 51", *(["fsync"] if refused else [])]
