"""Markdown and plain text, as word processors and web pages leave them.

Tables may have outer pipes or not, a `---|---` row or not, blank lines between their rows, or tabs for pipes; lists
may have bullets, numbers or letters; what is in a code fence is no plan.
"""

import re
from collections.abc import Iterator, Sequence

from coopctl.exchange.plans.document import Block, Document, Grid, Heading, Item, Line, Place, Prose, words_of
from coopctl.exchange.plans.readers import pandoc
from coopctl.exchange.plans.readers.inline import bold_and_plain, cells_of, plain
from coopctl.exchange.plans.readers.text import text_of
from coopctl.values.patterns import later

_RULE = later(r":?-{2,}:?|:?=+:?|:?-:?|")
_RULED = later(r"[-|+:=\s]*")
_HEADING = later(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*(?:\{[^{}]*\})?")
_UNDERLINE = later(r" {0,3}(=+|-+)\s*")
_LONGEST_HEADING = 2
_FENCE = later(r"\s*(```|~~~)")
_ITEM = later(
    r"(?P<indent>[ \t]*)(?:[-*+•◦▪‣–·]|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])[ \t]+"
    r"(?:\[[ xX]\] )?(?P<text>\S.*)"
)


def read(data: bytes, name: str) -> Document:
    """The document in a Markdown or plain text."""
    return read_text(text_of(data, name))


def read_text(text: str) -> Document:
    """The headings, sentences, list items and tables of a text; a single line with a pipe in it is prose."""
    lines = [line.rstrip("\r\n") for line in re.split(r"\r\n|\r|\n", text)]
    return Document.of(list(_blocks(lines, _unfenced(lines))), _front_title(lines))


def _unfenced(lines: Sequence[str]) -> list[bool]:
    """Whether each line stands outside of code fences and of the front matter."""
    front, fence = _front(lines), ""
    outside = [False] * front
    for line in lines[front:]:
        found = _FENCE.match(line)
        outside.append(not (fence or found))
        if found:
            fence = "" if fence == found[1] else fence or found[1]
    return outside


def _front(lines: Sequence[str]) -> int:
    """How many lines are front matter: those from a first `---` to the next, or to `...`, if it comes soon."""
    if not lines or lines[0].strip() != "---":
        return 0
    return next((at + 1 for at, line in enumerate(lines[1:60], 1) if line.strip() in ("---", "...")), 0)


def _front_title(lines: Sequence[str]) -> str:
    if not lines or lines[0].strip() != "---":
        return ""
    found = next((line for line in lines[1:60] if line.startswith("title:")), "")
    return found.partition(":")[2].strip().strip("\"'")


def _blocks(lines: Sequence[str], outside: Sequence[bool]) -> Iterator[Block]:
    kept = [line if free else "" for line, free in zip(lines, outside, strict=True)]
    ruled = pandoc.find(kept)
    rows, text = _Rows(), _Text()
    at = 0
    while at < len(kept):
        if at in ruled:
            yield from (*rows.take(), *text.take())
            at, grid = ruled[at]
            yield grid
            continue
        line = kept[at]
        cells, is_rule = _cells(line, rows.width), bool(_RULED.fullmatch(line))
        yield from rows.end_before(cells, is_rule=is_rule)
        if len(cells) > 1:
            yield from text.take()
            rows.add(cells, at)
        elif not (rows.width and is_rule):
            yield from text.add(line, at)
        rows.gap = not line.strip()
        at += 1
    yield from (*rows.take(), *text.take())


# A line that says what its words are of; a paragraph of nothing but such lines is no running text.
_LABELLED = later(r"[^:]{2,80}:\s+\S")


class _Rows:
    """Rows that stand below one another, until a line shows that their table has ended; `gap` says of a blank one."""

    def __init__(self) -> None:
        self._rows: list[Line] = []
        self.gap = False

    @property
    def width(self) -> int:
        """How many cells a row has; 0 where there is none yet."""
        return len(self._rows[0].cells) if self._rows else 0

    def end_before(self, cells: Sequence[str], *, is_rule: bool) -> Iterator[Block]:
        """The table that a line ends: one that is no row, is of another table, or has the header of one above it."""
        if len(cells) <= 1:
            if not is_rule:
                yield from self.take()
        elif self.gap and len(cells) != self.width:
            yield from self.take()
        elif is_rule and len(self._rows) > 1:
            header = self._rows.pop()
            yield from self.take()
            self._rows = [header]

    def add(self, cells: Sequence[str], at: int) -> None:
        """Take a row that is no rule."""
        if not all(_RULE.fullmatch(cell) for cell in cells):
            self._rows.append(Line(Place(at + 1, f"line {at + 1}"), cells_of(cells)))

    def take(self) -> Iterator[Block]:
        """The rows so far as a table; a single one is prose with a pipe in it."""
        rows, self._rows = self._rows, []
        if len(rows) > 1:
            yield Grid(tuple(rows))
        elif rows:
            yield Prose(rows[0].place, " | ".join(words_of(cell) for cell in rows[0].cells))


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
        if self._is_underlined_by(line):
            yield from self._underlined(line)
        elif heading:
            yield from self.take()
            self._indents = []
            yield Heading(Place(at + 1, f"line {at + 1}"), plain(heading[2]), len(heading[1]))
        elif not line.strip():
            self._blank = True
            if self._item is None:
                yield from self.take()
        else:
            yield from self._words(line, at)

    def _is_underlined_by(self, line: str) -> bool:
        """Whether a line makes a heading of those so far."""
        return bool(self._lines and self._item is None and not self._blank and _UNDERLINE.fullmatch(line))

    def _underlined(self, line: str) -> Iterator[Block]:
        """The lines so far as a heading; a rule under more of them, as between documents in YAML, only ends them."""
        if len(self._lines) > _LONGEST_HEADING:
            yield from self.take()
            return
        words, self._lines = " ".join(self._lines), []
        yield Heading(self._place(), plain(words), 1 if line.lstrip()[0] == "=" else 2)

    def _words(self, line: str, at: int) -> Iterator[Block]:
        """Words, which begin something new or go on with what there is."""
        item = _ITEM.fullmatch(line)
        if item or not self._lines or (self._blank and not self._goes_on(line)):
            apart = self._blank and not item
            yield from self.take()
            self._indents = [] if apart else self._indents
            self._start(item["text"] if item else line.strip(), at, item)
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
        lines, self._lines = self._lines, []
        item, self._item, self._blank = self._item, None, False
        each = tuple(Prose(Place(at, f"line {at}"), plain(line)) for at, line in enumerate(lines, self._at + 1))
        if item and lines:
            title, text = bold_and_plain(" ".join(lines))
            yield Item(self._place(), text, max(0, len(self._indents) - 1), title, each[1:] and each)
        elif lines:
            labelled = all(map(_LABELLED.match, lines))
            yield from each if labelled else [Prose(self._place(), plain(" ".join(lines)), each[1:] and each)]

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
    if "\\" not in bare:
        return tuple(map(str.strip, bare.removesuffix("|").split("|")))
    bare = re.sub(r"(?<!\\)\|$", "", bare)
    return tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", bare))
