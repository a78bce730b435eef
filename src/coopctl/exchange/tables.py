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
    """A table row: its line in the text (from 1), its cells, and whether it began after a blank line."""

    number: int
    cells: tuple[str, ...]
    after_gap: bool = False


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
    run: list[Line] = []
    gap = fenced = False
    for number, line in enumerate(lines, 1):
        if re.match(r"\s*(```|~~~)", line):
            fenced = not fenced
        cells = () if fenced else _cells(line)
        if not line.strip():
            gap = True
        elif len(cells) > 1:
            if not all(_RULE.fullmatch(cell) for cell in cells):
                run.append(Line(number, tuple(plain_cell(cell) for cell in cells), after_gap=gap))
            gap = False
        elif not re.fullmatch(r"[-|+:=\s]+", line):
            if run:
                yield tuple(run)
            run, gap = [], False
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
