"""Words on their way to people: made harmless in one place, and numbers that agree with their nouns."""

import re

from coopctl.values.patterns import later

# What our own words look like where there is only ASCII.
_PLAIN = str.maketrans({"–": "-", "−": "-", "→": "->", "≈": "~", "≥": ">=", "≤": "<=", "×": "x", "÷": "/", "…": "..."})
# Joiners stand between the letters of some scripts and the parts of some pictures; anywhere else they hide something.
_BESIDE_JOINER = "[^\x00-\x7f\\s\u200b-\u200f\u2060-\u206f]"
# Controls (ESC, C1 and the rest), halves of letters, what turns the reading direction or hides what follows, and what
# is drawn as nothing: soft hyphens, fillers, tags.
_UNSEEN = later(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800"
    "\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
    f"|(?<!{_BESIDE_JOINER})[\u200c\u200d]|[\u200c\u200d](?!{_BESIDE_JOINER})"
)


def visible(text: str) -> str:
    """Text in which every control character is spelled out, so that a terminal never obeys it."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


# Letters that are written from right to left.
_LEFTWARD = later("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LTR = "\u200e"


def in_place(text: str) -> str:
    """Text between marks of direction where it is written from right to left, beside which a terminal that turns it
    would show what follows in another order: `300 → 262` for `262 → 300`."""
    return text if text.isascii() or not _LEFTWARD.search(text) else f"{_LTR}{text}{_LTR}"


# The address of a database, of which a path has one slash fewer, and what stands for it in words: `password=...`.
_ADDRESS = later(
    r"\b(postgres\w*|cockroach\w*|mysql|mariadb|mongodb|redis)(?:\+\w+)?:/.*|\b(\w+):/+[^/\s]*:[^/\s]*@.*|\b(password)\s*=.*",
    re.IGNORECASE | re.DOTALL,
)


def discreet(message: str) -> str:
    """A message in which nothing stands of the address of a database but its kind: it may hold a password."""
    if ":/" not in message and "password" not in message.lower():
        return message
    return _ADDRESS.sub(lambda found: f"{found[1] or found[2]}://…" if not found[3] else "password=…", message)


_LONGEST_MESSAGE = 600


def shortened(message: str) -> str:
    """A message in which of a very long value only the beginning stands, and which is no page itself."""
    brief = re.sub(r"""(['"])((?:(?!\1).){80})(?:(?!\1).){20,}\1""", r"\1\2…\1", message, flags=re.DOTALL)
    if len(brief) <= _LONGEST_MESSAGE:
        return brief
    return f"{brief[: _LONGEST_MESSAGE // 2]} … {brief[-_LONGEST_MESSAGE // 3 :]}"


def harmless(text: str) -> str:
    """Lines and columns as they are, with every other control character spelled out: what programs get, on a screen."""
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in text.split("\n"))


def plain(text: str) -> str:
    """Text with our own signs spelled in ASCII."""
    return text.translate(_PLAIN)


def number_of(count: int, noun: str) -> str:
    """`1 figure`, `1,200 figures`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
