"""HTML documents: headings, paragraphs, lists and tables, as pages are saved and word processors export them."""

import re
from html.parser import HTMLParser

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.exchange.plans.document import (
    BREAK,
    MOST_COLUMNS,
    MOST_LETTERS,
    Block,
    Document,
    Grid,
    Heading,
    Item,
    Line,
    Place,
    Prose,
)
from coopctl.exchange.plans.readers.inline import raised, tidy, tidy_lines
from coopctl.exchange.plans.readers.text import text_of

_SKIPPED = frozenset("script style template noscript svg head nav".split())
_VOID = frozenset("br hr img input meta link col wbr".split())
_BLOCKS = frozenset("p div section article header footer main blockquote dd dt figcaption caption pre".split())
# Letters that are looked through once more.
_MOST_IN_VAIN = 1 << 19
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_LOOKS = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|h[1-6]|p|div|ul|ol)\b", re.IGNORECASE)


def looks_so(data: bytes) -> bool:
    """Whether a text without an ending is HTML: it begins with one of its tags."""
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and bool(_LOOKS.match(head) or head.startswith((b"<?xml", b"<!--")))


def read(data: bytes, name: str) -> Document:
    """The document in an HTML page."""
    reader = _Reader()
    declared = _CHARSET.search(data[:2048])
    reader.feed(text_of(data, name, declared[1].decode("ascii") if declared else ""))
    reader.close()
    reader.end_text()
    return Document.of(reader.blocks, tidy(reader.title))


