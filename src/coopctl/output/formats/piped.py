"""A view as the table that goes into a pipe: every column as wide as it needs to be, and a million rows in seconds."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeVar

from coopctl.output import Section, Terminal, View
from coopctl.output.formats.lines import cells as width_of
from coopctl.output.formats.lines import text_of, widest
from coopctl.output.formats.text import plain, visible

_Cell = TypeVar("_Cell")
_RULE, _GAP = "─", "  "
# No control character is left in a cell.
_BETWEEN = "\x1f"
_ASCII_RULE, _ASCII_CROSS, _ASCII_GAP = "-", "-+", " |"


def piped(view: View, terminal: Terminal) -> str:
    """The same lines as on a terminal without colours that is wide enough for all of them."""
    lines = (*map(visible, map(text_of, view.head)), *_table(view, terminal), *map(visible, view.foot))
    return "".join(_ended(line, terminal) for line in lines)


def piped_parts(parts: Iterable[View], terminal: Terminal) -> Iterator[str]:
    """A list that comes in parts, without a title or lines around it, as the one table of all of them.

    How wide its columns are is known when the last row was seen; until then the cells are put by.
    """
    parts = iter(parts)
    view, second = next(parts), next(parts, None)
    if second is None:
        yield piped(view, terminal)
        return
    from tempfile import TemporaryFile

    with TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="\n") as put_by:
        widths = [0] * len(view.columns)
        for part in chain([view, second], parts):
            rows = [[visible(cell) for cell in row.cells] for section in part.sections for row in section.rows]
            put_by.writelines(f"{_BETWEEN.join(row)}\n" for row in rows)
            widths = _wider(widths, rows)
        if put_by.tell():
            put_by.seek(0)
            lines = _put_together((line[:-1].split(_BETWEEN) for line in put_by), widths, view, terminal)
            yield from (_ended(line, terminal) for line in lines)


def _ended(line: str, terminal: Terminal) -> str:
    text = f"{line.rstrip()}\n"
    return text if terminal.unicode else plain(text)


def _wider(widths: list[int], rows: list[list[str]]) -> list[int]:
    """The widths that hold these rows, too."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(widths)
    return [max(wide, widest(column)) for wide, column in zip(widths, columns, strict=True)]


def _put_together(rows: Iterable[list[str]], widths: list[int], view: View, terminal: Terminal) -> Iterator[str]:
    """The lines of rows whose widest cells are known."""
    chosen = [index for index, wide in enumerate(widths) if wide or view.columns[index].kept]
    columns = [view.columns[index] for index in chosen]
    head = [[column.header for column in columns]] if view.header else []
    wide = _wider(_of(widths, chosen), head)
    told = chain(head, (_of(row, chosen) for row in rows))
    return _lines(told, wide, [column.right for column in columns], view, terminal)


def _of(row: list[_Cell], chosen: list[int]) -> list[_Cell]:
    """What a row has in the chosen columns."""
    return [row[index] for index in chosen]


def telling(view: View) -> list[int]:
    """The columns that say anything, or were asked for; none where there are no rows."""
    there = range(len(view.columns)) if view.sections else ()
    return [index for index in there if view.columns[index].kept or any(cells(view, index))]


def cells(view: View, index: int) -> Iterator[str]:
    """The cells of one column, from top to bottom."""
    return (row.cells[index] for section in view.sections for row in section.rows)


def _table(view: View, terminal: Terminal) -> Iterator[str]:
    chosen = telling(view)
    if not chosen:
        return
    columns = [view.columns[index] for index in chosen]
    rows = [[column.header for column in columns]] if view.header else []
    for section in view.sections:
        rows += _section(section, chosen)
    widths = [widest(column) for column in zip(*rows, strict=True)]
    yield from _lines(rows, widths, [column.right for column in columns], view, terminal)


def _lines(
    rows: Iterable[list[str]], widths: list[int], sides: list[bool], view: View, terminal: Terminal
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
    space = " " * (width - width_of(cell))
    return space + cell if right else cell + space
