"""Rows that were refused: the first few to be told, and all, where asked for, as CSV to be mended."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from coopctl.exchange.csv_tsv import cell_text
from coopctl.exchange.csv_tsv import write as write_csv
from coopctl.exchange.rows import Cell
from coopctl.exchange.scratch import Scratch

SHOWN = 20
REASON = "reason"


class Reject(NamedTuple):
    """The line of a refused row, and the reason."""

    line: int
    reason: str


class Rejects:
    """The refused rows of an import: how many, the `first` of them, and with `keep` what each of them said."""

    def __init__(self, scratch: Scratch, *, keep: bool) -> None:
        self.first: list[Reject] = []
        self._count = 0
        self._scratch, self._keep = scratch, keep

    def __len__(self) -> int:
        return self._count

    def add(self, line: int, header: Sequence[str], cells: Sequence[Cell], reason: str) -> None:
        self._count += 1
        if len(self.first) < SHOWN:
            self.first.append(Reject(line, reason))
        if self._keep:
            texts = msgspec.json.encode([cell_text(cell) for cell in cells])
            self._scratch.run(
                "INSERT INTO rejects VALUES(?, ?, ?, ?)", line, msgspec.json.encode(header), texts, reason
            )

    def write(self) -> Iterator[str]:
        """The columns of the first refused row's table and the reason; cells beyond the header follow it."""
        first = self._scratch.one("SELECT header FROM rejects ORDER BY line, rowid LIMIT 1") if self._count else None
        header = _texts(first[0]) if first else []
        rows = self._scratch.run("SELECT header, cells, reason FROM rejects ORDER BY line, rowid") if first else ()
        yield from write_csv([*header, REASON], (_row(header, *row) for row in rows), raw=True)


def _row(header: list[str], own: bytes, kept: bytes, reason: str) -> list[str]:
    cells = _texts(kept)
    names = _texts(own)
    if names != header:
        said = dict(zip(names, cells, strict=False))
        cells = [said.get(name, "") for name in header]
    padded = cells[: len(header)] + [""] * (len(header) - len(cells))
    return [*padded, reason, *cells[len(header) :]]


def _texts(kept: bytes) -> list[str]:
    return msgspec.json.decode(kept, type=list[str])
