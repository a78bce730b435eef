"""Workbooks as the archives that they are: each part may be far larger than the whole, and is looked at before it is
kept in memory."""

import re
import zipfile
from typing import IO, Any

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.values.people import first_few

_MOST_BYTES = 1 << 29
_MOST_STRINGS = 1_000_000
_MOST_SHEETS = 2_000
_LONGEST = 1 << 20
# The library keeps some of the parts whole, at a kilobyte for each tag; of the others a row or a text at a time.
_MOST_HELD, _MOST_HELD_BYTES = 250_000, 1 << 25
_MOST_AT_ONCE = 500_000
_TYPES = "[Content_Types].xml"
_HELD = ("sheet.main+xml", "template.main+xml", "macroEnabled.main+xml", "styles+xml", "theme+xml", "-properties+xml")
_HELD_NAMES = ("xl/workbook.xml", "xl/styles.xml", "xl/theme/theme1.xml")
_STRINGS, _SHEET = "sharedStrings+xml", "worksheet+xml"
AS_CSV = "save its sheet as CSV"
"""What to do about a workbook that holds more than is read."""


class Looked(Struct, frozen=True):
    """What was found: whether a sheet holds a formula, whose value is there only where a spreadsheet calculated it, and
    the parts that may be read."""

    calculates: bool
    parts: frozenset[str]

    def check(self, sheet: Any, name: str) -> None:
        """Raises `Refused` for a sheet in a part that was not looked at, because it is said to be no sheet."""
        if sheet._worksheet_path not in self.parts:
            raise Refused(f"{name}: sheet {sheet.title!r} is not among the sheets of the workbook", AS_CSV)


def look_through(whole: IO[bytes], name: str) -> Looked:
    """What is in a workbook; raises `Refused` for parts that no spreadsheet writes, before they are kept in memory."""
    with zipfile.ZipFile(whole) as parts:
        _check_workbook(parts.namelist(), name)
        _check_held(parts, [one for one in parts.infolist() if one.filename == _TYPES], name)
        kinds = _kinds(parts)
        held, streamed = [], []
        for part in parts.infolist():
            kind, file = kinds.get(part.filename, ""), part.filename
            if _is_held(kind, file):
                held.append(part)
            elif kind.endswith((_STRINGS, _SHEET)) or file.startswith(("xl/worksheets/", "xl/sharedStrings")):
                streamed.append(part)
        _check_held(parts, held, name)
        formulas = [_scan(parts, part, name) for part in streamed]
        return Looked(any(formulas), frozenset(part.filename for part in streamed))


def _check_workbook(names: list[str], name: str) -> None:
    """Raises `Refused` for an archive of other files."""
    if _TYPES not in names:
        inside = first_few([f"{one!r}" for one in names])
        raise Refused(
            f"{name} is a ZIP archive of {inside or 'nothing'}, which is not read", "unzip it, and import a file of it"
        )


def _is_held(kind: str, file: str) -> bool:
    """Whether the library keeps a part whole in memory."""
    told = file.startswith("docProps/") or file.endswith(".rels")
    return told or file in _HELD_NAMES or kind.endswith(_HELD)


def _kinds(parts: zipfile.ZipFile) -> dict[str, str]:
    """What each part is said to be, as the library reads it."""
    from openpyxl.packaging.manifest import Manifest
    from openpyxl.xml.functions import fromstring

    tree: Any = fromstring(parts.read(_TYPES))
    manifest: Any = Manifest.from_tree(tree)
    return {one.PartName.removeprefix("/"): one.ContentType for one in manifest.Override}


def _check_held(parts: zipfile.ZipFile, held: list[zipfile.ZipInfo], name: str) -> None:
    """Raises `Refused` where parts that are kept whole are larger than those of a workbook."""
    tags = sheets = 0
    for part in held:
        if part.file_size > _MOST_HELD_BYTES:
            raise Refused(f"{name}: {part.filename} is larger than {_MOST_HELD_BYTES >> 20} MB", AS_CSV)
        with parts.open(part) as stream:
            for block in iter(lambda: stream.read(1 << 16), b""):
                tags, sheets = tags + block.count(b"<"), sheets + block.count(b"sheetId=")
        if tags > _MOST_HELD or sheets > _MOST_SHEETS:
            raise Refused(f"{name}: {part.filename} holds more than a workbook has", AS_CSV)


def _scan(parts: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bool:
    """Whether a part holds a formula; raises `Refused` for a text, a row, or more texts, than a spreadsheet has."""
    if part.file_size > _MOST_BYTES:
        raise Refused(f"{name}: {part.filename} is larger than {_MOST_BYTES >> 20} MB", AS_CSV)
    before, run, strings, tags, calculated = b"", 0, 0, 0, False
    with parts.open(part) as stream:
        while block := stream.read(1 << 16):
            at = block.rfind(b"<")
            run = run + len(block) if at < 0 else len(block) - at
            ended = max(block.rfind(b"row>"), block.rfind(b"si>"))
            strings += block.count(b"si>")
            tags = block.count(b"<", ended + 1) + (tags if ended < 0 else 0)
            if run > _LONGEST or tags > _MOST_AT_ONCE or strings > 2 * _MOST_STRINGS:
                raise Refused(f"{name}: {part.filename} holds more or longer texts than a workbook has", AS_CSV)
            calculated = calculated or bool(re.search(rb"<f[ >]", before + block))
            before = block[-2:]
    return calculated
