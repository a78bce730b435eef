"""A goal and its values in words and arithmetic, as they are echoed before anything is stored."""

from decimal import Decimal

from coopctl.plan.plan import Figure, Goal
from coopctl.plan.terms import Bounds, Measure
from coopctl.values.quantities import NumberFormat, plain, show_number


def echo(goal: Goal, numbers: NumberFormat, arithmetic: str = "") -> str:
    """A goal in one line of arithmetic: `target 300,000,000 USD on 2026-08-01 = 250,000,000 × 1.20; path linear`."""
    return "; ".join([_measured(goal), _from(goal, numbers), _promised(goal, numbers, arithmetic)])


def _measured(goal: Goal) -> str:
    return f"{goal.promise.measure} per {goal.promise.period}" if goal.promise.period else f"{goal.promise.measure}"


def _from(goal: Goal, numbers: NumberFormat) -> str:
    return (
        f"from {show_value(goal, goal.promise.baseline.value, numbers)} on {goal.promise.baseline.date}"
        if goal.promise.baseline.value is not None
        else f"since {goal.promise.baseline.date}"
    )


def _promised(goal: Goal, numbers: NumberFormat, arithmetic: str) -> str:
    target = goal.promise.target
    when = f"by {target.deadline}" if target.deadline else "no deadline"
    if goal.promise.keep is not None:
        return f"keep {show_bounds(goal, goal.promise.keep, numbers)}, {when}"
    if target.direction is not None:
        return f"direction {target.direction}, no target"
    on = f" on {target.deadline}" if target.deadline else f", {when}"
    worked = f" = {arithmetic}" if arithmetic else ""
    steps = _steps(goal, numbers)
    path = f"; path {goal.promise.path}{steps}" if target.deadline else steps and f";{steps}"
    if target.keep is not None:
        return f"reach {show_bounds(goal, target.keep, numbers)}{on}{worked}{path}"
    value = target.text if target.value is None else show_value(goal, target.value, numbers)
    return f"target {value}{on}{worked}{path}"


def _steps(goal: Goal, numbers: NumberFormat) -> str:
    """The milestones on the path."""
    steps = ", ".join(f"{show_value(goal, one.value, numbers)} by {one.deadline}" for one in goal.promise.milestones)
    return f" by milestone{'s' if len(goal.promise.milestones) > 1 else ''} {steps}" if steps else ""


def show_value(goal: Goal, value: Decimal | None, numbers: NumberFormat) -> str:
    """A value of this goal with its unit, or the name of its stage."""
    if value is None:
        return "none"
    if goal.promise.measure is Measure.STAGE:
        return stage_name(goal, value)
    return numbers.exactly(value, goal.promise.unit)


def show_figure(goal: Goal, figure: Figure, numbers: NumberFormat) -> str:
    """What a figure says: its value, or `n/a`, that there is none."""
    return "n/a" if figure.missing else show_value(goal, figure.value, numbers)


def written(goal: Goal, value: Decimal, numbers: NumberFormat) -> str:
    """A value as the plan's numbers are written, without the unit; a stage's name."""
    if goal.promise.measure is Measure.STAGE:
        return stage_name(goal, value)
    return numbers.localised(f"{plain(value):f}")


def stage_name(goal: Goal, value: Decimal) -> str:
    """The name of the stage of this number, or the number where the goal has none such."""
    return goal.promise.stage(value) or show_number(value)


def show_bounds(goal: Goal, bounds: Bounds, numbers: NumberFormat) -> str:
    """Bounds in the goal's unit: `≥ 95%`."""
    return goal.promise.unit.beside(bounds.describe(numbers))
