"""The one period that baseline and target are per, and the measure that follows from it."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec import structs

from coopctl.errors import Refused
from coopctl.language.arithmetic import is_growth
from coopctl.language.phrases import How, Phrase, Starting
from coopctl.language.tongues import readings
from coopctl.language.wording import Wording
from coopctl.plan.terms import Direction, Measure
from coopctl.values.calendar import PeriodKind
from coopctl.values.patterns import later
from coopctl.values.quantities import Quantity, as_decimal
from coopctl.values.unit_words import per
from coopctl.values.units import Unit
from coopctl.values.vocabulary import PERIODS, is_blank, pattern


def summed_daily(start: Starting, phrase: Phrase) -> Starting:
    """A baseline in `litres per day` as litres that are summed each day, where the target's are."""
    amount = start.quantity
    if phrase.rate is not PeriodKind.DAY or start.rate or not amount.unit.text.endswith(_EACH_DAY):
        return start
    unit = structs.replace(amount.unit, text=amount.unit.text.removesuffix(_EACH_DAY))
    return structs.replace(start, quantity=Quantity(amount.value, unit), rate=PeriodKind.DAY)


def agree_on_rate(start: Starting | None, phrase: Phrase, wording: Wording) -> PeriodKind | None:
    """The period that baseline and target are per; None where they are per none."""
    before = _rate_before(start, phrase, wording)
    if is_growth(start, phrase) or phrase.how is How.GO:
        return before
    if _is_change(start, phrase, before):
        _check_in_all(start, phrase)
        return before
    if start is None:
        return phrase.rate or before
    return _one_rate(start, phrase, wording, before)


def _one_rate(start: Starting, phrase: Phrase, wording: Wording, before: PeriodKind | None) -> PeriodKind | None:
    """The one period that a baseline and the value to reach from it are per; raises `Refused` where they are of two."""
    if before is None and _fits_any_period(start, wording) and _is_free(phrase, wording):
        return phrase.rate or wording.kept_rate
    if _is_none(phrase) or (phrase.rate is None and _says_rate_before(phrase, wording)):
        return before
    # Where one of them names the period that is given or kept, the other need not.
    if {before, phrase.rate} not in ({before}, {None, wording.per}):
        raise _of_other_periods(start, phrase, wording)
    return phrase.rate or before


def _says_rate_before(phrase: Phrase, wording: Wording) -> bool:
    """Whether a target has the period of what is before it: of the goal as it is, or in its text, `5 per year, 10`."""
    return wording.kept_rate is not None or (phrase.origin is not None and is_blank(wording.start))


def _is_free(phrase: Phrase, wording: Wording) -> bool:
    """Whether a goal has no period yet that is another than a phrase says."""
    return not wording.kept_text or wording.kept_rate is phrase.rate


def _is_none(phrase: Phrase) -> bool:
    """Whether a target is none at all, which it is in any period."""
    return phrase.rate is None and phrase.bounds is None and phrase.amount is not None and not phrase.amount.value


def _is_change(start: Starting | None, phrase: Phrase, before: PeriodKind | None) -> bool:
    """Whether a phrase is of a change, or of new things beside some that there are in no period."""
    if phrase.how is How.NEW:
        return before is None and start is not None and bool(start.quantity.value)
    return phrase.how in (How.TIMES, How.BY)


# A baseline of no unit but the one that is given beside it, or that the goal has.
_BARE_NUMBER = later(r"\s*[0-9][0-9.,]*\s*")


def _fits_any_period(start: Starting, wording: Wording) -> bool:
    """Whether a baseline is per the period that the target names: a number alone, or nothing, which it is in any."""
    alone = not start.quantity.unit or _BARE_NUMBER.fullmatch(wording.start) is not None
    return alone or not start.quantity.value


def _check_in_all(start: Starting | None, phrase: Phrase) -> None:
    """A change with a rate that is no growth may be one in all, or one every period."""
    if phrase.rate is not None:
        either = f"{phrase.text!r} could be one change in all or a change every {phrase.rate}"
        raise Refused(either, _in_all(start, phrase))


def _of_other_periods(start: Starting, phrase: Phrase, wording: Wording) -> Refused:
    before = start.rate
    sides = [
        f"{text!r} is {f'per {rate}' if rate else 'not per period'}"
        for text, rate in ((wording.start, before), (phrase.text, phrase.rate))
    ]
    target = phrase.amount.value if phrase.amount else None
    ways = "write both per period, or neither"
    if before is not None and phrase.rate is not None and target is not None:
        ways = _in_one_period(start.quantity.value, before, target, phrase.rate)
    return Refused(f"baseline and target differ: {' and '.join(sides)}", ways)


_EACH_DAY = " per day"


def of_each_day(wording: Wording, unit: Unit, rate: PeriodKind | None) -> tuple[Unit, PeriodKind | None]:
    """The unit and period; so many litres per day are a level, where no measure says how those of one day count."""
    periodic = wording.measure is not None and wording.measure.periodic
    daily = wording.per is PeriodKind.DAY or (periodic and wording.per is None)
    if rate is not None or not daily or not unit.text.endswith(_EACH_DAY):
        return unit, rate
    return structs.replace(unit, text=unit.text.removesuffix(_EACH_DAY)), PeriodKind.DAY


_EACH = later(rf"\b(?:each|every) (?:{pattern(PERIODS)})\b", re.IGNORECASE)
_PER = later(rf"(?:per|/|pro|par|por) ?[^\W\d]|\ban? (?:{pattern(PERIODS)})\b", re.IGNORECASE)


