"""From which day a promise counts, where its own text says so: `this year`, `in 2027`, `from 2027 on`."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import count

from coopctl.language.phrases import How, Phrase
from coopctl.values.calendar import ONE_DAY, Calendar, Period
from coopctl.values.dates import parse_period
from coopctl.values.patterns import Needing, later
from coopctl.values.vocabulary import FREQUENCIES, MONTHS, PERIODS, pattern

_FLAGS = re.IGNORECASE | re.ASCII
# The part of a year that may stand before its number.
_PART = rf"(?:(?:{pattern(MONTHS)})\.?\s+|[QH][1-4]\s+|FY\s?)?"
_IN_EACH = later(
    r"\b(?:(?:from|between) (?=20[0-9]{2} [atu])|(?:in|over|during|for) (?:the (?:period|years) )?(?=20[0-9]{2} ?[-–])"
    r"|(?:entre|del?|tra(?: il)?|dal|van|tussen|von|zwischen) (?=20[0-9]{2} \S))"
    r"(?P<first>20[0-9]{2})(?: (?:to|and|until|through|et|y|e(?: il)?|und|en|à|al?|até|bis|tot) | ?[-–] ?)"
    r"20[0-9]{2}\W*$",
    _FLAGS,
)
# What is done in a period is counted in it; `by 2027` says nothing of when it begins.
_WITHIN = later(
    rf"\b(?P<first>(?:(?<=\bin )|(?<=\bduring )|(?<=\bfor ))(?:{_PART}(?:19|20)[0-9]{{2}}|FY\s?'?[0-9]{{2}}"
    rf"|(?P<unsaid>[QH][1-4]|{pattern(MONTHS)}))"
    r"|(?:(?<=\be[nm] )|(?<=\bnel )|(?<=\bdurante )|(?<=\bdurante il )|(?<=\bpendant )|(?<=\bim jahr ))"
    r"(?:19|20)[0-9]{2}"
    r"|(?:this|next)\s+(?:(?:fiscal |financial )?(?:year|half-year|quarter)|month|week))\W*$",
    _FLAGS,
)
# So many in each period, from one on: `2 per year from 2027`, `monthly, starting in March 2027`.
_FROM_ON = Needing(
    later(
        rf"(?P<said>.*\b(?:{pattern(PERIODS)}|{pattern(FREQUENCIES)})),?\s+"
        r"(?:from|(?:starting|beginning)(?:\s+(?:in|from))?|as\s+(?:of|from)|[àa] partir de|dès|desde|ab)\s+"
        rf"(?P<first>{_PART}20[0-9]{{2}})(?:\s+on(?:wards?)?)?\W*",
        _FLAGS,
    ),
    (" from", "starting", "beginning", " as ", " partir de", " dès", " desde", " ab "),
)


def without_beginning(text: str) -> str:
    """A text of so many in each period without the one from which on they are."""
    found = _FROM_ON.fullmatch(text)
    return found["said"] if found else text


def day_before(text: str, phrase: Phrase, today: date, calendar: Calendar) -> date | None:
    """The last day before a promise counts, by its text alone; None where that says nothing of it.

    Worked: on 2026-11-28 what is run `this year` counts from 2025-12-31 on, and 2 per year `from 2028` from 2027-12-31.
    """
    first = _period_of(text, phrase, today, calendar)
    return None if first is None else first.start - ONE_DAY


def named(text: str, today: date, calendar: Calendar) -> Iterator[Period]:
    """The days or parts of a year that a text without a year names, from this year's on."""
    return (parse_period(f"{text} {year}", today=today, calendar=calendar) for year in count(today.year))


def _period_of(text: str, phrase: Phrase, today: date, calendar: Calendar) -> Period | None:
    """The first period in which figures count, where a text names it."""
    if phrase.rate:
        found = _IN_EACH.search(text) or _FROM_ON.fullmatch(text)
        period = parse_period(found["first"], today=today, calendar=calendar) if found else None
        # So many in each period may be kept already; what is done in one is counted from its first day.
        return None if period is None or period.start <= today else period
    return _done_in(text, today, calendar) if phrase.how in (How.DO, How.NEW) and not phrase.steps else None


def _done_in(text: str, today: date, calendar: Calendar) -> Period | None:
    """The period in which something is done; one without its year is the next that ends."""
    found = _WITHIN.search(text)
    if found and found["unsaid"]:
        return next(one for one in named(found["unsaid"], today, calendar) if one.last >= today)
    found = found or _IN_EACH.search(text)
    return parse_period(found["first"], today=today, calendar=calendar) if found else None
