"""Rows that were refused: the first few to be told, and all, where asked for, as CSV to be mended."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from coopctl.exchange.figures.scratch import Scratch
from coopctl.exchange.formats.csv_tsv import is_own
from coopctl.exchange.formats.csv_tsv import write as write_csv
from coopctl.exchange.formats.encoding import NOT_TEXT
from coopctl.exchange.formats.guard import guarded
from coopctl.exchange.formats.rows import Cell, Table, Unread
from coopctl.values.people import plural

SHOWN = 20
REASON = "reason"
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(list[Any], float_hook=Decimal)


class Reject(NamedTuple):
    """The line of a refused row, why it was, and how many rows below were refused for the same."""

    line: int
    why: Unread
    others: int = 0

    def __str__(self) -> str:
        rows = f" and {plural(self.others, 'others')}" if self.others else ""
        return f"line {self.line}{rows}: {self.why.reason}"


class Kept(NamedTuple):
    """A row as it came: its header and its cells, as JSON."""

    header: bytes
    cells: bytes


NOT_KEPT = Kept(b"[]", b"[]")


class Rejects:
    """The refused rows of an import: how many, the `first` of each reason, and with `keep` what each of them said.

    With `decimal_comma` numbers are written as they will be read again.
    """

    def __init__(self, scratch: Scratch, *, keep: bool, decimal_comma: bool) -> None:
        self.first: list[Reject] = []
        self._places: dict[str, int] = {}
        self._count = 0
        self._scratch, self._keep, self._comma = scratch, keep, decimal_comma

    @property
    def shown(self) -> int:
        """How many are told, in `first`."""
        return SHOWN

    def __len__(self) -> int:
        return self._count

    @property
    def untold(self) -> int:
        """How many are of further reasons than are told."""
        return self._count - sum(1 + one.others for one in self.first)

    def row(self, table: Table, cells: Sequence[Cell]) -> Kept:
        """A row in the form in which it is kept, if any is."""
        if not self._keep:
            return NOT_KEPT
        told = [_text(cell, table) if isinstance(cell, str) else cell for cell in cells]
        return Kept(_ENCODER.encode(table.told or table.header), _ENCODER.encode(told))

    def add(self, line: int, row: Kept, why: Unread) -> None:
        self._count += 1
        place = self._places.get(why.reason)
        if place is not None:
            before = self.first[place]
            self.first[place] = before._replace(others=before.others + 1)
        elif len(self.first) < SHOWN:
            self._places[why.reason] = len(self.first)
            self.first.append(Reject(line, why))
        if self._keep:
            self._scratch.run("INSERT INTO rejects VALUES(?, ?, ?, ?)", line, *row, why.reason)

    def _headers(self) -> list[list[str]]:
        kept = "SELECT header FROM rejects GROUP BY header ORDER BY min(line)"
        return [_DECODER.decode(header) for (header,) in self._scratch.run(kept)]

    def write(self) -> Iterator[str]:
        """The columns of all tables that rows were refused of, and the reason; cells beyond them follow it."""
        headers = self._headers() if self._count else []
        header = _joined(headers)
        comma = self._comma and not is_own(header)
        rows = self._scratch.run("SELECT header, cells, reason FROM rejects ORDER BY line, rowid") if headers else ()
        yield from write_csv([*header, REASON], (_row(header, *row, comma=comma) for row in rows), raw=True)


def _joined(headers: Sequence[Sequence[str]]) -> list[str]:
    """The names of one header as they are, those of several each once; without that of the reason."""
    names = headers[0] if len(headers) == 1 else dict.fromkeys(name for header in headers for name in header)
    return [name for name in names if name != REASON]


def _text(cell: str, table: Table) -> str:
    """A text as a table would hold it that is read with its apostrophes; what is no UTF-8 as Windows shows it."""
    told = cell if table.guarded else guarded(cell)
    if NOT_TEXT.search(told):
        return NOT_TEXT.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), told)
    return told.encode(errors="replace").decode()


def _row(header: list[str], own: bytes, kept: bytes, reason: str, *, comma: bool) -> list[str]:
    cells = [_written(cell, comma=comma) for cell in _DECODER.decode(kept)]
    names = _DECODER.decode(own)
    if names != header:
        said = dict(zip(names, cells, strict=False))
        cells = [*(said.get(name, "") for name in header), *cells[len(names) :]]
    padded = cells[: len(header)] + [""] * (len(header) - len(cells))
    return [*padded, reason, *cells[len(header) :]]


def _written(cell: str | int | Decimal, *, comma: bool) -> str:
    if isinstance(cell, str):
        return cell
    return f"{Decimal(cell):f}".replace(".", ",") if comma else f"{Decimal(cell):f}"
