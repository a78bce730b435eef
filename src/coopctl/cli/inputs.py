"""What a command reads: a file, or standard input, which is announced where a person would have to type it."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from io import SEEK_END
from shlex import quote
from typing import TYPE_CHECKING, BinaryIO

from msgspec import structs

from coopctl.cli.session import Session
from coopctl.disk import faults
from coopctl.errors import FileTrouble, Refused

if TYPE_CHECKING:
    from coopctl.exchange.formats.rows import Table


def named(file: str) -> str:
    """How messages call an input."""
    return "standard input" if file == "-" else file


@contextmanager
def opened(session: Session, file: str, what: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for `-`; raises `Refused` where they cannot be read."""
    try:
        if file == "-":
            if session.stdin.isatty():
                session.say(f"reading {what} from the terminal; end with Ctrl-D")
            yield session.stdin.buffer
        else:
            with session.at(file).open("rb") as stream:
                yield stream
    except OSError as trouble:
        raise Refused(f"cannot read {named(file)}: {faults.reason(trouble)}") from None


@contextmanager
def plan_file(file: str) -> Iterator[None]:
    """Where another plan file is read, which was named: what to do with that one where it cannot be."""
    from coopctl.store.file.whole import EXAMINE

    ways = {
        faults.START: "name a file that is there, such as one that `coopctl backup` made",
        EXAMINE: f"see `coopctl doctor --file {quote(file)}`; a table of figures is read with `coopctl import`",
    }
    try:
        yield
    except FileTrouble as trouble:
        trouble.hint = ways.get(trouble.hint, trouble.hint)
        raise


@contextmanager
def with_bar(session: Session, stream: BinaryIO, tables: Iterable["Table"]) -> Iterator[Iterable["Table"]]:
    """The tables, with a bar at the terminal while their rows are read; a small input is over before it shows."""
    if not session.stderr.isatty() or session.environ.get("TERM") == "dumb":
        yield tables
        return
    from coopctl.exchange.formats.rows import Counted
    from coopctl.output.bar import Bar

    size = _size(stream)
    with ExitStack() as held:

        @cache
        def bar() -> Bar:
            return held.enter_context(Bar(session.stderr, size, color=session.terminal.color))

        def show(rows: int) -> None:
            bar().show(rows, stream.tell() if size else None)

        yield (structs.replace(table, rows=Counted(table.rows, show)) for table in tables)


def _size(stream: BinaryIO) -> int | None:
    """The number of bytes that a stream has in all; None where it cannot say."""
    if not stream.seekable():
        return None
    at = stream.tell()
    size = stream.seek(0, SEEK_END)
    stream.seek(at)
    return size
