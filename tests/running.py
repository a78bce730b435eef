"""The program as tests run it: in this process with a fixed clock and counted keys, or spawned for real."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from coopctl.cli.app import main
from coopctl.cli.session import Session
from coopctl.output import Terminal

EXAMPLE = Path(__file__).parents[1] / "examples" / "us-mongolia.md"
TODAY = date(2025, 7, 1)


@dataclass(frozen=True)
class Result:
    """What a run answered."""

    code: int
    out: str
    err: str


class _Stdin(io.TextIOWrapper):
    def __init__(self, text: str, *, tty: bool) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8")
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


class _Stderr(io.StringIO):
    def __init__(self, *, tty: bool) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


class Program:
    """coopctl in a folder of its own; each run is a minute after the last, on 1 July 2025, or after another `pause`."""

    def __init__(self, folder: Path, *, keys_from: int = 1) -> None:
        self.folder = folder
        self.terminal = Terminal()
        self.debug = True
        self.who = ""
        self._keys: Iterator[int] = count(keys_from)
        self.today = TODAY
        self.pause = timedelta(minutes=1)
        self._now = datetime.combine(TODAY, datetime.min.time(), UTC)

    def twin(self, folder: Path) -> "Program":
        """The same as it is now, in another folder: its files, clock and count of keys."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        other = copy(self)
        other.folder, other._keys = folder, copy(self._keys)
        return other

    def later(self, days: int) -> None:
        """Let so many days go by."""
        self.today += timedelta(days)
        self._now += timedelta(days)

    def run(
        self, *arguments: str, stdin: str = "", tty: bool = False, environ: Mapping[str, str] | None = None
    ) -> Result:
        out, err = io.StringIO(), _Stderr(tty=tty)
        self._now += self.pause
        session = Session(
            now=self._now,
            today=self.today,
            folder=self.folder,
            environ=environ or {},
            streams=(_Stdin(stdin, tty=tty), out, err),
            terminal=self.terminal,
            new_key=lambda: f"{next(self._keys) * 0x9E3779B97F4A7C15 % 2**64:016x}",
            clock=lambda: self._now,
            who=lambda: self.who,
        )
        session.debug = self.debug  # a fault of the program is a failure of the test, with its traceback
        code = main(arguments, session)
        return Result(int(code), out.getvalue(), err.getvalue())

    def done(self, *arguments: str, stdin: str = "") -> str:
        """What a run that must succeed wrote to standard output."""
        result = self.run(*arguments, stdin=stdin)
        assert (result.code, arguments) == (0, arguments), result.err
        return result.out

    def records(self, *arguments: str) -> list[dict[str, Any]]:
        """What a run that must succeed tells, one record a line."""
        return [json.loads(line) for line in self.done(*arguments, "-o", "jsonl").splitlines()]


def spawn(
    *arguments: str, folder: Path, stdin: str | bytes | None = None, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The real program in a process of its own, with nothing of this environment but the path."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **(environ or {})}
    data = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run(
        [sys.executable, "-m", "coopctl", *arguments],
        cwd=folder,
        input=data,
        stdin=subprocess.DEVNULL if data is None else None,
        capture_output=True,
        env=clean,
        check=False,
        timeout=60,
    )
