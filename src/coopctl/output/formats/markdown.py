"""A view as Markdown: the same rows as the table, for a report or a pull request."""

from collections.abc import Iterable, Iterator

from coopctl.output import Section, View
from coopctl.output.formats.lines import text_of
from coopctl.output.formats.text import visible


def markdown(view: View) -> str:
    """A pipe table for each section, every column, between the head and foot lines; without a header only its rows."""
    if not view.header:
        return "".join(f"{_row(row.cells)}\n" for section in view.sections for row in section.rows)
    head = map(text_of, view.head or (() if view.sections else view.lines))
    blocks = [_lines(head), *(block for section in view.sections for block in _section(view, section))]
    told = "\n\n".join(filter(None, [*blocks, _lines(view.foot)]))
    return f"{told}\n" if told else ""


def _lines(lines: Iterable[str]) -> str:
    """Lines one below the other."""
    return "  \n".join(map(safe, lines))


def _section(view: View, section: Section) -> Iterator[str]:
    """A section's title and its table."""
    if section.title:
        yield f"**{safe(section.title)}**"
    rule = "|".join("--:" if column.right else "---" for column in view.columns)
    rows = (_row(row.cells) for row in section.rows)
    yield "\n".join((_row(column.header for column in view.columns), f"|{rule}|", *rows))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(safe, cells))} |"


def safe(text: str) -> str:
    """Text that Markdown takes as it is."""
    shown = visible(text)
    for char in "\\|*_<[`":
        shown = shown.replace(char, "\\" + char)
    return shown
