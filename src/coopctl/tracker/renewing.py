"""The next plan from this one: the same goals, counted from what was last read, by the next deadlines."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct, structs

from coopctl.errors import CoopctlError
from coopctl.judgement.readings import Reading
from coopctl.language.echo import stage_name
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Bounds, Measure, Target
from coopctl.tracker.knowledge import Knowledge
from coopctl.values.calendar import A_YEAR, ONE_DAY, add
from coopctl.values.quantities import plain
from coopctl.values.unit_words import per


class From(StrEnum):
    """What a renewed goal is counted from: its last reading, or the baseline that it had."""

    LAST = "last"
    SAME = "same"


class Renewed(Struct, frozen=True):
    """The next plan, and what of this one is not in it as it was: goals by id, each with the reason; `moved` are the
    deadlines of those that were over."""

    plan: Plan
    notes: tuple[tuple[str, str], ...]
    moved: tuple[date, ...] = ()


def renew(known: Knowledge, day: date, start: From, by: date | None) -> Renewed:
    """The plan that begins on a day, of the goals that are not archived.

    A deadline that is over by then is moved to `by`, without one by whole years to the next that is not; a target that
    was reached is kept.
    """
    goals: list[Goal] = []
    notes: list[tuple[str, str]] = []
    for goal in known.plan.goals:
        if goal.archived:
            notes.append((goal.id, "archived: it is not in the next plan"))
            continue
        reading = known.history(goal).reading(day - ONE_DAY)
        try:
            made, note = _renew(_extended(goal, day, by), reading, day, start, comma=known.plan.decimal_comma)
        except CoopctlError as why:
            made, note = None, f"left out: {why.message}"
        goals += [made] if made else []
        notes += [(goal.id, note)] if note else []
    plan = structs.replace(known.plan, date=day, goals=tuple(goals))
    return Renewed(plan, tuple(notes), _moved(known.plan, goals))


def _moved(before: Plan, goals: Sequence[Goal]) -> tuple[date, ...]:
    """The deadlines that were others before, in their order."""
    ends = {goal.id: goal.promise.target.deadline for goal in before.goals}
    moved = (goal.promise.target.deadline for goal in goals if goal.promise.target.deadline != ends[goal.id])
    return tuple(sorted(filter(None, moved)))


def _extended(goal: Goal, day: date, by: date | None) -> Goal:
    """The goal with a deadline that is not over by a day."""
    target = goal.promise.target
    deadline = target.deadline
    if deadline is not None and deadline < day and by is not None:
        deadline = by
    while deadline is not None and deadline < day:
        deadline = add(deadline, A_YEAR)
    target = structs.replace(target, deadline=deadline)
    return structs.replace(goal, promise=structs.replace(goal.promise, target=target))


def _renew(goal: Goal, reading: Reading | None, day: date, start: From, *, comma: bool) -> tuple[Goal | None, str]:
    """One goal of the next plan, None where it is done, and what is to be told of it."""
    promise = goal.promise
    baseline, note = _counted_from(promise, reading, day, start)
    if promise.measure is Measure.STAGE and baseline.value == promise.target.value:
        return None, "done: it is not in the next plan"
    target, kept = _aim(goal, baseline, comma=comma)
    bare = structs.replace(promise, baseline=baseline, target=target, milestones=(), revisions=(), rebasings=())
    made, dropped = _with_steps(bare, promise, day)
    if promise.reach is not None and made.reach is None:
        kept = "reached: its target is kept"
    said = "; ".join(filter(None, (kept or note, dropped)))
    return structs.replace(goal, promise=made, after=0, after_key=""), said


def _with_steps(bare: Promise, promise: Promise, day: date) -> tuple[Promise, str]:
    """The promise with the milestones that are to come, and what is to be told of those that are over."""
    since = bare.baseline.date if bare.baseline == promise.baseline else day - ONE_DAY
    steps = tuple(step for step in promise.milestones if step.deadline > since)
    made = structs.replace(bare, milestones=steps) if bare.reach is not None else bare
    over = [step for step in promise.milestones if step not in made.milestones]
    return made, f"its milestones up to {over[-1].deadline} are over" if over else ""


def _counted_from(promise: Promise, reading: Reading | None, day: date, start: From) -> tuple[Baseline, str]:
    """The baseline of the next plan, and what is to be told of it."""
    if start is not From.LAST:
        return promise.baseline, ""
    if reading is None:
        return promise.baseline, "no reading yet: it keeps its baseline"
    return Baseline(day - ONE_DAY if promise.measure is Measure.TOTAL else reading.date, reading.value), ""


def _aim(goal: Goal, baseline: Baseline, *, comma: bool) -> tuple[Target, str]:
    """The target of the next plan, in words that mean it again; one that was reached is kept, and that is told."""
    promise = goal.promise
    target, value, deadline = promise.target, promise.target.value, promise.target.deadline
    if promise.measure is Measure.STAGE:
        scale = f"{stage_name(goal, value or Decimal(0))} of {' < '.join(promise.stages)}"
        return structs.replace(target, text=f"{scale}{_by(deadline)}"), ""
    if value is None:
        return target, ""
    amount = _amount(goal, value, comma=comma)
    if baseline.value is None or not promise.reaches(baseline.value, value):
        return structs.replace(target, text=f"{amount}{_by(deadline)}"), ""
    bounds = Bounds(low=value) if promise.rising else Bounds(high=value)
    words = f"{'at least' if promise.rising else 'at most'} {amount}"
    return Target(words + _by(deadline), deadline, keep=bounds), "reached: its target is kept"


def _by(deadline: date | None) -> str:
    return f" by {deadline}" if deadline else ""


def _amount(goal: Goal, value: Decimal, *, comma: bool) -> str:
    """A value in words that mean it again."""
    number = f"{plain(value):f}"
    number = number.replace(".", ",") if comma else number
    promise = goal.promise
    rate = promise.period if promise.measure.additive else None
    return promise.unit.beside(number) + (f" {per(rate)}" if rate else "")
