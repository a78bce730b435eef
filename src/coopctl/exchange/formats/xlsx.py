"""XLSX, in and out, through openpyxl (extra `xlsx`)."""

import errno
import io
import re
import tempfile
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain, dropwhile, islice, repeat
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple

from msgspec import structs

from coopctl.disk import faults
from coopctl.errors import Refused
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.guard import guarded
from coopctl.exchange.formats.rows import Broken, Cell, Row, Table, nothing_in
from coopctl.exchange.formats.workbooks import AS_CSV, Looked, look_through
from coopctl.values.currencies import CURRENCIES, SYMBOLS
from coopctl.values.patterns import later

_MOST_TEXT = 32767
_LOOKED_AT = 100
# What XML cannot hold, and what would be read as an escape; both as the format escapes characters.
_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
# A currency that its format shows beside a number; a bare dollar sign is that of many countries.
_MONEY = later(rf"\[\$({'|'.join(sorted(CURRENCIES))}|[€£₹₩₽₺₴₦₱₫₪₸])(?:-[0-9A-Fa-f]+)?\]")
# What a number format shows as it stands: in quotes, or behind a backslash.
_LITERAL = re.compile(r'"[^"]*"|\\.')
_MOST_DIGITS = 15
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 2_000
_UNCALCULATED = "the formula in {} has no value (open the workbook in a spreadsheet and save it)"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise Refused("XLSX needs openpyxl, which is not installed", "pip install 'coopctl[xlsx]'") from None
    return openpyxl


def read(stream: BinaryIO, name: str, sheet: str | None = None) -> Iterator[Table]:
    """One sheet as a table: the one of this name, else the first that is not hidden, with the others in its place.

    Raises `Refused` for what is not a workbook, or has no such sheet, or nothing in it.
    """
    openpyxl = _openpyxl()
    with tempfile.SpooledTemporaryFile(1 << 22) as whole:
        while part := stream.read(1 << 16):
            whole.write(part)
        whole.seek(0)
        book = _opened(openpyxl, whole, name)
        tables = (table for one in book.sheets(sheet) if (table := one.table()) is not None)
        first = next(tables, None)
        if first is None:
            nothing_in(name if sheet is None else f"sheet {sheet!r} of {name}")
        yield structs.replace(first, remark="" if sheet else first.remark, instead=tables)


class _Book(NamedTuple):
    """A workbook, with and without formulas, and what was found when its parts were looked through."""

    values: Any
    formulas: Any
    looked: Looked
    name: str

    def sheets(self, sheet: str | None) -> Iterator["_Sheet"]:
        """The sheet of this name, else those that are not hidden, or all where all are.

        Raises `Refused` where there is none of this name, and for one that was not looked through.
        """
        names = [one.title for one in self.values.worksheets]
        if sheet is not None and sheet not in names:
            raise Refused(f"{self.name} has no sheet {sheet!r}", f"its sheets are {', '.join(names)}")
        for one in self.values.worksheets:
            self.looked.check(one, self.name)
        shown = [one.title for one in self.values.worksheets if one.sheet_state == "visible"] or names
        for title in [sheet] if sheet else shown:
            yield _Sheet(self.values[title], self.formulas[title], self.name, shown)


def _opened(openpyxl: Any, whole: IO[bytes], name: str) -> _Book:
    """A workbook whose parts were looked through; it is read twice where the values of formulas may be missing."""
    with _damaged(name):
        looked = look_through(whole, name)
        values = openpyxl.load_workbook(whole, read_only=True, data_only=True, keep_links=False)
        formulas = openpyxl.load_workbook(whole, read_only=True, keep_links=False) if looked.calculates else values
    return _Book(values, formulas, looked, name)


class _Sheet(NamedTuple):
    """A sheet of a workbook, with and without formulas, and the names of all that are shown."""

    sheet: Any
    formulas: Any
    name: str
    shown: Sequence[str]

    def table(self) -> Table | None:
        """Its rows, the first that is not empty in the place of a header; None where there is none.

        All rows are as wide as the widest of the first, since a sheet keeps no empty cells at their ends.
        """
        rows = _rows(self.sheet, self.formulas, self.name)
        first = list(islice(dropwhile(_is_empty, rows), _LOOKED_AT))
        if not first:
            return None
        width = max(len(cells) for _, cells in first)
        number, cells = first[0]
        header = [cell_text(cell).strip() for cell in cells] if not isinstance(cells, Broken) else []
        others = ", ".join(one for one in self.shown if one != self.sheet.title)
        remark = f"sheet {self.sheet.title!r} is read; another with --sheet: {others}" if others else ""
        header += [""] * (width - len(header))
        while header[1:] and not header[-1]:
            header.pop()
        below = _fitted(chain(first[1:], rows), width)
        return Table(tuple(header), below, line=number, guarded=True, sheet=self.sheet.title, remark=remark)


def _is_empty(row: tuple[int, list[Cell] | Broken]) -> bool:
    return not isinstance(row[1], Broken) and not any(map(cell_text, row[1]))


@contextmanager
def _damaged(name: str) -> Iterator[None]:
    """Turn what openpyxl lets through of zip, XML and its own parts into a `Refused`."""
    try:
        yield
    except Refused:
        raise
    except Exception as why:  # noqa: BLE001 - there is no end to the kinds
        raise Refused(f"{name} is not an XLSX workbook: {why}", "open it in a spreadsheet and save it") from None


