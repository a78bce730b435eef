"""Whether baseline, target and a unit given beside them speak of the same thing, and the one unit that they have."""

import re
from decimal import Decimal
from fractions import Fraction
from shlex import quote

from msgspec import structs

from coopctl.errors import Refused
from coopctl.language.arithmetic import is_growth
from coopctl.language.phrases import How, Phrase, Starting
from coopctl.plan.terms import Bounds, Direction
from coopctl.values.patterns import check_length, later
from coopctl.values.quantities import EXACT, Quantity, as_decimal, plain
from coopctl.values.sizes import OUT_OF, ratio
from coopctl.values.unit_words import frequencies
from coopctl.values.units import BARE, GROUPS, PERCENTAGE, POINT, Unit, parse_unit
from coopctl.values.vocabulary import SCALE_NAMES, SCALES, pattern

_ADDING = later(r"(?:new|additional|extra|further)\b", re.IGNORECASE | re.ASCII)
_NET = later(rf"{_ADDING.pattern}|(?:net|newly)\b", re.IGNORECASE | re.ASCII)
_SCALED = later(rf"[0-9]\s*(?P<scale>{pattern(SCALES)})(?u:(?!\w))", re.IGNORECASE | re.ASCII)
# A percentage changes by points, of which there are no others.
_POINTS = ("pp", "points", "point", "pts")
_OF_BASELINE = later(r"% of (?:the |its )?baseline(?: value| level)?", re.IGNORECASE | re.ASCII)


def of_baseline(start: Starting | None, phrase: Phrase) -> Phrase:
    """The phrase with `150% of baseline` as the factor that it is, where the baseline is not such a share itself."""
    amount = phrase.amount
    if amount is None or start is None or not _OF_BASELINE.fullmatch(amount.unit.text) or phrase.how is How.KEEP:
        return phrase
    if _OF_BASELINE.fullmatch(start.quantity.unit.text):
        return phrase
    factor = Fraction(amount.value) / 100
    if phrase.how is How.BY:
        factor = 1 - factor if phrase.direction is Direction.DOWN else 1 + factor
    return structs.replace(
        phrase, how=How.TIMES, amount=None, factor=factor, factor_text=phrase.numbers.exactly(amount.value, amount.unit)
    )


def _share(amount: Quantity) -> Quantity | None:
    """So many out of so many as a percentage; None for other amounts, and for a percentage without an end."""
    found = OUT_OF.fullmatch(amount.unit.text)
    if found is None:
        return None
    percent = Fraction(amount.value) * 100 / int(found["whole"])
    value = plain(as_decimal(percent))
    unit = Unit(f"% of {found['noun']}") if found["noun"] else PERCENTAGE
    return Quantity(value, unit) if Fraction(value) == percent else None


def given_unit(words: str, start: Starting | None, phrase: Phrase) -> Unit:
    """The unit that was given beside the phrases, a bare one when none was; what is counted may be named anew."""
    check_length(words)
    unit = parse_unit(words)
    if words.strip() and not unit:
        raise Refused(f"{words!r} is not a unit", "write USD, %, tonnes or what is counted")
    for other in _units(start, phrase) if unit else ():
        counted = _both_counted(unit, other) and not unit.scaled
        counted = counted and frequencies(other.text) <= frequencies(unit.text) and _may_be_renamed(unit, other)
        if not (counted or _fits(unit, other, start, phrase)):
            raise Refused(f"the unit given is {unit}, but {phrase.text!r} and its baseline say {other}")
    return unit


_NUMBERS = later("[0-9][0-9.,]*")
# Words for lengths of time that are counted as things are, by what they are of.
_LENGTHS = {
    word: of
    for of, words in (
        ("minute", "minuten minutes minutos minuti"),
        ("hour", "heure heures stunde stunden hora horas ora ore uur uren godziny jam"),
        ("day", "jour jours tag tage tagen día días dia dias giorno giorni dag dagen dni hari"),
        ("week", "semaine semaines woche wochen semana semanas settimana settimane weken tygodnie minggu"),
        ("month", "mois monat monate monaten mes meses mês mesi maand maanden miesiące bulan"),
        ("year", "an ans jahr jahre jahren año años ano anos anno anni jaar lata tahun"),
    )
    for word in words.split()
}


