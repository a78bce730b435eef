"""Patterns that are compiled when they are first used: all of them take a bare start, and most commands use few."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, cast

from coopctl.errors import Refused

LONGEST = 200
"""The most characters of a value, a date or a length of time; nobody writes longer ones."""
LONGEST_PHRASE = 1000
"""The most characters of a baseline or target as a plan writes it."""
LONGEST_NAME = 1000
"""The most characters of a title, an owner, a tag, a source or an address."""
LONGEST_TEXT = 100_000
"""The most characters of a note, a description or a reason."""


class _Later:
    """A pattern in words, which becomes the compiled one by being used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        # Called only for what is not there yet; from then on the compiled pattern's own method is.
        found = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, found)
        return found


@cache
def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but with the work put off; a pattern that is wrong says so when it is first used.

    Of the same words it is the same one, so that who asks for it in a loop waits once.
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))


# What a text need not have for a pattern: an escape, one of several signs, what may be absent, what stands beside it, a
# group's name, and the Turkish ı, which may be an I.
_NO_LETTERS = later(r"\\.|\[[^\]]*\]|\((?:\?:)?[^()?]*\)[?*]|\(\?<?[=!][^()]*\)|\?P?<\w+>|\w[?*{]|ı")
_BEYOND_ASCII = later(r"[^\W\d_a-zA-Z]")


def letters_in(pattern: str) -> tuple[str, ...]:
    """The runs of letters in a pattern, in small ones, of which all that it finds has one; an empty one if it has none.

    It must have some in each of its ways: of `percent|%` that is not so.
    """
    return tuple(dict.fromkeys(re.findall(r"[^\W\d_]+", _NO_LETTERS.sub(" ", pattern).lower()))) or ("",)


class Needing(NamedTuple):
    """A pattern, and words in small letters of which all that it finds has one: other texts are spared the search."""

    found: re.Pattern[str]
    needed: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        return self.found.search(text) if self._may_find(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        return self.found.match(text) if self._may_find(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.found.fullmatch(text) if self._may_find(text) else None

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.found.sub(put, text) if self._may_find(text) else text

    def _may_find(self, text: str) -> bool:
        words = text.lower()
        if any(word in words for word in self.needed):
            return True
        # Letters of other scripts may fold into those of the words.
        return not text.isascii() and _BEYOND_ASCII.search(text) is not None


def needing(words: str, pattern: str, flags: int = 0) -> Needing:
    """A pattern that is made when it is first used, of a text with one of these words, between which strokes stand."""
    return Needing(later(pattern, flags), tuple(words.split("|")))


def check_length(text: str, most: int = LONGEST) -> None:
    """Raises `Refused` for a text that is too long to be what is asked for.

    It is asked before any pattern, some of which take four times as long for a text that is twice as long.
    """
    if len(text) > most:
        raise Refused(f"{text!r} is longer than {most} characters", "write it shorter")


def check_names(what: str, **names: str) -> None:
    """Raises `Refused` for a name that is too long to be shown as one; `what` says whose it is."""
    for name, text in names.items():
        if len(text) > LONGEST_NAME:
            raise _too_long(what, name, text, LONGEST_NAME)


def check_texts(what: str, **texts: str) -> None:
    """Raises `Refused` for a text that is too long for a person to have written it; `what` says whose it is."""
    for name, text in texts.items():
        if len(text) > LONGEST_TEXT:
            raise _too_long(what, name, text, LONGEST_TEXT)


def _too_long(what: str, name: str, text: str, most: int) -> Refused:
    return Refused(f"the {name} of {what} has {len(text):,} characters, more than {most:,}", "write it shorter")
