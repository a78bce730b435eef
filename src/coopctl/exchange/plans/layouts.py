"""Tables that lie otherwise than a goal a row, as ones that are read: on their side, in blocks, several to a row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, zip_longest

from msgspec import structs

from coopctl.exchange.plans import periods
from coopctl.exchange.plans.document import BREAK, Cell, Grid, Line, Number, Place, words_of
from coopctl.exchange.plans.headers import meanings
from coopctl.exchange.plans.leading import AIMED
from coopctl.exchange.plans.mapping import NOTHING, Told
from coopctl.exchange.plans.words import blank
from coopctl.values.patterns import later

_SEVERAL = 2
_MOST_ACROSS, _MOST_DOWN = 40, 60
# What the rows of a table of one goal say, and what that adds to the words of a column.
_FIELDS = {"value": "", "date": " date", "year": " date"}
_REMARKS = frozenset(("comment", "comments"))
# What numbers the indicators in one cell.
_LETTERED = later(r"(?:^|(?<=\s))\(?(?:[a-h]|i{1,3}|iv|v|vi)\)\s+")
_BULLET = later(r"^(?:\(?(?:[a-h]|i{1,3}|iv|v|vi|[0-9]{1,2})[.)]|[-•–·*])\s+")


def upright(grid: Grid, told: Told) -> Grid | None:
    """A table whose headers stand in its first column, turned so that they stand in its first row; else None.

    So are the reference sheets of one indicator: `Name of indicator | ...`, `Baseline | 0`, `FY 2026 target | 500`.
    """
    lines = grid.lines
    small = len(lines) <= _MOST_DOWN and 2 <= len(lines[0].cells) <= _MOST_ACROSS
    if not small or not {"name", "target"} <= set(_roles((_texts(line)[0] for line in lines), told)):
        return None
    start = lines[0].place
    columns = list(zip_longest(*(line.cells for line in lines), fillvalue=""))
    turned = [
        Line(Place(start.rank, f"column {at} from {start}"), cells)
        for at, cells in enumerate(columns[1:], 2) if any(words_of(cell).strip() for cell in cells)
    ]  # fmt: skip
    return structs.replace(grid, lines=(Line(start, columns[0]), *turned))


_INDICATOR = later(
    r"^(?:indicator|kpi|indicateur|indicador|indikator|kennzahl)(?:\s+[\w.-]+)?\s*:\s*(?=\S)", re.IGNORECASE
)


def laid_out(grid: Grid, above: str, heading: str) -> Grid:
    """A table as one with a row for each indicator and a column for each year, by the line and the heading above it."""
    named = above or (heading if _INDICATOR.match(heading) else "")
    return of_years(by_their_years(sheet_of(_of_spans(grid, above or heading), named)), above or heading)


# How long from now, alone in a header: `30 days`, `6 mois`.
_SPAN = later(
    r"[0-9]{1,3}[ -](?:days?|weeks?|months?|years?|jours|semaines|mois|ans|tage|wochen|monate|jahre|días|dias|semanas"
    r"|meses|años|anos)",
    re.IGNORECASE,
)


def _of_spans(grid: Grid, title: str) -> Grid:
    """A table whose columns say how long from now, as one of targets, where its title or a baseline says so.

    Worked: `Metric | Baseline | 30 days | 60 days | 90 days`.
    """
    header = _texts(grid.lines[0])
    spans = [at for at, text in enumerate(header) if _SPAN.fullmatch(text)]
    if len(spans) < _SEVERAL or not (AIMED.search(title) or "baseline" in _roles(header)):
        return grid
    cells = tuple(f"Target {text}" if at in spans else text for at, text in enumerate(header))
    return structs.replace(grid, lines=(structs.replace(grid.lines[0], cells=cells), *grid.lines[1:]))


def sheet_of(grid: Grid, title: str) -> Grid:
    """A table; a reference sheet of one indicator, whose name stands above, with a row for that.

    Worked: `Indicator OP1: Farmers reached` over `Unit | Number`, `Baseline | 0` and `Targets | Y1: 3,000 · Y2: 7,000`.
    """
    lines = grid.lines
    if not title or len(lines) > _MOST_DOWN or any(len(line.cells) != _SEVERAL for line in lines):
        return grid
    roles = set(_roles(_texts(line)[0] for line in lines))
    if not {"baseline", "target"} <= roles or not {"name", "goal"}.isdisjoint(roles):
        return grid
    named = Line(lines[0].place, ("Indicator", _INDICATOR.sub("", title)))
    # What heads the two columns says nothing: `Field | Specification`.
    headed = _roles(_texts(lines[0])[:1])[0] in ("", "group")
    return structs.replace(grid, lines=(named, *lines[headed:]))


def _texts(line: Line) -> list[str]:
    return [words_of(cell).strip() for cell in line.cells] or [""]


def _roles(texts: Iterable[str], told: Told = NOTHING) -> list[str]:
    """The first role of each header word, "" where it has none."""
    return [(told.column(text) if told.has(text) else meanings(text)[0]).role for text in texts]


def by_fields(grid: Grid) -> Grid | None:
    """A table of one goal whose rows are `Value` and `Date`, its title heading them, as one with a row for it."""
    header, *rows = grid.lines
    if len(rows) > _MOST_DOWN:
        return None
    fields = [words_of(line.cells[0]).strip().casefold() if line.cells else "" for line in rows]
    if "value" not in fields or not set(fields) <= _FIELDS.keys() | _REMARKS:
        return None
    title, *heads = _texts(header)
    kept = [(at, head) for at, head in enumerate(heads, 1) if "previous" not in head.casefold()]
    columns: list[tuple[str, Cell]] = [("Indicator", title)]
    for field, line in zip(fields, rows, strict=True):
        columns += _said_of(field, line, kept)
    names, cells = zip(*columns, strict=True)
    return structs.replace(grid, lines=(Line(header.place, names), Line(rows[0].place, cells)))


def _said_of(field: str, line: Line, kept: Sequence[tuple[int, str]]) -> Iterator[tuple[str, Cell]]:
    """What a row of values or of dates adds to a goal: a header, and its cell."""
    ending = _FIELDS.get(field)
    for at, head in kept if ending is not None else ():
        bare = re.sub(r"\s*\([^()]*\)", "", head) if ending else head
        yield f"{bare}{ending}", line.cell(at)


def in_blocks(grid: Grid) -> Iterator[Grid]:
    """A table of blocks - a title, the days of its columns, the values - as one table for each of them."""
    header, *rows = grid.lines
    roles = _roles(_texts(header))
    if not {"baseline", "target"} <= set(roles) or not {"name", "goal"}.isdisjoint(roles):
        return
    words = ["Baseline" if role == "baseline" else "Target" for role in roles]
    for title, days, values in zip(rows, rows[1:], rows[2:], strict=False):
        names = set(title.cells) - {""}
        if len(names) == 1 and all(map(periods.find, dated := _texts(days))):
            heads = (f"{word} {day}" for word, day in zip(words, dated, strict=True))
            lines = (Line(title.place, ("Indicator", *heads)), Line(values.place, (names.pop(), *values.cells)))
            yield structs.replace(grid, lines=lines)


# What heads the years of a table of one indicator.
_YEARS = frozenset("year years jahr jahre année années año años ano anos".split())


def of_years(grid: Grid, title: str) -> Grid:
    """A table; one of a single indicator by years, whose name stands above, with a row for it.

    Worked: `Year | 2023 | 2025` over `Target | 58 | 59` and `Actual | 57 |`, lying so or upright.
    """
    years, *said = _by_years([_texts(line) for line in grid.lines]) if title else [[""]]
    if not (_are_years(years[1:]) and _are_of_one([row[0] for row in said])):
        return grid
    start, cells = grid.lines[0].place, chain.from_iterable(_by_year(row, years) for row in said)
    heads, values = (tuple(part) for part in zip(("Indicator", _INDICATOR.sub("", title)), *cells, strict=True))
    return structs.replace(grid, lines=(Line(start, heads), Line(start, values)))


def _by_years(rows: list[list[str]]) -> list[list[str]]:
    """The rows of a table, that of its years first however it lies; none where its first cell does not say so."""
    if rows[0][0].casefold() not in _YEARS or len({*map(len, rows)}) != 1:
        return [[""]]
    return rows if _are_years(rows[0][1:]) else [list(column) for column in zip(*rows, strict=True)]


def _are_of_one(texts: Sequence[str]) -> bool:
    """Whether some texts are what one indicator is to reach, and what else it has or had."""
    roles = {*_roles(texts)}
    return "target" in roles and roles <= {"target", "current", "baseline"}


def _by_year(row: Sequence[str], years: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The header and the value of each year that a row has one of."""
    for year, text in zip(years[1:], row[1:], strict=True):
        if not blank(text):
            yield f"{row[0]} {year}", text