def _may_be_renamed(unit: Unit, other: Unit) -> bool:
    """Whether two names of what is counted may be of one thing; not `Tage` and `Wochen`, `per 10` and `per 100`."""
    one, two = (_NUMBERS.findall(GROUPS.sub("", said.text)) for said in (unit, other))
    length, beside = (_LENGTHS.get(said.text.casefold()) for said in (unit, other))
    return (not (one and two) or one == two) and (not (length and beside) or length == beside)


def kept_unit(unit: Unit, start: Starting | None, phrase: Phrase) -> Unit:
    """The unit that the goal has already, which other words of its baseline or target do not change."""
    for other in _units(start, phrase) if unit else ():
        added = phrase.how is How.NEW and _both_counted(unit, other)
        if not (added or _fits(unit, other, start, phrase)):
            raise Refused(
                f"the goal is in {unit}, but {phrase.text!r} or its baseline is in {other}",
                f"write it in {unit}; while there are no figures, goal edit takes --unit {quote(f'{other}')}",
            )
    return unit


def check_own_scale(unit: Unit, *texts: str) -> None:
    """An amount with a scale of its own is not one of a goal that counts in millions itself."""
    for text in texts if unit.scaled else ():
        if _SCALED.search(text.replace(unit.text, "")):
            raise Refused(f"{text!r} has a scale of its own, and the goal is in {unit}", "write the number alone")


def unit_of(start: Starting | None) -> Unit:
    """The unit of a baseline; a bare one where it is open."""
    return start.quantity.unit if start is not None else BARE


def _units(start: Starting | None, phrase: Phrase) -> list[Unit]:
    said = (start.quantity if start else None, phrase.amount)
    return [quantity.unit for quantity in said if quantity is not None and quantity.unit]


def _fits(unit: Unit, other: Unit, start: Starting | None, phrase: Phrase) -> bool:
    """Whether a phrase in `other` is in `unit`, too: the same, a percentage for a share, points or growth of it."""
    if unit == PERCENTAGE and other.is_share:
        return True
    if other == PERCENTAGE:
        return unit.is_percent or is_growth(start, phrase)
    return unit.same(other) or (other.text in _POINTS and phrase.how is How.BY and unit.is_percent)


def converted(start: Starting | None, phrase: Phrase) -> tuple[Starting | None, Phrase]:
    """Baseline and target in the target's unit, where they are of one kind and the number ends, else in the baseline's.

    Worked: 5 min before a target of 30 sec are 300 sec, 2 out of 10 before one of 70% are 20%, and 105 min behind a
    baseline of 6,730 s are 6,300 s.
    """
    if start is None or not phrase.unit:
        return start, phrase
    if phrase.unit == start.quantity.unit:
        return start, _in_size(phrase, phrase.unit) if phrase.steps else phrase
    share = _share(start.quantity) if phrase.unit == PERCENTAGE and phrase.how is How.TO else None
    found = share or _resized(start.quantity, phrase.unit)
    if found is not None:
        return structs.replace(start, quantity=found), phrase
    return start, _in_size(phrase, start.quantity.unit)


def _in_size(phrase: Phrase, unit: Unit) -> Phrase:
    """A phrase with its amount, bounds and steps in another unit of their kind; as it is where there is none such."""
    amount = phrase.amount and _resized(phrase.amount, unit)
    bounds = phrase.bounds and _bounds_in(phrase.bounds, phrase.unit, unit)
    steps = tuple(_in_size(one, unit) for one in phrase.steps)
    if amount is None or (phrase.bounds and not bounds) or any(one.unit != unit for one in steps):
        return phrase
    return structs.replace(phrase, amount=amount, bounds=bounds, steps=steps)


