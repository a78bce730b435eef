"""Where a goal's path is on a day: what was promised for it between baseline and target.  Pure.

The linear path is the practice of results frameworks (equal steps from baseline to target); the compound path
is growth at one rate, b·(t/b)^s; the step path holds until each milestone's day.
"""

from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise

from coopctl.plan.plan import Goal
from coopctl.plan.terms import Path
from coopctl.values.quantities import as_decimal

# Roots are irrational but for some, such as (25/9)^½ = 5/3, which must come out exact: a ceiling above them would be
# one too many.  Ninety digits tell the two apart, as numerators and denominators have at most thirty.
_ROOTS = Context(prec=90)
_CLOSE = Fraction(1, 10**80)
_LARGEST = 10**30
# Enough for a curve that no eye can tell from its polygon.
_CURVE = 24


def no_path(goal: Goal) -> str:
    """Why the goal has no path, "" when it has one."""
    if goal.promise.target.deadline is None:
        return "the target has no deadline"
    if goal.promise.open:
        return "the baseline is missing"
    if goal.promise.path is Path.COMPOUND:
        values = [value for _, value in nodes(goal)]
        if not (all(value > 0 for value in values) or all(value < 0 for value in values)):
            return "a compound path needs a baseline and a target that are not zero and have one sign"
    return ""


def path_at(goal: Goal, day: date) -> Fraction:
    """The value promised for a day, in the goal's unit: b before the path, t after it.

    Worked: 250 on 2024-08-01 to 300 on 2026-08-01, on 2025-08-01: linear 275, compound 250·1.2^½ = 273.86, step 250.
    """
    points = nodes(goal)
    if day <= points[0][0]:
        return Fraction(points[0][1])
    for (first, start), (last, end) in pairwise(points):
        if day < last:
            return _between(goal.promise.path, start, end, (day - first).days, (last - first).days)
    return Fraction(points[-1][1])


def polygon(goal: Goal) -> list[tuple[date, Fraction]]:
    """The path as a polygon: corners where it is straight, two at each stair, many on a curve; [] without a path."""
    corners = [] if no_path(goal) else [day for day, _ in nodes(goal)]
    made = [(day, path_at(goal, day)) for day in corners[:1]]
    for first, last in pairwise(corners):
        if goal.promise.path is Path.STEP:
            made.append((last, made[-1][1]))
        days = (last - first).days
        parts = min(_CURVE, days) if goal.promise.path is Path.COMPOUND else 1
        between = (first + timedelta(days=days * part // parts) for part in range(1, parts + 1))
        made += ((day, path_at(goal, day)) for day in between)
    return made


def nodes(goal: Goal) -> list[tuple[date, Decimal]]:
    """The days and values that were promised: baseline, milestones, target; none where there is no path."""
    deadline, baseline, reach = goal.promise.target.deadline, goal.promise.baseline, goal.promise.reach
    if reach is None or deadline is None or baseline.value is None:
        return []
    steps = [(step.deadline, step.value) for step in goal.promise.milestones]
    return [(baseline.date, baseline.value), *steps, (deadline, reach)]


def _between(path: Path, start: Decimal, end: Decimal, days: int, of: int) -> Fraction:
    if path is Path.STEP or not days:
        return Fraction(start)
    if path is Path.LINEAR:
        # start + (end − start)·days/of over one denominator
        (s, s_of), (e, e_of) = start.as_integer_ratio(), end.as_integer_ratio()
        return Fraction(s * e_of * (of - days) + e * s_of * days, s_of * e_of * of)
    ratio = as_decimal(Fraction(end) / Fraction(start), _ROOTS)
    power = Fraction(_ROOTS.power(ratio, as_decimal(Fraction(days, of), _ROOTS)))
    exact = power.limit_denominator(_LARGEST)
    return Fraction(start) * (exact if abs(exact - power) <= power * _CLOSE else power)
