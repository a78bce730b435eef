"""Eurostat's TSV: dimensions in the first cell of a row, parted by commas, and a column for each period.

Source: Eurostat, "TSV format" of its dissemination API (`freq,unit,geo\\TIME_PERIOD`).
"""

from collections.abc import Iterator

from msgspec import structs

from coopctl.exchange.formats.rows import Broken, Row, Table


def looks_so(header: tuple[str, ...]) -> bool:
    """Whether a header names several dimensions in its first cell."""
    return "\\" in header[0] and len(header) > 1


def read(table: Table) -> Table:
    """The table with a column for each dimension."""
    names = header_names(table.header[0])
    header = (*names, *(name.strip() for name in table.header[1:]))
    return structs.replace(table, header=header, rows=_rows(table, len(names)), fixed=True)


def header_names(cell: str) -> list[str]:
    """The dimensions that the first cell of a header names."""
    return [name.strip() for name in cell.partition("\\")[0].split(",")]


def _rows(table: Table, dimensions: int) -> Iterator[Row]:
    for line, cells in table.rows:
        if isinstance(cells, Broken):
            yield line, cells
            continue
        own = f"{cells[0]}".split(",")
        if len(own) == dimensions:
            yield line, [*own, *(cell.strip() if isinstance(cell, str) else cell for cell in cells[1:])]
        else:
            yield line, Broken(f"{cells[0]!s:.60} does not name {dimensions} dimensions", cells)
