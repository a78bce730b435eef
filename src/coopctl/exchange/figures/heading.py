"""Where a table begins: its header may lie under titles, take two rows, or be missing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.exchange.figures.content import Reading, Several, decimal_comma, is_number
from coopctl.exchange.figures.dates import of_header
from coopctl.exchange.figures.days import Column, Unsettled
from coopctl.exchange.figures.layout import Layout, layout
from coopctl.exchange.figures.scales import of_all, scale_in, unit_in
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.rows import Ahead, Broken, Cell, Row, Table

_LOOKED_AT = 30
_SAMPLE = 60
_SHOWN = 60


class _TwoRows(Refused):
    """A header that goes on in the row below it."""


class Headed(Struct, frozen=True):
    """A table with its header found: the rows below, and the lines above that are no rows, with the scale and unit.

    `comma` is a value of which it is sure that its numbers have a decimal comma, "" where there is none.
    """

    table: Table
    rows: Ahead
    layout: Layout
    above: tuple[str, ...] = ()
    scale: str = ""
    unit: str = ""
    comma: str = ""


def headed(table: Table, reading: Reading, depth: int = 1) -> Headed:
    """The header of a table, by which its columns are known: the first of its rows that can be one.

    `depth` rows make the header, a name carried right over those that follow it empty.
    Raises `Refused` for a table without a header, or one that is not known.
    """
    rows = Ahead(table.rows)
    if table.fixed:
        return Headed(table, rows, layout(table, _cells(rows.peek(_SAMPLE)), reading))
    lines: list[Row] = [(table.line, list(table.header)), *rows.peek(_LOOKED_AT + _SAMPLE)]
    refused: list[tuple[int, Refused]] = []
    for at in range(min(_LOOKED_AT, len(lines))):
        head, line = _cells(lines[at : at + depth]), lines[at][0]
        if len(head) < min(depth, len(lines) - at) or not any(head[0]):
            continue
        below = _cells(lines[at + depth :])
        names = _names(head)
        candidate = structs.replace(table, header=names, line=line)
        if _numbered(reading):
            return _without_header(table, rows, lines, reading)
        try:
            found = layout(candidate, below, reading)
            _check(candidate, below, reading, depth)
        except (_TwoRows, Several):
            raise
        except Refused as why:
            refused.append((sum(map(bool, names)), why))
            continue
        wider = next((place for place, cells in enumerate(below[:3]) if _width(cells) > len(names)), None)
        if wider is not None and len(names) < 3:
            refused.append((len(names), Refused(f"line {line}: the rows below have more cells than the header")))
            continue
        rows.take(at + depth - 1)
        above = tuple(_line(cells) for _, cells in lines[:at] if not isinstance(cells, Broken))
        comma = decimal_comma(_values(below, found))
        return Headed(candidate, rows, found, above, of_all(above, scale_in), of_all(above, unit_in), comma)
    most = max((count for count, _ in refused), default=0)
    raise next((why for count, why in refused if count == most), Refused(f"line {table.line}: there is no header"))


def _cells(rows: Iterable[Row]) -> list[Sequence[Cell]]:
    return [cells for _, cells in rows if not isinstance(cells, Broken)]


def _values(rows: Iterable[Sequence[Cell]], found: Layout) -> Iterator[str]:
    """What stands in the columns of values."""
    for row in rows:
        for column in found.values:
            if 0 <= column.at < len(row) and isinstance(cell := row[column.at], str):
                yield cell


def _width(cells: Sequence[Cell]) -> int:
    return max((place + 1 for place, cell in enumerate(cells) if cell), default=0)


def _line(cells: Sequence[Cell]) -> str:
    return ", ".join(text for cell in cells if (text := cell_text(cell).strip()))


def _names(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """The names of columns; of several rows, each name with those under it, empty cells under a name being its own."""
    width = max(map(len, rows))
    parts: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        last = ""
        for place in range(width):
            own = cell_text(row[place]).strip() if place < len(row) else ""
            last = own or (last if depth < len(rows) - 1 else "")
            if last:
                parts[place].append(last)
    names = [" ".join(one) for one in parts]
    while len(names) > 1 and not names[-1]:
        names.pop()
    return tuple(names)


def _numbered(reading: Reading) -> bool:
    """Whether --map names columns by their numbers, as those of a table without a header are."""
    given = [column for column in reading.chosen.values() if column]
    return bool(given) and all(re.fullmatch("[0-9]{1,3}", column, re.ASCII) for column in given)


def _without_header(table: Table, rows: Ahead, lines: Sequence[Row], reading: Reading) -> Headed:
    """A table whose columns are numbered, its first line being a row as all others."""
    width = max((len(cells) for _, cells in lines if not isinstance(cells, Broken)), default=1)
    bare = structs.replace(table, header=tuple(f"{place}" for place in range(1, width + 1)), told=())
    first: list[Row] = [(table.line, list(table.header) + [""] * (width - len(table.header)))]
    found = layout(bare, _cells(lines), structs.replace(reading, chosen={"value": "", **reading.chosen}))
    return Headed(bare, Ahead(chain(first, rows)), found)


def _check(table: Table, below: Sequence[Sequence[Cell]], reading: Reading, depth: int) -> None:
    """Raises `Refused` for a row that is data, and for the first of two rows of a header."""
    names = [name for name in table.header if name.strip()]
    dates = [name for name in names if _dated(of_header(name.strip()), reading)]
    numbers = [name for name in names if name not in dates and is_number(name.strip())]
    bare = len(dates) == len(names) and not (len(names) > 2 and _in_order(dates, reading))
    if numbers or (bare and not any(reading.chosen.values())):
        raise Refused(
            f"line {table.line}: the first row looks like data: {', '.join(names[:4])[:_SHOWN]!r}",
            "write a header such as goal,date,value above it, or number its columns: --map date=1,value=2",
        )
    second = below[0] if below else ()
    if depth == 1 and "" in table.header and second and _is_second(second):
        raise _TwoRows(
            f"line {table.line}: the header has two rows, of which the second names the columns",
            "say so with --header-rows 2",
        )


def _is_second(second: Sequence[Cell]) -> bool:
    """Whether a row goes on with a header: nothing under the first name, and words under all others, none a number."""
    texts = [cell_text(cell).strip() for cell in second]
    said = [text for text in texts if text]
    return not texts[0] and len(said) > 1 and not any(map(is_number, said)) and len(set(said)) < len(said)


def _dated(name: str, reading: Reading) -> bool:
    column = Column(reading.plan, reading.today, "", reading.sense)
    try:
        read = column.read(name)
    except (Unsettled, Refused):
        return True
    return not isinstance(read, str) or "future" in read


def _in_order(names: Sequence[str], reading: Reading) -> bool:
    days = []
    column = Column(reading.plan, reading.today, "", reading.sense)
    for name in names:
        try:
            read = column.read(of_header(name.strip()))
        except (Unsettled, Refused):
            return False
        if not isinstance(read, str):
            days.append(read[0])
    return all(a < b for a, b in pairwise(days)) or all(a > b for a, b in pairwise(days))
