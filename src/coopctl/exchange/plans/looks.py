"""What columns and their cells look like: amounts, days, sentences, names that tell rows apart."""

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import structs

from coopctl.exchange.plans import periods
from coopctl.exchange.plans.headers import Column
from coopctl.values.patterns import later

INITIATIVE = "initiative"


VALUED = ("target", "baseline", "current")
SEVERAL = 2
# How many rows are looked at for what a column holds, and how many of its cells.
_LOOKED_AT, _MOST_CELLS = 120, 30
Rows = Sequence[Sequence[str]]


def cells_of(rows: Rows, at: int) -> list[str]:
    found = [row[at].strip() for row in rows[:_LOOKED_AT] if at < len(row) and row[at].strip()]
    return found[:_MOST_CELLS]


def most_are(cells: Sequence[str], test: Callable[[str], object]) -> bool:
    """Whether most of the cells pass a test."""
    return bool(cells) and 2 * sum(bool(test(cell)) for cell in cells) > len(cells)


def is_period(cell: str) -> bool:
    found = periods.find(cell)
    return found is not None and not re.search(r"[^\W_]", cell[: found.start] + cell[found.end :])


NUMBER_FIRST = later(r"[^\w]{0,3}[0-9](?![0-9]?[.)] +[^\W\d])")


def is_amount(cell: str) -> bool:
    """Whether a cell begins with a number that is no year or day."""
    return bool(NUMBER_FIRST.match(cell)) and not is_period(cell)


def in_roles(columns: Sequence[Column], roles: Mapping[int, str], kind: str = "") -> list[Column]:
    """The columns, those at these places with the role that is given; `kind` is that of groups."""
    return [structs.replace(one, role=roles[one.at], kind=kind) if one.at in roles else one for one in columns]


def is_day(cell: str) -> bool:
    """Whether a cell says when: a day or period, or a week, month or year of the plan."""
    return is_period(cell) or bool(periods.OF_THE_PLAN.fullmatch(cell))


def is_stated(cell: str) -> bool:
    """Whether a cell states an amount somewhere."""
    return bool(_STATED_AMOUNT.search(cell))


# The number of a phase is none: `Phase 1 complete`.
_STATED_AMOUNT = later(
    r"(?<!\w)(?<!phase )(?<!stage )(?<!sprint )(?<!release )(?<!version )(?<!wave )(?<!step )[0-9]"
    r"|\b(?:zero|zéro|cero|null|halve|double|triple|doubler|tripler|verdoppeln|halbieren|duplicar|dobrar)\b",
    re.IGNORECASE,
)


def first_of(columns: Sequence[Column], *roles: str) -> Column | None:
    return next((column for column in columns if column.role in roles), None)


def comes_again(column: Column, rows: Rows) -> bool:
    cells = cells_of(rows, column.at)
    return len(set(cells)) < len(rows_of(rows))


def tells_apart(column: Column, rows: Rows) -> bool:
    """Whether every row has words of its own in a column."""
    cells = cells_of(rows, column.at)
    return len(set(cells)) == len(rows_of(rows)) and all(re.match(r"\W*[^\W\d]", cell) for cell in cells)


def rows_of(rows: Rows) -> Rows:
    """The first rows, those left out that are a title over others."""
    return [row for row in rows[:_LOOKED_AT] if sum(bool(cell.strip()) for cell in row) > 1][:_MOST_CELLS]