def _bounds_in(bounds: Bounds, was: Unit, unit: Unit) -> Bounds | None:
    """Bounds in another unit of their kind; None where there is none such."""
    ends = {name: end for name, end in (("low", bounds.low), ("high", bounds.high)) if end is not None}
    found = {name: one.value for name, end in ends.items() if (one := _resized(Quantity(end, was), unit))}
    return structs.replace(bounds, **found) if len(found) == len(ends) else None


def _resized(amount: Quantity, unit: Unit) -> Quantity | None:
    """An amount in another unit of its kind; None where there is none such, or the number would not end."""
    times = Fraction(1) if amount.unit == unit else ratio(amount.unit, unit)
    if times is None:
        return None
    value = Fraction(amount.value) * times
    exact = as_decimal(value)
    return Quantity(plain(exact), unit) if Fraction(exact) == value else None


def renamed(phrase: Phrase, unit: Unit) -> Phrase:
    """The phrase that a goal was promised in, with the name that what it counts has got since."""
    amount = phrase.amount
    if amount is None or not unit or not amount.unit or not (amount.unit.is_counted and unit.is_counted):
        return phrase
    return structs.replace(phrase, amount=Quantity(amount.value, unit))


def in_unit(start: Starting | None, unit: Unit, phrase: Phrase, *, anew: bool) -> Starting | None:
    """The baseline in the unit that stands beside it, where it has none or is a share without saying of what; `anew`
    when that renames what is counted.
    """
    if start is None or not unit:
        return start
    share = start.quantity.unit == PERCENTAGE and unit.is_percent
    if start.quantity.unit and not share:
        return start
    said = phrase.unit
    if not (anew and said and _both_counted(said, unit)):
        said = unit
    return structs.replace(start, quantity=Quantity(start.quantity.value, said))


def check_percent(start: Starting | None, phrase: Phrase) -> None:
    """A percentage of a percentage is relative, or meant in percentage points."""
    if start is None or not start.quantity.unit.is_percent:
        return
    relative = phrase.how is How.TIMES and phrase.factor_text.endswith("%")
    unit = phrase.unit
    if relative or (phrase.how is How.BY and unit.is_percent and not unit.is_part):
        raise Refused(
            f"{phrase.text!r} of a baseline in % could be relative or in percentage points", _in_points(start, phrase)
        )
    if not unit:
        _check_fraction(start.quantity.value, phrase)


# A number below 1 beside a percentage so many times as large is a share of one, such as 0.9 of 90%.
_SHARES = 20


def _check_fraction(start: Decimal, phrase: Phrase) -> None:
    """Raise `Refused` for a number that could be a share of one beside a baseline in %: `0.9` beside 95%."""
    bound = phrase.bounds.only if phrase.bounds else None
    value = phrase.amount.value if phrase.amount and phrase.how is How.TO else bound
    if value is None or not 0 < value < 1 or start < _SHARES * value:
        return
    said, of_hundred = phrase.numbers, plain(value.scaleb(2))
    raise Refused(
        f"{phrase.text!r} beside a baseline of {said.exactly(start, PERCENTAGE)} could be a share of one",
        f"write {said.exactly(of_hundred, PERCENTAGE)} or {said.exactly(plain(value), PERCENTAGE)}",
    )


def _in_points(start: Starting, phrase: Phrase) -> str:
    """What a change of a percentage comes to, read as points and as a part of it."""
    up = phrase.direction is not Direction.DOWN
    part = phrase.amount.value.scaleb(-2) if phrase.amount else as_decimal(abs((phrase.factor or Fraction(1)) - 1))
    points = plain(part.scaleb(2))
    base = start.quantity.value
    relative = plain(EXACT.multiply(base, 1 + part if up else 1 - part))
    verb, said = "increase" if up else "reduce", phrase.numbers
    value = said.exactly(relative, start.quantity.unit)
    return f"write '{verb} by {said.exact(points)} percentage points' or 'reach {value}'"


