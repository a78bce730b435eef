"""Tables in Markdown and plain text, as word processors and web pages leave them: with or without outer pipes, with
or without a `---|---` row, with blank lines between the rows, or with tabs for pipes.
"""

import html
import re
from collections.abc import Iterator

from msgspec import Struct

_RULE = re.compile(r":?-{2,}:?|:?=+:?|:?-:?|")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`|~~)(?=\S)(.+?)(?<=\S)\1")


class Line(Struct, frozen=True):
    """A table row: its line in the text (from 1), and its cells."""

    number: int
    cells: tuple[str, ...]


class Document(Struct, frozen=True):
    """What a text holds: its first heading, and runs of table rows in order."""

    title: str
    runs: tuple[tuple[Line, ...], ...]


def read_document(text: str) -> Document:
    """The heading and the table rows of a text; a single line with a pipe in it is prose."""
    lines = text.removeprefix("\ufeff").splitlines()
    title = next((line.lstrip("# ").strip() for line in lines if re.match(r"#{1,6} \S", line)), "")
    runs = tuple(run for run in _runs(lines) if len(run) > 1)
    return Document(plain_cell(title), runs)


def _runs(lines: list[str]) -> Iterator[tuple[Line, ...]]:
    """Lines of cells that belong together; blank lines may lie between rows of one width."""
    run: list[Line] = []
    gap = fenced = False
    for number, line in enumerate(lines, 1):
        if re.match(r"\s*(```|~~~)", line):
            fenced = not fenced
        cells = () if fenced else _cells(line)
        is_row, is_rule = len(cells) > 1, bool(re.fullmatch(r"[-|+:=\s]*", line))
        apart = bool(run) and gap and len(cells) != len(run[0].cells)
        if run and ((is_row and apart) or not (is_row or is_rule)):
            yield tuple(run)
            run = []
        if is_row and not all(_RULE.fullmatch(cell) for cell in cells):
            run.append(Line(number, tuple(plain_cell(cell) for cell in cells)))
        gap = not line.strip()
    if run:
        yield tuple(run)


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip()
    separator = r"(?<!\\)\|" if "|" in bare else "\t"
    if separator == r"(?<!\\)\|":
        bare = bare.removeprefix("|")
        bare = re.sub(r"(?<!\\)\|$", "", bare)
    return tuple(cell.strip().replace("\\|", "|") for cell in re.split(separator, bare))


def plain_cell(text: str) -> str:
    """A cell's words without emphasis, links, line breaks and entities."""
    shown = _LINK.sub(r"\1", re.sub(r"<br\s*/?>", " ", text, flags=re.IGNORECASE))
    while (less := _EMPHASIS.sub(r"\2", shown)) != shown:
        shown = less
    return " ".join(html.unescape(shown).split(" ")).strip()
