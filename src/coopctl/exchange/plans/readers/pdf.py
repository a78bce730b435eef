"""PDF documents, through pdfplumber (extra `pdf`): tables whose cells have lines around them, and lines of text.

A table that goes on over the next page is one; a merged cell says its text in each of its places.
"""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING

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
from coopctl.exchange.plans.readers.inline import tidy
from coopctl.exchange.plans.readers.zipped import undamaged
from coopctl.values.patterns import later

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

_Box = tuple[float, float, float, float]
MOST_PAGES = 200
_MOST_UNPACKED = 1 << 27
_MOST_EDGES = 20_000
_LOOKED_AT = 10
# A heading is larger than the text below it.
_LARGER = 1.15
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ITEM = later(r"(?:[-*•◦▪‣–·●]|\(?(?:[0-9]{1,3}|[a-zA-Z])[.)])\s+(?P<text>\S.*)")
_ALONE = "save the pages with its tables alone"


def read(data: bytes, name: str) -> Document:
    """The document in a PDF file."""
    try:
        import pdfplumber
    except ImportError:
        raise Refused("PDF needs pdfplumber, which is not installed", "pip install 'coopctl[pdf]'") from None
    _check_unpacked(data, name)
    with (
        undamaged(f"{name} is no PDF that can be read", "open it, and print it to a new PDF"),
        pdfplumber.open(io.BytesIO(data)) as found,
    ):
        if len(found.pages) > MOST_PAGES:
            raise Refused(f"{name} has more than {MOST_PAGES} pages", _ALONE)
        blocks = list(_joined(list(_blocks(found.pages, name))))
    if not blocks:
        raise Refused(f"{name} has no text: its pages are pictures", "let a program for that make text of them first")
    return Document.of(blocks)


def _check_unpacked(data: bytes, name: str) -> None:
    """Raises `Refused` where the streams of a file would fill the memory."""
    left = _MOST_UNPACKED
    for found in _STREAM.finditer(data):
        packed, rest = zlib.decompressobj(), found[1]
        try:
            left -= len(packed.decompress(rest, left))
        except zlib.error:
            continue  # of another kind, whose size is the one it has
        if left <= 0:
            raise Refused(f"{name} unpacks to more than {_MOST_UNPACKED >> 20} MB", _ALONE)


def _blocks(pages: Sequence["Page"], name: str) -> Iterator[Block]:
    """What is on each page, from its top down."""
    tables, usual = 0, _usual_size(pages)
    for page in pages:
        if len(page.edges) > _MOST_EDGES:
            raise Refused(f"page {page.page_number} of {name} has more than {_MOST_EDGES:,} lines", _ALONE)
        found = page.find_tables()
        placed: list[tuple[float, Block]] = []
        for table in found:
            tables += 1
            placed.append((table.bbox[1], Grid(tuple(_rows(table, page.page_number, tables, name)))))
        rest = reduce(lambda left, table: left.outside_bbox(table.bbox), found, page)
        yield from (block for _, block in sorted([*placed, *_texts(rest, usual)], key=lambda one: one[0]))
        page.close()


def _rows(table: "Table", page: int, number: int, name: str) -> Iterator[Line]:
    """The rows of a table, each with the text of the cell that covers a place."""
    rows = table.rows
    if max(len(row.cells) for row in rows) > MOST_COLUMNS:
        raise Refused(f"table {number} of {name} has more than {MOST_COLUMNS} columns", "leave columns out")
    texts = _texts_by_cell(table)
    columns = [next(filter(None, boxes), None) for boxes in zip(*(row.cells for row in rows), strict=True)]
    for at, row in enumerate(rows, 1):
        middle = (row.bbox[1] + row.bbox[3]) / 2
        boxes = [box or _merged(texts, column, middle) for box, column in zip(row.cells, columns, strict=True)]
        place = Place((page << 32) + (number << 16) + at, f"row {at} of table {number}, page {page}")
        yield Line(place, tuple(texts[box] if box else "" for box in boxes))


def _texts_by_cell(table: "Table") -> dict[_Box, str]:
    """The text of each cell by the box around it."""
    rows = zip(table.rows, table.extract(), strict=True)
    pairs = chain.from_iterable(zip(row.cells, said, strict=True) for row, said in rows)
    return {box: _cell(text or "") for box, text in pairs if box}


def _merged(boxes: Iterable[_Box], column: _Box | None, middle: float) -> _Box | None:
    """The merged cell that reaches over a column at some height, if one does."""
    across = (column[0] + column[2]) / 2 if column else -1.0
    return next((box for box in boxes if box[0] <= across <= box[2] and box[1] <= middle <= box[3]), None)


def _cell(text: str) -> str:
    if len(text) > MOST_LETTERS:
        raise Refused(f"a cell has more than {MOST_LETTERS:,} letters", "make it shorter")
    return " ".join(map(tidy, text.splitlines())).replace(BREAK, " ")


def _usual_size(pages: Sequence["Page"]) -> float:
    """The size of most letters, by the first pages."""
    sizes = Counter(round(char["size"], 1) for page in pages[:_LOOKED_AT] for char in page.chars)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _texts(page: "Page", usual: float) -> Iterator[tuple[float, Block]]:
    """The lines of text on a page outside of its tables, by their heights; larger ones are headings."""
    for at, line in enumerate(page.extract_text_lines()):
        text, large = tidy(line["text"]), line["chars"][0]["size"] >= usual * _LARGER
        place = Place((page.page_number << 32) + at, f"page {page.page_number}, {text[:30]!r}")
        item = _ITEM.fullmatch(text)
        if large:
            yield line["top"], Heading(place, text)
        elif item:
            yield line["top"], Item(place, item["text"])
        elif text:
            yield line["top"], Prose(place, text)


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, a table with those on later pages that have as many columns, and only lines of text between."""
    grid: Grid | None = None
    between: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            if grid is not None and _goes_on(grid, block):
                grid = Grid((*grid.lines, *block.lines))
                continue
            if grid is not None:
                yield from (grid, *between)
            grid, between = block, []
        elif grid is None or isinstance(block, Heading):
            yield from (*((grid,) if grid else ()), *between, block)
            grid, between = None, []
        else:
            between.append(block)
    yield from (*((grid,) if grid else ()), *between)


def _goes_on(above: Grid, below: Grid) -> bool:
    """Whether a table goes on with another: on the next page, as wide."""
    pages = [grid.lines[at].place.rank >> 32 for grid, at in ((above, -1), (below, 0))]
    return pages[1] == pages[0] + 1 and len(above.lines[0].cells) == len(below.lines[0].cells)
