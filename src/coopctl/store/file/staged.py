"""Figures on their way into the file: put by in their order, in memory that does not grow with their number."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Self

import msgspec

from coopctl.disk import faults
from coopctl.plan.plan import Figure
from coopctl.store.file import lines

_BLOCK = 1000
# More than most imports need; what is beyond lies in the system's folder for temporary files, where nobody finds it
# and a crash leaves nothing.
_IN_MEMORY = 1 << 22
_DECODER = msgspec.json.Decoder(Figure)


class StagedFigures:
    """Figures as the lines of a file that has no name, each without its place; see `Staged`.

    `corrects` tells that some of them take others back.
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        # Only an import puts figures by, and every other command does without this module.
        import tempfile

        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it is closed when this is left
        self._count = 0
        self.corrects = False
        figures = iter(figures)
        try:
            while block := list(islice(figures, _BLOCK)):
                self._add(block)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _add(self, block: Sequence[Figure]) -> None:
        data = lines.encode_lines(block)
        try:
            self._file.write(data)
        except OSError as trouble:
            import tempfile

            raise faults.explain(trouble, Path(tempfile.gettempdir()), "put figures by in") from trouble
        # Within a text the quotation marks would be escaped.
        self.corrects = self.corrects or b'"replaces":' in data or b'"retracts":' in data
        self._count += len(block)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Figure]:
        return map(_DECODER.decode, self.documents())

    def documents(self) -> Iterator[bytes]:
        """Each figure as its JSON object and a newline."""
        self._file.seek(0)
        return iter(self._file)
