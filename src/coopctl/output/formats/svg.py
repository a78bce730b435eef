"""A chart as SVG: alone with its words and colours for light and dark, or as a figure for a page that has both."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import escape
from itertools import pairwise
from textwrap import wrap

from msgspec import Struct

from coopctl.output.chart import Chart, Dot
from coopctl.output.formats.axes import day_marks, value_axis
from coopctl.output.formats.text import visible

# Each colour has a contrast of at least 4.5 : 1 with ground and card (WCAG 2.2, 1.4.3); a test computes it.
LIGHT = {
    "ground": "#ffffff", "card": "#f6f8fa", "ink": "#1b1f24", "quiet": "#57606a", "grid": "#dde3e8",
    "good": "#146c43", "fair": "#8a5300",
    "bad": "#b01e2b", "ahead": "#1f5fae",
}  # fmt: skip
DARK = {
    "ground": "#16191d", "card": "#1f2429", "ink": "#e6e9ec", "quiet": "#a2acb6", "grid": "#333a41",
    "good": "#4fc78c", "fair": "#efb73e",
    "bad": "#ff8080", "ahead": "#82b5ff",
}  # fmt: skip
_FONT = "system-ui, 'DejaVu Sans', 'Segoe UI', sans-serif"
# So that a label can be read where a line goes behind it.
_HALO = ";paint-order:stroke;stroke:{card};stroke-width:4px"
_MOST_DOTS = 300
_LETTER, _BOLD = 0.62, 0.67  # the width of a letter in heights of the font, on the safe side


class Size(Struct, frozen=True):
    """The width and height of a drawing and of its letters, in its own units."""

    width: int
    height: int
    font: int


CARD, ALONE = Size(390, 210, 13), Size(760, 420, 14)


def svg(chart: Chart) -> str:
    """A document of its own: title with sign and status, verdict, drawing, closing sentence."""
    size, font = ALONE, ALONE.font
    letters = round(size.width / font / 0.54)
    title, verdict, closing = (
        wrap(visible(chart.title), letters - 24),
        *(wrap(visible(said), letters) for said in (chart.verdict, chart.closing)),
    )
    lines = [*((line, "title") for line in title), *((line, "said") for line in verdict)]
    top = 14
    out = []
    for line, style in lines:
        top += round(font * 1.5)
        sign = ""
        if style == "title" and line == title[-1]:
            sign = f'<tspan dx="12" class="{_tone(chart)}">{escape(f"{chart.sign} {chart.status}")}</tspan>'
        out.append(f'<text x="16" y="{top}" class="{style}">{escape(line)}{sign}</text>')
    body = "".join(_drawing(chart, Size(size.width - 32, size.height, font)))
    out.append(f'<g transform="translate(16 {top + 12})">{body}</g>')
    top += 12 + size.height
    for line in closing:
        top += round(font * 1.5)
        out.append(f'<text x="16" y="{top}" class="said">{escape(line)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} {top + 20}" width="{size.width}"'
        f' height="{top + 20}" font-family="{_FONT}" font-size="{font}" role="img" aria-labelledby="t d">'
        f'<title id="t">{escape(visible(chart.title))}: {escape(chart.status)}</title>'
        f'<desc id="d">{escape(visible(_description(chart)))}</desc>'
        f"<style>{style_of(LIGHT)}@media (prefers-color-scheme: dark) {{{style_of(DARK)}}}</style>"
        f'<rect width="100%" height="100%" class="ground"/>{"".join(out)}</svg>\n'
    )


def figure(chart: Chart) -> str:
    """The drawing alone, for a page whose style has the same classes; what it shows is told to those who cannot see."""
    size = CARD
    return (
        f'<svg viewBox="0 0 {size.width} {size.height}" font-size="{size.font}" role="img"'
        f' aria-label="{escape(visible(_description(chart)))}">{"".join(_drawing(chart, size))}</svg>'
    )


def style_of(colours: dict[str, str], scope: str = "") -> str:
    """The rules of the classes that a drawing uses, in these colours; `scope` is put before each."""
    rules = {
        ".ground": "fill:{ground}", "text": "fill:{ink}", ".title": "font-weight:600",
        ".end": "font-weight:600" + _HALO,
        ".axis": "fill:{quiet}", ".grid": "stroke:{grid}", ".now": "stroke:{quiet};stroke-dasharray:2 3",
        ".path": "fill:none;stroke:{quiet};stroke-width:1.5;stroke-dasharray:6 4",
        ".line": "fill:none;stroke:{ink};stroke-width:1.5", ".dot": "fill:{ink}", ".past": "fill:{quiet}",
        ".base": "fill:{ground};stroke:{ink};stroke-width:1.5", ".fan": "fill:{ahead};fill-opacity:.22",
        ".course": "fill:none;stroke:{ahead};stroke-width:1.5",
        ".bound": "stroke:{ink};stroke-width:1.5;stroke-dasharray:6 4", ".ahead": "fill:{ahead}" + _HALO,
        ".good": "fill:{good}", ".fair": "fill:{fair}", ".bad": "fill:{bad}", ".quiet": "fill:{quiet}",
        ".ogood": "stroke:{good}", ".ofair": "stroke:{fair}", ".obad": "stroke:{bad}",
    }  # fmt: skip
    return "".join(f"{scope}{name}{{{rule.format(**colours)}}}" for name, rule in rules.items())


def _tone(chart: Chart) -> str:
    return chart.tone or "quiet"


def _description(chart: Chart) -> str:
    return f"{chart.verdict}. {chart.closing}." if chart.closing else f"{chart.verdict}."


class _Frame(Struct, frozen=True):
    """Where days and values lie on the drawing."""

    first: date
    last: date
    low: Fraction
    high: Fraction
    left: float
    right: float
    top: float
    bottom: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(self.left + (self.right - self.left) * share, 1)

    def y(self, value: Decimal) -> float:
        share = float((Fraction(value) - self.low) / (self.high - self.low))
        return round(self.bottom - (self.bottom - self.top) * min(max(share, 0), 1), 1)

    def at(self, dots: Iterable[Dot]) -> str:
        return " ".join(f"{self.x(dot.day)},{self.y(dot.value)}" for dot in dots)


def _drawing(chart: Chart, size: Size) -> Iterator[str]:
    marks, labels = value_axis(chart, round(size.height / size.font / 3))
    ends = list(_ends(chart))
    letter = size.font * _LETTER
    frame = _Frame(
        *chart.days,
        Fraction(marks[0]),
        Fraction(marks[-1]),
        left=max(map(len, labels)) * letter + 10,
        right=size.width - max((len(text) for _, text, _ in ends), default=2) * size.font * _BOLD - 12,
        top=size.font * 1.5,
        bottom=size.height - size.font * 3.1,
    )
    yield from _axes(chart, size, frame, zip(marks, labels, strict=True))
    yield from _ahead(chart, frame)
    if chart.path:
        yield f'<polyline class="path" points="{frame.at(chart.path)}"/>'
    for line in chart.bounds:
        y = frame.y(line.value)
        yield f'<line class="bound" x1="{frame.left}" x2="{frame.right}" y1="{y}" y2="{y}"/>'
    yield from _figures(chart, frame)
    heights = _apart([frame.y(value) for value, _, _ in ends], size.font * 1.15)
    for (_, text, style), y in zip(ends, heights, strict=True):
        x = frame.x(chart.target.day) if chart.target is not None and text == chart.target_label else frame.right
        at = f'x="{x + 9:.0f}" y="{y + size.font * 0.35:.1f}"'
        yield f'<text {at} class="{style}">{escape(visible(text))}</text>'


def _axes(chart: Chart, size: Size, frame: _Frame, marks: Iterable[tuple[Decimal, str]]) -> Iterator[str]:
    for mark, label in marks:
        y = frame.y(mark)
        yield f'<line class="grid" x1="{frame.left:.1f}" x2="{frame.right:.1f}" y1="{y}" y2="{y}"/>'
        yield _text(frame.left - 6, y + size.font * 0.35, label, "end")
    below = frame.bottom + size.font * 1.4
    most = int((frame.right - frame.left) / (size.font * _LETTER * 6))
    for day, label in day_marks(frame.first, frame.last, max(most, 2)):
        x = frame.x(day)
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{frame.bottom}" y2="{frame.bottom + 4}"/>'
        yield _text(_inside(x, label, size), below, label)
    if chart.deadline is not None:
        x = _inside(frame.x(chart.deadline), chart.deadline_label, size)
        yield _text(x, below + size.font * 1.25, chart.deadline_label)
    if frame.first <= chart.today <= frame.last:
        x = frame.x(chart.today)
        half = len(chart.today_label) * size.font * _LETTER / 2
        yield f'<line class="now" x1="{x}" x2="{x}" y1="{frame.top}" y2="{frame.bottom}"/>'
        yield _text(min(max(x, half), frame.right - half), frame.top - size.font * 0.6, chart.today_label)


def _inside(x: float, text: str, size: Size) -> float:
    """The place nearest to `x` in whose middle a text is not cut by the edges of the drawing."""
    half = len(text) * size.font * _LETTER / 2
    return min(max(x, half), size.width - half)


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="axis">{escape(visible(text))}</text>'


def _ahead(chart: Chart, frame: _Frame) -> Iterator[str]:
    fan = chart.fan
    if fan is None:
        return
    corners = (fan.start, Dot(fan.end.day, fan.high), Dot(fan.end.day, fan.low))
    yield f'<polygon class="fan" points="{frame.at(corners)}"/>'
    yield f'<polyline class="course" points="{frame.at((fan.start, fan.end))}"/>'


def _figures(chart: Chart, frame: _Frame) -> Iterator[str]:
    course = _thinned([*chart.history, *filter(None, [chart.baseline]), *chart.figures])
    if len(course) > 1:
        yield f'<polyline class="line" points="{frame.at(_stairs(course) if chart.stages else course)}"/>'
    few = len(chart.history) + len(chart.figures) < _MOST_DOTS
    small = 3 if len(course) <= 40 else 1.8
    for dots, style, radius in (
        (chart.history if few else (), "past", small), (chart.figures if few else (), "dot", small),
        (filter(None, [chart.baseline]), "base", 3.6), (chart.milestones, "base", 3.2),
        (filter(None, [chart.now]), f"base o{_tone(chart)}" if chart.by_now else _tone(chart), 4.6),
    ):  # fmt: skip
        for dot in dots:
            yield f'<circle class="{style}" cx="{frame.x(dot.day)}" cy="{frame.y(dot.value)}" r="{radius}"/>'
    if chart.target is not None:
        x, y = frame.x(chart.target.day), frame.y(chart.target.value)
        yield f'<path class="dot" d="M{x - 5.5:.1f} {y}l5.5 -5.5l5.5 5.5l-5.5 5.5z"/>'


def _thinned(course: list[Dot]) -> list[Dot]:
    """The lowest and the highest of each stretch, in their order, where there are more dots than an eye can tell."""
    if len(course) < _MOST_DOTS:
        return course
    stretch = -(-2 * len(course) // _MOST_DOTS)
    kept = [course[0]]
    for at in range(0, len(course), stretch):
        part = course[at : at + stretch]
        ends = (min(part, key=lambda dot: dot.value), max(part, key=lambda dot: dot.value))
        kept += sorted(ends, key=lambda dot: dot.day)
    return [*kept, course[-1]]


def _stairs(course: Sequence[Dot]) -> Iterator[Dot]:
    """A stage holds until the next is reached."""
    yield course[0]
    for before, after in pairwise(course):
        yield Dot(after.day, before.value)
        yield after


def _ends(chart: Chart) -> Iterator[tuple[Decimal, str, str]]:
    """The words at the ends of the lines: where, what, and in which style."""
    for line in chart.bounds:
        yield line.value, line.label, "end"
    if chart.target is not None:
        yield chart.target.value, chart.target_label, "end"
    if chart.fan is not None:
        yield chart.fan.end.value, chart.fan.label, "ahead"


def _apart(heights: Sequence[float], gap: float) -> list[float]:
    """The heights of labels, the first where it is, those after it moved away from it where they would touch."""
    placed: list[float] = []
    for height in heights:
        near = [other for other in placed if abs(other - height) < gap]
        way = gap if near and height >= near[0] else -gap
        placed.append(near[0] + way if near else height)
    return placed
