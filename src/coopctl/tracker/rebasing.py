"""Baselines that are given, corrected or moved: the old one is kept with the ground and the authority."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.language.figures import amount_of
from coopctl.language.phrases import Starting, Style
from coopctl.language.promises import understand
from coopctl.language.revisions import part_left_open, rebased, wording_of
from coopctl.language.sentences import parse_baseline
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Baseline, Measure, Rebasing
from coopctl.tracker.desk import Desk
from coopctl.values.vocabulary import is_open


class NewBaseline(Struct, frozen=True):
    """What somebody says of a goal's baseline: the value as written, its date, on what ground and by whom."""

    value: str
    on: str = ""
    why: str = ""
    who: str = ""


class Rebased(Struct, frozen=True):
    """A goal of a plan with its new baseline, and what it was before.

    `plan` is the plan before the change; `arithmetic` shows where its target comes from.
    """

    plan: Plan
    old: Goal
    goal: Goal
    arithmetic: str


def rebase(desk: Desk, ref: str, said: NewBaseline) -> Rebased:
    """A goal that counts from another baseline; see `Tracker.rebase`."""
    plan = desk.plan
    old = plan.goal(ref)
    named = _with_unit(old, said, plan)
    given = _baseline(desk, plan, named, said)
    if given == old.promise.baseline:
        raise Refused(f"{old.id} has this baseline already")
    today = plan.date or desk.today
    text = part_left_open(named, plan, today, start=True, by=False)
    understood = understand(structs.replace(wording_of(named, plan, today, given), goal=text, kept_text=text), plan)
    record = Rebasing(old.promise.baseline, old.promise.target, desk.now, said.why, said.who)
    new = rebased(named, understood.promise, record)
    by = f" ({said.who})" if said.who else ""
    desk.change(f"goal baseline {old.id}: {said.why or said.value}{by}", lambda current: current.revised(old, new))
    return Rebased(plan, old, new, understood.arithmetic)


def _with_unit(goal: Goal, said: NewBaseline, plan: Plan) -> Goal:
    """The goal in the unit of its first baseline, where nothing has said one: `up 20%` is of the $4bn that it was."""
    promise = goal.promise
    if promise.unit or not promise.open or promise.target.value is not None or promise.measure is Measure.STAGE:
        return goal
    with suppress(Refused):
        unit = parse_baseline(said.value, Style.of(plan)).quantity.unit
        return structs.replace(goal, promise=structs.replace(promise, unit=unit))
    return goal


def _baseline(desk: Desk, plan: Plan, goal: Goal, said: NewBaseline) -> Baseline:
    """The baseline that is said; its date is the old one's where none is given, and the end of the goal's period.

    One that is not known may stay so from another day: `unknown`.
    """
    promise = goal.promise
    day = desk.day(said.on, plan) if said.on else None
    still_open = promise.baseline.value is None and is_open(said.value)
    if still_open or promise.measure is Measure.STAGE:
        value = None if still_open else amount_of(goal, said.value)
        return Baseline(_end(plan, goal, day or promise.baseline.date), value)
    start = _start(plan, goal, said)
    day = day or (start.dated.last if start.dated else promise.baseline.date)
    return Baseline(_end(plan, goal, day), _value(plan, goal, said, start))


def _start(plan: Plan, goal: Goal, said: NewBaseline) -> Starting:
    """A baseline taken apart; raises `Refused` for one that is per another period than the goal."""
    start, period = parse_baseline(said.value, Style.of(plan)), goal.promise.period
    if start.rate not in (None, period):
        own = f"per {period}" if period else "not"
        raise Refused(f"{said.value!r} is per {start.rate}, but {goal.id} is {own}")
    return start


def _end(plan: Plan, goal: Goal, day: date) -> date:
    """The end of the goal's period that a day is in; the day itself where it has none."""
    period = goal.promise.period
    return plan.calendar.period_of(day, period).last if period else day


def _value(plan: Plan, goal: Goal, said: NewBaseline, start: Starting) -> Decimal:
    """The value of a baseline; one without rate and day is in the goal's unit, as a figure is."""
    if start.rate is None and start.dated is None:
        return amount_of(goal, said.value, decimal_comma=plan.decimal_comma)
    return start.quantity.value
