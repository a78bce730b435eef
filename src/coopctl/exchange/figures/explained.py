"""A row right below a header that says in words what its columns hold: `yyyy-mm, new and repeat, facility only`."""

from collections.abc import Sequence
from itertools import zip_longest

from coopctl.exchange.figures.content import Reading, is_number
from coopctl.exchange.figures.first_rows import is_dated
from coopctl.exchange.formats.csv_tsv import cell_text
from coopctl.exchange.formats.flags import is_missing
from coopctl.exchange.formats.rows import Cell

# So many columns that have words over numbers are no slip.
_FEWEST = 2
# So many rows below it are looked at.
_ROWS = 3


def explains(line: int, below: Sequence[Sequence[Cell]], reading: Reading) -> str:
    """What is said of the row below a header where it explains its columns; "" where it is none that does.

    It has words, over dates in the first column, and over numbers in others. A row of data would have one of either;
    one that is missing all of its values has the markers of that.
    """
    first, *others = [[cell_text(cell).strip() for cell in row] for row in below[: _ROWS + 1]] or [[]]
    if len(others) < _FEWEST or not _are_words(first):
        return ""
    columns = [list(filter(None, column)) for column in zip_longest(*others, fillvalue="")]
    dated = _are_dates(columns[0], reading) and not is_dated(first[0], reading)
    over = _over_numbers(first[1:], columns[1:]) if dated else 0
    return f"line {line + 1} explains its columns, and is passed over" if over >= _FEWEST else ""


def _over_numbers(first: Sequence[str], columns: Sequence[Sequence[str]]) -> int:
    """How many texts stand over a column of numbers."""
    over = [column for text, column in zip(first, columns, strict=False) if text]
    return sum(bool(column) and all(map(is_number, column)) for column in over)


def _are_words(texts: Sequence[str]) -> bool:
    """Whether some cells hold words, and none a number or a marker of what is missing."""
    said = list(filter(None, texts))
    return len(said) >= _FEWEST and not any(is_number(text) or is_missing(text) for text in said)


def _are_dates(texts: Sequence[str], reading: Reading) -> bool:
    return bool(texts) and all(is_dated(text, reading) for text in texts)
