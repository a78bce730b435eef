"""The formats of figures, in and out, and which of them an input is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from io import BufferedReader
from pathlib import PurePath
from typing import BinaryIO, Protocol, TypeVar, cast

from msgspec import Struct

from coopctl.errors import Refused, WrongUsage
from coopctl.exchange.formats import csv_tsv
from coopctl.exchange.formats.encoding import Bounded, Lines, looks, peek, text_of
from coopctl.exchange.formats.rows import Table, nothing_in
from coopctl.plan.plan import Plan
from coopctl.values.patterns import later


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


_NESTED = later(r':\s*\[\s*[\[{]|"dimension"\s*:')
_LONGEST_LINE = 1 << 24
_GZIP = b"\x1f\x8b"
_CONVERT = "save it as .xlsx, or: libreoffice --headless --convert-to xlsx FILE"
# How files of other kinds begin, and what lies in their first bytes.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", b"", "an old workbook (.xls)", _CONVERT),
    (b"PK\x03\x04", b"opendocument.spreadsheet", "an OpenDocument table (.ods)", _CONVERT),
    (b"PK\x03\x04", b"opendocument", "an OpenDocument text", "save its table as CSV"),
    (b"PK\x03\x04", b"word/", "a Word document", "save its table as CSV"),
    (b"%PDF", b"", "a PDF", "copy its table into a spreadsheet and save that as CSV"),
    (b"<", b"sdmx.org/resources/sdmxml", "SDMX in XML", "get it as SDMX-CSV, which the same services give"),
    (b"<", b"<html", "a web page", "save its table as CSV, or: coopctl plan import for a plan"),
    (b"{\\rtf", b"", "rich text", "save its table as CSV"),
    (b"PAR1", b"", "a Parquet file", "write it as CSV: duckdb -csv -c \"FROM 'FILE'\""),
    (b"ARROW1", b"", "an Arrow file", "write it as CSV with the program that made it"),
    (b"<stata_dta>", b"", "a Stata file", "write it as CSV: export delimited"),
    (b"$FL2", b"", "an SPSS file", "write it as CSV: SAVE TRANSLATE"),
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
    form = said.format
    if not head and form is not FileFormat.JSONL:
        nothing_in(name)
    form = form or by_ending(name, FileFormat) or _guess(head)
    if said.sheet is not None and form is not FileFormat.XLSX:
        raise WrongUsage(f"{name} is {form}, which has no sheets", "--sheet is for workbooks")
    yield from _FORMATS[form](Source(stream, head, name, plan, said))


def _check_kind(head: bytes, name: str) -> None:
    """Raises `Refused` for a kind of file that another program has to open first, with what it should save it as."""
    for start, inside, kind, way in _OTHERS:
        if head.startswith(start) and inside in head[:512].lower():
            raise Refused(f"{name} is {kind}, which is not read", way)


class Source(Struct, frozen=True):
    """An input: its bytes, the first of them, its name, the plan that it is for, and what is said of its form."""

    stream: BinaryIO
    head: bytes
    name: str
    plan: Plan
    said: Form

    @contextmanager
    def lines(self, longest: int = _LONGEST_LINE) -> Iterator[Lines]:
        """The lines of a text, none of which has more than so many bytes."""
        bounded = cast("BinaryIO", BufferedReader(Bounded(self.stream, longest, self.name), 1 << 16))
        with text_of(self.head, bounded, self.name, self.said.encoding) as text:
            yield Lines(text, self.name)


class Format(Protocol):
    """A foreign format: what an input in it says, as tables; a module is loaded when its format is read."""

    def __call__(self, source: Source) -> Iterator[Table]:
        """The tables of an input.  Raises `Refused` for what is not of the format."""


def _separated(source: Source, delimiter: str | None = None, *, sdmx_csv: bool = False) -> Iterator[Table]:
    """CSV and TSV, where the header may tell that they are Eurostat's or SDMX."""
    from coopctl.exchange.formats import eurostat, sdmx

    with source.lines() as lines:
        for table in csv_tsv.read(lines, source.name, delimiter, looks(source.head)):
            if eurostat.looks_so(table.header):
                yield eurostat.read(table)
            elif sdmx_csv or sdmx.looks_so(table.header):
                yield from sdmx.read([table], source.plan)
            else:
                yield table


def _json_lines(source: Source) -> Iterator[Table]:
    from coopctl.exchange.formats import jsonl

    with source.lines(jsonl.LONGEST_LINE) as lines:
        yield from jsonl.read(lines)


def _json(source: Source) -> Iterator[Table]:
    from coopctl.exchange.formats import jsonl, sdmx

    with source.lines(jsonl.LONGEST_DOCUMENT) as lines:
        for table in jsonl.read_document(lines, source.name):
            # Beside its time and value a cube of SDMX has what its columns have in CSV, powers and statuses.
            yield from sdmx.read([table], source.plan) if sdmx.looks_so(table.header) else [table]


def _workbook(source: Source) -> Iterator[Table]:
    from coopctl.exchange.formats import xlsx

    yield from xlsx.read(source.stream, source.name, source.said.sheet)


def _iati(source: Source) -> Iterator[Table]:
    from coopctl.exchange.formats.iati import reader

    yield from reader.read(source.stream, source.name, source.plan)


_FORMATS: Mapping[FileFormat, Format] = {
    FileFormat.CSV: _separated,
    FileFormat.TSV: partial(_separated, delimiter="\t"),
    FileFormat.SDMX_CSV: partial(_separated, sdmx_csv=True),
    FileFormat.JSONL: _json_lines,
    FileFormat.JSON: _json,
    FileFormat.XLSX: _workbook,
    FileFormat.IATI: _iati,
}


def _guess(head: bytes) -> FileFormat:
    if head.startswith(b"PK\x03\x04"):
        return FileFormat.XLSX
    text = looks(head)
    if text.startswith("<"):
        return FileFormat.IATI
    if text.startswith(("[", "{\n", "{\r", '{"schema"')):
        return FileFormat.JSON
    if text.startswith("{"):
        # A whole document in one line has lists of objects or rows in it; lines of objects are several.
        first, _, second = text.partition("\n")
        return FileFormat.JSON if not second.strip() and _NESTED.search(first) else FileFormat.JSONL
    return FileFormat.CSV
