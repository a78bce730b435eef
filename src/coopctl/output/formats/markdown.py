"""A view as Markdown: the same rows as the table, for a report or a pull request."""

from coopctl.output import View
from coopctl.output.formats.lines import text_of
from coopctl.output.formats.text import visible


def markdown(view: View) -> str:
    """A pipe table for each section, every column, between the head and foot lines; without a header only its rows."""
    if not view.header:
        return "".join(_row(list(row.cells)) + "\n" for section in view.sections for row in section.rows)
    head = view.head or (() if view.sections else tuple(map(text_of, view.lines)))
    blocks = ["  \n".join(safe(line) for line in head)] if head else []
    for section in view.sections:
        if section.title:
            blocks.append(f"**{safe(section.title)}**")
        lines = [_row([column.header for column in view.columns])]
        lines.append("|" + "|".join("--:" if column.right else "---" for column in view.columns) + "|")
        lines += [_row(list(row.cells)) for row in section.rows]
        blocks.append("\n".join(lines))
    if view.foot:
        blocks.append("  \n".join(safe(line) for line in view.foot))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(safe(cell) for cell in cells) + " |"


def safe(text: str) -> str:
    """Text that Markdown takes as it is."""
    shown = visible(text)
    for char in "\\|*_<[`":
        shown = shown.replace(char, "\\" + char)
    return shown
