"""Figures on their way into the file: put by in their order, in memory that does not grow with their number."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, compress, groupby, islice, repeat
from operator import not_
from pathlib import Path
from typing import Any, Self, cast

import msgspec

from coopctl.disk import faults, files
from coopctl.plan.plain import Columns, Lines
from coopctl.plan.plan import Figure, Plan
from coopctl.store import Condenser
from coopctl.store.file import lines

_BLOCK = 1000
# The place of what is not recorded yet is after all that is.
_LATER = sys.maxsize
# More than most imports need; what is beyond lies in the system's folder for temporary files, where nobody finds it
# and a crash leaves nothing.
_IN_MEMORY = 1 << 22
_DECODER = msgspec.json.Decoder(Figure)
_NAMING = (b'"replaces":', b'"retracts":', b'"beside":')


class StagedFigures:
    """Figures as the lines of a file that has no name, each without its place; see `Staged`.

    `corrects` tells that some of them name others.  `come` is what they come to, by goal, where they are condensed on
    the way for a `plan`, as if nothing was recorded before them; nothing where some name others.
    """

    def __init__(
        self, figures: Iterable[Figure | Columns], plan: Plan | None = None, condenser: Condenser[Any] | None = None
    ) -> None:
        # Only an import puts figures by, and every other command does without this module.
        import tempfile

        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it is closed when this is left
        self._count = 0
        self.corrects = False
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
                self._add(lines.encode_columns(block), len(block))
                goals.update(block.goals)
                yield block.lines(_LATER)
            else:
                self._add(lines.encode_lines(block), len(block))
                goals.update(figure.goal for figure in block)
                yield Lines(_LATER, _LATER, partial(zip, repeat(_LATER), block))

    def _add(self, data: bytes, count: int) -> None:
        try:
            self._file.write(data)
        except OSError as trouble:
            import tempfile

            raise faults.explain(trouble, Path(tempfile.gettempdir()), "put figures by in") from trouble
        # Within a text the quotation marks would be escaped.
        self.corrects = self.corrects or any(name in data for name in _NAMING)
        self._count += count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Figure]:
        return chain.from_iterable(map(_DECODER.decode_lines, self.blocks()))

    def unmarked(self, marks: Sequence[int]) -> Iterator[tuple[int, Figure]]:
        """The figures that have no mark, with their numbers; the others are not decoded."""
        if 0 in marks:
            documents = chain.from_iterable(map(bytes.splitlines, self.blocks()))
            unmarked = compress(enumerate(documents), map(not_, marks))
            yield from ((number, _DECODER.decode(document)) for number, document in unmarked)

    def blocks(self) -> Iterator[bytes]:
        """The figures' JSON objects, each with a newline after it, many at a time."""
        self._file.seek(0)
        return lines.whole_lines(iter(lambda: self._file.read(files.BLOCK), b""))


def _blocks(figures: Iterable[Figure | Columns]) -> Iterator[Columns | list[Figure]]:
    """Figures many at a time, in their order, as they come or together."""
    for whole, some in groupby(figures, lambda one: isinstance(one, Columns)):
        if whole:
            yield from cast("Iterator[Columns]", some)
        else:
            while block := list(islice(cast("Iterator[Figure]", some), _BLOCK)):
                yield block
