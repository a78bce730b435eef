"""Which goals are listed, in which order, and which columns are shown: the same filters in every command."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct, structs

from coopctl.cli.options import goal_ids, group_refs
from coopctl.errors import WrongUsage
from coopctl.methods import Status
from coopctl.output import Format, View
from coopctl.plan import Goal, Plan

if TYPE_CHECKING:
    from coopctl.progress import Assessment

Goals = Annotated[
    list[str] | None,
    typer.Argument(metavar="[GOAL]...", help="Only these. [all]", show_default=False, autocompletion=goal_ids),
]
Group = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="KIND:ID", help="Only goals in this group; repeatable.", autocompletion=group_refs),
]
Only = Annotated[str, typer.Option("--only", metavar="STATUS,...", help="Only goals of these statuses, or stale.")]
Owner = Annotated[str, typer.Option("--owner", metavar="NAME", help="Only goals of this owner.")]
Tag = Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="Only goals with this tag; repeatable.")]
Match = Annotated[str, typer.Option("--match", metavar="TEXT", help="Only goals with this text in id, title or note.")]
Sort = Annotated[
    str, typer.Option("--sort", metavar="KEY", help="pace, deadline, title or progress. [the plan's order]")
]
Everything = Annotated[bool, typer.Option("--all", help="Archived goals, too.")]
Columns = Annotated[str, typer.Option("--columns", metavar="A,B,...", help="Only these columns, in this order.")]
NoHeader = Annotated[bool, typer.Option("--no-header", help="No header, title or footer lines.")]

STALE = "stale"


class Filters(Struct, frozen=True):
    """What was asked of a list of goals; empty values ask for nothing."""

    goals: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    only: str = ""
    owner: str = ""
    tags: tuple[str, ...] = ()
    match: str = ""
    sort: str = ""
    everything: bool = False

    def choose(self, plan: Plan) -> list[Goal]:
        """The goals that pass everything but their status; a goal that is named is shown though archived."""
        named = {plan.goal(ref).id for ref in self.goals}
        refs = {plan.group(ref).ref for ref in self.groups}
        text = self.match.casefold()
        return [
            goal
            for goal in plan.goals
            if (goal.id in named if named else self.everything or not goal.archived)
            and refs <= set(goal.groups)
            and set(self.tags) <= set(goal.tags)
            and self.owner.casefold() in ("", goal.owner.casefold())
            and text in f"{goal.id} {goal.title} {goal.note}".casefold()
        ]

    def sift(self, assessments: Sequence["Assessment"]) -> list["Assessment"]:
        """The assessments of the statuses asked for, in the order asked for; goals without the key come last."""
        wanted = statuses(self.only)
        chosen = [one for one in assessments if not wanted or one.status in wanted or (one.stale and STALE in wanted)]
        if not self.sort:
            return chosen
        if self.sort not in _KEYS:
            raise WrongUsage(f"{self.sort!r} is not a key to sort by", f"one of {', '.join(_KEYS)}")
        return sorted(chosen, key=_KEYS[self.sort])


def _last(value: Fraction | None) -> tuple[bool, Fraction]:
    return value is None, value or Fraction(0)


_KEYS = {
    "pace": lambda one: _last(one.facts.pace),
    "deadline": lambda one: one.goal.target.deadline or date.max,
    "title": lambda one: one.goal.title.casefold(),
    "progress": lambda one: _last(one.facts.progress),
}


def statuses(words: str) -> frozenset[str]:
    """The statuses in `off-track,missed,stale`; spaces and capitals do not matter."""
    known = [*(status.value for status in Status), STALE]
    wanted = [word.strip().lower().replace(" ", "-") for word in words.split(",") if word.strip()]
    for word in wanted:
        if word not in known:
            raise WrongUsage(f"{word!r} is not a status", f"one of {', '.join(known)}")
    return frozenset(wanted)


def with_columns(view: View, columns: str, form: Format, *, header: bool) -> View:
    """The view with only these columns, by the names that the format shows, and with or without its header."""
    view = structs.replace(view, header=header)
    if not columns:
        return view
    wanted = [name.strip().lower().replace(" ", "-") for name in columns.split(",") if name.strip()]
    if form in (Format.CSV, Format.TSV):
        return structs.replace(view, fields=tuple(view.fields[at] for at in _places(wanted, view.fields)))
    places = _places(wanted, [column.header.lower().replace(" ", "-") for column in view.columns])
    return structs.replace(
        view,
        columns=tuple(structs.replace(view.columns[at], drop=0) for at in places),
        sections=tuple(
            structs.replace(
                section,
                rows=tuple(structs.replace(row, cells=tuple(row.cells[at] for at in places)) for row in section.rows),
            )
            for section in view.sections
        ),
    )


def _places(wanted: list[str], names: Sequence[str]) -> list[int]:
    for name in wanted:
        if name not in names:
            raise WrongUsage(f"there is no column {name!r}", f"one of {', '.join(names)}")
    return [list(names).index(name) for name in wanted]
