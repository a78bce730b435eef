"""Texts in other languages than English, read in the grammar's own words; amounts keep their digits.

What tells the languages apart is in `marks.txt`, their words are in `translated.toml`.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from coopctl.language.translated import in_phrase, in_sentence, languages
from coopctl.values.patterns import later

_BOUND = later(r"\w\s*[<>≤≥]=?\s?[%$€£]?\s?[0-9]")
# Phrases that differ in their numbers alone are in one language.
_ZEROS = str.maketrans("123456789", "0" * 9)


def is_foreign(text: str) -> bool:
    """Whether a text has the marks of a language other than English."""
    return bool(_marked(_straight(text).translate(_ZEROS)))


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'")


def readings(text: str) -> Iterator[str]:
    """A text in the grammar's own words: out of each language whose marks it has, the most of them first, as it stands,
    and out of the other languages.
    """
    yield from own_readings(text)
    plain = _straight(text)
    marked = _marked(plain.translate(_ZEROS))
    for name in languages():
        if name not in marked and (said := in_phrase(plain, name)):
            yield said


def own_readings(text: str) -> Iterator[str]:
    """A text out of each language whose marks it has, and as it stands; the words of the others are not read for it.

    A bound behind such words is not read as it stands, where `turun` of `turun ≥ 30%` would be no fall but a subject.
    """
    plain = _straight(text)
    foreign, bound = False, _BOUND.search(text) is not None
    for name in _marked(plain.translate(_ZEROS)):
        said, whole = in_phrase(plain, name), in_sentence(plain, name)
        if whole and not (bound and said and whole == plain):
            yield whole
        if said:
            foreign = True
            yield said
    if not (foreign and bound):
        yield text


@lru_cache(1024)
def _marked(text: str) -> tuple[str, ...]:
    """The languages whose marks a text has, the most of them first; all its digits are 0, which tell nothing of that."""
    found = {name: len(marks.findall(text)) for name, marks in _marks().items()}
    return tuple(sorted((name for name, count in found.items() if count), key=lambda name: -found[name]))


@cache
def _marks() -> dict[str, re.Pattern[str]]:
    """What tells that a text is in a language, by its name; who reads no phrase does not load it."""
    from pkgutil import get_data

    marks: dict[str, list[str]] = {}
    for line in (get_data("coopctl.language", "marks.txt") or b"").decode().splitlines():
        if line and not line.startswith("#"):
            name, _, some = line.partition(" ")
            marks.setdefault(name, []).append(some)
    return {name: marks_of("|".join(some)) for name, some in marks.items()}


def marks_of(words: str) -> re.Pattern[str]:
    """A pattern of whole words that are the marks of a language."""
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
