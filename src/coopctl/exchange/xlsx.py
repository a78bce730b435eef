"""XLSX, in and out, through openpyxl (extra `xlsx`)."""

import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

from coopctl.errors import Refused
from coopctl.exchange.csv_tsv import cell_text
from coopctl.exchange.guard import guarded
from coopctl.exchange.rows import Cell, Row, Table, nothing_in

_MOST_TEXT = 32767
_LOOKED_AT = 20
# What XML cannot hold, and what would be read as an escape; both as the format escapes characters.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise Refused("XLSX needs openpyxl, which is not installed", "pip install 'coopctl[xlsx]'") from None
    return openpyxl


def read(stream: BinaryIO, name: str, sheet: str | None = None) -> Iterator[Table]:
    """One sheet as a table: the one of this name, else the first; its header is its first row of two cells or more."""
    openpyxl = _openpyxl()
    with tempfile.SpooledTemporaryFile(1 << 22) as whole:
        while part := stream.read(1 << 16):
            whole.write(part)
        whole.seek(0)
        try:
            book = openpyxl.load_workbook(whole, read_only=True, data_only=True)
        except Exception as why:  # noqa: BLE001 - openpyxl lets through whatever zip, XML and its own parts raise
            raise Refused(f"{name} is not an XLSX workbook: {why}") from None
        if sheet is not None and sheet not in book.sheetnames:
            raise Refused(f"{name} has no sheet {sheet!r}", f"its sheets are {', '.join(book.sheetnames)}")
        rows = iter((book[sheet] if sheet else book.worksheets[0]).iter_rows())
        for number, row in enumerate(rows, 1):
            header = [cell_text(_cell(cell)).strip() for cell in row]
            if sum(map(bool, header)) > 1:
                break
            if number == _LOOKED_AT:
                raise Refused(f"{name} has no header in its first {_LOOKED_AT} rows", "choose the sheet with --sheet")
        else:
            nothing_in(name)
        while not header[-1]:
            header.pop()
        yield Table(tuple(header), _rows(rows, number + 1, len(header)), line=number, guarded=True)


def _rows(rows: Iterable[Sequence[Any]], start: int, width: int) -> Iterator[Row]:
    for number, row in enumerate(rows, start):
        cells: list[Cell] = [_cell(cell) for cell in row]
        yield number, cells + [""] * (width - len(cells))


def _cell(cell: Any) -> Cell:
    value = cell.value
    if isinstance(value, str):
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        percent = "%" in (cell.number_format or "")
        return f"{(number * 100).normalize():f}%" if percent else number
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return "" if value is None else f"{value}"


def write(fields: Sequence[str], rows: Iterable[Sequence[object]], title: str, *, raw: bool = False) -> bytes:
    """A workbook of one sheet; a number that a spreadsheet would round is written as text."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    from openpyxl.cell import WriteOnlyCell

    sheet.freeze_panes = "A2"
    sheet.append(list(fields))
    for row in rows:
        sheet.append([_written(WriteOnlyCell(sheet), cell, raw=raw) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _written(cell: Any, value: object, *, raw: bool) -> Any:
    if isinstance(value, Decimal) and Decimal(repr(float(value))) == value:
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        cell.value = value
    elif value is not None and value != "":
        text = guarded(value) if isinstance(value, str) and not raw else cell_text(value)
        text = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
        if len(text) > _MOST_TEXT:
            raise Refused(f"{text[:20]!r}... is longer than a cell may be ({_MOST_TEXT})", "export it as CSV or JSONL")
        cell.value = text
        cell.data_type = "s"
    return cell