class _Table:
    """A table while it is read: rows, and the cells that hang down from above by their column."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.row: list[str] | None = None
        self.hanging: dict[int, tuple[int, str]] = {}
        self.cell: list[str] | None = None
        self.above = -1
        self.spans = (1, 1)
        self.place = Place(0, "")

    def start_row(self, place: Place) -> None:
        self.end_row()
        self.row, self.place = [], place

    def raise_last(self) -> None:
        """Take what was read since `<sup>` as raised."""
        if self.cell is not None and self.above >= 0:
            before, text = "".join(self.cell[: self.above]), "".join(self.cell[self.above :])
            self.cell[self.above :] = [raised(before, text)]
        self.above = -1

    def end_cell(self) -> None:
        if self.cell is None or self.row is None:
            return
        text, (rows, columns) = tidy_lines("".join(self.cell))[: MOST_LETTERS + 1], self.spans
        self.cell = None
        self._hang()
        # One column more than there may be is enough to refuse the table.
        for _ in range(min(columns, MOST_COLUMNS + 1 - len(self.row))):
            if rows > 1:
                self.hanging[len(self.row)] = (rows - 1, text)
            self.row.append(text)

    def end_row(self) -> None:
        self.end_cell()
        if self.row is None:
            return
        self._hang()
        if any(self.row):
            self.lines.append(Line(self.place, tuple(self.row)))
        self.row = None

    def _hang(self) -> None:
        """Fill the columns that a cell above reaches down to."""
        while self.row is not None and len(self.row) in self.hanging and len(self.row) <= MOST_COLUMNS:
            left, text = self.hanging.pop(len(self.row))
            if left > 1:
                self.hanging[len(self.row)] = (left - 1, text)
            self.row.append(text)


class _Text(Struct):
    """A heading, item or paragraph while it is read."""

    kind: str
    place: Place
    parts: list[str]
    bold: str = ""
    depth: int = 0


class _Reader(HTMLParser):
    """Tags to blocks; what is in a table is in its cells, and only the outermost text of a page is prose."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.title = ""
        self._tables: list[_Table] = []
        self._skipping: list[str] = []
        self._lists = 0
        self._text: _Text | None = None
        self._bold = False
        self._in_title = False
        self._in_vain = 0

    # What opens and is never closed is looked for to the end of the document, each time.
    def parse_starttag(self, i: int) -> int:
        return self._found(super().parse_starttag(i), i)

    def parse_endtag(self, i: int) -> int:
        return self._found(super().parse_endtag(i), i)

    def parse_comment(self, i: int, report: bool = True) -> int:
        return self._found(super().parse_comment(i, report), i)

    def parse_pi(self, i: int) -> int:
        return self._found(super().parse_pi(i), i)

    def parse_html_declaration(self, i: int) -> int:
        return self._found(super().parse_html_declaration(i), i)

    def _found(self, end: int, start: int) -> int:
        if end < 0:
            left = len(self.rawdata) - start
            self._in_vain += left
            if self._in_vain > max(_MOST_IN_VAIN, 5 * left):
                raise Refused(f"{self._place()} opens tags that nothing closes", "look at it, and save it anew")
        return end

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self._in_title = True
        elif tag in _SKIPPED and tag not in _VOID:
            self._skipping.append(tag)
        elif self._skipping:
            return
        elif tag == "table":
            self.end_text()
            self._tables.append(_Table())
        elif self._tables:
            self._in_table(tag, dict(attrs))
        else:
            self._outside(tag)

    def _in_table(self, tag: str, attrs: dict[str, str | None]) -> None:
        table = self._tables[-1]
        if tag == "tr":
            table.start_row(self._place())
        elif tag in ("td", "th"):
            table.end_cell()
            if table.row is None:
                table.start_row(self._place())
            table.cell, table.spans = [], (_span(attrs.get("rowspan")), _span(attrs.get("colspan")))
        elif tag == "sup" and table.cell is not None:
            table.above = len(table.cell)
        elif tag in ("br", "p", "div", "li") and table.cell is not None:
            table.cell.append(BREAK)

    def _outside(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.end_text()
            self._lists += 1
        elif re.fullmatch("h[1-6]|li", tag) or (tag in _BLOCKS and (self._text is None or self._text.kind != "li")):
            self.end_text()
            self._text = _Text(tag, self._place(), [], depth=max(0, self._lists - 1))
        elif tag in ("b", "strong"):
            self._bold = self._text is not None and not "".join(self._text.parts).strip()
        elif tag in ("br", "p", "div") and self._text is not None:
            self._text.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif self._skipping:
            if tag in self._skipping:
                del self._skipping[self._skipping.index(tag) :]
        elif tag == "table" and self._tables:
            self._end_table()
        elif self._tables:
            self._end_in_table(tag)
        else:
            self._end_outside(tag)

    def _end_in_table(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._tables[-1].end_cell()
        elif tag == "sup":
            self._tables[-1].raise_last()
        elif tag == "tr":
            self._tables[-1].end_row()

    def _end_outside(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.end_text()
            self._lists = max(0, self._lists - 1)
        elif tag in ("b", "strong") and self._bold and self._text is not None:
            self._text.bold, self._bold = tidy("".join(self._text.parts)), False
        elif self._text is not None and tag == self._text.kind:
            self.end_text()

    def _end_table(self) -> None:
        table = self._tables.pop()
        table.end_row()
        if len(table.lines) > 1:
            self.blocks.append(Grid(tuple(table.lines)))

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        if self._skipping:
            return
        if self._tables:
            if self._tables[-1].cell is not None:
                self._tables[-1].cell.append(data)
        elif self._text is not None:
            self._text.parts.append(data)
        elif data.strip():
            self._text = _Text("p", self._place(), [data])

    def end_text(self) -> None:
        """End what is being read of running text."""
        text, self._text, self._bold = self._text, None, False
        words = tidy("".join(text.parts))[: MOST_LETTERS + 1] if text else ""
        if text is None or not words:
            return
        if text.kind == "li":
            self.blocks.append(Item(text.place, words, text.depth, text.bold))
        elif text.kind[0] == "h" and text.kind[1:].isdigit():
            self.blocks.append(Heading(text.place, words, int(text.kind[1])))
        else:
            self.blocks.append(Prose(text.place, words))

    def _place(self) -> Place:
        line, column = self.getpos()
        return Place((line << 24) + column, f"line {line}")


def _span(text: str | None) -> int:
    """How many columns or rows a cell covers, as far as it matters."""
    digits = re.fullmatch("[0-9]{1,9}", text or "")
    return min(int(digits[0]), 1000) or 1 if digits else 1
