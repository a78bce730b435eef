"""What a written value means for a goal: an amount in its unit, or the name of a stage.  Pure."""

import re
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

from coopctl.errors import Refused, Unsure
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Measure
from coopctl.values.lasting import by_the_clock, lasting
from coopctl.values.patterns import later
from coopctl.values.quantities import NumberFormat, Quantity, as_decimal, parse_quantity, plain
from coopctl.values.sizes import OUT_OF, is_length, is_time, ratio
from coopctl.values.units import Unit, unit_name
from coopctl.values.vocabulary import is_not_available

_OF = "of "
_NUMBER = later(r"\s*[-+\N{MINUS SIGN}]?[0-9][0-9.,' ]*")

_BEHIND_HOURS = later(r"[0-9] ?(?:h|hrs?|hours?) ?[0-9]+ ?m(?!\w)", re.IGNORECASE)


def check_letter(unit: Unit, *texts: str) -> None:
    """Raises `Refused` for an amount with the letter m where the unit is a length or a time: it could be a million."""
    for text in texts:
        found = re.search(r"[0-9] ?m(?![\w²³/])", text) if "m" in text else None
        first = Unit(unit.text.split(" ", maxsplit=1)[0])
        if not found or not (is_length(first) or is_time(first)):
            continue
        # What is counted in millions of it says so, and minutes stand behind hours: `50m hours`, `4h 30m`.
        if not (text[found.end() :].lstrip().startswith(unit.text) or _BEHIND_HOURS.search(text)):
            number = re.search(r"[0-9.,]*[0-9] ?m$", text[: found.end()])
            written = number[0] if number else found[0]
            alone, other = written.removesuffix("m").strip(), "min" if is_time(first) else "metres"
            raise Unsure(
                f"{written!r} could be {alone} million or {alone} {other}",
                f"write '{alone} million' or '{alone} {other}'",
            )


_KILOS = frozenset("kg kgs km kms kw kwh kcal kb kilometres kilometers kilograms kilogrammes kilos".split())
_KILO = later(r"\s*[-+]?(?P<number>[0-9.,]*[0-9])k\s*", re.IGNORECASE)


def _check_kilo(goal: Goal, text: str, *, decimal_comma: bool) -> None:
    """Raises `Refused` for `5k` where the unit is km or kg, and a thousand of it is beyond all that is promised."""
    found = _KILO.fullmatch(text) if goal.promise.unit.text[:1] == "k" else None
    unit = goal.promise.unit.text.split(" ", maxsplit=1)[0]
    known = [abs(value) for value in (goal.promise.target.value, goal.promise.baseline.value) if value]
    if not found or unit.lower() not in _KILOS:
        return
    if abs(parse_quantity(text.strip(), decimal_comma=decimal_comma).value) <= max(known, default=0):
        return
    alone = found["number"]
    raise Unsure(f"{text.strip()!r} could be {alone} thousand or {alone} {unit}",
                 f"write '{alone} thousand' or '{alone} {unit}'")  # fmt: skip


def value_of(goal: Goal, text: str | None, *, decimal_comma: bool = False) -> Decimal:
    """The value of a figure that a text means for a goal; 1 for a count without one.

    Raises `Refused` for another unit, an unknown stage, or a count that is not a whole number of events.
    """
    if text is None:
        if goal.promise.measure is not Measure.COUNT:
            stages = f"; one of {' < '.join(goal.promise.stages)}" if goal.promise.stages else ""
            raise Refused(
                f"{goal.id} is a {goal.promise.measure}: its figure needs a value",
                f"coopctl record {goal.id} VALUE{stages}",
            )
        return Decimal(1)
    value = _amount_or_more(goal, text, decimal_comma=decimal_comma)
    if goal.promise.measure is Measure.COUNT and (value < 0 or value != int(value)):
        hint = "take one back with retract" if value < 0 else "amounts need --measure sum"
        raise Refused(f"{text!r} is not a number of events", f"a count's figure is 1, 2, 3...; {hint}")
    return value


