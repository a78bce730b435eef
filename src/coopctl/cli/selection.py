"""Which goals are listed, in which order, and which columns are shown: the same filters in every command."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import Struct

from coopctl.cli.completing import columns, goal_ids, group_refs, owners, sort_keys, status_list, tags
from coopctl.errors import UnknownName, WrongUsage
from coopctl.methods import STALE, Status
from coopctl.output import Format, View
from coopctl.plan import Goal, Plan

if TYPE_CHECKING:
    from coopctl.progress import Assessment

CHOICE = frozenset({"goals", "group", "owner", "tag", "match"})
"""The filters that say which goals are meant."""
SHAPE = frozenset({"columns", "no_header"})
EVERY = CHOICE | SHAPE | {"everything", "only", "sort"}


def filters(
    goals: Annotated[
        list[str] | None,
        typer.Argument(metavar="[GOAL]...", help="Only these. [all]", show_default=False, autocompletion=goal_ids),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(
            "--group", metavar="KIND:ID", help="Only goals in this group; repeatable.", autocompletion=group_refs
        ),
    ] = None,
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="NAME", help="Only goals of this owner.", autocompletion=owners)
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG", help="Only goals with this tag; repeatable.", autocompletion=tags),
    ] = None,
    match: Annotated[
        str | None, typer.Option("--match", metavar="TEXT", help="Only goals with this text in id, title or note.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Archived goals, too.")] = False,
    only: Annotated[
        str | None,
        typer.Option(
            "--only",
            metavar="STATUS,...",
            help="Only goals of these statuses, or stale.",
            autocompletion=status_list,
        ),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            metavar="KEY",
            help="pace, deadline, title or progress. [the plan's order]",
            autocompletion=sort_keys,
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="A,B,...", help="Only these columns, in this order.", autocompletion=columns),
    ] = None,
    no_header: Annotated[bool, typer.Option("--no-header", help="No header, title or footer lines.")] = False,
) -> None:
    """The carrier of these options; a command names the ones that it takes in its `FILTERS`."""


class Filters(Struct, frozen=True):
    """What was asked of a list; what was not given asks for nothing."""

    goals: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    owner: str | None = None
    tag: tuple[str, ...] = ()
    match: str | None = None
    everything: bool = False
    only: str | None = None
    sort: str | None = None
    columns: str | None = None
    no_header: bool = False

    def choose(self, plan: Plan) -> list[Goal]:
        """The goals that pass everything but their status; a goal that is named is shown though archived.

        Raises `UnknownName` for a goal, group, owner or tag that the plan does not have: a slip of the pen must not
        silence a check.
        """
        named = {plan.goal(ref).id for ref in self.goals}
        refs = {plan.group(ref).ref for ref in self.group}
        if self.owner:
            _known("owner", self.owner, (goal.owner for goal in plan.goals))
        for tag in self.tag:
            _known("tag", tag, (one for goal in plan.goals for one in goal.tags))
        owner, text = (self.owner or "").casefold(), (self.match or "").casefold()
        return [
            goal
            for goal in plan.goals
            if (goal.id in named if named else self.everything or not goal.archived)
            and refs <= set(goal.groups)
            and _folded(self.tag) <= _folded(goal.tags)
            and owner in ("", goal.owner.casefold())
            and text in f"{goal.id} {goal.title} {goal.note}".casefold()
        ]

    def sift(self, assessments: Sequence["Assessment"]) -> list["Assessment"]:
        """The assessments of the statuses asked for, in the order asked for; goals without the key come last."""
        wanted = frozenset() if self.only is None else statuses(self.only)
        chosen = [one for one in assessments if not wanted or one.status in wanted or (one.stale and STALE in wanted)]
        if self.sort is None:
            return chosen
        key = SORTS.get(self.sort.strip().lower())
        if key is None:
            raise WrongUsage(f"{self.sort!r} is not a key to sort by", f"one of {', '.join(SORTS)}")
        return sorted(chosen, key=key)

    def shape(self, view: View, form: Format) -> View:
        """The view with the columns asked for, and with or without its header."""
        if self.columns is None and not self.no_header:
            return view
        from coopctl.output.columns import with_columns, without_header

        if self.columns is not None:
            view = with_columns(view, self.columns, form)
        return without_header(view, form) if self.no_header else view


def _folded(words: Iterable[str]) -> set[str]:
    return {word.casefold() for word in words}


def _known(what: str, asked: str, there: Iterable[str]) -> None:
    names = sorted({name for name in there if name})
    if asked.casefold() not in _folded(names):
        hint = f"one of {', '.join(names[:8])}" if names else f"give a goal one: `coopctl goal edit GOAL --{what} NAME`"
        raise UnknownName(f"no goal has the {what} {asked!r}", hint)


def _last(value: Fraction | None) -> tuple[bool, Fraction]:
    return value is None, value or Fraction(0)


SORTS: dict[str, Callable[["Assessment"], Any]] = {
    "pace": lambda one: _last(one.facts.pace),
    "deadline": lambda one: one.goal.target.deadline or date.max,
    "title": lambda one: one.goal.title.casefold(),
    "progress": lambda one: _last(one.facts.progress),
}


def statuses(words: str) -> frozenset[str]:
    """The statuses in `off-track,missed,stale`; spaces and capitals do not matter."""
    known = [*(status.value for status in Status), STALE]
    wanted = [word.strip().lower().replace(" ", "-").replace("_", "-") for word in words.split(",") if word.strip()]
    for word in wanted:
        if word not in known:
            raise WrongUsage(f"{word!r} is not a status", f"one of {', '.join(known)}")
    if not wanted:
        raise WrongUsage(f"{words!r} names no status", f"one of {', '.join(known)}")
    return frozenset(wanted)
