"""What a goal's values are multiplied by, for the units and scales that tables give them beside the numbers."""

import re
from decimal import Decimal

from coopctl.errors import CoopctlError
from coopctl.exchange.figures.scales import ONE, in_words, is_number_of, one_of, power_of, scale_of
from coopctl.plan.plan import Goal
from coopctl.values.patterns import LONGEST
from coopctl.values.quantities import parse_quantity
from coopctl.values.units import Unit

# Names of money that several countries have.
_WHOSE = re.compile(r"dollars?|rupees?|francs?|pesos?|pounds?|kron(?:a|e|or|er)|dinars?|crowns?", re.IGNORECASE)
_NO_UNIT = "to leave its column out: --map unit=,currency="


class Factors:
    """The factors of one goal: each unit and scale is understood once and remembered."""

    def __init__(self, goal: Goal) -> None:
        self._id, self._unit = goal.id, goal.promise.unit
        self._known: dict[tuple[str, str], Decimal | str] = {}

    def of(self, unit: str, scale: str) -> Decimal | str:
        """What a value beside which a unit and a scale stand is multiplied by, "" for none; or why there is nothing."""
        unit = "" if unit == self._unit.text else unit
        if not unit and not scale:
            return ONE
        known = self._known.get((unit, scale))
        if known is None:
            known = self._known[unit, scale] = self._found(unit, scale)
        return known

    def _found(self, unit: str, scale: str) -> Decimal | str:
        own = self._of_unit(unit) if unit else ONE
        if isinstance(own, str) or not scale:
            return own
        times = power_of(scale)
        if self._unit.scaled:
            same = times == scale_of(self._unit.text)
            return (
                own if same else f"the values are in {scale}s, and {self._id} is in {self._unit} (write them in that)"
            )
        if isinstance(times, str):
            return times
        return times if own in (1, times) else f"the row is in {unit}, and the values beside it in {scale}s"

    def _of_unit(self, unit: str) -> Decimal | str:
        """How many of the goal's unit one of a unit is, behind which a scale may stand: `USD million`; or why none."""
        if len(unit) > LONGEST:
            return f"the unit {unit[:20]!r}... is too long"
        if _WHOSE.fullmatch(unit.strip()):
            return f"{unit!r} could be those of several countries (write a code such as USD; {_NO_UNIT})"
        if is_number_of(unit) and self._unit.is_counted:
            return ONE
        try:
            one = parse_quantity(one_of(in_words(unit)))
        except CoopctlError:
            return f"the unit {unit!r} is not understood ({_NO_UNIT})"
        if not self._fits(one.unit):
            return f"the row is in {one.unit}, but {self._id} is in {self._unit or 'no unit'} ({_NO_UNIT})"
        if one.value != 1 and self._unit.scaled:
            return f"the row is in {unit}, and {self._id} is in {self._unit} ({_NO_UNIT})"
        return one.value

    def _fits(self, unit: Unit) -> bool:
        """Whether values in this unit may be those of the goal."""
        if not unit:
            return True
        if not self._unit:
            return not (unit.is_percent or unit.is_money)
        return unit.fits(self._unit) or (self._unit.text == "%" and unit.is_part)
