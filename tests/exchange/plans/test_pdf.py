"""Plans in PDF: tables with lines around their cells, over pages, with merged cells; lists and lines of text."""

import sys

import pytest

from coopctl.errors import Refused
from coopctl.exchange.plans.document import Grid, Heading
from coopctl.exchange.plans.readers import pdf as reader
from coopctl.exchange.plans.readers import read_document
from exchange.plans.documents import drafted, promised
from exchange.plans.printed import pdf, table, text

pytest.importorskip("pdfplumber")
HEADER = ("Indicator", "Baseline (2024)", "Target (2030)")
LITERACY, ENROLMENT = ("Literacy rate", "60%", "75%"), ("Enrolment", "12,000", "15,000")
BOTH = {
    "Literacy rate": (60, "2024-12-31", 75, "2030-12-31", "%"),
    "Enrolment": (12000, "2024-12-31", 15000, "2030-12-31", ""),
}


def _goals(data: bytes) -> dict[str, tuple[object, ...]]:
    return promised(drafted(data, "plan.pdf"))


def test_a_table_is_read_below_its_title() -> None:
    page = f"{text('Education plan', 40, size=20)}\n{text('As agreed with our partners in the sector.', 70)}"
    data = pdf(f"{page}\n{table([HEADER, LITERACY, ENROLMENT])}\n{text('Sources: census.', 300)}")
    found = read_document(data, "plan.pdf")
    assert (found.title, [type(block).__name__ for block in found.blocks]) == (
        "Education plan", ["Heading", "Prose", "Grid", "Prose"],
    )  # fmt: skip
    assert _goals(data) == BOTH


@pytest.mark.parametrize("again", [[], [HEADER]])
def test_a_table_goes_on_over_the_next_page(again: list[tuple[str, ...]]) -> None:
    """Whether its header stands there again or not, and with a foot of the page between."""
    foot = text("Page 1", 780)
    data = pdf(f"{table([HEADER, LITERACY])}\n{foot}", table([*again, ENROLMENT], top=40))
    found = read_document(data, "plan.pdf")
    assert _goals(data) == BOTH
    assert f"{next(block for block in found.blocks if isinstance(block, Grid)).lines[1].place}".endswith("page 1")


def test_a_heading_between_two_tables_keeps_them_apart() -> None:
    first, second = table([HEADER, LITERACY]), text("Outcome 2: Access", 40, size=20)
    data = pdf(first, f"{second}\n{table([HEADER, ENROLMENT])}")
    found = read_document(data, "plan.pdf")
    assert [type(block) for block in found.blocks] == [Grid, Heading, Grid]
    assert _goals(data) == BOTH


def test_a_merged_cell_says_its_text_in_each_of_its_places() -> None:
    rows = [
        ("Area", "Indicator", "Baseline", None),
        ("Area", "Indicator", "2023", "2024"),
        ("Schools", None, None, None),
    ]
    [grid] = read_document(pdf(table(rows)), "plan.pdf").blocks
    assert isinstance(grid, Grid)
    assert [line.cells for line in grid.lines] == [
        ("Area", "Indicator", "Baseline", "Baseline"), rows[1], ("Schools",) * 4,
    ]  # fmt: skip


def test_a_list_is_read_where_there_is_no_table() -> None:
    lines = ["- Trade, $250 million, up 20% by 2028", "- Visits, 5 per year, 10 per year by 2028"]
    data = pdf("\n".join(text(line, 40 + 20 * at) for at, line in enumerate(lines)))
    assert list(_goals(data)) == ["Trade", "Visits"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf(""), "has no text: its pages are pictures"),
        (b"%PDF-1.7\nnothing of the kind", "is no PDF that can be read"),
        (pdf(table([HEADER, LITERACY]))[:400], "is no PDF that can be read|has no text"),
        (pdf(*[text("x", 40)] * (reader.MOST_PAGES + 1)), "has more than 200 pages"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, why: str) -> None:
    """Damage of whatever kind, pictures, and what would fill the memory."""
    with pytest.raises(Refused, match=why):
        read_document(data, "plan.pdf")


def test_what_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_UNPACKED", 1 << 20)
    with pytest.raises(Refused, match="unpacks to more than 1 MB"):
        read_document(pdf(table([HEADER, LITERACY]), unpacked=(1 << 20) + 1), "plan.pdf")


def test_without_the_library_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(Refused) as refused:
        read_document(pdf(text("x", 40)), "plan.pdf")
    assert refused.value.hint == "pip install 'coopctl[pdf]'"
