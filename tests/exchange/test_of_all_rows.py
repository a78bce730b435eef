"""Tables without a day of their own: a line above the header or the name of the sheet says when all rows are."""

from io import BytesIO

import pytest

from running import Program

openpyxl = pytest.importorskip("openpyxl")

# The lines above a header, and the period of the rows; "" where nothing says it.
ABOVE = [
    ("Reporting month:,March 2025\nPrinted on 14/04/2025\n", "2025-03"),
    ("Quarterly return for the quarter ended 31 March 2025\n", "2025-03-31"),
    ("Situation au 31/03/2025\n", "2025-03-31"),
    ("Ward report\n(Q1 2025)\n", "2025-Q1"),
    ("Ward scorecard Q1 2025\n", "2025-Q1"),
    ("Published March 2025\n", ""),
    ("Staff baseline Q1 2025\n", ""),
    ("Berichtszeitraum: 2025-Q1\n", "2025-Q1"),
    ("As at 31 March 2025\nMonth: April 2025\n", ""),
    ("14 April 2025\n", ""),
    ("Ward report 2025\n", ""),
]


def _plan(program: Program) -> None:
    program.done("init", "--date", "2024-06-30")
    for name in ("Beds", "Staff"):
        program.done("goal", "add", name, "--from", "10", "--to", "50 by 2030", "--measure", "level")


@pytest.mark.parametrize(("above", "period"), ABOVE)
def test_a_line_above_the_header_is_of_all_rows(program: Program, above: str, period: str) -> None:
    """A day that stands alone may be that of printing, and two that differ say nothing."""
    _plan(program)
    said = program.run("import", "-", stdin=f"{above}\nIndicator,Target,Actual\nBeds,20,12\nStaff,30,14\n")
    assert ("a line above the header" in said.err, "the date" in said.err) == (bool(period), not period), said.err
    assert [(one["period"], one["value"]) for one in program.records("export")] == (
        [(period, 12), (period, 14)] if period else []
    )


def test_the_name_of_a_sheet_is_of_all_rows(program: Program) -> None:
    """Each sheet of a tracker is of a month; which one was read is said."""
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Ward tracker"])
    for name, value in (("Jan 2025", 12), ("Feb 2025", 13)):
        sheet = book.create_sheet(name)
        for row in (["Indicator", "Actual"], ["Beds", value], ["Staff", value + 1]):
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    (program.folder / "tracker.xlsx").write_bytes(out.getvalue())
    _plan(program)
    said = program.run("import", "tracker.xlsx")
    assert "all rows are of 2025-01, as the name of its sheet says" in said.err, said.err
    assert "another with --sheet: Cover, Feb 2025" in said.err
    program.done("import", "tracker.xlsx", "--sheet", "Feb 2025")
    found = [(one["period"], one["value"]) for one in program.records("export")]
    assert sorted(found) == [("2025-01", 12), ("2025-01", 13), ("2025-02", 13), ("2025-02", 14)]


def test_a_part_of_the_row_above_is_passed_over(program: Program) -> None:
    """Unless a goal is called so, or is said to be meant."""
    _plan(program)
    text = "Indicator,2024,2025-Q1\nBeds,12,13\nof which: private,4,5\nStaff,14,15\n - davon Frauen,7,8\n"
    said = program.run("import", "-", stdin=text)
    assert (said.code, "2 of a part of another" in said.err + said.out) == (0, True), said.err
    assert [one["value"] for one in program.records("export")] == [12, 13, 14, 15]
    program.done("goal", "add", "private", "--from", "4", "--to", "9 by 2030", "--measure", "level")
    program.done("import", "-", "--rename", "of which: private=private", stdin=text)
    assert [one["value"] for one in program.records("export") if one["goal"] == "private"] == [4, 5]
