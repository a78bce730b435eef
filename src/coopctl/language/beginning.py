"""From which day a promise counts, where its own text says so: `this year`, `in 2027`, `from 2027 on`."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import count

from coopctl.language.phrases import How, Phrase
from coopctl.values.calendar import ONE_DAY, Calendar, Period
from coopctl.values.dates import parse_period
from coopctl.values.patterns import later, needing
from coopctl.values.vocabulary import MONTHS, pattern

_FLAGS = re.IGNORECASE | re.ASCII
# The part of a year that may stand before its number.
_PART = rf"(?:(?:{pattern(MONTHS)})\.?\s+|[QH][1-4]\s+|FY\s?)?"
_IN_EACH = needing(
    " to | and |until|through|-|–",
    rf"\b(?:from|between|(?:in|over|during|for)(?: the (?:period|years))?(?=[^-–]*[-–])) "
    rf"(?P<first>{_PART}20[0-9]{{2}}|[QH][1-4]|(?:{pattern(MONTHS)}))"
    rf"(?:\.? (?:to|and|until|through) | ?[-–] ?){_PART}(?P<year>20[0-9]{{2}})\W*$",
    _FLAGS,
)
# What is done in a period is counted in it; `by 2027` says nothing of when it begins.
_SAID = (
    r"(?P<first>(?:(?<=\bin )|(?<=\bduring )|(?<=\bfor ))"
    rf"(?:(?:the )?{_PART}(?:19|20)[0-9]{{2}}(?:[/-][0-9]{{2}})?|FY\s?'?[0-9]{{2}}|[QH][1-4]|{pattern(MONTHS)})"
    r"|(?:this|next)\s+(?:(?:fiscal |financial )?(?:year|half-year|quarter)|month|week))"
)
_LED = "in |during |for |this |next "
_WITHIN = needing(_LED, rf"\b{_SAID}\W*$", _FLAGS)
_WITHIN_FIRST = needing(_LED, rf"(?:(?:in|during|for)\s)?{_SAID}[,:]?\s", _FLAGS)
_YEARLESS = later(rf"[QH][1-4]|{pattern(MONTHS)}", _FLAGS)
# What counts from a day on: `2 per year from 2027`, `monthly, starting in March 2027`, `below 3% from 2028 on`.
_FROM_ON = needing(
    " from|starting|beginning| as | partir de| dès| desde| ab ",
    r"(?P<said>.*[^\s,]),?\s+"
    r"(?:from|(?:starting|beginning)(?:\s+(?:in|from))?|as\s+(?:of|from)|[àa] partir de|dès|desde|ab)\s+"
    rf"(?P<first>{_PART}20[0-9]{{2}})(?:\s+on(?:wards?)?)?\W*",
    _FLAGS,
)


def without_beginning(text: str) -> str:
    """A text of what counts from a day on without that day."""
    found = _FROM_ON.fullmatch(text)
    return found["said"] if found else text


def period_said(text: str, reworded: str, phrase: Phrase) -> str:
    """The first period of those in which something is done, as an English text names them at an end; "" for none."""
    if not _is_done(phrase):
        return ""
    span = _IN_EACH.search(text)
    if span:
        return f"{span['first']} {span['year']}" if _YEARLESS.fullmatch(span["first"]) else span["first"]
    found = _WITHIN.search(reworded) or _WITHIN_FIRST.match(reworded)
    return found["first"].removeprefix("the ") if found else ""


def _is_done(phrase: Phrase) -> bool:
    """Whether a phrase is of what is done, once or in each period."""
    return phrase.rate is not None or (phrase.how in (How.DO, How.NEW) and not phrase.steps)


def counts_from(phrase: Phrase) -> bool:
    """Whether a phrase is of what may count from some day on: so many in each period, what is done, what is kept."""
    return _is_done(phrase) or phrase.how is How.KEEP


def day_before(text: str, phrase: Phrase, today: date, calendar: Calendar) -> date | None:
    """The last day before a promise counts, by its text alone; None where that says nothing of it.

    Worked: on 2026-11-28 what is run `this year` counts from 2025-12-31 on, and 2 per year `from 2028` from 2027-12-31.
    """
    if not counts_from(phrase):
        return None
    from_on = _FROM_ON.fullmatch(text)
    said = from_on["first"] if from_on else phrase.within
    first = _first(said, today, calendar) if said else None
    # What is kept, or so many in each period, may be so already; what is done is counted from its first day.
    kept = phrase.rate or phrase.how is How.KEEP
    return None if first is None or (kept and first.start <= today) else first.start - ONE_DAY


def named(text: str, today: date, calendar: Calendar) -> Iterator[Period]:
    """The days or parts of a year that a text without a year names, from this year's on."""
    return (parse_period(f"{text} {year}", today=today, calendar=calendar) for year in count(today.year))


def _first(said: str, today: date, calendar: Calendar) -> Period:
    """The first period in which figures count; one without its year is the next that ends."""
    if _YEARLESS.fullmatch(said):
        return next(one for one in named(said, today, calendar) if one.last >= today)
    return parse_period(said, today=today, calendar=calendar)
