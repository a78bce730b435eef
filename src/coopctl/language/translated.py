"""Cells in other languages in English words, so that amounts, dates and promises are read alike.

What is counted stays as it was written.  The rules of a language are tried from first to last; see `translated.toml`.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from coopctl.values.patterns import LONGEST_PHRASE, Needing, later, letters_in

ENGLISH = "en"
_SPAN = later(r"\b(over|within) ((?:the )?(?:next )?[0-9]+ \w+)", re.IGNORECASE)
# A longer cell is no phrase, and the rules would take long to find out.
_LONGEST = 400
_WORD = r"(?<![\w-])(?:{})(?:(?<=\W)|(?!\w))"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# What stands in patterns for others; those but the first stand before an amount or a year, and take nothing of it.
_NAMES = {
    "@MONTH@": _MONTH,
    "@WHEN@": rf"(?=(?:(?:[QH][1-4]|{_MONTH}) )?(?:19|20)[0-9]{{2}}(?![0-9]))",
    "@AMOUNT@": r"(?=[-+−]?(?:[$€£]\s?)?[0-9])",
    "@NOT_A_YEAR@": r"(?!(?:19|20)[0-9]{2}(?![0-9.,% ]))",
    "@YEAR@": r"(?=(?:[a-zéûäç]+\s+(?:de\s+)?)?(?:19|20)[0-9]{2}(?![0-9]))",
}
# How the pattern of a rule is to match, by what it is for.
_MATCHING = {
    "first": "{}",
    "last": "{}",
    "numbers": (
        r"(?:(?<=\bover )|(?<=\bwithin ))(?:{})(?!\w)"
        r"|(?<![\w-])(?:{})(?= (?:[^\W\d_]+ ){0,3}(?:per|every|by|until|within|new|additional) )"
    ),
    # `o más` is no part of `algo más`.
    "sentences": r"(?<!\w)(?:{})",
}


@cache
def _table() -> dict[str, dict[str, Any]]:
    from pkgutil import get_data
    from tomllib import loads

    return loads((get_data("coopctl.language", "translated.toml") or b"").decode())


def languages() -> tuple[str, ...]:
    """The languages other than English that are read."""
    return tuple(_table())


def words_of(language: str) -> dict[str, Any]:
    """The rules of a language by what they are for; none for another language."""
    return _table().get(language, {})


@cache
def _rules(language: str, keys: tuple[str, ...]) -> tuple[tuple[Needing, str], ...]:
    words = words_of(language)
    return tuple(
        (rule(pattern.replace("@DONE@", words.get("done", "")), _matching(pattern, key)), english)
        for key in keys
        for pattern, english in words.get(key, ())
    )


def _matching(pattern: str, key: str) -> str:
    """How a pattern is to match; one of a sentence may say itself what is before it."""
    return "{}" if key == "sentences" and pattern.startswith("(?<") else _MATCHING.get(key, _WORD)


def rule(pattern: str, matching: str = "{}") -> Needing:
    """A rule's pattern, spelt out, as it is to match; it needs letters of its own."""
    whole = own = pattern
    for name, meant in _NAMES.items():
        whole, own = whole.replace(name, meant), own.replace(name, " ")
    return Needing(later(matching.replace("{}", whole), re.IGNORECASE), letters_in(own))


def in_english(text: str, language: str) -> str:
    """A cell with all words of a promise in English; the same where it is in English or has none of them."""
    return _put(text, language, ("first", "scales", "dates", "lengths", "both", "words", "numbers", "last"))


def in_phrase(text: str, language: str) -> str:
    """A phrase in English words, its units as they are written; "" where no word of it is in the language."""
    words = _put(text, language, ("scales", "dates", "both", "words"))
    if words == text:
        return ""
    said = _put(text, language, ("first", "scales", "dates", "both", "words", "numbers", "last"))
    return _SPAN.sub(lambda found: f"{found[1]} {_put(found[2], language, ('lengths',))}", said)


def _put(text: str, language: str, keys: tuple[str, ...]) -> str:
    most = LONGEST_PHRASE if "sentences" in keys else _LONGEST
    if language == ENGLISH or not 0 < len(text) <= most:
        return text
    said = before = re.sub(r"[\u00a0\u202f\u2009]", " ", unicodedata.normalize("NFC", text)).replace("’", "'")
    for pattern, english in _rules(language, keys):
        said = pattern.sub(english, said)
    return text if said == before else " ".join(said.split())


def in_sentence(text: str, language: str) -> str:
    """A text in the English words of whole sentences; "" in a language that has no rules for these."""
    return _put(text, language, ("scales", "both", "sentences")) if "sentences" in words_of(language) else ""


def scaled(text: str, language: str) -> str:
    """A text with its scales in English, which are no part of a unit: `1438 milliers de tonnes`."""
    return _put(text, language, ("scales",))


def ways(text: str, language: str) -> tuple[str, str, str]:
    """A cell in the ways that the grammar is asked to take it: with its scales in English, its dates too, all of it."""
    if language == ENGLISH:
        return text, text, text
    return scaled(text, language), _put(text, language, ("scales", "dates", "lengths")), in_english(text, language)
