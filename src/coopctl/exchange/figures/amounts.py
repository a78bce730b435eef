"""The values of a goal as cells write them: each understood once and remembered, or why it is none."""

import re
from contextlib import suppress
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction

from coopctl.errors import CoopctlError, NoAmount, Refused
from coopctl.exchange.figures.asked import Asked, Numbers, is_countable, number_or_word
from coopctl.exchange.figures.days import Day
from coopctl.exchange.figures.factors import Factors
from coopctl.exchange.figures.scales import DOUBTFUL, is_measured
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.flags import Mark, is_missing, marked
from coopctl.exchange.formats.rows import Cell, Unread
from coopctl.language.figures import value_of
from coopctl.plan.plan import Goal, Plan
from coopctl.plan.terms import Measure
from coopctl.values.lasting import by_two_numbers, lasting
from coopctl.values.patterns import LONGEST, later
from coopctl.values.quantities import EXACT, MOST_DIGITS, as_decimal, parse_quantity, plain
from coopctl.values.sizes import ratio
from coopctl.values.units import UnitKind

_LETTER = later("[^\\W\\d_]")
_GROUPED = later(r"(?<![0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9.,])", re.ASCII)
# A negative amount of money, as accounts have it: in brackets, or with the minus behind.
_NEGATIVE = later(
    r"(?P<sign>[^\W\d_]{3} ?|[$€£¥₹]|)(?:\((?P<inside>[^()]*[0-9][^()]*)\)|(?P<before>[0-9][^-()]*[0-9]) ?[-−])"
)
# What a spreadsheet puts before a number that is text, and dashes that stand for a minus.
_BEFORE = later(r"^['’](?=[-+.,]?[0-9$€£])|^(?P<dash>[–—‐‑] ?|[-−] )(?=[.,]?[0-9$€£])", re.ASCII)
_COMMA = later(r"[0-9],[0-9]{1,2}(?![0-9,])", re.ASCII)
# A small number that is kept back, as offices publish it.
_KEPT_BACK = later(r"[<≤] ?[0-9]{1,4}")
# How exactly a value is kept that does not end in the goal's unit: an hour to some thousandths of a second.
_ROUNDED = Decimal("0.000001")
NO_MARK = Mark()
REMEMBERED = 20_000


class NoValue(Unread, frozen=True):
    """Why a row without a column of values is no event."""


class PerhapsComma(Unread, frozen=True):
    """Why a number is none unless a comma is its decimal mark."""


class EitherMark(Unread, frozen=True):
    """Why a number could be two, by what its decimal mark is."""


class KeptBack(Unread, frozen=True):
    """Why a bound, such as `<5`, is no value."""

    bound: str


def _has_own_unit(cell: Cell) -> bool:
    """Whether a cell has a word beside its number, and its mark, or is of hours and minutes."""
    if not isinstance(cell, str):
        return False
    split = marked(cell)
    return ":" in cell or bool(_LETTER.search(split.value if split else cell))


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
    COMMA = "c"
    WHOLE = "w"
    NONE = "n"


PLAIN = {
    Spelling.DIGITS: re.compile(r"(?:-?[1-9][0-9]{0,14}+|0|-0(?=\.0*[1-9]))(?:\.[0-9]{1,14}+)?+", re.ASCII),
    Spelling.COMMA: re.compile(r"(?:-?[1-9][0-9]{0,14}+|0|-0(?=,0*[1-9]))(?:,[0-9]{1,14}+)?+", re.ASCII),
    Spelling.WHOLE: re.compile(r"[1-9][0-9]{0,17}", re.ASCII),
    Spelling.NONE: re.compile(r"(?!)"),
}


def decimal_of(text: str) -> Decimal:
    """The value of a plain number, in its one spelling: without zeros at the end of its decimals."""
    return Decimal(text.rstrip("0").removesuffix(".") if text[-1] == "0" and "." in text else text)


