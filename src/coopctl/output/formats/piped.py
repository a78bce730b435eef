"""A view as the table that goes into a pipe: every column as wide as it needs to be, and a million rows in seconds."""

from collections.abc import Iterator

from coopctl.output import Section, Terminal, View
from coopctl.output.formats.text import plain, visible

_RULE, _GAP = "─", "  "
_ASCII_RULE, _ASCII_CROSS, _ASCII_GAP = "-", "-+", " |"


def piped(view: View, terminal: Terminal) -> str:
    """The same lines as on a terminal without colours that is wide enough for all of them."""
    lines = map(visible, (*view.head, *_table(view, terminal), *view.foot))
    text = "".join(f"{line.rstrip()}\n" for line in lines)
    return text if terminal.unicode else plain(text)


def said(view: View) -> list[int]:
    """The columns that say anything, or were asked for; none where there are no rows."""
    there = range(len(view.columns)) if view.sections else ()
    return [index for index in there if view.columns[index].kept or any(cells(view, index))]


def cells(view: View, index: int) -> Iterator[str]:
    """The cells of one column, from top to bottom."""
    return (row.cells[index] for section in view.sections for row in section.rows)


def _table(view: View, terminal: Terminal) -> Iterator[str]:
    chosen = said(view)
    if not chosen:
        return
    columns = [view.columns[index] for index in chosen]
    rows = [[column.header for column in columns]] if view.header else []
    for section in view.sections:
        rows += _section(section, chosen)
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    yield from _lines(rows, widths, [column.right for column in columns], view, terminal)


def _lines(
    rows: list[list[str]], widths: list[int], sides: list[bool], view: View, terminal: Terminal
) -> Iterator[str]:
    """The rows in their columns, with a rule under the header."""
    gap = _GAP if terminal.unicode else _ASCII_GAP
    lines = (gap.join(map(_padded, row, widths, sides)) for row in rows)
    if view.header:
        yield next(lines)
        yield _rule(widths, terminal)
    yield from lines


def _section(section: Section, chosen: list[int]) -> Iterator[list[str]]:
    """Its title as a row of its own, and the cells of the chosen columns."""
    if section.title:
        yield [visible(section.title), *("" for _ in chosen[1:])]
    yield from ([visible(row.cells[index]) for index in chosen] for row in section.rows)


def _rule(widths: list[int], terminal: Terminal) -> str:
    if terminal.unicode:
        return _RULE * (sum(widths) + len(_GAP) * (len(widths) - 1))
    return _ASCII_CROSS.join(_ASCII_RULE * width for width in widths)


def _padded(cell: str, width: int, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    # Only letters beyond ASCII can be wider or narrower than one column, and only they pay for the import.
    from rich.cells import cell_len

    return cell_len(text)
