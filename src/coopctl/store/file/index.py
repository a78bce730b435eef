"""Where figures lie in a large file, by key and by slot, for those who look for one of a million.

It lies beside the checkpoint, which names it, and is made by a writer who had to look through the whole file: for each
thing that is asked for a checksum of every figure with the place of its line, in order, in blocks of which a few are
read to find one.  That is done in segments, one for so many lines, so that many figures take no more room than few and
what is appended takes a segment more; small ones are made one.  What a checksum finds is read and compared, so that it
is never mistaken; what came after the last segment is read whole.

    magic; columns of segments, each in blocks; head, which has the first entry and the checksum of each block
"""

import os
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import lru_cache
from itertools import accumulate, count
from operator import add
from pathlib import Path
from struct import Struct as Layout
from typing import Self

import msgspec
from msgspec import Struct

from coopctl.disk import files
from coopctl.store.file import lines
from coopctl.store.file.checkpoint import FLAGS, UNFIT, is_ours, read, written_anew
from coopctl.store.file.linefile import LineFile

_MAGIC = b"coopctl index 3\n"
_MARK = Layout("<QQI")
_MOST_HEAD = 1 << 26
_START = 8
_COLUMNS = KEY, START, DAY, SAID, BATCH = ("key", "start", "day", "said", "batch")
# An entry is the upper bits of a checksum before the place of a line, in bytes from the segment's first: a whole number
# below 2^53, which is exact as a floating one, and those are sorted in half of the time.
_PLACES, _CUT = float(1 << 27), 32 - (53 - 27)
_ENTRIES, _ENTRY, _PROOF = 512, 8, 4
# The lines of a segment: longer ones would take more memory to make, and shorter ones more reads to find something.
_SEGMENT = 6 << 20
# So few bytes of lines are read at once, and wait for more.
_FEW = 256 * 1024
# Most lines are no longer.
_LINE_ROOM = 512
# Who asks for more figures than these does better to read all of them.
_MOST = 20_000

Wanted = tuple[str, int]
"""A column, and the checksum that is looked for in it."""


def of_key(key: str) -> Wanted:
    """Figures of this key."""
    return KEY, zlib.crc32(_bytes(key))


def of_start(start: str) -> Wanted | None:
    """Figures whose keys start so; None where that is too short to be looked for."""
    first = _bytes(start)[:_START]
    return (START, zlib.crc32(first)) if len(first) == _START else None


def of_batch(batch: str) -> Wanted:
    """Figures that were recorded together under this name."""
    return BATCH, zlib.crc32(_bytes(batch))


def of_day(goal: str, day: str) -> Wanted:
    """Figures of a goal that are of this day."""
    return DAY, _slot(_bytes(goal), _bytes(day))


def of_said(goal: str, said: str) -> Wanted:
    """Figures of a goal whose period, or else day, is written so."""
    return SAID, _slot(_bytes(goal), _bytes(said))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _slot(goal: bytes, said: bytes) -> int:
    return zlib.crc32(said, zlib.crc32(goal))


class Column(Struct, frozen=True, array_like=True):
    """Where the blocks of a segment's column lie, with the first entry and the checksum of each."""

    at: int
    firsts: bytes
    proofs: bytes


class Segment(Struct, frozen=True, array_like=True):
    """What is known of the lines between two places, in bytes from the first figure's: of so many figures."""

    start: int
    end: int
    figures: int
    columns: dict[str, Column]

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def ends_at(self) -> int:
        """Where in the index what belongs to it ends."""
        return max(column.at for column in self.columns.values()) + self.figures * _ENTRY


_DECODER = msgspec.msgpack.Decoder(list[Segment])


