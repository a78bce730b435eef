"""A screen of its own that is drawn again, and gives the terminal back as it was."""

from textwrap import wrap
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.live import Live as RichLive
from rich.text import Text

from coopctl.output import Terminal
from coopctl.output.formats.text import visible


class Live:
    """The whole terminal, showing one text after the other; what does not fit below is cut, and says so."""

    def __init__(self, stream: TextIO, terminal: Terminal) -> None:
        console = Console(file=stream, force_terminal=True, no_color=not terminal.color, highlight=False, markup=False)
        self._console = console
        # The streams stay as they are: who asks them later what they can show has the same answer.
        self._live = RichLive(
            console=console, screen=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
        )

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def show(self, text: str, trouble: str = "") -> None:
        """Draw a text in the place of the last; it may have colours.  What is wrong with it stands below."""
        notes = wrap(visible(trouble), max(self._console.width, 1))
        lines, room = text.splitlines(), max(self._console.height - 2 - len(notes), 1)
        foot = "q quits" if len(lines) <= room else f"q quits; {len(lines) - room} more lines below"
        drawn = "\n".join([*lines[:room], *([""] * (room - len(lines))), "", *notes, foot])
        self._live.update(Text.from_ansi(drawn, no_wrap=True), refresh=True)
