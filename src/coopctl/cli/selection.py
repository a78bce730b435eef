"""Which goals are listed, in which order, and which columns are shown: the same filters in every command."""

from collections.abc import Callable, Collection
from typing import Annotated, Any

from coopctl.cli.declared import argument, option
from coopctl.cli.handing import handed
from coopctl.judgement.selection import Filters
from coopctl.plan.plan import Plan

CHOICE = frozenset({"goals", "group", "owner", "tag", "match"})
"""The filters that say which goals are meant."""
SHAPE = frozenset({"columns", "no_header"})
_NO_GOALS = "no goals yet; add one: coopctl goal add 'Trade volume' --from 100 --to 'double by 2030'"
_NONE_OF_THESE = "no goal is among these; see them all, archived ones too: coopctl goal list --all"
EVERY = CHOICE | SHAPE | {"everything", "only", "sort"}


def filters(
    goals: Annotated[
        list[str] | None,
        argument(metavar="[GOAL]...", help="Only these. [all]", show_default=False, autocompletion="goal_ids"),
    ] = None,
    group: Annotated[
        list[str] | None,
        option("--group", metavar="KIND:ID", help="Only goals in this group; repeatable.", autocompletion="group_refs"),
    ] = None,
    owner: Annotated[
        str | None, option("--owner", metavar="NAME", help="Only goals of this owner.", autocompletion="owners")
    ] = None,
    tag: Annotated[
        list[str] | None,
        option("--tag", metavar="TAG", help="Only goals with this tag; repeatable.", autocompletion="tags"),
    ] = None,
    match: Annotated[
        str | None, option("--match", metavar="TEXT", help="Only goals with this text in id, title or note.")
    ] = None,
    everything: Annotated[bool, option("--all", help="Archived goals, too.")] = False,
    only: Annotated[
        str | None,
        option(
            "--only", metavar="STATUS,...", help="Only goals of these statuses, or stale.", autocompletion="status_list"
        ),
    ] = None,
    sort: Annotated[
        str | None,
        option(
            "--sort",
            metavar="KEY",
            help="pace, deadline, title or progress. [the plan's order]",
            autocompletion="sort_keys",
        ),
    ] = None,
    columns: Annotated[
        str | None,
        option("--columns", metavar="A,B,...", help="Only these columns, in this order.", autocompletion="columns"),
    ] = None,
    no_header: Annotated[bool, option("--no-header", help="No header, title or footer lines.")] = False,
) -> Filters:
    """The filters that were given; a command takes as many of the options as `filtered` names."""
    return Filters(
        goals=tuple(goals or ()),
        group=tuple(group or ()),
        owner=owner,
        tag=tuple(tag or ()),
        match=match,
        everything=everything,
        only=only,
        sort=sort,
        columns=columns,
        no_header=no_header,
    )


def filtered(options: Collection[str]) -> Callable[..., Callable[..., Any]]:
    """A decorator that gives a command these filters, and hands it the value as `filters`."""
    return handed(filters, "filters", options)


def none_of(plan: Plan, known_at: str | None = None) -> str:
    """What is said to people where no goal is shown."""
    if known_at is not None and not plan.goals:
        return f"no goal was in the plan by {known_at}; when each came: coopctl log --changes"
    return _NONE_OF_THESE if plan.goals else _NO_GOALS
