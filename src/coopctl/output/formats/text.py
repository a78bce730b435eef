"""Words on their way to people: made harmless in one place, and numbers that agree with their nouns."""

import re

from coopctl.values.patterns import later

# What our own words look like where there is only ASCII.
_PLAIN = str.maketrans({"–": "-", "−": "-", "→": "->", "≈": "~", "≥": ">=", "≤": "<=", "×": "x", "÷": "/", "…": "..."})
# Controls (ESC, C1 and the rest), and the characters that turn the reading direction or hide what follows.
_UNSEEN = later("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """Text in which every control character is spelled out, so that a terminal never obeys it."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


# The address of a database, of which a path has one slash fewer, and what stands for it in words: `password=...`.
_ADDRESS = later(
    r"\b(postgres\w*|cockroach\w*|mysql|mariadb|mongodb|redis)(?:\+\w+)?:/.*|\b(\w+):/+[^/\s]*:[^/\s]*@.*|\b(password)\s*=.*",
    re.IGNORECASE | re.DOTALL,
)


def discreet(message: str) -> str:
    """A message in which nothing stands of the address of a database but its kind: it may hold a password."""
    return _ADDRESS.sub(lambda found: f"{found[1] or found[2]}://…" if not found[3] else "password=…", message)


def shortened(message: str) -> str:
    """A message in which of a very long value only the beginning stands."""
    return re.sub(r"('[^']{80})[^']{20,}'", r"\1…'", message)


def harmless(text: str) -> str:
    """Lines and columns as they are, with every other control character spelled out: what programs get, on a screen."""
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in text.split("\n"))


def plain(text: str) -> str:
    """Text with our own signs spelled in ASCII."""
    return text.translate(_PLAIN)


def number_of(count: int, noun: str) -> str:
    """`1 figure`, `1,200 figures`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
