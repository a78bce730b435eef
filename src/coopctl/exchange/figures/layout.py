"""Which column of a table holds what: as --map says, by the words of its header, or by what stands in it."""

import re
from collections.abc import Mapping, Sequence
from itertools import product
from shlex import quote
from typing import NamedTuple, Self

from msgspec import Struct, structs

from coopctl.errors import Refused
from coopctl.exchange.figures.asked import is_countable
from coopctl.exchange.figures.content import (
    YEAR,
    Looked,
    Reading,
    SameGoal,
    Several,
    balance_of,
    drop_misnamed,
    drop_nameless,
    drop_undated,
    find_by_content,
    is_passed,
    lengths_of_time,
    only_numbers,
)
from coopctl.exchange.figures.dates import of_header
from coopctl.exchange.figures.days import Coming, Day
from coopctl.exchange.figures.grid import Half, halves, months_without_year
from coopctl.exchange.figures.pairs import pair_days
from coopctl.exchange.figures.scales import is_measured, is_unit, unit_in
from coopctl.exchange.figures.sides import are_sides
from coopctl.exchange.figures.titled import OfAll
from coopctl.exchange.figures.whole_days import take_whole_days
from coopctl.exchange.figures.words import PROMISE, WHEN, WORDS, Twice, find, is_of_another, plain, questions
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.flags import Mark, flags_of, is_flag, is_spelt, marked, marked_period
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.formats.rows import Cell, Table, Unread
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Measure
from coopctl.values.patterns import later
from coopctl.values.people import first_few
from coopctl.values.vocabulary import TOTALS

_HAS_YEAR = later(r"(?<![0-9])[0-9]{2}(?:[0-9]{2})?", re.ASCII)
# A moment in the place of a name is that of a line above the table.
_TIMED = later("[0-9]:[0-9]{2}", re.ASCII)
_KINDS = later(
    r"type|kind|scenario|version|(?:value|data|figure|measure) type|(?:actual|plan)/(?:target|actual)|target/actual"
    r"|actual/plan|actual or target|art|typ|tipo"
)
# Beside a year and a month they are days of it.
_DAYS = ("day", "tag", "jour", "día", "dia")
# Beside a date they are times of day.
_CLOCKS = ("time", "zeit", "tijd")
# What a column of flags is called that stands beside one of values.
_FLAGS = ("", "flag", "flags", "flag codes", "status", "footnotes")
# What is added to such a column's name in a hint.
_SUCH = {"date": ", such as 2024-12-31"}
_NAMED = 60
_BLANKS = later("(?<![0-9]) | (?![0-9])", re.ASCII)
# What a file may hold several of, as comments, without its figures being in doubt.
_ASIDE = ("note", "source", "url", "who", "flag", "symbol", "provisional", "why", "state", "missing")
# Columns whose rows may say of themselves that they came to nothing.
_STATUS = later(r"(?:.* )?(?:status|statut)|state|review state|estado(?: .*)?|stato(?: .*)?|\w+status|info")


class NoColumn(Refused):
    """A header of which no column is known to hold what a table must have."""