class Index:
    """An opened index that is the one of its file."""

    def __init__(self, descriptor: int, segments: list[Segment]) -> None:
        self.descriptor = descriptor
        self.segments = segments

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.descriptor)

    @property
    def covered(self) -> int:
        return self.segments[-1].end

    def chunks(self, file: LineFile, wanted: Iterable[Wanted]) -> list[bytes] | None:
        """The lines that may be of what is wanted, in order, in pieces; None where it cannot tell."""
        try:
            found = self._look_up(wanted)
            held = b"".join([self._line(file, place) for place in sorted(found)])
        except (*UNFIT, KeyError):
            return None
        return [held, *file.chunks(self.covered)]

    def _look_up(self, wanted: Iterable[Wanted]) -> set[int]:
        """The places of the lines that may be of what is wanted; raises `ValueError` for too many."""
        asked: dict[str, set[int]] = {}
        for column, checksum in wanted:
            asked.setdefault(column, set()).add(checksum)
        looks, figures = sum(map(len, asked.values())), sum(segment.figures for segment in self.segments)
        if looks * len(self.segments) > max(_MOST, figures):
            raise ValueError
        ordered = [(column, sorted(checksums)) for column, checksums in asked.items()]
        every = (self._places(one, column, checksums) for one in self.segments for column, checksums in ordered)
        found = {place for places in every for place in places}
        if len(found) > _MOST:
            raise ValueError
        return found

    def _places(self, segment: Segment, name: str, checksums: Iterable[int]) -> Iterator[int]:
        """The places of the lines that have one of these checksums; raises `ValueError` for too many."""
        column = segment.columns[name]
        firsts, block = _entries(column.firsts), lru_cache(2)(lambda number: self._block(segment, column, number))
        for checksum in checksums:
            low = (checksum >> _CUT) * _PLACES
            high = low + _PLACES - 1
            numbers = range(max(bisect_left(firsts, low) - 1, 0), bisect_right(firsts, high))
            if len(numbers) * _ENTRIES > _MOST:
                raise ValueError
            for entries in map(block, numbers):
                there = entries[bisect_left(entries, low) : bisect_right(entries, high)]
                yield from [segment.start + int(entry % _PLACES) for entry in there]

    def _block(self, segment: Segment, column: Column, number: int) -> "array[float]":
        """The entries of a column's block."""
        first = number * _ENTRIES
        data = read(self.descriptor, column.at + first * _ENTRY, min(_ENTRIES, segment.figures - first) * _ENTRY)
        if _proof(data) != column.proofs[number * _PROOF : (number + 1) * _PROOF]:
            raise ValueError
        return _entries(data)

    def _line(self, file: LineFile, place: int) -> bytes:
        """The line that begins at a place."""
        at, length = file.figures_at + place, _LINE_ROOM
        while True:
            data = read(file.descriptor, at, min(length, self.covered - place))
            end = data.find(b"\n") + 1
            if end:
                return data[:end]
            if length >= self.covered - place:
                raise ValueError
            length *= 8


def opened(path: Path, mark: bytes, access: int = os.O_RDONLY) -> Index | None:
    """The index that a checkpoint names by its mark; None where there is none, or another."""
    try:
        descriptor = os.open(path, access | FLAGS)
    except OSError:
        return None
    try:
        at, length, checksum = _MARK.unpack(mark)
        if is_ours(descriptor) and length <= _MOST_HEAD and read(descriptor, 0, len(_MAGIC)) == _MAGIC:
            head = read(descriptor, at, length)
            segments = _DECODER.decode(head) if zlib.crc32(head) == checksum else []
            if segments:
                return Index(descriptor, segments)
    except UNFIT:
        pass  # whatever it is, it is not ours
    os.close(descriptor)
    return None


def write(path: Path, file: LineFile, covered: int, mark: bytes = b"") -> bytes:
    """Index the first so many bytes of figures' lines, by what the index of this `mark` says of the first of them.

    The mark of what was written, empty where it cannot be.  Readers of what is written over find that its checksums
    are others.
    """
    try:
        with opened(path, mark, os.O_RDWR) or nullcontext() as index:
            if index and 0 <= covered - index.covered <= _FEW:
                return mark
            if index and covered > index.covered:
                return _write(index.descriptor, index.segments, file, covered)
        with written_anew(path) as descriptor:
            files.write_at(descriptor, 0, _MAGIC)
            return _write(descriptor, [], file, covered)
    except (*UNFIT, lines.TooLong, RecursionError):
        return b""


def _write(descriptor: int, before: Sequence[Segment], file: LineFile, covered: int) -> bytes:
    """Write the segments up to a place after those of before that stay, and the head; its mark."""
    segments = _staying(before, covered)
    at, start = (segments[-1].ends_at, segments[-1].end) if segments else (len(_MAGIC), 0)
    for found in _gathered(file, start, covered):
        segment = _put(descriptor, at, found)
        segments.append(segment)
        at = segment.ends_at
    head = msgspec.msgpack.encode(segments)
    files.write_at(descriptor, at, head)
    files.cut(descriptor, at + len(head))
    return _MARK.pack(at, len(head), zlib.crc32(head))


