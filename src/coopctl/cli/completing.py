"""What a shell can complete to, beside commands and options.

A shell shows no errors, and a word that is not known is no reason to show one.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import typer

from coopctl.cli.asking import names_from, titles_of
from coopctl.cli.session import Session
from coopctl.judgement.methods import METHODS, STALE, Status

if TYPE_CHECKING:
    from coopctl.plan.plan import Plan


class _Meant(str):
    """A name that is meant by what was typed, whatever it starts with: Typer drops others that do not start so."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        return True


def suggestions(session: Session, root: Any, words: list[str]) -> list[tuple[str, str]]:
    """What the last of the words can become, each with its help."""
    # Typer has no public way to ask for completions without a shell's syntax around them.
    from typer._completion_classes import BashComplete

    items = BashComplete(root, {"obj": session}, "coopctl", "").get_completions(words[1:-1], words[-1])
    return [(f"{item.value}", item.help or "") for item in items]


def goal_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """The goals of the file."""
    return _names(ctx, incomplete, titles_of)


def _names(ctx: typer.Context, incomplete: str, names: Callable[["Plan"], Mapping[str, str]]) -> list[str]:
    return [_Meant(name) for name in names_from(ctx.obj, incomplete, names)]


def group_refs(ctx: typer.Context, incomplete: str) -> list[str]:
    """The groups of the file, as `kind:id`."""
    return _names(ctx, incomplete, lambda plan: {group.ref: group.title for group in plan.groups})


def owners(ctx: typer.Context, incomplete: str) -> list[str]:
    """The owners of the file's goals."""
    return _names(ctx, incomplete, lambda plan: {goal.owner: "" for goal in plan.goals})


def tags(ctx: typer.Context, incomplete: str) -> list[str]:
    """The tags of the file's goals."""
    return _names(ctx, incomplete, lambda plan: {tag: "" for goal in plan.goals for tag in goal.tags})


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
