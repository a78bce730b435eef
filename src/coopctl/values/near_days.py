"""The day that was meant by words that say none: with a slip in them, or of a day that its month does not have."""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache

from coopctl.errors import Refused
from coopctl.values.patterns import later
from coopctl.values.typed import parse_typed
from coopctl.values.vocabulary import DAYS_AGO, MONTHS, WEEKDAYS, pattern

# Shorter words are near too many others.
_WORD = later(r"[^\W\d_]{3,}")
_NEAR = 0.8


def near_day(text: str, today: date) -> str:
    """A day that a text is near, as it is written; "" where it is near none."""
    if _TWO_MONTHS.fullmatch(text.strip()):
        return ""
    for meant in (_within_year(text), _WORD.sub(lambda found: _known(found[0]), text), _there_is(text)):
        with suppress(Refused):
            if meant not in ("", text):
                parse_typed(meant, today=today)
                return meant
    return ""


# A day of which either number may be the month: nobody knows which one is meant.
_TWO_MONTHS = later(r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])/[12][0-9]{3}", re.ASCII)
_PART_OF_YEAR = later(
    r"(?:the )?(?:(?P<before>start|beginning)(?: of)?|(?P<early>early)(?: in)?|late(?: in)?) (?P<year>20[0-9]{2})",
    re.IGNORECASE | re.ASCII,
)


def _within_year(text: str) -> str:
    """The last day of `early 2028`, or of what is before the start of 2028; "" for any other text."""
    found = _PART_OF_YEAR.fullmatch(text.strip())
    if found is None:
        return ""
    return (
        f"{int(found['year']) - 1}-12-31" if found["before"] else f"{found['year']}-{'03' if found['early'] else '12'}"
    )


@cache
def _words() -> frozenset[str]:
    """The words of days that are long enough."""
    others = ("last", "next", "week", "month", "quarter", "year", "days", "weeks", "months", "years")
    return frozenset(word for word in (*MONTHS, *WEEKDAYS, *DAYS_AGO, *others) if _WORD.fullmatch(word))


@lru_cache(256)  # the rows of a plan share a few
def _known(word: str) -> str:
    """The known word that one is near, or itself."""
    small = word.lower()
    near = [] if small in _words() else get_close_matches(small, sorted(_words()), n=1, cutoff=_NEAR)
    return (near[0].capitalize() if word[0].isupper() else near[0]) if near else word


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Whole days, by their numbers or with the name of their month."""
    year, day, month = "(?P<year>[12][0-9]{3})", "(?P<day>[0-9]{1,2})", "(?P<month>[0-9]{1,2})"
    name = rf"(?P<name>{pattern(MONTHS)})\.?"
    forms = (f"{year}-{month}-{day}", f"{day}[./]{month}[./]{year}", f"{day} {name} {year}", f"{name} {day},? {year}")
    return tuple(re.compile(form, re.IGNORECASE | re.ASCII) for form in forms)


def _there_is(text: str) -> str:
    """The last day of a month where one is said that it does not have, and the day whose month stands in its place."""
    for found in filter(None, (form.fullmatch(text.strip()) for form in _forms())):
        said = found.groupdict()
        month, day = MONTHS.get((said.get("name") or "").lower()) or int(said["month"]), int(said["day"])
        month, day = (day, month) if month > 12 else (month, day)
        if 1 <= month <= 12 and 1 <= day <= 31:
            year = int(said["year"])
            return f"{date(year, month, min(day, monthrange(year, month)[1]))}"
    return ""
