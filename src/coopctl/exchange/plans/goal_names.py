"""Which column names the goals of a table."""

import re
from collections.abc import Sequence

from msgspec import structs

from coopctl.exchange.plans.headers import Column
from coopctl.exchange.plans.looks import (
    VALUED,
    Rows,
    cells_of,
    comes_again,
    first_of,
    in_roles,
    is_amount,
    most_are,
    tells_apart,
)
from coopctl.exchange.plans.words import scale_in

_FEW_WORDS = 3


def name_of(columns: Sequence[Column], rows: Rows) -> tuple[Column | None, list[Column]]:
    """The column that names what a row is about, and the others."""
    named = _naming(columns, rows) or _goal_as_name(columns)
    columns = _with_aim(columns, named)
    named = named or _grouped(columns, rows) or _unnamed(columns, rows) or _code_alone(columns, rows)
    return named, [column for column in columns if named is None or column.at != named.at]


_NAME = frozenset("name nom nombre nome".split())


def _naming(columns: Sequence[Column], rows: Rows) -> Column | None:
    """The first column that names indicators, or where its names come again the one in which each row has its own."""
    names = [column for column in columns if column.role == "name"]
    if not names or not comes_again(names[0], rows):
        return names[0] if names else None
    able = [*names, *(one for one in columns if one.text.strip().casefold() in _NAME)]
    return next((one for one in able if tells_apart(one, rows)), names[0])


def _goal_as_name(columns: Sequence[Column]) -> Column | None:
    """The first column of goals, where it is no target of the others: it comes first, or others say the targets."""
    goals = [column for column in columns if column.role == "goal"]
    names = goals and (first_of(columns, "target") or goals[0].at == 0 or len(goals) > 1)
    return goals[0] if names else None


def _with_aim(columns: Sequence[Column], named: Column | None) -> list[Column]:
    """The columns, the goals beside what names them as targets where no other column is one.

    Others of the same word are targets on the way: `Objectif Phase 1 | Objectif Phase 2`.
    """
    beside = named or first_of(columns, "baseline", "current", "group")
    aims = [column for column in columns if column.role == "goal" and column is not named]
    if not aims or not beside or first_of(columns, "target"):
        return list(columns)
    return in_roles(columns, dict.fromkeys(_of_one_word(aims), "target"))


def _of_one_word(columns: Sequence[Column]) -> list[int]:
    """The places of the first column and of those that begin with its word."""
    words = [one.text.split()[0] for one in columns]
    return [one.at for one, word in zip(columns, words, strict=True) if word == words[0]]


def _grouped(columns: Sequence[Column], rows: Rows) -> Column | None:
    """The column of groups that names the goals: the first, or where there are targets the narrowest.

    Where its groups come again, an unknown column in which every row says something else is what names them.
    """
    groups = [column for column in columns if column.role == "group"]
    if not groups or not first_of(columns, "target"):
        return next(iter(groups), None)
    named = _narrowest(groups, columns)
    return (telling(columns, rows) if comes_again(named, rows) else None) or named


def _narrowest(groups: Sequence[Column], columns: Sequence[Column]) -> Column:
    """The last of some columns of groups before the values, or the first behind them."""
    value = min(column.at for column in columns if column.role in VALUED)
    return next((column for column in reversed(groups) if column.at < value), groups[0])


def telling(columns: Sequence[Column], rows: Rows) -> Column | None:
    """The unknown column before the values in which every row says something else, in words."""
    value = first_of(columns, *VALUED)
    unknown = [one for one in columns if value and one.at < value.at and one.text and not (one.role or one.period)]
    return next((one for one in unknown if tells_apart(one, rows)), None)


def _unnamed(columns: Sequence[Column], rows: Rows) -> Column | None:
    """The first column of a table of baselines and targets, whatever it is called, or the one that tells rows apart."""
    first = next((column for column in columns if column.role not in ("number", "id")), None)
    if first is None or not _is_unknown(first):
        return None
    aim = first_of(columns, "target")
    if aim is None or not (first_of(columns, "baseline", "current") or most_are(cells_of(rows, aim.at), is_amount)):
        return None
    return (telling(columns, rows) if comes_again(first, rows) else None) or first


def _code_alone(columns: Sequence[Column], rows: Rows) -> Column | None:
    """The column of codes of a table of baselines and targets, where nothing else tells its rows apart."""
    code = first_of(columns, "id")
    values = first_of(columns, "target") and first_of(columns, "baseline", "current")
    return code if code and values and tells_apart(code, rows) else None


def _is_unknown(column: Column) -> bool:
    return not (column.role or column.period or scale_in(column.text))


def told_names(name: Column, rest: list[Column], rows: Rows) -> tuple[Column, list[Column]]:
    """The column of targets as the goals' names, too, where its cells are sentences and the name only groups them."""
    aims = [column for column in rest if column.role == "target"]
    if name.role != "group" or len(aims) != 1 or not _says_goals(aims[0], name, rows):
        return name, rest
    return structs.replace(aims[0], role="name"), [name, *rest]


def _says_goals(aims: Column, name: Column, rows: Rows) -> bool:
    """Whether the cells of targets say in words what is to be reached; where groups come again, all in a few words."""
    cells = cells_of(rows, aims.at)
    return most_are(cells, lambda cell: _words_in(cell) > _FEW_WORDS) or (
        comes_again(name, rows) and min(map(_words_in, cells), default=0) > 1
    )


def _words_in(cell: str) -> int:
    """How many words a cell has that are no mere `by`, `of` or `km`."""
    return len(re.findall(r"[^\W\d_]{3,}", cell))
