"""The program: the one place that asks the clock, the environment and the terminal, and that catches errors."""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import typer
from typer.core import TyperOption
from typer.exceptions import Abort, TyperException

from coopctl import __version__
from coopctl.cli.lazy import LazyGroup
from coopctl.cli.session import Session
from coopctl.errors import EXIT_MEANING, CoopctlError, ExitCode
from coopctl.output import Terminal

COMMANDS = {
    "demo": "demo",
    "init": "init",
    "plan": "plan",
    "goal": "goal",
    "group": "group",
    "record": "record",
    "retract": "retract",
    "undo": "undo",
    "import": "import_figures",
    "export": "export",
    "status": "status",
    "log": "log",
    "explain": "explain",
    "check": "check",
    "due": "due",
    "doctor": "doctor",
    "backup": "backup",
    "restore": "restore",
    "schema": "schema",
    "completion": "completion",
}
_HELP = "Track how far each promise in a plan is: baseline, target, dated figures and pace."
_EPILOG = ("Exit codes:", *(f"  {code.value:<4} {meaning}" for code, meaning in EXIT_MEANING.items()))


def run() -> None:
    """The console script."""
    code = main(sys.argv[1:])
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except OSError:
        # Talk that nobody can hear must not change the exit code when the interpreter flushes it once more.
        _leave_quietly(sys.stderr)
    sys.exit(code)


def main(arguments: Sequence[str], session: Session | None = None) -> int:
    """Run one command and return its exit code; every error a user can meet becomes one or two lines here."""
    session = session or make_session(os.environ)
    if "_COOPCTL_COMPLETE" in session.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined] # exported, not declared

        completion_init()
    try:
        result = _root().main(list(arguments), prog_name="coopctl", standalone_mode=False, obj=session)
        session.stdout.flush()
        if result == ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
    except CoopctlError as trouble:
        return _complain(session, trouble.message, trouble.hint, trouble.exit_code)
    except TyperException as trouble:
        command = getattr(getattr(trouble, "ctx", None), "command_path", "coopctl")
        return _complain(session, trouble.format_message(), f"see `{command} --help`", ExitCode.USAGE)
    except (KeyboardInterrupt, Abort):
        session.say("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        _leave_quietly(session.stdout)
        return ExitCode.DONE
    except OSError as trouble:
        _leave_quietly(session.stdout)
        return _complain(session, f"cannot write the answer: {trouble.strerror or trouble}", "", ExitCode.UNMET)
    return result if isinstance(result, int) else ExitCode.DONE


def _root() -> LazyGroup:
    root = LazyGroup("coopctl", COMMANDS, epilog_lines=_EPILOG, help=_HELP)
    root.params.append(
        TyperOption(
            param_decls=["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            help="Show the version.",
            callback=_version,
        )
    )
    return root


def _version(ctx: typer.Context, _: object, value: bool) -> None:
    if value:
        ctx.obj.tell(f"coopctl {__version__}")
        raise typer.Exit


def _complain(session: Session, message: str, hint: str, code: ExitCode) -> int:
    """One or two lines; of a very long value its beginning is enough."""
    session.say("error: " + re.sub(r"('[^']{80})[^']{20,}'", r"\1…'", message))
    if hint:
        session.say(f"hint: {hint}")
    return code


def _leave_quietly(stream: TextIO) -> None:
    """Point a closed standard output at nothing, so that the interpreter's last flush does not complain."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError:
        return


def make_session(environ: Mapping[str, str]) -> Session:
    """The session of this moment and place."""
    now = datetime.now(UTC).replace(microsecond=0)
    streams = _streams()
    return Session(
        now=now,
        today=now.astimezone().date(),
        folder=Path.cwd(),
        environ=environ,
        streams=streams,
        terminal=terminal_of(environ, streams[1]),
        new_key=lambda: os.urandom(8).hex(),
    )


def _streams() -> tuple[TextIO, TextIO, TextIO]:
    """The standard streams; a closed one is as if empty, but for the output, without which no answer is given.

    A letter that the output's encoding lacks is spelled out, for the figure is recorded by then.
    """
    # Python sets a closed standard stream to None, which its types do not say.
    stdin, stdout, stderr = (getattr(sys, name) for name in ("stdin", "stdout", "stderr"))
    nothing = Path(os.devnull)
    stdin = stdin or nothing.open(encoding="utf-8")
    stderr = stderr or nothing.open("w", encoding="utf-8")
    if stdout is None:
        stderr.write("error: cannot write the answer: standard output is closed\n")
        raise SystemExit(ExitCode.UNMET)
    for stream in (stdout, stderr):
        stream.reconfigure(errors="backslashreplace")
    return stdin, stdout, stderr


def terminal_of(environ: Mapping[str, str], stdout: TextIO) -> Terminal:
    """What the terminal can do, by itself and by NO_COLOR, FORCE_COLOR, COLUMNS and TERM."""
    there = stdout.isatty()
    width = None
    if there:
        columns = environ.get("COLUMNS", "")
        width = (
            int(columns)
            if columns.isdigit() and int(columns) > 0
            else os.get_terminal_size(stdout.fileno()).columns or 80
        )
    color = (there and environ.get("TERM") != "dumb") or bool(environ.get("FORCE_COLOR"))
    encoding = (stdout.encoding or "").lower().replace("-", "")
    return Terminal(width, color and not environ.get("NO_COLOR"), unicode=encoding.startswith("utf"))
