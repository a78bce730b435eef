"""The words of a Markdown text without its marks."""

import re
from functools import cache
from typing import TYPE_CHECKING

from coopctl.exchange.plans.document import MOST_LETTERS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_MARKED = re.compile(r"[*_`\\\[\]<&~!^]")
# Pandoc's CO~2~ and m^2^.
_LEVELLED = re.compile(r"(?<=\w)([~^])([\w+-]{1,8})\1")


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
    if len(text) > MOST_LETTERS:
        return "", tidy(text[:MOST_LETTERS]) + "…"
    if not _MARKED.search(text):
        return "", tidy(text)
    words, bold = "", ""
    leading = False
    for token in _parser().parseInline(text.strip())[0].children or ():
        if token.type == "strong_open":
            leading = not words.strip()
        elif token.type == "strong_close" and leading:
            bold, leading = words, False
        words += _shown(token.type, token.content)
    return tidy(bold), tidy(_LEVELLED.sub(r"\2", words))


def _shown(kind: str, content: str) -> str:
    if kind in ("softbreak", "hardbreak") or (kind == "html_inline" and content[:3].lower() == "<br"):
        return " "
    return content if kind in ("text", "code_inline") else ""


def tidy(text: str) -> str:
    """A text on one line, with single spaces; the spaces that group digits stay what they are."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
