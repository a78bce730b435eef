"""The next plan from this one: the same goals, counted from what was last read, by the next deadlines."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, structs

from coopctl.errors import CoopctlError
from coopctl.judgement.readings import Reading
from coopctl.language.echo import stage_name
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Baseline, Bounds, Measure, Target
from coopctl.tracker.knowledge import Knowledge
from coopctl.values.calendar import ONE_DAY, Duration, add
from coopctl.values.quantities import plain

_A_YEAR = Duration(months=12)
_PER = {"half": "half-year", "fiscal-year": "fiscal year"}


class From(StrEnum):
    """What a renewed goal is counted from: its last reading, or the baseline that it had."""

    LAST = "last"
    SAME = "same"


class Renewed(Struct, frozen=True):
    """The next plan, and what of this one is not in it as it was: goals by id, each with the reason."""

    plan: Plan
    notes: tuple[tuple[str, str], ...]


def renew(known: Knowledge, day: date, start: From) -> Renewed:
    """The plan that begins on a day, of the goals that are not archived.

    A deadline that is over by then is moved by whole years to the next that is not; a target that was reached is kept.
    """
    goals: list[Goal] = []
    notes: list[tuple[str, str]] = []
    for goal in known.plan.goals:
        if goal.archived:
            continue
        reading = known.history(goal).reading(day - ONE_DAY)
        try:
            made, note = _renewed(goal, reading, day, start, comma=known.plan.decimal_comma)
        except CoopctlError as why:
            made, note = None, f"left out: {why.message}"
        goals += [made] if made else []
        notes += [(goal.id, note)] if note else []
    plan = structs.replace(known.plan, date=day, goals=tuple(goals))
    return Renewed(plan, tuple(notes))


def _renewed(goal: Goal, reading: Reading | None, day: date, start: From, *, comma: bool) -> tuple[Goal | None, str]:
    """One goal of the next plan, None where it is done, and what is to be told of it."""
    baseline, note = goal.promise.baseline, ""
    if start is From.LAST and reading is None:
        note = "no reading yet: it keeps its baseline"
    elif start is From.LAST and reading is not None:
        on = day - ONE_DAY if goal.promise.measure is Measure.TOTAL else reading.date
        baseline = Baseline(on, reading.value)
    deadline = _next(goal.promise.target.deadline, day)
    target = structs.replace(goal.promise.target, deadline=deadline)
    if goal.promise.measure is Measure.STAGE:
        if baseline.value == target.value:
            return None, "done: it is not in the next plan"
        scale = f"{stage_name(goal, target.value or Decimal(0))} of {' < '.join(goal.promise.stages)}"
        target = structs.replace(target, text=f"{scale}{_by(deadline)}")
    elif target.value is not None and baseline.value is not None and _met(goal, baseline.value):
        rising = goal.promise.rising
        bounds = Bounds(low=target.value if rising else None, high=None if rising else target.value)
        words = f"{'at least' if rising else 'at most'} {_amount(goal, target.value, comma=comma)}"
        target, note = Target(words + _by(deadline), deadline, keep=bounds), "reached: its target is kept"
    elif target.value is not None:
        target = structs.replace(target, text=f"{_amount(goal, target.value, comma=comma)}{_by(deadline)}")
    steps = (
        tuple(step for step in goal.promise.milestones if step.deadline > baseline.date)
        if target.value is not None
        else ()
    )
    promise = structs.replace(
        goal.promise, baseline=baseline, target=target, milestones=steps, revisions=(), rebasings=()
    )
    return structs.replace(goal, promise=promise, after=0), note


def _met(goal: Goal, value: Decimal) -> bool:
    target = goal.promise.target.value
    return target is not None and (value >= target if goal.promise.rising else value <= target)


def _next(deadline: date | None, day: date) -> date | None:
    while deadline is not None and deadline < day:
        deadline = add(deadline, _A_YEAR)
    return deadline


def _by(deadline: date | None) -> str:
    return f" by {deadline}" if deadline else ""


def _amount(goal: Goal, value: Decimal, *, comma: bool) -> str:
    """A value in words that mean it again."""
    number = f"{plain(value):f}"
    number = number.replace(".", ",") if comma else number
    promise = goal.promise
    rate = promise.period if promise.measure.additive else None
    return promise.unit.beside(number) + (f" per {_PER.get(rate, rate)}" if rate else "")
