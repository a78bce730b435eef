"""`coopctl status`: where every goal stands."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from msgspec import structs

from coopctl.cli import selection
from coopctl.cli.declared import option
from coopctl.cli.options import Against, AgainstTarget, AsOf, KnownAt, Method, Output, method_of
from coopctl.cli.session import Session
from coopctl.errors import WrongUsage
from coopctl.judgement.methods import METHODS
from coopctl.judgement.selection import Filters
from coopctl.output import Format, View
from coopctl.plan.plan import Goal, Plan
from coopctl.tracker.knowledge import Knowledge

if TYPE_CHECKING:
    from coopctl.judgement.assessment import Assessment
    from coopctl.output.views.board import Shown, Style

EXAMPLES = (
    "coopctl status",
    "coopctl status --as-of 2024-12-31 --group-by objective --method all",
    "coopctl status north.json south.json",
    "coopctl status -o json | jq '.goals[] | {id, progress, status}'",
)


@selection.filtered(selection.EVERY)
def command(
    session: Session,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    group_by: Annotated[
        str | None, option(metavar="KIND", help="The kind of group to show goals under, or owner. [area]")
    ] = None,
    method: Method = "",
    against: Against = AgainstTarget.CURRENT,
    plain: Annotated[bool, option("--plain", help="Sentences, for a screen reader.")] = False,
    long: Annotated[bool, option("--long", help="The wide table, with every column.")] = False,
    place: Annotated[
        list[str] | None,
        option("--in", metavar="PLACE", help="Several plans: a folder, a file or a database; repeatable."),
    ] = None,
    output: Output = Format.TABLE,
    *,
    filters: Filters,
) -> None:
    """Show where every goal stands.

    Baseline, reading, target and deadline, progress, what is expected by now, status, and what is needed next.
    """
    if places := _places(place or [], filters):
        _portfolio(session, places, as_of, output, structs.replace(filters, goals=()))
        return
    from coopctl.output.views.board import Shown

    tracker, methods = session.tracker(), method_of(method)
    moment = tracker.moment(known_at)
    known = tracker.know(moment, filters.choose if filters.goals else None)
    day, kind = tracker.day(as_of, known.plan), _kind(known.plan, group_by, filters.sort)
    style = _style(output, filters, plain=plain, long=long)
    shown = Shown(
        day, moment, method or known.plan.method or METHODS[0], kind, session.terminal.unicode,
        width=session.terminal.width, style=style,
        sort=filters.sort is not None, program="" if session.quiet else session.program,
        redrawn=session.terminal.redrawn,
    )  # fmt: skip
    told, view = _view(known, filters, methods, shown, original=against is AgainstTarget.ORIGINAL)
    session.show(view, output, filters)
    if not told and output is Format.TABLE:
        session.say(selection.none_of(known.plan, known_at))


def _places(given: list[str], filters: Filters) -> list[str]:
    """Where several plans lie, where that is what is asked for: with --in, or as files in the place of goals."""
    from coopctl.cli.portfolio import is_place

    named = [word for word in filters.goals if is_place(word)]
    if (named or given) and len(named) < len(filters.goals):
        raise WrongUsage("goals are of one plan", "leave out goals, or name one plan with --file")
    return [*given, *named]


def _style(output: Format, filters: Filters, *, plain: bool, long: bool) -> "Style | None":
    """How people see the goals, None for programs; what has columns is a table."""
    from coopctl.output.views.board import Style

    if not output.for_people:
        return None
    if long or filters.no_header or filters.columns is not None or output is Format.MD:
        return Style.LONG
    return Style.PLAIN if plain else Style.BOARD


def _portfolio(session: Session, named: list[str], as_of: str | None, output: Format, filters: Filters) -> None:
    """A line for each of several plans."""
    from coopctl.cli.portfolio import places
    from coopctl.output.views.portfolio import portfolio_view
    from coopctl.tracker.portfolio import portfolio

    if filters.choosing or filters.only or filters.sort:
        raise WrongUsage("several plans are shown whole", "leave out goals and filters, or name one plan with --file")
    found = portfolio(places(session, named), session.today, as_of)
    session.show(portfolio_view(found, next((one.as_of for one in found if one.as_of), session.today)), output, filters)


def _with_due(shown: "Shown", known: Knowledge, goals: Iterable[Goal]) -> "Shown":
    """With how many figures of the goals shown are due, where people are told.

    It is asked after the goals were judged, whose days are at hand then.
    """
    from coopctl.output.views.board import Style

    told = shown.style in (Style.BOARD, Style.PLAIN)
    return structs.replace(shown, due=len(known.due(goals, shown.as_of))) if told else shown


def _view(
    known: Knowledge, filters: Filters, methods: tuple[str, ...], shown: "Shown", *, original: bool
) -> tuple[int, View]:
    """How many goals are shown, and each by the one method or by all; a status that is asked for is the goal's own."""
    from coopctl.judgement.rollup import Standing

    def judged(goal: Goal) -> "Assessment":
        alone = methods[0] if len(methods) == 1 else ""
        return known.assess(goal, shown.as_of, method=alone, original=original, forecast=True)

    goals = filters.choose(known.plan)
    own = filters.sift(list(map(judged, goals)))
    standing, shown = Standing(known.plan, tuple(own)), _with_due(shown, known, goals)
    if len(methods) == 1:
        from coopctl.output.views.status import status_view

        return len(own), status_view(standing, shown)
    from coopctl.output.views.methods import methods_view

    each = [known.by_methods(one, methods, original=original) for one in standing.goals]
    return len(own), methods_view(standing, methods, each, shown)


def _kind(plan: Plan, asked: str | None, sort: str | None) -> str:
    """The kind of group that goals stand under; none where they are sorted, for sections would part what was sorted."""
    if asked is not None and sort is not None:
        raise WrongUsage("--sort and --group-by do not go together", "give one of them")
    if asked is not None:
        from coopctl.judgement.rollup import check_kind

        check_kind(plan, asked)
    return asked or ("area" if sort is None else "")
