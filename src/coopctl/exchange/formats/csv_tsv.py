"""CSV and TSV, in and out: RFC 4180, any line ends, commas or semicolons."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any, Protocol

from coopctl.errors import Refused
from coopctl.exchange.formats.encoding import Lines
from coopctl.exchange.formats.guard import guarded
from coopctl.exchange.formats.rows import MOST_COLUMNS, Block, Broken, Row, Rows, Table, nothing_in
from coopctl.exchange.formats.tidy import COMMON
from coopctl.values.patterns import later

_BLOCK = 1000
_SNIFFED = 30
# What parts columns that stand below one another.
_GAP = "  "
_GAPS, _ALIGNED = re.compile(" {2,}"), re.compile(r"\S {2,}\S")
_QUOTED = later(r'"[^"]*"')
_RULE = later(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
_LONGEST = 1 << 24
_BYTES = bytes(range(256))
csv.field_size_limit(_LONGEST)


class _Reader(Protocol):
    """What `csv.reader` makes, whose type has no public name."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


def read(lines: Lines, name: str, delimiter: str | None = None, head: str = "") -> Iterator[Table]:
    """The one table of a CSV text; without a delimiter, the one of `,` `;` and tab that most of its lines have."""
    lines.guesses = True
    source = iter(lines)
    first, start, delimiter = _begin(source, name, delimiter)
    if lines.trouble:
        trouble, _, hint = lines.take_trouble().removeprefix("the row").partition(" (")
        raise Refused(f"line {start}: the header{trouble}", hint.removesuffix(")") or "save it as UTF-8")
    mark = delimiter or _delimiter(first, head)
    text = chain([first], source)
    spaced = f'"{mark} "' in first
    parting = "\t" if mark == _GAP else mark
    reader = csv.reader(_parted(text, mark), delimiter=parting, strict=True, skipinitialspace=spaced)
    header = _header(reader, name, start)
    plain = "" if mark in (_GAP, "|") or spaced or not mark.isascii() else mark
    # A spreadsheet that saves with semicolons writes a decimal comma as well.
    own = is_own(header)
    rows = _TextRows(reader, lines, start - 1, plain, len(header))
    yield Table(
        tuple(header),
        rows,
        line=start,
        point=own,
        guarded=True,
        semicolons=mark == ";" and not own,
        remarks=lines.remarks,
    )


def _begin(source: Iterator[str], name: str, delimiter: str | None) -> tuple[str, int, str | None]:
    """The first line that holds anything, its number, and the delimiter that was said, or that a `sep=` above says.

    Raises `Refused` for a text that holds nothing.
    """
    first, start = "", 0
    for first in source:
        start += 1
        if first.lower().startswith("sep=") and len(first.strip()) == 5:
            delimiter = first[4]
        elif first.strip():
            break
    if not first.strip():
        nothing_in(name)
    return first, start, delimiter


def _header(reader: "_Reader", name: str, start: int) -> list[str]:
    """The cells of a header without empty ones at its end; raises `Refused` for one that is no CSV, or too wide."""
    try:
        header = next(reader) or [""]  # of a line that is nothing but the frame of a table
    except csv.Error as why:
        raise Refused(f"line {start}: the header of {name} is not CSV: {_explained(why)}") from None
    while len(header) > 1 and not header[-1].strip():
        header.pop()
    if len(header) > MOST_COLUMNS:
        raise Refused(f"line {start}: the header of {name} has more than {MOST_COLUMNS:,} columns", "leave some out")
    return header


def _delimiter(first: str, head: str) -> str:
    """The sign that parts cells: the one that most of the first lines have, then the most frequent.

    Where more of them have gaps of two blanks or more, columns stand below one another, with nothing but those between.
    """
    lines = [_QUOTED.sub("", line) for line in (head.splitlines()[:_SNIFFED] or [first])]
    if "\\" in first and "\t" in first:  # a table of Eurostat, whose first cell holds commas
        return "\t"
    found = {mark: (sum(mark in line for line in lines), sum(line.count(mark) for line in lines)) for mark in ",;\t|"}
    best = max(found, key=found.__getitem__)
    return _GAP if sum(bool(_ALIGNED.search(line)) for line in lines) > found[best][0] else best


def _parted(lines: Iterable[str], mark: str) -> Iterable[str]:
    """Lines as they are, without frames, or with a tab for each gap between columns that stand below one another."""
    if mark == "|":
        return _unframed(lines)
    return (_GAPS.sub("\t", line.strip()) + "\n" for line in lines) if mark == _GAP else lines


def _unframed(lines: Iterable[str]) -> Iterator[str]:
    """Lines of cells between bars, without those at their ends and the rule under the header that Markdown has."""
    for line in lines:
        bare = line.strip()
        framed = bare.startswith("|") and bare.endswith("|")
        if _RULE.fullmatch(bare):
            yield "\n"
        else:
            yield "|".join(map(_unframed_cell, bare[1:-1].split("|"))) + "\n" if framed else line


