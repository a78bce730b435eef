"""Tables of series whose columns are described line by line above their dates: title, unit, frequency, number.

Sources: the time series of the Australian Bureau of Statistics, the Reserve Bank of Australia, the Office for National
Statistics of the United Kingdom and the Deutsche Bundesbank.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from coopctl.exchange.figures.content import Reading
from coopctl.exchange.figures.first_rows import is_dated
from coopctl.exchange.figures.scales import AS_THEY_ARE
from coopctl.exchange.figures.words import plain
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.rows import Broken, Cell, Row

# What the lines call themselves, the names of columns first.
_NAMES = ("title", "series title", "series name", "name", "description", "series id", "series code", "mnemonic", "cdid")
_UNITS = ("unit", "units", "einheit")
# How many of the unit one is, and what says that it is one.
_SCALES, _ONE = ("dimension", "unit multiplier"), frozenset((*AS_THEY_ARE, "eins", "one"))
_LABELS = frozenset((
    *_NAMES, *_UNITS, *_SCALES, "stand vom", "last update",
    "frequency", "type", "series type", "data type", "source", "publication date", "collection month",
    "series start", "series end", "no. obs", "no. obs.", "preunit", "release date", "next release", "important notes",
    "source dataset id", "seasonal adjustment", "last updated", "start date", "end date", "dataset",
))  # fmt: skip
_FEW = 3


class Told(NamedTuple):
    """The names of columns, with their units, the lines above that describe none, and the last that does."""

    names: tuple[str, ...]
    above: tuple[str, ...]
    last: int


def described(lines: Sequence[Row], reading: Reading) -> Told | None:
    """The columns of a table that lines such as `Unit,000,Percent` describe; None for any other table."""
    texts = [_texts(cells) for _, cells in lines]
    found = _found(texts)
    if len(found) < _FEW or not _is_dated(texts, found[-1] + 1, reading):
        return None
    first = found[0]
    rows = {plain(texts[at][0]): texts[at][1:] for at in found}
    titled = first > 0 and len(texts[first - 1]) > 1 and not texts[first - 1][0] and any(texts[first - 1])
    rows = {"title": texts[first - 1][1:]} | rows if titled else rows
    names = _with_units(_first(rows, _NAMES, reading), _units(rows, reading))
    above = tuple(map(_line, texts[: first - titled]))
    return Told(("date", *names), above, found[-1]) if names else None


def _found(texts: Sequence[Sequence[str]]) -> list[int]:
    """The lines that call themselves by what they say of columns."""
    return [at for at, row in enumerate(texts) if len(row) > 1 and plain(row[0]) in _LABELS]


def _texts(cells: Sequence[Cell] | Broken) -> list[str]:
    return [] if isinstance(cells, Broken) else [cell_text(cell).strip() for cell in cells]


def _line(texts: Sequence[str]) -> str:
    return ", ".join(filter(None, texts))


def _units(rows: Mapping[str, Sequence[str]], reading: Reading) -> list[str]:
    """The units of the columns, each with how many of it one is before it."""
    scales = [one if plain(one) not in _ONE else "" for one in _first(rows, _SCALES, reading)]
    both = zip_longest(scales, _first(rows, _UNITS, reading), fillvalue="")
    return [f"{scale} {unit}".strip() for scale, unit in both]


def _with_units(names: Sequence[str], units: Sequence[str]) -> list[str]:
    """Names with their units in brackets, where they have one."""
    padded = [*units, *[""] * len(names)][: len(names)]
    return [f"{name} ({unit})" if name and unit else name for name, unit in zip(names, padded, strict=True)]


def _is_dated(texts: Sequence[Sequence[str]], at: int, reading: Reading) -> bool:
    """Whether the first row below that holds anything begins with a date."""
    first = next((row for row in texts[at:] if any(row)), [])
    return bool(first) and is_dated(first[0], reading)


def _first(rows: Mapping[str, Sequence[str]], labels: Sequence[str], reading: Reading) -> Sequence[str]:
    """The line of these that has columns that somebody chose, or else the names of goals, or else the first."""
    told = [rows[label] for label in labels if label in rows]
    goals = [name for goal in reading.plan.goals for name in (goal.id, goal.title)]
    for wanted in (reading.chosen.values(), (*goals, *reading.names)):
        known = set(map(plain, filter(None, wanted)))
        if fitting := [row for row in told if known & set(map(plain, filter(None, row)))]:
            return fitting[0]
    return next(iter(told), [])
