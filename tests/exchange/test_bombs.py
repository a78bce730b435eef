"""Small files that would fill the memory, or the afternoon: they are refused before they are read."""

import gzip
import io
import json
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from exchange.workbooks import workbook
from running import Program

MB = 1 << 20
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RESULT = '<iati-activities version="2.03"><iati-activity><result type="1"><title><narrative>r</narrative></title>'


class _Endless(io.RawIOBase):
    """Bytes over and over, as a pipe or a packed file may give them; it counts how many were taken."""

    def __init__(self, start: bytes, piece: bytes) -> None:
        self._rest, self._piece, self.taken = start, piece * (1 + MB // len(piece)), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override] # the buffers io gives
        self._rest = self._rest or self._piece
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        self.taken += len(part)
        assert self.taken < 200 * MB, "no end is seen"
        buffer[: len(part)] = part
        return len(part)


ENDLESS: dict[str, tuple[str, bytes, bytes, str]] = {
    "a line": ("csv", b"goal,date,value\n", b"a", "has a line of more than 16 MB"),
    "commas": ("csv", b"goal,date,value\n", b",", "has a line of more than 16 MB"),
    "a header": ("csv", b"", b"a,", "has a line of more than 16 MB"),
    "a quote over lines": ("csv", b'goal,date,value\n"', b"a\n", "field larger than field limit"),
    "cells over lines": ("csv", b"goal,date,value\n", b'"\n",', "has a row of more than 32 MB"),
    "a line of TSV": ("tsv", b"goal\tdate\tvalue\n", b"a", "has a line of more than 16 MB"),
    "a line of JSON": ("jsonl", b'{"goal":"', b"a", "has a line of more than 4 MB"),
    "a line of lists": ("jsonl", b'{"goal":[', b"[],", "has a line of more than 4 MB"),
    "a document": ("json", b"[", b'{"a":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},\n', "is larger than 64 MB"),
    "a document in a line": ("json", b"[", b'{"a":1},', "has a line of more than 64 MB"),
    "a comment": ("iati", _RESULT.encode() + b"<!--", b"x", "has a text or tag of more than 1 MB"),
    "a tag": ("iati", _RESULT.encode() + b"<", b"x", "has a text or tag of more than 1 MB"),
    "an attribute": ("iati", _RESULT.encode() + b'<a b="', b"x", "has a text or tag of more than 1 MB"),
    "a text": ("iati", _RESULT.encode(), b"x" * 1000 + b"<!---->", "this result is larger than what is read at once"),
    "elements": ("iati", _RESULT.encode(), b"<indicator/>", "this result is larger than what is read at once"),
    "depth": ("iati", b"", b"<a>", "a lies more than 50 elements deep"),
    "depth of others": ("iati", _RESULT.encode(), b'<x:a xmlns:x="y">', "a lies more than 50 elements deep"),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_has_no_end_is_refused(kind: str) -> None:
    """A line, a row, a document, a tag and a result have a length beyond which nobody reads on."""
    from coopctl.errors import Refused
    from coopctl.exchange.formats.registry import FileFormat, Form, tables
    from coopctl.exchange.formats.rows import Broken
    from coopctl.plan.plan import Plan

    form, start, piece, message = ENDLESS[kind]
    source = io.BufferedReader(_Endless(start, piece))

    def read() -> Iterator[str]:
        for table in tables(source, "in", Plan(), Form(FileFormat(form))):
            yield from (cells.reason for _, cells in table.rows if isinstance(cells, Broken))

    with suppress(OSError):  # where the system lets a peak be forgotten, an earlier one does not hide this one's
        Path("/proc/self/clear_refs").write_text("5")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        said = next(read())
    except Refused as trouble:
        said = trouble.message
    assert message in said
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 300 * 1024 or sys.platform == "darwin"


def test_a_document_of_a_million_lists_is_refused(mongolia: Program) -> None:
    """Its text is small, what is made of it is not."""
    (mongolia.folder / "in.json").write_bytes(b"[" + b"[]," * 1_000_000 + b"[]]")
    result = mongolia.run("import", "in.json")
    assert (result.code, "more than 1,000,000 objects and lists" in result.err) == (1, True), result.err


@pytest.mark.parametrize(
    ("size", "value", "message"),
    [
        ([1, 2], {"2": 5}, "its observation 2 lies outside"),
        ([1, 2], {"-1": 5}, "its observation -1 lies outside"),
        ([1, 2], {"9" * 5000: 5}, "is a statistical cube that is not whole"),
        ([1, 2_000_000], [5], "a dimension of 2000000 has 2 codes"),
    ],
)
def test_a_cube_has_the_size_that_it_says(mongolia: Program, size: list[int], value: object, message: str) -> None:
    """A value outside of the cube is none of another place."""
    codes = {"goal": {"category": {"index": ["trade-volume"]}}, "time": {"category": {"index": ["2024", "2025"]}}}
    cube = {"class": "dataset", "id": ["goal", "time"], "size": size, "dimension": codes, "value": value}
    (mongolia.folder / "in.json").write_text(json.dumps(cube))
    result = mongolia.run("import", "in.json")
    assert (result.code, message in result.err) == (1, True), result.err


def test_a_packed_bomb_is_refused(mongolia: Program) -> None:
    """One megabyte that unpacks to a line of a gigabyte."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        file.write(b"goal,date,value\n")
        for _ in range(40):
            file.write(b"a" * MB)
    (mongolia.folder / "in.csv.gz").write_bytes(packed.getvalue())
    result = mongolia.run("import", "in.csv.gz")
    assert (result.code, "has a line of more than 16 MB" in result.err) == (1, True), result.err


def _book() -> bytes:
    return workbook([("goal", "date", "value"), ("trade-volume", "2024-12-31", 256)])


def _with(name: str, change: Callable[[bytes], Iterable[bytes]], also: str = "") -> bytes:
    """A workbook with one part changed; `also` is said of it among the types of the parts."""
    out, old = io.BytesIO(), zipfile.ZipFile(io.BytesIO(_book()))
    with old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for one in {*old.namelist(), name}:
            data = old.read(one) if one in old.namelist() else b""
            with new.open(one, "w") as part:
                if one == name:
                    part.writelines(change(data))
                else:
                    part.write(data.replace(b"</Types>", also.encode() + b"</Types>") if "Types" in one else data)
    return out.getvalue()


def _more(piece: bytes, times: int, before: bytes) -> Callable[[bytes], Iterator[bytes]]:
    """So many pieces more, before the last of what a part holds."""

    def change(data: bytes) -> Iterator[bytes]:
        at = data.rindex(before)
        yield data[:at]
        for _ in range(0, times, 1000):
            yield piece * 1000
        yield data[at:]

    return change


def _only(*parts: bytes) -> Callable[[bytes], Iterator[bytes]]:
    return lambda _: iter(parts)


_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_TEXTS = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_STRINGS}"/>'
BOOKS: dict[str, tuple[str, Callable[[bytes], Iterable[bytes]], str]] = {
    "types": ("[Content_Types].xml", _more(b'<Default Extension="a" ContentType="a"/>', 300_000, b"</Types"), ""),
    "many bytes of types": ("[Content_Types].xml", _more(b" " * 1000, 40_000, b"</Types"), ""),
    "relations": (
        "xl/_rels/workbook.xml.rels", _more(b'<Relationship Id="a" Type="t" Target="x"/>', 300_000, b"</Rel"), ""
    ),
    "sheets": ("xl/workbook.xml", _more(b'<sheet name="S" sheetId="9" r:id="rId1"/>', 3_000, b"</sheets"), ""),
    "names": ("xl/workbook.xml", _more(b"<definedName/>", 300_000, b"</workbook"), ""),
    "styles": ("xl/styles.xml", _more(b'<xf numFmtId="0"/>', 300_000, b"</cellXfs"), ""),
    "properties": ("docProps/core.xml", _more(b"<a/>", 300_000, b"</"), ""),
    "texts in one": (
        "xl/sharedStrings.xml",
        _only(f'<sst xmlns="{_MAIN}"><si>'.encode(), b"<r><t>a</t></r>" * 300_000, b"</si></sst>"),
        "" if b"sharedStrings" in _book() else _TEXTS,
    ),
    "cells of one row": (
        "xl/worksheets/sheet1.xml",
        _only(f'<worksheet xmlns="{_MAIN}"><sheetData><row>'.encode(), b"<c/>" * 600_000),
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BOOKS)
@pytest.mark.parametrize("command", ["import", "plan import"])
def test_a_workbook_of_more_than_a_workbook_is_refused(mongolia: Program, kind: str, command: str) -> None:
    """Before the library makes a kilobyte of each tag, whichever part they stand in."""
    (mongolia.folder / "in.xlsx").write_bytes(_with(*BOOKS[kind]))
    result = mongolia.run(*command.split(), "in.xlsx")
    assert result.code == 1
    assert "holds more" in result.err or "is larger than 32 MB" in result.err, result.err


def test_a_sheet_that_is_none_is_refused(mongolia: Program) -> None:
    """A part that is not said to be a sheet was not looked at, so it is not read as one."""
    moved = _with("xl/_rels/workbook.xml.rels", lambda data: [data.replace(b"worksheets/sheet1.xml", b"media/a.png")])
    out = io.BytesIO(moved)
    with zipfile.ZipFile(out, "a") as book:
        book.writestr("xl/media/a.png", book.read("xl/worksheets/sheet1.xml"))
    (mongolia.folder / "in.xlsx").write_bytes(out.getvalue())
    for command in ("import", "plan import"):
        result = mongolia.run(*command.split(), "in.xlsx")
        assert (result.code, "is not among the sheets" in result.err) == (1, True), result.err
