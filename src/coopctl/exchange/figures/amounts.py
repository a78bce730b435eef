"""The values of a goal as cells write them: each understood once and remembered, or why it is none."""

import re
from decimal import Decimal
from enum import Enum, StrEnum

from coopctl.errors import CoopctlError
from coopctl.exchange.figures.asked import Asked, Numbers
from coopctl.exchange.figures.scales import ONE, in_words, is_measured, is_number_of, one_of, power_of, scale_of
from coopctl.exchange.formats.flags import Mark, is_missing, marked
from coopctl.exchange.formats.rows import Cell
from coopctl.language.figures import value_of
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.quantities import EXACT, MOST_DIGITS, parse_quantity, plain
from coopctl.values.units import UnitKind

_LETTER = re.compile("[^\\W\\d_]")
# Names of money that several countries have.
_WHOSE = re.compile(r"dollars?|rupees?|francs?|pesos?|pounds?|kron(?:a|e|or|er)|dinars?|crowns?", re.IGNORECASE)
_GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9.,])", re.ASCII)
# A negative amount of money, as accounts have it.
_BRACKETED = re.compile(r"(?P<sign>[^\W\d_]{3} ?|[$€£¥₹]|)\((?P<amount>[^()]*[0-9][^()]*)\)")
_COMMA = re.compile(r"[0-9],[0-9]{1,2}(?![0-9,])", re.ASCII)
NO_MARK = Mark()
LONGEST = 200
"""The most characters of a value, a unit or the name of a goal; what is longer is none."""
_NO_UNIT = "to leave its column out: --map unit=,currency="
REMEMBERED = 20_000