def _are_years(texts: Sequence[str]) -> bool:
    """Whether some texts name a period each, and nothing else."""
    found = [periods.find(text) for text in texts]
    return bool(texts) and all(one and one.end - one.start == len(text) for one, text in zip(found, texts, strict=True))


# A header of several years that follow each other at some distance: `Target 2025/2030`, `Meta (2026 / 2028 / 2030)`.
_SEVERAL_YEARS = later(r"(?P<years>20[0-9]{2}(?:\s?/\s?20[0-9]{2})+)(?![0-9/])")


def by_their_years(grid: Grid) -> Grid:
    """A table, a column of the values of several years, `60% / 85%` under `Target 2025/2030`, as one for each year."""
    at, years = next(
        ((at, years) for at, text in enumerate(_texts(grid.lines[0])) if len(years := _years_of(text)) > 1), (0, [])
    )
    parts = [_values_of(line, at, len(years)) for line in grid.lines[1:]] if years else []
    if not parts or not all(parts):
        return grid
    head = words_of(grid.lines[0].cells[at])
    heads = [_SEVERAL_YEARS.sub(year, head) for year in years]
    rows = zip(grid.lines, [heads, *parts], strict=True)
    lines = (Line(line.place, (*line.cells[:at], *said, *line.cells[at + 1 :])) for line, said in rows)
    return structs.replace(grid, lines=tuple(lines))


