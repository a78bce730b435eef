"""Cells that are empty because the one above goes on in them, as the merged ones of a spreadsheet do."""

from collections.abc import Iterator, Sequence, Set

from coopctl.exchange.figures.first_rows import SAMPLE, Headed, cells_of
from coopctl.exchange.figures.words import WHEN
from coopctl.exchange.formats.csv_tsv import cell_text, text_at
from coopctl.exchange.formats.rows import Cell
from coopctl.values.people import plural


class Merged:
    """Reads the columns of a table, of which some that are `asked` for name a thing once for the rows of its days."""

    def __init__(self, headed: Headed, asked: Set[int]) -> None:
        at, self._named = headed.layout.at, headed.table.told or headed.table.header
        days = [at[role] for role in WHEN if role in at]
        sample = cells_of(headed.rows.peek(SAMPLE)) if asked and days else []
        self._above = {
            place: "" for place in range(min(days, default=0)) if place in asked and _goes_on(sample, place, days)
        }
        self._filled = dict.fromkeys(self._above, 0)

    def cell(self, row: Sequence[Cell], place: int) -> Cell:
        """A cell, or the one above that goes on in it."""
        if place not in self._above:
            return row[place]
        own = cell_text(row[place]).strip()
        self._filled[place] += not own
        self._above[place] = own or self._above[place]
        return self._above[place]

    def remarks(self) -> Iterator[str]:
        """What is to be said of cells that were empty."""
        for place, times in self._filled.items():
            if times:
                yield f"{plural(times, 'rows')} with nothing in {self._named[place]!r}, taken to be of the one above"


def _goes_on(sample: Sequence[Sequence[Cell]], place: int, days: Sequence[int]) -> bool:
    """Whether a column names each thing once, at the first of the rows that say other days of it.

    Where rows say the days of the one above again, an empty cell is that of a total.
    """
    name, said = "", dict[str, list[Sequence[str]]]()
    for own, *when in (_texts(cells, (place, *days)) for cells in sample):
        if own in said:
            return False
        name = own or name
        said.setdefault(name, []).extend([when] if any(when) else [])
    several = any(each[1:] for each in said.values())
    return several and "" not in said and all(len({*map(tuple, each)}) == len(each) for each in said.values())


def _texts(cells: Sequence[Cell], places: Sequence[int]) -> list[str]:
    return [text_at(cells, place) for place in places]
