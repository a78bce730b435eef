"""The figures that a row gives beside its goal's baseline, and the figures in a row of its own."""

import re
from datetime import date
from decimal import Decimal

from coopctl.errors import Refused
from coopctl.exchange.plans import periods
from coopctl.exchange.plans.days import asof, day_of, read_day
from coopctl.exchange.plans.draft import DraftFigure, DraftGoal
from coopctl.exchange.plans.headers import Column
from coopctl.exchange.plans.marks import dated
from coopctl.exchange.plans.row import Context, NoTarget, Row
from coopctl.exchange.plans.words import blank
from coopctl.language.figures import value_of
from coopctl.language.translated import in_english
from coopctl.plan.plan import Goal
from coopctl.values.patterns import later


def reached_of(row: Row, context: Context, above: DraftGoal) -> list[DraftFigure]:
    """The figures in a row of what was reached by the days of the targets of the goal above."""
    columns = [(column, day_of(column, context)) for column in context.shape.targets]
    said = [(column, day, row.value(column)) for column, day in columns if day is not None]
    return [
        DraftFigure(above.place, above.goal.id, _figure(text, column, context, above.goal), day, text)
        for column, day, text in said
        if not blank(text)
    ]


def figures_of(row: Row, context: Context, goal: Goal) -> list[DraftFigure]:
    """The figures that a row gives beside the baseline: `Current`, `Actual 2023`."""
    found = []
    for column in context.shape.figures:
        text = row.value(column)
        on = day_of(column, context) or asof(row, context) or context.today
        said = [(one.value, read_day(one.year, context)) for one in dated(text)] or [_with_day(text, on, context)]
        for one, day in said if not blank(text) else ():
            found.append(DraftFigure(row.place, goal.id, _figure(one, column, context, goal), day, one))
    based = context.shape.baseline
    if based is not None:
        for earlier in dated(row.value(based))[:-1]:
            value = _figure(earlier.value, based, context, goal)
            found.append(DraftFigure(row.place, goal.id, value, read_day(earlier.year, context), earlier.value))
    return found


# A value with its year in brackets: `94.2% (2024)`, `68.1% (census 2021)`.
_IN_YEAR = later(r"(?P<value>.*\S)\s*\((?P<in>[^()]*(?:19|20)[0-9]{2}[^()]*)\)")


def _with_day(text: str, on: date, context: Context) -> tuple[str, date]:
    """A value and its day: that of the year in brackets behind it, else the one that its column gives."""
    found = _IN_YEAR.fullmatch(text) if text.endswith(")") else None
    period = periods.find(found["in"]) if found else None
    return (found["value"], read_day(period.period, context)) if found and period else (text, on)


def _figure(text: str, column: Column, context: Context, goal: Goal) -> Decimal:
    """The value in a cell beside the baseline, in the unit of its column where it names none."""
    refusal: Refused | None = None
    for said in dict.fromkeys((text, in_english(text, context.shape.language))):
        bare = said if re.search(r"[^\W\d]|%", said) or not column.unit else f"{said} {column.unit}"
        try:
            return value_of(goal, bare, decimal_comma=context.plan.decimal_comma)
        except Refused as why:
            refusal = why
    raise refusal or NoTarget("no figure is given")
