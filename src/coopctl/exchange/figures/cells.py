"""Cells understood one at a time, and remembered: which goal, which day, which value, or why none."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from coopctl.errors import CoopctlError, Refused, UnknownName
from coopctl.exchange.formats.rows import Cell
from coopctl.language.figures import value_of
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.dates import parse_period
from coopctl.values.ids import pick
from coopctl.values.quantities import EXACT, MOST_DIGITS, parse_quantity, plain
from coopctl.values.units import unit_of

_TIMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}[0-9:.]*(?:Z|[+-][0-9]{2}:?[0-9]{2})?", re.ASCII)
_LETTER = re.compile("[^\\W\\d_]")
_SCALES = ("thousand", "million", "billion", "trillion")
_NO_UNIT = "to leave its column out: --map unit=,currency="
REMEMBERED = 20_000

Day = tuple[date, str]
"""The last day of a period, and the period as people write it."""


class Spelling(StrEnum):
    """Which plain numbers a goal's values may be, that need no grammar."""

    DIGITS = "d"
    WHOLE = "w"
    NONE = "n"


PLAIN = {
    Spelling.DIGITS: re.compile(r"(?:-?[1-9][0-9]{0,14}|0)(?:\.[0-9]{1,14})?", re.ASCII),
    Spelling.WHOLE: re.compile(r"[1-9][0-9]{0,17}", re.ASCII),
    Spelling.NONE: re.compile(r"(?!)"),
}


def decimal_of(text: str) -> Decimal:
    """The value of a plain number, in its one spelling: without zeros at the end of its decimals."""
    return Decimal(text.rstrip("0").removesuffix(".") if text[-1] == "0" and "." in text else text)


class GoalValues:
    """The values of one goal, each read by the grammar once."""

    def __init__(self, goal: Goal, *, decimal_comma: bool) -> None:
        self.goal = goal
        self.id = goal.id
        self._comma = decimal_comma
        self._stage = goal.measure is Measure.STAGE
        self._count = goal.measure is Measure.COUNT
        self._scales: dict[str, Decimal | str] = {}
        self._known: dict[tuple[str, bool], Decimal | str] = {}

    def value(self, cell: Cell, *, point: bool, unit: str = "") -> Decimal | str:
        """The value that a cell means, or why it means none.

        `point` where its format always writes a decimal point; `unit` is what the row says of its unit in other cells,
        such as `EUR` or `million USD`.
        """
        if not unit or unit == self.goal.unit:
            return self._value(cell, point=point)
        scale = self._scales.get(unit)
        if scale is None:
            scale = self._scales[unit] = self._scale(unit)
        if isinstance(scale, str):
            return scale
        if scale != 1 and isinstance(cell, str) and _LETTER.search(cell):
            return f"{cell!r} has a scale or unit of its own beside {unit!r}"
        value = self._value(cell, point=point)
        return value if isinstance(value, str) else plain(EXACT.multiply(value, scale))

    def _scale(self, unit: str) -> Decimal | str:
        """How many of the goal's unit one of a unit is; or why none.

        A scale may stand behind, as tables have it: `USD million`, `USD (millions)`.
        """
        try:
            one = parse_quantity(_one_of(unit))
        except CoopctlError:
            return f"the unit {unit!r} is not understood ({_NO_UNIT})"
        same = not one.unit or (
            unit_of(one.unit).fits(self.goal.unit)
            if self.goal.unit
            else not (unit_of(one.unit).is_percent or unit_of(one.unit).is_money)
        )
        if same and one.value != 1 and unit_of(self.goal.unit).scaled:
            return f"the row is in {unit}, and {self.id} is in {self.goal.unit} ({_NO_UNIT})"
        there = f"the row is in {one.unit}, but {self.id} is in {self.goal.unit or 'no unit'}"
        return one.value if same else f"{there} ({_NO_UNIT})"

    def _value(self, cell: Cell, *, point: bool) -> Decimal | str:
        if not isinstance(cell, str):
            return self._number(cell)
        if PLAIN[self.spelling(point=point)].fullmatch(cell):
            return decimal_of(cell)
        comma = self._comma and not point
        found = self._known.get((cell, comma))
        if found is None:
            found = self._read(cell, comma=comma)
            if len(self._known) < REMEMBERED:
                self._known[cell, comma] = found
        return found

    def spelling(self, *, point: bool) -> Spelling:
        """The spelling in which a value needs no grammar; `point` as of `value`."""
        if self._stage:
            return Spelling.NONE
        return Spelling.WHOLE if self._count or (self._comma and not point) else Spelling.DIGITS

    def _read(self, cell: str, *, comma: bool) -> Decimal | str:
        if not cell.strip():
            return "the row has no value"
        try:
            return value_of(self.goal, cell, decimal_comma=comma)
        except CoopctlError as trouble:
            return trouble.whole

    def _number(self, cell: Decimal) -> Decimal | str:
        if abs(cell.adjusted()) > MOST_DIGITS or len(cell.as_tuple().digits) > MOST_DIGITS:
            return f"{cell:.6g} has more than {MOST_DIGITS} digits"
        if not self._stage:
            return self._read(f"{cell:f}", comma=False)
        if cell == cell.to_integral_value() and 0 <= cell < len(self.goal.stages):
            return plain(cell)
        return f"{cell:f} is not the number of a stage of {self.id}"

    def event(self) -> Decimal | str:
        """The value of a row that has none of its own: 1 for a count."""
        try:
            return value_of(self.goal, None)
        except CoopctlError as trouble:
            return trouble.message


