"""The phrase in a target's text, also where it says the same in words of its own: `raise`, `pay off`, `yes`."""

import re
from contextlib import suppress
from datetime import date

from msgspec import structs

from coopctl.errors import Refused
from coopctl.language.beginning import counts_from, without_beginning
from coopctl.language.opening import bracketed, opened
from coopctl.language.phrases import How, Phrase, Style, as_written
from coopctl.language.sentences import parse_baseline, parse_phrase
from coopctl.language.wording import Wording
from coopctl.plan.terms import Direction
from coopctl.values.patterns import later
from coopctl.values.quantities import NumberFormat, Quantity
from coopctl.values.vocabulary import is_blank, is_no_target, is_open, pattern


def phrase_of(wording: Wording, style: Style) -> Phrase:
    """The target's phrase; one that is the whole of what is said may begin with the value of today."""
    _check_target(wording.goal)
    phrase = _opened(wording, style) if wording.whole else None
    phrase = phrase or bracketed(wording.goal, wording.today, style)
    phrase = phrase or _answered(wording, style) or _collected(wording, style) or _paid_off(wording, style)
    phrase = phrase or _from_on(wording, style) or parse_phrase(wording.goal, style, start=wording.start)
    return structs.replace(phrase, numbers=NumberFormat(style.decimal_comma)) if style.decimal_comma else phrase


def _opened(wording: Wording, style: Style) -> Phrase | None:
    """The phrase of a text that begins with the value of an earlier day, which is a milestone after the baseline's.

    Worked: from 33 in 2023 `67 (2024), 148 (2028)` has a milestone that is over, and no other baseline.
    """
    phrase = opened(wording.goal, wording.today, style)
    dated = phrase.origin.dated if phrase is not None and phrase.origin is not None else None
    said = None if dated is None else wording.since or wording.kept_date or _day_of(wording.start, style)
    return None if said and dated and said < dated.start else phrase


def _day_of(start: str, style: Style) -> date | None:
    """The day that a baseline's text says; None where it says none."""
    with suppress(Refused):
        dated = parse_baseline(start, style).dated
        return dated.last if dated else None
    return None


_DIGIT = later("[0-9]")


def _check_target(text: str) -> None:
    """Raises `Refused` for `TBD`, which says that there is no target yet."""
    if not _DIGIT.search(text) and text.strip() and is_no_target(text):
        raise Refused(f"{text!r} says that there is no target yet",
                      "write 'increase' or 'decrease' to follow where it goes until there is one")  # fmt: skip


# What is so or is not, in the languages that are read, with what it is before.
NO_OF = {"yes": "no", "oui": "non", "ja": "nein", "sí": "no", "si": "no", "sim": "não"}
_ANSWERED = later(rf"(?P<yes>{pattern(NO_OF)})(?P<by>$|,? .+)", re.IGNORECASE)


def _answered(wording: Wording, style: Style) -> Phrase | None:
    """The phrase of a target that says yes, where the baseline says no or nothing; None of any other."""
    found = _ANSWERED.fullmatch(wording.goal.strip())
    yes = found["yes"].lower() if found else ""
    if found is None or not (is_blank(wording.start) or wording.start.strip().lower() == NO_OF[yes]):
        return None
    return _in_other_words(wording, f"{yes} of {NO_OF[yes]} < {yes} {found['by'].lstrip(', ')}", style)


def _in_other_words(wording: Wording, words: str, style: Style) -> Phrase | None:
    """What other words for the same promise say, with its text as it is written; None where they say nothing."""
    with suppress(Refused):
        phrase = parse_phrase(words, style)
        return structs.replace(phrase, text=as_written(wording.goal))
    return None


def _from_on(wording: Wording, style: Style) -> Phrase | None:
    """The phrase of what counts from a day on, without a baseline; None for any other."""
    words = without_beginning(wording.goal) if is_open(wording.start) else wording.goal
    phrase = None if words == wording.goal else _in_other_words(wording, words, style)
    return phrase if phrase is not None and counts_from(phrase) else None


# A debt that is paid off is less by that where the baseline is the debt; without one what is paid is counted.
_PAID = later(r"^(?:to )?(?:pay (?:off|back|down)|repay|clear) (?:(?:the|my|our|a|all) )?(?!down )", re.IGNORECASE)
_MONEY = later(r"(?:[A-Z]{3} |[$€£¥₹₮])\s?[0-9]")


def _paid_off(wording: Wording, style: Style) -> Phrase | None:
    """The phrase of a debt that is paid off: `pay off $12,000 by 2027`, `pay off the loan`; None for any other."""
    found = _PAID.match(wording.goal)
    if found is None:
        return None
    some = _MONEY.match(wording.goal, found.end()) is not None
    with suppress(Refused):
        owed = None if is_open(wording.start) else parse_baseline(wording.start, style).quantity
        if not some and owed is None:
            return None
        phrase = _in_other_words(wording, _PAID.sub("collect " if some else "eliminate ", wording.goal), style)
        return _less(phrase, owed)
    return None


def _less(phrase: Phrase | None, owed: Quantity | None) -> Phrase | None:
    """What is paid as what a debt falls by, where it is some or all of what is owed."""
    if phrase is None or owed is None or phrase.amount is None or owed.value < phrase.amount.value:
        return phrase
    return structs.replace(phrase, how=How.BY, direction=Direction.DOWN)


# Money that is raised from nothing is collected; from a baseline it could be a change or the value.
_RAISED = later(r"^(?:to )?raise (?=(?-i:[A-Z]{3} |[$€£¥₹₮])?\s?[0-9])", re.IGNORECASE)


def _collected(wording: Wording, style: Style) -> Phrase | None:
    """The phrase of money that is raised: `raise $10,000 by 2027`; None where there is a baseline, or none is."""
    if not is_blank(wording.start) or not _RAISED.match(wording.goal):
        return None
    phrase = _in_other_words(wording, _RAISED.sub("collect ", wording.goal), style)
    return phrase if phrase is not None and phrase.unit.is_money else None
