"""Where a table begins: its header may lie under titles, take two rows, or be missing."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.exchange.figures.content import Reading, Several, decimal_comma, dotted_days, is_number
from coopctl.exchange.figures.dates import of_header, quarter_of
from coopctl.exchange.figures.days import Column, Day, Unsettled
from coopctl.exchange.figures.described import described
from coopctl.exchange.figures.explained import explains
from coopctl.exchange.figures.first_rows import SAMPLE, Headed, cells_of, is_dated, line_of, values_of
from coopctl.exchange.figures.grid import from_first, months_without_year
from coopctl.exchange.figures.headless import bare_columns, is_numbered, without_header
from coopctl.exchange.figures.layout import Layout, NoColumn, NoGoal, layout
from coopctl.exchange.figures.months import is_month
from coopctl.exchange.figures.outlines import in_full
from coopctl.exchange.figures.scales import is_unit, of_all, scale_in, unit_in
from coopctl.exchange.figures.titled import is_period_line, of_all_rows
from coopctl.exchange.figures.words import WHEN, WORDS, Twice, plain
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.flags import is_flag
from coopctl.exchange.formats.rows import Ahead, Broken, Cell, Row, Table
from coopctl.values.patterns import later
from coopctl.values.vocabulary import MONTHS, TOTALS

_LOOKED_AT = 30
_SHOWN = 60
# So many names are a header, whatever is below them.
_FEW = 3
# A header has fewer lines above it than a table that has none, but many titles.
_TITLES = 3
# How a row of units calls itself, in the column of rows' names.
_UNIT_WORDS = frozenset(
    (*WORDS["unit"].split("|"), *(name for role in WHEN if role in WORDS for name in WORDS[role].split("|")))
)
# Source: HXL 1.1, "Hashtag row".
_TAG = later(r"#[a-z][a-z0-9_]*(?: ?\+[a-z0-9_]+)*", re.IGNORECASE | re.ASCII)
# Source: USGS, "Tab-delimited (RDB) format": the width of each column, and whether it holds words, days or numbers.
_WIDTH = later(r"[0-9]{1,3}[sdn]", re.ASCII)

# Source: Qualtrics, "Data Export Formats": below the header the questions, then the ids of what was asked.
_ASKED = later(r'\{"ImportId":')


class _TwoRows(Refused):
    """A header that goes on in the row below it."""


class _RowAbove(_TwoRows):
    """A header of which the row above is the first part."""


class _LooksLikeData(Refused):
    """A row in the place of a header that has dates and numbers itself."""


def headed(table: Table, reading: Reading, depth: int = 1) -> Headed:
    """The header of a table, by which its columns are known: the first of its rows that can be one.

    `depth` rows make the header, a name carried right over those that follow it empty.
    Raises `Refused` for a table without a header, or one that is not known.
    """
    rows = Ahead(table.rows)
    if table.fixed:
        return Headed(table, rows, layout(table, cells_of(rows.peek(SAMPLE)), reading))
    table, rows = in_full(table, rows, _LOOKED_AT + SAMPLE)
    lines: list[Row] = [(table.line, list(table.header)), *rows.peek(_LOOKED_AT + SAMPLE)]
    if is_numbered(reading):
        return without_header(table, rows, lines, reading)
    refused: list[tuple[int, Refused]] = []
    told = described(lines, reading)
    if told is not None:
        one = _Candidate(told.names, lines[told.last][0], cells_of(lines[told.last + 1 :]), told.above, told.last)
        named = structs.replace(table, header=one.names, line=one.line)
        return _headed(named, rows, one, _fitting(named, one, reading, depth))
    for at, head in _heads(lines, depth):
        one = _candidate(head, lines, at, reading)
        named = _in_titled_year(structs.replace(table, header=one.names, line=one.line), one)
        try:
            found = _fitting(named, one, reading, depth)
        except Refused as why:
            if (both := _of_periods(table, lines, at, why, reading)) is not None:
                return _headed(both[0], rows, *both[1:])
            if _is_settled(why, one.names, reading):
                raise
            refused += _telling(why, one.names, reading)
            continue
        return _headed(named, rows, one, found)
    bare = bare_columns(lines, reading)
    if bare is None:
        raise _goalless(refused) or _most_telling(refused, table.line)
    headless = without_header(table, rows, lines, structs.replace(reading, chosen=bare))
    return structs.replace(headless, layout=structs.replace(headless.layout, found=dict(bare)))


def _heads(lines: Sequence[Row], depth: int) -> Iterator[tuple[int, list[Sequence[Cell]]]]:
    """The rows that may be the header, so many at once, by the number of the first of them.

    Raises `Refused` where the next of them cannot be read.
    """
    for at in range(min(_LOOKED_AT, len(lines))):
        _check_whole(lines[at])
        head = cells_of(lines[at : at + depth])
        if len(head) >= min(depth, len(lines) - at) and any(head[0]):
            yield at, head


def _of_periods(
    table: Table, lines: Sequence[Row], at: int, why: Refused, reading: Reading
) -> "tuple[Table, _Candidate, Layout] | None":
    """A table whose header is in two rows that together name a period above each value, as 2023 above Q1 and Q2 do."""
    first = at - isinstance(why, _RowAbove)
    head = cells_of(lines[first : first + 2])
    if not isinstance(why, _TwoRows) or len(head) != 2 or not any(head[0]):
        return None
    one = _candidate(head, lines, first, reading)
    remark = "; ".join(filter(None, (table.remark, "the header has two rows")))
    named = structs.replace(table, header=one.names, line=one.line, remark=remark)
    try:
        found = _fitting(named, one, reading, 2)
    except Refused:
        return None
    return (named, one, found) if found.values[1:] and all(column.on for column in found.values) else None


def _is_settled(why: Refused, names: Sequence[str], reading: Reading) -> bool:
    """Whether a row is the header, whatever it is refused for: none of the names that it gives is but a number."""
    return isinstance(why, _TwoRows) or (isinstance(why, Several) and not _has_numbers(names, reading))


def _telling(why: Refused, names: Sequence[str], reading: Reading) -> list[tuple[int, Refused]]:
    """Why a row is no header, with the number of its names; nothing of a row of data in which there are years."""
    data = isinstance(why, NoGoal) and _has_numbers(names, reading)
    return [] if data else [(sum(map(bool, names)), why)]


def _has_numbers(names: Sequence[str], reading: Reading) -> bool:
    """Whether one of the names that a row gives is but a number, and no period: it is a row of data."""
    return any(is_number(name) and not is_dated(of_header(name.strip()), reading) for name in names)


def _check_whole(row: Row) -> None:
    """Raises `Refused` for a row that cannot be read: it may be the header."""
    line, cells = row
    if isinstance(cells, Broken):
        raise Refused(f"line {line}: {cells.reason}", "mend the lines above the rows")


# A year in a title, with the word before it, which may make a day of it; none of a span. And what tells of other days.
_YEAR_IN = later(r"(?:(?P<before>\w+)[ ,./–-]{1,2})?\b(?P<year>(?:19|20)[0-9]{2})(?!\w| ?[-/–.][0-9])")
_YEAR_OF = later(r"^(?:19|20)[0-9]{2} (?=[^\W\d])")
_MADE = later(r"generated|exported|printed|created|updated|as (?:of|at)|stand\b|release|erstellt|édité", re.IGNORECASE)


def _in_titled_year(table: Table, one: "_Candidate") -> Table:
    """A table of months whose year its title says, with the year in their names."""
    months = months_without_year(table.header)
    year = _titled_year(one, months)
    if not year:
        return table
    header = tuple(f"{name.strip()} {year}" if name in months else name for name in table.header)
    return structs.replace(
        table, header=header, remark=f"{months[0].strip()} is of {year}, as a line above the header says"
    )


def _titled_year(one: "_Candidate", months: Sequence[str]) -> str:
    """The only year that lines above a header say of months that begin with the first of one; "" for none."""
    years = set(_years(one.above)) if months and from_first(months) else set()
    return years.pop() if len(years) == 1 and not any(map(_is_of_years, zip(*one.below, strict=False))) else ""


def _years(above: Sequence[str]) -> Iterator[str]:
    """The years that lines above a header are of."""
    for line in above:
        for found in () if _MADE.search(line) else _YEAR_IN.finditer(line):
            before = (found["before"] or "").casefold()
            if not before.isdecimal() and before not in MONTHS:
                yield found["year"]


def _is_of_years(cells: Sequence[Cell]) -> bool:
    """Whether a column holds years."""
    texts = [text for cell in cells if (text := cell_text(cell).strip())]
    return bool(texts) and all(map(_YEAR_IN.fullmatch, texts))


def _headed(named: Table, rows: Ahead, one: "_Candidate", found: Layout) -> Headed:
    """A table whose header is known, without the rows up to it."""
    rows.skip(one.last)
    if one.remark:
        named = structs.replace(named, remark="; ".join(filter(None, (named.remark, one.remark))))
    if dotted_days(one.below, found.at):
        named = structs.replace(named, semicolons=True)
    above, comma = one.above, decimal_comma(values_of(one.below, found), semicolons=named.semicolons)
    scale, unit = (of_all(above, what) for what in (scale_in, unit_in))
    return Headed(named, rows, found, above, scale, unit, comma, year=_year_of_rows(one, found))


def _year_of_rows(one: "_Candidate", found: Layout) -> str:
    """The year in the title of a table whose rows name a month or quarter alone, the first first; "" for none."""
    place = next((found.at[role] for role in ("month", "quarter", "period", "date") if role in found.at), None)
    if place is None or "year" in found.at:
        return ""
    return _titled_year(one, months_without_year([cell_text(row[place]) for row in one.below if place < len(row)]))


class _Candidate(Struct, frozen=True):
    """A row that may be the header: the names it gives, its line, the rows below, the lines above, its last row.

    `remark` is what is to be said of the rows in between.
    """

    names: tuple[str, ...]
    line: int
    below: list[Sequence[Cell]]
    above: tuple[str, ...]
    last: int
    remark: str = ""


def _candidate(head: Sequence[Sequence[Cell]], lines: Sequence[Row], at: int, reading: Reading) -> _Candidate:
    """The names that a row gives, with the units of a row beside them; of periods those are said above the table."""
    below = cells_of(lines[at + len(head) :])
    names = _names(head)
    names += ("",) * _flagged(names, below)
    units = _units(names, below) if len(head) == 1 else {}
    beside = int(bool(units)) or _tagged(below)
    remark = explains(lines[at + len(head) - 1 + beside][0], below[beside:], reading)
    beside += bool(remark)
    over = cells_of(lines[:at])
    told = _line_of_units(over, len(names))
    units = units or _each(told)
    dated = {place for place in units if is_dated(of_header(names[place]), reading)}
    above = [line_of(cells) for cells in over if cells is not told] + [f"({units[place]})" for place in sorted(dated)]
    return _Candidate(
        tuple(f"{name}{_in_brackets(units, dated, place)}" for place, name in enumerate(names)),
        lines[at][0],
        below[beside:],
        tuple(above),
        at + len(head) - 1 + beside,
        remark,
    )


def _in_brackets(units: Mapping[int, str], dated: Container[int], place: int) -> str:
    """The unit behind the name of a column, but for one that is a period."""
    return f" ({units[place]})" if place in units and place not in dated else ""


def _line_of_units(over: Sequence[Sequence[Cell]], width: int) -> Sequence[Cell]:
    """The last of the lines above a header that gives each of its columns a unit; empty where none does."""
    return next((cells for cells in reversed(over) if _is_of_units(cells, width)), ())


def _fitting(table: Table, one: _Candidate, reading: Reading, depth: int) -> Layout:
    """The columns of a table under this header.  Raises `Refused` where it is none."""
    if is_period_line(one.names, reading):
        raise NoColumn(f"line {table.line}: it says of what period the rows are")
    found = _laid_out(table, one, reading, depth)
    if one.above and not one.below and any(column.on for column in found.values):
        raise NoColumn(f"line {table.line}: there are dates, and nothing below them")
    if sum(map(bool, one.names)) < _FEW and _wider(one.names, one.below):
        raise Refused(f"line {table.line}: the rows below have more cells than the header")
    return found


def _laid_out(table: Table, one: _Candidate, reading: Reading, depth: int) -> Layout:
    """The columns of a table.  Raises `_TwoRows` where only the line above tells those of one name apart."""
    alone = depth == 1 and bool(one.above)
    try:
        found = layout(table, one.below, reading, of_all_rows(one.above, table.sheet, reading))
    except Twice:
        if alone:
            raise _two_rows(table) from None
        raise
    _check(table, found, one.below, reading, depth)
    periods = [column.on for column in found.values if column.on and not column.goal]
    if alone and len(set(periods)) < len(periods):
        raise _two_rows(table)
    return found


def _two_rows(table: Table) -> _RowAbove:
    return _RowAbove(
        f"line {table.line}: columns of one name are told apart by the line above alone", "say so with --header-rows 2"
    )


def _goalless(refused: Sequence[tuple[int, Refused]]) -> NoGoal | None:
    """Why the first row is no header that names columns of values: it says more than all others, as those of data."""
    return next((why for _, why in refused if isinstance(why, NoGoal)), None)


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


def _width(cells: Sequence[Cell]) -> int:
    return max((place + 1 for place, cell in enumerate(cells) if cell), default=0)


def _names(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """The names of columns; of several rows, each name with those under it, empty cells under a name being its own."""
    width = max(map(len, rows))
    texts = [[*(cell_text(cell).strip() for cell in row), *[""] * (width - len(row))] for row in rows]
    carried = [*(accumulate(row, _own_or_last) for row in texts[:-1]), _without_whole(texts)]
    names = [" ".join(filter(None, parts)) for parts in zip(*carried, strict=True)]
    while len(names) > 1 and not names[-1]:
        names.pop()
    return tuple(names)


def _without_whole(texts: Sequence[Sequence[str]]) -> Sequence[str]:
    """The names of the last row of a header without that of the whole beside its parts, if those above are years.

    `Total` below 2024, beside `Women` and `Men`, is 2024; beside quarters it is their sum.
    """
    *above, last = texts
    if not any(map(_YEAR_IN.fullmatch, chain.from_iterable(above[-1:]))) or any(map(_is_part_of_year, last)):
        return last
    return ["" if text.casefold() in TOTALS else text for text in last]


def _is_part_of_year(text: str) -> bool:
    return is_month(text) or quarter_of(text) != 0


def _own_or_last(last: str, own: str) -> str:
    return own or last


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
    said = {place: unit.removeprefix("in ").strip("()[]") for place, unit in enumerate(units) if unit}
    first = said.pop(0, "")
    named = not first or plain(first) in _UNIT_WORDS
    return said if named and len(units) <= len(names) and all(map(is_unit, said.values())) else {}


def _is_of_units(cells: Sequence[Cell], width: int) -> bool:
    """Whether a line above a header gives each of its columns a unit of its own, as `Unit,Percent,000` does."""
    named = bool(cells) and plain(cell_text(cells[0])) in WORDS["unit"].split("|")
    return named and width > len(_each(cells)) > 1 and max(_each(cells)) < width


def _each(cells: Sequence[Cell]) -> dict[int, str]:
    """What the cells of a line say by their places, without the name of the line."""
    texts = {place: cell_text(cell).strip() for place, cell in enumerate(cells) if place}
    return {place: text for place, text in texts.items() if text}


def _tagged(below: Sequence[Sequence[Cell]]) -> int:
    """How many rows below a header tag its columns: `#date`, say how wide they are, or what was asked in them."""
    said = [[text for cell in cells if (text := cell_text(cell).strip())] for cells in below[:2]]
    first = next(iter(said), [])
    asked = (at for at, texts in enumerate(said, 1) if any(map(_ASKED.match, texts[:1])))
    return next(asked, int(bool(first) and any(all(map(kind.fullmatch, first)) for kind in (_TAG, _WIDTH))))


def _check(table: Table, found: Layout, below: Sequence[Sequence[Cell]], reading: Reading, depth: int) -> None:
    """Raises `Refused` for a row that is data, and for the first of two rows of a header."""
    _check_names(table, found, below, reading)
    _check_found(table, found, reading)
    _check_periods(table, found, below, reading)
    _check_dates(table, found, below, reading)
    names = [name for name in table.header if name.strip()]
    several = "" in table.header or len(set(names)) < len(names)
    if depth == 1 and several and below and _is_second(below[0]):
        raise _TwoRows(
            f"line {table.line}: the header has two rows, of which the second names the columns",
            "say so with --header-rows 2",
        )


def _check_names(table: Table, found: Layout, below: Sequence[Sequence[Cell]], reading: Reading) -> None:
    """Raises `Refused` for names of columns that are numbers, or nothing but dates."""
    names = _names_of(table, found)
    dates = [place for place, name in names.items() if is_dated(of_header(name), reading)]
    # `2023 Men` is no amount in a currency.
    numbers = [place for place in names.keys() - dates - _periods(found) if is_number(_YEAR_OF.sub("", names[place]))]
    bare = len(dates) == len(names) and not any(reading.chosen.values())
    if numbers or (bare and not _are_periods([names[place] for place in dates], below, reading)):
        date = min(dates, default=0)
        raise _data(table.line, [*names.values()], date, min(numbers, default=date + 1))


def _periods(found: Layout) -> set[int]:
    """The columns whose names are periods, perhaps with a mark."""
    return {column.at for column in found.values if column.on}


def _names_of(table: Table, found: Layout) -> dict[int, str]:
    """The names of a header by their place, but for those that are half a date."""
    halves = {column.at for column in found.values if column.half}
    return {place: name.strip() for place, name in enumerate(table.header) if name.strip() and place not in halves}


def _data(line: int, names: Sequence[str], date: int, value: int) -> _LooksLikeData:
    """Why a row is no header, with the places of its date and value."""
    at = f"--map date={date + 1},value={value + 1}"
    return _LooksLikeData(
        f"line {line}: the first row looks like data: {', '.join(names[:4])[:_SHOWN]!r}",
        f"write a header such as goal,date,value above it, or number its columns: {at}",
    )


def _check_found(table: Table, found: Layout, reading: Reading) -> None:
    """Raises `Refused` for a row that has a date above nothing but dates: it is one of them."""
    for name in [found.found[role] for role in WHEN if role in found.found]:
        if any(map(str.isdecimal, name)) and is_dated(of_header(name), reading):
            raise NoColumn(f"line {table.line}: {name!r} has dates below it, and is no header of them")


def _check_periods(table: Table, found: Layout, below: Sequence[Sequence[Cell]], reading: Reading) -> None:
    """Raises `Refused` for a row whose date has others below it: it is one of them."""
    for column in found.values if below else ():
        under = cell_text(below[0][column.at]).strip() if column.on and column.at < len(below[0]) else ""
        if under and not is_number(under) and is_dated(under, reading):
            raise NoColumn(f"line {table.line}: {column.name!r} has dates below it, and is no header of values")


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
    return sum(is_dated(text, reading) for text in said) * 2 > max(len(said), 2)


def _are_periods(dates: Sequence[str], below: Sequence[Sequence[Cell]], reading: Reading) -> bool:
    """Whether a row of nothing but dates is a header of periods: they follow one another, with no date below them."""
    first = next((row for row in below if any(map(cell_text, row))), ())
    under = [is_dated(text, reading) for cell in first if (text := cell_text(cell).strip())]
    return len(dates) > 1 and _in_order(dates, reading) and (len(dates) > 2 or (bool(under) and not any(under)))


def _is_second(second: Sequence[Cell]) -> bool:
    """Whether a row goes on with a header: nothing under the first name, and words under all others, none a number.

    These say something twice, or are months or quarters.
    """
    texts = [cell_text(cell).strip() for cell in second]
    said = [text for text in texts if text]
    several = len(set(said)) < len(said) or all(is_month(text) or quarter_of(text) for text in said)
    return not texts[0] and len(said) > 1 and not any(map(is_number, said)) and several


def _in_order(names: Sequence[str], reading: Reading) -> bool:
    days = []
    column = Column(reading.plan, reading.today, "", reading.sense)
    for name in names:
        try:
            read = column.read(of_header(name.strip()))
        except (Unsettled, Refused):
            return False
        if isinstance(read, Day):
            days.append(read[0])
    return all(a < b for a, b in pairwise(days)) or all(a > b for a, b in pairwise(days))
