"""What a document holds, whatever its format: headings, sentences, list items and tables, in their order."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Self

from msgspec import Struct

from coopctl.errors import Refused

MOST_BYTES = 1 << 24
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_LETTERS = 5_000

BREAK = "\v"
"""What stands in a cell where a line of it ends."""


class Number(Struct, frozen=True):
    """A number that the format itself knows as one, and what is shown before and after it: `$` and `%`."""

    value: Decimal
    before: str = ""
    after: str = ""


Cell = str | Number
"""Words as they were written, or a number."""


class Place(Struct, frozen=True, order=True):
    """Where something stands: its rank in the document, and how people call it (`line 5`, `row 3 of table 2`)."""

    rank: int
    words: str

    def __str__(self) -> str:
        return self.words

    def part(self, number: int) -> "Place":
        """One of several parts of what stands here."""
        return Place(self.rank, f"{self.words}, part {number}")


class Line(Struct, frozen=True, gc=False):
    """A table row and its cells."""

    place: Place
    cells: tuple[Cell, ...]

    def cell(self, at: int) -> Cell:
        """One of its cells, "" where the row is shorter."""
        return self.cells[at] if at < len(self.cells) else ""


class Heading(Struct, frozen=True):
    """A heading; level 1 is the highest."""

    place: Place
    text: str
    level: int = 1


class Prose(Struct, frozen=True):
    """A paragraph of running text, and the lines in which it was written where these are several."""

    place: Place
    text: str
    lines: "tuple[Prose, ...]" = ()


class Item(Struct, frozen=True):
    """An item of a list, by how deep it stands in it (0 is outermost); `title` is what was set in bold at its start.

    `lines` are those in which it was written, where these are several; a `sentence` stands in running text, where what
    is no promise is nothing else.
    """

    place: Place
    text: str
    depth: int = 0
    title: str = ""
    lines: tuple[Prose, ...] = ()
    sentence: bool = False


class Grid(Struct, frozen=True):
    """The rows of a table, its header among them; `name` is a sheet's."""

    lines: tuple[Line, ...]
    name: str = ""


Block = Heading | Prose | Item | Grid


class Document(Struct, frozen=True):
    """A document's title, "" where it has none, and its blocks in order."""

    title: str
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, blocks: Sequence[Block], otherwise: str = "") -> Self:
        """The document of these blocks, with its first heading for its title."""
        headings = (block.text for block in blocks if isinstance(block, Heading))
        return cls(next(headings, "") or otherwise, tuple(blocks))


def checked(document: Document, name: str) -> Document:
    """The document; raises `Refused` where it is larger than any written plan is."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    if sum(len(grid.lines) for grid in grids) > MOST_ROWS:
        raise Refused(f"{name} has more than {MOST_ROWS:,} table rows", "figures are recorded with `coopctl import`")
    for grid in grids:
        for line in grid.lines:
            if len(line.cells) > MOST_COLUMNS:
                raise Refused(f"{line.place} of {name} has more than {MOST_COLUMNS} cells", "leave columns out")
    return document


def words_of(cell: Cell, *, decimal_comma: bool = False) -> str:
    """A cell as text on one line; a number in plain digits, with the decimal mark of the plan."""
    if isinstance(cell, str):
        return cell.replace(BREAK, " ")
    text = f"{cell.value:f}"
    return f"{cell.before}{text.replace('.', ',') if decimal_comma else text}{cell.after}"
