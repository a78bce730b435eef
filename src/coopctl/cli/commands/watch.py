"""`coopctl watch`: the status, again whenever the file or the day changes."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

import typer
from msgspec import structs

from coopctl.cli.lazy import Command
from coopctl.cli.session import Session
from coopctl.errors import CoopctlError, ExitCode, WrongUsage
from coopctl.output import Terminal

EXAMPLES = ("coopctl watch", "coopctl watch --only off-track,missed --sort pace")
# Soon enough for a person; a look at a file costs nothing, one at a database a question.
_SECONDS, _SECONDS_OF_A_DATABASE = 0.25, 2.0


class _PassedOn(Command):
    """A command whose further words are those of `coopctl status`."""

    def __init__(self, *args: Any, context_settings: dict[str, Any], **attrs: Any) -> None:
        settings = {**context_settings, "ignore_unknown_options": True, "allow_extra_args": True}
        super().__init__(*args, context_settings=settings, **attrs)


CLASS = _PassedOn


class _Failed(CoopctlError):
    """What status said instead of an answer."""


def command(ctx: typer.Context) -> None:
    """Show the status again when the file or the day changes; q quits.

    Where the plan cannot be read for a while, the last answer stays, and says so.

    Takes the options of `coopctl status`.
    """
    session: Session = ctx.obj
    if session.terminal.width is None or not session.stdout.isatty():
        raise WrongUsage("watch draws at a terminal, and the answer goes elsewhere", "coopctl status > FILE")
    from coopctl.output.live import Live

    words, quick = ("status", *ctx.args), _SECONDS if session.database is None else _SECONDS_OF_A_DATABASE
    seen, text, wait = _seen(session), _status(session, words), quick
    with _ended_in_order(), _keys(session.stdin) as pressed, Live(session.stdout, session.terminal) as live:
        live.show(text)
        while pressed(wait) not in ("q", "Q"):
            now, trouble = session.renewed(), ""
            wait = quick
            try:
                new = _seen(now)
                if new == seen:
                    continue
                text, seen = _status(now, words), new
            except CoopctlError as why:  # a network comes back, a file is mended: a screen on a wall goes on
                seen, wait, trouble = None, _SECONDS_OF_A_DATABASE, f"{why.message}; looking again"
            live.show(text, trouble)


def _seen(session: Session) -> object:
    """What makes the status another one when it changes: the file or the database, the day, the width."""
    around = (session.today, session.terminal)
    if session.database is not None:
        return session.store().version(), around
    with suppress(OSError):
        found = session.path().stat()
        return found.st_mtime_ns, found.st_size, found.st_ino, around
    return around


def _status(session: Session, words: tuple[str, ...]) -> str:
    """What status answers, as on this terminal; raises `_Failed` with what it complains of."""
    from coopctl.cli.app import main

    out, err = io.StringIO(), io.StringIO()
    inner = session.renewed()
    inner.stdout, inner.stderr, inner.talk = out, err, Terminal(unicode=session.terminal.unicode)
    inner.terminal = structs.replace(inner.terminal, redrawn=True)
    code = main([*words, *(() if session.file is None else ("--file", session.file))], inner)
    if code:
        message, _, hint = err.getvalue().partition("\n")
        failed = _Failed(message.removeprefix("error: "), hint.strip().removeprefix("hint: "))
        failed.exit_code = ExitCode(code)
        raise failed
    return out.getvalue()


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Whoever is told to end gives the terminal back first; elsewhere the system ends it as well as we could."""
    import signal

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    names = ("SIGTERM", "SIGHUP", "SIGQUIT")
    before = {number: signal.signal(number, end) for name in names if (number := getattr(signal, name, None))}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _keys(stdin: TextIO) -> Iterator[Callable[[float], str]]:
    """A way to wait for a key without Enter; where there is none, only the time goes by, and Ctrl-C ends it."""
    import os
    from select import select

    try:
        import termios
        import tty
    except ImportError:  # there are none on Windows
        yield _slept
        return
    if not stdin.isatty():
        yield _slept
        return
    before = termios.tcgetattr(stdin)

    def pressed(seconds: float) -> str:
        return os.read(stdin.fileno(), 1).decode("ascii", "replace") if select([stdin], [], [], seconds)[0] else ""

    try:
        tty.setcbreak(stdin)
        yield pressed
    finally:
        termios.tcsetattr(stdin, termios.TCSADRAIN, before)


def _slept(seconds: float) -> str:
    from time import sleep

    sleep(seconds)
    return ""
