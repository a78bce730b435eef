"""The words of a Markdown text without its marks."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from coopctl.exchange.plans.document import BREAK, MOST_LETTERS
from coopctl.values.patterns import later

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_BLANKS = later(r"[ \t\r\n\f\v]+")
_MARKED = later(r"[*_`\\\[\]<&~!^]")
# Pandoc's CO~2~, and m^2^.
_LOWERED = later(r"(?<=\w)~([\w+-]{1,8})~")
_RAISED = later(r"(?<=\S)\^([^\s^]{1,8})\^")
_FOOTNOTE = later(r"[0-9*†‡§,]{1,4}|\(?[a-z0-9]\)?", re.IGNORECASE)
_ORDINAL = frozenset("st nd rd th er re e è o a".split())


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("strikethrough")


def plain(text: str) -> str:
    """The words of a text without emphasis, links, escapes, line breaks and entities."""
    return bold_and_plain(text)[1]


def bold_and_plain(text: str) -> tuple[str, str]:
    """What is set in bold at the start of a text, "" where nothing is, and all its words.

    A text that is longer than anything people put in a cell is cut, and keeps its marks.
    """
    bold, words = _bold_and_words(text)
    return tidy(bold), tidy(words)


def cells_of(texts: Sequence[str]) -> tuple[str, ...]:
    """The words of the cells of a row, each without blanks around it, and with its lines apart."""
    # Most rows have neither marks nor other blanks than single spaces.
    row = "".join(texts)
    if row.isprintable() and "  " not in row and len(row) <= MOST_LETTERS and not _MARKED.search(row):
        return tuple(texts)
    return tuple(tidy_lines(_bold_and_words(text)[1]) for text in texts)


def _bold_and_words(text: str) -> tuple[str, str]:
    if len(text) > MOST_LETTERS:
        return "", tidy(text[:MOST_LETTERS]) + "…"
    if not _MARKED.search(text):
        return "", text
    said = _Said()
    for token in _parser().parseInline(text.strip())[0].children or ():
        if token.type in _TAKES:
            _TAKES[token.type](said, token.content)
    return said.bold, _unlevelled(said.words)


class _Said:
    """The words of a text so far, and what of them was set in bold at its start."""

    def __init__(self) -> None:
        self.words = self.bold = ""
        self._leading = False
        self._raised_from = -1

    def text(self, content: str) -> None:
        self.words += content

    def line_break(self, _: str) -> None:
        self.words += BREAK

    def strong(self, _: str) -> None:
        self._leading = not self.words.strip()

    def end_of_strong(self, _: str) -> None:
        if self._leading:
            self.bold, self._leading = self.words, False

    def tag(self, content: str) -> None:
        """A tag of HTML, of which only line breaks and raised letters say something."""
        tag = content.lower()
        if tag.startswith("<br"):
            self.words += BREAK
        elif tag.startswith("<sup"):
            self._raised_from = len(self.words)
        elif tag.startswith("</sup") and self._raised_from >= 0:
            before, above = self.words[: self._raised_from], self.words[self._raised_from :]
            self.words, self._raised_from = before + raised(before, above), -1


_TAKES: Mapping[str, Callable[[_Said, str], None]] = {
    "text": _Said.text,
    "code_inline": _Said.text,
    "softbreak": _Said.line_break,
    "hardbreak": _Said.line_break,
    "strong_open": _Said.strong,
    "strong_close": _Said.end_of_strong,
    "html_inline": _Said.tag,
}


def _unlevelled(words: str) -> str:
    lowered = _LOWERED.sub(r"\1", words)
    return _RAISED.sub(lambda found: raised(lowered[: found.start()], found[1]), lowered)


def raised(before: str, text: str) -> str:
    """What raised letters say after a text: m² and m³, an ordinal, or nothing where they are a footnote's mark.

    After a number they could be an exponent as well, and stay marked, so that nobody reads 50¹ as 501.
    """
    word = text.strip()
    if word in ("2", "3") and re.search(r"(?<!\w)[kcdm]?m$", before):
        return "²" if word == "2" else "³"
    if re.search(r"[0-9%]\s*$", before):
        return word if word.lower() in _ORDINAL else f"^{word}"
    return "" if _FOOTNOTE.fullmatch(word) else word


def tidy(text: str) -> str:
    """A text on one line, with single spaces; the spaces that group digits stay what they are."""
    # Most texts have no other blanks than single spaces.
    return (text if text.isprintable() and "  " not in text else _BLANKS.sub(" ", text)).strip()


def tidy_lines(text: str) -> str:
    """A cell's text with single spaces, its lines apart."""
    return BREAK.join(filter(None, map(tidy, text.split(BREAK)))) if BREAK in text else tidy(text)
