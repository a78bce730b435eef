"""Rows that were refused: the first few to be told, and all, where asked for, as CSV to be mended."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from coopctl.exchange.csv_tsv import is_own
from coopctl.exchange.csv_tsv import write as write_csv
from coopctl.exchange.guard import guarded
from coopctl.exchange.rows import Cell, Table
from coopctl.exchange.scratch import Scratch

SHOWN = 20
REASON = "reason"
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(list[Any], float_hook=Decimal)


class Reject(NamedTuple):
    """The line of a refused row, and the reason."""

    line: int
    reason: str


class Rejects:
    """The refused rows of an import: how many, the `first` of them, and with `keep` what each of them said.

    With `decimal_comma` numbers are written as they will be read again.
    """

    def __init__(self, scratch: Scratch, *, keep: bool, decimal_comma: bool) -> None:
        self.first: list[Reject] = []
        self._count = 0
        self._scratch, self._keep, self._comma = scratch, keep, decimal_comma

    def __len__(self) -> int:
        return self._count

    def add(self, line: int, table: Table, cells: Sequence[Cell], reason: str) -> None:
        self._count += 1
        if len(self.first) < SHOWN:
            self.first.append(Reject(line, reason))
        if self._keep:
            told = [_text(cell, table) if isinstance(cell, str) else cell for cell in cells]
            values = _ENCODER.encode(table.header), _ENCODER.encode(told), reason
            self._scratch.run("INSERT INTO rejects VALUES(?, ?, ?, ?)", line, *values)

    def write(self) -> Iterator[str]:
        """The columns of the first refused row's table and the reason; cells beyond the header follow it."""
        first = self._scratch.one("SELECT header FROM rejects ORDER BY line, rowid LIMIT 1") if self._count else None
        header = [name for name in _DECODER.decode(first[0]) if name != REASON] if first else []
        comma = self._comma and not is_own(header)
        rows = self._scratch.run("SELECT header, cells, reason FROM rejects ORDER BY line, rowid") if first else ()
        yield from write_csv([*header, REASON], (_row(header, *row, comma=comma) for row in rows), raw=True)


def _text(cell: str, table: Table) -> str:
    """A text as a table would hold it that is read with its apostrophes; bytes that are no text show as such."""
    told = cell if table.guarded else guarded(cell)
    return told if told.isascii() else told.encode(errors="replace").decode()


def _row(header: list[str], own: bytes, kept: bytes, reason: str, *, comma: bool) -> list[str]:
    cells = [_written(cell, comma=comma) for cell in _DECODER.decode(kept)]
    names = _DECODER.decode(own)
    if names != header:
        said = dict(zip(names, cells, strict=False))
        beyond = cells[len(names) :]
        cells = [*(said.get(name, "") for name in header), *beyond] if names else cells
    padded = cells[: len(header)] + [""] * (len(header) - len(cells))
    return [*padded, reason, *cells[len(header) :]]


def _written(cell: str | int | Decimal, *, comma: bool) -> str:
    if isinstance(cell, str):
        return cell
    return f"{Decimal(cell):f}".replace(".", ",") if comma else f"{Decimal(cell):f}"
