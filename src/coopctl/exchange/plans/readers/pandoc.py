"""The tables that pandoc writes into Markdown where cells are long: simple, multiline and grid tables.

Layouts as in the Pandoc User's Guide, section "Tables".  Columns are counted as a terminal shows them, where an East
Asian letter is two wide.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from coopctl.exchange.plans.document import Grid, Line, Place
from coopctl.exchange.plans.readers.inline import plain
from coopctl.values.patterns import later

_COLUMNS = later(r"\s*[-=]+(?: +[-=]+)+\s*")
_BORDER = later(r"\s*[-=]{3,}(?: +[-=]+)*\s*")
_ONE_LINE = later(r"\s*[-=]{3,}\s*")
_GRID = later(r"\s*\+(?:[-=:]+\+)+\s*")
_HEADER_LINES = 12
_WIDE = "\0"


def find(lines: Sequence[str]) -> dict[int, tuple[int, Grid]]:
    """The tables among the lines of a text: the index of the first line of each, that after its last, and its rows."""
    found: dict[int, tuple[int, Grid]] = {}
    at = 0
    while at < len(lines):
        if _GRID.fullmatch(lines[at]):
            start, (end, grid) = at, _grid(lines, at)
        elif _COLUMNS.fullmatch(lines[at]):
            start = _start(lines, at)
            end, grid = _ruled(lines, start, at)
        else:
            at += 1
            continue
        if len(grid.lines) > 1:
            found[start] = (end, grid)
        at = max(end, at + 1)
    return found


def _start(lines: Sequence[str], rule: int) -> int:
    """The first line of the header above a rule of columns: below a border, else the one line above."""
    at = rule - 1
    while at >= 0 and lines[at].strip() and rule - at <= _HEADER_LINES:
        if _ONE_LINE.fullmatch(lines[at]):
            return at
        at -= 1
    return rule - 1 if rule and lines[rule - 1].strip() else rule


def _ruled(lines: Sequence[str], start: int, rule: int) -> tuple[int, Grid]:
    """A simple or multiline table; one that begins with a border has a blank line between its rows."""
    spans = [found.span() for found in re.finditer(r"[-=]+", lines[rule])]
    multiline = start < rule and bool(_ONE_LINE.fullmatch(lines[start]))
    end = next((at for at in range(rule + 1, len(lines)) if _ends(lines[at], multiline=multiline)), len(lines))
    head = start + 1 if multiline else start
    rows = [_joined(lines[head:rule], spans, head)] if start < rule else []
    rows += [_joined(folded, spans, at) for at, folded in _folded(lines, rule + 1, end, multiline=multiline)]
    return min(end + 1, len(lines)), Grid(tuple(rows))


def _ends(line: str, *, multiline: bool) -> bool:
    """Whether a table ends at a line: a border, and for a simple table a blank one."""
    return bool(_BORDER.fullmatch(line)) or not (multiline or line.strip())


def _folded(lines: Sequence[str], start: int, end: int, *, multiline: bool) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines of each row and the index of the first: those between blank ones, in a simple table each."""
    if not multiline:
        yield from ((at, lines[at : at + 1]) for at in range(start, end))
        return
    for filled, run in groupby(range(start, end), lambda at: bool(lines[at].strip())):
        some = list(run)
        if filled:
            yield some[0], lines[some[0] : some[-1] + 1]


def _joined(lines: Sequence[str], spans: Sequence[tuple[int, int]], at: int) -> Line:
    """One row of the lines that it is folded over; a cell reaches from the start of its column to that of the next."""
    ends = [start for start, _ in spans[1:]]
    starts = [0, *ends]
    wide = [_widened(line) for line in lines]
    texts = [
        " ".join(line[start:end].replace(_WIDE, "").strip() for line in wide)
        for start, end in zip(starts, [*ends, None], strict=True)
    ]
    return Line(Place(at + 1, f"line {at + 1}"), tuple(plain(text) for text in texts))


def _grid(lines: Sequence[str], start: int) -> tuple[int, Grid]:
    """A grid table: its cells end at the bars, wherever one stands in that line."""
    edges: set[int] = set()
    end = start
    while end < len(lines) and lines[end].strip()[:1] in ("+", "|") and lines[end].strip():
        if _GRID.fullmatch(lines[end]):
            edges |= {at for at, letter in enumerate(lines[end]) if letter == "+"}
        end += 1
    columns = sorted(edges)
    rows: list[Line] = []
    pending: list[str] = []
    for at in range(start, end):
        if not _GRID.fullmatch(lines[at]):
            pending.append(_widened(lines[at]))
        elif pending:
            rows.append(
                Line(Place(at - len(pending) + 1, f"line {at - len(pending) + 1}"), tuple(_cells(pending, columns)))
            )
            pending = []
    return end, Grid(tuple(rows))


def _cells(lines: Sequence[str], columns: Sequence[int]) -> Iterator[str]:
    """The cells of a grid row; one over several columns is said in each of them."""
    starts = [at for at in columns if all(at < len(line) and line[at] == "|" for line in lines)]
    for left, right in pairwise(starts):
        text = plain(" ".join(line[left + 1 : right].replace(_WIDE, "").strip() for line in lines))
        for _ in range(sum(left <= at < right for at in columns)):
            yield text


def _widened(line: str) -> str:
    if line.isascii():
        return line
    parts = (
        letter + _WIDE if unicodedata.east_asian_width(letter) in "WF" else letter
        for letter in line
        if not unicodedata.combining(letter)
    )
    return "".join(parts)
