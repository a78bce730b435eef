"""DOCX documents, through python-docx (extra `docx`): paragraphs, lists and tables in their order.

The library, not the markup, is asked for styles by their English names, which Word keeps in every language, and for
cells that are merged: a merged cell says its text in each of its places.
"""

import re
from collections.abc import Iterator
from typing import Any

from coopctl.errors import Refused
from coopctl.exchange.plans.document import (
    BREAK,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
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
from coopctl.exchange.plans.readers.zipped import archive
from coopctl.values.patterns import later

_HEADING = later(r"(?:heading ([1-9])|title|subtitle)", re.IGNORECASE)
_LIST = later(r"list(?! paragraph)", re.IGNORECASE)


def read(data: bytes, name: str) -> Document:
    """The document in a DOCX file."""
    try:
        import docx
    except ImportError:
        raise Refused("DOCX needs python-docx, which is not installed", "pip install 'coopctl[docx]'") from None
    with archive(data, name, "a DOCX document", held=True) as stream:
        found = docx.Document(stream)
        return Document.of(list(_blocks(found, name)), tidy(found.core_properties.title or ""))


def _blocks(document: Any, name: str) -> Iterator[Block]:
    from docx.table import Table

    paragraphs = tables = 0
    styles: dict[str | None, str] = {}
    for rank, part in enumerate(document.iter_inner_content(), 1):
        if isinstance(part, Table):
            tables += 1
            lines = tuple(_lines(part, tables, rank, name))
            if len(lines) > 1:
                yield Grid(lines)
        elif part.text.strip():
            paragraphs += 1
            if paragraphs > MOST_ROWS:
                raise Refused(f"{name} has more than {MOST_ROWS:,} paragraphs", "save the plan's pages alone")
            yield _paragraph(part, Place(rank << 24, f"paragraph {paragraphs}"), _style(part, styles))


def _lines(table: Any, number: int, rank: int, name: str) -> Iterator[Line]:
    for at, row in enumerate(table.rows, 1):
        if at > MOST_ROWS:
            return
        width = row.grid_cols_before + sum(cell.grid_span for cell in row._tr.tc_lst)
        if width > MOST_COLUMNS:  # before the library makes each of them
            raise Refused(
                f"row {at} of table {number} of {name} has more than {MOST_COLUMNS} cells", "leave columns out"
            )
        cells = ["" for _ in range(row.grid_cols_before)]
        cells += [tidy_lines(_text(cell))[: MOST_LETTERS + 1] for cell in row.cells]
        if any(cells):
            yield Line(Place((rank << 24) + at, f"row {at} of table {number}"), tuple(cells))


def _text(cell: Any) -> str:
    """A cell's text; what is raised in it is a power or a footnote's mark."""
    words = ""
    for paragraph in cell.paragraphs:
        words += BREAK if words else ""
        for run in paragraph.runs:
            text, marked = run.text, run._r.rPr is not None
            words += raised(words, text) if marked and run.font.superscript and text.strip() else text
        if not paragraph.runs:
            words += paragraph.text
    return words.replace("\n", BREAK)


def _style(part: Any, known: dict[str | None, str]) -> str:
    """The name of a paragraph's style, which the library looks for among all of them each time."""
    mark = part._p.style
    if mark not in known:
        known[mark] = (part.style.name or "") if part.style is not None else ""
    return known[mark]


def _paragraph(part: Any, place: Place, style: str) -> Block:
    text = tidy(part.text)[: MOST_LETTERS + 1]
    heading = _HEADING.fullmatch(style)
    if heading:
        return Heading(place, text, int(heading[1] or 1))
    properties = part._p.pPr
    numbering = properties.numPr if properties is not None else None
    if numbering is None and not _LIST.match(style):
        return Prose(place, text)
    level = numbering.ilvl.val if numbering is not None and numbering.ilvl is not None else _style_level(style)
    return Item(place, text, level, _bold(part))


def _style_level(style: str) -> int:
    """How deep `List Bullet 2` stands."""
    found = re.search(r"([2-9])$", style)
    return int(found[1]) - 1 if found else 0


def _bold(part: Any) -> str:
    """What is set in bold at the start of a paragraph."""
    words = ""
    for run in part.runs:
        if run.text.strip() and not run.bold:
            break
        words += run.text
    return tidy(words)
