"""What a shell can complete to, beside commands and options.

A shell shows no errors, and a word that is not known is no reason to show one.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import typer

from coopctl.cli.session import Session
from coopctl.cli.shells import SCRIPTS
from coopctl.errors import CoopctlError
from coopctl.judgement.methods import METHODS, STALE, Status
from coopctl.output.formats.text import visible

if TYPE_CHECKING:
    from coopctl.plan.plan import Plan

# A word on one line, and one that no shell takes for anything but itself.
_LINE, _BARE = re.compile(r"[^\n\t]+"), re.compile(r"[\w./:+,=%-]+")


def answer(session: Session, root: Any) -> str:
    """What the shell that asks in the environment is told: a word a line, its help behind a tab.

    A shell that puts words on the line as they are gets only such as mean themselves there.  Scripts of another time,
    which name the shell in another way, get nothing: they would run what they do not expect.
    """
    # Typer has no public way to ask for completions without a shell's syntax around them.
    from typer._completion_classes import BashComplete

    shell = session.environ["_COOPCTL_COMPLETE"]
    if shell not in SCRIPTS:
        return ""
    words = _asked(shell, session.environ)
    found = BashComplete(root, {"obj": session}, "coopctl", "").get_completions(words[1:-1], words[-1])
    plain = _BARE if shell == "powershell" else _LINE
    lines = (
        f"{item.value}\t{visible(item.help)}" if item.help else f"{item.value}"
        for item in found
        if plain.fullmatch(item.value) and visible(item.value) == item.value
    )
    return "".join(f"{line}\n" for line in lines)


def _asked(shell: str, environ: Mapping[str, str]) -> list[str]:
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


def goal_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """The goals of the file."""
    return _of_plan(ctx, incomplete, lambda plan: (goal.id for goal in plan.goals))


def group_refs(ctx: typer.Context, incomplete: str) -> list[str]:
    """The groups of the file, as `kind:id`."""
    return _of_plan(ctx, incomplete, lambda plan: (group.ref for group in plan.groups))


def owners(ctx: typer.Context, incomplete: str) -> list[str]:
    """The owners of the file's goals."""
    return _of_plan(ctx, incomplete, lambda plan: (goal.owner for goal in plan.goals))


def tags(ctx: typer.Context, incomplete: str) -> list[str]:
    """The tags of the file's goals."""
    return _of_plan(ctx, incomplete, lambda plan: (tag for goal in plan.goals for tag in goal.tags))


def _of_plan(ctx: typer.Context, incomplete: str, names: Callable[["Plan"], Iterable[str]]) -> list[str]:
    """The names in the file that start so, each once; none where it cannot be read."""
    try:
        plan = ctx.obj.store().contents().plan
    except (CoopctlError, OSError):
        return []
    return [name for name in dict.fromkeys(names(plan)) if name and name.startswith(incomplete)]


def method_names(incomplete: str) -> list[str]:
    """The methods, and all of them."""
    return [name for name in (*METHODS, "all") if name.startswith(incomplete)]


def own_methods(incomplete: str) -> list[str]:
    """The methods that a goal or a plan can have for its own."""
    return [name for name in METHODS if name.startswith(incomplete)]


def sort_keys(incomplete: str) -> list[str]:
    """What goals are sorted by."""
    from coopctl.judgement.selection import SORTS

    return [name for name in SORTS if name.startswith(incomplete)]


def status_list(incomplete: str) -> list[str]:
    """The statuses, one after the other with commas."""
    return _next(incomplete, [*(status.value for status in Status), STALE])


def fault_list(incomplete: str) -> list[str]:
    """What `check` can fail on, one after the other with commas."""
    from coopctl.tracker.unsettled import KINDS  # `--help` does without the model

    return _next(incomplete, [*(status.value for status in Status), STALE, *KINDS])


def columns(ctx: typer.Context, incomplete: str) -> list[str]:
    """The fields of the command's records, one after the other with commas."""
    from coopctl.cli.answers import answer_of
    from coopctl.output.fields import columns_of

    kind = answer_of(ctx.command_path.removeprefix("coopctl "))
    return [] if kind is None else _next(incomplete, columns_of(kind))


def schema_names(incomplete: str) -> list[str]:
    """The answers that have a schema."""
    from coopctl.cli.answers import ANSWERS

    return [name for name in ANSWERS if name.startswith(incomplete)]


def _next(incomplete: str, names: Iterable[str]) -> list[str]:
    """The lists of names that this one can become by its next name."""
    before, comma, started = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in names if name.startswith(started) and name not in before.split(",")]


def topics(incomplete: str) -> list[str]:
    """The pages of the manual."""
    from coopctl.cli.manual import TOPICS

    return [name for name in TOPICS if name.startswith(incomplete)]
