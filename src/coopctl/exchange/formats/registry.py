"""The formats of figures, in and out, and which of them an input is."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO, TypeVar, cast

from msgspec import Struct

from coopctl.errors import Refused, WrongUsage
from coopctl.exchange.formats import csv_tsv
from coopctl.exchange.formats.encoding import Lines, looks, peek, text_of
from coopctl.exchange.formats.rows import Table, nothing_in
from coopctl.plan.plan import Plan


class FileFormat(StrEnum):
    """The formats of `coopctl import`."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    JSON = "json"
    XLSX = "xlsx"
    IATI = "iati"
    SDMX_CSV = "sdmx-csv"


class ExportFormat(StrEnum):
    """The formats of `coopctl export`."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    JSON = "json"
    MD = "md"
    SDMX_CSV = "sdmx-csv"
    IATI = "iati"
    XLSX = "xlsx"


class Form(Struct, frozen=True):
    """What is said of the form of an input: its format, the sheet of a workbook, the code page of a text."""

    format: FileFormat | None = None
    sheet: str | None = None
    encoding: str = ""


_GZIP = b"\x1f\x8b"
_CONVERT = "save it as .xlsx, or: libreoffice --headless --convert-to xlsx FILE"
# How files of other kinds begin, and what lies in their first bytes.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", b"", "an old workbook (.xls)", _CONVERT),
    (b"PK\x03\x04", b"opendocument.spreadsheet", "an OpenDocument table (.ods)", _CONVERT),
    (b"PK\x03\x04", b"opendocument", "an OpenDocument text", "save its table as CSV"),
    (b"PK\x03\x04", b"word/", "a Word document", "save its table as CSV"),
    (b"%PDF", b"", "a PDF", "copy its table into a spreadsheet and save that as CSV"),
    (b"<", b"<html", "a web page", "save its table as CSV, or: coopctl plan import for a plan"),
    (b"{\\rtf", b"", "rich text", "save its table as CSV"),
    (b"SQLite format 3", b"", "a database", "write its table as CSV: sqlite3 -csv -header FILE 'SELECT ...'"),
)


_Format = TypeVar("_Format", FileFormat, ExportFormat)
_ENDINGS = {
    ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".xlsx": "xlsx",
    ".xlsm": "xlsx", ".xml": "iati", ".csv": "csv", ".md": "md",
}  # fmt: skip


def by_ending(name: str, formats: type[_Format]) -> _Format | None:
    """Which of these formats a file's name ends in."""
    form = _ENDINGS.get(PurePath(name.removesuffix(".gz")).suffix.lower())
    return formats(form) if form in list(formats) else None


def tables(stream: BinaryIO, name: str, plan: Plan, said: Form) -> Iterator[Table]:
    """An input as tables; without a format, by its name's ending or its first characters.

    Raises `Refused` for what is empty or not of its format.
    """
    head, stream = peek(stream)
    if head.startswith(_GZIP):
        from coopctl.exchange.formats.gz import Unzipped

        head, stream = peek(cast("BinaryIO", Unzipped(fileobj=stream)))
        name = name.removesuffix(".gz")
    _check_kind(head, name)
    form, sheet = said.format, said.sheet
    if not head and form is not FileFormat.JSONL:
        nothing_in(name)
    form = form or by_ending(name, FileFormat) or _guess(head)
    if sheet is not None and form is not FileFormat.XLSX:
        raise WrongUsage(f"{name} is {form}, which has no sheets", "--sheet is for workbooks")
    if form is FileFormat.XLSX:
        from coopctl.exchange.formats import xlsx

        yield from xlsx.read(stream, name, sheet)
    elif form is FileFormat.IATI:
        from coopctl.exchange.formats.iati import reader

        yield from reader.read(stream, name, plan)
    else:
        with text_of(head, stream, name, said.encoding) as text:
            yield from _text_tables(Lines(text, name), looks(head), name, plan, form)


def _check_kind(head: bytes, name: str) -> None:
    """Raises `Refused` for a kind of file that another program has to open first, with what it should save it as."""
    for start, inside, kind, way in _OTHERS:
        if head.startswith(start) and inside in head[:512].lower():
            raise Refused(f"{name} is {kind}, which is not read", way)


def _text_tables(lines: Lines, head: str, name: str, plan: Plan, form: FileFormat) -> Iterator[Table]:
    if form in (FileFormat.JSONL, FileFormat.JSON):
        from coopctl.exchange.formats import jsonl

        yield from jsonl.read(lines) if form is FileFormat.JSONL else jsonl.read_document(lines, name)
        return
    yield from _sdmx_or_not(csv_tsv.read(lines, name, "\t" if form is FileFormat.TSV else None, head), plan, form)


def _sdmx_or_not(found: Iterable[Table], plan: Plan, form: FileFormat) -> Iterator[Table]:
    from coopctl.exchange.formats import eurostat, sdmx

    for table in found:
        if eurostat.looks_so(table.header):
            yield eurostat.read(table)
        elif form is FileFormat.SDMX_CSV or sdmx.looks_so(table.header):
            yield from sdmx.read([table], plan)
        else:
            yield table


def _guess(head: bytes) -> FileFormat:
    if head.startswith(b"PK\x03\x04"):
        return FileFormat.XLSX
    text = looks(head)
    if text.startswith("<"):
        return FileFormat.IATI
    if text.startswith(("[", "{\n", "{\r", '{"schema"')):
        return FileFormat.JSON
    if text.startswith("{"):
        return FileFormat.JSONL
    return FileFormat.CSV
