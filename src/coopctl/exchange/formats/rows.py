"""Tables on their way in: whatever the format, a header and then one row of cells at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import compress, islice
from typing import NoReturn, Self

from msgspec import Struct

from coopctl.errors import Refused

MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""
_TICK = 8192
Cell = str | Decimal
"""Text as it was written, or a number that the format itself knows as one."""


class Broken(Struct, frozen=True):
    """A row that its format cannot read: why, and as much of it as there is; or a `part` of what another one says."""

    reason: str
    cells: Sequence[Cell] = ()
    part: bool = False

    def __len__(self) -> int:
        return 0


class Unread(Struct, frozen=True):
    """Why a cell or a row is not understood."""

    reason: str


Row = tuple[int, Sequence[Cell] | Broken]
"""A row's line in its file, from 1, and its cells."""


class Table(Struct, frozen=True):
    """Rows under one header; `line` is the header's.

    `fixed` tells that the format itself says which row is the header; elsewhere it may lie further down, under
    titles. `point` tells that numbers are written with a decimal point whatever the plan's number format is;
    `guarded` that text may carry the apostrophe of `guard`; `semicolons` that the cells are parted by them, or days
    have points, as where a comma is the decimal mark; `absent` that a marker in the place of a value says that
    there is no figure, and why beside it; `sheet` is the name of that of a workbook; `remark` is what else is to be
    said of the reading, `remarks` what is once all rows are read; `instead` are others that are looked at where it
    has no figures. Where the format has words of its own, `told` is the header as it came, and `translate` makes a
    row's cells those of `header`, none where it holds nothing, or says why it cannot.
    """

    header: tuple[str, ...]
    rows: Iterable[Row]
    line: int = 1
    point: bool = False
    guarded: bool = False
    semicolons: bool = False
    fixed: bool = False
    absent: bool = False
    sheet: str = ""
    remark: str = ""
    remarks: Callable[[], Iterable[str]] = tuple
    told: tuple[str, ...] = ()
    translate: Callable[[Sequence[Cell]], Sequence[Cell] | Unread] | None = None
    instead: Iterator["Table"] | None = None


class Block(Struct, frozen=True):
    """Some rows: their lines, and their cells by the column, or one by one where they are `uneven`."""

    lines: Sequence[int]
    columns: Sequence[Sequence[Cell]]
    uneven: Sequence[Row] = ()

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Self:
        """Rows that were read one by one."""
        lines, cells = [line for line, _ in rows], [cells for _, cells in rows]
        # A row that is broken has no length.
        if len(widths := set(map(len, cells))) == 1 and all(widths):
            return cls(lines, list(zip(*cells, strict=True)))
        return cls(lines, (), rows)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows one by one."""
        return self.uneven or list(zip(self.lines, zip(*self.columns, strict=True), strict=True))

    def where(self, chosen: Sequence[bool]) -> Self:
        """The rows that are chosen, of some by the column."""
        return type(self)(
            list(compress(self.lines, chosen)), [list(compress(column, chosen)) for column in self.columns]
        )

    def halves(self) -> tuple[Self, Self]:
        """The first half of the rows, and the second."""
        half = len(self) // 2
        return self._part(0, half), self._part(half, len(self))

    def parted(self, alone: Iterable[int]) -> Iterator[Self]:
        """Rows of these numbers each alone, and those between together."""
        start = 0
        for at in alone:
            yield from (self._part(start, at), self._part(at, at + 1))
            start = at + 1
        yield self._part(start, len(self))

    def _part(self, start: int, stop: int) -> Self:
        if self.uneven:
            return self.of(self.uneven[start:stop])
        return type(self)(self.lines[start:stop], [column[start:stop] for column in self.columns])


class Rows:
    """Rows on their way in, one by one or many together."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = iter(rows)

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        return next(self._rows)

    def take(self, count: int) -> Block:
        """The next rows, about so many, of which there are none at the end."""
        return self._rows.take(count) if isinstance(self._rows, Rows) else Block.of(list(islice(self._rows, count)))


class Counted(Rows):
    """Rows of which somebody is told how many were read, each time that it is some thousands more."""

    def __init__(self, rows: Iterable[Row], tell: Callable[[int], None]) -> None:
        super().__init__(rows)
        self._number, self._tell = 0, tell

    def __next__(self) -> Row:
        row = super().__next__()
        self._count(1)
        return row

    def take(self, count: int) -> Block:
        block = super().take(count)
        self._count(len(block))
        return block

    def _count(self, more: int) -> None:
        before, self._number = self._number, self._number + more
        if self._number // _TICK > before // _TICK:
            self._tell(self._number // _TICK * _TICK)


class Ahead(Rows):
    """Rows of which some can be looked at before they are taken."""

    def __init__(self, rows: Iterable[Row]) -> None:
        super().__init__(rows)
        self._seen: deque[Row] = deque()

    def __next__(self) -> Row:
        return self._seen.popleft() if self._seen else next(self._rows)

    def take(self, count: int) -> Block:
        seen = [self._seen.popleft() for _ in range(min(count, len(self._seen)))]
        return Block.of(seen) if seen else super().take(count)

    def skip(self, count: int) -> None:
        """Leave out the next rows."""
        for _ in islice(self, count):
            pass

    def peek(self, count: int) -> Iterator[Row]:
        """The next rows, which stay to be taken."""
        yield from islice(tuple(self._seen), count)
        for row in islice(self._rows, max(0, count - len(self._seen))):
            self._seen.append(row)
            yield row


def nothing_in(name: str) -> NoReturn:
    """Refuse an input without a single character: whatever should have written it has most likely failed."""
    raise Refused(f"{name} is empty", "a table needs a header such as goal,date,value")
