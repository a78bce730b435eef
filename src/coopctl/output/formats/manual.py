"""A page of the manual: its Markdown as it is in a pipe, and laid out on a terminal."""

import io

from coopctl.output import Terminal
from coopctl.output.formats.text import plain

_WIDEST = 100
# Bold and underlined instead of colours, which no palette can be trusted with.
_STYLES = {
    "markdown.h1": "bold",
    "markdown.h1.border": "none",
    "markdown.h2": "bold underline",
    "markdown.h3": "bold",
    "markdown.code": "bold",
    "markdown.code_block": "none",
    "markdown.link": "underline",
    "markdown.item.bullet": "none",
    "markdown.table.header": "bold",
    "markdown.table.border": "dim",
}


def page(text: str, terminal: Terminal) -> str:
    """The page as it is read here."""
    if terminal.height is None:
        return text if terminal.unicode else plain(text)
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    out = io.StringIO()
    width = min(terminal.width or _WIDEST, _WIDEST)
    console = Console(
        file=out, width=width, force_terminal=True, no_color=True, theme=Theme(_STYLES), legacy_windows=False,
        color_system="standard" if terminal.color else None,
    )  # fmt: skip
    console.print(Markdown(text, code_theme="bw", hyperlinks=False))
    laid_out = out.getvalue()
    return laid_out if terminal.unicode else plain(laid_out)
