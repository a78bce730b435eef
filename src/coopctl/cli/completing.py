"""What a shell can complete to, beside commands and options.

A shell shows no errors, and a word that is not known is no reason to show one.
"""

from collections.abc import Callable, Iterable, MutableMapping

import typer

from coopctl.cli.session import Session
from coopctl.errors import CoopctlError
from coopctl.judgement.methods import METHODS, STALE, Status
from coopctl.plan.plan import Plan


def prepare(session: Session, environ: MutableMapping[str, str]) -> None:
    """Get ready to complete, in silence; Typer reads from the environment what is to be completed.

    Bash breaks words at `:` and `=`, so its script sends the line up to the cursor, which is put into words here.
    """
    from typer.completion import completion_init  # type: ignore[attr-defined] # exported, not declared

    completion_init()
    session.muted = True
    line = environ.get("_COOPCTL_LINE", environ.get("COMP_WORDS", ""))
    if "_COOPCTL_LINE" in environ or not environ.get("COMP_CWORD", "").isdecimal():
        environ["COMP_CWORD"] = f"{_word_at_the_end(line)}"
    environ["COMP_WORDS"] = line


def _word_at_the_end(line: str) -> int:
    """The number of the word that the line ends in, from 0; of a new one, where it ends in a space."""
    import shlex

    words = shlex.shlex(line, posix=True)
    words.whitespace_split = True
    words.commenters = ""
    count = 0
    try:
        for _ in words:
            count += 1
    except ValueError:  # a quotation mark is open, so the last word goes on
        return count
    return count if line[-1:].isspace() or not line else count - 1


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


def _of_plan(ctx: typer.Context, incomplete: str, names: Callable[[Plan], Iterable[str]]) -> list[str]:
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


def columns(ctx: typer.Context, incomplete: str) -> list[str]:
    """The fields of the command's records, one after the other with commas."""
    from coopctl.output.records import FIGURE_FIELDS, GOAL_FIELDS, GROUP_FIELDS
    from coopctl.output.views.findings import DUE_FIELDS

    fields = {"log": FIGURE_FIELDS, "due": DUE_FIELDS, "group list": GROUP_FIELDS}
    command = ctx.command_path.removeprefix("coopctl ")
    return _next(incomplete, fields.get(command, GOAL_FIELDS))


def schema_names(incomplete: str) -> list[str]:
    """The answers that have a schema."""
    from coopctl.output.schemas import NAMES

    return [name for name in NAMES if name.startswith(incomplete)]


def _next(incomplete: str, names: Iterable[str]) -> list[str]:
    """The lists of names that this one can become by its next name."""
    before, comma, started = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in names if name.startswith(started) and name not in before.split(",")]
