"""CSV and TSV documents: every row of one table."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from coopctl.errors import Refused
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.plans.document import BREAK, MOST_ROWS, Document, Grid, Line, Place
from coopctl.exchange.plans.readers.text import text_of
from coopctl.values.patterns import later

_MARKS = ",;\t"
_LOOKED_AT = 20
# No header of a table begins as an item of a list or a heading does.
_LISTED = later(r"\s*(?:[-*+•–]\s|#+\s|[0-9]{1,3}[.)]\s)")

# A line of a text in which a comma or semicolon comes before an amount that is no year: `Trade, $250 million, up 20%`.
_SAID = later(r"[^,;]*[^,;\s0-9][^,;]*(?:[,;]\s[^,;]*)*[,;]\s+[$€£+-]?(?!(?:19|20)[0-9]{2}\b)[0-9](?:[^,;]|[,;]\s)*")


def looks_so(data: bytes) -> bool:
    """Whether a text without an ending is CSV: its first lines are no list, and have the same number of commas."""
    lines = [line for line in data[:65536].decode("utf-8", "ignore").splitlines() if line.strip()][:_LOOKED_AT]
    if len(lines) < 2 or any("|" in line or _LISTED.match(line) for line in lines[:2]):
        return False
    if _SAID.fullmatch(lines[0]):
        return False
    whole = lines[:-1] if len(lines) > 2 else lines
    return any(_is_even(list(csv.reader(whole, delimiter=mark))) for mark in ",;")


def _is_even(rows: Sequence[Sequence[str]]) -> bool:
    """Whether all rows have as many cells, and more than one."""
    return len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1


def read(data: bytes, name: str) -> Document:
    """The document in a CSV or TSV file, by the mark of `,` `;` and tab that its first lines have most of."""
    lines = text_of(data, name).splitlines(keepends=True)
    first = 1 if lines and lines[0].lower().startswith("sep=") else 0
    rows = list(islice(_rows(lines, first, _mark(lines, first), name), MOST_ROWS + 1))
    width = max((len(row.cells) for row in rows), default=0)
    filled = tuple(Line(row.place, row.cells + ("",) * (width - len(row.cells))) for row in rows)
    return Document("", (Grid(filled),) if filled else ())


def _mark(lines: Sequence[str], first: int) -> str:
    """What separates cells: what Excel's `sep=` line says, else what the first lines have most of."""
    if first and len(lines[0]) > 4:
        return lines[0][4]
    return max(_MARKS, key="".join(lines[first : first + _LOOKED_AT]).count)


def _rows(lines: Sequence[str], first: int, mark: str, name: str) -> Iterator[Line]:
    """The rows that hold anything, from the line of this index on.  Raises `Refused` for what is no CSV."""
    reader = csv.reader(io.StringIO("".join(lines[first:]), newline=""), delimiter=mark, strict=True)
    line = first + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Line(Place(line, f"line {line}"), tuple(_plain(cell) for cell in cells))
            line = first + reader.line_num + 1
    except csv.Error as why:
        raise Refused(f"line {line} of {name} is not CSV: {why}", "save it as CSV again, or as XLSX") from None


def _plain(cell: str) -> str:
    return unguarded(cell.strip().replace("\r\n", BREAK).replace("\n", BREAK))
