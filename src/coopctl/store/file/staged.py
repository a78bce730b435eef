"""Figures on their way into the file: put by in their order, in memory that does not grow with their number."""

import sys
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Self

import msgspec

from coopctl.disk import faults
from coopctl.disk.spool import Spool
from coopctl.plan.plain import Columns, Lines
from coopctl.plan.plan import Figure, Plan
from coopctl.store import Condenser
from coopctl.store.file import lines
from coopctl.store.file.stamping import Receipt

_BLOCK = 1000
# The place of what is not recorded yet is after all that is.
_LATER = sys.maxsize
# More than most imports need; what is beyond lies in the system's folder for temporary files, where nobody finds it
# and a crash leaves nothing.
_IN_MEMORY = 1 << 22
_ENCODER = msgspec.msgpack.Encoder()
_FIGURES = msgspec.json.Decoder(Figure)


class StagedFigures:
    """Figures in a file that has no name, in blocks: by the column, or the JSON of each with a newline; see `Staged`.

    `corrects` tells that some of them name others.  `come` is what they come to, by goal, where they are condensed on
    the way for a `plan`, as if nothing was recorded before them; nothing where some name others.
    """

    def __init__(
        self, figures: Iterable[Figure | Columns], plan: Plan | None = None, condenser: Condenser[Any] | None = None
    ) -> None:
        self._file = Spool(_IN_MEMORY)
        self._ends, self._counts = array("q"), array("l")
        self.corrects = self.opens = False
        self.plan = plan
        self.come: Mapping[str, Any] = {}
        goals = set[str]()
        passing = self._put(figures, goals)
        try:
            if plan is not None and condenser is not None:
                books = condenser.condense_lines(plan.goals, passing, {})
                self.come = {} if self.corrects else {name: books[name] for name in goals if name in books}
            else:
                deque(passing, maxlen=0)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _put(self, figures: Iterable[Figure | Columns], goals: set[str]) -> Iterator[Lines]:
        """The figures, which are put by as they pass, and the goals that they are of."""
        for block in _blocks(figures):
            if isinstance(block, Columns):
                self._add(block, len(block))
                goals.update(block.goals)
                self.corrects = self.corrects or any(block.replaces)
                self.opens = self.opens or any(block.provisional)
                yield block.lines(_LATER)
            else:
                self._add(lines.encode_lines(block), len(block))
                goals.update(figure.goal for figure in block)
                self.corrects = self.corrects or any(figure.names_others for figure in block)
                self.opens = self.opens or any(figure.is_open for figure in block)
                yield Lines(_LATER, _LATER, partial(zip, repeat(_LATER), block))
            del block  # its room is for the next, while it is still in the processor's cache

    def _add(self, block: Columns | bytes, count: int) -> None:
        try:
            data = _ENCODER.encode(block)
            self._file.write(data)
        except UnicodeEncodeError as trouble:
            raise lines.no_text(trouble) from None
        except OSError as trouble:
            import tempfile

            raise faults.explain(trouble, Path(tempfile.gettempdir()), "put figures by in") from trouble
        self._ends.append(len(data) + (self._ends[-1] if self._ends else 0))
        self._counts.append(count)

    def __len__(self) -> int:
        return sum(self._counts)

    def __iter__(self) -> Iterator[Figure]:
        return chain.from_iterable(self.blocks())

    def blocks(self) -> Iterator[Columns | Sequence[Figure]]:
        """The figures many at a time."""
        return (_figures(block) for _, block in self._blocks())

    def unmarked(self, marks: Sequence[int]) -> Iterator[tuple[int, Figure]]:
        """The figures that have no mark, with their numbers; blocks in which all have one are not decoded."""
        for first, block in self._blocks(lambda start, stop: 0 in marks[start:stop]):
            for number, figure in enumerate(_figures(block), first):
                if not marks[number]:
                    yield number, figure

    def lines(self, place: int, receipt: Receipt) -> Iterator[bytes]:
        """The lines of the figures from a place on, many at a time."""
        for first, block in self._blocks():
            if isinstance(block, Columns):
                yield receipt.columns(block, place + first)
            else:
                yield from receipt.lines([block], place + first)

    def _blocks(self, wanted: Callable[[int, int], bool] = lambda _, __: True) -> Iterator[tuple[int, Columns | bytes]]:
        """The blocks that are wanted by the numbers of their figures, each with that of its first."""
        # Made here, for only an import needs it.
        decoder = msgspec.msgpack.Decoder(Columns | bytes)
        at = first = 0
        for end, count in zip(self._ends, self._counts, strict=True):
            if wanted(first, first + count):
                self._file.seek(at)
                yield first, decoder.decode(self._file.read(end - at))
            at, first = end, first + count


def _figures(block: Columns | bytes) -> Columns | Sequence[Figure]:
    return block if isinstance(block, Columns) else _FIGURES.decode_lines(block)


def _blocks(figures: Iterable[Figure | Columns]) -> Iterator[Columns | list[Figure]]:
    """Figures many at a time, in their order, as they come or together; of what was yielded nothing is held."""
    some: list[Figure] = []
    for one in figures:
        if not isinstance(one, Columns):
            some.append(one)
        if some and (len(some) == _BLOCK or isinstance(one, Columns)):
            yield some
            some = []
        if isinstance(one, Columns):
            yield one
        del one
    if some:
        yield some
