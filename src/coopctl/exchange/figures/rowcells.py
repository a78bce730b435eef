"""The cells of a row by their place or role, without what `guard` put before them."""

from collections.abc import Mapping, Sequence

from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.formats.rows import Cell

_YES = frozenset(("true", "yes", "1", "y", "x", "p", "provisional", "preliminary", "ja", "oui", "sí", "sim"))
_NO = frozenset(("", "false", "no", "0", "n", "final", "nein", "non", "não"))


class RowCells:
    """Reads the cells of a table's rows; `at` are the places of roles."""

    def __init__(self, at: Mapping[str, int], *, guarded: bool) -> None:
        self.at, self.guarded = at, guarded

    def bare(self, cell: Cell) -> Cell:
        """A cell without the apostrophe that `guard` may have given it."""
        return unguarded(cell) if self.guarded and isinstance(cell, str) else cell

    def cell(self, row: Sequence[Cell], place: int) -> Cell:
        return self.bare(row[place])

    def role(self, row: Sequence[Cell], role: str) -> Cell:
        return self.cell(row, self.at[role]) if role in self.at else ""

    def text(self, row: Sequence[Cell], role: str) -> str:
        cell = self.role(row, role)
        return cell if isinstance(cell, str) else f"{cell:f}"


def word(cell: Cell) -> str:
    """What a cell says, as words are compared."""
    return cell_text(cell).strip().casefold()


def says_yes(said: str) -> bool | None:
    """Whether a word says yes, as of a figure that it is provisional; None where it says neither yes nor no."""
    told = said.strip().lower()
    return told in _YES if told in _YES | _NO else None
