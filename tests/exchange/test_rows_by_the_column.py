"""The rows of a text are the same, with the same lines, whether they are read one by one or many together."""

import io
from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from coopctl.exchange.formats import csv_tsv
from coopctl.exchange.formats.encoding import Lines
from coopctl.exchange.formats.rows import Ahead, Broken, Cell, Row

_CELL = st.sampled_from(["", "a", "1.5", " b", '"c,d"', '"e\n\nf"', '"g"', "h\0", "\udcff", "é", "i\x0bj", '"k'])
_END = st.sampled_from(["\n", "\n", "\r\n", "\r", "\n\n"])
_LINE = st.lists(_CELL, min_size=3, max_size=3) | st.lists(_CELL, max_size=4)
_PLAIN = st.lists(st.sampled_from(["", "a", "1.5", "é", " "]), min_size=3, max_size=3)


def _text(rows: list[tuple[list[str], str]], mark: str, ended: bool) -> str:
    text = f"x{mark}y{mark}z\n" + "".join(mark.join(cells) + end for cells, end in rows)
    return text if ended else text.rstrip("\r\n")


def _rows(text: str) -> Ahead:
    lines = Lines(
        io.TextIOWrapper(io.BytesIO(text.encode(errors="surrogateescape")), "utf-8", "surrogateescape", ""), "t"
    )
    (table,) = csv_tsv.read(lines, "t", head=text)
    return Ahead(table.rows)


def _together(rows: Ahead, counts: list[int], ahead: int) -> Iterator[Row]:
    list(rows.peek(ahead))
    at = 0
    while len(block := rows.take(counts[at % len(counts)])):
        at += 1
        for half in block.halves() if at % 2 else (block,):
            yield from half.rows


@given(
    rows=st.lists(st.tuples(_PLAIN, st.sampled_from(["\n", "\r\n"])) | st.tuples(_LINE, _END), max_size=30),
    mark=st.sampled_from(",;\t"),
    ended=st.booleans(),
    counts=st.lists(st.integers(1, 9), min_size=1, max_size=4),
    ahead=st.integers(0, 4),
)
def test_rows_together_are_those_one_by_one(
    rows: list[tuple[list[str], str]], mark: str, ended: bool, counts: list[int], ahead: int
) -> None:
    """Whatever stands in them: quotes, line ends of all kinds, empty lines, and bytes that are no text."""
    text = _text(rows, mark, ended)
    assert _said(_together(_rows(text), counts, ahead)) == _said(_rows(text))


def _said(rows: Iterable[Row]) -> list[tuple[int, Broken | list[Cell]]]:
    return [(line, cells if isinstance(cells, Broken) else list(cells)) for line, cells in rows]
