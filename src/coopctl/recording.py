"""What is asked of a value before it is recorded as a figure of a goal.  Pure."""

from decimal import Decimal

from coopctl.errors import Refused
from coopctl.plan import Goal, Measure
from coopctl.progress import Assessment
from coopctl.quantities import parse_quantity, same_unit, show_number
from coopctl.readings import Book, last_figure


def value_of(goal: Goal, text: str | None, *, decimal_comma: bool = False) -> Decimal:
    """The value that a text means for a goal: an amount in its unit, a stage's name, 1 for a count without one.

    Raises `Refused` for another unit, an unknown stage, or a count that is not a whole number of events.
    """
    if text is None:
        if goal.measure is not Measure.COUNT:
            raise Refused(f"{goal.id} is a {goal.measure}: its figure needs a value", f"coopctl record {goal.id} VALUE")
        return Decimal(1)
    if goal.measure is Measure.STAGE:
        return _stage(goal, text)
    quantity = parse_quantity(text, decimal_comma=decimal_comma)
    percent = quantity.unit == "%" and goal.unit.startswith("%")
    if quantity.unit and not percent and not (goal.unit and same_unit(quantity.unit, goal.unit)):
        raise Refused(
            f"{text!r} is in {quantity.unit}, but {goal.id} is in {goal.unit or 'no unit'}",
            f"give the value in {goal.unit}" if goal.unit else f"write {show_number(quantity.value)}",
        )
    if goal.measure is Measure.COUNT and (quantity.value < 0 or quantity.value != int(quantity.value)):
        raise Refused(
            f"{text!r} is not a number of events", "a count's figure is 1, 2, 3...; take one back with retract"
        )
    return quantity.value


def _stage(goal: Goal, text: str) -> Decimal:
    wanted = text.strip().casefold()
    names = [name.casefold() for name in goal.stages]
    starting = [at for at, name in enumerate(names) if name.startswith(wanted)] if wanted else []
    if wanted in names:
        return Decimal(names.index(wanted))
    if len(starting) != 1:
        raise Refused(f"{text!r} is not a stage of {goal.id}", f"one of {' < '.join(goal.stages)}")
    return Decimal(starting[0])


def off_by_ten(goal: Goal, value: Decimal, book: Book, before: Assessment) -> str:
    """How far a new value is off the last, in words, where it is ten times or a tenth of it; "" where it is not."""
    if goal.measure is Measure.STAGE:
        return ""
    if goal.measure.silence_is_zero:
        day = last_figure(book, before.facts.as_of)
        last = book[day].value if day is not None else None
    else:
        last = before.facts.reading.value if before.facts.reading else goal.baseline.value
    if not last or not value or Decimal("0.1") < abs(value / last) < 10:
        return ""
    return f"{'ten times' if abs(value) > abs(last) else 'a tenth of'} the last ({show_number(last)}), or further off"
