"""Workbooks as people save them: formats, formulas, notes on the first sheet, damage."""

import os
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from exchange.workbooks import Rows, workbook
from running import Program

ROW = ("trade-volume", "2024-12-31", 256)


def _book(folder: Path, rows: list[tuple[Any, ...]], formats: dict[str, str] | None = None, notes: bool = False) -> str:
    sheets: dict[str, Rows] = {"Read me": [("please",)]} if notes else {}
    sheets["2024"] = [("goal", "date", "value"), *rows]
    (folder / "in.xlsx").write_bytes(workbook(sheets, formats))
    return "in.xlsx"


def _figures(program: Program) -> list[list[str]]:
    return [line.split(",")[:4] for line in program.done("export").splitlines()[1:]]


@pytest.mark.parametrize(
    ("value", "shown", "expected"),
    [(0.35, "0.0%", "35"), (35, '0.0"%"', "35"), (35, r"0.0\%", "35"), (35, "0.0", "35"), (0.1, "0%", "10")],
)
def test_a_percentage_is_what_the_cell_shows(program: Program, value: float, shown: str, expected: str) -> None:
    """A percent format multiplies by a hundred; a percent sign in quotes or behind a backslash does not."""
    program.done("init", "--date", "2022-01-01")
    program.done("goal", "add", "poverty", "--from", "40%", "--to", "reduce to 30% by 2030")
    book = _book(program.folder, [("poverty", "2024", value)], {"C2": shown})
    program.done("import", book)
    assert _figures(program) == [["poverty", "2024", "2024-12-31", expected]]


@pytest.mark.parametrize(
    ("day", "shown", "period"),
    [
        (date(2024, 3, 1), "mmm-yy", "2024-03"),
        (date(2024, 3, 31), "mmm-yy", "2024-03"),
        (date(2024, 1, 1), "yyyy", "2024"),
        (date(2024, 12, 31), "yyyy", "2024"),
        (date(2024, 3, 1), "yyyy-mm-dd", "2024-03-01"),
        (date(2024, 3, 5), "mmm-yy", "2024-03-05"),
    ],
)
def test_a_day_is_what_the_cell_shows(mongolia: Program, day: date, shown: str, period: str) -> None:
    """A cell that shows only a month or a year is of that month or year."""
    mongolia.done("import", _book(mongolia.folder, [("trade-volume", day, 256)], {"B2": shown}))
    assert _figures(mongolia)[0][1] == period


def test_a_formula_without_a_value_is_refused(mongolia: Program) -> None:
    """A formula that no spreadsheet has calculated is named, not passed over."""
    book = _book(mongolia.folder, [ROW, ("trade-volume", "2025-01-31", "=C2+1")])
    result = mongolia.run("import", book)
    assert (result.code, result.err.splitlines()[0]) == (
        1,
        "line 3: the formula in C3 has no value (open the workbook in a spreadsheet and save it)",
    )


def test_the_sheets_are_named_where_none_has_a_table(mongolia: Program) -> None:
    """Notes only are an error that says which sheets there are."""
    book = workbook({title: [("Read me", "please")] for title in ("Notes", "Sources")})
    (mongolia.folder / "in.xlsx").write_bytes(book)
    result = mongolia.run("import", "in.xlsx")
    assert (result.code, "sheet 'Notes' is read; another with --sheet: Sources" in result.err) == (1, True), result.err


@pytest.mark.parametrize(("old", "new"), [(b"</sheetData>", b"<"), (b"<v>256</v>", b"<v>abc</v>")])
def test_a_damaged_sheet_is_refused(mongolia: Program, old: bytes, new: bytes) -> None:
    """A sheet that is cut off or holds nonsense is an error, and nothing is recorded."""
    _book(mongolia.folder, [ROW])
    with (
        zipfile.ZipFile(mongolia.folder / "in.xlsx") as whole,
        zipfile.ZipFile(mongolia.folder / "bad.xlsx", "w") as bad,
    ):
        for name in whole.namelist():
            data = whole.read(name)
            bad.writestr(name, data.replace(old, new) if "sheet1" in name else data)
    result = mongolia.run("import", "bad.xlsx")
    assert (result.code, result.err.startswith("error: bad.xlsx is not an XLSX workbook: ")) == (1, True)


