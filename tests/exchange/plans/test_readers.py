"""Documents of every kind make the same tables, and what pandoc writes is read."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from coopctl.errors import Refused
from coopctl.exchange.plans.document import MOST_BYTES, Grid, Heading, Item, words_of
from coopctl.exchange.plans.readers import holds_objects, read_document
from exchange.plans.documents import drafted, promised
from exchange.workbooks import workbook

MARKDOWN = """# Plan of 2026

| Indicator | Baseline (2024) | Target 2027 | Owner |
|---|---|---|---|
| Trade, in all | $250 million | $300 million | **Ministry** of [Trade](http://example.org) |
| Access to [water] | 36% | 78% | A \\| B |

- one
- **two**: three
"""
EXPECTED = {
    "Trade, in all": (250e6, "2024-12-31", 300e6, "2027-12-31", "USD"),
    "Access to [water]": (36, "2024-12-31", 78, "2027-12-31", "%"),
}
HTML = """<html><head><title>Plan of 2026</title><style>td { color: red }</style></head><body>
<table><thead><tr><th>Indicator<th>Baseline (2024)<th colspan=1>Target 2027<th>Owner</tr></thead>
<tr><td>Trade, in <b>all</b></td><td>$250&nbsp;million</td><td>$300 million</td>
<td rowspan="2">Ministry of Trade</td></tr>
<tr><td>Access to [water]<td>36%<td>78%</tr></table><ul><li>one<li><b>two</b>: three</ul></body></html>"""
CSV = (
    'Indicator;Baseline (2024);Target 2027;Owner\n"Trade, in all";$250 million;$300 million;Ministry of Trade\n'
    "Access to [water];36%;78%;A | B\n"
)
GRID = """
+---------------------+-----------------+---------------+
| Indicator           | Baseline (2024) | Target 2027   |
+=====================+=================+===============+
| Trade,              | \\$250           | \\$300 million |
| in all              | million         |               |
+---------------------+-----------------+---------------+
| Access to \\[water\\] | 36%             | 78%           |
+---------------------+-----------------+---------------+
"""
SIMPLE = """
  Indicator            Baseline (2024)   Target 2027
  -------------------- ----------------- ---------------
  Trade, in all        \\$250 million     \\$300 million
  Access to \\[water\\]  36%               78%

Text below.
"""
MULTILINE = """
  --------------------------------------------------------
  Indicator            Baseline          Target 2027
                       (2024)
  -------------------- ----------------- -----------------
  Trade,               \\$250 million     \\$300
  in all                                 million

  Access to            36%               78%
  \\[water\\]
  --------------------------------------------------------
"""


def _docx() -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Plan of 2026", 1)
    table = document.add_table(rows=0, cols=3)
    for cells in (("Indicator", "Baseline (2024)", "Target 2027"), ("Trade, in all", "$250 million", "$300 million"),
                  ("Access to [water]", "36%", "78%")):  # fmt: skip
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("one", style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xlsx() -> bytes:
    rows = [
        ("Plan of 2026",),
        ("Indicator", "Baseline (2024)", "Target 2027"),
        ("Trade, in all", 250000000, "$300 million"),
        ("Access to [water]", 0.36, 0.78),
    ]
    return workbook({"Empty": [], "Plan": rows}, {"B3": '"$"#,##0', "B4": "0%", "C4": "0%"})


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (MARKDOWN.encode(), "plan.md"),
        (MARKDOWN.encode("utf-16"), "plan.txt"),
        (HTML.encode(), "standard input"),
        (CSV.encode("utf-8-sig"), "plan.csv"),
        (CSV.encode(), "standard input"),
        (CSV.replace(";", "\t").encode(), "plan.tsv"),
        (SIMPLE.encode(), "plan.md"),
        (MULTILINE.encode(), "standard input"),
        (_docx, "standard input"),
        (_xlsx, "standard input"),
    ],
    ids=["markdown", "utf-16", "html", "csv", "csv unnamed", "tsv", "simple", "multiline", "docx", "xlsx"],
)
def test_every_kind_of_document_says_the_same(made: bytes | Callable[[], bytes], name: str) -> None:
    """One plan as Markdown, HTML, CSV, TSV, DOCX, XLSX or pandoc's tables has the same goals."""
    assert promised(drafted(made if isinstance(made, bytes) else made(), name)) == EXPECTED


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (0.12345, "0.0%", "12,345%"),
        (1234.5, "General", "1234,5"),
        (7.4, '0.0"M"', "7,4M"),
        (7_400_000, '0.0,,"M"', "7400000"),
        (5, '0" m"', "5 m"),
        (250, "[$€-407] #,##0", "€250"),
        (2500, '_-* #,##0.00\\ "€"_-', "2500 €"),
        (2030, "0", "2030"),
        (True, "General", "yes"),
    ],
)
def test_a_number_of_a_workbook_is_what_is_shown(value: float, form: str, expected: str) -> None:
    """A percentage, a currency or a unit of a number format belongs to the number, whose mark is the plan's."""
    grid = read_document(workbook([("a", "b"), ("x", value)], {"B2": form}), "plan.xlsx").blocks[0]
    assert isinstance(grid, Grid)
    assert words_of(grid.lines[1].cells[1], decimal_comma=True) == expected


