"""Charts: what is drawn where, within the terminal, and as SVG that stands alone."""

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from rich.cells import cell_len

from builders import STAGES, exercises, goal, quick, told
from coopctl.judgement.assessment import Question, assess
from coopctl.output import Terminal
from coopctl.output.chart import Chart
from coopctl.output.formats.axes import day_marks, mark_labels, value_marks
from coopctl.output.formats.braille import braille
from coopctl.output.formats.svg import DARK, LIGHT, svg
from coopctl.output.views.chart import chart
from coopctl.output.views.sentences import Teller
from coopctl.plan.plan import Goal
from coopctl.plan.terms import Bounds, Measure, Path
from coopctl.values.quantities import POINTED
from coopctl.values.units import Unit
from running import Program

DAY = date(2025, 7, 1)
SVG = "{http://www.w3.org/2000/svg}"


def charted(one: Goal, *figures: tuple[str, int | str], as_of: date = DAY, today: date = DAY) -> Chart:
    return chart(assess(told(one, *figures), Question(as_of, forecast=True)), today, Teller())


TRADE = (("2024-10-01", 253), ("2025-01-01", 256), ("2025-04-01", 259), ("2025-06-30", 262))
WIDE = structs.replace(
    goal(), title="保護区の面積と貿易額の合計" * 5, promise=structs.replace(goal().promise, unit=Unit("千人"))
)
KINDS = {
    "level": charted(goal(), *TRADE),
    "history": charted(goal(), ("2022-01-01", 230), ("2023-01-01", 240), *TRADE),
    "milestones": charted(goal(milestones=((260, "2025-02-01"), (290, "2026-02-01"))), *TRADE),
    "compound": charted(goal(path=Path.COMPOUND), *TRADE),
    "step": charted(goal(path=Path.STEP, milestones=((260, "2025-02-01"),)), *TRADE),
    "falling": charted(goal(40, 25, since="2015-12-31", by="2030-12-31"), ("2020-12-31", 38), ("2024-12-31", 39)),
    "count": charted(exercises(), ("2024-05-10", 1), ("2025-02-03", 1)),
    "stage": charted(goal(0, 3, measure=Measure.STAGE, stages=STAGES), ("2025-01-01", 1)),
    "keep": charted(goal(None, None, keep=Bounds(Decimal(80), Decimal(90)), by=None), ("2025-01-01", 85)),
    "empty": charted(goal()),
    "no deadline": charted(goal(by=None), ("2025-01-01", 260)),
    "huge": charted(goal("1e18", "1e19"), ("2025-01-01", "5e18")),
    "long over": charted(goal(by="2024-09-01"), ("2024-08-20", 260), as_of=date(2060, 1, 1)),
    "wide": charted(WIDE, *TRADE),
    "short": charted(goal(since="2025-06-01", by="2025-07-20"), ("2025-06-10", 260)),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [None, 40, 60, 80, 140])
@pytest.mark.parametrize("unicode", [True, False])
def test_a_chart_fits_the_terminal(kind: str, width: int | None, unicode: bool) -> None:
    lines = braille(KINDS[kind], Terminal(width, unicode=unicode)).splitlines()
    assert len(lines) <= 22
    assert max(map(cell_len, lines)) <= (width or 80)
    assert unicode or kind == "wide" or all(line.isascii() for line in lines)


@pytest.mark.parametrize("height", range(12, 25))
def test_a_chart_leaves_a_low_terminal_a_line_for_its_prompt(height: int) -> None:
    lines = braille(KINDS["level"], Terminal(80, height=height)).splitlines()
    assert len(lines) == min(height - 1, 22)
    assert [sign for sign in "○●◆" if not any(sign in line for line in lines)] == []


def test_the_marks_lie_where_their_values_are() -> None:
    """250 at the floor on the first day, 300 at the deadline two thirds up, and the promised words in its row."""
    rows = braille(KINDS["level"], Terminal(80)).splitlines()[3:]
    assert next(row for row in rows if "○" in row).index("○") == next(row for row in rows if "┤" in row).index("┤") + 1
    target = next(row for row in rows if "◆" in row)
    assert target.endswith("◆ 300 promised")
    heights = [at for at, row in enumerate(rows) for sign in row if sign == "●"]
    assert heights == sorted(heights)
    assert len(heights) >= len(TRADE)


def test_what_was_before_the_baseline_is_drawn_to_its_left() -> None:
    rows = braille(KINDS["history"], Terminal(80)).splitlines()
    past = [row.index("·") for row in rows if "·" in row]
    assert len(past) == 2
    assert max(past) < next(row.index("○") for row in rows if "○" in row)


def test_the_words_of_a_target_that_has_passed_stand_beside_it() -> None:
    rows = braille(KINDS["long over"], Terminal(80)).splitlines()
    assert any("◆ 300 promised" in row for row in rows)
    marks = {piece.attrib["class"]: piece.attrib for piece in ET.fromstring(svg(KINDS["long over"])).iter(f"{SVG}text")}
    assert float(marks["end"]["x"]) < 600
    just_over = charted(goal(by="2025-06-01"), ("2025-05-20", 260))
    assert any(re.search("300 promised.◆", row) for row in braille(just_over, Terminal(80)).splitlines())


def test_a_milestone_bends_the_path() -> None:
    assert [dot.value for dot in KINDS["milestones"].path] == [250, 260, 290, 300]
    assert "◇" in braille(KINDS["milestones"], Terminal(80))
    assert [dot.value for dot in KINDS["step"].path] == [250, 250, 260, 260, 300]


