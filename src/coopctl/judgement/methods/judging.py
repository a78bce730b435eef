"""A goal's facts in the terms of the published methods, and the verdict of one of them.  Pure."""

from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module

from coopctl.judgement.methods import check_method
from coopctl.judgement.methods.case import Case, Point, Verdict
from coopctl.judgement.progress import Facts
from coopctl.judgement.readings import Reading
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Direction
from coopctl.values.calendar import Calendar, PeriodKind


def verdict(facts: Facts, readings: Sequence[Reading], method: str) -> Verdict | None:
    """What a method other than `linear` says of the judged reading; None where there is no reading to judge.

    Only the method that is asked for is imported.
    """
    case = case_of(facts, readings)
    if case is None:
        return None
    check_method(method)
    judge: Callable[[Case], Verdict] = import_module(f"coopctl.judgement.methods.{method.replace('-', '_')}").judge
    return judge(case)


def case_of(facts: Facts, readings: Sequence[Reading]) -> Case | None:
    """The case that a goal is; None without a reading or a baseline's value."""
    goal, base = facts.goal, facts.goal.baseline.value
    if facts.reading is None:
        return None

    def point(day: date, value: object) -> Point:
        return Point(day, value, annual=_ends_a_year(day, facts.history.calendar))  # type: ignore[arg-type]

    actual = point(facts.reading.date, facts.reading.value)
    if base is None and goal.target.keep is None:
        return None
    return Case(
        baseline=point(goal.baseline.date, base) if base is not None else actual,
        actual=actual,
        direction=_direction(goal),
        target=goal.target.value,
        deadline=goal.target.deadline,
        limit=goal.limit,
        keep=goal.target.keep,
        points=tuple(point(one.date, one.value) for one in readings if one.date <= facts.reading.date),
    )


def _ends_a_year(day: date, calendar: Calendar) -> bool:
    kinds = (PeriodKind.YEAR, PeriodKind.FISCAL_YEAR)
    return any(calendar.period_of(day, kind).last == day for kind in kinds)


def _direction(goal: Goal) -> int:
    keep = goal.target.keep
    if keep is not None:
        return (keep.low is not None) - (keep.high is not None)
    if goal.target.direction is not None:
        return 1 if goal.target.direction is Direction.UP else -1
    return 1 if goal.rising else -1
