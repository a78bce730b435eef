"""Tables on their way in: whatever the format, a header and then one row of cells at a time."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NoReturn

from msgspec import Struct

from coopctl.errors import Refused

Cell = str | Decimal
"""Text as it was written, or a number that the format itself knows as one."""


class Broken(Struct, frozen=True):
    """A row that its format cannot read: why, and as much of it as there is."""

    reason: str
    cells: Sequence[Cell] = ()

    def __len__(self) -> int:
        return 0


Row = tuple[int, Sequence[Cell] | Broken]
"""A row's line in its file, from 1, and its cells."""


class Table(Struct, frozen=True):
    """Rows under one header; `line` is the header's.

    `point` tells that numbers are written with a decimal point whatever the plan's number format is; `guarded` that
    text may carry the apostrophe of `guard`.  Where the format has words of its own, `told` is the header as it came,
    and `translate` makes a row's cells those of `header`, none where it holds nothing, or says why it cannot.
    """

    header: tuple[str, ...]
    rows: Iterable[Row]
    line: int = 1
    point: bool = False
    guarded: bool = False
    told: tuple[str, ...] = ()
    translate: Callable[[Sequence[Cell]], Sequence[Cell] | str] | None = None


def nothing_in(name: str) -> NoReturn:
    """Refuse an input without a single character: whatever should have written it has most likely failed."""
    raise Refused(f"{name} is empty", "a table needs a header such as goal,date,value")