def _one_of(unit: str) -> str:
    """One of a unit, as the grammar reads it: the one scale that stands behind it, as in tables, goes before.

    A rate keeps its own: `cases per million` has no scale.
    """
    rest, _, last = unit.replace("(", " ").removesuffix(")").rpartition(" ")
    words = [word.removesuffix("s") for word in rest.casefold().split()]
    scale = last.casefold().removesuffix("s")
    if scale in _SCALES and words and not {"per", "%", *_SCALES}.intersection(words) and not re.search("[0-9%]", rest):
        return f"1 {scale} {rest.strip()}"
    first, _, others = unit.partition(" ")
    scale = first.casefold().removesuffix("s")
    return f"1 {scale} {others}".strip() if scale in _SCALES else f"1 {unit}"


class Cells:
    """The goals and days of one import; with `only`, rows that name another goal are refused."""

    def __init__(self, plan: Plan, today: date, only: Goal | None = None) -> None:
        self._plan, self._today, self._only = plan, today, only
        self._values = {goal.id: GoalValues(goal, decimal_comma=plan.decimal_comma) for goal in plan.goals}
        self._titled: dict[str, list[str]] = {}
        for goal in plan.goals:
            self._titled.setdefault(_plain(goal.title), []).append(goal.id)
        self._goals: dict[Cell, GoalValues | str] = {}
        self._days: dict[Cell, Day | str] = {}

    def goal(self, cell: Cell) -> GoalValues | str:
        """The goal with this id or title, or why there is none."""
        found = self._goals.get(cell)
        if found is None:
            found = self._goal(f"{cell}".strip())
            if len(self._goals) < REMEMBERED:
                self._goals[cell] = found
        return found

    def _goal(self, text: str) -> GoalValues | str:
        titled = [text] if text in self._values else self._titled.get(_plain(text), [])
        if len(titled) > 1:
            return f"{text!r} is the title of {' and '.join(titled)} (name the goal by its id)"
        name = next(iter(titled), None)
        if self._only is not None:
            if name is not None and name != self._only.id:
                return f"the row is of {name}, not of {self._only.id}"
            return self._values[self._only.id]
        if name is not None:
            return self._values[name]
        if not text:
            return "the row names no goal"
        try:
            near = pick(text, self._values, "goal").id
        except UnknownName as trouble:
            return trouble.whole
        return f"there is no goal {text!r} (did you mean {near}?)"

    def day(self, cell: Cell) -> Day | str:
        """The day or period that a cell means, or why it means none."""
        found = self._days.get(cell)
        if found is None:
            found = self._day(cell if isinstance(cell, str) else f"{cell:f}")
            if len(self._days) < REMEMBERED:
                self._days[cell] = found
        return found

    def _day(self, text: str) -> Day | str:
        word = text.strip()
        if not word:
            return "the row has no date"
        timed = _TIMED.fullmatch(word)
        try:
            period = parse_period(timed[1] if timed else word, today=self._today, fiscal_start=self._plan.fiscal_start)
        except Refused as trouble:
            return trouble.message
        if period.last > self._today:
            return f"{text!r} ends on {period.last}, which is in the future"
        return period.last, period.label


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
