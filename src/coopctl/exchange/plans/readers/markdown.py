"""Markdown and plain text, as word processors and web pages leave them.

Tables may have outer pipes or not, a `---|---` row or not, blank lines between their rows, or tabs for pipes; lists
may have bullets, numbers or letters; what is in a code fence is no plan.
"""

import re
from collections.abc import Iterator, Sequence

from coopctl.exchange.plans.document import Block, Document, Grid, Heading, Item, Line, Place, Prose, words_of
from coopctl.exchange.plans.readers import pandoc
from coopctl.exchange.plans.readers.inline import bold_and_plain, cell_of, plain
from coopctl.exchange.plans.readers.text import text_of

_RULE = re.compile(r":?-{2,}:?|:?=+:?|:?-:?|")
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*(?:\{[^{}]*\})?")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_FENCE = re.compile(r"\s*(```|~~~)")
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*+•◦▪‣–·]|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])[ \t]+"
    r"(?:\[[ xX]\] )?(?P<text>\S.*)"
)


def read(data: bytes, name: str) -> Document:
    """The document in a Markdown or plain text."""
    return read_text(text_of(data, name))


def read_text(text: str) -> Document:
    """The headings, sentences, list items and tables of a text; a single line with a pipe in it is prose."""
    lines = [line.rstrip("\r\n") for line in re.split(r"\r\n|\r|\n", text)]
    blocks = tuple(_blocks(lines, _unfenced(lines)))
    title = next((block.text for block in blocks if isinstance(block, Heading)), "") or _front_title(lines)
    return Document(title, blocks)


def _unfenced(lines: Sequence[str]) -> list[bool]:
    """Whether each line stands outside of code fences and of the front matter."""
    outside: list[bool] = []
    fence = ""
    front = bool(lines) and lines[0].strip() == "---" and any(line.strip() in ("---", "...") for line in lines[1:60])
    for at, line in enumerate(lines):
        if front:
            outside.append(False)
            front = at == 0 or line.strip() not in ("---", "...")
            continue
        found = _FENCE.match(line)
        outside.append(not (fence or found))
        if found:
            fence = "" if fence == found[1] else fence or found[1]
    return outside


def _front_title(lines: Sequence[str]) -> str:
    if not lines or lines[0].strip() != "---":
        return ""
    found = next((line for line in lines[1:60] if line.startswith("title:")), "")
    return found.partition(":")[2].strip().strip("\"'")


def _blocks(lines: Sequence[str], outside: Sequence[bool]) -> Iterator[Block]:
    kept = [line if free else "" for line, free in zip(lines, outside, strict=True)]
    ruled = pandoc.find(kept)
    run: list[Line] = []
    text: _Text = _Text()
    gap = False
    at = 0
    while at < len(kept):
        line = kept[at]
        if at in ruled:
            yield from (*_table(run), *text.take())
            run = []
            at, grid = ruled[at]
            yield grid
            continue
        cells = _cells(line, len(run[0].cells) if run else 0)
        is_row, is_rule = len(cells) > 1, bool(re.fullmatch(r"[-|+:=\s]*", line))
        apart = bool(run) and gap and len(cells) != len(run[0].cells)
        if run and ((is_row and apart) or not (is_row or is_rule)):
            yield from _table(run)
            run = []
        if is_row and is_rule and len(run) > 1:
            # The row above a rule is the header of a table of its own.
            yield from _table(run[:-1])
            run = run[-1:]
        if is_row:
            yield from text.take()
            if not all(_RULE.fullmatch(cell) for cell in cells):
                run.append(Line(Place(at + 1, f"line {at + 1}"), tuple(cell_of(cell) for cell in cells)))
        elif not (run and is_rule):
            yield from text.add(line, at)
        gap = not line.strip()
        at += 1
    yield from (*_table(run), *text.take())


def _table(run: list[Line]) -> Iterator[Block]:
    """A run of rows as a table; a single one is prose with a pipe in it."""
    if len(run) > 1:
        yield Grid(tuple(run))
    elif run:
        yield Prose(run[0].place, " | ".join(words_of(cell) for cell in run[0].cells))


class _Text:
    """Lines outside of tables, until it is known what they belong to: an item goes on where its lines are indented."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._at = 0
        self._item: re.Match[str] | None = None
        self._indents: list[int] = []
        self._blank = False

    def add(self, line: str, at: int) -> Iterator[Block]:
        """Take a line; gives the block that it ends."""
        heading = _HEADING.fullmatch(line)
        item = _ITEM.fullmatch(line)
        under = _UNDERLINE.fullmatch(line) if self._lines and self._item is None and not self._blank else None
        if under:
            words, self._lines = " ".join(self._lines), []
            yield Heading(self._place(), plain(words), 1 if under[1][0] == "=" else 2)
        elif heading:
            yield from self.take()
            self._indents = []
            yield Heading(Place(at + 1, f"line {at + 1}"), plain(heading[2]), len(heading[1]))
        elif not line.strip():
            self._blank = True
            if self._item is None:
                yield from self.take()
        elif item or (self._blank and not self._goes_on(line)):
            yield from self.take()
            if not item:
                self._indents = []
            self._start(item["text"] if item else line.strip(), at, item)
        else:
            if not self._lines:
                self._start(line.strip(), at, None)
            else:
                self._lines.append(line.strip())
            self._blank = False

    def _start(self, text: str, at: int, item: re.Match[str] | None) -> None:
        self._lines, self._at, self._item, self._blank = [text], at, item, False
        if item:
            indent = len(item["indent"].expandtabs(4))
            while self._indents and self._indents[-1] > indent:
                self._indents.pop()
            if not self._indents or self._indents[-1] < indent:
                self._indents.append(indent)

    def _goes_on(self, line: str) -> bool:
        """Whether a line after a blank one still belongs to the item: it is indented."""
        return self._item is not None and line[:1] in " \t"

    def take(self) -> Iterator[Block]:
        """The block of the lines so far."""
        words, self._lines = " ".join(self._lines), []
        item, self._item, self._blank = self._item, None, False
        if not words:
            return
        if item:
            title, text = bold_and_plain(words)
            yield Item(self._place(), text, max(0, len(self._indents) - 1), title)
        else:
            yield Prose(self._place(), plain(words))

    def _place(self) -> Place:
        return Place(self._at + 1, f"line {self._at + 1}")


def _cells(line: str, width: int) -> tuple[str, ...]:
    """The cells of a line; in a table of so many, the first and the last between tabs may be empty."""
    bare = line.strip()
    if "|" not in bare:
        whole = tuple(cell.strip() for cell in line.split("\t"))
        if len(whole) == width and bare:
            return whole
        return tuple(cell.strip() for cell in bare.split("\t"))
    bare = bare.removeprefix("|")
    bare = re.sub(r"(?<!\\)\|$", "", bare)
    return tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare))
