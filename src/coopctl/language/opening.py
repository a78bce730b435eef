"""A text that says all of a goal begins with the value of today: `$250 million, up 20% over the next two years`."""

from datetime import date

from msgspec import structs

from coopctl.errors import Refused
from coopctl.language.phrases import Phrase, Starting, Style
from coopctl.language.sentences import parse_baseline, parse_phrase
from coopctl.values.patterns import later

# A comma inside a number has no blank behind it.
_BEFORE_PROMISE = later(r"\s*[,;:]\s+(?:and\s+)?|\s+[-–—]\s+|\s*(?:->|→)\s*")


def opened(text: str, today: date, style: Style) -> Phrase | None:
    """A target phrase with the value of today, or of an earlier day, before it as its origin; None for any other text.

    `25% by 2027, 30% by 2030` has two dates to come, and `5, 10 by 2030` counts nothing: neither begins so.
    """
    for found in _BEFORE_PROMISE.finditer(text):
        try:
            start = parse_baseline(text[: found.start()], style)
            phrase = parse_phrase(text[found.end() :], style)
        except Refused:
            continue
        if _is_known(start, today) and phrase.origin is None:
            return structs.replace(phrase, origin=start, text=" ".join(text.split()).rstrip("."))
    return None


def _is_known(start: Starting, today: date) -> bool:
    """Whether an amount says what it counts and is of no day to come."""
    return bool(start.quantity.unit or start.rate) and (start.dated is None or start.dated.last <= today)
