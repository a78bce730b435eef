"""A goal's facts in the terms of the published methods, and the method of a name.  Pure."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import cast

from coopctl.judgement.methods import check_method
from coopctl.judgement.methods.case import Case, Judge, Method, Point, Verdict
from coopctl.judgement.progress import Facts
from coopctl.judgement.readings import Reading
from coopctl.plan.plan import Goal
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Bounds, Direction
from coopctl.values.calendar import Calendar, PeriodKind


@cache
def method_of(name: str) -> Method:
    """The method of a name; only the one that is asked for is imported.  Raises `Refused` where there is none."""
    check_method(name)
    return cast("Method", import_module(f"coopctl.judgement.methods.{name.replace('-', '_')}").METHOD)


_LEAST_OF_A_MONTH = 28


def on_case(judge: Callable[[Case], Verdict], *, trend: bool = False) -> Judge:
    """A method that judges cases as one that judges facts; None where there is no reading to judge.

    A method of a `trend` takes the one bound of a goal to keep, where it has a deadline, as target and direction.
    """

    def judged(facts: Facts, readings: Sequence[Reading]) -> Verdict | None:
        case = case_of(facts, readings, trend=trend)
        return None if case is None else judge(case)

    return judged


def case_of(facts: Facts, readings: Sequence[Reading], *, trend: bool) -> Case | None:
    """The case that a goal is; None without a reading or a baseline's value."""
    goal, promise, reading = facts.goal, facts.goal.promise, facts.reading
    base = promise.baseline
    if reading is None or (base.value is None and promise.keep is None):
        return None
    calendar = facts.history.calendar

    def point(day: date, value: Decimal) -> Point:
        return Point(day, value, annual=_ends_a_year(day, calendar))

    actual = point(reading.date, reading.value)
    bound = _bound(promise, trend=trend)
    return Case(
        baseline=actual if base.value is None else point(base.date, base.value),
        actual=actual,
        direction=_direction(goal),
        target=promise.reach if bound is None else bound.only,
        deadline=promise.target.deadline,
        limit=goal.limit,
        keep=promise.keep if bound is None else None,
        points=tuple(point(one.date, one.value) for one in readings if base.date < one.date <= reading.date),
        strict=promise.strict if bound is None else bound.strict,
    )


def _bound(promise: Promise, *, trend: bool) -> Bounds | None:
    """The bound that a method which judges a trend takes as the target: the only one, where there is a deadline."""
    kept = promise.keep if trend else None
    if kept is None or promise.target.deadline is None or promise.baseline.value is None:
        return None
    return None if kept.only is None else kept


def _ends_a_year(day: date, calendar: Calendar) -> bool:
    kinds = (PeriodKind.YEAR, PeriodKind.FISCAL_YEAR)
    # Every year ends with a month, and there may be thousands of days.
    return day.day >= _LEAST_OF_A_MONTH and any(calendar.period_of(day, kind).last == day for kind in kinds)


def _direction(goal: Goal) -> int:
    keep = goal.promise.target.keep
    if keep is not None:
        return (keep.low is not None) - (keep.high is not None)
    if goal.promise.target.direction is not None:
        return 1 if goal.promise.target.direction is Direction.UP else -1
    return 0 if goal.promise.keep is not None else 1 if goal.promise.rising else -1
