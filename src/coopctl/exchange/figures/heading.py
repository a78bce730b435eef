"""Where a table begins: its header may lie under titles, take two rows, or be missing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise, takewhile

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.exchange.figures.content import Reading, Several, decimal_comma, is_number
from coopctl.exchange.figures.dates import of_header
from coopctl.exchange.figures.days import Column, Unsettled
from coopctl.exchange.figures.layout import Layout, NoColumn, layout
from coopctl.exchange.figures.scales import is_unit, of_all, scale_in, unit_in
from coopctl.exchange.figures.words import WHEN
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.flags import is_flag
from coopctl.exchange.formats.rows import Ahead, Broken, Cell, Row, Table

_LOOKED_AT = 30
_SAMPLE = 60
_SHOWN = 60
# A header has fewer lines above it than a table that has none, but many titles.
_TITLES = 3


class _TwoRows(Refused):
    """A header that goes on in the row below it."""


class _LooksLikeData(Refused):
    """A row in the place of a header that has dates and numbers itself."""


class Headed(Struct, frozen=True):
    """A table with its header found: the rows below, and the lines above that are no rows, with the scale and unit.

    `comma` is a value of which it is sure that its numbers have a decimal comma, "" where there is none; `numbered`
    tells that there is no header, but columns by their numbers.
    """

    table: Table
    rows: Ahead
    layout: Layout
    above: tuple[str, ...] = ()
    scale: str = ""
    unit: str = ""
    comma: str = ""
    numbered: bool = False


def headed(table: Table, reading: Reading, depth: int = 1) -> Headed:
    """The header of a table, by which its columns are known: the first of its rows that can be one.

    `depth` rows make the header, a name carried right over those that follow it empty.
    Raises `Refused` for a table without a header, or one that is not known.
    """
    rows = Ahead(table.rows)
    if table.fixed:
        return Headed(table, rows, layout(table, _cells(rows.peek(_SAMPLE)), reading))
    lines: list[Row] = [(table.line, list(table.header)), *rows.peek(_LOOKED_AT + _SAMPLE)]
    if _numbered(reading):
        return _without_header(table, rows, lines, reading)
    refused: list[tuple[int, Refused]] = []
    for at in range(min(_LOOKED_AT, len(lines))):
        head = _cells(lines[at : at + depth])
        if len(head) < min(depth, len(lines) - at) or not any(head[0]):
            continue
        one = _candidate(head, lines, at, reading)
        named = structs.replace(table, header=one.names, line=one.line)
        try:
            found = _fitting(named, one, reading, depth)
        except (_TwoRows, Several):
            raise
        except Refused as why:
            refused.append((sum(map(bool, one.names)), why))
            continue
        rows.take(one.last)
        above, comma = one.above, decimal_comma(_values(one.below, found))
        return Headed(named, rows, found, above, of_all(above, scale_in), of_all(above, unit_in), comma)
    raise _most_telling(refused, table.line)


class _Candidate(Struct, frozen=True):
    """A row that may be the header: the names it gives, its line, the rows below, the lines above, its last row."""

    names: tuple[str, ...]
    line: int
    below: list[Sequence[Cell]]
    above: tuple[str, ...]
    last: int


def _candidate(head: Sequence[Sequence[Cell]], lines: Sequence[Row], at: int, reading: Reading) -> _Candidate:
    """The names that a row gives, with the units of a row below them; of periods those are said above the table."""
    below = _cells(lines[at + len(head) :])
    names = _names(head)
    names += ("",) * _flagged(names, below)
    units = _units(names, below) if len(head) == 1 else {}
    dated = [place for place in units if _dated(of_header(names[place]), reading)]
    own = {place: f" ({unit})" for place, unit in units.items() if place not in dated}
    above = [_line(cells) for cells in _cells(lines[:at])] + [f"({units[place]})" for place in dated]
    return _Candidate(
        tuple(f"{name}{own.get(place, '')}" for place, name in enumerate(names)),
        lines[at][0],
        below[bool(units) :],
        tuple(above),
        at + len(head) - 1 + bool(units),
    )


def _fitting(table: Table, one: _Candidate, reading: Reading, depth: int) -> Layout:
    """The columns of a table under this header.  Raises `Refused` where it is none."""
    found = layout(table, one.below, reading)
    _check(table, found, one.below, reading, depth)
    if one.above and not one.below and any(column.on for column in found.values):
        raise NoColumn(f"line {table.line}: there are dates, and nothing below them")
    if len(one.names) < 3 and _wider(one.names, one.below):
        raise Refused(f"line {table.line}: the rows below have more cells than the header")
    return found


def _most_telling(refused: Sequence[tuple[int, Refused]], line: int) -> Refused:
    """Why no row is a header: the reason of the first that has the most names.

    Where rows of data lie far below, that says more than what is missing in each of the lines above them.
    """
    most = max((count for count, _ in refused), default=0)
    left = [why for count, why in refused if count == most]
    data = [why for why in left[_TITLES:] if isinstance(why, _LooksLikeData)]
    if data and all(isinstance(why, NoColumn) for why in left[:_TITLES]):
        return data[0]
    return next(iter(left), NoColumn(f"line {line}: there is no header"))


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


def _wider(names: Sequence[str], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether one of the next rows has more cells than the header, or most of all have."""
    widths = [width for cells in below if (width := _width(cells))]
    wider = [width > len(names) for width in widths]
    return any(wider[:3]) or sum(wider) * 2 > len(wider)


