"""The options that several commands share, in the same words everywhere."""

import math
from enum import StrEnum
from typing import Annotated

import typer

from coopctl.cli.completing import goal_ids, method_names, own_methods
from coopctl.errors import WrongUsage
from coopctl.judgement.methods import METHODS
from coopctl.output import Format


class AgainstTarget(StrEnum):
    """Which of a goal's targets it is judged against."""

    CURRENT = "current"
    ORIGINAL = "original"


Output = Annotated[Format, typer.Option("-o", "--output", help="How to write the answer.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day to look from; later figures do not count. [today]"),
]
KnownAt = Annotated[
    str | None,
    typer.Option("--known-at", metavar="MOMENT", help="Count only what was recorded by then. [everything]"),
]
GoalRef = Annotated[
    str,
    typer.Argument(
        metavar="GOAL", help="The goal's id, or enough of its start.", show_default=False, autocompletion=goal_ids
    ),
]
Against = Annotated[AgainstTarget, typer.Option("--against", help="The target as it is, or as it first was.")]
Method = Annotated[
    str,
    typer.Option(
        "--method",
        metavar="NAME",
        help="The rule that judges, or all of them. [the goal's, else the plan's, else linear]",
        autocompletion=method_names,
    ),
]
OneMethod = Annotated[
    str,
    typer.Option(
        "--method",
        metavar="NAME",
        help="The rule that judges. [the goal's, else the plan's, else linear]",
        autocompletion=own_methods,
    ),
]
PlanMethod = Annotated[
    str | None,
    typer.Option(
        "--method",
        metavar="NAME",
        help="The rule that judges goals without one of their own. [linear]",
        autocompletion=own_methods,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def _file(ctx: typer.Context, value: str | None) -> None:
    if value is not None:
        ctx.obj.file = value


def _timeout(ctx: typer.Context, value: float | None) -> None:
    if value is not None:
        if math.isnan(value):
            raise WrongUsage("--lock-timeout is not a number of seconds", "write 10, or inf to wait for ever")
        ctx.obj.lock_timeout = value


def _debug(ctx: typer.Context, value: bool) -> None:
    ctx.obj.debug = ctx.obj.debug or value


def _who(ctx: typer.Context, value: str | None) -> None:
    if value is not None:
        ctx.obj.who = lambda: value


def common(
    file: Annotated[
        str | None, typer.Option("--file", metavar="PATH", help="The file to use. [nearest coop.json]", callback=_file)
    ] = None,
    lock_timeout: Annotated[
        float | None,
        typer.Option(
            "--lock-timeout", metavar="SECONDS", min=0, help="How long to wait for it. [10]", callback=_timeout
        ),
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where a fault of coopctl itself lies.", callback=_debug)
    ] = False,
    who: Annotated[
        str | None,
        typer.Option(
            "--who", metavar="NAME", help="Who changes it. [COOPCTL_WHO, git's or the system's]", callback=_who
        ),
    ] = None,
) -> None:
    """The carrier of the options above; Typer reads them from this signature."""


def method_of(name: str) -> tuple[str, ...]:
    """The methods that --method names: one, all of them, or "" for each goal's own."""
    if name not in ("", "all", *METHODS):
        raise WrongUsage(f"there is no method {name!r}", f"one of {', '.join(METHODS)}, all")
    return METHODS if name == "all" else (name,)