def as_rate(
    start: Starting | None, phrase: Phrase, wording: Wording, unit: Unit, rate: PeriodKind | None
) -> tuple[Unit, PeriodKind | None]:
    """The unit and period; a percentage per period is one unit where it can be no growth: on both sides, or a bound.

    Worked: a rate of renovation from 0.8% per year to 3% per year, and churn of at most 1.5% per month; a bound that is
    to hold each month is of the percentage alone.
    """
    if rate is None or wording.measure or wording.per or not unit.is_percent:
        return unit, rate
    each = f" per {rate}".replace("-", " ")
    if unit.text.endswith(each):
        return unit, None
    if phrase.how is How.KEEP:
        return _kept_percentage(phrase.text, unit, each, rate)
    both = start is not None and start.rate is rate
    return (Unit(f"{unit}{each}"), None) if both else (unit, rate)


def _kept_percentage(text: str, unit: Unit, each: str, rate: PeriodKind) -> tuple[Unit, PeriodKind | None]:
    """The unit and period of a percentage that is a bound: per year it is a rate, in each year a share."""
    if _PER.search(text):
        return Unit(f"{unit}{each}"), None
    return unit, None if any(map(_EACH.search, readings(text))) else rate


# How many of the shortest of its kind a period has.
_SPANS = (
    {PeriodKind.DAY: 1, PeriodKind.WEEK: 7},
    {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12},
)


def _in_one_period(value: Decimal, before: PeriodKind, target: Decimal, after: PeriodKind) -> str:
    """How to write what is so many per one period and per another per one of them, where it is a whole number there.

    Worked: 1 per week and 1 per day are 7 per week; 4 per year and 1 per month are 12 per year.
    """
    spans = next((spans for spans in _SPANS if spans.keys() >= {before, after}), None)
    if spans is None:
        return f"write both {per('year')}"
    goal = Fraction(target) * spans[before] / spans[after]
    base = Fraction(value) * spans[after] / spans[before]
    if goal.denominator == 1:
        return f"write the target as '{goal} {per(before)}'"
    return f"write both {per(after)}" + (f": the baseline is {base} then" if base.denominator == 1 else "")


def _rate_before(start: Starting | None, phrase: Phrase, wording: Wording) -> PeriodKind | None:
    """What the baseline is per; `from 1 to 2 per year` says its period once, and a goal's stays where none is said."""
    before = start.rate if start else None
    if before is None and phrase.rate is None:
        return wording.kept_rate
    once = before is None and phrase.origin is not None and is_blank(wording.start)
    # So much growth a year is no value a year.
    return phrase.rate if once and not is_growth(start, phrase) else before


def _in_all(start: Starting | None, phrase: Phrase) -> str:
    """What one change in all comes to, where the baseline says from where."""
    if start is None:
        return "write the value to reach"
    change = phrase.amount.value if phrase.amount else Decimal(0)
    value = (
        as_decimal(Fraction(start.quantity.value) * phrase.factor)
        if phrase.factor is not None
        else start.quantity.value + (-change if phrase.direction is Direction.DOWN else change)
    )
    rate = f" {per(start.rate)}" if start.rate else ""
    return f"for one change in all write '{phrase.numbers.exactly(value, start.quantity.unit)}{rate}'"


def measure_of(
    phrase: Phrase, wording: Wording, rate: PeriodKind | None, unit: Unit
) -> tuple[Measure, PeriodKind | None]:
    if rate and wording.per and rate is not wording.per:
        raise Refused(f"{phrase.text!r} is per {rate}, not per {wording.per}")
    period = rate or wording.per
    measure = wording.measure or _kept(wording, _natural(phrase, period, unit), unit)
    if measure.periodic and period is None:
        raise Refused(
            f"measure {measure} needs a period", "give one with --per year, half, quarter, month, week or day"
        )
    if period is not None and not measure.periodic:
        raise Refused(f"{phrase.text!r} is per {period}, which measure {measure} is not")
    return measure, period


def _kept(wording: Wording, natural: Measure, unit: Unit) -> Measure:
    """The measure that a goal has, where the text could mean it too: a sum of teachers is no count of their courses."""
    kept = wording.kept_measure
    if kept is None or {natural, kept} != {Measure.SUM, Measure.COUNT}:
        return natural
    return kept if unit.is_counted == wording.kept_unit.is_counted else natural


# What is done with money, in whatever currency: `save 300 a month`.
_OF_MONEY = later(
    r"(?:save|earn|spend|invest|donate|deposit|repay|pay (?:in|off|back)|(?:put|set|lay) aside)\b", re.IGNORECASE
)


def _amount_and_day(phrase: Phrase, unit: Unit, period: PeriodKind) -> str:
    """The amount of a phrase per period, and its day, without the words around them."""
    amount = "VALUE" if phrase.amount is None else phrase.numbers.exactly(phrase.amount.value, unit)
    return f"{amount} per {period}" + (f" by {phrase.by}" if isinstance(phrase.by, date) else "")


def _natural(phrase: Phrase, period: PeriodKind | None, unit: Unit) -> Measure:
    """The measure that a phrase means where none is named.

    Raises `Refused` for a percentage per period, which may be a mean, but not a sum.
    """
    if period is not None and unit.is_percent:
        raise Refused(
            f"{phrase.text!r} is in {unit} per {period}, and percentages are not summed",
            f"say which bound is kept, as in 'at least {_amount_and_day(phrase, unit, period)}'"
            f"; of what is to be reached leave out the period, and give --measure mean --per {period}",
        )
    if period is not None:
        less = phrase.amount is not None and phrase.amount.value < 0  # which nothing that is counted is
        counted = unit.is_counted and not less and not (_OF_MONEY.match(phrase.text) and not unit)
        return Measure.COUNT if counted else Measure.SUM
    return Measure.TOTAL if phrase.how in (How.NEW, How.DO) else Measure.LEVEL
