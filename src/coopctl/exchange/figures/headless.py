"""Tables without a header: their columns are numbered, by who imports them or by what all of their rows look like."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain, takewhile

from msgspec import structs

from coopctl.exchange.figures.content import Reading, decimal_comma, is_number
from coopctl.exchange.figures.first_rows import Headed, cells_of, is_dated, line_of, values_of
from coopctl.exchange.figures.layout import Layout, layout
from coopctl.exchange.figures.scales import of_all, scale_in, unit_in
from coopctl.exchange.figures.words import WHEN
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.flags import is_flag, is_missing
from coopctl.exchange.formats.rows import Ahead, Broken, Cell, Row, Table
from coopctl.values.patterns import later

_ALIKE = 2
_HAS_YEAR = later(r".*(?<![0-9])(?:19|20)[0-9]{2}", re.ASCII)


def is_numbered(reading: Reading) -> bool:
    """Whether --map names columns by their numbers, as those of a table without a header are."""
    given = [column for column in reading.chosen.values() if column]
    return bool(given) and all(re.fullmatch("[0-9]{1,3}", column, re.ASCII) for column in given)


def without_header(table: Table, rows: Ahead, lines: Sequence[Row], reading: Reading) -> Headed:
    """A table whose columns are numbered, its first line being a row as all others."""
    width = max((len(cells) for _, cells in lines if not isinstance(cells, Broken)), default=1)
    bare = structs.replace(table, header=tuple(f"{place}" for place in range(1, width + 1)), told=())
    first: list[Row] = [(table.line, list(table.header) + [""] * (width - len(table.header)))]
    found = layout(bare, cells_of(lines), structs.replace(reading, chosen={"value": "", **reading.chosen}))
    above = list(takewhile(lambda row: not _is_dated(row, found, reading), lines))
    above = above if len(above) < len(lines) else []
    rest = Ahead(chain(first, rows))
    rest.take(len(above))
    said = tuple(line_of(cells) for _, cells in above if not isinstance(cells, Broken))
    line = lines[len(above)][0]
    bare = structs.replace(bare, line=line)
    comma = decimal_comma(values_of(cells_of(lines[len(above) :]), found), semicolons=table.semicolons)
    return Headed(bare, rest, found, said, of_all(said, scale_in), of_all(said, unit_in), comma, numbered=True)


def _is_dated(row: Row, found: Layout, reading: Reading) -> bool:
    """Whether a row has a date where its table has dates."""
    cells = row[1]
    places = [found.at[role] for role in WHEN if role in found.at]
    some = [] if isinstance(cells, Broken) else [cell_text(cells[place]) for place in places if place < len(cells)]
    return any(is_dated(text.strip(), reading) for text in some)


def bare_columns(lines: Sequence[Row], reading: Reading) -> Mapping[str, str] | None:
    """The columns of date, value and flags of a table whose titles no header follows; None for all others.

    All of its rows look alike, and only one of their cells is a number.
    """
    if not reading.one_goal or any(reading.chosen.values()):
        return None
    rows = [cells for cells in cells_of(lines) if any(map(cell_text, cells))]
    titles = list(takewhile(lambda cells: _shape(cells, reading) is None, rows))
    data = rows[len(titles) :]
    shape = _shape(data[0], reading) if titles and data else None
    if shape is None or not _are_alike(data, shape, reading):
        return None
    return {role: f"{place + 1}" for role, place in shape.items()}


def _are_alike(data: Sequence[Sequence[Cell]], shape: Mapping[str, int], reading: Reading) -> bool:
    """Whether several rows have this shape, and all others are notes or have no value."""
    others = [cells for cells in data if _shape(cells, reading) != shape]
    return len(data) - len(others) >= _ALIKE and all(map(_is_note, others))


def _shape(cells: Sequence[Cell], reading: Reading) -> dict[str, int] | None:
    """Which cell of a row is its date, which its only number, and which its flag; None where it has something else."""
    shape: dict[str, int] = {}
    for place, text in enumerate(cell_text(cell).strip() for cell in cells):
        role = _kind(text, reading)
        if text and (role in shape or not role):
            return None
        shape |= {role: place} if text and role != "flag" else {}
    if shape.keys() != {"date", "value"}:
        return None
    after = shape["value"] + 1
    return shape | ({"flag": after} if len(cells) > after else {})


def _kind(text: str, reading: Reading) -> str:
    """What a cell is for a table without a header; "" for what is nothing of it."""
    kinds = {
        "date": _HAS_YEAR.match(text) is not None and is_dated(text, reading),
        "value": is_number(text),
        "flag": is_flag(text),
    }
    return next((kind for kind, fits in kinds.items() if fits), "")


def _is_note(cells: Sequence[Cell]) -> bool:
    """Whether a row has but one cell, or a value that is missing."""
    said = [text for cell in cells if (text := cell_text(cell).strip())]
    return len(said) < 2 or all(is_missing(text) or is_flag(text) for text in said[1:])
