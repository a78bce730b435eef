"""Which row took which slot: a table of numbers by goals and labels, and beside it what each of the rows said."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from coopctl.exchange.figures.scratch import Scratch, no_room

# Rows that are written, and read again, together.
_TOGETHER = 256
# Goals times labels, of which most that there are in a file say something of one another.
_MOST = 1 << 22


class Said(NamedTuple):
    """What the first row of a slot said: its line, value, and other cells."""

    line: int
    value: str
    cells: tuple[str, ...]


class _Numbers(dict[str, int]):
    """Names by the order in which they were first asked for."""

    def __missing__(self, name: str) -> int:
        return self.setdefault(name, len(self))


class Taken:
    """The slots that were taken, each by the number of a row; `full` once they would need too much memory."""

    def __init__(self, scratch: Scratch) -> None:
        self._goals, self._labels = _Numbers(), _Numbers()
        self._width = 1
        self._rows = array("I")
        self._log = _Log(scratch)

    def codes(self, goals: Sequence[str], labels: Sequence[str]) -> list[int]:
        """The places of slots in the table, which is made large enough for them."""
        rows, columns = list(map(self._goals.__getitem__, goals)), list(map(self._labels.__getitem__, labels))
        self._grow()
        width = self._width
        return [row * width + column for row, column in zip(rows, columns, strict=True)]

    def _grow(self) -> None:
        width = self._width
        while width < len(self._labels):
            width *= 2
        if width > self._width:
            old, self._rows = self._rows, array("I")
            for at in range(0, len(old), self._width):
                self._rows.extend(old[at : at + self._width])
                self._rows.frombytes(bytes((width - self._width) * self._rows.itemsize))
            self._width = width
        self._rows.frombytes(bytes((len(self._goals) * width - len(self._rows)) * self._rows.itemsize))

    @property
    def full(self) -> bool:
        """Whether there are more goals times labels than should be kept."""
        return len(self._rows) > _MOST

    def any(self, codes: Iterable[int]) -> bool:
        """Whether one of these slots is taken."""
        return any(map(self._rows.__getitem__, codes))

    def find(self, code: int) -> Said | None:
        """What the row that took a slot said; None where it is free."""
        number = self._rows[code]
        return self._log[number - 1] if number else None

    def take(
        self, codes: Sequence[int], lines: Sequence[int], values: Sequence[str], cells: Sequence[tuple[str, ...]]
    ) -> None:
        """Let rows take slots that are free; what they say is as of `Said`, without cells where none has any."""
        rows = self._rows
        for number, code in enumerate(codes, len(self._log) + 1):
            rows[code] = number
        self._log.add(lines, values, cells)

    def __iter__(self) -> Iterator[tuple[str, str, Said]]:
        """Goal and label of each slot that was taken, and what its row said."""
        labels = list(self._labels)
        for goal, number in self._goals.items():
            start = number * self._width
            for label, row in zip(labels, self._rows[start : start + len(labels)], strict=True):
                if row:
                    yield goal, label, self._log[row - 1]


class _Log:
    """What many rows said, put by in their order, beyond what memory holds in a file that has no name."""

    def __init__(self, scratch: Scratch) -> None:
        self._file = scratch.file()
        self._starts, self._places = array("q"), array("q")
        self._size = self._end = 0
        self._last: tuple[int, _Columns] = -1, ([], [], [])

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, number: int) -> Said:
        at = bisect_right(self._starts, number) - 1
        if self._last[0] != at:
            end = self._places[at + 1] if at + 1 < len(self._places) else self._end
            self._file.seek(self._places[at])
            self._last = at, _COLUMNS.decode(self._file.read(end - self._places[at]))
        (lines, values, cells), row = self._last[1], number - self._starts[at]
        return Said(lines[row], values[row], cells[row] if cells else ())

    def add(self, *said: Sequence[object]) -> None:
        self._file.seek(self._end)
        for at in range(0, len(said[0]), _TOGETHER):
            some = [list(column[at : at + _TOGETHER]) for column in said]
            data = _ENCODER.encode(some)
            try:
                self._file.write(data)
            except OSError as why:
                raise no_room(f"{why}") from None
            self._starts.append(self._size)
            self._places.append(self._end)
            self._size += len(some[0])
            self._end += len(data)


_Columns = tuple[list[int], list[str], list[tuple[str, ...]]]
_ENCODER, _COLUMNS = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(_Columns)