def _years_of(text: str) -> list[str]:
    """The years of a header that are no fiscal year, as `2024/2025` is."""
    found = _SEVERAL_YEARS.search(text)
    years = [part.strip() for part in found["years"].split("/")] if found else []
    return [] if len(years) == _SEVERAL and int(years[1]) - int(years[0]) < _SEVERAL else years


def _values_of(line: Line, at: int, count: int) -> list[str]:
    """The values of so many years in a cell, none where it has others."""
    text = words_of(line.cell(at))
    parts = [part.strip() for part in text.split("/")] if text.strip() else [""] * count
    return parts if len(parts) == count and at < len(line.cells) else []


# The quarter of a header.
_QUARTER = later(r"\bQ([1-4])\b(?!\s*[-/–])", re.IGNORECASE)


def with_years(grid: Grid, heading: str, today: date) -> tuple[Grid, int]:
    """A table whose targets are of quarters alone with the year of these, and the year; 0 where none was put.

    It is the one that the heading above names, else the one in which the last of them is still to come.
    """
    header = _texts(grid.lines[0])
    quarters = _quarters_in(header)
    if not quarters or any(map(periods.names_a_year, header)):
        return grid, 0
    named = periods.find(heading)
    year = periods.last_year(named.period) if named else today.year + (3 * max(quarters.values()) < today.month)
    cells = tuple(
        _QUARTER.sub(rf"Q\1 {year}", text) if at in quarters else _aimed(text, year) for at, text in enumerate(header)
    )
    return structs.replace(grid, lines=(structs.replace(grid.lines[0], cells=cells), *grid.lines[1:])), year


def _aimed(text: str, year: int) -> str:
    """A header beside those of quarters; what is called the target of the year with that."""
    return f"{text} {year}" if _roles([text]) == ["target"] else text


