"""Lines of a terminal made of pieces, each in the colour that its meaning has; written without Rich, which is slow to
import."""

from collections.abc import Iterable

from msgspec import Struct

from coopctl.output import Terminal, shown


class Ink(Struct, frozen=True):
    """A piece of a line: `tone` is good, fair, bad, quiet, strong, ahead (of a forecast), or "" for plain text."""

    text: str
    tone: str = ""


# The sixteen colours of the terminal's own palette, which its owner chose to be read.
_CODES = {"good": "32", "fair": "33", "bad": "1;31", "quiet": "2", "strong": "1", "ahead": "36"}


def inked(line: Iterable[Ink], terminal: Terminal) -> str:
    """A line as the terminal can show it, its end without spaces."""
    pieces = [Ink(shown(piece.text, terminal), piece.tone) for piece in line]
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    if pieces:
        pieces[-1] = Ink(pieces[-1].text.rstrip(), pieces[-1].tone)
    return "".join(_coloured(piece) if terminal.color else piece.text for piece in pieces)


def _coloured(piece: Ink) -> str:
    code = _CODES.get(piece.tone)
    return f"\x1b[{code}m{piece.text}\x1b[0m" if code and piece.text.strip() else piece.text
