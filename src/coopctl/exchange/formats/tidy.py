"""Figures as tidy data: one figure a row, what is known of its goal beside it."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from coopctl.language.echo import stage_name
from coopctl.plan.corrections import Gone, State, state_of
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.plan.terms import Measure

Value = Annotated[Decimal | str | None, Meta(description="A number, or a word: the name of a stage.")]


class Tidy(Struct, frozen=True, gc=False):
    """A figure with its goal's baseline and target beside it; of the log also what became of it."""

    goal: str
    period: str
    date: datetime.date | None
    value: Value
    unit: str
    title: str
    measure: Measure
    baseline: Value
    baseline_date: datetime.date
    target: Value
    target_low: Decimal | None
    target_high: Decimal | None
    deadline: datetime.date | None
    note: str
    source: str
    url: str
    by: str
    provisional: bool
    recorded_at: datetime.datetime
    key: str
    state: State | UnsetType = UNSET
    replaces: str | UnsetType = UNSET
    retracts: str | UnsetType = UNSET
    why: str | UnsetType = UNSET
    missing: bool | UnsetType = UNSET
    beside: str | UnsetType = UNSET


LOG_FIELDS = Tidy.__struct_fields__
COMMON = LOG_FIELDS[: LOG_FIELDS.index("state")]
FIELDS = (*COMMON, "replaces", "missing", "why")


class Chosen(Struct, frozen=True):
    """Which figures: up to a day, known by a moment; with `log` also those that stand no more."""

    as_of: datetime.date | None
    known_at: datetime.datetime | None
    log: bool

    def takes(self, figure: Figure) -> bool:
        """Whether a figure was known by the moment, and is of no day after the last."""
        known = self.known_at is None or figure.recorded_at <= self.known_at
        return known and (self.as_of is None or figure.date is None or figure.date <= self.as_of)


Outgoing = tuple[Goal, Figure, State]
"""A figure with its goal, and its state: stands, or what became of it."""


def outgoing(plan: Plan, figures: Iterable[Entry], gone: Gone, chosen: Chosen) -> Iterator[Outgoing]:
    """The chosen figures of the plan's goals, in the order of recording; `gone` comes from `corrections.withdrawn`."""
    goals = plan.named
    for place, figure in figures:
        goal = goals.get(figure.goal)
        if goal is None or place <= goal.after or not chosen.takes(figure):
            continue
        state = state_of(figure, gone)
        if chosen.log or state == State.STANDS:
            yield goal, figure, state


def chains_of(references: Iterable[Figure]) -> dict[str, str]:
    """For each figure that corrects another the keys of that and of those it corrected in turn, a line each.

    Where only the last of them goes out, whoever has any of the others can still put it in the place of that.
    """
    chains: dict[str, str] = {}
    for figure in references:
        if figure.replaces:
            chains[figure.key] = f"{figure.replaces}\n{chains.get(figure.replaces, '')}".strip()
    return chains


def records(figures: Iterable[Outgoing], chains: Mapping[str, str], *, log: bool) -> Iterator[Tidy]:
    """Each figure as a record, with what became of it in a `log`; `chains` comes from `chains_of`."""
    known: dict[str, dict[str, Any]] = {}
    for goal, figure, state in figures:
        became: dict[str, Any] = {"replaces": chains.get(figure.key, "")}
        if log:
            became = {"state": state, "replaces": figure.replaces, "retracts": figure.retracts}
            became["beside"] = "\n".join(figure.beside)
        yield Tidy(
            goal=goal.id,
            period=figure.on or (figure.date and figure.date.isoformat()) or "",
            date=figure.date,
            value=of_value(goal, figure.value),
            **(known.get(goal.id) or known.setdefault(goal.id, _of_goal(goal))),
            note=figure.note,
            source=figure.source,
            url=figure.url,
            by=figure.who,
            provisional=figure.provisional,
            recorded_at=figure.recorded_at,
            key=figure.key,
            **became,
            why=figure.why,
            missing=figure.missing,
        )


def _of_goal(goal: Goal) -> dict[str, Any]:
    """What stands beside every figure of a goal: unit, title, measure, baseline and target."""
    keep = goal.promise.target.keep
    return {
        "unit": goal.promise.unit.text,
        "title": goal.title,
        "measure": goal.promise.measure,
        "baseline": of_value(goal, goal.promise.baseline.value),
        "baseline_date": goal.promise.baseline.date,
        "target": of_value(goal, goal.promise.target.value),
        "target_low": keep.low if keep else None,
        "target_high": keep.high if keep else None,
        "deadline": goal.promise.target.deadline,
    }


def of_value(goal: Goal, value: Decimal | None) -> Decimal | str | None:
    """A value as it is written: a number, or the name of a stage."""
    return stage_name(goal, value) if value is not None and goal.promise.measure is Measure.STAGE else value
