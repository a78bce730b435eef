"""`coopctl diff`: what changed between two days."""

from collections.abc import Sequence
from typing import Annotated

import typer
from msgspec import structs

from coopctl.cli import selection
from coopctl.cli.options import KnownAt, OneMethod, Output, method_of
from coopctl.cli.session import Session
from coopctl.errors import WrongUsage
from coopctl.judgement.selection import Filters
from coopctl.output import Format

_A_WEEK = "7 days ago"
EXAMPLES = (
    "coopctl diff --since '1 month ago'",
    "coopctl diff --since 2025-03-31 --until 2025-06-30 -o md",
)


@selection.filtered(selection.CHOICE | selection.SHAPE)
def command(
    ctx: typer.Context,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="The earlier day.")] = _A_WEEK,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The later day. [today]", show_default=False)
    ] = None,
    known_at: KnownAt = None,
    method: OneMethod = "",
    output: Output = Format.TABLE,
    *,
    filters: Filters,
) -> None:
    """Show what changed between two days.

    Statuses, promises, readings, new figures and stale evidence, each day as it was known then; with --known-at, both
    as known at that moment.
    """
    session: Session = ctx.obj
    from coopctl.output.views.diff import diff_view, markdown
    from coopctl.tracker.comparing import Day, compare

    if len(method_of(method)) > 1:
        raise WrongUsage("diff judges by one method", "see `coopctl diff --help`")
    tracker = session.tracker()
    filters, since, until = _days(session, filters, since, until)
    with tracker.store.snapshot():
        later = Day(tracker.day(until, tracker.plan), tracker.moment(known_at))
        known = tracker.know(later.known_at)
        after = [known.assess(goal, later.as_of, method=method) for goal in filters.choose(known.plan)]
        day, fixed = tracker.day(since, known.plan), known_at is not None
        found = compare(tracker, day, later, after, method=method, named=filters.choosing, fixed=fixed)
    view = diff_view(known.plan, found, session.terminal.width)
    if output is Format.MD and filters.columns is None and not filters.no_header:
        session.stdout.write(markdown(view))
    else:
        session.show(view, output, filters)


def _days(session: Session, filters: Filters, since: str, until: str | None) -> tuple[Filters, str, str | None]:
    """The filters without the days that stand among the goals, and the two days: the first is the earlier.

    What the plan has a goal of is one.
    """
    days, goals = _days_and_goals(session, filters.goals) if filters.goals and since == _A_WEEK else ((), ())
    if not 0 < len(days) <= 1 + (until is None):
        return filters, since, until
    return structs.replace(filters, goals=tuple(goals)), days[0], until or dict(enumerate(days)).get(1)


def _days_and_goals(session: Session, words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The days among words, each in one, and the other words."""
    from coopctl.cli.days import is_day, longest
    from coopctl.values.ids import matching

    named, days, others, rest = session.tracker().plan.named, list[str](), list[str](), [*words]
    while rest:
        size = longest(rest, is_day(session.today))
        # The first of several words that are a day, `1 year ago`, may begin a goal's name all the same.
        size = 0 if rest[0] in named or (size == 1 and matching(rest[0], named)) else size
        (days if size else others).append(" ".join(rest[: size or 1]))
        del rest[: size or 1]
    return days, others
