"""Which column of a table holds what: as --map says, by the words of its header, or by what stands in it."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.exchange.figures.content import Reading, drop_misnamed, drop_undated, find_by_content, only_numbers
from coopctl.exchange.figures.dates import of_header
from coopctl.exchange.figures.days import Column, Day
from coopctl.exchange.figures.grid import Half, halves, months_without_year
from coopctl.exchange.figures.words import PASSED_OVER, PROMISE, WHEN, WORDS, find, plain
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.flags import Mark, is_flag, marked
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.formats.rows import Cell, Table
from coopctl.plan.plan import Plan

_HAS_YEAR = re.compile(r"(?<![0-9])[0-9]{2}(?:[0-9]{2})?", re.ASCII)
_KINDS = frozenset(
    """type|kind|scenario|version|value type|data type|figure type|measure type|actual/target|target/actual|plan/actual
    |actual/plan|actual or target|art|typ|tipo""".replace("\n    ", "").split("|")
)
# Beside a year and a month they are days of it.
_DAYS = ("day", "tag", "jour", "día", "dia")
# What a column of flags is called that stands beside one of values.
_FLAGS = ("", "flag", "flags", "flag codes", "status", "footnotes")
# What is added to such a column's name in a hint.
_SUCH = {"date": ", such as 2024-12-31"}
_NAMED = 60


class NoColumn(Refused):
    """A header of which no column is known to hold what a table must have."""


class ValueColumn(Struct, frozen=True):
    """A column of values; its header may say which goal they are of, or which period they are for, or how marked.

    `half` is a half of their dates, of which the other half stands in the rows; `flags` the column of their flags.
    """

    at: int
    name: str = ""
    goal: str = ""
    on: Day | None = None
    mark: Mark = Mark()
    half: Half | None = None
    flags: int | None = None


class Layout(Struct, frozen=True):
    """The columns of a table: of its values, of each role by name, and those that nothing is made of.

    `found` are the roles that no word of the header gave, but what stands in their columns; `kind` is the column that
    tells figures from targets and plans.
    """

    values: tuple[ValueColumn, ...]
    at: dict[str, int]
    unused: dict[str, int] = {}
    found: dict[str, str] = {}
    kind: int | None = None

    def columns(self, header: Sequence[str]) -> dict[str, str]:
        """The name of the column of each role; of values only where they have one column."""
        at = {role: place for role, place in self.at.items() if place < len(header)}
        values = [column.at for column in self.values]
        if len(values) == 1 and values[0] >= 0 and not self.values[0].on and not self.values[0].goal:
            at["value"] = values[0]
        return {role: header[place] for role, place in at.items()}


def layout(table: Table, sample: Sequence[Sequence[Cell]], reading: Reading) -> Layout:
    """The columns of a table, of which `sample` are the first rows.

    A table is long (a column of values), wide (a column for each period) or across (a column for each goal).
    Raises `Refused` naming the column that is missing.
    """
    header = [unguarded(name) if table.guarded else name for name in table.header]
    at = _roles(header, table.told or header, reading.chosen)
    drop_misnamed(at, sample, reading.chosen)
    found: dict[str, str] = {}
    values: tuple[ValueColumn, ...] = (ValueColumn(at["value"], header[at["value"]]),) if "value" in at else ()
    values = values or _by_halves(header, at, sample, reading)
    values = values or _by_period(header, at, sample, reading) or _by_goal(header, at, reading.plan)
    if not values:
        find_by_content(header, at, sample, reading, found)
    if not values and "value" not in reading.chosen and any(role in at for role in WHEN):
        numbers = only_numbers(table, header, at, sample, found)
        values = tuple(ValueColumn(place, header[place]) for place in numbers)
    if not values and not (any(role in at for role in WHEN) and reading.counts):
        _check_years(table, header)
        raise _missing(table, header, at, "value", reading)
    undated = not any(role in at for role in WHEN) and not any(column.on for column in values)
    if undated or not all(column.goal for column in values):
        find_by_content(header, at, sample, reading, found, dated=any(column.on for column in values))
    if not (reading.one_goal or "goal" in at or (all(column.goal for column in values) and values)):
        raise _missing(table, header, at, "goal", reading)
    if not (any(role in at for role in WHEN) or (values and all(column.on for column in values))):
        raise _missing(table, header, at, "date", reading)
    values = tuple(_with_flags(column, header, at, sample) for column in values)
    used = {*at.values(), *(column.at for column in values), *(column.flags for column in values)}
    named = table.told or header
    unused = {
        named[place]: place
        for place in range(len(header))
        if place not in used and not PASSED_OVER.match(named[place]) and not (table.told and _is_kept(named[place]))
    }
    kind = next((place for name, place in unused.items() if plain(name) in _KINDS), None)
    return Layout(values or (ValueColumn(-1),), at, unused, found, kind)


def _with_flags(
    column: ValueColumn, header: Sequence[str], at: Mapping[str, int], sample: Sequence[Sequence[Cell]]
) -> ValueColumn:
    """A column of values with the one of flags that stands right of it, without a name or called so."""
    place = column.at + 1
    if column.at < 0 or place >= len(header) or place in at.values() or plain(header[place]) not in _FLAGS:
        return column
    cells = [cell_text(row[place]).strip() for row in sample if place < len(row)]
    return structs.replace(column, flags=place) if any(cells) and all(map(is_flag, cells)) else column


def _is_kept(name: str) -> bool:
    """Whether a column of SDMX says something of the message, or of the way in which an observation is written."""
    return name.partition(":")[0].strip() in _SDMX_OWN


_SDMX_OWN = frozenset(
    """STRUCTURE STRUCTURE_ID STRUCTURE_NAME DATAFLOW ACTION FREQ UNIT_MULT OBS_STATUS OBS_FLAG DECIMALS
    REPORTING_YEAR_START_DAY CONF_STATUS TIME_FORMAT""".split()
) | {"LAST UPDATE"}


def _missing(table: Table, header: list[str], at: Mapping[str, int], role: str, reading: Reading) -> NoColumn:
    names = ", ".join(name[:_NAMED] for name in header[:8]) + (", ..." if len(header) > 8 else "")
    said = f"line {table.line}: no column of {names!r} is known to hold the {role}"
    return NoColumn(said, _way_in(header, at, role, reading))


def _way_in(header: list[str], at: Mapping[str, int], role: str, reading: Reading) -> str:
    """What to do about a table of which no column is known to hold what it must have."""
    if role == "value" and any(PROMISE.fullmatch(plain(name)) for name in header):
        return "for a plan's goals: coopctl plan import FILE; for figures, name their column with --map value=COLUMN"
    free = len(header) > 1 and any(name.strip() for place, name in enumerate(header) if place not in at.values())
    named = f"name it with --map {role}=COLUMN" if free else f"add a column named {role}{_SUCH.get(role, '')}"
    return f"{named}, or give --goal {_only_goal(reading.plan) or 'ID'}" if role == "goal" else named


def _only_goal(plan: Plan) -> str:
    return plan.goals[0].id if len(plan.goals) == 1 else ""


def _roles(header: list[str], told: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """The column of each role: as `chosen` among the names that the file has, else by the words of the header."""
    # The name of a column may have its unit in brackets.
    bare = [plain(name.partition("(")[0]) if name.rstrip().endswith(")") else "" for name in header]
    names, own = [plain(name) for name in header], [plain(name.partition(":")[0]) for name in told]
    at: dict[str, int] = {}
    for role, column in chosen.items():
        if not column:
            continue
        place = told.index(column) if column in told else find(own, plain(column))
        place = find(names, plain(column)) if place is None else place
        if place is None:
            raise Refused(f"there is no column {column!r}", f"the columns are {', '.join(told)}")
        at[role] = place
    for role, words in WORDS.items():
        if role in chosen or (role in WHEN and any(one in chosen for one in WHEN)):
            continue
        if role == "flag" and sum(name in _FLAGS for name in names if name) > 1:
            continue
        places = (find(one, word) for one in (names, bare) for word in words.split("|"))
        place = next((place for place in places if place is not None and place not in at.values()), None)
        if place is not None:
            at[role] = place
    if "date" in at and {"year", "month"} <= at.keys() and names[at["date"]] in _DAYS:
        at["day"] = at.pop("date")
    return at


def _check_years(table: Table, header: list[str]) -> None:
    """Raises `Refused` for columns of months of a year that nothing says."""
    if months := months_without_year(header):
        raise Refused(
            f"line {table.line}: the columns {', '.join(months[:3])}{', ...' if len(months) > 3 else ''} say no year",
            f"write it with them, as in {months[0].strip()} 2024, or add a column named year",
        )


def _by_halves(
    header: list[str], at: dict[str, int], sample: Sequence[Sequence[Cell]], reading: Reading
) -> tuple[ValueColumn, ...]:
    """The columns whose header is a month or a year, of which the rows say the year or month."""
    if "value" in reading.chosen:
        return ()
    found = halves(header, at, sample, reading.chosen)
    return tuple(ValueColumn(place, header[place], half=half) for place, half in found.items())


def _by_period(
    header: list[str], at: dict[str, int], sample: Sequence[Sequence[Cell]], reading: Reading
) -> tuple[ValueColumn, ...]:
    """The columns whose header is a period, such as 2024, Q3 2024, 2013 [YR2013] or `2023 (actual)`."""
    column = Column(reading.plan, reading.today, "of the header", reading.sense)
    free = [place for place in range(len(header)) if place not in at.values()]
    places = [place for place in free if _HAS_YEAR.search(header[place][:_NAMED])]
    dated: dict[int, tuple[str, Mark]] = {}
    for place in places:
        name = of_header(header[place].strip())
        split = marked(name)
        text, mark = (split.value, split.mark) if split and not split.mark.forecast else (name, Mark())
        dated[place] = text, mark
        column.see(text)
    column.close()
    found = []
    for place, (text, mark) in dated.items():
        day = column.read(text)
        if not isinstance(day, str):
            found.append(ValueColumn(place, header[place], on=day, mark=mark))
    if found:
        drop_undated(at, sample, reading)
    if found and any(role in at for role in WHEN):
        named = header[next(at[role] for role in WHEN if role in at)]
        raise Refused(f"both the column {named!r} and columns such as {header[found[0].at]!r} are dates",
                      "name the column of values with --map value=COLUMN, or leave one of them out")  # fmt: skip
    return tuple(found)


def _by_goal(header: list[str], at: dict[str, int], plan: Plan) -> tuple[ValueColumn, ...]:
    """The columns whose header is a goal, perhaps with its unit in brackets behind it."""
    if "goal" in at:
        return ()
    names = {plain(name): goal.id for goal in plan.goals for name in (goal.id, goal.title)}
    free = [place for place in range(len(header)) if place not in at.values()]
    found = []
    for place in free:
        name = next((one for one in (header[place], header[place].rpartition("(")[0]) if plain(one) in names), None)
        if name is not None:
            found.append(ValueColumn(place, header[place], goal=name.strip()))
    return tuple(found)
