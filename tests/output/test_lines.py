"""The lines of a screen: their colours can be read anywhere, and their cells stay in their places."""

import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coopctl.output.formats.lines import (
    COLOURS,
    NARROW,
    Span,
    aligned,
    cells,
    cut,
    fit,
    folded,
    gauge,
    line,
    sparkline,
    text_of,
    written,
)

_LEVELS = (0, 95, 135, 175, 215, 255)


def _luminance(colour: int) -> float:
    """The relative luminance of a fixed colour of the 256, WCAG 2.2."""
    place = colour - 16
    channels = [_LEVELS[part] / 255 for part in (place // 36, place // 6 % 6, place % 6)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("tone", COLOURS)
def test_colours_can_be_read_on_every_palette(tone: str) -> None:
    """Letters and ground are both fixed colours (16 to 231), which no palette changes; their contrast is 4.5:1 or more.

    The contrast of two luminances is (lighter + 0.05)/(darker + 0.05), WCAG 2.2.
    """
    letters, ground = COLOURS[tone]
    assert (16 <= letters <= 231, 16 <= ground <= 231) == (True, True)
    lighter, darker = sorted((_luminance(letters), _luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_worst_is_the_strongest() -> None:
    """The ground of what is bad is the most vivid one: the farthest from grey."""

    def vividness(tone: str) -> int:
        place = COLOURS[tone][1] - 16
        channels = [_LEVELS[part] for part in (place // 36, place // 6 % 6, place % 6)]
        return max(channels) - min(channels)

    assert vividness("bad") > vividness("fair") > vividness("good")


@given(st.text(max_size=30), st.integers(1, 20))
def test_a_cell_has_its_width(text: str, width: int) -> None:
    """Whatever the letters, a cell is exactly as wide as it should be, and a cut one says so."""
    assert cells(fit(text, width)) == width
    assert cells(cut(text, width)) <= width


def test_what_is_held_to_take_one_column_does() -> None:
    """Of all the signs that there are, those that are counted instead of measured are one column wide."""
    counted = [sign for sign in map(chr, range(sys.maxunicode + 1)) if NARROW.fullmatch(sign)]
    assert {"é", "→", "≥", "━", "●", "✔"} <= {*counted}
    assert [sign for sign in counted if cell_len(sign) != 1] == []


def test_decimal_points_stand_under_each_other() -> None:
    """Whole numbers end before the point, words at the right."""
    assert aligned(["1.48", "415", "0.921", "signed"], point=".") == ["  1.48 ", "415    ", "  0.921", " signed"]
    assert aligned(["1,48", "3.978", "0,921"], point=",") == ["    1,48 ", "3.978    ", "    0,921"]


def test_a_gauge_marks_the_promise() -> None:
    """Full as far as the progress goes, with a mark where the promise should be by now."""
    assert text_of(gauge(Fraction(45, 100), Fraction(1, 2))) == "━━━━─┃────"
    assert text_of(gauge(Fraction(-1), None)) == "─" * 10
    assert text_of(gauge(Fraction(3), Fraction(1))) == "━" * 9 + "┃"


def test_a_sparkline_needs_two() -> None:
    """One value alone has no shape; the last eight have one."""
    assert (sparkline([Fraction(1)]), sparkline([Fraction(n) for n in (0, 3, 6)])) == ("", "▁▄▇")


def test_signs_stay_one_column_in_ascii() -> None:
    """Where there is only ASCII, no sign is wider than it was."""
    text = "▼ ━━┃── ▁▇…"
    assert (len(written([line(text)], color=False, unicode=False)) - 1, len(text)) == (len(text), len(text))


def test_only_our_own_codes_reach_the_terminal() -> None:
    """Escapes in a text are spelled out, and colours are only there where they are wanted."""
    lines = [line(Span("\x1b[31mred", "bad"))]
    assert written(lines, color=False, unicode=True) == "\\x1b[31mred\n"
    assert written(lines, color=True, unicode=True).count("\x1b") == 2


def test_talk_folds_at_words() -> None:
    """No line is longer than the width, and no word is broken."""
    text = "hidden: status, trend, needed next, forecast"
    lines = [text_of(one) for one in folded(text, 20)]
    assert (" ".join(lines), max(map(len, lines)) <= 20) == (text, True)