def agree_on_unit(start: Starting | None, phrase: Phrase, written: str) -> Unit:
    """The one unit of baseline and target; a target that adds new things may name them its own way.

    `written` is the baseline's text.
    """
    one, other = _unit_changed(start, phrase), phrase.unit
    in_points = one.is_percent and other.text in _POINTS and phrase.how is How.BY
    if in_points or is_growth(start, phrase):
        return one
    if start is not None:
        _check(start, phrase, written)
    _check_times(one, other, phrase)
    if (not one or not other) and other != POINT:
        return one or other
    return _common(one, other, phrase, written)


def _unit_changed(start: Starting | None, phrase: Phrase) -> Unit:
    """The unit of a baseline; a change in percentage points of an open one is of a percentage."""
    return PERCENTAGE if start is None and phrase.unit == POINT else unit_of(start)


def _check(start: Starting, phrase: Phrase, written: str) -> None:
    for check in _CHECKS:
        check(start, phrase, written)


def _common(one: Unit, other: Unit, phrase: Phrase, written: str) -> Unit:
    """The unit that a baseline's and a target's have in common."""
    if _same_share(one, other):
        return one
    if fuller := _fuller(one, other):
        return fuller
    often = frequencies(one.text) == frequencies(other.text)
    added = phrase.how in (How.NEW, How.DO) and _both_counted(one, other)
    if often and (added or one.same(other)):
        return one if _stays(one, other, phrase) else other
    raise Refused(
        f"baseline {written!r} and target {phrase.text!r} have different units, {one or 'none'} and {other}",
        "write both in the same unit"
        if often
        else f"write both per period, such as '{_number(phrase)} per year', or neither",
    )


_PER_SO_MANY = later(r"per [0-9]+")


def _fuller(one: Unit, other: Unit) -> Unit:
    """Of `per 100,000` and `deaths per 100 000 live births` the one that says more; a bare one of any others."""
    if "per " not in one.text or "per " not in other.text:
        return BARE
    (short, _), (long, fuller) = sorted(((GROUPS.sub("", unit.text), unit) for unit in (one, other)),
                                        key=lambda pair: len(pair[0]))  # fmt: skip
    return fuller if _PER_SO_MANY.fullmatch(short) and re.search(rf"(?<!\S){short}(?!\S)", long) else BARE


def _both_counted(one: Unit, other: Unit) -> bool:
    return one.is_counted and other.is_counted


def _same_share(one: Unit, other: Unit) -> bool:
    """Whether one of two percentages says of what, and the other nothing else."""
    if other == PERCENTAGE:
        return one.is_percent
    if one.is_share and other.is_share and _without_of(one) == _without_of(other):
        return True
    return one == PERCENTAGE and other.is_share and not _OF_BASELINE.fullmatch(other.text)


def _without_of(share: Unit) -> str:
    """What a percentage is of: `% GDP` is `% of GDP`."""
    return share.text.removeprefix("% ").removeprefix("of ").casefold()


def _check_times(one: Unit, other: Unit, phrase: Phrase) -> None:
    """A factor is no unit: `3 times`."""
    if (
        other.text.casefold() == "times"
        and phrase.rate is None
        and (one.text.casefold() != "times" or phrase.how is How.BY)
    ):
        raise Refused(
            f"{other.text!r} in {phrase.text!r} is not understood", "write 'double', 'triple' or the value to reach"
        )


def _check_added(start: Starting, phrase: Phrase, written: str) -> None:
    """New things beside new things may be added to them, or take their place."""
    if phrase.how in (How.NEW, How.DO) and _ADDING.match(start.quantity.unit.text):
        raise Refused(f"{phrase.text!r} of {written!r} could add to it or replace it",
                      f"write 'increase by {_number(phrase)}' to add them")  # fmt: skip


