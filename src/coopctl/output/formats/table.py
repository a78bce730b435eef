"""A view as a Rich table that fits the terminal, in its colours."""

import io
from collections.abc import Iterator, Sequence

from rich.box import ASCII2, SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coopctl.output import WIDEST, Column, Row, Terminal, View
from coopctl.output.formats.lines import COLOURS, Line, Span, hidden
from coopctl.output.formats.piped import cells, telling
from coopctl.output.formats.text import in_place, plain, visible
from coopctl.values.patterns import later

TONES = {tone: f"color({letters}) on color({ground})" for tone, (letters, ground) in COLOURS.items()}
TONES |= {"bad": f"bold {TONES['bad']}", "quiet": "dim"}
_GAP = 2  # the box's divider and one space
_SET_IN = 4
# An amount, a percentage or a date, with what clings to it: broken in two, each part would read as another one.
_NUMBER = later(r"[^\w\s]*\d[\d.,:%/-]*\w{0,4}[^\w\s]*")


def table(view: View, terminal: Terminal) -> str:
    """Head lines, one table with its sections, foot lines, and which columns found no room.

    Where the width is known, columns that find no room beside those of a lower `drop` are left out, the rest is folded
    where it may be, or stands below its row; what cannot be dropped or folded makes the table wider than the terminal,
    for a number that is cut is another number.  Without a width every column is there, and no line is folded.
    """
    console = _console(terminal)
    for at, line in enumerate(view.head):
        console.print(_head(line, "" if at else "bold", terminal))
    widths = _widths(view, terminal.width)
    if widths:
        console.width = max(console.width, _total(widths))
        for part in _parts(view, widths, terminal):
            console.print(part)
        console.width = terminal.width or WIDEST
    for line in (*view.foot, *filter(None, (_hidden(view, widths, terminal),))):
        console.print(Text(visible(line)))
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    return text if terminal.unicode else plain(text)


def _head(line: Line | str, style: str, terminal: Terminal) -> Text:
    """A line above the table, in its tones."""
    spans = (Span(line),) if isinstance(line, str) else line
    toned = ((visible(span.text), TONES.get(span.tone, "") if terminal.color else "") for span in spans)
    return Text.assemble(*toned, style=style)


def _hidden(view: View, widths: dict[int, int], terminal: Terminal) -> str:
    """Which columns found no room beside their rows or below them; nothing is said where there are only rows."""
    if terminal.width is None or not view.header:
        return ""
    gone = [view.columns[at] for at in telling(view) if at not in widths and not view.columns[at].below]
    return hidden([f"{one.header[:1].lower()}{one.header[1:]}" for one in gone], redrawn=terminal.redrawn)


def _console(terminal: Terminal) -> Console:
    return Console(
        file=io.StringIO(),
        width=terminal.width or WIDEST,
        force_terminal=terminal.color,
        color_system="256" if terminal.color else None,
        no_color=not terminal.color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _widths(view: View, width: int | None) -> dict[int, int]:
    """The columns that fit, by index, and how wide each is.

    What is left over goes to those that fold, in their order, at first until no word of theirs is broken.
    """
    chosen = {index: _widest(view, index) for index in telling(view)}
    if not chosen:
        return {}
    if width is None:
        first = next(iter(chosen))
        titles = max(cell_len(visible(section.title)) for section in view.sections)
        return chosen | {first: max(chosen[first], titles)}
    least = _fitting(view, {index: _least(view, index, widest) for index, widest in chosen.items()}, width)
    whole = {index: max(wide, _least(view, index, chosen[index], hard=True)) for index, wide in least.items()}
    for most in (whole, chosen):
        least = _widened(least, most, max(width - _total(least), 0))
    return least


def _fitting(view: View, least: dict[int, int], width: int) -> dict[int, int]:
    """The columns that may not be dropped and, from the lowest `drop` up, each that fits beside those before it; what
    still does not fit is pressed hard.
    """
    every = least
    least = {index: wide for index, wide in every.items() if not view.columns[index].drop}
    for index in sorted(every.keys() - least.keys(), key=lambda index: (view.columns[index].drop, index)):
        more = {at: wide for at, wide in every.items() if at in least or at == index}
        least = more if _total(more) <= width else least
    hard = _total(least) > width
    return {index: _least(view, index, wide, hard=True) if hard else wide for index, wide in least.items()}


def _widened(least: dict[int, int], most: dict[int, int], spare: int) -> dict[int, int]:
    """Each column as wide as it may be, until what is left over has gone."""
    made = {}
    for index, narrow in least.items():
        wider = min(most[index] - narrow, spare)
        made[index] = narrow + wider
        spare -= wider
    return made


def _widest(view: View, index: int) -> int:
    header = view.columns[index].header if view.header else ""
    return max(cell_len(visible(cell)) for cell in (header, *cells(view, index)))


def _least(view: View, index: int, widest: int, *, hard: bool = False) -> int:
    """How narrow a column may become: as it folds, but never through a number; pressed hard, as its longest word."""
    column = view.columns[index]
    if not column.folds:
        return widest
    told = (column.header, *cells(view, index)) if hard else cells(view, index)
    words = (word for cell in told for word in visible(cell).split())
    longest = max((cell_len(word) for word in words if hard or _NUMBER.fullmatch(word)), default=0)
    return min(widest, longest if hard else max(column.folds, longest))


def _total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + _GAP * (len(widths) - 1)


def _parts(view: View, widths: dict[int, int], terminal: Terminal) -> Iterator[RenderableType]:
    """The table, whose rows make room for titles and for what found no place beside them."""
    below = [index for index in telling(view) if index not in widths and view.columns[index].below]
    shown = _table(view, widths, terminal, header=view.header)
    for section in view.sections:
        if section.title:
            yield shown
            yield Text(visible(section.title), style="bold")
            shown = _table(view, widths, terminal)
        for row in section.rows:
            shown.add_row(*(_cell(view.columns[index], row.cells[index], row.tone, terminal) for index in widths))
            told = _below(view, row, below)
            if told:
                yield shown
                yield Padding(Text(told), (0, 0, 0, _SET_IN))
                shown = _table(view, widths, terminal)
    yield shown


def _below(view: View, row: Row, columns: Sequence[int]) -> str:
    """What a row has in columns that found no place beside it."""
    return "; ".join(view.columns[at].below.format(visible(row.cells[at])) for at in columns if row.cells[at])


def _table(view: View, widths: dict[int, int], terminal: Terminal, *, header: bool = False) -> Table:
    """The table's columns, still without rows."""
    box = SIMPLE_HEAD if terminal.unicode else ASCII2
    padding = (0, _GAP - 1, 0, 0)
    shown = Table(box=box, pad_edge=False, show_edge=False, show_header=header, padding=padding)
    for index, width in widths.items():
        column = view.columns[index]
        justify: JustifyMethod = "right" if column.right else "left"
        folds = bool(column.folds) and terminal.width is not None
        shown.add_column(Text(column.header), justify=justify, no_wrap=not folds, overflow="fold", width=width)
    return shown


def _cell(column: Column, text: str, tone: str, terminal: Terminal) -> Text:
    style = TONES.get(tone, "") if column.toned and terminal.color else ""
    return Text(in_place(visible(text)), style=style)
