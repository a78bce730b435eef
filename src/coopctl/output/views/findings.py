"""The views of what wants attention: findings of a check, and figures that are due."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from msgspec import structs

from coopctl.judgement.assessment import Assessment
from coopctl.judgement.due import Due
from coopctl.judgement.methods import STALE
from coopctl.output import Column, Row, View, listed
from coopctl.output.formats.text import number_of
from coopctl.output.views import words
from coopctl.plan.plan import Plan
from coopctl.values.quantities import NumberFormat

if TYPE_CHECKING:
    from coopctl.output.answers import CheckAnswer, DueAnswer
    from coopctl.tracker.unsettled import Unsettled

_CHECK_COLUMNS = (
    Column("Goal", "id", folds=18),
    Column("Status", "status", folds=13, toned=True),
    Column("Why", "why", folds=30),
)
_DUE_COLUMNS = (
    Column("Goal", "goal", folds=18),
    Column("Figure for", "due_for"),
    Column("Due by", "due_by", drop=1),
    Column("State", "days_left", folds=12, toned=True),
    Column("Last figure", "last", drop=3),
    Column("Owner", "owner", drop=2),
)

# So much of what is to be settled of one goal is shown at once.
_MOST = 3


def findings_view(
    plan: Plan,
    found: Sequence[Assessment],
    as_of: date,
    faults: Collection[str],
    settle: Mapping[str, Sequence["Unsettled"]],
    program: str,
) -> View:
    """One line a finding: the goal, its status with flags, and what about it is one of the faults.

    `settle` says of goals what else a person has to settle, by calls of the `program`.
    """
    told = [
        (one.goal.id, words.status(one, unicode=False), _reason(one, faults, settle, plan.numbers)) for one in found
    ]
    if settle:
        from coopctl.output.formats.calls import addressed

        told = [(goal, status, addressed(why, program)) for goal, status, why in told]
    return View(
        partial(_check_answer, plan, found, as_of, settle),
        _CHECK_COLUMNS,
        listed(Row(cells, at=at) for at, cells in enumerate(told)),
        lines=tuple(map(": ".join, told)),
    )


def _check_answer(
    plan: Plan, found: Sequence[Assessment], as_of: date, settle: Mapping[str, Sequence["Unsettled"]]
) -> "CheckAnswer":
    from coopctl.output.answers import CheckAnswer, FoundRecord, UnsettledRecord
    from coopctl.output.records import goal_record, plan_record

    def record(one: Assessment) -> FoundRecord:
        left = (
            UnsettledRecord(what=each.kind, on=each.on, keys=each.keys, said=each.said)
            for each in settle.get(one.goal.id, ())
        )
        return FoundRecord(**structs.asdict(goal_record(one)), unsettled=tuple(left))

    return CheckAnswer(as_of, plan_record(plan), tuple(map(record, found)))


def _reason(
    one: Assessment, faults: Collection[str], settle: Mapping[str, Sequence["Unsettled"]], numbers: NumberFormat
) -> str:
    """Why the status is what it is, where that is the fault; what is overdue, where staleness is; what is to settle."""
    why = [words.why(one, numbers)] if one.status in faults else []
    why += [words.overdue(one)] if one.stale and STALE in faults else []
    left = settle.get(one.goal.id, ())
    why += [each.said for each in left[:_MOST]]
    why += [f"and {len(left) - _MOST} more to settle"] if len(left) > _MOST else []
    return "; ".join(why)


def due_view(plan: Plan, dues: Sequence[Due], as_of: date) -> View:
    """A row a figure that is due."""
    return View(
        partial(_due_answer, plan, dues, as_of),
        _DUE_COLUMNS,
        listed(_due_row(one, as_of, at, plan.numbers) for at, one in enumerate(dues)),
    )


def _due_answer(plan: Plan, dues: Sequence[Due], as_of: date) -> "DueAnswer":
    from coopctl.output.answers import DueAnswer, DueRecord
    from coopctl.output.records import plan_record

    def record(one: Due) -> DueRecord:
        goal = one.goal
        return DueRecord(
            goal=goal.id,
            title=goal.title,
            owner=goal.owner,
            due_for=one.due_for,
            due_by=one.due_by,
            overdue=one.overdue,
            days_left=one.days_left(as_of),
            last=one.last,
            cadence=goal.cadence,
            lag=goal.lag,
            date=one.due_for,
        )

    return DueAnswer(as_of, plan_record(plan), tuple(map(record, dues)))


def _due_row(one: Due, as_of: date, at: int, numbers: NumberFormat) -> Row:
    cells = (
        one.goal.title,
        f"{one.due_for}",
        f"{one.due_by}",
        _state(one, as_of, numbers),
        f"{one.last or '–'}",
        one.goal.owner,
    )
    return Row(cells, "bad" if one.overdue else "fair", at)


def _state(one: Due, as_of: date, numbers: NumberFormat) -> str:
    days = abs(one.days_left(as_of))
    if not days:
        return "due today"
    span = numbers.within(number_of(days, "day"))
    return f"overdue by {span}" if one.overdue else f"due in {span}"
