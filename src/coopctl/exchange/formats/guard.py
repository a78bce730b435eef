"""The leading apostrophe that keeps a spreadsheet from running a text as a formula."""

import re

_FIRST = frozenset("'=+-@\t\r")
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"''*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """A text cell with an apostrophe where a spreadsheet could run it, or where `unguarded` would take one away."""
    return "'" + text if text[:1] in _FIRST and _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """A text cell without the apostrophe that `guarded` gave it."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text
