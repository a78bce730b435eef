"""The program: the one place that asks the clock and the environment, and that catches errors."""

import io
import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coopctl.cli.everyday import call
from coopctl.cli.session import Session
from coopctl.cli.streams import Answer, ReaderGone, Unwritten, standard, talk_of, terminal_of, to_nowhere
from coopctl.errors import CoopctlError, ExitCode, FileTrouble, StoreTrouble, UnknownName, UnsureComma
from coopctl.output.formats.text import shortened

if TYPE_CHECKING:
    from coopctl.cli.lazy import LazyGroup

# Each command by its name, with its module.
COMMANDS = {
    name: name.replace("-", "_")
    for name in (
        "demo init plan goal group help record retract confirm undo redo import export status log explain chart diff "
        "report check due checkin watch merge merge-driver share doctor backup restore schema completion"
    ).split()
} | {"import": "import_figures"}  # no module can be named so
PARTS = {
    "Start": ("demo", "init", "plan", "goal", "group", "help"),
    "Every week": ("due", "checkin", "record", "import", "status"),
    "Look": ("explain", "chart", "log", "diff", "watch"),
    "Hand on": ("report", "export", "check"),
    "Care": ("undo", "redo", "retract", "confirm", "merge", "share", "doctor", "backup", "restore", "completion",
             "schema", "merge-driver"),
}  # fmt: skip
# What fails after a change does not take it back, and the hint of a fault would say that nothing was changed.
_STORED = "what was stored before that is there: see `coopctl log`"
# How people write whose language has a decimal comma; a file that is read has an option of its own.
_COMMAS = "; where all of the plan's numbers have a decimal comma: coopctl plan edit --decimal-comma"


def run() -> None:
    """Run the program for the shell, and leave with its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout = Answer.on(sys.stdout)
    code = main(sys.argv[1:])
    # Talk that nobody can hear must not change the exit code, nor what is left of an answer after an error.
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ReaderGone, CoopctlError):
            to_nowhere(stream)
    # What is left goes with the process: to take it apart piece by piece is a twentieth of what a command costs.
    if sys.gettrace() is None and sys.getprofile() is None:
        os._exit(code)
    sys.exit(code)


def main(arguments: Sequence[str], session: Session | None = None) -> int:
    """Run one command and return its exit code; every error a user can meet becomes one or two lines here."""
    session = session or make_session(os.environ)
    arguments = _whole(arguments)
    try:
        code = _complete(session) if session.environ.get("_COOPCTL_COMPLETE") else _command(session, arguments)
        _finish(session)
    except KeyboardInterrupt:
        with suppress(ReaderGone, CoopctlError):
            session.say(f"interrupted; {_STORED}" if session.stored else "interrupted")
        return ExitCode.INTERRUPTED
    except ReaderGone:
        return ExitCode.DONE
    except CoopctlError as trouble:
        return _complain(session, *_refusal(trouble, session, arguments))
    except OSError as trouble:
        return _complain(session, *_system(trouble, session))
    except Exception as bug:  # the one last handler: nobody is to meet a traceback who did not ask for it
        if session.debug:
            raise
        return _complain(session, *_fault(bug, session))
    return code


def _whole(arguments: Sequence[str]) -> Sequence[str]:
    """The words of a call with the `goal` that was left out before a command that only goals have."""
    options = not arguments or arguments[0].startswith("-")
    if not COMMANDS.keys().isdisjoint(arguments if options else arguments[:1]):
        return arguments
    from coopctl.cli.foreign import with_goal  # a call without a command of the program is rare

    return with_goal(arguments)


def _refusal(trouble: CoopctlError, session: Session, arguments: Sequence[str]) -> tuple[str, str, ExitCode]:
    """What a refusal says; where something was stored before the file failed, that first."""
    late = session.stored and isinstance(trouble, FileTrouble | StoreTrouble | Unwritten)
    more = _COMMAS if isinstance(trouble, UnsureComma) else ""
    if isinstance(trouble, UnknownName) and any(word.startswith("--known-at") for word in arguments):
        more = f"{trouble.hint and '; '}what came later is not known then: coopctl log --changes"
    from coopctl.cli.habits import meant_by  # only what is refused pays for it

    instead = trouble.instead
    hint = _instead(session, arguments, *instead) if instead else meant_by(trouble, arguments, session.today)
    return trouble.message, _STORED if late else hint or trouble.hint + more, trouble.exit_code


def _instead(session: Session, arguments: Sequence[str], word: str, meant: Sequence[str] | None) -> str:
    """The call with other words for one of it; "" where its command does not take them."""
    from coopctl.cli.habits import anew, anyhow, led_day  # only what is refused pays for it

    if meant is None:
        return anyhow(_root, arguments, word, session.today)
    return led_day(_root, arguments, word, session.today) or anew(_root(), arguments, word, meant)


def _fault(bug: Exception, session: Session) -> tuple[str, str, ExitCode]:
    """What is said of a fault of the program's own."""
    what = re.sub(r"\s+", " ", f"{type(bug).__name__}: {bug}").removesuffix(": ")
    hint = _STORED if session.stored else "run it again with --debug, and report what it prints"
    return f"this is a fault of coopctl itself ({shortened(what)})", hint, ExitCode.UNMET


