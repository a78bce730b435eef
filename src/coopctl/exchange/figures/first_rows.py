"""The first rows of a table, looked at before anybody knows what they are."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.exchange.figures.content import Reading
from coopctl.exchange.figures.days import Column, Coming, Day, Unsettled
from coopctl.exchange.figures.layout import Layout
from coopctl.exchange.figures.words import is_role
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.rows import Ahead, Broken, Cell, Row, Table

SAMPLE = 60
"""So many of the first rows are looked at, where something of a table is to be known before the rest is read."""


class Headed(Struct, frozen=True):
    """A table with its header found: the rows below, and the lines above that are no rows, with the scale and unit.

    `comma` is a value of which it is sure that its numbers have a decimal comma, "" where there is none; `numbered`
    tells that there is no header, but columns by their numbers; `year` is that of rows which name months alone, as a
    line above says, "" where none does.
    """

    table: Table
    rows: Ahead
    layout: Layout
    above: tuple[str, ...] = ()
    scale: str = ""
    unit: str = ""
    comma: str = ""
    numbered: bool = False
    year: str = ""


def cells_of(rows: Iterable[Row]) -> list[Sequence[Cell]]:
    """The rows that can be read."""
    return [cells for _, cells in rows if not isinstance(cells, Broken)]


def values_of(rows: Iterable[Sequence[Cell]], found: Layout) -> Iterator[str]:
    """What stands in the columns of values."""
    for row in rows:
        for column in found.values:
            if 0 <= column.at < len(row) and isinstance(cell := row[column.at], str):
                yield cell


def line_of(cells: Sequence[Cell]) -> str:
    """What a row says, in one text."""
    return ", ".join(text for cell in cells if (text := cell_text(cell).strip()))


def is_dated(name: str, reading: Reading) -> bool:
    """Whether a text is a date, perhaps of several senses or of one that is to come."""
    if is_role(name):
        return False
    column = Column(reading.plan, reading.today, "", reading.sense)
    try:
        return isinstance(column.read(name), Day | Coming)
    except (Unsettled, Refused):
        return True
