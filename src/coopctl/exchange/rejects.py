"""Rows that were refused, written back as CSV with the reason, to be mended and imported again."""

from collections.abc import Iterator, Sequence

from coopctl.exchange.csv_tsv import write as write_csv
from coopctl.exchange.intake import Reject
from coopctl.exchange.known import Sifted

REASON = "reason"


def write(rejects: Sequence[Reject], found: Sifted) -> Iterator[str]:
    """The columns of the first refused row's table and the reason; cells beyond the header follow it."""
    rejects = sorted([*rejects, *found.rejects], key=lambda one: one.line)
    header = rejects[0].header if rejects else ()
    yield from write_csv([*header, REASON], (_cells(one, header) for one in rejects), raw=True)


def _cells(one: Reject, header: tuple[str, ...]) -> list[object]:
    cells: list[object] = [*one.cells]
    if one.header != header:
        said = dict(zip(one.header, cells, strict=False))
        cells = [said.get(name, "") for name in header]
    padded = cells[: len(header)] + [""] * (len(header) - len(cells))
    return [*padded, one.reason, *cells[len(header) :]]
