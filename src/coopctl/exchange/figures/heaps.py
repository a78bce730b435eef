"""Rows of whole numbers, parted by their first, so that heaps of any size are joined in little memory."""

from array import array
from collections.abc import Iterable, Iterator

from coopctl.disk.spool import Spool
from coopctl.exchange.figures.scratch import no_room

_PARTS = 64
_IN_MEMORY = 1 << 16


class Heap:
    """Rows of `width` numbers of 64 bits; beyond what memory holds they lie in a file that has no name."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._parts = [array("q") for _ in range(_PARTS)]
        self._kept: list[list[tuple[int, int]]] = [[] for _ in range(_PARTS)]
        self._left = _IN_MEMORY
        self._file, self._end = Spool(0), 0

    def extend(self, *columns: Iterable[int]) -> None:
        """Add rows by the column; rows of the same first number are read together, in their order."""
        parts, rows = self._parts, list(zip(*columns, strict=True))
        for row in rows:
            parts[row[0] % _PARTS].extend(row)
        self._left -= len(rows)
        if self._left <= 0:
            self._spill()

    def part(self, number: int) -> Iterator[tuple[int, ...]]:
        """The rows of a part, in the order in which they were added."""
        numbers = array("q")
        for place, count in self._kept[number]:
            self._file.seek(place)
            numbers.frombytes(self._file.read(count))
        numbers.extend(self._parts[number])
        columns = (numbers[at :: self._width] for at in range(self._width))
        return zip(*columns, strict=True)

    def _spill(self) -> None:
        self._left = _IN_MEMORY
        self._file.seek(self._end)
        for kept, part in zip(self._kept, self._parts, strict=True):
            data = part.tobytes()
            kept.append((self._end, len(data)))
            self._end += len(data)
            try:
                self._file.write(data)
            except OSError as why:
                raise no_room(f"{why}") from None
            del part[:]

    def close(self) -> None:
        self._file.close()


def parts() -> range:
    """The numbers of the parts of every heap."""
    return range(_PARTS)
