"""A chart drawn in the characters of a terminal: braille dots between signs, and plain ASCII where there is no more.

Our own hundred lines instead of a plotting library: a library draws axes and series, but neither labels at the lines'
ends nor a mark for today, and importing one costs more than the whole command.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from coopctl.output import Terminal
from coopctl.output.chart import Chart, Dot, Fan
from coopctl.output.formats.axes import day_marks, value_axis
from coopctl.output.formats.lines import Line, Span, cells, fit, line, widest, wrapped, written

_WIDEST, _NARROWEST, _LINES, _LOWEST = 100, 16, 22, 3
# An empty line above the drawing, and three below for the axis of days.
_AROUND = 4
# The bit of each of the 2 × 4 dots of a braille character, by column and row; Unicode 15, chapter 21.
_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_SIGNS = {"figure": "●*", "baseline": "○o", "history": "·,", "target": "◆+", "milestone": "◇x", "so far": "◌%"}
_FRAME = {"side": "│|", "mark": "┤+", "corner": "└+", "floor": "─-", "tick": "┬+", "today": "┊|", "bound": "╌-"}


class _Canvas:
    """Cells that bear a sign or a handful of dots, addressed by shares of the width and the height from below."""

    def __init__(self, width: int, rows: int, *, unicode: bool) -> None:
        self.width, self.rows, self.unicode = width, rows, unicode
        self._signs: dict[tuple[int, int], Span] = {}
        self._dots: dict[tuple[int, int], tuple[int, str]] = {}

    def column(self, x: float) -> int:
        return round(x * (self.width - 1))

    def row(self, y: float) -> int:
        return round((1 - y) * (self.rows - 1))

    def sign(self, x: float, y: float, name: str, tone: str = "") -> None:
        self._signs[self.row(y), self.column(x)] = Span(_SIGNS[name][not self.unicode], tone)

    def words(self, x: float, y: float, text: str, tone: str) -> None:
        """A word behind a sign, or before it where only that has room for all of it."""
        behind, before = self.column(x) + 2, self.column(x) - 1 - len(text)
        for at, letter in enumerate(text, before if behind + len(text) > self.width and before >= 0 else behind):
            if at < self.width:
                self._signs[self.row(y), at] = Span(letter, tone)

    def dots(self, x: float, y: float, tone: str, *, every: int = 1, ascii_sign: str = ".") -> None:
        """A dot, or where only `every` second one is drawn, none; what was drawn first keeps its colour."""
        if not (0 <= x <= 1 and 0 <= y <= 1):
            return
        across, down = round(x * (self.width * 2 - 1)), round((1 - y) * (self.rows * 4 - 1))
        if every > 1 and (across + (down if every == 2 else 0)) % every:
            return
        if not self.unicode:
            self._signs.setdefault((self.row(y), self.column(x)), Span(ascii_sign, tone))
            return
        cell = down // 4, across // 2
        bits, first = self._dots.get(cell, (0, tone))
        self._dots[cell] = bits | _BITS[across % 2][down % 4], first

    def upright(self, x: float, tone: str) -> None:
        """A line from top to bottom, behind everything."""
        for row in range(self.rows):
            self._signs.setdefault((row, self.column(x)), Span(_FRAME["today"][not self.unicode], tone))

    def level(self, y: float, tone: str) -> None:
        """A line from side to side, behind everything."""
        for column in range(self.width):
            self._signs.setdefault((self.row(y), column), Span(_FRAME["bound"][not self.unicode], tone))

    def line(self, row: int) -> Iterator[Span]:
        for column in range(self.width):
            bits, tone = self._dots.get((row, column), (0, ""))
            sign = self._signs.get((row, column))
            over = sign is not None and (sign.text not in _FRAME["today"] or not bits)
            yield sign if over and sign is not None else Span(chr(0x2800 + bits) if bits else " ", tone)


class _Frame:
    """Where days and values lie on a canvas."""

    def __init__(self, chart: Chart, marks: tuple[Decimal, ...]) -> None:
        self.first, self.last = chart.days
        self.low, self.high = Fraction(marks[0]), Fraction(marks[-1])

    def x(self, day: date) -> float:
        return (day - self.first).days / (self.last - self.first).days

    def y(self, value: Decimal) -> float:
        return float((Fraction(value) - self.low) / (self.high - self.low))


def braille(chart: Chart, terminal: Terminal) -> str:
    """The chart in at most 22 lines, those of a lower terminal that its prompt leaves, and the terminal's width, or 80
    columns where there is none; where there is no room to draw, its sentences alone."""
    width = min(terminal.width or 80, _WIDEST)
    status = f"{chart.sign} {chart.status}"
    *first, last = wrapped(chart.title, max(width - cells(status) - 3, 20))[:2]
    head: list[Line] = [(Span(text, "strong"),) for text in first]
    head += [line(Span(last, "strong"), "   ", Span(status, chart.tone)), *_sentence(chart.verdict, width)]
    closing = _sentence(chart.closing, width)
    rows = min(_LINES, (terminal.height or _LINES + 1) - 1) - _AROUND - len(head) - len(closing)
    drawn = _drawing(chart, width, max(rows, _LOWEST, len(chart.stages)), unicode=terminal.unicode)
    lines = [*head, *([(), *drawn] if drawn else []), *closing]
    return written(lines, color=terminal.color, unicode=terminal.unicode)


def _sentence(text: str, width: int) -> list[Line]:
    return [(Span(part),) for part in wrapped(text, width)[:3]] if text else []


def _drawing(chart: Chart, width: int, rows: int, *, unicode: bool) -> list[Line]:
    marks, labels = value_axis(chart, rows // 2)
    ends, inside = _ends(chart), _inside(chart)
    left = widest(labels) + 2
    right = widest(text for _, text, _ in ends) + 3
    if width - left - right < _NARROWEST:
        return []
    canvas = _Canvas(width - left - right, rows, unicode=unicode)
    frame = _Frame(chart, marks)
    _draw(chart, canvas, frame)
    if inside is not None:
        canvas.words(frame.x(inside.day), frame.y(inside.value), chart.target_label, "strong")
    beside = _beside(ends, canvas, frame)
    named = {canvas.row(frame.y(mark)): label for mark, label in zip(marks, labels, strict=True)}
    lines: list[Line] = []
    for row in range(rows):
        edge = _FRAME["mark" if row in named else "side"][not unicode]
        label = Span(f"{fit(named.get(row, ''), left - 2, right=True)} {edge}", "faint")
        lines.append((label, *canvas.line(row), Span(" "), beside.get(row, Span(""))))
    return lines + _floor(chart, canvas, frame, left, width)


def _draw(chart: Chart, canvas: _Canvas, frame: _Frame) -> None:
    """What matters most is drawn last over the rest, but for lines of dots, of which the first keep their colour."""
    _path(canvas, frame, chart.path)
    if chart.fan is not None:
        _fan(canvas, frame, chart.fan)
    for dots, name, tone in (
        (chart.history, "history", "faint"),
        (chart.figures, "figure", ""),
        (chart.milestones, "milestone", ""),
        ((chart.baseline,), "baseline", ""),
        ((chart.target,), "target", "strong"),
        ((chart.now,), "so far" if chart.by_now else "figure", chart.tone),
    ):
        for dot in dots:
            if dot is not None:
                canvas.sign(frame.x(dot.day), frame.y(dot.value), name, tone)
    for bound in chart.bounds:
        canvas.level(frame.y(bound.value), "faint")
    if 0 <= frame.x(chart.today) <= 1:
        canvas.upright(frame.x(chart.today), "faint")


def _fan(canvas: _Canvas, frame: _Frame, fan: Fan) -> None:
    """The forecast as a line, and every value of its interval as a dot."""
    x0, x1 = frame.x(fan.start.day), frame.x(fan.end.day)
    y0, ys = frame.y(fan.start.value), [frame.y(value) for value in (fan.low, fan.high, fan.end.value)]
    steps = max(2, round((x1 - x0) * canvas.width * 4))
    for step in range(steps + 1):
        share = step / steps
        x = x0 + (x1 - x0) * share
        low, high, middle = (y0 + (y - y0) * share for y in ys)
        canvas.dots(x, middle, "ahead", ascii_sign=":")
        for part in range(round((high - low) * canvas.rows * 8) + 1):
            canvas.dots(x, low + part / (canvas.rows * 8), "ahead", every=2, ascii_sign=":")


def _path(canvas: _Canvas, frame: _Frame, corners: tuple[Dot, ...]) -> None:
    for one, two in pairwise(corners):
        x0, x1, y0, y1 = frame.x(one.day), frame.x(two.day), frame.y(one.value), frame.y(two.value)
        steps = max(1, round(abs(x1 - x0) * canvas.width * 2), round(abs(y1 - y0) * canvas.rows * 4))
        for step in range(steps + 1):
            share = step / steps
            canvas.dots(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, "faint", every=3 if x1 > x0 else 1)


def _inside(chart: Chart) -> Dot | None:
    """The target where it is not at the right edge, so that its words stand beside it."""
    return chart.target if chart.target is not None and chart.target.day < chart.days[1] else None


def _ends(chart: Chart) -> list[tuple[Decimal, str, str]]:
    """The words at the ends of the lines: where, what, and in which tone."""
    ends = [(bound.value, bound.label, "strong") for bound in chart.bounds]
    if chart.target is not None and _inside(chart) is None:
        ends.append((chart.target.value, chart.target_label, "strong"))
    if chart.fan is not None:
        ends.append((chart.fan.end.value, chart.fan.label, ""))
    return ends


def _beside(ends: list[tuple[Decimal, str, str]], canvas: _Canvas, frame: _Frame) -> dict[int, Span]:
    """A row for each of the words; those that would share one move apart, the lower value down."""
    taken: dict[int, Span] = {}
    first = ends[0][0] if ends else Decimal(0)
    for value, text, tone in ends:
        row = min(max(canvas.row(frame.y(value)), 0), canvas.rows - 1)
        way = 1 if value < first or row == 0 else -1
        while row in taken:
            row += way if 0 <= row + way < canvas.rows else -way * 2
        taken[row] = Span(text, tone)
    return taken


def _floor(chart: Chart, canvas: _Canvas, frame: _Frame, left: int, width: int) -> list[Line]:
    """The axis of days, its labels, and under them today and the deadline."""
    marks = day_marks(frame.first, frame.last, max(canvas.width // 10, 2))
    ticks = {canvas.column(frame.x(day)) for day, _ in marks}
    ascii_only = not canvas.unicode
    axis = "".join(_FRAME["tick" if at in ticks else "floor"][ascii_only] for at in range(canvas.width))
    edge = " " * (left - 1) + _FRAME["corner"][ascii_only]
    days = _placed([(left + canvas.column(frame.x(day)), text) for day, text in marks], width)
    below = [(left + canvas.column(frame.x(chart.today)), chart.today_label)] if 0 <= frame.x(chart.today) <= 1 else []
    if chart.deadline is not None:
        below.append((left + canvas.column(frame.x(chart.deadline)), chart.deadline_label))
    texts = (edge + axis, days, _placed(sorted(below, reverse=True), width))
    return [(Span(text, "faint"),) for text in texts]


def _placed(words: list[tuple[int, str]], width: int) -> str:
    """Words centred under their columns; one that has no room is pushed aside, or left out."""
    placed = [" "] * width
    for column, word in words:
        middle = min(max(column - len(word) // 2, 0), width - len(word))
        for start in (middle, column - len(word) - 1, column + 2):
            span = slice(max(start - 1, 0), start + len(word) + 1)
            if start >= 0 and start + len(word) <= width and not "".join(placed[span]).strip():
                placed[start : start + len(word)] = word
                break
    return "".join(placed)