_MORE = later(r"(?<=\S)\s+(?:new|more|additional|extra|further)\b|^\s*another\s+(?=\S)", re.IGNORECASE)


def _amount_or_more(goal: Goal, text: str, *, decimal_comma: bool) -> Decimal:
    """The amount of a text in a goal's unit; where figures add up `3 more` and `3 new projects` say no more than 3.

    Raises `Refused` as `amount_of` does, and for more of a value that does not add up.
    """
    try:
        return amount_of(goal, text, decimal_comma=decimal_comma)
    except Refused:
        alone = _MORE.sub(" ", text, count=1).strip()
        if alone == text.strip() or goal.promise.measure is Measure.STAGE:
            raise
        amount = amount_of(goal, alone, decimal_comma=decimal_comma)
        if goal.promise.measure.additive:
            return amount
    added = f", or for the change: coopctl record {goal.id} +{plain(amount):f}"
    raise Refused(
        f"{text!r} is a change, and {goal.id} is a {goal.promise.measure}",
        f"write the value itself{added if goal.promise.measure is Measure.LEVEL else ''}",
    )


def says_none(goal: Goal, text: str) -> bool:
    """Whether a text says that there is no figure, `n/a`, and is not the name of a stage."""
    return is_not_available(text) and text not in goal.promise.stages


def amount_of(goal: Goal, text: str, *, decimal_comma: bool = False) -> Decimal:
    """The amount of a text in a goal's unit, or the number of the stage that it names or starts.

    Raises `Refused` for another unit or an unknown stage.
    """
    if goal.promise.measure is Measure.STAGE:
        return _stage(goal, text)
    unit = goal.promise.unit.in_each
    alone = _without_scale(text, unit)
    check_letter(unit, text)
    _check_kilo(goal, text, decimal_comma=decimal_comma)
    sized = _near_by_the_clock(goal, text.strip()) or _sized(text.strip(), unit, decimal_comma=decimal_comma)
    if sized is not None:
        return sized
    quantity = parse_quantity(alone, decimal_comma=decimal_comma)
    given = _without_period(quantity.unit, goal)
    if given and not _fits(given, unit):
        raise _of_another_unit(goal, text, quantity, NumberFormat(decimal_comma))
    if unit.scaled and not quantity.unit and re.search("[a-z]", alone, re.IGNORECASE):
        say = f"write {text} {parse_quantity(f'1 {unit}').unit}, or the number alone"
        raise Refused(f"{text!r} has a scale of its own, and {goal.id} is in {unit}", say)
    return quantity.value


def _without_period(given: Unit, goal: Goal) -> Unit:
    """A unit without the period that figures of the goal are of anyway: EUR of `EUR per month`."""
    own = goal.promise.period or goal.promise.unit.period
    return given.in_each if given.period and given.period == own else given


def _of_another_unit(goal: Goal, text: str, given: Quantity, numbers: NumberFormat) -> Refused:
    """That an amount is in another unit than the goal's; the number of a part alone would be no value."""
    from shlex import quote  # only what is refused pays for it

    unit, part = goal.promise.unit, OUT_OF.fullmatch(given.unit.text) is not None
    said = f"{numbers.exact(given.value)} out {given.unit}" if part else f"in {given.unit}"
    named = f"write {numbers.exact(given.value)}, or give the goal its unit first: coopctl goal edit {goal.id} --unit"
    alone = "write the value alone" if part else f"{named} {quote(f'{given.unit}')}"
    own = f"out {unit}" if unit.text.startswith(_OF) else f"in {unit or 'no unit'}"
    return Refused(f"{text!r} is {said}, but {goal.id} is {own}",
                   f"give the value {own}" if unit else alone)  # fmt: skip


# How many times less than the least, or more than the most that is promised a length may be that is told by it.
_NEAR = 2