@pytest.mark.parametrize("value", ["0.30000000000000004", "1234567890123456789", "0.1", "256000000"])
def test_every_digit_survives_a_workbook(mongolia: Program, value: str) -> None:
    """A number of more digits than a spreadsheet keeps goes out as text, and comes back the same."""
    mongolia.done("record", "trade-volume", value, "--on", "2024-12-31")
    mongolia.done("export", "--to", "out.xlsx")
    again = mongolia.done("import", "out.xlsx")
    assert (again, _figures(mongolia)[0][3]) == ("0 figures recorded, 1 already recorded\n", value)


def test_a_note_that_no_cell_holds_is_one_error(mongolia: Program) -> None:
    """A text longer than a cell may be refuses the workbook in two lines, and none is written."""
    mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31", "--note", "x" * 40_000)
    result = mongolia.run("export", "--to", "out.xlsx")
    assert (result.code, len(result.err.splitlines()), (mongolia.folder / "out.xlsx").exists()) == (1, 2, False)


_DATA = [("Year", "Value"), (2022, 54.5), (2023, 55)]


@pytest.mark.parametrize(
    "cover",
    [
        [("Statistics 2024",), ("Contact", "x@y.org"), ("Published", "26 Nov 2025")],
        [("Sheet", "Title"), ("Table 1", "Trade of things")],
        [],
    ],
)
def test_a_cover_sheet_is_passed_over(mongolia: Program, cover: list[tuple[str, ...]]) -> None:
    """The first sheet that has a table of figures is read, and it is said which."""
    (mongolia.folder / "in.xlsx").write_bytes(workbook({"Read me": cover, "Table 1": _DATA}))
    said = mongolia.run("import", "in.xlsx", "--goal", "trade-volume").err
    assert ([row[1:4:2] for row in _figures(mongolia)], "'Table 1' is read" in said) == (
        [["2022", "54.5"], ["2023", "55"]],
        True,
    )


def test_a_title_above_a_table_says_what_its_values_are_in(mongolia: Program) -> None:
    """As it does in a text."""
    (mongolia.folder / "in.xlsx").write_bytes(workbook([("Table 3. Trade (thousands)",), (), *_DATA]))
    mongolia.done("import", "in.xlsx", "--goal", "trade-volume")
    assert [row[3] for row in _figures(mongolia)] == ["54500", "55000"]


@pytest.mark.skipif(sys.platform == "win32", reason="the system bounds no files")
@pytest.mark.parametrize("lxml", ["True", "False"])
def test_a_temporary_folder_without_room_is_one_error(program: Program, lxml: str) -> None:
    """Where the rows of a workbook find no room to be put by, that is said, and nothing of them is left there."""
    resource = pytest.importorskip("resource")
    program.done("init", "--date", "2021-12-31")
    program.done("goal", "add", "trained", "--from", "0", "--to", "600 by 2030", "--measure", "total")
    days = (date(2022, 1, 1) + timedelta(number) for number in range(900))
    program.done("import", "-", "--goal", "trained", stdin="date,value\n" + "".join(f"{day},1\n" for day in days))
    room = program.folder / "room"
    room.mkdir()
    called = subprocess.run(
        [sys.executable, "-m", "coopctl", "export", "--to", "out.xlsx"],
        cwd=program.folder, capture_output=True, text=True, check=False,
        env={**os.environ, "TMPDIR": str(room), "HOME": str(room), "OPENPYXL_LXML": lxml},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )  # fmt: skip
    assert (called.returncode, called.stdout, [*room.glob("openpyxl*")]) == (3, "", [])
    assert called.stderr.splitlines()[0] == f"error: cannot put rows by in {room}: file too large"
    assert (len(called.stderr.splitlines()), (program.folder / "out.xlsx").exists()) == (2, False)