def _unread(text: str, trouble: CoopctlError, *, comma: bool) -> Unread:
    """Why a text is no value, by what may be done about it."""
    if not comma and _COMMA.search(text):
        return PerhapsComma(f"{trouble.message} (write a decimal point, or say --decimal-comma)")
    kept_back = isinstance(trouble, NoAmount) and _KEPT_BACK.fullmatch(text)
    return KeptBack(trouble.whole, text) if kept_back else Unread(trouble.whole)


# A share of 1 may be above it, but hardly above this.
_MOST_OF_ONE = 3

# What somebody says who means that 1 stands for 100%.
_HUNDRED = ("hundred", "hundreds", "100")


class GoalValues:
    """The values of one goal, each read by the grammar once."""

    def __init__(self, goal: Goal, plan: Plan, asked: Asked) -> None:
        self.goal = goal
        self.id = goal.id
        # Whether several figures of one day are events, each of its own.
        self.adds = goal.promise.measure.additive
        self._plan = plan
        self._comma = asked.comma(plan)
        self._said = asked.decimal
        self._stage = goal.promise.measure is Measure.STAGE
        self._count = goal.promise.measure is Measure.COUNT
        self._stages = {stage.casefold() for stage in goal.promise.stages}
        unit = goal.promise.unit
        self._letters = "ds" if unit.kind is UnitKind.MEASURED else "P" if unit.text.startswith("GBP") else ""
        self._yes, self._no = asked.yes, asked.no
        self._blank = (asked.blank or frozenset()) - {""}
        # `2` may say yes, and `1` no.
        self._words_are_numbers = self._count and any(map(str.isdecimal, asked.yes | asked.no))
        self.noticed: dict[str, str] = {}
        """What is to be said of how values were read, by its kind, with the first of them."""
        self._one_each = asked.counts_rows and is_countable(goal)
        self._factors = Factors(goal)
        self._alone = asked.goal is not None
        self._shares = any(one.promise.unit.is_percent for one in plan.goals)
        self._known: dict[tuple[str, bool, bool], Decimal | Unread] = {}

    def of_header(self, unit: str) -> str:
        """The unit that a header gives, "" where it is one of measure, and the goal counts what has that besides."""
        counted = unit and self.goal.promise.unit.is_counted and is_measured(unit)
        return "" if counted and unit.casefold() not in DOUBTFUL else unit

    def of_all(self, scale: str) -> str:
        """The scale of a whole table; "" where that is one of percentages alone, or of all but those, and not of this.

        What is in thousands is no percentage, and what is in hundredths nothing else.
        """
        hundred = scale.strip().casefold() in _HUNDRED
        if not scale or self._alone or hundred is self.goal.promise.unit.is_percent or (hundred and not self._shares):
            return scale
        of_what = "is of percentages alone, not" if hundred else "is not of percentages, as"
        self.noticed.setdefault(f"scale {hundred}", f"the scale {scale!r} {of_what} of {self.id}")
        return ""

    def runs_in(self, day: Day) -> Day | None:
        """The last of days from the start of a period, where the goal's figures are running amounts since then."""
        kind = self.goal.promise.period if self.goal.promise.measure is Measure.CUMULATIVE else None
        runs = kind is not None and self._plan.calendar.period_of(day.last, kind).start == day.first
        return Day(day.last, day.last.isoformat()) if runs else None

    def told(self, cell: Cell) -> Answer:
        """What a cell says that is no amount: nothing, no, or yes; `Answer.VALUE` for all else."""
        blank = bool(self._blank) and number_or_word(f"{cell}") in self._blank
        return Answer.NOTHING if blank else self._answer(cell)

    def _answer(self, cell: Cell) -> Answer:
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

    def value(self, cell: Cell, how: Numbers, unit: str = "", scale: str = "") -> tuple[Decimal, Mark] | Unread:
        """The value that a cell means, with its mark, or why it means none.

        `how` is how its table writes numbers; `unit` is what the row says of its unit in other cells, such as `EUR` or
        `million USD`; `scale` a scale that its header, a title or another cell gives, such as `thousand`.
        """
        if isinstance(cell, str) and len(cell) > LONGEST:
            return Unread(f"{cell[:20]!r}... is too long for a value")
        times = self._factors.of(unit, scale)
        if isinstance(times, Unread):
            return times
        if times != 1 and _has_own_unit(cell):
            return Unread(f"{cell!r} has a scale or unit of its own beside {(unit or scale)!r}")
        read = self._marked(cell, how)
        if isinstance(read, Unread) or times == 1:
            return read
        return self._in_unit(read, times, unit, scale)

    def _in_unit(
        self, read: tuple[Decimal, Mark], times: Decimal | Fraction, unit: str, scale: str
    ) -> tuple[Decimal, Mark] | Unread:
        """A value in the goal's own unit, of which it is so many `times` one; or why it is none."""
        value, mark = read
        if unit in self._factors.shares and abs(value) > _MOST_OF_ONE:
            return Unread(f"{value:f} is no {unit} of 1 (if it is a percentage, leave the unit out: --map unit=)")
        self._note_unit(unit)
        return self._times(value, times, f"{value:f} {unit or scale}"), mark

    def as_recorded(self, cell: Cell, measure: Cell) -> tuple[Decimal, Mark] | None:
        """A number of our own export that nobody could record any more; None for any other.

        A count may have fractions, and stages numbers, from before the baseline, when the goal had another measure.
        """
        text = cell_text(cell)
        known = measure == self.goal.promise.measure and PLAIN[Spelling.DIGITS].fullmatch(text)
        return (decimal_of(text), NO_MARK) if known else None

    def _times(self, value: Decimal, times: Decimal | Fraction, told: str) -> Decimal:
        """A value so many times, rounded where that is no number that ends, which is noted as it was `told`."""
        if isinstance(times, Decimal):
            return plain(EXACT.multiply(value, times))
        product = Fraction(value) * times
        exact = as_decimal(product)
        if Fraction(exact) != product:
            exact = exact.quantize(_ROUNDED)
            taken = f"{told} as {self.goal.promise.unit.beside(f'{plain(exact):f}')}"
            self.noticed.setdefault("rounded", f"values that do not end are rounded, such as {taken}")
        return plain(exact)

    def _note_unit(self, unit: str) -> None:
        if self.goal.promise.unit.text == unit or unit not in self._factors.converted:
            return
        into = f"values in {unit} are converted into {self.goal.promise.unit} for {self.id}"
        self.noticed.setdefault(f"converted {unit}", into)

    def is_own(self, unit: str) -> bool:
        """Whether values in a unit, as `value` takes it, are those of the goal as they stand."""
        return self._factors.of(unit, "") == 1

    def _marked(self, cell: Cell, how: Numbers) -> tuple[Decimal, Mark] | Unread:
        """The value in a cell and the mark behind it, where it has one; or why there is none."""
        value = self._value(cell, how)
        if isinstance(value, Decimal):
            return value, NO_MARK
        split = marked(cell, units=self._letters) if isinstance(cell, str) else None
        if split is None:
            return value
        if split.mark.forecast:
            return Unread(f"{cell!r} is a forecast, not a figure")
        bare = self._value(split.value, how)
        return (bare, split.mark) if isinstance(bare, Decimal) else value

    def _value(self, cell: Cell, how: Numbers) -> Decimal | Unread:
        if not isinstance(cell, str):
            return self._number(cell)
        if PLAIN[self.spelling(how)].fullmatch(cell):
            return decimal_of(cell.replace(",", "."))
        comma = self._has_comma(how)
        open_ = how.semicolons and not self._said and not comma
        found = self._known.get((cell, comma, open_))
        if found is None:
            found = self._two_ways(cell) if open_ else None
            found = found or self._read(cell, comma=comma)
            if len(self._known) < REMEMBERED:
                self._known[cell, comma, open_] = found
        return found

    def _two_ways(self, cell: str) -> Unread | None:
        """Why a number of a table in which the comma may be the decimal mark cannot be told; None if it can."""
        found = _GROUPED.search(cell)
        if found is not None and not self._stage:
            joined, parted = found[0].replace(",", "").replace(".", ""), found[0].replace(",", ".")
            say = "--decimal-comma, or --decimal-point"
            return EitherMark(
                f"{cell!r} could be {joined} or {parted}, for the file has semicolons or days such as 31.12.2024"
                f" (say which mark it has with {say})"
            )
        return None

    def spelling(self, how: Numbers) -> Spelling:
        """The spelling in which a value needs no grammar; `how` as of `value`."""
        if self._stage or self._words_are_numbers:
            return Spelling.NONE
        if self._has_comma(how) and not self._count:
            return Spelling.COMMA
        return Spelling.WHOLE if self._count or (how.semicolons and not self._said) else Spelling.DIGITS

    def _has_comma(self, how: Numbers) -> bool:
        """Whether numbers have a decimal comma; `how` as of `value`."""
        return how.comma or (self._comma and not how.point)

    def _read(self, cell: str, *, comma: bool) -> Decimal | Unread:
        if not cell.strip():
            return Unread("the row has no value")
        text = _BEFORE.sub(lambda found: "-" if found["dash"] else "", cell.strip(), count=1)
        negative = _NEGATIVE.fullmatch(text) if self.goal.promise.unit.is_money else None
        if negative is not None:
            return self._negative(negative, comma=comma)
        try:
            return value_of(self.goal, text, decimal_comma=comma)
        except CoopctlError as trouble:
            found = self._in_other_unit(text, comma=comma)
            return _unread(text, trouble, comma=comma) if found is None else found

    def _in_other_unit(self, text: str, *, comma: bool) -> Decimal | None:
        """A length of time, or an amount that is so many of the goal's unit; None for what is neither."""
        unit = self.goal.promise.unit.in_each
        if self._count or self._stage or not unit:
            return None
        with suppress(Refused):
            lasted = lasting(text, unit)
            if lasted is not None:
                if said := by_two_numbers(text, unit):
                    self.noticed.setdefault("clock", said)
                return self._times(Decimal(1), lasted, text)
            given = parse_quantity(text, decimal_comma=comma)
            times = ratio(given.unit, unit)
            if times is not None:
                if unit.is_percent:
                    self.noticed.setdefault("parts", f"values such as {text} are read as percentages")
                else:
                    self._factors.converted.add(given.unit.text)
                    self._note_unit(given.unit.text)
                return self._times(given.value, times, text)
        return None

    def _negative(self, found: re.Match[str], *, comma: bool) -> Decimal | Unread:
        """The negative amount that stands in brackets, or has its minus behind it."""
        amount = self._read(f"{found['sign']}{found['inside'] or found['before']}", comma=comma)
        if isinstance(amount, Unread):
            return amount
        if amount < 0:
            return Unread(f"{found[0]!r} is not an amount in brackets")
        self.noticed.setdefault("negative", f"amounts such as {found[0]} are negative, as in accounts")
        return -amount

    def _number(self, cell: Decimal) -> Decimal | Unread:
        if abs(cell.adjusted()) > MOST_DIGITS or len(cell.as_tuple().digits) > MOST_DIGITS:
            return Unread(f"{cell:.6g} has more than {MOST_DIGITS} digits")
        if not self._stage:
            return self._read(f"{cell:f}", comma=False)
        if cell == cell.to_integral_value() and 0 <= cell < len(self.goal.promise.stages):
            return plain(cell)
        return Unread(f"{cell:f} is not the number of a stage of {self.id}")

    def event(self) -> Decimal | NoValue:
        """The value of a row that has none of its own: 1 for a count, and where rows are to be counted."""
        if self._one_each:
            return Decimal(1)
        try:
            return value_of(self.goal, None)
        except CoopctlError as trouble:
            return NoValue(trouble.message)