def test_a_curve_passes_through_its_middle() -> None:
    """250·1.2^½ = 273.86 after one of two years."""
    middle = min(KINDS["compound"].path, key=lambda dot: abs(dot.day - date(2025, 8, 1)))
    assert abs(float(middle.value) - 250 * 1.2 ** ((middle.day - date(2024, 8, 1)).days / 730)) < 1e-6


def test_colour_is_only_an_addition() -> None:
    plain, coloured = (braille(KINDS["level"], Terminal(80, color=color)) for color in (False, True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_is_one_document_that_needs_nothing_else(kind: str) -> None:
    text = svg(KINDS[kind])
    root = ET.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert root[0].text
    assert root[1].text
    assert "prefers-color-scheme: dark" in text
    assert not re.search(r"href|url\(|@import|<script", text)
    width, height = (float(word) for word in root.attrib["viewBox"].split()[2:])
    for piece in root.iter(f"{SVG}circle"):
        assert 0 <= float(piece.attrib["cx"]) <= width
        assert 0 <= float(piece.attrib["cy"]) <= height


def test_a_title_is_text_in_an_svg_and_never_obeyed_by_a_terminal() -> None:
    evil = structs.replace(KINDS["level"], title="<script>&\x1b[31m", goal="x")
    assert next(ET.fromstring(svg(evil)).iter(f"{SVG}title")).text.startswith("<script>&\\x1b[31m")  # type: ignore[union-attr]
    assert "\x1b" not in braille(evil, Terminal(80))


def _light(colour: str) -> float:
    """Relative luminance: WCAG 2.2, "relative luminance"."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_can_be_read(colours: dict[str, str]) -> None:
    for name in colours.keys() - {"ground", "card", "grid"}:
        for ground in ("ground", "card"):
            one, two = sorted((_light(colours[ground]), _light(colours[name])))
            assert (two + 0.05) / (one + 0.05) >= 4.5, (name, ground)


def test_marks_are_one_two_or_five() -> None:
    """1.25 to 1.75 billion with at most six marks: 0.1 apart are seven, 0.2 apart are four."""
    assert (
        value_marks(Decimal("1.25e9"), Decimal("1.75e9"), 6)
        == tuple(Decimal(value) * 10**8 for value in (12, 13, 14, 15, 16, 17, 18))[::2]
    )
    assert mark_labels((Decimal("1.2e9"), Decimal("1.4e9")), Unit("USD"), POINTED) == ("1.2bn", "1.4bn")
    assert mark_labels((Decimal(0), Decimal(5), Decimal(10)), Unit("% of GDP"), POINTED) == ("0%", "5%", "10%")


@given(
    st.decimals(-(10**12), 10**12, places=3),
    st.decimals(0, 10**9, places=3),
    st.integers(min_value=3, max_value=12),
    st.booleans(),
)
@quick
def test_marks_span_what_is_shown(low: Decimal, span: Decimal, most: int, whole: bool) -> None:
    marks = value_marks(low, low + span, most, whole=whole)
    assert not whole or all(mark == int(mark) for mark in marks)
    assert 2 <= len(marks) <= most
    assert marks[0] <= low
    assert marks[-1] >= low + span
    steps = {later - earlier for earlier, later in pairwise(marks)}
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in ((1,), (2,), (5,))


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 40000), st.integers(2, 10))
@quick
def test_days_are_marked_in_order_and_never_too_often(start: date, span: int, most: int) -> None:
    end = start + timedelta(days=span)
    marks = [day for day, _ in day_marks(start, end, most)]
    assert len(marks) <= most
    assert marks == sorted(set(marks))
    assert all(start <= day <= end for day in marks)


def test_the_command_draws_and_writes(mongolia: Program) -> None:
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30")
    drawn = mongolia.done("chart", "trade-v")
    assert drawn.startswith("Trade Volume")
    assert "300M promised" in drawn
    assert mongolia.done("chart", "trade-v", "-o", "svg").startswith("<svg")
    mongolia.done("chart", "trade-v", "--to", "trade.svg")
    assert (mongolia.folder / "trade.svg").read_text().startswith("<svg")
    refused = mongolia.run("chart", "nothing")
    assert (refused.code, refused.out) == (1, "")


def test_a_png_is_a_picture(mongolia: Program) -> None:
    pytest.importorskip("resvg_py")
    mongolia.done("chart", "trade-v", "--to", "trade.png")
    assert (mongolia.folder / "trade.png").read_bytes().startswith(b"\x89PNG\r\n")
    assert mongolia.run("chart", "trade-v", "-o", "png").code == 2


@pytest.mark.parametrize("days_", [400, 2400, 3600])
def test_a_long_series_keeps_its_peaks_in_a_small_drawing(days_: int) -> None:
    """Ten years of days come to a few hundred corners, the highest and the lowest among them."""
    since = date(2015, 1, 1)
    figures = [(f"{since + timedelta(days=at)}", 500 if at == 123 else 100 + at % 7) for at in range(1, days_)]
    text = svg(charted(goal(100, 600, since=f"{since}", by="2026-01-01"), *figures))
    assert len(text) < 12_000
    line = next(piece for piece in ET.fromstring(text).iter(f"{SVG}polyline") if piece.attrib["class"] == "line")
    heights = [float(corner.split(",")[1]) for corner in line.attrib["points"].split()]
    assert min(heights) < sorted(heights)[1] - 100