def test_a_grid_table_folds_its_cells() -> None:
    """The lines of a cell belong together, whatever the widths."""
    assert promised(drafted(GRID)) == EXPECTED


@pytest.mark.parametrize("form", ["markdown", "gfm", "html", "docx", "markdown-pipe_tables", "rst", "plain"])
def test_what_pandoc_writes_is_read(tmp_path: Path, form: str) -> None:
    """The commands that the help and the README recommend end in a plan: DOCX through pandoc, and its other formats."""
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    if form == "docx":
        pytest.importorskip("docx")
    (tmp_path / "plan.md").write_text(MARKDOWN)
    made = tmp_path / f"made.{'docx' if form == 'docx' else 'html' if form == 'html' else 'txt'}"
    subprocess.run(["pandoc", "plan.md", "-t", form, "-o", str(made)], cwd=tmp_path, check=True)
    found = promised(drafted(made.read_bytes(), made.name))
    assert {title.replace("\\", ""): terms for title, terms in found.items()} == EXPECTED


def test_lists_and_headings_are_read_in_their_order() -> None:
    """Headings, tables and items come as they stand; what is bold at an item's start is its title."""
    for data in (MARKDOWN, HTML):
        blocks = read_document(data.encode(), "standard input").blocks
        kinds = [type(block) for block in blocks if isinstance(block, Grid | Item)]
        assert kinds == [Grid, Item, Item]
        assert [block.title for block in blocks if isinstance(block, Item)] == ["", "two"]
    assert isinstance(read_document(MARKDOWN.encode(), "x").blocks[0], Heading)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Forest<sup>1</sup>", "5 km<sup>2</sup>", "9 km^2^"), ("Forest", "5 km²", "9 km²")),
        (("CO~2~, CO<sub>2</sub>", "1<sup>st</sup>", "8"), ("CO2, CO2", "1st", "8")),
        # A footnote, or a power: 81 it is not.
        (("Staff^a^", "8<sup>1</sup>", "10^6^"), ("Staff", "8^1", "10^6")),
    ],
)
def test_what_is_raised_is_a_power_or_a_footnote(cells: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """Marks of footnotes are left out of words, and never become digits of a number."""
    text = f"| a | b | c |\n|---|---|---|\n| {' | '.join(cells)} |\n"
    grid = read_document(text.encode(), "plan.md").blocks[0]
    assert isinstance(grid, Grid)
    assert grid.lines[1].cells == expected
    html = f"<table><tr><td>a<td>b<td>c<tr><td>{'<td>'.join(cells)}</table>"
    page = read_document(html.encode(), "plan.html").blocks[0]
    assert isinstance(page, Grid)
    told = zip(cells, expected, page.lines[1].cells, strict=True)
    assert all(found == want for cell, want, found in told if "~" not in cell and "^" not in cell)


@pytest.mark.parametrize(
    ("data", "name", "command"),
    [
        (b"\xd0\xcf\x11\xe0", "plan.doc", "soffice --headless --convert-to docx plan.doc"),
        (b"\xd0\xcf\x11\xe0", "old plan.xls", "soffice --headless --convert-to xlsx 'old plan.xls'"),
        (b"{\\rtf1", "plan.rtf", "pandoc plan.rtf -t markdown | coopctl plan import -"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "plan.odt", "pandoc plan.odt -t markdown"),
        (b"PK\x03\x04anything", "plan.zip", "unzip it"),
    ],
)
def test_what_cannot_be_read_says_how_to_convert_it(data: bytes, name: str, command: str) -> None:
    """An old Office file or an OpenDocument is one line, with the command that converts it."""
    with pytest.raises(Refused) as refusal:
        read_document(data, name)
    assert command in refusal.value.hint


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b"0" * (1 << 28))
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"\0" * (MOST_BYTES + 1), "larger than 16 MB"),
        (lambda: b"\0" * 100, "not a text document"),
        (lambda: b"a|b\n\xff\xfe|1\n", "not text in UTF-8"),
        (_bomb, "unpacks to more than 128 MB"),
        (lambda: b"PK\x03\x04 word/ nothing", "is not a DOCX document"),
        (lambda: (b"| a " * 201 + b"|\n") * 2, "more than 200 cells"),
        (lambda: b"| a | b |\n" * 20_001, "more than 20,000 table rows"),
    ],
    ids=["large", "zeros", "encoding", "bomb", "no zip", "wide", "long"],
)
def test_what_is_no_plan_is_refused_at_once(make: Callable[[], bytes], reason: str) -> None:
    """Hostile or mistaken inputs end in one line, within the limits that no written plan reaches."""
    with pytest.raises(Refused) as refusal:
        read_document(make(), "plan.x")
    assert reason in refusal.value.message


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "*a *a" * 40_000, "| a |\n" * 19_000, "- " * 100_000, "`" * 200_000, "<table>" * 20_000,
     "<li>" * 50_000, "--- ---\n" * 20_000, "+--+\n" * 20_000,
     "| [[[[ | *a *a |\n|---|---|\n| " + "[" * 4999 + " | 2 |\n"],
    ids=["brackets", "stars", "rows", "dashes", "ticks", "tables", "items", "rules", "grids", "cell"],
)  # fmt: skip
def test_documents_of_one_sign_are_read_in_linear_time(text: str) -> None:
    """A document made to be slow is read, or refused, before the tests' own limit of a minute."""
    for name in ("plan.md", "plan.html"):
        with suppress(Refused):
            assert read_document(text.encode(), name).blocks is not None


