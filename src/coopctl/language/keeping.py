"""Whether a promise is to be kept or reached: habits, bounds that do not hold yet, what the baseline has met."""

import re
from decimal import Decimal

from msgspec import structs

from coopctl.errors import Refused
from coopctl.language.phrases import DEEDS, DOING, FALLING, REACHING, How, Phrase, Starting
from coopctl.language.tongues import readings
from coopctl.language.wording import Wording
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Bounds, Direction, Measure, Target
from coopctl.values.patterns import later
from coopctl.values.quantities import NumberFormat
from coopctl.values.units import Unit
from coopctl.values.vocabulary import is_blank


def kept_instead(promise: Promise, numbers: NumberFormat) -> str:
    """The promise that needs no baseline: so much in each period, at least, or none; "" where there is no such one."""
    value, period = promise.target.value, promise.period
    if value is None or promise.target.deadline is not None or promise.baseline.value is not None:
        return ""
    per = f" per {period}".replace("-", " ") if period else ""
    if not value and promise.measure is not Measure.STAGE:
        return f"at most {numbers.exactly(value, promise.unit)}{per}"
    # A total is never held again once it is reached.
    held = period is not None or promise.measure is Measure.LEVEL
    limit = "at most" if _FALLING.match(promise.target.text) else "at least"
    return f"{limit} {numbers.exactly(value, promise.unit)}{per}" if held else ""


_FALLING = later(rf"(?:{FALLING})\b", re.IGNORECASE)


def is_on_the_way(phrase: Phrase) -> bool:
    """Whether words say that a bound does not hold yet: `reduce it to below 70 by 2030`, `achieve 4.5+`, or steps."""
    moved = phrase.direction is not None and phrase.by is not None
    return bool(phrase.steps) or moved or _REACHING.match(phrase.text) is not None


_REACHING = later(rf"(?:{REACHING})\b", re.IGNORECASE)


def as_reached(target: Target) -> Target:
    """A target whose one bound is the value to reach, with or without a baseline."""
    value = target.keep.only if target.keep is not None else None
    return target if value is None else structs.replace(target, value=value, keep=None)


# How often something is done, in words that count nothing else: `twice a week`, `3x/week`, `daily`.
_OFTEN = later(r"\b(?:once|twice|thrice|fois|mal|vez|vezes|veces)\b|[0-9]\s?[x×](?![^\W\d])", re.IGNORECASE)
_NUMBERED = later(r".*\b(?!(?:19|20)[0-9]{2}\b)[0-9]|(?:one|an?|une?|eine?|una?|uno|uma?)\b", re.IGNORECASE)
# What is done, of which less than was said is not meant: `read 2 books a month`; of what is spent or drunk it may be.
_DONE_EACH = later(
    r"(?!(?:spend|use|drink|eat|take(?! [0-9.,]+ (?:steps|walks|classes|lessons)))\b)"
    rf"(?:{DOING}|deposit|repay|pay (?:in|off|back)|(?:put|set|lay) aside)\b"
    rf"|(?:the )?(?:{DEEDS}) of\b|(?:get|gain)\b|.*\b(?:new|additional|extra)\b",
    re.IGNORECASE,
)
# A day by which so much is to be reached; until one it is to be held.
_REACHED_BY = later(r"\b(?:by|before|d['’]ici|bis|para)\b", re.IGNORECASE)


def _is_habit(wording: Wording, phrase: Phrase, unit: Unit) -> bool:
    """Whether a phrase says what is to be done in each period, and nothing of where it comes from or by when.

    So many things in each period are no habit: of accidents, and of cups of coffee, at most so many may be meant; of
    what is done it is where that is the whole of what is said, and no cell of a table beside that of a baseline.
    """
    if not (phrase.amount and _is_plain(phrase)):
        return False
    if wording.kept_at_least or (wording.whole and any(map(_DONE_EACH.match, readings(phrase.text)))):
        return True
    if unit:
        return unit.text.lower() in ("time", "times", "mal")
    once = phrase.amount.value == 1 and not _NUMBERED.match(phrase.text)
    return once or _OFTEN.search(phrase.text) is not None


def _is_plain(phrase: Phrase) -> bool:
    """Whether a phrase names a value and nothing of a way to it, nor a day by which it is reached."""
    reached = phrase.by is not None and _REACHED_BY.search(phrase.text)
    return phrase.how is How.TO and not (phrase.direction or phrase.origin or phrase.steps or reached)


def new_in_each(wording: Wording, phrase: Phrase) -> Phrase:
    """A phrase of new things in each period as so many of them, where no baseline says that there are more of those."""
    if phrase.how is How.NEW and phrase.rate and wording.whole and is_blank(wording.start):
        return structs.replace(phrase, how=How.TO, direction=None)
    return phrase


def kept_in_each(promise: Promise, wording: Wording, phrase: Phrase) -> Promise:
    """A promise of a habit without a baseline as what is to be held in each period: at least so often."""
    target, adds = promise.target, promise.measure in (Measure.COUNT, Measure.SUM)
    waits = promise.open and is_blank(wording.start) and adds and promise.period is not None
    if not waits or not target.value or not _is_habit(wording, phrase, promise.unit):
        return promise
    return structs.replace(promise, target=structs.replace(target, value=None, keep=Bounds(low=target.value)))


def habit_said(promise: Promise, phrase: Phrase) -> tuple[str, ...]:
    """What is said of a habit that is kept, with what else may be meant; of a bound that is said there is nothing."""
    keep, period = promise.target.keep, f"{promise.period}".replace("-", " ")
    if phrase.how is How.KEEP or keep is None or keep.low is None or promise.baseline.value is not None:
        return ()
    shown = phrase.numbers.exactly(keep.low, promise.unit)
    most = f"`coopctl goal edit GOAL --to 'at most {shown} per {period}'`"
    # With a deadline it is said of what is kept in general.
    more = "" if promise.target.deadline else "; to come to that from less: `coopctl goal baseline GOAL VALUE`"
    return (f"at least {shown} in each {period}, to be kept from now on; if it is the most: {most}{more}",)


def reached_by_steps(promise: Promise) -> Promise:
    """A promise with steps to a bound that nothing shows to be held: the bound is to be reached, and waits.

    Worked: 5 by 2027, 15 by 2028 and at least 30 by 2030 are no 30 to be kept from now on.
    """
    return structs.replace(promise, target=as_reached(promise.target)) if promise.baseline.value is None else promise


def met_already(value: Decimal, start: Starting, phrase: Phrase) -> Bounds | None:
    """What is to be kept where the baseline is at the target, or beyond it on the way that the phrase says.

    Raises `Refused` where a phrase contradicts itself, or is no change at all.
    """
    base, up = start.quantity.value, phrase.direction is Direction.UP
    if value == base:
        _check_changes(value, phrase)
    if phrase.direction is None or (value != base and (value > base) == up):
        return None
    if phrase.origin is not None or (phrase.how is How.TIMES and value != base):
        way = f"{phrase.numbers.exact(base)} to {phrase.numbers.exact(value)}"
        raise Refused(f"{phrase.text!r} says {phrase.direction}, but {way} does not")
    return Bounds(low=value) if up else Bounds(high=value)


def _check_changes(value: Decimal, phrase: Phrase) -> None:
    """A change that leads to where it starts from, but for a baseline of nothing that is ended, says nothing."""
    if phrase.how is How.BY or (phrase.how is How.TIMES and phrase.factor):
        shown = phrase.numbers.exact(value)
        raise Refused(f"{phrase.text!r} of {shown} is {shown}, which changes nothing",
                      "write the value to reach")  # fmt: skip