def _filled(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """The rows of a sheet that are there, each with its number and its cells up to the last.

    openpyxl's own `iter_rows` makes up all that lie between: a cell in the last row would cost a million.
    """
    from openpyxl.cell.read_only import EMPTY_CELL, ReadOnlyCell
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source, sheet._shared_strings, data_only=book.data_only, epoch=book.epoch,
            date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        for number, cells in parser.parse():
            width = max((cell["column"] for cell in cells), default=0)
            if number > _MOST_ROWS or width > _MOST_COLUMNS:
                lies = f"lies beyond the {_MOST_ROWS:,} rows and {_MOST_COLUMNS:,} columns that are read"
                raise Refused(f"row {number} of {sheet.title!r} {lies}", AS_CSV)
            row: list[Any] = [EMPTY_CELL] * width
            for cell in cells:
                row[cell["column"] - 1] = ReadOnlyCell(sheet, **cell)
            yield number, row


def _rows(sheet: Any, formulas: Any, name: str) -> Iterator[tuple[int, list[Cell] | Broken]]:
    """Each row by its number; `formulas` is the same sheet, with formulas in the place of their values."""
    nothing: Iterator[tuple[int, list[Any]]] = repeat((0, []))
    written = nothing if formulas is sheet else chain(_filled(formulas), nothing)
    with _damaged(name):
        for (number, found), (_, beside) in zip(_filled(sheet), written, strict=False):
            cells = [_cell(cell) for cell in found]
            lost = [two for one, two in zip(found, beside, strict=False) if one.value is None and two.value is not None]
            yield number, Broken(_UNCALCULATED.format(lost[0].coordinate), cells) if lost else cells


def _fitted(rows: Iterable[tuple[int, list[Cell] | Broken]], width: int) -> Iterator[Row]:
    for number, cells in rows:
        yield number, cells if isinstance(cells, Broken) else cells + [""] * (width - len(cells))


def _cell(cell: Any) -> Cell:
    value = cell.value
    if isinstance(value, str):
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), cell.number_format or "")
    if isinstance(value, datetime) and value.time() == time():
        return _day(value.date(), _LITERAL.sub("", cell.number_format or "").lower())
    return _SHOWN.get(type(value), str)(value)


def _lasting(value: timedelta) -> str:
    """A length of time in hours, minutes and seconds, of which there may be more hours than a day has."""
    minutes, seconds = divmod(abs(round(value.total_seconds())), 60)
    return f"{'-' if value < timedelta(0) else ''}{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


_SHOWN: dict[type, Callable[[Any], str]] = {timedelta: _lasting}


def _number(number: Decimal, shown: str) -> Cell:
    """A number as its cell shows it: a percentage, or an amount in a currency."""
    if "%" in _LITERAL.sub("", shown):
        return f"{(number * 100).normalize():f}%"
    money = _MONEY.search(shown)
    return f"{number:f} {SYMBOLS.get(money[1], money[1])}" if money else number


def _day(day: date, shown: str) -> str:
    """A day as its cell shows it: where that is only a month or a year, it is that month or year."""
    if "d" in shown or "y" not in shown or 1 < day.day < monthrange(day.year, day.month)[1]:
        return day.isoformat()
    year = day.isoformat()[5:] in ("01-01", "12-31")
    return f"{day:%Y-%m}" if "m" in shown else f"{day:%Y}" if year else day.isoformat()


def write(fields: Sequence[str], rows: Iterable[Sequence[object]], title: str, *, raw: bool = False) -> bytes:
    """A workbook of one sheet; a number of more digits than a spreadsheet keeps is written as text."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    from openpyxl.cell import WriteOnlyCell

    sheet.freeze_panes = "A2"
    sheet.append(list(fields))
    out = io.BytesIO()
    with _put_by(sheet):
        for row in rows:
            sheet.append([_written(WriteOnlyCell(sheet), cell, raw=raw) for cell in row])
        book.save(out)
    return out.getvalue()


@contextmanager
def _put_by(sheet: Any) -> Iterator[None]:
    """The temporary file of a sheet's rows, removed where they are not written; raises `FileTrouble` for its own."""
    try:
        yield
    except BaseException as trouble:
        with suppress(Exception):  # what it has begun cannot be ended where there is no room
            sheet.close()
        with suppress(OSError, ValueError):
            sheet._writer.cleanup()
        if code := _code(trouble):
            where = Path(tempfile.gettempdir())
            raise faults.explain(OSError(code, ""), where, "put rows by in") from trouble
        raise


def _code(trouble: BaseException) -> int:
    """What the system refused to the library that writes a sheet, or to lxml below it, as `IO_ENOSPC`; 0 for none."""
    if isinstance(trouble, OSError):
        return trouble.errno or errno.EIO
    name = str(trouble).removeprefix("IO_") if type(trouble).__module__.startswith("lxml.") else ""
    return int(getattr(errno, name, 0))


def _written(cell: Any, value: object, *, raw: bool) -> Any:
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= _MOST_DIGITS:
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        cell.value = value
    elif value is not None and value != "":
        cell.value = _text(value, raw=raw)
        cell.data_type = "s"
    return cell


def _text(value: object, *, raw: bool) -> str:
    text = guarded(value) if isinstance(value, str) and not raw else cell_text(value)
    text = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(text) > _MOST_TEXT:
        raise Refused(f"{text[:20]!r}... is longer than a cell may be ({_MOST_TEXT})", "export it as CSV or JSONL")
    return text