def _quarters_in(header: Sequence[str]) -> dict[int, int]:
    """The quarters of targets by their place, or those beside the one target of their year: `Q1 | ... | Q4 | Target`.

    What was reached is told from these by what is filled in.
    """
    aimed = {at: periods.quarter_in(text) for at, text in enumerate(header) if _is_of_a_quarter(text)}
    bare = {at: periods.quarter_in(text) for at, text in enumerate(header) if periods.is_quarter(text)}
    whole = sorted(bare.values()) == [1, 2, 3, 4] and _roles(header).count("target") == 1
    return aimed or (bare if whole else {})


def _is_of_a_quarter(text: str) -> bool:
    """Whether a header is of targets of a quarter, whose words say so outside of brackets: `Q1 target`."""
    outside = _QUARTER.sub("", re.sub(r"\([^()]*\)", "", text)).strip()
    return bool(_QUARTER.search(text)) and any(one.role == "target" for one in meanings(outside))


def several(line: Line, name: int, values: Sequence[int]) -> tuple[Line, ...]:
    """A row as one for each of the indicators that its cells list, line by line or behind a), b); else as it is.

    A cell of values that lists others than the names do leaves the row as it is.
    """
    cell = line.cell(name)
    # Most have one line and no letter in brackets.
    if isinstance(cell, Number) or (BREAK not in cell and ")" not in cell):
        return (line,)
    count = len(_listed(cell))
    return (line,) if count < _SEVERAL else _apart(line, count, values)


def _apart(line: Line, count: int, values: Sequence[int]) -> tuple[Line, ...]:
    """A row in so many parts, where its cells of values list as many things; else as it is."""
    listed = dict(enumerate(map(_listed, line.cells)))
    said = [listed[at] for at in values if listed.get(at, [""]) != [""]]
    if {count, *(_stated(texts) for texts in said)} != {count} or not said:
        return (line,)
    pairs = zip(listed.values(), _texts(line), strict=True)
    columns = (texts if len(texts) == count else [text] * count for texts, text in pairs)
    return tuple(Line(line.place.part(at), cells) for at, cells in enumerate(zip(*columns, strict=True), 1))


def _stated(texts: Sequence[str]) -> int:
    """How many things with a number each a cell lists; 0 where one has none."""
    return len(texts) if all(re.search(r"[0-9]", text) for text in texts) else 0


def _listed(cell: Cell) -> list[str]:
    """The things that a cell lists, without the letters or bullets before them."""
    if isinstance(cell, Number):
        return [words_of(cell)]
    lines = [part.strip() for part in cell.split(BREAK) if part.strip()]
    if ")" in cell and len(lines) <= 1 < len(_LETTERED.findall(cell)):
        lines = [part.strip(" ;") for part in _LETTERED.split(cell) if part.strip()]
    return [_BULLET.sub("", part) for part in lines] or [""]


def in_steps(lines: Sequence[Line], target: int, by: int) -> Iterator[Line]:
    """The rows, of a goal that goes on below without its name one with all its values and days.

    Worked: `Titles | 500 | June 2026` over ` | 2,000 | Dec 2026` is `Titles | 500 by 2026-06, 2000 by 2026-12`.
    """
    run: list[Line] = []
    for line in lines:
        if run and not (_steps_on(line, target, by) and _is_dated(run[0], by)):
            yield _joined(run, target, by)
            run = []
        run.append(line)
    yield from [_joined(run, target, by)] if run else []


def _steps_on(line: Line, target: int, by: int) -> bool:
    """Whether a row says a value and a day, and nothing else."""
    said = {at for at, text in enumerate(_texts(line)) if text}
    return said == {target, by} and _is_dated(line, by)


def _is_dated(line: Line, by: int) -> bool:
    return periods.find(words_of(line.cell(by))) is not None


def _joined(run: Sequence[Line], target: int, by: int) -> Line:
    """Rows of one goal as one."""
    if len(run) == 1:
        return run[0]
    steps = ((words_of(line.cell(target)).strip(), periods.find(words_of(line.cell(by)))) for line in run)
    said = ", ".join(f"{value} by {found.period}" for value, found in steps if found)
    changed = {target: said, by: ""}
    return structs.replace(run[0], cells=tuple(changed.get(at, cell) for at, cell in enumerate(run[0].cells)))
