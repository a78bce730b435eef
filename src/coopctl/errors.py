"""Exit codes, and the one tree of errors that a user can meet.

An error carries its message, a hint and its exit code; only `cli.app.main` catches it.
"""

from datetime import date
from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told; the same numbers in every command."""

    DONE = 0
    UNMET = 1
    USAGE = 2
    FILE = 3
    FOUND = 4
    INTERRUPTED = 130


EXIT_MEANING = {
    ExitCode.DONE: "done",
    ExitCode.UNMET: "the request could not be met (unknown goal, bad figure, nothing imported)",
    ExitCode.USAGE: "wrong usage (unknown option, missing argument)",
    ExitCode.FILE: "the file is missing, locked, unreadable or newer than this coopctl",
    ExitCode.FOUND: "check found what it was told to fail on",
    ExitCode.INTERRUPTED: "interrupted",
}


def as_typed(*words: str) -> str:
    """A call of the program as it is typed, for a hint."""
    from shlex import join  # only what is refused pays for it

    return join(("coopctl", *words))


class CoopctlError(Exception):
    """A request that could not be met: one sentence without a full stop, and what to do next.

    `instead` is a word of the call and those that say what it may have meant, with which the hint writes it anew; None
    where only the call can tell.
    """

    exit_code = ExitCode.UNMET

    def __init__(self, message: str, hint: str = "", instead: tuple[str, tuple[str, ...] | None] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.instead = instead

    @property
    def whole(self) -> str:
        """Message and hint in one line."""
        return f"{self.message} ({self.hint})" if self.hint else self.message


class Refused(CoopctlError):
    """A value, phrase or change that is not understood or not allowed."""


class Ended(Refused):
    """A promise whose `deadline` is not after its baseline, of which nothing says when it was: it may be an old one."""

    def __init__(self, message: str, hint: str, deadline: date) -> None:
        super().__init__(message, hint)
        self.deadline = deadline


class NoAmount(Refused):
    """What is no amount at all."""


class NoDay(Refused):
    """A `text` that says no day or period."""

    def __init__(self, message: str, hint: str = "", text: str = "") -> None:
        super().__init__(message, hint)
        self.text = text


class Unsure(Refused):
    """An amount that may be meant in two ways: the goal takes it, once it is said in which."""


class UnsureComma(Refused):
    """A number with a mark that may be the decimal one or group its digits, in a plan that has not said so."""


class UnknownName(CoopctlError):
    """A goal, group or figure that the plan does not have."""


class WrongUsage(CoopctlError):
    """Options or arguments that do not go together."""

    exit_code = ExitCode.USAGE


class FileTrouble(CoopctlError):
    """The coopctl file is missing, locked, unreadable, damaged or newer."""

    exit_code = ExitCode.FILE


class NoPlan(FileTrouble):
    """There is no plan where one is looked for, so that one may be started."""


class Held(FileTrouble):
    """Somebody else is writing to the file for longer than one cared to wait."""


class StoreTrouble(CoopctlError):
    """A team's database is missing, cannot be reached, or refuses."""

    exit_code = ExitCode.FILE


class Strange(FileTrouble):
    """A file that may be somebody else's was found, and not named."""