def _staying(segments: Sequence[Segment], covered: int) -> list[Segment]:
    """The first segments, without the last ones that become one with what comes after them.

    They do where that is as long, so that there are few, and each line is indexed a few times.
    """
    staying = list(segments)
    while staying:
        last = staying[-1]
        if last.length > covered - last.end or covered - last.start > _SEGMENT:
            break
        staying.pop()
    return staying


class _Checksums:
    """What the figures of a segment are found by, by column, and the places of their lines from its start on."""

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.places = array("I")
        self.columns = {name: array("I") for name in _COLUMNS}

    def add(self, chunk: bytes) -> None:
        """Add whole lines; raises `ValueError` or what decoding does where one is no figure's."""
        said = _FIGURES.decode(b"{%s}" % chunk.removeprefix(b",")).values()
        lengths = list(map(len, chunk.split(b"\n")[:-1]))
        if len(said) != len(lengths) or chunk.count(b"}\n,") != len(lengths) - 1:
            raise ValueError
        for name, checksums in _checksums(said).items():
            self.columns[name].extend(checksums)
        before = self.end - self.start
        self.places.extend(map(add, accumulate(lengths[:-1], initial=before), count()))  # and the ends of lines
        self.end += len(chunk)


def _gathered(file: LineFile, start: int, end: int) -> Iterator[_Checksums]:
    """The checksums of the figures in these bytes of lines, for a segment each."""
    found = _Checksums(start)
    for chunk in lines.whole_lines(file.blocks(file.figures_at + start, file.figures_at + end)):
        if found.end - found.start >= _SEGMENT:
            yield found
            found = _Checksums(found.end)
        found.add(chunk)
    yield found


def _put(descriptor: int, at: int, found: _Checksums) -> Segment:
    """Write the columns of a segment from a place on; those that are alike once."""
    columns: dict[str, Column] = {}
    for name, checksums in found.columns.items():
        # Mostly no period has another name than its last day.
        like = next((other for other in columns if found.columns[other] == checksums), None)
        columns[name] = columns[like] if like else _column(descriptor, at, checksums, found.places)
        at = max(at, columns[name].at + len(checksums) * _ENTRY)
    return Segment(found.start, found.end, len(found.places), columns)


def _column(descriptor: int, at: int, checksums: Iterable[int], places: Iterable[int]) -> Column:
    entries = _sorted(checksums, places)
    firsts = entries[::_ENTRIES]
    _as_little(entries)
    _as_little(firsts)
    data = memoryview(entries).cast("B")
    blocks = (data[first : first + _ENTRIES * _ENTRY] for first in range(0, len(data), _ENTRIES * _ENTRY))
    files.write_at(descriptor, at, data)
    return Column(at, firsts.tobytes(), b"".join(map(_proof, blocks)))


def _sorted(checksums: Iterable[int], places: Iterable[int]) -> "array[float]":
    """The entries in order; a list of them takes four times the room, and is gone when they are written."""
    entries = [(checksum >> _CUT) * _PLACES + place for checksum, place in zip(checksums, places, strict=True)]
    entries.sort()
    return array("d", entries)


def _proof(entries: bytes | memoryview) -> bytes:
    """The checksum of a block."""
    return zlib.crc32(entries).to_bytes(_PROOF, "little")


class _Said(Struct, frozen=True, gc=False):
    """What a line says that its figure is found by."""

    key: str
    goal: str
    date: str | None = None
    on: str = ""
    batch: str = ""


_FIGURES = msgspec.json.Decoder(dict[int, _Said])


def _checksums(said: Collection[_Said]) -> dict[str, Iterable[int]]:
    """The checksums that figures are found by, by column; see the functions that make one of them."""
    keys = [one.key.encode() for one in said]
    goals = [zlib.crc32(one.goal.encode()) for one in said]
    days = [(one.date or "").encode() for one in said]
    names = [one.on.encode() or day for one, day in zip(said, days, strict=True)]
    return {
        KEY: map(zlib.crc32, keys),
        START: map(zlib.crc32, [key[:_START] for key in keys]),
        DAY: map(zlib.crc32, days, goals),
        SAID: map(zlib.crc32, names, goals),
        BATCH: [zlib.crc32(one.batch.encode()) for one in said],
    }


def _entries(data: bytes) -> "array[float]":
    entries = array("d", data)
    _as_little(entries)
    return entries


def _as_little(column: "array[float]") -> None:
    if sys.byteorder == "big":
        column.byteswap()
