"""The options that several commands share, in the same words everywhere."""

from enum import StrEnum
from typing import Annotated

from coopctl.cli.declared import Declared, argument, option
from coopctl.errors import WrongUsage
from coopctl.judgement.methods import METHODS
from coopctl.output import Format


class AgainstTarget(StrEnum):
    """Which of a goal's targets it is judged against."""

    CURRENT = "current"
    ORIGINAL = "original"


Output = Annotated[Format, option("-o", "--output", help="How to write the answer.")]
AsOf = Annotated[
    str | None, option("--as-of", metavar="DATE", help="The day to look from; later figures do not count. [today]")
]
KnownAt = Annotated[
    str | None,
    option("--known-at", metavar="MOMENT", help="Only what was recorded by then; here:MOMENT, what had come in."),
]
GoalRef = Annotated[
    str,
    argument(
        metavar="GOAL", help="The goal's id, or enough of its start.", show_default=False, autocompletion="goal_ids"
    ),
]
Against = Annotated[AgainstTarget, option("--against", help="The target as it is, or as it first was.")]


def _name(option_: str, told: str, completes: str) -> Declared:
    """An option of a name that a shell completes."""
    return option(option_, metavar="NAME", help=told, autocompletion=completes)


_RULE, _UNLESS = "The rule that judges", "[the goal's, else the plan's, else linear]"
Method = Annotated[str, _name("--method", f"{_RULE}, or all of them. {_UNLESS}", "method_names")]
OneMethod = Annotated[str, _name("--method", f"{_RULE}. {_UNLESS}", "own_methods")]
PlanMethod = Annotated[
    str | None, _name("--method", f"{_RULE} goals without one of their own. [linear]", "own_methods")
]
FISCAL_START = option("--fiscal-start", metavar="MONTH", help="The month in which fiscal years start: 10, October.")
Ours = Annotated[list[str] | None, _name("--ours", "A goal or figure to keep as it is here; repeatable.", "goal_ids")]
Theirs = Annotated[
    list[str] | None, _name("--theirs", "A goal or figure to take as it is there; repeatable.", "goal_ids")
]
Yes = Annotated[bool, option("--yes", "-y", help="Do not ask.")]


def method_of(name: str) -> tuple[str, ...]:
    """The methods that --method names: one, all of them, or "" for each goal's own."""
    if name not in ("", "all", *METHODS):
        raise WrongUsage(f"there is no method {name!r}", f"one of {', '.join(METHODS)}, all")
    return METHODS if name == "all" else (name,)
