"""SDMX-CSV 2.x, in and out: observations by indicator and time period.

Source: SDMX 3.0 technical notes (time formats, reporting years), SDMX-CSV 2.0 field guide, codelists CL_FREQ and
CL_OBS_STATUS.  A fiscal year is named there by the year in which it begins, here by the one in which it ends.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from coopctl.errors import CoopctlError, Refused
from coopctl.exchange.figures.scales import in_words
from coopctl.exchange.formats.guard import guarded
from coopctl.exchange.formats.rows import Cell, Table, Unread
from coopctl.exchange.formats.tidy import Outgoing
from coopctl.plan.plan import Plan
from coopctl.values.currencies import CURRENCIES
from coopctl.values.quantities import EXACT

FIELDS = tuple(
    """STRUCTURE STRUCTURE_ID ACTION FREQ INDICATOR FIGURE TIME_PERIOD OBS_VALUE UNIT_MEASURE UNIT_MULT OBS_STATUS
    REPORTING_YEAR_START_DAY COMMENT_OBS SOURCE URL REPORTED_BY REPLACES WHY""".split()
)
_FLOW = "COOPCTL:FIGURES(1.0)"
_FREQUENCY = (("-A1", "A"), ("-S", "S"), ("-Q", "Q"), ("-W", "W"))
_ROLE = {
    "TIME_PERIOD": "period", "OBS_VALUE": "value", "FIGURE": "key", "COMMENT_OBS": "note", "OBS_COM": "note",
    "SOURCE": "source", "DATA_SOURCE": "source", "URL": "url", "REPORTED_BY": "by", "OBS_STATUS": "provisional",
    "OBS_FLAG": "provisional",
    "UNIT_MEASURE": "unit", "ACTION": "state",
}  # fmt: skip
_OWN = {"REPLACES": "replaces", "WHY": "why"}
_GOAL = ("INDICATOR", "GOAL", "SERIES", "KPI", "MEASURE")
_MISSING = ("", "NaN")
_UNITS = {"PT": "%", "PC": "%", "NUMBER": "", "NR": "", "_Z": ""}
# Of CL_OBS_STATUS: provisional and estimated; forecast and missing.
_PROVISIONAL = ("P", "E")
_ABSENT, _N_A = ("M", "L", "O"), "n/a"
_NO_OBSERVATION = {"F": "a forecast", **dict.fromkeys(_ABSENT, "a missing value")}
_CODES = frozenset("ABCDEGHIJKNPQRSUVWXZ")
_LABELS = {"NORMAL": "A", "FINAL": "A", "PROVISIONAL": "P", "ESTIMATED": "E", "FORECAST": "F", "MISSING": "M"}
_STATUS = ("OBS_STATUS", "OBS_FLAG")  # Eurostat writes flags, several in one cell
_NEEDED = ("OBS_VALUE", "TIME_PERIOD")
_PERIOD = re.compile(r"([0-9]{4})-(A1|S[12]|Q[1-4]|M(?:0[1-9]|1[0-2])|W[0-9]{2})", re.ASCII)
# The letters of the parts of a year, there and here.
_PARTS = {"S": "H", "Q": "Q", "M": "", "W": "W"}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,2})?", re.ASCII)


def looks_so(header: tuple[str, ...]) -> bool:
    """Whether a header is one of SDMX-CSV 1 or 2."""
    names = {name.split(":")[0].strip() for name in header}
    return header[0].startswith(("STRUCTURE", "DATAFLOW")) or {"TIME_PERIOD", "OBS_VALUE"} <= names


def read(tables: Iterable[Table], plan: Plan) -> Iterator[Table]:
    """SDMX-CSV as a table of coopctl's own words; other dimensions keep their names, for --map."""
    for table in tables:
        names = [name.split(":")[0].strip() for name in table.header]
        _check_needed(names, table.line)
        goal = next((name for name in _GOAL if name in names), None)
        # Everything else is out of the way of the words that a header of figures is known by.
        roles = _ROLE | _OWN if table.header == FIELDS else _ROLE
        header = tuple("goal" if name == goal else roles.get(name, f"SDMX {name}") for name in names)
        titles = frozenset(goal.title.casefold() for goal in plan.goals)
        labels = _labels(table.header)
        words = _Words(tuple(names), any(":" in name for name in table.header), plan, titles, labels)
        yield Table(
            header,
            table.rows,
            line=table.line,
            point=True,
            guarded=True,
            fixed=True,
            absent=table.header == FIELDS,
            told=table.header,
            translate=words.translate,
            remarks=table.remarks,
        )


