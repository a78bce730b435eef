"""One value rendered in every format: a `View` is made once, and `render` writes it as asked."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from msgspec import Struct, structs

from coopctl.output.formats.lines import Line, line, written
from coopctl.output.formats.text import harmless, plain, visible


class Format(StrEnum):
    """The formats of -o/--output, the same in every command."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"

    @property
    def for_people(self) -> bool:
        """Whether it shows the columns of a table, and not all that is known."""
        return self in (Format.TABLE, Format.MD)


# No terminal is wider; a table without a width has this one.
WIDEST = 10_000


class Terminal(Struct, frozen=True):
    """Where the output goes: `width` in columns (None: nothing is cut), colours, signs beyond ASCII, the rows of a
    screen, of which a pipe has none, and whether it is drawn again and again, so that nobody can append to the call."""

    width: int | None = None
    color: bool = False
    unicode: bool = True
    height: int | None = None
    redrawn: bool = False


class Column(Struct, frozen=True):
    """A column: those of the highest `drop` go first where the terminal is narrow, those of 0 never.

    `field` is what machines call what it shows, "" for nothing.  One with `folds` may fold its cells to that width; one
    that is `kept` is there though all its cells are empty.  `below` says how its cell stands in a line below the row
    where the column had to go: `baseline of {}`; "" for a column that is lost then.
    """

    header: str
    field: str = ""
    drop: int = 0
    folds: int = 0
    right: bool = False
    toned: bool = False
    kept: bool = False
    below: str = ""


class Row(Struct, frozen=True):
    """A row's cells, and which of the answer's rows they show; `tone` (good, fair, bad or quiet) colours the toned
    ones."""

    cells: tuple[str, ...]
    tone: str = ""
    at: int | None = None


class Section(Struct, frozen=True):
    """Rows under a title, "" for none."""

    title: str
    rows: tuple[Row, ...]


class Answer(Struct, frozen=True, tag_field="schema", tag="coopctl/1"):
    """What a command answers to a program: one versioned envelope, of which one field may hold rows."""


class View(Struct, frozen=True):
    """What a command shows: for people lines, a table and lines; for programs an answer, made only for them.

    `fields` names the columns that were asked for of its rows.  Without `header` there are only rows.  `lines` are for
    people in the place of the table, where sentences say it better.  `parts` are answers that are one, of which each
    has some of the rows: of thousands not all need be there at once.
    """

    answer: Callable[[], Answer] = Answer
    columns: tuple[Column, ...] = ()
    sections: tuple[Section, ...] = ()
    head: tuple[Line | str, ...] = ()
    foot: tuple[str, ...] = ()
    lines: tuple[Line | str, ...] = ()
    header: bool = True
    fields: tuple[str, ...] = ()
    parts: Callable[[], Iterable[Answer]] | None = None


def listed(rows: Iterable[Row]) -> tuple[Section, ...]:
    """The rows as one section without a title; none where there are no rows."""
    found = tuple(rows)
    return (Section("", found),) if found else ()


def shown(line: str, terminal: Terminal) -> str:
    """A line as the terminal can show it: no control characters, and ASCII where it has nothing else."""
    return visible(line) if terminal.unicode else plain(visible(line))


def in_parts(form: Format, terminal: Terminal) -> bool:
    """Whether a list is written part by part, in constant memory: not where all of it is fitted to a width."""
    return form is not Format.MD and (form is not Format.TABLE or (terminal.width is None and not terminal.color))


def render_parts(parts: Iterable[View], form: Format, terminal: Terminal) -> Iterator[str]:
    """A list that comes in parts as `render` writes it whole, piece by piece."""
    if form is Format.TABLE:
        from coopctl.output.formats.piped import piped_parts

        return piped_parts(parts, terminal)
    if form is Format.JSON:
        from coopctl.output.formats.machine import json_texts

        return (_for_terminal(text, form, terminal) for text in json_texts(part.answer() for part in parts))
    return (
        render(structs.replace(part, header=False) if number else part, form, terminal)
        for number, part in enumerate(parts)
    )


def render(view: View, form: Format, terminal: Terminal) -> str:
    """The view as text that ends in a newline; each format is imported only when it is asked for."""
    if form is Format.TABLE:
        return _table(view, terminal)
    if form is Format.MD:
        from coopctl.output.formats.markdown import markdown

        return markdown(view) if terminal.unicode else plain(markdown(view))
    from coopctl.output.formats.machine import WRITERS

    return _for_terminal(WRITERS[form](view), form, terminal)


def in_utf8(view: View, form: Format, terminal: Terminal) -> Iterator[bytes | memoryview] | None:
    """What `render` makes, as the bytes of a pipe, so that a long answer is not copied; None where it is not JSON."""
    if form is not Format.JSON or terminal.height is not None or not terminal.unicode:
        return None
    from coopctl.output.formats.machine import json_pieces

    return json_pieces([view.answer()] if view.parts is None else view.parts())


def _for_terminal(text: str, form: Format, terminal: Terminal) -> str:
    """What a program gets, as the terminal can show it."""
    if form in (Format.JSON, Format.JSONL) and not terminal.unicode:
        from coopctl.output.formats.machine import in_ascii

        text = in_ascii(text)
    return text if terminal.height is None else harmless(text)


def _table(view: View, terminal: Terminal) -> str:
    """The view's lines, else its table: as wide as it needs to be in a pipe, in colour and cut on a terminal."""
    if view.lines:
        lines = (line(one) if isinstance(one, str) else one for one in view.lines)
        return written(lines, color=terminal.color, unicode=terminal.unicode)
    if terminal.width is None and not terminal.color:
        from coopctl.output.formats.piped import piped

        return piped(view, terminal)
    from coopctl.output.formats.table import table

    return table(view, terminal)
