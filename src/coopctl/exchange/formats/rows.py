"""Tables on their way in: whatever the format, a header and then one row of cells at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NoReturn

from msgspec import Struct

from coopctl.errors import Refused

MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""
Cell = str | Decimal
"""Text as it was written, or a number that the format itself knows as one."""


class Broken(Struct, frozen=True):
    """A row that its format cannot read: why, and as much of it as there is; or a `part` of what another one says."""

    reason: str
    cells: Sequence[Cell] = ()
    part: bool = False

    def __len__(self) -> int:
        return 0


Row = tuple[int, Sequence[Cell] | Broken]
"""A row's line in its file, from 1, and its cells."""


class Table(Struct, frozen=True):
    """Rows under one header; `line` is the header's.

    `fixed` tells that the format itself says which row is the header; elsewhere it may lie further down, under titles.
    `point` tells that numbers are written with a decimal point whatever the plan's number format is; `guarded` that
    text may carry the apostrophe of `guard`; `semicolons` that the cells are parted by them, as where a comma is the
    decimal mark; `absent` that a marker in the place of a value says that there is no figure, and why beside it;
    `remark` is what else is to be said of the reading; `instead` are others that are looked at where it has no figures.
    Where the format has words of its own, `told` is the header as
    it came, and `translate` makes a row's cells those of `header`, none where it holds nothing, or says why it cannot.
    """

    header: tuple[str, ...]
    rows: Iterable[Row]
    line: int = 1
    point: bool = False
    guarded: bool = False
    semicolons: bool = False
    fixed: bool = False
    absent: bool = False
    remark: str = ""
    told: tuple[str, ...] = ()
    translate: Callable[[Sequence[Cell]], Sequence[Cell] | str] | None = None
    instead: Iterator["Table"] | None = None


class Ahead:
    """Rows of which some can be looked at before they are taken."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)
        self._seen: deque[Row] = deque()

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        return self._seen.popleft() if self._seen else next(self._rows)

    def take(self, count: int) -> list[Row]:
        """The next rows, fewer at the end."""
        if not self._seen:
            return list(islice(self._rows, count))
        return list(islice(self, count))

    def peek(self, count: int) -> Iterator[Row]:
        """The next rows, which stay to be taken."""
        yield from islice(tuple(self._seen), count)
        for row in islice(self._rows, max(0, count - len(self._seen))):
            self._seen.append(row)
            yield row


def nothing_in(name: str) -> NoReturn:
    """Refuse an input without a single character: whatever should have written it has most likely failed."""
    raise Refused(f"{name} is empty", "a table needs a header such as goal,date,value")
