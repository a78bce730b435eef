"""The view of `coopctl status`: goals in sections, with a header and a footer that stand alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec import structs

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.methods import Status
from coopctl.judgement.rollup import RollUp, Standing, in_groups
from coopctl.judgement.worst import worst_first
from coopctl.output import Column, Row, Section, View
from coopctl.output.formats.lines import Line
from coopctl.output.formats.text import number_of
from coopctl.output.views import words
from coopctl.output.views.board import Shown, Style, board, sentences
from coopctl.plan.plan import Plan
from coopctl.values.quantities import NumberFormat

if TYPE_CHECKING:
    from coopctl.output.records import GoalRecord, StatusAnswer

_Item = TypeVar("_Item")

COLUMNS = (
    Column("Goal", "title", folds=18),
    Column("Baseline", "baseline.value", drop=5),
    Column("Now", "reading.value", drop=1, folds=20),
    Column("Target", "target.value", drop=2),
    Column("By", "target.deadline", drop=3),
    Column("Progress", "progress", toned=True),
    Column("Expected", "expected", drop=4, right=True),
    Column("Status", "status", folds=13, toned=True),
    Column("Method", "method", drop=1),
    Column("Needed next", "required.change", drop=7),
    Column("Forecast", "forecast.value", drop=6),
)


def status_view(standing: Standing, shown: Shown) -> View:
    """Every goal with its standing, in sections by group, and the roll-ups of groups and plan."""
    rolled, plan, methods = standing.rolled, standing.plan, standing.methods or [shown.method]
    several, named = len(methods) > 1, ", ".join(methods)
    wide = shown.style is Style.LONG
    return View(
        answer=partial(answer, standing, shown, named, standing.goals),
        parts=partial(by_goal, standing, shown, named, standing.goals),
        columns=tuple(column for column in COLUMNS if several or column.field != "method"),
        sections=_wide(standing, shown, several=several) if wide else (),
        head=(plan.title, f"as of {shown.as_of}, method{'s' if several else ''} {named}"),
        foot=(footer(rolled),),
        lines=() if wide or shown.style is None else tuple(_lines(standing, shown)),
    )


def _wide(standing: Standing, shown: Shown, *, several: bool) -> tuple[Section, ...]:
    rows = [
        _row(one, at, standing.plan.numbers, unicode=shown.unicode, several=several)
        for at, one in enumerate(standing.goals)
    ]
    return sections(standing, rows, shown.group_by)


def _lines(standing: Standing, shown: Shown) -> Iterable[Line]:
    """The goals as lines for people, in the style asked for."""
    parts = [
        (title, list(inside) if shown.sort else worst_first(inside))
        for title, inside in grouped(standing.plan, standing.goals, shown.group_by, lambda one: one)
    ]
    return (sentences if shown.style is Style.PLAIN else board)(standing, shown, parts)


def answer(standing: Standing, shown: Shown, method: str, told: Sequence[Assessment]) -> "StatusAnswer":
    """What is told of goals, with the roll-ups of plan and groups, of each goal's own assessment."""
    from coopctl.output.records import StatusAnswer, rolled_group, rolled_plan

    return StatusAnswer(
        as_of=shown.as_of,
        known_at=shown.known_at,
        method=method,
        plan=rolled_plan(standing.plan, standing.rolled),
        goals=_records(told, shown),
        groups=tuple(rolled_group(group, rolled) for group, rolled in standing.groups),
    )


def _records(told: Sequence[Assessment], shown: Shown) -> tuple["GoalRecord", ...]:
    from coopctl.output.records import goal_record

    return tuple(goal_record(one, series=shown.style is None) for one in told)


def by_goal(standing: Standing, shown: Shown, method: str, told: Sequence[Assessment]) -> Iterator["StatusAnswer"]:
    """The same goal by goal, for each may have thousands of readings."""
    whole = answer(standing, shown, method, told[:1])
    yield whole
    for one in told[1:]:
        yield structs.replace(whole, goals=_records([one], shown))


def sections(standing: Standing, rows: Sequence[Row], kind: str) -> tuple[Section, ...]:
    """One section a group of this kind, in the plan's order; the goals without one come last.

    There is a row for each goal, in their order.
    """
    told = list(zip(standing.goals, rows, strict=True))
    parts = grouped(standing.plan, told, kind, lambda pair: pair[0])
    return tuple(Section(title, tuple(row for _, row in inside)) for title, inside in parts)


def grouped(
    plan: Plan, told: Sequence[_Item], kind: str, of: Callable[[_Item], Assessment]
) -> list[tuple[str, list[_Item]]]:
    """What is told of goals under the title of their group of a kind."""
    parts = in_groups(plan, told, kind, of)
    rest = f"No {kind}" if parts and parts[0][0] is not None else ""
    return [(rest if title is None else title, inside) for title, inside in parts]


def _row(one: Assessment, at: int, numbers: NumberFormat, *, unicode: bool, several: bool) -> Row:
    goal = one.goal
    cells = (
        goal.title + (" (archived)" if goal.archived else ""),
        words.baseline(goal, numbers),
        words.now(one, numbers),
        words.target(goal, numbers),
        f"{goal.promise.target.deadline}" if goal.promise.target.deadline else "–",
        words.bar(one.facts.progress, unicode=unicode),
        words.expected(one, numbers),
        words.status(one, unicode=unicode),
        *((one.method,) if several else ()),
        words.needs(one, numbers),
        words.outlook(one, numbers),
    )
    return Row(cells, words.SIGNS[one.status][1], at)


def footer(rolled: RollUp) -> str:
    """`7 goals: 2 on track, 1 missed; progress of all 34% (weighted mean, each goal between 0 and 100%)`."""
    counted = [f"{rolled.counts[status]} {status.words}" for status in Status if status in rolled.counts]
    goals = number_of(rolled.goals, "goal")
    overall = f"; {words.overall(rolled)} (weighted mean, each goal between 0 and 100%)" if rolled.based else ""
    return f"{goals}{words.archived(rolled)}{': ' if counted else ''}{', '.join(counted)}{overall}"