class Answer(Enum):
    """What a cell says in the place of a value."""

    VALUE = 0
    NOTHING = 1
    NO = 2
    YES = 3
    MAYBE = 4


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

    def __init__(self, goal: Goal, plan: Plan, asked: Asked) -> None:
        self.goal = goal
        self.id = goal.id
        # Whether several figures of one day are events, each of its own.
        self.adds = goal.promise.measure.additive
        self._comma = asked.comma(plan)
        self._said = asked.decimal
        self._stage = goal.promise.measure is Measure.STAGE
        self._count = goal.promise.measure is Measure.COUNT
        self._stages = {stage.casefold() for stage in goal.promise.stages}
        self._timed = goal.promise.unit.kind is UnitKind.MEASURED
        self._yes, self._no = asked.yes, asked.no
        self.bracketed = ""
        """The first value in brackets that was taken as negative."""
        self._scales: dict[tuple[str, str], Decimal | str] = {}
        self._known: dict[tuple[str, bool, bool], Decimal | str] = {}

    def of_header(self, unit: str) -> str:
        """The unit that a header gives, "" where it is one of measure, and the goal counts what has that besides."""
        counted = self.goal.promise.unit.kind in (UnitKind.COUNTED, UnitKind.BARE)
        return "" if unit and counted and is_measured(unit) else unit

    def told(self, cell: Cell) -> Answer:
        """What a cell says that is no amount: nothing, no, or yes; `Answer.VALUE` for all else."""
        if not isinstance(cell, str):
            return Answer.VALUE
        word = cell.strip().casefold()
        if word in self._stages:
            return Answer.VALUE
        if self._count and word in self._yes:
            return Answer.YES
        if self._count and word in self._no:
            return Answer.NO
        if is_missing(word):
            return Answer.MAYBE if self._count and word == "x" else Answer.NOTHING
        return Answer.VALUE

    def value(self, cell: Cell, how: Numbers, unit: str = "", scale: str = "") -> tuple[Decimal, Mark] | str:
        """The value that a cell means, with its mark, or why it means none.

        `how` is how its table writes numbers; `unit` is what the row says of its unit in other cells, such as `EUR` or
        `million USD`; `scale` a scale that its header, a title or another cell gives, such as `thousand`.
        """
        if isinstance(cell, str) and len(cell) > LONGEST:
            return f"{cell[:20]!r}... is too long for a value"
        times: Decimal | str = ONE
        if (unit and unit != self.goal.promise.unit.text) or scale:
            known = self._scales.get((unit, scale))
            if known is None:
                known = self._scales[unit, scale] = self._times(unit, scale)
            times = known
        if isinstance(times, str):
            return times
        if times != 1 and isinstance(cell, str) and _LETTER.search(marked(cell).value if marked(cell) else cell):  # type: ignore[union-attr] # just asked
            return f"{cell!r} has a scale or unit of its own beside {(unit or scale)!r}"
        value, mark = self._value(cell, how), NO_MARK
        if isinstance(value, str) and isinstance(cell, str) and (split := marked(cell, timed=self._timed)):
            if split.mark.forecast:
                return f"{cell!r} is a forecast, not a figure"
            bare = self._value(split.value, how)
            if not isinstance(bare, str):
                value, mark = bare, split.mark
        if isinstance(value, str):
            return value
        return (value if times == 1 else plain(EXACT.multiply(value, times))), mark

    def _times(self, unit: str, scale: str) -> Decimal | str:
        """What a value is multiplied by; or why there is no such unit."""
        own = self._scale(unit) if unit and unit != self.goal.promise.unit.text else ONE
        if isinstance(own, str) or not scale:
            return own
        times = power_of(scale)
        if self.goal.promise.unit.scaled:
            return (
                own
                if times == scale_of(self.goal.promise.unit.text)
                else (f"the values are in {scale}s, and {self.id} is in {self.goal.promise.unit} (write them in that)")
            )
        if isinstance(times, str):
            return times
        if own not in (1, times):
            return f"the row is in {unit}, and the values beside it in {scale}s"
        return times

    def _scale(self, unit: str) -> Decimal | str:
        """How many of the goal's unit one of a unit is; or why none.

        A scale may stand behind, as tables have it: `USD million`, `USD (millions)`.
        """
        if len(unit) > LONGEST:
            return f"the unit {unit[:20]!r}... is too long"
        if _WHOSE.fullmatch(unit.strip()):
            return f"{unit!r} could be those of several countries (write a code such as USD; {_NO_UNIT})"
        if is_number_of(unit) and self.goal.promise.unit.kind in (UnitKind.COUNTED, UnitKind.BARE):
            return ONE
        try:
            one = parse_quantity(one_of(in_words(unit)))
        except CoopctlError:
            return f"the unit {unit!r} is not understood ({_NO_UNIT})"
        same = not one.unit or (
            one.unit.fits(self.goal.promise.unit) or (self.goal.promise.unit.text == "%" and one.unit.is_part)
            if self.goal.promise.unit
            else not (one.unit.is_percent or one.unit.is_money)
        )
        if same and one.value != 1 and self.goal.promise.unit.scaled:
            return f"the row is in {unit}, and {self.id} is in {self.goal.promise.unit} ({_NO_UNIT})"
        there = f"the row is in {one.unit}, but {self.id} is in {self.goal.promise.unit or 'no unit'}"
        return one.value if same else f"{there} ({_NO_UNIT})"

    def _value(self, cell: Cell, how: Numbers) -> Decimal | str:
        if not isinstance(cell, str):
            return self._number(cell)
        if PLAIN[self.spelling(how)].fullmatch(cell):
            return decimal_of(cell)
        comma = self._has_comma(how)
        open_ = how.semicolons and not self._said and not comma
        found = self._known.get((cell, comma, open_))
        if found is None:
            found = self._two_ways(cell) if open_ else None
            found = found or self._read(cell, comma=comma)
            if len(self._known) < REMEMBERED:
                self._known[cell, comma, open_] = found
        return found

    def _two_ways(self, cell: str) -> str | None:
        """Why a number between semicolons, where the comma may be the decimal mark, cannot be told; None if it can."""
        found = _GROUPED.search(cell)
        if found is not None and not self._stage:
            joined, parted = found[0].replace(",", "").replace(".", ""), found[0].replace(",", ".")
            say = "--decimal-comma, or --decimal-point"
            return (
                f"{cell!r} could be {joined} or {parted} in a file with semicolons (say which mark it has with {say})"
            )
        return None

    def spelling(self, how: Numbers) -> Spelling:
        """The spelling in which a value needs no grammar; `how` as of `value`."""
        if self._stage:
            return Spelling.NONE
        whole = self._count or self._has_comma(how) or (how.semicolons and not self._said)
        return Spelling.WHOLE if whole else Spelling.DIGITS

    def _has_comma(self, how: Numbers) -> bool:
        """Whether numbers have a decimal comma; `how` as of `value`."""
        return how.comma or (self._comma and not how.point)

    def _read(self, cell: str, *, comma: bool) -> Decimal | str:
        if not cell.strip():
            return "the row has no value"
        bracketed = _BRACKETED.fullmatch(cell.strip()) if self.goal.promise.unit.is_money else None
        if bracketed is not None:
            return self._negative(bracketed, comma=comma)
        try:
            return value_of(self.goal, cell, decimal_comma=comma)
        except CoopctlError as trouble:
            if not comma and _COMMA.search(cell):
                return f"{trouble.message} (write a decimal point, or say --decimal-comma)"
            return trouble.whole

    def _negative(self, bracketed: re.Match[str], *, comma: bool) -> Decimal | str:
        """The negative amount that stands in brackets."""
        amount = self._read(f"{bracketed['sign']}{bracketed['amount']}", comma=comma)
        if isinstance(amount, str) or amount < 0:
            return f"{bracketed[0]!r} is not an amount in brackets" if not isinstance(amount, str) else amount
        self.bracketed = self.bracketed or bracketed[0]
        return -amount

    def _number(self, cell: Decimal) -> Decimal | str:
        if abs(cell.adjusted()) > MOST_DIGITS or len(cell.as_tuple().digits) > MOST_DIGITS:
            return f"{cell:.6g} has more than {MOST_DIGITS} digits"
        if not self._stage:
            return self._read(f"{cell:f}", comma=False)
        if cell == cell.to_integral_value() and 0 <= cell < len(self.goal.promise.stages):
            return plain(cell)
        return f"{cell:f} is not the number of a stage of {self.id}"

    def event(self) -> Decimal | str:
        """The value of a row that has none of its own: 1 for a count."""
        try:
            return value_of(self.goal, None)
        except CoopctlError as trouble:
            return trouble.message
