"""A view as the table that goes into a pipe: every column as wide as it needs to be, and a million rows in seconds."""

from collections.abc import Iterator

from coopctl.output import Terminal, View
from coopctl.output.formats.text import plain, visible

_RULE, _GAP = "─", "  "
_ASCII_RULE, _ASCII_CROSS, _ASCII_GAP = "-", "-+", " |"


def piped(view: View, terminal: Terminal) -> str:
    """The same lines as on a terminal without colours that is wide enough for all of them."""
    lines = map(visible, (*view.head, *_table(view, terminal), *view.foot) if view.header else _table(view, terminal))
    text = "".join(f"{line.rstrip()}\n" for line in lines)
    return text if terminal.unicode else plain(text)


def filled(view: View, index: int) -> bool:
    """Whether a column says anything, or was asked for; one that does not only takes room."""
    return view.columns[index].kept or any(cells(view, index))


def cells(view: View, index: int) -> Iterator[str]:
    """The cells of one column, from top to bottom."""
    return (row.cells[index] for section in view.sections for row in section.rows)


def _table(view: View, terminal: Terminal) -> Iterator[str]:
    chosen = [index for index in range(len(view.columns)) if filled(view, index)]
    if not chosen or not view.sections:
        return
    rows: list[list[str]] = [[view.columns[index].header for index in chosen]] if view.header else []
    for section in view.sections:
        if section.title:
            rows.append([visible(section.title), *("" for _ in chosen[1:])])
        rows += [[visible(row.cells[index]) for index in chosen] for row in section.rows]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    sides = [view.columns[index].right for index in chosen]
    for number, row in enumerate(rows):
        yield (_GAP if terminal.unicode else _ASCII_GAP).join(map(_padded, row, widths, sides))
        if number == 0 and view.header:
            yield _rule(widths, terminal)


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
