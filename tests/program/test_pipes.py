"""Pipes that close, folders that are gone, interrupts at the start: the ends of a program that nobody planned."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from coopctl.cli.streams import terminal_of
from running import spawn

COOPCTL = f"{sys.executable} -m coopctl"
_AT_ONCE = {"PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A goal with more figures than a pipe holds, behind its path since years."""
    folder = tmp_path_factory.mktemp("many")
    spawn("goal", "add", "g", "--from", "1", "--to", "9000 by 2020", "--since", "2010", folder=folder)
    days = (date(2011, 1, 1) + timedelta(days=n) for n in range(2000))
    table = "goal,date,value\n" + "".join(f"g,{day},2\n" for day in days)
    assert spawn("import", "-", folder=folder, stdin=table).returncode == 0
    return folder


@pytest.mark.parametrize(
    ("command", "code", "environ"),
    [
        ("log", 0, {}),
        ("log -o json", 0, {}),
        ("export", 0, {}),
        ("--version", 0, _AT_ONCE),
        ("--help", 0, _AT_ONCE),
        ("status", 0, _AT_ONCE),
        ("check", 4, {}),
        ("check", 4, _AT_ONCE),
        ("check -o json", 4, _AT_ONCE),
    ],
)
def test_a_closed_pipe_changes_no_exit_code(many: Path, command: str, code: int, environ: Mapping[str, str]) -> None:
    """Whoever stops reading hears nothing and changes nothing: 0, and 4 where check found something."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*COOPCTL.split(), *command.split()],
        cwd=many,
        stdout=write,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environ},
        check=False,
        timeout=60,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("environ", [{}, _AT_ONCE])
def test_help_on_a_full_device_is_an_error(tmp_path: Path, environ: Mapping[str, str]) -> None:
    """Help that could not be written is an error as any other answer is."""
    shell = f"{COOPCTL} --help > /dev/full"
    env = {"PATH": os.environ["PATH"], **environ}
    done = subprocess.run(["sh", "-c", shell], cwd=tmp_path, env=env, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (1, b"error: cannot write the answer: No space left on device\n")


@pytest.mark.parametrize(("command", "code"), [("--version", 0), ("status", 3), ("init", 3)])
def test_a_folder_that_is_gone_is_no_traceback(tmp_path: Path, command: str, code: int) -> None:
    """In a working folder that somebody removed there is no file; what needs none works."""
    shell = f"mkdir gone && cd gone && rmdir ../gone && {COOPCTL} {command}"
    done = subprocess.run(["sh", "-c", shell], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (done.returncode, len(done.stderr.splitlines())) == (code, 2 if code else 0), done.stderr


def test_an_interrupt_while_loading_is_an_interrupt(tmp_path: Path) -> None:
    """Ctrl-C before the program is loaded ends with 130 as any other."""
    code = """
import sys
class Finder:
    def find_spec(self, name, *_):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
from coopctl.__main__ import run
run()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (130, b"interrupted\n")


def test_other_trouble_of_the_system_is_not_the_answers(tmp_path: Path) -> None:
    """Only what could not be written is called the answer; other trouble names what it is about."""
    code = """
import typer
import coopctl.cli.commands.schema as schema
from coopctl.cli.app import main
def trouble(ctx: typer.Context):
    raise PermissionError(13, "Permission denied", "/somewhere")
schema.command = trouble
raise SystemExit(main(["schema"]))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    told = b"error: cannot use /somewhere: Permission denied\nhint: check that it is there, who owns it, and the disk\n"
    assert (done.returncode, done.stderr) == (3, told)


class _Screen:
    """A terminal of 64 columns."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


@pytest.mark.parametrize(
    ("columns", "width"), [("90", 90), ("²", 64), ("0", 64), ("-5", 64), ("٣", 64), ("9" * 5000, 10_000)]
)
def test_columns_is_a_number_or_nothing(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    """COLUMNS counts where it is a number in plain digits above zero; otherwise the terminal is asked."""
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((64, 20)))
    assert terminal_of({"COLUMNS": columns}, _Screen()).width == width  # type: ignore[arg-type]
