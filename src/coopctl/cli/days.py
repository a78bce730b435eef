"""Days and lengths of time of several words that nobody quoted: `--as-of last year`, `--within 2 weeks`."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from coopctl.errors import Refused

# The options that take a day, and those that take a length of time.
DAYS = frozenset("--as-of --known-at --since --until --new-since --effective --on".split())
LENGTHS = frozenset("--within --lag".split())
# None that is understood has more words: `the last day of the last month`.
_MOST = 7


def quoted(words: Sequence[str], today: date) -> Sequence[str]:
    """The words of a call, with each day or length behind its option as one word, as if it had been quoted."""
    if (DAYS | LENGTHS).isdisjoint(words[:-2]):
        return words
    readers, done, rest = _readers(today), list[str](), [*words]
    while rest:
        done.append(rest.pop(0))
        size = longest(rest, readers[done[-1]]) if done[-1] in readers else 0
        done += [" ".join(rest[:size])] if size else []
        del rest[:size]
    return done


def longest(words: Sequence[str], reads: Callable[[str], object]) -> int:
    """How many of the first words are understood together; 0 where none are."""
    plain = next((at for at, word in enumerate(words[:_MOST]) if word.startswith("-") or not word), len(words[:_MOST]))
    sizes = (size for size in range(plain, 0, -1) if size == 1 or _is_worded(words[:size]))
    return next((size for size in sizes if is_read(" ".join(words[:size]), reads)), 0)


def _is_worded(words: Sequence[str]) -> bool:
    """Whether there is a word or a time of day among the numbers, which else are a day each."""
    return any(sign.isalpha() or sign == ":" for sign in "".join(words))


def is_day(today: date) -> Callable[[str], object]:
    """Who reads a day as it is typed, or raises `Refused`."""
    from coopctl.values.typed import parse_typed  # only who says a day pays for it

    return lambda text: parse_typed(text, today=today)


def _readers(today: date) -> dict[str, Callable[[str], object]]:
    from coopctl.values.dates import parse_duration

    return dict.fromkeys(DAYS, is_day(today)) | dict.fromkeys(LENGTHS, parse_duration)


def is_read(text: str, reads: Callable[[str], object]) -> bool:
    """Whether a reader does not refuse a text."""
    with suppress(Refused):
        reads(text)
        return True
    return False