def _flagged(names: Sequence[str], below: Sequence[Sequence[Cell]]) -> int:
    """1 where a column of flags without a name follows the last one that has a name."""
    last = [cell_text(row[len(names)]).strip() for row in below if _width(row) == len(names) + 1]
    wider = any(_width(row) > len(names) + 1 for row in below)
    return int(len(names) > 1 and bool(last) and not wider and all(is_flag(cell) for cell in last))


def _units(names: Sequence[str], below: Sequence[Sequence[Cell]]) -> dict[int, str]:
    """The units that a row below the names of columns gives them; none where it is no such row."""
    units = [cell_text(cell).strip() for cell in below[0]] if below else []
    said = {place: unit for place, unit in enumerate(units) if unit}
    return {} if 0 in said or len(units) > len(names) or not all(map(is_unit, said.values())) else said


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
    above = list(takewhile(lambda row: not _is_dated(row, found, reading), lines))
    above = above if len(above) < len(lines) else []
    rest = Ahead(chain(first, rows))
    rest.take(len(above))
    said = tuple(_line(cells) for _, cells in above if not isinstance(cells, Broken))
    line = lines[len(above)][0]
    bare = structs.replace(bare, line=line)
    comma = decimal_comma(_values(_cells(lines[len(above) :]), found))
    return Headed(bare, rest, found, said, of_all(said, scale_in), of_all(said, unit_in), comma, numbered=True)


def _is_dated(row: Row, found: Layout, reading: Reading) -> bool:
    """Whether a row has a date where its table has dates."""
    cells = row[1]
    places = [found.at[role] for role in WHEN if role in found.at]
    some = [] if isinstance(cells, Broken) else [cell_text(cells[place]) for place in places if place < len(cells)]
    return any(_dated(text.strip(), reading) for text in some)


def _check(table: Table, found: Layout, below: Sequence[Sequence[Cell]], reading: Reading, depth: int) -> None:
    """Raises `Refused` for a row that is data, and for the first of two rows of a header."""
    halves = {column.at for column in found.values if column.half}
    names = [name for place, name in enumerate(table.header) if name.strip() and place not in halves]
    dates = [name for name in names if _dated(of_header(name.strip()), reading)]
    numbers = [name for name in names if name not in dates and is_number(name.strip())]
    bare = len(dates) == len(names) and not (len(names) > 2 and _in_order(dates, reading))
    if numbers or (bare and not any(reading.chosen.values())):
        date = next((place for place, name in enumerate(table.header, 1) if name in dates), 1)
        value = next((place for place, name in enumerate(table.header, 1) if name in numbers), date + 1)
        raise _LooksLikeData(
            f"line {table.line}: the first row looks like data: {', '.join(names[:4])[:_SHOWN]!r}",
            f"write a header such as goal,date,value above it, or number its columns: --map date={date},value={value}",
        )
    _check_dates(table, found, below, reading)
    second = below[0] if below else ()
    if depth == 1 and "" in table.header and second and _is_second(second):
        raise _TwoRows(
            f"line {table.line}: the header has two rows, of which the second names the columns",
            "say so with --header-rows 2",
        )


def _check_dates(table: Table, found: Layout, below: Sequence[Sequence[Cell]], reading: Reading) -> None:
    """Raises `Refused` for a table of one period, as its header says, whose rows have dates of their own."""
    alone = reading.one_goal and [column.on for column in found.values if column.on] and not found.values[1:]
    for name, place in found.unused.items() if alone else ():
        texts = [cell_text(row[place]).strip() for row in below if place < len(row)]
        if _are_dates(texts, reading):
            said = f"both the column {name!r} and its header {found.values[0].name!r} are dates"
            raise NoColumn(f"line {table.line}: {said}", "name the column of dates with --map date=COLUMN")


def _are_dates(texts: Sequence[str], reading: Reading) -> bool:
    """Whether most cells are dates, and more than one."""
    said = [text for text in texts if text]
    return sum(_dated(text, reading) for text in said) * 2 > max(len(said), 2)


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
