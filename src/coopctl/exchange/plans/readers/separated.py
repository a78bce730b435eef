"""CSV and TSV documents: every row of one table."""

import csv
import io
import re

from coopctl.errors import Refused
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.plans.document import BREAK, MOST_ROWS, Document, Grid, Line, Place
from coopctl.exchange.plans.readers.text import text_of

_MARKS = ",;\t"
_LOOKED_AT = 20
# No header of a table begins as an item of a list or a heading does.
_LISTED = re.compile(r"\s*(?:[-*+•–]\s|#+\s|[0-9]{1,3}[.)]\s)")


def looks_so(data: bytes) -> bool:
    """Whether a text without an ending is CSV: its first lines are no list, and have the same number of commas."""
    lines = [line for line in data[:65536].decode("utf-8", "ignore").splitlines() if line.strip()][:_LOOKED_AT]
    if len(lines) < 2 or any("|" in line or _LISTED.match(line) for line in lines[:2]):
        return False
    for mark in ",;":
        rows = list(csv.reader(lines[:-1] if len(lines) > 2 else lines, delimiter=mark))
        if len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1:
            return True
    return False


def read(data: bytes, name: str) -> Document:
    """The document in a CSV or TSV file, by the mark of `,` `;` and tab that its first lines have most of."""
    lines = text_of(data, name).splitlines(keepends=True)
    first = 1 if lines and lines[0].lower().startswith("sep=") else 0
    head = "".join(lines[first : first + _LOOKED_AT])
    mark = lines[0][4] if first and len(lines[0]) > 4 else max(_MARKS, key=head.count)
    reader = csv.reader(io.StringIO("".join(lines[first:]), newline=""), delimiter=mark, strict=True)
    rows: list[Line] = []
    line = first + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Line(Place(line, f"line {line}"), tuple(_plain(cell) for cell in cells)))
            line = first + reader.line_num + 1
            if len(rows) > MOST_ROWS:
                break
    except csv.Error as why:
        raise Refused(f"line {line} of {name} is not CSV: {why}", "save it as CSV again, or as XLSX") from None
    width = max((len(row.cells) for row in rows), default=0)
    filled = tuple(Line(row.place, row.cells + ("",) * (width - len(row.cells))) for row in rows)
    return Document("", (Grid(filled),) if filled else ())


def _plain(cell: str) -> str:
    return unguarded(cell.strip().replace("\r\n", BREAK).replace("\n", BREAK))
