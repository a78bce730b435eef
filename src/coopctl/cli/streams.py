"""The standard streams and the terminal, as a program meets them in a pipe, under cron or on a screen."""

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from coopctl.errors import CoopctlError, ExitCode
from coopctl.output import WIDEST, Terminal


def is_pipe(stream: TextIO) -> bool:
    """Whether what is read comes by a pipe."""
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # of no descriptor
        return False


class ReaderGone(Exception):
    """Nobody reads the answer any more.

    Not an `OSError`, which Typer would turn into an exit code of its own.
    """


class Unwritten(CoopctlError):
    """The answer could not be written."""


class Answer(io.TextIOWrapper):
    """Standard output that tells a reader who left from a device that is full."""

    @classmethod
    def on(cls, stream: io.TextIOWrapper) -> "Answer":
        """In the place of the interpreter's own stream, which is of no use afterwards.

        A letter that the encoding lacks is spelled out, for the figure is recorded by then.
        """
        encoding, lines, through = stream.encoding, stream.line_buffering, stream.write_through
        return cls(stream.detach(), encoding, "backslashreplace", line_buffering=lines, write_through=through)

    @property
    def utf8(self) -> Callable[[bytes | memoryview], None] | None:
        """How to write what is in UTF-8 already; None where that is not the encoding."""
        return self.write_bytes if self.encoding.casefold() in ("utf-8", "utf8") else None

    def write(self, text: str) -> int:
        # Click tries what a stream takes by writing nothing to it, and drops the error.
        if text == "":
            return 0
        with self._refusing():
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with self._refusing():
            super().flush()

    def write_bytes(self, data: bytes | memoryview) -> None:
        """Write what has an encoding of its own."""
        self.flush()
        with self._refusing():
            self.buffer.write(data)  # type: ignore[arg-type] # a view is as good, which its type does not say

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """After a failure the rest goes nowhere, so that the interpreter's last flush does not complain."""
        try:
            yield
        except BrokenPipeError:
            to_nowhere(self)
            raise ReaderGone from None
        except OSError as trouble:
            to_nowhere(self)
            raise Unwritten(f"cannot write the answer: {trouble.strerror or trouble}") from None


def to_nowhere(stream: TextIO) -> None:
    """Point a stream that cannot be written to at nothing."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError:
        return


def standard() -> tuple[TextIO, TextIO, TextIO]:
    """The standard streams; a closed one is as if empty, but for the output, without which no answer is given."""
    # Python sets a closed standard stream to None, which its types do not say.
    stdin, stdout, stderr = (getattr(sys, name) for name in ("stdin", "stdout", "stderr"))
    nothing = Path(os.devnull)
    stdin = stdin or nothing.open(encoding="utf-8")
    stderr = stderr or nothing.open("w", encoding="utf-8")
    if stdout is None:
        stderr.write("error: cannot write the answer: standard output is closed\n")
        raise SystemExit(ExitCode.UNMET)
    stderr.reconfigure(errors="backslashreplace")
    return stdin, stdout, stderr


def terminal_of(environ: Mapping[str, str], stdout: TextIO) -> Terminal:
    """What the terminal can do, by itself and by NO_COLOR, FORCE_COLOR, COLUMNS and TERM."""
    there = stdout.isatty()
    width = _width(environ.get("COLUMNS", "")) or None
    height = None
    if there:
        size = os.get_terminal_size(stdout.fileno())
        width, height = width or size.columns or 80, size.lines or 24
    color = (there and environ.get("TERM") != "dumb") or bool(environ.get("FORCE_COLOR"))
    encoding = (stdout.encoding or "").lower().replace("-", "")
    return Terminal(width, color and not environ.get("NO_COLOR"), unicode=encoding.startswith("utf"), height=height)


def talk_of(environ: Mapping[str, str], stderr: TextIO, *, unicode: bool) -> Terminal:
    """Where talk goes: a terminal has a width to fold at, and colours; anything else gets each line whole."""
    if not stderr.isatty():
        return Terminal(unicode=unicode)
    return terminal_of(environ, stderr)


def _width(columns: str) -> int:
    """The width that COLUMNS gives, 0 for none; a number of thousands of digits is one that is too wide."""
    if not (columns.isascii() and columns.isdigit()):
        return 0
    return min(int(columns), WIDEST) if len(columns) < 10 else WIDEST