def _labels(header: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The columns of codes with those of labels behind them: `MEASURE` and `Measure`, `UNIT_MEASURE` likewise."""
    return {
        name: (place, place + 1)
        for place, (name, label) in enumerate(pairwise(header))
        if name.isupper()
        and _coded(name)
        and label != name
        and label.casefold().replace(" of ", " ") == name.replace("_", " ").casefold()
    }


def _check_needed(names: Sequence[str], line: int) -> None:
    """Raises `Refused` for a header without the value or the period of its observations."""
    missing = next((name for name in _NEEDED if name not in names), None)
    if missing is not None:
        raise Refused(f"line {line}: SDMX-CSV without {missing}", "give another --format")


class _Words(NamedTuple):
    """The columns of one table, and whether its cells are labelled: `P: Provisional value`."""

    names: tuple[str, ...]
    labelled: bool
    plan: Plan
    titles: frozenset[str]
    labels: Mapping[str, tuple[int, int]]

    def translate(self, row: Sequence[Cell]) -> Sequence[Cell] | Unread:
        """A row in coopctl's own words; nothing where it has no observation."""
        if len(row) != len(self.names):
            return row
        cells: list[Cell] = [
            self._unlabelled(name, f"{cell}") if self.labelled and _coded(name) else cell
            for name, cell in zip(self.names, row, strict=True)
        ]
        for name, (code, label) in self.labels.items():
            cells[code] = self._unlabelled(name, f"{cells[code]}:{row[label]}")
        at = {name: place for place, name in enumerate(self.names)}
        if cells[at["OBS_VALUE"]] in _MISSING:
            if not self._absent(cells, at):
                return ()
            cells[at["OBS_VALUE"]] = _N_A
        try:
            _translate(cells, at, self.plan)
        except CoopctlError as trouble:
            return Unread(trouble.message)
        return cells

    def _unlabelled(self, name: str, cell: str) -> str:
        """The code of a cell, or its label: of a unit that has no code of ours, and of what is the title of a goal."""
        code, _, label = (part.strip() for part in cell.partition(":"))
        if name == "UNIT_MEASURE" and label and not _has_words(code):
            return "" if label.casefold().startswith("index") else label
        return label if label.casefold() in self.titles else code

    def _absent(self, cells: Sequence[Cell], at: dict[str, int]) -> bool:
        """Whether a row of our own says that there is no figure; of others only that none is known."""
        own = "STRUCTURE_ID" in at and cells[at["STRUCTURE_ID"]] == _FLOW
        return own and f"{cells[at['OBS_STATUS']]}" in _ABSENT


def _has_words(code: str) -> bool:
    """Whether the code of a unit is one that is understood without its label."""
    return code in _UNITS or code in CURRENCIES or in_words(code) != code


def _coded(name: str) -> bool:
    return name not in (
        "OBS_VALUE",
        "TIME_PERIOD",
        "COMMENT_OBS",
        "OBS_COM",
        "SOURCE",
        "DATA_SOURCE",
        "URL",
        "FIGURE",
        *_OWN,
    )


def _translate(cells: list[Cell], at: dict[str, int], plan: Plan) -> None:
    """A row's cells in coopctl's own words, in place."""

    def said(name: str) -> str:
        return f"{cells[at[name]]}".strip() if name in at else ""

    value = said("OBS_VALUE")
    if _NUMBER.fullmatch(value):
        cells[at["OBS_VALUE"]] = _scaled(Decimal(value), said("UNIT_MULT") or "0")
    cells[at["TIME_PERIOD"]] = _our_period(said("TIME_PERIOD"), said("REPORTING_YEAR_START_DAY"), plan)
    for name, ours in _OURS.items():
        if name in at:
            cells[at[name]] = ours(said(name))
    for name in filter(at.__contains__, _STATUS):
        cells[at[name]] = "yes" if value != _N_A and _provisional(name, said(name)) else ""


# What codes of the columns that are read one by one are in coopctl's own words.
_OURS: dict[str, Callable[[str], str]] = {
    "ACTION": lambda code: "retracted" if code == "D" else "stands",
    "UNIT_MEASURE": lambda code: _UNITS.get(code, code),
}


def _scaled(value: Decimal, power: str) -> Decimal:
    """A value times ten to a power; raises `Refused` for what is no such power."""
    if not re.fullmatch(r"-?[0-9]{1,2}", power, re.ASCII):
        raise Refused(f"UNIT_MULT {power!r} is not a power of ten")
    return EXACT.scaleb(value, int(power))


def _provisional(name: str, said: str) -> bool:
    """Whether a status or flag says that the observation will be revised.

    Raises `Refused` for one that says there is no observation, or that is in no codelist.
    """
    code = said.partition(":")[0].strip().upper()
    for one in code if name == "OBS_FLAG" else filter(None, [_LABELS.get(code.removesuffix(" VALUE"), code)]):
        if one in _NO_OBSERVATION:
            raise Refused(f"{name} {said} is {_NO_OBSERVATION[one]}, not a figure")
        if one not in _CODES:
            raise Refused(f"{name} {said} is not a code of CL_OBS_STATUS")
        if one in _PROVISIONAL:
            return True
    return False


def _our_period(text: str, start: str, plan: Plan) -> str:
    """A period in coopctl's own words: `2024-S1` as `2024-H1`, `2024-M05` as `2024-05`, a moment as its day.

    Raises `Refused` for one of a year that begins on a day (`start`, "" for January) other than the plan's.
    """
    found = _PERIOD.fullmatch(text)
    if found is None:
        return text.partition("T")[0]
    year, part = found.groups()
    if start and not re.fullmatch(r"--[0-9]{2}-01", start, re.ASCII):
        raise Refused(f"a reporting year that starts on {start} is not a fiscal year of whole months")
    if part == "A1":
        return _our_year(year, int(start[2:4]), plan.fiscal_start) if start else year
    if start and start != "--01-01":
        raise Refused(f"{text} of a year that starts on {start} is not understood; write calendar periods")
    return f"{year}-{_PARTS[part[0]]}{part[1:]}"


def _our_year(year: str, month: int, ours: int) -> str:
    """A reporting year that begins in a month, as the plan's fiscal year; raises `Refused` where that has another."""
    if month != ours:
        raise Refused(f"the reporting year starts in month {month}, the plan's fiscal year in month {ours}")
    return f"FY{int(year) + (ours > 1)}"


def rows(
    plan: Plan, told: Iterable[Outgoing], chains: Mapping[str, str], *, raw: bool = False
) -> Iterator[tuple[object, ...]]:
    """Figures as rows of `FIELDS`, free texts guarded; each is an observation of its own, so its key is a dimension.

    `chains` says what each figure replaces, as `tidy.chains_of` does.
    """
    for goal, figure, _ in told:
        period, start = _their_period(figure.on or f"{figure.date}", plan)
        frequency = next((code for part, code in _FREQUENCY if part in period), {4: "A", 7: "M"}.get(len(period), "D"))
        replaced = chains.get(figure.key, "")
        texts = (figure.note, figure.source, figure.url, figure.who, replaced, figure.why)
        status = "O" if figure.missing else "P" if figure.provisional else "A"
        yield (
            "dataflow", _FLOW, "I", frequency, goal.id, figure.key, period, figure.value,
            _unit(goal.promise.unit.text), Decimal(0), status, start, *(texts if raw else map(guarded, texts)),
        )  # fmt: skip


def _unit(unit: str) -> str:
    return "PT" if unit == "%" else unit or "NUMBER"


def _their_period(on: str, plan: Plan) -> tuple[str, str]:
    if on.startswith("FY"):
        return f"{int(on[2:]) - (plan.fiscal_start > 1)}-A1", f"--{plan.fiscal_start:02d}-01"
    return on.replace("-H", "-S"), ""