def _near_by_the_clock(goal: Goal, text: str) -> Decimal | None:
    """Of the two lengths that `58:30` may be of a goal in minutes the only one that is near what is promised.

    None where that settles nothing, as of figures that are added, of which each may be small.
    """
    target, unit = goal.promise.target, goal.promise.unit
    if ":" not in text or goal.promise.measure.additive or unit_name(unit) != "minute":
        return None
    keep = (target.keep.low, target.keep.high) if target.keep else ()
    known = [abs(value) for value in (goal.promise.baseline.value, target.value, *keep) if value]
    low, high = min(known, default=Decimal(0)) / _NEAR, max(known, default=Decimal(0)) * _NEAR
    near = [length for length in by_the_clock(text, unit) if low <= length <= high]
    return _ending(near[0], text, unit) if len(near) == 1 else None


def _sized(text: str, unit: Unit, *, decimal_comma: bool) -> Decimal | None:
    """An amount of another unit of the same kind, or a length of time by the clock; None for what is neither."""
    lasted = lasting(text, unit)
    if lasted is not None:
        return _ending(lasted, text, unit)
    try:
        quantity = parse_quantity(text, decimal_comma=decimal_comma)
    except Refused:
        return None
    if not quantity.unit or quantity.unit == unit:
        return None
    own = unit.scaled
    times = _of_scaled(quantity, text, unit, decimal_comma=decimal_comma) if own else ratio(quantity.unit, unit)
    return None if times is None else _ending(Fraction(quantity.value) * times, text, unit)


_DIGITS = later("[0-9](?:[0-9.,' ]*[0-9])?")


def _of_scaled(given: Quantity, text: str, unit: Unit, *, decimal_comma: bool) -> Fraction | None:
    """How many of a unit in millions or the like one without is, where the amount has a scale of its own: `€5m`.

    Without one it could be meant in millions, too: `€5` of EUR million.
    """
    number = _DIGITS.search(text)
    with suppress(Refused):
        one = parse_quantity(f"1 {unit}")
        alone = parse_quantity(number[0], decimal_comma=decimal_comma).value if number else given.value
        if one.unit == given.unit and abs(given.value) != abs(alone):
            return 1 / Fraction(one.value)
    return None


def _ending(value: Fraction, text: str, unit: Unit) -> Decimal:
    """An amount in a goal's unit that was said in another; raises `Refused` for one without an end."""
    exact = as_decimal(value)
    if Fraction(exact) != value:
        raise Refused(f"{text!r} is no number of {unit} that ends", f"write {unit.beside(str(round(exact, 2)))}")
    return plain(exact)


def _without_scale(text: str, unit: Unit) -> str:
    """A value without the goal's unit behind it, where that counts in millions or the like, in whatever language."""
    if not unit.scaled:
        return text
    number, own = _NUMBER.match(text), parse_quantity(f"1 {unit}")
    with suppress(Refused):
        # `270 million` of USD million says no more than 270.
        if number and parse_quantity(f"1{text[len(number[0].rstrip()) :]}") in (own, Quantity(own.value)):
            return number[0]
    return text


def _fits(given: Unit, unit: Unit) -> bool:
    """Whether an amount in a unit is one of a goal in another: a bare `%` is of whatever the goal's percentage is."""
    return (given.text == "%" and unit.is_percent) or (bool(unit) and given.fits(unit))


# What else people say of a stage that many a ladder has.
_SAID = {
    **dict.fromkeys(("planned", "not started"), "proposed"),
    **dict.fromkeys(("started", "ongoing", "in progress", "begun"), "under way"),
    **dict.fromkeys(("finished", "completed", "complete", "yes"), "done"),
}


def _stage(goal: Goal, text: str) -> Decimal:
    wanted = text.strip().casefold()
    names = [name.casefold() for name in goal.promise.stages]
    for said in filter(None, (wanted, _SAID.get(wanted))):
        starting = [at for at, name in enumerate(names) if name.startswith(said)]
        if said in names or len(starting) == 1:
            return Decimal(names.index(said) if said in names else starting[0])
    raise Refused(f"{text!r} is not a stage of {goal.id}", f"one of {' < '.join(goal.promise.stages)}")
