"""The lines that two files begin with, byte for byte alike: of a million of them is read what somebody asks for."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from coopctl.disk import files
from coopctl.plan.plan import Entry, Figure
from coopctl.plan.shared import is_beginning
from coopctl.store.file import decoding, lines
from coopctl.store.file.linefile import LineFile
from coopctl.store.file.marks import figure_up_to

# Most lines are shorter; what is longer is looked for further back, or keeps files from being compared so.
_LINES = 64 * 1024
_BLOCK = 1 << 20


class Alike:
    """What two files begin with, as the first of them has it, for as long as that is open; see `Shared`.

    `number` are its figures, `size` the bytes of their lines.
    """

    def __init__(self, file: LineFile, size: int, number: int) -> None:
        self._file, self.size, self.number = file, size, number

    def _chunks(self) -> Iterator[bytes]:
        return lines.whole_lines(self._file.blocks(self._file.figures_at, self._file.figures_at + self.size))

    @cached_property
    def references(self) -> Sequence[Figure]:
        return decoding.references(self._file, chunks=self._chunks())

    def key(self, place: int) -> str:
        return figure_up_to(self._file, place)[1]

    def last(self, goal: str) -> int:
        return max((place for place, _ in decoding.of_goal(self._file, goal, self._chunks())), default=0)

    def named(self, keys: Collection[str]) -> Sequence[Figure]:
        return [one for _, one in decoding.keyed(self._file, keys, self._chunks())]


def alike(ours: LineFile, theirs: LineFile) -> tuple[Alike, list[Entry], list[Entry]] | None:
    """What two files begin with, and the figures of each after it; None where all have to be looked at.

    They have to where the places of figures do not count them, or something that came later was recorded earlier or has
    the key of one of them.
    """
    shared = _shared(ours, theirs)
    if shared is None:
        return None
    found, last = shared
    later = [decoding.after(file, found.size, found.number) for file in (ours, theirs)]
    here, there = ([] if some is None else some for some in later)
    figures = [figure for _, figure in (*here, *there)]
    if None in later or not is_beginning(last, figures) or found.named({one.key for one in figures}):
        return None
    return found, here, there


def _shared(ours: LineFile, theirs: LineFile) -> tuple[Alike, Figure] | None:
    """What two files begin with, and its last figure; None where there is none, or its places do not count it."""
    if not all(file.line_form and not file.torn for file in (ours, theirs)):
        return None
    size = _common(ours, theirs)
    last = _last(ours, size)
    if last is None:
        return None
    number = sum(block.count(b"\n") for block in ours.blocks(ours.figures_at, ours.figures_at + size))
    return (Alike(ours, size, number), last[1]) if last[0] == number else None


def _common(ours: LineFile, theirs: LineFile) -> int:
    """The bytes of whole lines that two files begin with alike."""
    most, at = min(ours.end - ours.figures_at, theirs.end - theirs.figures_at), 0
    while at < most:
        length = min(_BLOCK, most - at)
        one, other = (files.read_at(file.descriptor, file.figures_at + at, length) for file in (ours, theirs))
        if one != other:
            at += bisect_left(range(length), True, key=lambda cut: one[: cut + 1] != other[: cut + 1])
            break
        at += length
    # The line in which they part begins after the last end of a line before it.
    while at:
        start = max(0, at - _LINES)
        cut = files.read_at(ours.descriptor, ours.figures_at + start, at - start).rfind(b"\n") + 1
        if cut:
            return start + cut
        at = start
    return 0


def _last(file: LineFile, size: int) -> Entry | None:
    """The last figure in the first so many bytes of lines, with its place."""
    start = max(0, size - _LINES)
    data = files.read_at(file.descriptor, file.figures_at + start, size - start)
    found = decoding.decode(data[data.rfind(b"\n", 0, -1) + 1 :]) if data else None
    return next(iter(found.items())) if found else None
