"""A line of talk as standard error shows it: folded at words, and with what it is - an error, a hint - in colour."""

from coopctl.output import Terminal
from coopctl.output.formats.calls import CALL
from coopctl.output.formats.lines import Span, line, packed, written
from coopctl.output.formats.text import visible
from coopctl.values.patterns import later

_TONES = {"error:": "bad", "warning:": "fair", "hint:": "hint"}
# A call that a hint tells people to type is not broken, nor is a text in quotation marks.
_PARTS = later(rf"`[^`]*`\S*|{CALL}|\S+")


def talk(text: str, terminal: Terminal) -> str:
    """The line, or the lines that it takes on a terminal of this width."""
    # Most lines that nobody folds or colours stand as they are.
    if terminal.width is None and not terminal.color and text.isascii() and text.isprintable():
        return f"{text.rstrip()}\n"
    indent = text[: len(text) - len(text.lstrip(" "))]
    first = _PARTS.search(text)
    if first is None:
        lines = [line(indent)]
    elif terminal.width is None:
        rest = visible(text.strip(" ")[len(first[0]) :])
        lines = [line(indent, Span(first[0], _TONES.get(first[0], "")), rest)]
    else:
        words = [Span(word, _TONES.get(word, "") if at == 0 else "") for at, word in enumerate(_PARTS.findall(text))]
        lines = [line(indent, *said) for said in packed(map(line, words), terminal.width - len(indent), gap=1)]
    return written(lines, color=terminal.color, unicode=terminal.unicode)
