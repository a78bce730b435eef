"""What a goal's values are multiplied by, for the units and scales that tables give them beside the numbers."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from coopctl.errors import CoopctlError, Refused
from coopctl.exchange.figures.scales import (
    DOUBTFUL,
    LENGTHS,
    ONE,
    eastern,
    in_words,
    is_number_of,
    one_of,
    power_of,
    scale_of,
)
from coopctl.exchange.formats.rows import Unread
from coopctl.plan.plan import Goal
from coopctl.values.patterns import LONGEST, later
from coopctl.values.quantities import Quantity, as_decimal, parse_quantity
from coopctl.values.sizes import is_length, ratio
from coopctl.values.units import Unit

# Names of money that several countries have.
_WHOSE = later(r"dollars?|rupees?|francs?|pesos?|pounds?|kron(?:a|e|or|er)|dinars?|crowns?", re.IGNORECASE)
_CODE = later(r"[0-9]+")
# What tables call a share of 1.
_SHARES = frozenset("ratio fraction proportion share decimal anteil quote proporción proporção 0-1".split())
_HUNDRED = Decimal(100)
# A unit with what is measured in it behind: `kt CO2`, `tonnes of maize`; none of each thing.
_OF_WHAT = later(r"(?P<unit>[^\W\d_]+) (?:of )?(?P<what>(?!.*\b(?:per|a|an|squared?|cubed?)\b)[^\W\d_][^/]*)")
_OUT = "--map unit=,currency="
_NO_UNIT = f"to leave its column out: {_OUT}"


def _plain(unit: str) -> str:
    """A unit with its powers as digits, and one letter for a millionth, of which there are two: `µg/m³`."""
    return unit if unit.isascii() else unicodedata.normalize("NFKC", unit)


def _of_what(unit: str) -> tuple[str, str]:
    """A unit, and what is measured in it if it says so, as words are compared."""
    found = _OF_WHAT.fullmatch(unit)
    return (found["unit"], found["what"].casefold()) if found else (unit, "")


class Factors:
    """The factors of one goal: each unit and scale is understood once and remembered."""

    def __init__(self, goal: Goal) -> None:
        self._id, self._unit = goal.id, goal.promise.unit
        self._plain = _plain(self._unit.text)
        self._known: dict[tuple[str, str], Decimal | Fraction | Unread] = {}
        self.converted: set[str] = set()
        """The units other than the goal's that are so many of it."""
        self.shares: set[str] = set()
        """Those of them in which 1 is all, which is 100%."""

    def of(self, unit: str, scale: str) -> Decimal | Fraction | Unread:
        """What a value beside which a unit and a scale stand is multiplied by, "" for none; or why there is nothing."""
        unit = "" if unit == self._unit.text or _plain(unit) == self._plain else unit
        if not unit and not scale:
            return ONE
        known = self._known.get((unit, scale))
        if known is None:
            try:
                known = self._found(unit, scale)
            except Refused as trouble:
                known = Unread(trouble.message)
            self._known[unit, scale] = known
        return known

    def _found(self, unit: str, scale: str) -> Decimal | Fraction:
        counted, of_it = eastern(unit)
        if counted and not scale:
            unit, scale = "" if of_it == self._unit.text else of_it, counted
        own = self._of_unit(unit) if unit else ONE
        if not scale:
            return own
        times = power_of(scale)
        if self._unit.scaled:
            if times != scale_of(self._unit.text):
                raise Refused(f"the values are in {scale}s, and {self._id} is in {self._unit} (write them in that)")
            return own
        if own not in (1, times):
            raise Refused(f"the row is in {unit}, and the values beside it in {scale}s")
        return times

    def _of_unit(self, unit: str) -> Decimal | Fraction:
        """How many of the goal's unit one of a unit is, behind which a scale may stand: `USD million`."""
        self._check(unit)
        if is_number_of(unit) and self._unit.is_counted:
            return ONE
        if self._unit.is_percent and unit.strip().casefold() in _SHARES:
            self.converted.add(unit)
            self.shares.add(unit)
            return _HUNDRED
        try:
            one = self._one(unit)
        except CoopctlError:
            raise Refused(f"the unit {unit!r} is not understood ({_NO_UNIT})") from None
        if not self._fits(one.unit):
            return self._converted(one, unit)
        if one.value != 1 and self._unit.scaled:
            raise Refused(f"the row is in {unit}, and {self._id} is in {self._unit} ({self._all_the_same})")
        return one.value

    def _check(self, unit: str) -> None:
        """Raises `Refused` for a unit that could be two, or is none."""
        if len(unit) > LONGEST:
            raise Refused(f"the unit {unit[:20]!r}... is too long")
        if _CODE.fullmatch(unit.strip()):
            raise Refused(f"the unit {unit!r} is a number, which could be a code or a factor ({_NO_UNIT})")
        if _WHOSE.fullmatch(unit.strip()):
            raise Refused(f"{unit!r} could be those of several countries (write a code such as USD; {_NO_UNIT})")
        if unit.casefold() in DOUBTFUL and not is_length(self._unit.in_each):
            raise Refused(f"{unit!r} could be thousands or a length (say which with --scale thousand, or {_OUT})")

    def _one(self, unit: str) -> Quantity:
        """One of a unit; `m` and `miles` beside lengths are no million, and no thousands."""
        if is_length(self._unit.in_each) and unit.casefold() in LENGTHS:
            return Quantity(ONE, Unit(LENGTHS[unit.casefold()]))
        return parse_quantity(one_of(in_words(unit)))

    def _converted(self, one: Quantity, unit: str) -> Decimal | Fraction:
        """How many of the goal's unit one of another is; raises `Refused` where it is no number of them."""
        times = ratio(one.unit, self._unit.in_each) or self._of_the_same(one.unit)
        if times is None:
            raise Refused(
                f"the row is in {one.unit}, but {self._id} is in {self._unit or 'no unit'} ({self._all_the_same})"
            )
        self.converted.add(unit)
        times *= Fraction(one.value)
        exact = as_decimal(times)
        return exact if Fraction(exact) == times else times

    def _of_the_same(self, unit: Unit) -> Fraction | None:
        """How many of the goal's unit one of another is, where one of them says of what, or both say the same."""
        (first, what), (second, that) = map(_of_what, (unit.text, self._unit.in_each.text))
        return ratio(Unit(first), Unit(second)) if (what or that) and (not (what and that) or what == that) else None

    @property
    def _all_the_same(self) -> str:
        """How the values are taken as they stand, which they are wrong for unless the file names its unit wrongly."""
        return (
            f"if its values are {'in ' if self._unit else 'of '}{self._unit or 'no unit'}, leave the unit out: {_OUT}"
        )

    def _fits(self, unit: Unit) -> bool:
        """Whether values in this unit may be those of the goal."""
        if not unit:
            return True
        if not self._unit:
            return not (unit.is_percent or unit.is_money)
        each = self._unit.in_each
        same = unit.fits(self._unit) or unit.fits(each) or ratio(unit, each) == 1
        return same or (self._unit.text == "%" and unit.is_part)
