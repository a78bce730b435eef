"""Which column of a table holds what: by the words of its header, or as --map says."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from coopctl.errors import Refused, WrongUsage
from coopctl.exchange.formats.guard import unguarded
from coopctl.exchange.formats.rows import Table
from coopctl.exchange.formats.tidy import LOG_FIELDS
from coopctl.plan.plan import Plan
from coopctl.values.dates import parse_period

# Header words of each role, the most telling first.
_WORDS = {
    "goal": "goal|goal id|metric|indicator|indicator id|kpi|key result|metric id|goal title|id",
    "value": "value|figure|amount|actual|actual value|reading|obs value|result",
    "period": "period|time period|on|reporting period",
    "date": "date|day|as of|when|period end|end date",
    "year": "year",
    "quarter": "quarter",
    "month": "month",
    "note": "note|notes|comment|comments|remark|remarks",
    "source": "source|data source|sources",
    "url": "url|link|uri",
    "who": "by|who|recorded by|reported by|recorder",
    "provisional": "provisional|preliminary",
    "unit": "unit|units|unit of measure|unit measure|uom",
    "currency": "currency",
    "key": "key|figure key",
    "state": "state",
}
_WHEN = ("period", "date", "year", "quarter", "month")
_HAS_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
# What an export writes beside a figure of what is known of its goal, the reason of a refusal, and no name at all.
_PASSED_OVER = re.compile(rf"(?:{'|'.join(LOG_FIELDS)}|reason)?\s*\Z")
_HINT = "name it with --map {role}=COLUMN"


class ValueColumn(Struct, frozen=True):
    """A column of values; its header may say which goal they are of, or which period they are for."""

    at: int
    goal: str = ""
    on: str = ""


class Layout(Struct, frozen=True):
    """The columns of a table: of its values, of each role by name, and those that nothing is made of."""

    values: tuple[ValueColumn, ...]
    at: dict[str, int]
    unused: tuple[str, ...] = ()


def parse_map(text: str) -> dict[str, str]:
    """`goal=COL,value=COL` as role to column, "" for none; raises `WrongUsage` for a role there is none of."""
    chosen: dict[str, str] = {}
    for part in filter(None, text.split(",")):
        role, equals, column = part.partition("=")
        role = "who" if role.strip() == "by" else role.strip()
        if not equals or role not in _WORDS:
            raise WrongUsage(f"--map {part!r} is not ROLE=COLUMN", f"a role is one of {', '.join(_WORDS)}")
        chosen[role] = column.strip()
    return chosen


def layout(table: Table, plan: Plan, today: date, chosen: Mapping[str, str], *, one_goal: bool) -> Layout:
    """The columns of a table; with `one_goal` the goal is known without it.

    A table is long (a column of values), wide (a column for each period) or across (a column for each goal).
    Raises `Refused` naming the column that is missing.
    """
    header = [unguarded(name) if table.guarded else name for name in table.header]
    at = _roles(header, table.told or header, chosen)
    if "value" in at:
        values: tuple[ValueColumn, ...] = (ValueColumn(at["value"]),)
    else:
        values = _by_period(header, at, plan, today) or _by_goal(header, at, plan)
    counting = not values and any(role in at for role in _WHEN)
    if not values and not counting:
        raise _missing(table, header, "value")
    if not (one_goal or "goal" in at or (all(column.goal for column in values) and values)):
        raise _missing(table, header, "goal")
    if not (any(role in at for role in _WHEN) or all(column.on for column in values)):
        raise _missing(table, header, "date")
    used = {*at.values(), *(column.at for column in values)}
    free = () if table.told else enumerate(header)
    unused = tuple(name for place, name in free if place not in used and not _PASSED_OVER.match(name))
    return Layout(values or (ValueColumn(-1),), at, unused)


def _missing(table: Table, header: list[str], role: str) -> Refused:
    names = ", ".join(header[:8]) + (", ..." if len(header) > 8 else "")
    hint = _HINT.format(role=role) + (", or give --goal ID" if role == "goal" else "")
    return Refused(f"line {table.line}: no column of {names!r} is known to hold the {role}", hint)


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-:]+", " ", name).strip().casefold()


def _roles(header: list[str], told: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    """The column of each role: as `chosen` among the names that the file has, else by the words of the header."""
    names, own = [_plain(name) for name in header], [_plain(name.partition(":")[0]) for name in told]
    at: dict[str, int] = {}
    for role, column in chosen.items():
        if not column:
            continue
        place = told.index(column) if column in told else _find(own, _plain(column))
        place = _find(names, _plain(column)) if place is None else place
        if place is None:
            raise Refused(f"there is no column {column!r}", f"the columns are {', '.join(told)}")
        at[role] = place
    for role, words in _WORDS.items():
        if role in chosen or (role in _WHEN and any(one in chosen for one in _WHEN)):
            continue
        for word in words.split("|"):
            place = _find(names, word)
            if place is not None and place not in at.values():
                at[role] = place
                break
    return at


def _find(names: list[str], name: str) -> int | None:
    places = [place for place, one in enumerate(names) if one == name]
    if len(places) > 1:
        raise Refused(f"the column {name!r} is there {len(places)} times", "give each column a name of its own")
    return places[0] if places else None


def _by_period(header: list[str], at: dict[str, int], plan: Plan, today: date) -> tuple[ValueColumn, ...]:
    """The columns whose header is a period, such as 2024 or Q3 2024."""
    found = []
    for place, name in enumerate(header):
        if place in at.values() or not _HAS_YEAR.search(name):
            continue
        try:
            parse_period(name, today=today, fiscal_start=plan.fiscal_start)
        except Refused:
            continue
        found.append(ValueColumn(place, on=name))
    if found and any(role in at for role in _WHEN):
        dated = header[next(at[role] for role in _WHEN if role in at)]
        raise Refused(f"both the column {dated!r} and columns such as {header[found[0].at]!r} are dates",
                      "name the column of values with --map value=COLUMN, or leave one of them out")  # fmt: skip
    return tuple(found)


def _by_goal(header: list[str], at: dict[str, int], plan: Plan) -> tuple[ValueColumn, ...]:
    """The columns whose header is a goal."""
    if "goal" in at:
        return ()
    names = {_plain(name) for goal in plan.goals for name in (goal.id, goal.title)}
    free = [place for place in range(len(header)) if place not in at.values()]
    return tuple(ValueColumn(place, goal=header[place]) for place in free if _plain(header[place]) in names)
