"""XLSX documents, through openpyxl (extra `xlsx`): each sheet is a table of its own."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from coopctl.errors import Refused
from coopctl.exchange.plans.document import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Cell, Document, Grid, Line, Place
from coopctl.exchange.plans.readers.inline import tidy
from coopctl.exchange.plans.readers.zipped import archive

_SYMBOLS = "$€£"
_BLANK_ROWS = 1_000


def read(data: bytes, name: str) -> Document:
    """The document in a workbook, sheet by sheet; hidden sheets are no part of it."""
    try:
        import openpyxl
    except ImportError:
        raise Refused("XLSX needs openpyxl, which is not installed", "pip install 'coopctl[xlsx]'") from None
    with archive(data, name, "an XLSX workbook") as stream:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
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
    """A cell as it is shown, as far as its number format says: a percentage, a currency, a year, a day."""
    value = cell.value
    form = cell.number_format or ""
    if isinstance(value, str):
        return tidy(value)[: MOST_LETTERS + 1]
    if isinstance(value, bool) or value is None:
        return "yes" if value else ""
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        number = (
            number.quantize(Decimal(1)) if number == number.to_integral_value() and abs(number) < 10**20 else number
        )
        if "%" in form:
            return f"{(number * 100).normalize():f}%"
        symbol = next((symbol for symbol in _SYMBOLS if symbol in form), "")
        return f"{symbol}{number:f}" if symbol and number >= 0 else number
    return f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else f"{value}"
