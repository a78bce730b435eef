"""A view as a Rich table that fits the terminal, or as wide as it needs to be in a pipe."""

import io

from rich.box import ASCII2, SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coopctl.output import Column, Terminal, View
from coopctl.output.text import visible

TONES = {"good": "green", "fair": "yellow", "bad": "red", "quiet": "dim"}
_GAP = 2  # the spaces between two columns
_LEAST_FIRST = 18  # the first column may fold down to this width
_WIDEST = 10_000


def table(view: View, terminal: Terminal) -> str:
    """Head lines, one table with its sections, foot lines.

    Where the width is known, columns are dropped from the highest `drop` down until the rest fits; if the last ones do
    not, the first column folds.  Without a width every column is there, and no line is folded.
    """
    chosen = _fitting(view, terminal.width)
    console = Console(
        file=io.StringIO(),
        width=terminal.width or _WIDEST,
        force_terminal=terminal.color,
        color_system="standard" if terminal.color else None,
        no_color=not terminal.color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for line in view.head:
        console.print(Text(visible(line), style="bold" if line == view.head[0] else ""))
    if view.sections:
        console.print(_table(view, chosen, terminal))
    for line in view.foot:
        console.print(Text(visible(line)))
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n" if text else ""


def _fitting(view: View, width: int | None) -> list[int]:
    """The columns that fit, by index."""
    chosen = list(range(len(view.columns)))
    if width is None:
        return chosen
    widths = [_natural(view, index) for index in chosen]
    while _total(widths, chosen) > width and any(view.columns[index].drop for index in chosen):
        chosen.remove(max(chosen, key=lambda index: (view.columns[index].drop, index)))
    return chosen


def _natural(view: View, index: int) -> int:
    cells = [row.cells[index] for section in view.sections for row in section.rows]
    widest = max((cell_len(visible(cell)) for cell in (view.columns[index].header, *cells)), default=0)
    return min(widest, _LEAST_FIRST) if index == 0 else widest


def _total(widths: list[int], chosen: list[int]) -> int:
    return sum(widths[index] for index in chosen) + _GAP * len(chosen)


def _table(view: View, chosen: list[int], terminal: Terminal) -> Table:
    shown = Table(
        box=SIMPLE_HEAD if terminal.unicode else ASCII2, pad_edge=False, show_edge=False, padding=(0, _GAP, 0, 0)
    )
    for index in chosen:
        column = view.columns[index]
        folds = index == 0 and terminal.width is not None
        shown.add_column(
            Text(column.header),
            justify="right" if column.right else "left",
            no_wrap=not folds,
            overflow="fold",
            min_width=_LEAST_FIRST if folds and _natural(view, 0) >= _LEAST_FIRST else None,
        )
    for section in view.sections:
        if section.title:
            shown.add_row(Text(visible(section.title), style="bold"))
        for row in section.rows:
            shown.add_row(*(_cell(view.columns[index], row.cells[index], row.tone, terminal) for index in chosen))
    return shown


def _cell(column: Column, text: str, tone: str, terminal: Terminal) -> Text:
    style = TONES.get(tone, "") if column.toned and terminal.color else ""
    return Text(visible(text), style=style)