def _unframed_cell(cell: str) -> str:
    """A cell without blanks around it, and without the stars that make it bold."""
    text = cell.strip()
    return text[2:-2].strip() if len(text) > 4 and text.startswith("**") and text.endswith("**") else text


def is_own(header: Sequence[object]) -> bool:
    """Whether a header is the one that `coopctl export` writes, whose numbers have a decimal point."""
    return tuple(header[: len(COMMON)]) == COMMON


class _TextRows(Rows):
    """The rows of a text; `plain` is the mark that parts cells where nothing else does, "" for none."""

    def __init__(self, reader: "_Reader", lines: Lines, before: int, plain: str, width: int) -> None:
        super().__init__(self._read())
        self._width = width
        self._reader, self._lines, self._before, self._plain = reader, lines, before, plain

    def take(self, count: int) -> Block:
        some = self._lines.ahead() if self._plain else ""
        columns = _plain_columns(some, self._plain) if some else []
        if not columns or (len(columns) < self._width and not some.endswith(("\n", "\r"))):
            return super().take(count)
        line, number = self._line, len(columns[0])
        self._lines.skip()
        self._before += number
        return Block(range(line, line + number), columns)

    @property
    def _line(self) -> int:
        """The line of the next row."""
        return self._before + self._reader.line_num + 1

    def _read(self) -> Iterator[Row]:
        reader, lines, line = self._reader, self._lines, self._line
        while True:
            try:
                for cells in reader:
                    lines.untaken = 0
                    if lines.trouble:
                        yield line, Broken(lines.take_trouble(), cells)
                    elif len(cells) < self._width and lines.cut_off:
                        ends = f"the text ends in this row, which has {len(cells)} cells, its header {self._width}"
                        yield line, Broken(ends, cells)
                    elif cells:
                        yield line, cells
                    line = self._line
            except csv.Error as why:
                lines.untaken = 0
                yield line, Broken(lines.take_trouble() or _explained(why), [lines.last.rstrip("\r\n")])
                line = self._line
            else:
                return


def _plain_columns(lines: str, mark: str) -> list[list[str]]:
    """The cells of lines by the column; none where one has a quote, or more or fewer cells than the first."""
    text = lines.replace("\r\n", "\n").removesuffix("\n") + "\n"
    width, count = text.count(mark, 0, text.index("\n")) + 1, text.count("\n")
    # All cells stand where they belong only if each line has as many marks as the first.
    marks = text.encode(errors="ignore").translate(None, _BYTES.translate(None, f"{mark}\n".encode()))
    if width == 1 or '"' in text or "\r" in text or marks != (mark * (width - 1) + "\n").encode() * count:
        return []
    cells = text.replace("\n", mark).split(mark)
    return [cells[at:-1:width] for at in range(width)]


def _explained(why: csv.Error) -> str:
    if "unexpected end" in str(why):
        return "a quote is opened and never closed"
    return f"{why}"


def write(
    fields: Sequence[str], rows: Iterable[Sequence[object]], *, delimiter: str = ",", raw: bool = False
) -> Iterator[str]:
    """A header and rows; texts are guarded against spreadsheets that would run them, numbers are plain digits."""
    out = _Rows()
    # The line end of the writer is also what it knows to quote, and a lone carriage return must be.
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(fields)
    texts = _RAW if raw else _GUARDED
    for number, row in enumerate(rows, 1):
        writer.writerow([texts.get(type(cell), str)(cell) for cell in row])
        if number % _BLOCK == 0:
            yield out.take()
    yield out.take()


class _Rows:
    """Written rows, each with a plain line end."""

    def __init__(self) -> None:
        self._rows: list[str] = []

    def write(self, row: str) -> None:
        self._rows.append(row[:-2] + "\n")

    def take(self) -> str:
        text = "".join(self._rows)
        self._rows.clear()
        return text


def cell_text(cell: object) -> str:
    """A cell as text: a number in plain digits, a moment in ISO 8601, yes or nothing for true and false."""
    return _RAW.get(type(cell), str)(cell)


def text_at(cells: Sequence[object], place: int) -> str:
    """What a row says at a place, without blanks around it; "" where the row is shorter."""
    return cell_text(cells[place]).strip() if place < len(cells) else ""


_RAW: dict[type, Callable[[Any], str]] = {
    str: str,
    Decimal: "{:f}".format,
    bool: lambda yes: "yes" if yes else "",
    date: date.isoformat,
    datetime: lambda moment: moment.isoformat().replace("+00:00", "Z"),
    type(None): lambda _: "",
}
_GUARDED = _RAW | {str: guarded}