def _system(trouble: OSError, session: Session) -> tuple[str, str, ExitCode]:
    """What the system says."""
    where = f"cannot use {trouble.filename}: " if trouble.filename else "the system refused: "
    hint = _STORED if session.stored else "check that it is there, who owns it, and the disk"
    return f"{where}{trouble.strerror or trouble}", hint, ExitCode.FILE


def _command(session: Session, arguments: Sequence[str]) -> int:
    if any(word.startswith("--") for word in arguments[:-2]):
        from coopctl.cli.days import quoted  # who gives no option has no day of several words behind one

        arguments = quoted(arguments, session.today)
    said = call(arguments, COMMANDS)
    if said is None:
        from coopctl.cli.root import run_typed

        return run_typed(_root(), session, arguments)
    for name, value in said.session.items():
        setattr(session, name, value)
    return said.command(session=session, **session.heard(said.given)) or ExitCode.DONE


def _complete(session: Session) -> int:
    """Answer a shell that completes; it shows no talk, so there is none."""
    from coopctl.cli.asking import answer

    session.muted = True
    session.stdout.write(answer(session, COMMANDS, _root))
    return ExitCode.DONE


def _finish(session: Session) -> None:
    """Write what is left of the answer; one who left early does not change what was found."""
    with suppress(ReaderGone):
        session.stdout.flush()


def _root() -> "LazyGroup":
    from coopctl.cli.root import root

    return root(COMMANDS, PARTS)


def _complain(session: Session, message: str, hint: str, code: ExitCode) -> int:
    """One or two lines; of a very long value its beginning is enough."""
    with suppress(ReaderGone, CoopctlError):
        session.stdout.flush()
    session.complain(f"error: {shortened(message)}")
    if hint:
        session.complain(f"hint: {shortened(hint)}")
    return code


def make_session(environ: Mapping[str, str]) -> Session:
    """The session of this moment and place."""
    now = datetime.now(UTC).replace(microsecond=0)
    streams, folder = standard(), _folder(environ)
    terminal = terminal_of(environ, streams[1])
    return Session(
        now=now,
        # A zone may be given that is days away: the system takes it, and Python gives no offset a name beyond one.
        today=date.fromtimestamp(now.timestamp()),  # noqa: DTZ012 - the day of whoever sits here is meant
        folder=folder,
        environ=environ,
        streams=streams,
        terminal=terminal,
        new_key=lambda: os.urandom(8).hex(),
        again=lambda: make_session(environ),
        clock=lambda: datetime.now(UTC).replace(microsecond=0),
        who=lambda: _author(environ, folder),
        talk=talk_of(environ, streams[2], unicode=terminal.unicode),
    )


def _author(environ: Mapping[str, str], folder: Path) -> str:
    from coopctl.cli.author import author  # who only looks has no need of a name

    return author(environ, folder)


def _folder(environ: Mapping[str, str]) -> Path:
    """The working folder; where somebody removed it, what it was called."""
    try:
        return Path.cwd()
    except OSError:
        return Path(environ.get("PWD") or os.curdir)
