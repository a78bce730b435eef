"""What a shell that completes asks, and what it is told: a word a line, its help behind a tab.

Goals of everyday commands are completed without Typer, which takes longer to load than to look them up.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from coopctl.cli.everyday import completed
from coopctl.cli.session import Session
from coopctl.cli.shells import SCRIPTS
from coopctl.errors import CoopctlError
from coopctl.output.formats.text import visible

if TYPE_CHECKING:
    from coopctl.plan.plan import Plan

# A word on one line, and one that no shell takes for anything but itself.
_LINE, _BARE = re.compile(r"[^\n\t]+"), re.compile(r"[\w./:+,=%-]+")


def answer(session: Session, modules: Mapping[str, str], root: Callable[[], Any]) -> str:
    """What the shell that asks in the environment is told.

    A shell that puts words on the line as they are gets only such as mean themselves there.  Scripts of another time,
    which name the shell in another way, get nothing: they would run what they do not expect.
    """
    shell = session.environ["_COOPCTL_COMPLETE"]
    if shell not in SCRIPTS:
        return ""
    words = _typed(shell, session.environ)
    plain = _BARE if shell == "powershell" else _LINE
    lines = (
        f"{value}\t{visible(told)}" if told else value
        for value, told in _suggestions(session, modules, root, words)
        if plain.fullmatch(value) and visible(value) == value
    )
    return "".join(f"{line}\n" for line in lines)


def _suggestions(
    session: Session, modules: Mapping[str, str], root: Callable[[], Any], words: list[str]
) -> Iterable[tuple[str, str]]:
    """What the last of the words can become, each with its help."""
    if completed(words[1:], modules) == "goal_ids":
        return ((name, "") for name in goals_from(session, words[-1]))
    from coopctl.cli.completing import suggestions

    return suggestions(session, root(), words)


def goals_from(session: Session, incomplete: str) -> list[str]:
    """The ids of the file's goals that start so."""
    return names_from(session, incomplete, lambda plan: (goal.id for goal in plan.goals))


def names_from(session: Session, incomplete: str, names: Callable[["Plan"], Iterable[str]]) -> list[str]:
    """The names in the file that start so, each once; none where it cannot be read."""
    try:
        plan = session.store().contents().plan
    except (CoopctlError, OSError):
        return []
    return [name for name in dict.fromkeys(names(plan)) if name and name.startswith(incomplete)]


def _typed(shell: str, environ: Mapping[str, str]) -> list[str]:
    """The words of the line up to the cursor; the last one is to be completed."""
    given = environ.get("_COOPCTL_WORDS")
    if given is None:
        line = environ.get("_COOPCTL_LINE", "")
        words, is_open = _words(line)
        return [*words, ""] if len(words) < 2 or (line[-1:].isspace() and not is_open) else words
    *before, last = given.split("\n")
    # Fish gives the last word with its quotation marks.
    return [*before, *(_words(last)[0][-1:] or [""])] if shell == "fish" else [*before, last]


def _words(line: str) -> tuple[list[str], bool]:
    """The words of a line without their quotation marks, and whether those of the last word are open."""
    import shlex

    words = shlex.shlex(line, posix=True)
    words.whitespace_split = True
    words.commenters = ""
    found: list[str] = []
    try:
        found.extend(words)
    except ValueError:
        return [*found, words.token], True
    return found, False
