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
from coopctl.values.ids import matching

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
        return ((name, "") for name in names_from(session, words[-1], titles_of))
    from coopctl.cli.completing import suggestions

    return suggestions(session, root(), words)


def titles_of(plan: "Plan") -> dict[str, str]:
    """The titles of a plan's goals by their ids."""
    return {goal.id: goal.title for goal in plan.goals}


def names_from(session: Session, incomplete: str, names: Callable[["Plan"], Mapping[str, str]]) -> list[str]:
    """The names in the file that start so, else those that are meant; none where it cannot be read."""
    try:
        titles = names(session.store().contents().plan)
    except (CoopctlError, OSError):
        return []
    found = [name for name in titles if name and name.startswith(incomplete)]
    return found or _meant(incomplete, titles, session.environ.get("_COOPCTL_COMPLETE", ""))


def _meant(incomplete: str, titles: Mapping[str, str], shell: str) -> list[str]:
    """The names that are meant where case, accents, or the first words are left out.

    A shell puts their common start in the place of what was typed, so they are told only where that is no shorter.
    """
    meant = matching(incomplete, titles, titles)
    if shell == "fish":  # it drops what has not the letters typed
        typed = incomplete.casefold()
        forms = ([form for form in (name, titles[name]) if typed in form.casefold()] for name in meant)
        return [form[0] for form in forms if form]
    return meant if len({name[: len(incomplete)] for name in meant}) == 1 else []


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
