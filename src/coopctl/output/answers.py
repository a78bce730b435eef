"""What each command answers to programs, and the records that one of them has for itself.

Within a version an answer changes only by addition.
"""

# Who asks for a schema or for columns reads the annotations; nobody else waits for them.
from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from coopctl.judgement.methods import METHODS, Status
from coopctl.output import Answer
from coopctl.output.fields import JsonOnly, Rows, says
from coopctl.output.records import (
    BaselineRecord,
    Count,
    FigureRecord,
    GoalRecord,
    GroupRecord,
    Method,
    Numbers,
    PlanRecord,
    Progress,
    ProgressOf,
    StatusAnswer,
    Statuses,
    TargetRecord,
)
from coopctl.plan.terms import Measure, Path
from coopctl.values.calendar import PeriodKind

Value = Annotated[Decimal | str | None, says("A number, or a word: the name of a stage, a status, a promise.")]


class GoalsAnswer(Answer, frozen=True, tag="coopctl.goals/1"):
    as_of: datetime.date
    plan: PlanRecord
    goals: Rows[GoalRecord]


class GroupsAnswer(Answer, frozen=True, tag="coopctl.groups/1"):
    plan: PlanRecord
    groups: Rows[GroupRecord]


class PlanAnswer(Answer, frozen=True, tag="coopctl.plan/1"):
    as_of: datetime.date
    plan: PlanRecord
    goals: Rows[GoalRecord]
    groups: tuple[GroupRecord, ...]


class LogAnswer(Answer, frozen=True, tag="coopctl.log/1"):
    plan: PlanRecord
    figures: Rows[FigureRecord]


class StepRecord(Struct, frozen=True):
    """One step from figures to status."""

    what: str
    how: Annotated[str, says("The arithmetic of it.")]


class VerdictRecord(Struct, frozen=True):
    """What one method says."""

    method: Method
    status: Status
    label: str
    why: str
    numbers: Numbers


class ExplainedRecord(GoalRecord, frozen=True):
    """A goal with every step to its status, and the verdict of each method asked for."""

    steps: tuple[StepRecord, ...]
    methods: tuple[VerdictRecord, ...]


class ExplainAnswer(Answer, frozen=True, tag="coopctl.explain/1"):
    as_of: datetime.date
    method: Annotated[str, Meta(extra={"words": (*METHODS, "all")})]
    plan: PlanRecord
    goals: Rows[ExplainedRecord]


class RecordAnswer(Answer, frozen=True, tag="coopctl.record/1"):
    as_of: datetime.date
    method: Method
    plan: PlanRecord
    figure: FigureRecord
    before: GoalRecord
    goals: Rows[GoalRecord]


class UnsettledRecord(Struct, frozen=True):
    """What a merge brought together and a person has to settle."""

    what: Annotated[str, says("rival: two corrections of one figure; double: two figures of one day or period.")]
    on: Annotated[str, says("The day or period as it was said.")]
    keys: Annotated[tuple[str, ...], says("Those of the figures.")]
    said: Annotated[str, says("In words, with the commands that settle it.")]


class FoundRecord(GoalRecord, frozen=True):
    """A goal that is not as it should be."""

    unsettled: tuple[UnsettledRecord, ...]


class CheckAnswer(Answer, frozen=True, tag="coopctl.check/1"):
    as_of: datetime.date
    plan: PlanRecord
    goals: Rows[FoundRecord]


class DueRecord(Struct, frozen=True):
    """A figure that is due; `date` and `value` are the columns that an import reads, the second to be filled in."""

    goal: str
    title: str
    owner: str
    due_for: datetime.date
    due_by: datetime.date
    overdue: bool
    days_left: int
    last: datetime.date | None
    cadence: str
    lag: str
    date: datetime.date
    value: Decimal | None = None


class DueAnswer(Answer, frozen=True, tag="coopctl.due/1"):
    as_of: datetime.date
    plan: PlanRecord
    due: Rows[DueRecord]


class WorstRecord(Struct, frozen=True):
    id: str
    title: str
    status: Status