_NESTED = """{"name": "Acme OKRs", "quarter": "Q1 2027", "objectives": [{"title": "Grow", "keyResults": [
  {"title": "Clinics", "start": 42, "target": 70, "owner": "Ana"},
  {"title": "Churn", "start": "4%", "target": "<3%"}]}]}"""
_FLAT = """[{"objective": "Grow", "key_result": "Clinics", "baseline": 42, "target": 70, "due_date": "2027-03-31"}]"""


@pytest.mark.parametrize(
    ("text", "table", "name", "title"),
    [
        (
            _NESTED,
            [
                ("Objective", "Key result", "Start", "Target", "Owner"),
                ("Grow", "Clinics", "42", "70", "Ana"),
                ("Grow", "Churn", "4%", "<3%", ""),
            ],
            "Q1 2027",
            "Acme OKRs",
        ),
        (
            _FLAT,
            [
                ("Objective", "Key result", "Baseline", "Target", "Due date"),
                ("Grow", "Clinics", "42", "70", "2027-03-31"),
            ],
            "",
            "",
        ),
    ],
    ids=["nested", "flat"],
)
def test_json_of_goals_is_a_table(text: str, table: list[tuple[str, ...]], name: str, title: str) -> None:
    """It was told to be no exported plan, and to be taken in as figures."""
    document = read_document(text.encode(), "okrs.json")
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert ([line.cells for line in grid.lines], grid.name, document.title) == (table, name, title)
    assert not holds_objects(b'{"data": [{"date": "2027-01-31", "value": 3}]}')
    assert not holds_objects(b'{"schema": "coopctl.plan-export/1", "plan": {"goals": [{"id": "x"}]}}')
