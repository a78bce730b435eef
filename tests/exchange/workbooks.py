"""Workbooks as tests write them."""

import io
from collections.abc import Iterable, Mapping

import openpyxl

Rows = Iterable[Iterable[object]]


def workbook(rows: Rows | Mapping[str, Rows], formats: Mapping[str, str] | None = None) -> bytes:
    """A workbook of some rows, or of sheets by their names; `formats` are those of cells of the last one."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    del book["Sheet"]
    for title, lines in (rows if isinstance(rows, Mapping) else {"Sheet": rows}).items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append([*line])
    for cell, shown in (formats or {}).items():
        sheet[cell].number_format = shown
    book.save(out)
    return out.getvalue()