class StandingRecord(Struct, frozen=True):
    """One of several plans, and the goals of it to look at first."""

    plan: Annotated[str, says("Where it is.")]
    id: JsonOnly[str]
    title: str
    goals: Count
    progress: Progress
    progress_of: JsonOnly[ProgressOf]
    statuses: Statuses
    worst: tuple[WorstRecord, ...]
    trouble: Annotated[str, says("Why it could not be read.")]


class PortfolioAnswer(Answer, frozen=True, tag="coopctl.portfolio/1"):
    as_of: datetime.date
    plans: Rows[StandingRecord]


Kind: TypeAlias = Literal["status", "target", "added", "removed", "stale", "reading", "figures"]


class DifferenceRecord(Struct, frozen=True):
    """What changed of a goal between two days."""

    goal: str
    title: str
    what: Kind
    before: Value
    after: Value
    figures: Annotated[JsonOnly[Count], says("How many figures came in.")]


class DiffAnswer(Answer, frozen=True, tag="coopctl.diff/1"):
    since: datetime.date
    until: datetime.date
    known_since: datetime.datetime | None
    known_until: datetime.datetime | None
    plan: PlanRecord
    changes: Rows[DifferenceRecord]


ActState: TypeAlias = Literal["stands", "next to undo", "undone"]


class ActRecord(Struct, frozen=True):
    """One thing that was done."""

    name: str
    at: datetime.datetime
    who: str
    what: str
    state: ActState
    undoes: Annotated[str, says("The name of the act that this one takes back.")]


class ActsAnswer(Answer, frozen=True, tag="coopctl.acts/1"):
    plan: PlanRecord
    acts: Rows[ActRecord]


class EditRecord(Struct, frozen=True):
    """A field of the plan, a group or a goal that a change gave another value."""

    name: str
    at: datetime.datetime
    who: str
    what: str
    item: str
    field: str
    old: str
    new: str


class ChangesAnswer(Answer, frozen=True, tag="coopctl.changes/1"):
    plan: PlanRecord
    changes: Rows[EditRecord]


class StepTargetRecord(Struct, frozen=True):
    """An interim target."""

    value: Decimal
    deadline: datetime.date


class DraftRecord(Struct, frozen=True):
    """A goal as a document promises it, before it is stored."""

    id: str
    title: str
    where: Annotated[str, says("Its place in the document.")]
    state: Literal["added", "updated"]
    unit: str
    measure: Measure
    period: PeriodKind | None
    baseline: BaselineRecord
    target: TargetRecord
    path: Path
    milestones: tuple[StepTargetRecord, ...]
    arithmetic: Annotated[str, says("How the target was worked out.")]
    assumed: Annotated[JsonOnly[tuple[str, ...]], says("What was taken to be so without its being said.")]
    changes: Annotated[JsonOnly[tuple[str, ...]], says("What would change of the goal that is there.")]
    groups: Annotated[tuple[str, ...], says("Each as `kind:id`.")]
    owner: str
    source: str
    note: str
    cadence: Annotated[str, says("How often a figure is due.")]


class UnreadRecord(Struct, frozen=True):
    """Something of a document that is not in the draft."""

    where: str
    why: str


class DraftFigureRecord(Struct, frozen=True):
    """A current value that a document gives beside a baseline."""

    where: str
    goal: str
    value: Decimal
    on: datetime.date


class DraftAnswer(Answer, frozen=True, tag="coopctl.draft/1"):
    plan: PlanRecord
    goals: Rows[DraftRecord]
    groups: tuple[GroupRecord, ...]
    figures: tuple[DraftFigureRecord, ...]
    refused: Annotated[tuple[UnreadRecord, ...], says("What is not understood, and keeps the rest from being stored.")]
    passed: Annotated[tuple[UnreadRecord, ...], says("What was not read, and need not be.")]


PUBLISHED: tuple[type[Answer], ...] = (
    StatusAnswer,
    GoalsAnswer,
    GroupsAnswer,
    PlanAnswer,
    LogAnswer,
    ExplainAnswer,
    RecordAnswer,
    CheckAnswer,
    DueAnswer,
    PortfolioAnswer,
    DiffAnswer,
    ActsAnswer,
    ChangesAnswer,
    DraftAnswer,
)
