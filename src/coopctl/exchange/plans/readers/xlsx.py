"""XLSX documents, through openpyxl (extra `xlsx`): each sheet is a table of its own."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from coopctl.errors import Refused
from coopctl.exchange.formats.workbooks import look_through
from coopctl.exchange.plans.document import (
    BREAK,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    Cell,
    Document,
    Grid,
    Line,
    Number,
    Place,
)
from coopctl.exchange.plans.readers.inline import tidy_lines
from coopctl.exchange.plans.readers.zipped import archive
from coopctl.values.patterns import later

# What a number format shows as it stands: in quotes, behind a backslash, a currency.
_QUOTED = later(r'"[^"]*"|\\.|\[[^\]]*\]')
_LITERAL = later(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|([$€£])')
_BLANK_ROWS = 1_000


def read(data: bytes, name: str) -> Document:
    """The document in a workbook, sheet by sheet; hidden sheets are no part of it."""
    try:
        import openpyxl
    except ImportError:
        raise Refused("XLSX needs openpyxl, which is not installed", "pip install 'coopctl[xlsx]'") from None
    with archive(data, name, "an XLSX workbook") as stream:
        looked = look_through(stream, name)
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            looked.check(sheet, name)
        grids = [Grid(tuple(_lines(sheet, rank)), sheet.title) for rank, sheet in enumerate(sheets)]
        return Document("", tuple(grid for grid in grids if len(grid.lines) > 1))


def _lines(sheet: Any, rank: int) -> Iterator[Line]:
    width = min(sheet.max_column or MOST_COLUMNS, MOST_COLUMNS)
    blank = taken = 0
    for at, row in enumerate(sheet.iter_rows(max_col=width), 1):
        cells = tuple(_cell(cell) for cell in row)
        if any(cell != "" for cell in cells):
            taken, blank = taken + 1, 0
            yield Line(Place((rank << 24) + at, f"row {at} of sheet {sheet.title}"), cells)
        blank += 1
        if taken > MOST_ROWS or blank > _BLANK_ROWS:
            return


def _cell(cell: Any) -> Cell:
    """A cell as it is shown, as far as its number format says: a percentage, a currency, a unit, a day."""
    value = cell.value
    if isinstance(value, str):
        return tidy_lines(value.replace("\n", BREAK))[: MOST_LETTERS + 1]
    if isinstance(value, bool) or value is None:
        return "yes" if value else ""
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return _shown(number, cell.number_format or "") if number.is_finite() else f"{value}"
    return f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else f"{value}"


def _shown(number: Decimal, form: str) -> Number:
    """A number with what its format shows beside it; one that is shown in thousands or millions is what it is."""
    section = form.partition(";")[0]
    first = re.search(r"[0#?]", _QUOTED.sub(lambda found: " " * len(found[0]), section))
    before, after = (section[: first.start()], section[first.start() :]) if first else ("", "")
    left, right = ("".join(map("".join, _LITERAL.findall(side))) for side in (before, after))
    if "%" in _QUOTED.sub("", section):
        return Number(_plain(number * 100), after="%")
    scaled = bool(re.search(r"[0#?],+(?![0#?])", after))
    return Number(_plain(number), left.lstrip(), "" if scaled else right.rstrip())


def _plain(number: Decimal) -> Decimal:
    """A number without trailing zeros or an exponent."""
    if abs(number) >= 10**20:
        return number
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