class NoGoal(NoColumn):
    """A header of columns of periods of which nothing says which goals their values are of."""


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
    tells figures from targets and plans, `status` the one that tells what became of what a row is about, `sides` the
    one that tells which way amounts went, `balances` the one that tells rows of what there was before or after them.
    """

    values: tuple[ValueColumn, ...]
    at: dict[str, int]
    unused: dict[str, int] = {}
    found: dict[str, str] = {}
    kind: int | None = None
    status: int | None = None
    sides: int | None = None
    balances: int | None = None
    of_all: OfAll | None = None

    def remarks(self) -> list[str]:
        """What is to be said of what no word of the header gave."""
        dated = [self.of_all.remark] if self.of_all else []
        return dated + [f"{role} is column {name!r}, by what stands in it" for role, name in self.found.items()]

    def columns(self, header: Sequence[str]) -> dict[str, str]:
        """The name of the column of each role; of values only where they have one column."""
        at = {role: place for role, place in self.at.items() if place < len(header)}
        values = [column.at for column in self.values]
        if len(values) == 1 and values[0] >= 0 and not self.values[0].on and not self.values[0].goal:
            at["value"] = values[0]
        return {role: header[place] for role, place in at.items()}


def layout(table: Table, sample: Sequence[Sequence[Cell]], reading: Reading, of_all: OfAll | None = None) -> Layout:
    """The columns of a table, of which `sample` are the first rows, and `of_all` is when all are that have no day.

    A table is long (a column of values), wide (a column for each period) or across (a column for each goal).
    Raises `Refused` naming the column that is missing.
    """
    header = [unguarded(name) if table.guarded else name for name in table.header]
    sample = _of_data(sample)
    at = _roles(_told_once(header, sample), table.told or header, reading.chosen)
    looked = Looked(table, header, at, sample, reading, {})
    for settle in (drop_misnamed, drop_nameless, pair_days, take_whole_days, _check_one_year):
        settle(looked)
    values = _values(looked)
    dated = _find_rest(looked, values, of_all)
    values = _of_day(values, looked, dated)
    _drop_currency(at, values, reading.chosen)
    unused = _unused(looked, values)
    kind, status = (_among(unused, words) for words in (_KINDS, _STATUS))
    if reading.chosen.get("flag") != "":
        values = tuple(_with_flags(column, looked) for column in values)
        _find_flags(looked, unused, several=len(values) > 1)
        unused = _unused(looked, values)
    told = {**unused, **({"": at["note"]} if "note" in at else {})}
    sides, balances = _sides(unused, looked), _balances(told, sample)
    return Layout(values or (ValueColumn(-1),), at, unused, looked.found, kind, status, sides, balances, dated)


def _drop_currency(at: dict[str, int], values: Sequence[ValueColumn], chosen: Mapping[str, str]) -> None:
    """A column of currencies says nothing of values that are lengths, weights, times or numbers of things."""
    if "currency" not in chosen and all(_is_no_money(one.name) for one in values):
        at.pop("currency", None)


def _is_no_money(name: str) -> bool:
    """Whether a column, by its name, holds lengths, weights or times, or numbers of things: `Number of Items`."""
    return is_measured(plain(name)) or is_measured(unit_in(name)) or _NUMBER_OF.fullmatch(plain(name)) is not None


_NUMBER_OF = later(
    r"(?:number|no\.?|nº|nombre|número|anzahl|numero|liczba|aantal|antal)(?: (?:of|de|di|der|des) .*| .*)?|count|qty"
    r"|quantity(?: .*)?|items|menge|cantidad|quantité|quantidade"
)


def _of_data(sample: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """The rows by which columns are known: without totals and lines of text below them, if others are left."""
    said = [[text for cell in row if (text := cell_text(cell).strip())] for row in sample]
    least = min(max(map(len, said), default=0), 2)
    rows = [
        row
        for row, texts in zip(sample, said, strict=True)
        if len(texts) >= least and not (texts and texts[0].casefold() in TOTALS)
    ]
    return rows or sample


def _check_one_year(looked: Looked) -> None:
    """Raises `Several` where another column of years differs from the one called year, which was not said to count."""
    table, header, at, _, reading, _ = looked
    if at.keys() & {"period", "date"} or "year" not in at or any(role in reading.chosen for role in WHEN):
        return
    for place in looked.left:
        if _OF_YEARS.fullmatch(plain(header[place])) and _differ(looked.sample, at["year"], place):
            own = header[at["year"]]
            raise Several(
                f"line {table.line}: {own!r} and {header[place]!r} are years that differ",
                f"say which counts, as in --map {quote(f'year={own}')}",
            )


# What a column of years is called that may count as well as the one called year.
_OF_YEARS = later(r"(?!.*\b(?:base|birth|code|start|end|first|last|built|founded|published)).*\b(?:year|jahr|año|ano)")


def _differ(sample: Sequence[Sequence[Cell]], one: int, other: int) -> bool:
    """Whether two columns hold nothing but years, which differ."""
    pairs = [tuple(cell_text(row[place]).strip() for place in (one, other)) for row in sample if other < len(row)]
    return all(YEAR.fullmatch(text) for pair in pairs for text in pair) and any(len({*pair}) > 1 for pair in pairs)


def _values(looked: Looked) -> tuple[ValueColumn, ...]:
    """The columns of values; none where each row is an event.  Raises `Refused` where nothing is known to hold them."""
    header, at = looked.header, looked.at
    took = _beside_amounts(looked)
    if took is not None:
        at.pop("value", None)
        looked.found["value"] = header[took]
        return (ValueColumn(took, header[took]),)
    if "value" in at:
        return _by_own_name(looked) or (ValueColumn(at["value"], header[at["value"]]),)
    ways = (_by_halves, _by_period, _by_goal_and_period, _by_goal)
    values = next(filter(None, (way(looked) for way in ways)), ())
    if values:
        return values
    find_by_content(looked)
    if "value" not in looked.chosen and looked.dated:
        values = tuple(ValueColumn(place, header[place]) for place in only_numbers(looked))
    if not values:
        _check_events(looked)
    return values


def _beside_amounts(looked: Looked) -> int | None:
    """The column that counts more than an amount: how long something took, or what there was after it; else None."""
    took = lengths_of_time(looked)
    return balance_of(looked) if took is None else took


def _check_events(looked: Looked) -> None:
    """Raises `Refused` where rows without a value are no events either."""
    if not (looked.dated and looked.reading.counts):
        _check_countable(looked)
        _check_years(looked)
        _check_coming(looked)
        raise _missing(looked, "value")


def _check_countable(looked: Looked) -> None:
    """Raises `Refused` where the rows of a level were to be counted."""
    level = next((goal for goal in looked.reading.goals if goal.promise.measure is Measure.LEVEL), None)
    if (
        level is None
        or looked.chosen.get("value") != ""
        or level.promise.unit.is_percent
        or level.promise.unit.is_money
    ):
        return
    raise Refused(
        f"{level.id} is a level, which each figure says anew: its rows are not counted",
        f"to add them up: coopctl goal edit {level.id} --measure total; for their values: --map value=COLUMN",
    )


def _check_coming(looked: Looked) -> None:
    """Raises `Refused` where values stand in columns of periods, of which none is over."""
    coming = [looked.header[place] for place, (day, _) in _periods(looked).items() if isinstance(day, Coming)]
    if coming:
        raise NoColumn(
            f"line {looked.table.line}: the periods of its columns are not over yet: {first_few(coming)}",
            "import it when they are; what has come to so far is recorded of a day: coopctl record GOAL VALUE",
        )


def _find_rest(looked: Looked, values: Sequence[ValueColumn], of_all: OfAll | None) -> OfAll | None:
    """Find the columns of goal and date; where there is none of dates, the day of all rows.

    Raises `Refused` where one is not known.
    """
    if not (_has_goal(looked, values) and _has_date(looked, values)):
        find_by_content(looked, dated=any(column.on for column in values))
    used = of_all if values and not _has_date(looked, values) else None
    if not _has_goal(looked, values):
        raise _no_goal(looked, values)
    if used is None and not _has_date(looked, values):
        raise _missing(looked, "date")
    return used


def _no_goal(looked: Looked, values: Sequence[ValueColumn]) -> NoColumn:
    """That nothing says which goals values are of; of columns of periods it tells more than what else is wrong."""
    missing = _missing(looked, "goal")
    dated = all(column.on for column in values[:2]) and len(values) > 1
    return NoGoal(missing.message, missing.hint) if dated else missing


def _of_day(values: tuple[ValueColumn, ...], looked: Looked, used: OfAll | None) -> tuple[ValueColumn, ...]:
    """The columns of values, of the day of all rows where that counts."""
    if used is None:
        return values
    looked.at.pop("value", None)
    return tuple(structs.replace(column, on=used.day) for column in values)


def _has_goal(looked: Looked, values: Sequence[ValueColumn]) -> bool:
    named = bool(values) and all(column.goal for column in values)
    return looked.reading.one_goal or "goal" in looked.at or named


def _has_date(looked: Looked, values: Sequence[ValueColumn]) -> bool:
    return looked.dated or (bool(values) and all(column.on for column in values))


def _unused(looked: Looked, values: Sequence[ValueColumn]) -> dict[str, int]:
    """The columns by name that nothing is made of, but for those that say nothing of figures."""
    table, header, at, *_ = looked
    used = {*at.values(), *(column.at for column in values), *(column.flags for column in values)}
    free = ((name, place) for place, name in enumerate(table.told or header) if place not in used)
    return {name: place for name, place in free if not (is_passed(name) or (table.told and _is_kept(name)))}


def _among(unused: Mapping[str, int], words: re.Pattern[str]) -> int | None:
    return next((place for name, place in unused.items() if words.fullmatch(plain(name))), None)


def _sides(unused: Mapping[str, int], looked: Looked) -> int | None:
    """The unused column that says which way amounts went; None where there is none."""
    words = ((place, {text.casefold() for text in looked.cells(place)}) for place in unused.values())
    return next((place for place, said in words if are_sides(said)), None)


# What a row of an account says that is of no payment.
_BALANCE = later(
    r"(?:(?:opening|closing|starting|ending|beginning|initial|final|previous) balance"
    r"|(?:balance )?(?:brought|carried) (?:forward|down)|balance [bc]/?(?:f(?:wd)?|d)"
    r"|saldo (?:anterior|inicial|final|iniziale|finale|precedente)|(?:ancien|nouveau) solde"
    r"|solde (?:initial|final|précédent|d'ouverture|de clôture)"
    r"|(?:anfangs|end|schluss|start)(?:saldo|bestand|kontostand)"
    r"|(?:alter|neuer) (?:saldo|kontostand))(?:[ :]+(?:[^\W\d]{1,4} ){0,2}[0-9][0-9./-]{3,9})?:?"
)


def is_balance(cell: Cell) -> bool:
    """Whether a cell says of its row that it is of what there was before or after others."""
    return isinstance(cell, str) and _BALANCE.fullmatch(cell.strip().casefold()) is not None


def _balances(unused: Mapping[str, int], sample: Sequence[Sequence[Cell]]) -> int | None:
    """The column in which one of the first rows says that it is of a balance; None where there is none."""
    places = (place for place in unused.values() if any(is_balance(row[place]) for row in sample if place < len(row)))
    return next(places, None)


def _with_flags(column: ValueColumn, looked: Looked) -> ValueColumn:
    """A column of values with the one of flags that stands right of it, without a name or called so."""
    place = column.at + 1
    beside = column.at >= 0 and place < len(looked.header) and place not in looked.at.values()
    own = f"{_without_unit(column.name) or plain(column.name)} flags"
    if not beside or plain(looked.header[place]) not in (*_FLAGS, own):
        return column
    cells = list(filter(None, looked.cells(place)))
    known = bool(cells) and all(is_flag(cell) or is_spelt(cell) for cell in cells)
    return structs.replace(column, flags=place) if known else column


def _find_flags(looked: Looked, unused: Mapping[str, int], *, several: bool) -> None:
    """Let the only unused column that says of figures in words that they are provisional be the one of flags.

    Where a row has `several` of them, no other may say something of the kind, for each may be of another figure.
    """
    said = {name: texts for name, place in unused.items() if all(map(is_spelt, texts := looked.texts(place)))}
    flags = [name for name, texts in said.items() if any(mark.provisional for mark in map(flags_of, texts) if mark)]
    if len(said if several else flags) == len(flags) == 1 and "flag" not in looked.at:
        looked.at["flag"] = unused[flags[0]]
        looked.found["flag"] = flags[0]


def _is_kept(name: str) -> bool:
    """Whether a column of SDMX says something of the message, or of the way in which an observation is written."""
    return name.partition(":")[0].strip() in _SDMX_OWN


_SDMX_OWN = frozenset(
    """STRUCTURE STRUCTURE_ID STRUCTURE_NAME DATAFLOW ACTION FREQ UNIT_MULT OBS_STATUS OBS_FLAG DECIMALS
    REPORTING_YEAR_START_DAY CONF_STATUS TIME_FORMAT""".split()
) | {"LAST UPDATE"}


def _missing(looked: Looked, role: str) -> NoColumn:
    header = looked.table.told or looked.header
    names = ", ".join(name[:_NAMED] for name in header[:8]) + (", ..." if len(header) > 8 else "")
    said = f"line {looked.table.line}: no column of {names!r} is known to hold the {role}"
    return NoColumn(said, _way_in(looked, role))


def _way_in(looked: Looked, role: str) -> str:
    """What to do about a table of which no column is known to hold what it must have."""
    header = looked.header
    if role == "value" and any(PROMISE.fullmatch(plain(name)) for name in header):
        return "for a plan's goals: coopctl plan import FILE; for figures, name their column with --map value=COLUMN"
    free = len(header) > 1 and any(header[place].strip() for place in looked.left)
    named = _to_name(role) if free else f"add a column named {role}{_SUCH.get(role, '')}"
    return f"{named}{_or_else(looked, role)}"


def _or_else(looked: Looked, role: str) -> str:
    """What else may be done where no column holds a role: the goal may be said, and rows be counted."""
    goals = looked.reading.plan.goals
    if role == "goal":
        return f", or give --goal {goals[0].id if len(goals) == 1 else 'ID'}"
    counts = role == "value" and looked.dated and any(map(is_countable, looked.reading.goals))
    return "; to count the rows: --map value=" if counts else ""


def _to_name(role: str) -> str:
    """How a column that may be there is named; of a table without dates none can be."""
    return f"name it with --map {role}=COLUMN" + (f", or add one named {role}{_SUCH[role]}" if role in _SUCH else "")


def _roles(header: list[str], told: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """The column of each role: as `chosen` among the names that the file has, else by the words of the header."""
    names = [plain(name) for name in header]
    at = {role: _chosen(role, column, names, told) for role, column in chosen.items() if column}
    bare = list(map(_without_unit, header))
    for role in WORDS:
        place = None if _is_settled(role, names, chosen) else _named(role, (names, bare), at, header)
        at |= {} if place is None else {role: place}
    _part_dates(at, names, chosen)
    return at


def _part_dates(at: dict[str, int], names: Sequence[str], chosen: Mapping[str, str]) -> None:
    """What a date is beside a year and a month, and a time beside a date: a day of them, and nothing of when."""
    if "date" in at and {"year", "month"} <= at.keys() and names[at["date"]] in _DAYS:
        at["day"] = at.pop("date")
    if {"date", "period"} <= at.keys() and "period" not in chosen and names[at["period"]] in _CLOCKS:
        del at["period"]


def _told_once(header: list[str], sample: Sequence[Sequence[Cell]]) -> list[str]:
    """The names of a header, without those of columns that say the same as another of that name."""
    first: dict[str, int] = {}
    names = list(header)
    for place, name in enumerate(map(plain, header)):
        before = first.setdefault(name, place)
        if before != place and name and all(row[before] == row[place] for row in sample if place < len(row)):
            names[place] = ""
    return names


def _without_unit(name: str) -> str:
    """The name of a column that has its unit in brackets; "" for any other."""
    return plain(name.partition("(")[0]) if name.rstrip().endswith(")") else ""


def _chosen(role: str, column: str, names: Sequence[str], told: Sequence[str]) -> int:
    """The place of the column that somebody names for a role.  Raises `Refused` where there is none, or several."""
    if told.count(column) == 1:
        return told.index(column)
    own = [plain(name.partition(":")[0]) for name in told]
    bare = list(map(_without_unit, told))
    places = (find(one, plain(column), role) for one in (own, names, bare))
    place = next((place for place in places if place is not None), None)
    if place is None:
        raise Refused(f"there is no column {column!r}", f"the columns are {', '.join(told)}")
    return place


def _is_settled(role: str, names: Sequence[str], chosen: Mapping[str, str]) -> bool:
    """Whether no word of the header is to give a role: it was said, or each column of values has one of flags."""
    said = role in chosen or (role in WHEN and any(one in chosen for one in WHEN))
    return said or (role == "flag" and sum(name in _FLAGS for name in names if name) > 1)


def _only(names: Sequence[str], word: str, role: str, full: Sequence[str]) -> int | None:
    """The place of a word among names.  Raises `Twice` for several, with their `full` names where those differ."""
    told = [name for one, name in zip(names, full, strict=True) if one == word]
    if len(set(map(plain, told))) > 1:
        columns = " and ".join(map(repr, told[:3]))
        raise Twice(f"{columns} could each be the {role}", f"say which: --map {quote(f'{role}={told[0]}')}")
    return find(names, word, role)


def _named(role: str, headers: Sequence[Sequence[str]], at: Mapping[str, int], full: Sequence[str]) -> int | None:
    """The first free column that a word of a role names; of several with the name of words beside a value none."""
    for names, word in product(headers, WORDS[role].split("|")):
        if role in _ASIDE and names.count(word) > 1:
            continue
        place = _only(names, word, role, full)
        if place is not None and place not in at.values():
            return place
    return None


def _check_years(looked: Looked) -> None:
    """Raises `Refused` for columns of months of a year that nothing says."""
    if months := months_without_year(looked.header):
        named = f"{', '.join(months[:3])}{', ...' if len(months) > 3 else ''}"
        raise Refused(
            f"line {looked.table.line}: the columns {named} say no year",
            f"write it with them, as in {months[0].strip()} {looked.reading.today.year}, or add a column named year",
        )


def _by_halves(looked: Looked) -> tuple[ValueColumn, ...]:
    """The columns whose header is a month or a year, of which the rows say the year or month."""
    found = {} if "value" in looked.chosen else halves(looked)
    return tuple(ValueColumn(place, looked.header[place], half=half) for place, half in found.items())


def _by_period(looked: Looked) -> tuple[ValueColumn, ...]:
    """The columns whose header is a period, such as 2024, Q3 2024, 2013 [YR2013] or `2023 (actual)`.

    Raises `Refused` where the rows have dates of their own.
    """
    found = [
        ValueColumn(place, looked.header[place], on=day, mark=mark)
        for place, (day, mark) in _periods(looked).items()
        if isinstance(day, Day)
    ]
    if found:
        drop_undated(looked)
        _check_one_date(looked, found[0])
    return tuple(found)


def _periods(looked: Looked) -> dict[int, tuple[Day | Unread, Mark]]:
    """What the headers that hold a year say of when, and the mark behind it, by place."""
    header, at, reading = looked.header, looked.at, looked.reading
    dated = {
        place: _period_of(name)
        for place, name in enumerate(header)
        if place not in at.values() and _HAS_YEAR.search(name[:_NAMED]) and not _TIMED.search(name)
    }
    column = looked.days("of the header", reading.sense)
    for text, _ in dated.values():
        column.see(text)
    column.close()
    return {place: (column.read(text), mark) for place, (text, mark) in dated.items()}


def _period_of(name: str) -> tuple[str, Mark]:
    """The period in the name of a column, and the mark behind it."""
    bare = of_header(name.strip())
    split = marked_period(bare) or marked(bare)
    return (split.value, split.mark) if split and not split.mark.forecast else (bare, Mark())


def _check_one_date(looked: Looked, column: ValueColumn) -> None:
    """Raises `Refused` where the rows have dates, and so have the names of columns."""
    named = next((looked.header[looked.at[role]] for role in WHEN if role in looked.at), None)
    if named is not None:
        raise Refused(
            f"both the column {named!r} and columns such as {column.name!r} are dates",
            "name the column of values with --map value=COLUMN, or leave one of them out",
        )


def _by_own_name(looked: Looked) -> tuple[ValueColumn, ...]:
    """The columns of numbers that bear the names of goals, which say more than one called amount or value."""
    if "value" in looked.chosen:
        return ()
    values = tuple(column for column in _by_goal(looked) if looked.all_numbers(column.at))
    if values:
        del looked.at["value"]
    return values


def _by_goal(looked: Looked) -> tuple[ValueColumn, ...]:
    """The columns whose header is a goal, perhaps with its unit in brackets behind it; of --goal only its own."""
    at, reading = looked.at, looked.reading
    if "goal" in at:
        return ()
    header = _told_once(looked.header, looked.sample)
    goals = _Titled.of(reading.goals, reading.names)
    taken = {place for role, place in at.items() if role != "value"}
    found = []
    for place, name in enumerate(questions(header)):
        said = goals.named(header[place]) or goals.named(name) or goals.named(_without_behind(name))
        if said and place not in taken:
            found.append(ValueColumn(place, header[place], goal=said))
    _check_each_once(found)
    return tuple(found)


def _check_each_once(found: Sequence[ValueColumn]) -> None:
    """Raises `SameGoal` where a second column is of the same goal."""
    first: dict[str, ValueColumn] = {}
    for column in found:
        before = first.setdefault(plain(column.goal), column)
        if before is not column:
            alike = plain(before.name) == plain(column.name)
            both = f"{column.name!r} is there twice" if alike else f"{before.name!r} and {column.name!r} are both there"
            name = f"value={before.name.strip()}{'#1' if alike else ''}"
            raise SameGoal(f"{both} for one goal", f"say which: --goal {quote(column.goal)} --map {quote(name)}")


def _by_goal_and_period(looked: Looked) -> tuple[ValueColumn, ...]:
    """The columns whose header is a goal and a period, as `hdi_1990` and `Exports, USD million 2023` are.

    There are none where rows have dates.
    """
    header, at, reading = looked.header, looked.at, looked.reading
    if looked.dated or {"goal", "value"} & reading.chosen.keys():
        return ()
    goals = _Titled.of(reading.goals, reading.names)
    column = looked.days("of the header", reading.sense)
    values = []
    for place, name in enumerate(header):
        stem, period = stem_and_period(name)
        said = "" if goals.named(name) else goals.named(stem) or goals.named(_without_unit_behind(stem))
        day = column.read(period) if said and place not in at.values() else None
        if isinstance(day, Day):
            values.append(ValueColumn(place, name, goal=said, on=day))
    return tuple(values)


def stem_and_period(name: str) -> tuple[str, str]:
    """What the name of a column says before a year at its end, and the year, or a part of one; "" for none."""
    found = _PERIOD_BEHIND.search(name.strip()[-_LONGEST_PERIOD:])
    return (name.strip()[: -len(found[0])], found["period"]) if found else ("", "")


_LONGEST_PERIOD = 20
_PERIOD_BEHIND = later(r"[ _.,-]{1,2}\(?(?P<period>(?:FY ?)?(?:19|20)[0-9]{2}(?:[ _-]?[QHM][0-9]{1,2})?)\)?$", re.ASCII)


def _without_unit_behind(stem: str) -> str:
    """The name of a goal without its unit; "" where what stands behind says that it is no figure of the goal."""
    return "" if is_of_another(stem) else _UNIT_BEHIND.sub("", stem)


# The unit behind the name of a goal: `Exports, USD million`, `Exports (USD)`.
_UNIT_BEHIND = later(r"(?:, ?[^,]{1,30}| ?\([^()]{1,30}\))$")


# What pivot tables write before the name of what they sum up.
_PIVOTED = later(
    r"(?:(?:sum|count) of|(?P<mean>average of|mittelwert von|moyenne de|promedio de|média de)|summe von|anzahl von"
    r"|somme de|nombre de|suma de|cuenta de|soma de) ",
    re.IGNORECASE,
)


def _without_behind(name: str) -> str:
    """The name of a column without what stands in brackets behind it, or its unit: `Weight, kg`, `weight_kg`."""
    if is_of_another(name):
        return ""
    bare, comma, unit = name.rpartition(",")
    if comma and is_unit(unit):
        return bare
    stem = name.rpartition("_")[0]
    return stem if stem and unit_in(name) and not unit_in(stem) else name.rpartition("(")[0]


class _Titled(NamedTuple):
    """The names by which columns call goals: as they are, and run together, as in `life_expect` and `LIFEEXPECT`."""

    names: frozenset[str]
    joined: Mapping[str, str]
    adding: frozenset[str]

    @classmethod
    def of(cls, goals: Sequence[Goal], names: Mapping[str, str]) -> Self:
        """The ids and titles of these goals, and other `names` of theirs; run together only those of one goal."""
        named = [(plain(name), goal.id) for goal in goals for name in (goal.id, goal.title)]
        named += [(plain(name), meant) for name, meant in names.items() if any(goal.id == meant for goal in goals)]
        joined: dict[str, set[str]] = {}
        for name, goal in named:
            joined.setdefault(_joined(name), set()).add(goal)
        own = {name: min(one) for name, one in joined.items() if len(one) < 2}
        return cls(frozenset(name for name, _ in named), own, _adding(goals))

    def named(self, name: str) -> str:
        """What finds the goal that a column is called, or a pivot table sums up; "" for none."""
        pivoted = _PIVOTED.match(name.strip())
        if pivoted and plain(name) not in self.names:
            name = name.strip()[pivoted.end() :]
            return "" if pivoted["mean"] and plain(name) in self.adding else self.named(name)
        if plain(name) in self.names:
            return self.joined.get(_joined(plain(name)), name.strip())
        return self.joined.get(_joined(plain(name)), "") if name.strip() else ""


def _adding(goals: Sequence[Goal]) -> frozenset[str]:
    """The ids and titles of those goals whose figures add up."""
    adds = (goal for goal in goals if goal.promise.measure.additive)
    return frozenset(plain(name) for goal in adds for name in (goal.id, goal.title))


def _joined(name: str) -> str:
    """A name without its blanks, but for those between digits: `1-1` is not `11`."""
    return _BLANKS.sub("", name)
