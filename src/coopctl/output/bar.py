"""A bar on standard error while something long is read."""

from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn


class Bar:
    """How far an input of `size` bytes is read, and how many rows that is; without a size only the rows are known.

    It is drawn when it is told something, by no thread of its own, and leaves no trace.
    """

    def __init__(self, stream: TextIO, size: int | None, *, color: bool) -> None:
        console = Console(file=stream, force_terminal=True, no_color=not color, highlight=False)
        columns = (TextColumn("reading"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rows]:,} rows"))
        self._bar = Progress(*columns, console=console, transient=True, auto_refresh=False)
        self._task = self._bar.add_task("", total=size, rows=0)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, rows: int, read: int | None) -> None:
        """Draw it anew: so many rows, so many bytes."""
        self._bar.update(self._task, completed=read, rows=rows, refresh=True)
