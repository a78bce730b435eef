"""The leading apostrophe that keeps a spreadsheet from running a text as a formula.

Source: OWASP, "CSV Injection": a cell is run that starts with one of these signs, also in full width, and a text with a
separator or line end in it may be taken apart by a spreadsheet with other settings, so that a cell starts inside.
"""

from coopctl.values.patterns import later

_INSIDE = later(r"[;,\t][ \"']*[=@\uff1d\uff20]|[\r\n][ \"']*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_FIRST = later(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """A text cell with an apostrophe where a spreadsheet could run it, or where `unguarded` would take one away."""
    return "'" + text if _risky(text) else text


def unguarded(text: str) -> str:
    """A text cell without the apostrophe that `guarded` gave it."""
    return text[1:] if text[:1] == "'" and _risky(text[1:]) else text


def _risky(text: str) -> bool:
    """Whether a spreadsheet could run a text, or takes the apostrophes before it for those of one that it could."""
    bare = text.lstrip("'")
    return bool(_FIRST.match(bare) or (not bare.isalnum() and _INSIDE.search(bare)))
