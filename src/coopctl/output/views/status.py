"""The view of `coopctl status`: goals in sections, with a header and a footer that stand alone."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, structs

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.methods import METHODS, Status
from coopctl.judgement.rollup import RollUp, roll_up
from coopctl.output import Column, Row, Section, View
from coopctl.output.formats.lines import Line
from coopctl.output.formats.text import number_of
from coopctl.output.views import board, words
from coopctl.plan.plan import Plan
from coopctl.values import brief

if TYPE_CHECKING:
    from coopctl.output.records import StatusAnswer

_Told = TypeVar("_Told")

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


class Style(StrEnum):
    """How people see the goals: one line each, sentences for a screen reader, or the wide table."""

    BOARD = "board"
    PLAIN = "plain"
    LONG = "long"


class Shown(Struct, frozen=True):
    """What was asked of `status`: the day, the moment of knowledge, the method where no goal says one, the kind of
    group under which goals stand, "" for none, and how; without a `style` it is for programs, which see every reading.
    `sort` says that the goals come in the order asked for, `due` how many figures are due."""

    as_of: date
    known_at: datetime | None
    method: str
    group_by: str = "area"
    unicode: bool = True
    width: int | None = None
    style: Style | None = Style.BOARD
    sort: bool = False
    due: int = 0


def status_view(plan: Plan, assessments: Sequence[Assessment], shown: Shown) -> View:
    """Every goal with its standing, in sections by group, and the roll-ups of groups and plan."""
    there = {one.goal.id for one in assessments}
    hidden = sum(goal.archived and goal.id not in there for goal in plan.goals)
    rolled = structs.replace(roll_up(assessments), archived=hidden)
    methods = [name for name in METHODS if any(one.method == name for one in assessments)] or [shown.method]
    several = len(methods) > 1
    rows = ((one, _row(one, at, unicode=shown.unicode, several=several)) for at, one in enumerate(assessments))
    return View(
        answer=partial(answer, plan, assessments, shown, ", ".join(methods), assessments),
        columns=tuple(column for column in COLUMNS if several or column.field != "method"),
        sections=sections(plan, rows, shown.group_by) if shown.style is Style.LONG else (),
        head=(plan.title, f"as of {shown.as_of}, method{'s' if several else ''} {', '.join(methods)}"),
        foot=(footer(rolled),),
        lines=_lines(plan, assessments, rolled, shown, methods),
    )


def _lines(
    plan: Plan, goals: Sequence[Assessment], rolled: RollUp, shown: Shown, methods: Sequence[str]
) -> tuple[Line, ...]:
    """The goals as lines for people, in the style asked for; none for the wide table."""
    if shown.style in (Style.LONG, None):
        return ()
    parts = [
        (title, list(inside) if shown.sort else board.worst_first(inside))
        for title, inside in grouped(plan, [(one, one) for one in goals], shown.group_by)
    ]
    about = board.About(plan.title, heading(shown), ", ".join(methods), shown.width, shown.due,
                        several=len(methods) > 1, comma=plan.decimal_comma, unicode=shown.unicode)  # fmt: skip
    if shown.style is Style.PLAIN:
        return tuple(board.sentences(about, parts, rolled))
    return tuple(board.board(about, parts, rolled))


def heading(shown: Shown) -> str:
    """`as of 30 Jun 2025`, and when it was known."""
    known = f", known on {brief.on(shown.known_at.date())}" if shown.known_at else ""
    return f"as of {brief.on(shown.as_of)}{known}"


def answer(
    plan: Plan, own: Sequence[Assessment], shown: Shown, method: str, told: Sequence[Assessment]
) -> "StatusAnswer":
    """What is told of goals, with the roll-ups of plan and groups, of each goal's own assessment."""
    from coopctl.output.records import StatusAnswer, goal_record, rolled_group, rolled_plan

    return StatusAnswer(
        as_of=shown.as_of,
        known_at=shown.known_at,
        method=method,
        plan=rolled_plan(plan, roll_up(own)),
        goals=tuple(goal_record(one, series=shown.style is None) for one in told),
        groups=tuple(rolled_group(group, roll_up(_in(own, group.ref))) for group in plan.groups),
    )


def _in(assessments: Sequence[Assessment], ref: str) -> list[Assessment]:
    return [one for one in assessments if ref in one.goal.groups]


def sections(plan: Plan, told: Iterable[tuple[Assessment, Row]], kind: str) -> tuple[Section, ...]:
    """One section a group of this kind, in the plan's order; the goals without one come last."""
    return tuple(Section(title, tuple(rows)) for title, rows in grouped(plan, told, kind))


def grouped(plan: Plan, told: Iterable[tuple[Assessment, _Told]], kind: str) -> list[tuple[str, list[_Told]]]:
    """What is told of the goals under the title of their group of a kind, in the plan's order; the others come last."""
    groups = {group.ref: group.title for group in plan.groups if group.kind == kind}
    parts: dict[str, list[_Told]] = {ref: [] for ref in (*groups, "")}
    for one, said in told:
        parts[next((ref for ref in one.goal.groups if ref in groups), "")].append(said)
    rest = f"No {kind}" if any(parts[ref] for ref in groups) else ""
    return [(groups.get(ref, rest), inside) for ref, inside in parts.items() if inside]


def _row(one: Assessment, at: int, *, unicode: bool, several: bool) -> Row:
    goal = one.goal
    cells = (
        goal.title + (" (archived)" if goal.archived else ""),
        words.baseline(goal),
        words.now(one),
        words.target(goal),
        f"{goal.promise.target.deadline}" if goal.promise.target.deadline else "–",
        words.bar(one.facts.progress, unicode=unicode),
        words.expected(one),
        words.status(one, unicode=unicode),
        *((one.method,) if several else ()),
        words.needs(one),
        words.outlook(one),
    )
    return Row(cells, words.SIGNS[one.status][1], at)


def footer(rolled: RollUp) -> str:
    """`7 goals: 2 on track, 1 missed; progress of all 34% (weighted mean, each goal between 0 and 100%)`."""
    counted = [f"{rolled.counts[status]} {status.words}" for status in Status if status in rolled.counts]
    goals = number_of(rolled.goals, "goal")
    overall = f"; {words.overall(rolled)} (weighted mean, each goal between 0 and 100%)" if rolled.based else ""
    return f"{goals}{words.archived(rolled)}{': ' if counted else ''}{', '.join(counted)}{overall}"
