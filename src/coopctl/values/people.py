"""Numbers as people read them: three significant digits, one scale for the numbers of a goal, plurals, points.

Exact values are shown by `quantities.NumberFormat`; everything here rounds, half to even, and says nothing exactly.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from msgspec import Struct, structs

from coopctl.values.quantities import EXACT, POINTED, NumberFormat, as_decimal
from coopctl.values.units import Unit

DIGITS = 3
_NAMED = 3
# With more the numbers would not be read at a glance; exact ones are elsewhere.
MOST_SHOWN = 6
# What was promised is shown as it was said, up to so many digits: 99.95% is not 100%.
_IN_FULL = 5
# The least value that is scaled: below it every digit of a whole number fits.
_SCALED_FROM = Decimal(1_000_000)
_WHOLE = Decimal(100)
SCALES = ((12, "tn"), (9, "bn"), (6, "M"))
# A number that can be recorded has 30 digits before its point, and twice as many where two are multiplied.
_READABLE = 60
_LETTERS = dict(SCALES)
_MINUS = "\u2212"

Number = Decimal | Fraction | int


class Shown(Struct, frozen=True):
    """How the numbers of one goal are shown beside each other: in its unit, by one scale, told apart."""

    unit: Unit
    power: int = 0
    digits: int = DIGITS
    numbers: NumberFormat = POINTED
    full: frozenset[Decimal] = frozenset()

    @classmethod
    def of(
        cls,
        unit: Unit,
        values: Iterable[Number | None],
        numbers: NumberFormat = POINTED,
        *,
        full: Iterable[Decimal] = (),
        apart: Iterable[Decimal] = (),
    ) -> "Shown":
        """For these values: the scale of the largest, and as many digits, three at least, as tell them all apart.

        Those in `full`, which were said, are shown so up to five digits; the values are told from those in `apart`,
        which decide, and are shown as precisely as these were said.

        Worked: 250,000,000 and 262,000,000 USD are `250M` and `262M`; 98.96 and 99.04 would both be 99.0, so 98.96
        and 99.04 are shown; so are 99.949 and 99.95 where 99.95 is promised.  99.97% is never shown as the whole.
        """
        known = {_decimal(value) for value in values if value is not None}
        ends = tuple(apart)
        said = {value: digits for value in full if (digits := _digits(value)) <= _IN_FULL}
        least = max([DIGITS, *(said.get(value, DIGITS) for value in ends)])
        first = cls(unit, _power(known), least, numbers, frozenset(said))
        different = known.union(ends, _almost_whole(unit, known))
        for digits in range(least, MOST_SHOWN + 1):
            shown = structs.replace(first, digits=digits) if digits > least else first
            if len(different) <= 1 or len(set(map(shown.number, different))) == len(different):
                return shown
        return structs.replace(first, digits=DIGITS)

    def number(self, value: Number) -> str:
        """The number alone: `262M`, `98.96`, `0.0123`, `1,234`."""
        exact = _decimal(value)
        # A hundredth of the scale and less reads better in full: 1,075 beside 107M.
        power = self.power if self.power and abs(exact) > Decimal(1).scaleb(self.power - 2) else 0
        digits = max(self.digits, _IN_FULL) if self.full and exact in self.full else self.digits
        text = rounded(exact.scaleb(-power, EXACT), digits) + _LETTERS.get(power, "")
        return self.numbers.localised(text)

    def value(self, value: Number) -> str:
        """The number with its unit: `262M USD`, `24%`, `1 exercise`."""
        return self.unit.beside(self.number(value), one=abs(_decimal(value)) == 1)

    def change(self, value: Number, *, sign: bool = True) -> str:
        """A difference between two values: `+12M USD`, `+7.5 pp` for a percentage."""
        amount = _decimal(value)
        plus = "+" if sign and amount > 0 else ""
        return self.unit.change_unit.beside(plus + self.number(amount), one=abs(amount) == 1)


def rounded(value: Number, digits: int = DIGITS) -> str:
    """A number to so many significant digits, but never a whole number to fewer than it has; grouped by commas.

    Worked: 0.0123456 is 0.0123, 4.0049 is 4, 1234.56 is 1,235 and 0 is 0; of hundreds of digits nobody reads each.
    """
    exact = _decimal(value)
    if not exact:
        return "0"
    if exact.adjusted() > _READABLE:
        return f"{exact:.2e}".replace("-", _MINUS)
    places = max(0, digits - 1 - exact.adjusted())
    short = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, EXACT)
    # 9.996 to three digits is 10.0, which has one too many.
    if short.adjusted() > exact.adjusted() and places:
        short = short.quantize(Decimal(1).scaleb(1 - places), ROUND_HALF_EVEN, EXACT)
    text = f"{short:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", _MINUS)


def percent(share: Number) -> str:
    """A share in whole per cents, towards zero so that 99.9% is never shown as done; `under 1%` of what is above none.

    Worked: 0.249 is 24%, 0.004 under 1%, -0.004 −0.4%.
    """
    exact = _decimal(share).scaleb(2, EXACT)
    if 0 < exact < 1:
        return "under 1%"
    if -1 < exact < 0:
        return f"{rounded(exact, 1)}%"
    return f"{int(exact):,}%".replace("-", _MINUS)


def plural(count: int, nouns: str) -> str:
    """A count and its noun, which is given in the plural: `1 goal`, `3 goals`, `2 entries`."""
    return f"{count:,} {Unit(nouns).counted(one=count == 1)}"


def first_few(names: Sequence[str], most: int = _NAMED) -> str:
    """The first three names, or so many, and how many more there are: `a, b, c and 2 more`."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _almost_whole(unit: Unit, values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """The whole, where a percentage is near it."""
    near = unit.is_percent and any(_WHOLE - 1 < value < _WHOLE + 1 for value in values)
    return (_WHOLE,) if near else ()


def _power(values: Iterable[Decimal]) -> int:
    """The scale of the largest value, as a power of ten."""
    largest = max(map(abs, values), default=Decimal(0))
    return next((power for power, _ in SCALES if largest >= max(_SCALED_FROM, Decimal(1).scaleb(power))), 0)


def _digits(value: Decimal) -> int:
    """How many significant digits a number was said with."""
    return len(value.normalize(EXACT).as_tuple().digits)


def _decimal(value: Number) -> Decimal:
    return as_decimal(value) if isinstance(value, Fraction) else Decimal(value)