def _check_all(start: Starting, phrase: Phrase, _: str) -> None:
    """From nothing, the new ones are all there are; from anything else they may be added to it."""
    one, other = start.quantity.unit.text, phrase.unit.text
    named = phrase.how is How.TO and phrase.origin is None and _NET.match(other) and not _NET.match(one)
    if named and start.quantity.value:
        named_as = other.partition(" ")[2] or "ones"
        raise Refused(f"{other!r} in {phrase.text!r} could be all there are or those that are added",
                      f"write '{_number(phrase)} new {named_as}' to add them, or the value to reach")  # fmt: skip


def _number(phrase: Phrase) -> str:
    return phrase.numbers.exact(phrase.amount.value) if phrase.amount else ""


def _stays(one: Unit, other: Unit, phrase: Phrase) -> bool:
    """Whether the baseline's unit stays: a change is in it, and a target may leave out what narrows it."""
    if phrase.how is How.BY:
        return len(one.text.split()) != len(other.text.split())
    return other.fits(one) and (one.text.startswith("of ") or bool(one.qualifier and not other.qualifier))


def has_scale(text: str) -> bool:
    """Whether an amount of a text is in thousands, millions or the like."""
    return _SCALED.search(text) is not None


# How many times smaller a bare amount is that has lost the scale of the other: a written one, or that of money.
LOST_SCALE, _LOST_MONEY = 100, 1000


def _check_scale(start: Starting, phrase: Phrase, written: str) -> None:
    """A bare amount that much smaller than a baseline in millions or in money has most likely lost its `million`."""
    base, amount = start.quantity, phrase.amount
    if amount is None or amount.unit or not amount.value or abs(base.value) < LOST_SCALE * abs(amount.value):
        return
    scaled = None if _SCALED.search(phrase.text) else _SCALED.search(written)
    if scaled or (base.unit.is_money and abs(base.value) >= _LOST_MONEY * abs(amount.value)):
        of = SCALE_NAMES[SCALES[scaled["scale"].lower()]] if scaled else "million"
        raise Refused(f"{_number(phrase)} in {phrase.text!r} could be a full amount or one in {of}s",
                      "write the target with its unit, as the baseline is")  # fmt: skip


def _check_bare_base(start: Starting, phrase: Phrase, written: str) -> None:
    """A small bare baseline with decimals has most likely lost the scale of its target: `1.2` beside `2 million`."""
    base, amount = start.quantity, phrase.amount
    part = base.value != base.value.to_integral_value() and abs(base.value) < LOST_SCALE and not has_scale(written)
    if amount is None or phrase.how is not How.TO or not part or not (base.unit.is_money or not base.unit):
        return
    scaled = _SCALED.search(phrase.text)
    if scaled and abs(amount.value) >= LOST_SCALE * LOST_SCALE:
        of, number = SCALE_NAMES[SCALES[scaled["scale"].lower()]], phrase.numbers.exact(base.value)
        raise Refused(f"the baseline of {number} could be a full amount or one in {of}s",
                      f"write it with its scale, or {_number(phrase)} in full")  # fmt: skip


def _check_share(start: Starting, phrase: Phrase, written: str) -> None:
    """A percentage after a bare baseline may be a share of it, or a value where the baseline is one as well."""
    base, amount = start.quantity, phrase.amount
    # Nothing is nothing in any unit, and no part of it is a change.
    if amount is None or base.unit or not base.value:
        return
    if (phrase.bare and amount.unit == PERCENTAGE) or amount.unit.is_share:
        part = phrase.numbers.exactly(amount.value, amount.unit)
        raise Refused(
            f"{part} in {phrase.text!r} of {written!r} could be a change or a value",
            f"write 'increase by {part}', 'reach {part}', or the baseline in %"
            if amount.unit == PERCENTAGE
            else "write the limit as the baseline is written"
            if _OF_BASELINE.fullmatch(amount.unit.text)
            else f"write the baseline in {amount.unit}, or the value to reach in the baseline's unit",
        )


_CHECKS = (_check_scale, _check_bare_base, _check_share, _check_added, _check_all)
