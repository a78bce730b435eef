"""Where figures lie in a large file, by key and by slot, for those who look for one of a million.

It lies beside the checkpoint, which names it, and is made by a writer who had to look through the whole file: for each
thing that is asked for a checksum of every figure with the place of its line, in order, in blocks of which a few are
read to find one.  What a checksum finds is read and compared, so that it is never mistaken; what was appended since is
read whole.

    magic, checksum and length of the head; head; columns of blocks, each behind its checksum
"""

import os
import re
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path
from struct import Struct as Layout
from typing import NamedTuple, Self

import msgspec
from msgspec import Struct

from coopctl.disk import files
from coopctl.store.file import decoding, lines
from coopctl.store.file.checkpoint import FLAGS, UNFIT, is_ours, read, written_anew
from coopctl.store.file.linefile import LineFile

_MAGIC = b"coopctl index 2\n"
_HEAD = Layout("<II")
_HEAD_AT = len(_MAGIC) + _HEAD.size
_MOST_HEAD = 1 << 16
_START = 8
KEY, START, DAY, SAID, BATCH = "key", "start", "day", "said", "batch"
# An entry is the upper bits of a checksum before the place of a line, in bytes from the first figure's.
_PLACE_BITS = 36
_PLACE = (1 << _PLACE_BITS) - 1
_ENTRIES, _ENTRY = 512, 8
# So many blocks are kept while an index is open: about a megabyte.
_BLOCKS = 256
_PROOF = 4
# Most lines are no longer.
_LINE_ROOM = 512
# Who asks for more figures than these does better to read all of them.
_MOST = 20_000
# A line as this program writes it, where nothing in it is spelled as an escape.
_LINE = re.compile(
    rb'^,?"[0-9]+":\{"key":"([^"\\]*)","goal":"([^"\\]*)","recorded_at":"[^"\\]*"(?:,"said_at":"[^"\\]*")?'
    rb'(?:,"date":"([^"\\]*)")?(?:,"value":"[^"\\]*")?(?:,"on":"([^"\\]*)")?',
    re.MULTILINE,
)

_BATCH = b'"batch":"'

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


def _lowest(checksum: int) -> int:
    """The least entry of a checksum; the last of those it may have is `_PLACE` higher."""
    return checksum >> 4 << _PLACE_BITS


class Head(Struct, frozen=True, array_like=True):
    """How many bytes of figures' lines are covered, how many figures these are, and from where on each column lies."""

    covered: int
    figures: int
    columns: dict[str, int]


_DECODER = msgspec.msgpack.Decoder(Head)


class Index:
    """An opened index that is the one of its file."""

    def __init__(self, descriptor: int, head: Head) -> None:
        self._descriptor = descriptor
        self._head = head
        self._block = lru_cache(_BLOCKS)(self._read_block)  # halving a column asks for its middle again

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

    @property
    def covered(self) -> int:
        return self._head.covered

    def chunks(self, file: LineFile, wanted: Iterable[Wanted]) -> list[bytes] | None:
        """The lines that may be of what is wanted, in order, in pieces; None where it cannot tell."""
        asked: dict[str, set[int]] = {}
        for column, checksum in wanted:
            asked.setdefault(column, set()).add(checksum)
        try:
            found = {place for column, checksums in asked.items() for place in self._places(column, checksums)}
            held = b"".join([self._line(file, place) for place in sorted(found)]) if len(found) <= _MOST else None
            return None if held is None else [held, *file.chunks(self.covered)]
        except (*UNFIT, KeyError, IndexError):
            return None

    def _places(self, column: str, checksums: Iterable[int]) -> Iterator[int]:
        """The places of the lines that have one of these checksums; raises `ValueError` for too many."""
        at, number = self._head.columns[column], -(-self._head.figures // _ENTRIES)
        block = partial(self._block, at)
        for low in map(_lowest, checksums):
            first = bisect_left(range(number), low, key=lambda one: block(one)[-1])
            end = bisect_right(range(number), low | _PLACE, lo=first, key=lambda one: block(one)[0])
            if (end - first) * _ENTRIES > _MOST:
                raise ValueError
            for one in range(first, end):
                entries = block(one)
                there = slice(bisect_left(entries, low), bisect_right(entries, low | _PLACE))
                yield from [entry & _PLACE for entry in entries[there]]

    def _read_block(self, at: int, number: int) -> "array[int]":
        """The entries of a column's block."""
        length = min(_ENTRIES, self._head.figures - number * _ENTRIES) * _ENTRY
        data = read(self._descriptor, at + number * (_PROOF + _ENTRIES * _ENTRY), _PROOF + length)
        if _proof(data[_PROOF:], number) != data[:_PROOF]:
            raise ValueError
        entries = array("Q", data[_PROOF:])
        _as_little(entries)
        return entries

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


def _proof(entries: bytes, number: int) -> bytes:
    """The checksum of a block, which is that of no other."""
    return zlib.crc32(entries, number).to_bytes(_PROOF, "little")


def opened(path: Path, mark: bytes) -> Index | None:
    """The index that a checkpoint names by its mark; None where there is none, or another."""
    try:
        descriptor = os.open(path, os.O_RDONLY | FLAGS)
    except OSError:
        return None
    try:
        start = read(descriptor, 0, _HEAD_AT)
        length, checksum = _HEAD.unpack_from(start, len(_MAGIC))
        if is_ours(descriptor) and start.startswith(_MAGIC) and length <= _MOST_HEAD:
            data = read(descriptor, _HEAD_AT, length)
            if zlib.crc32(data) == checksum and start == mark:
                return Index(descriptor, _DECODER.decode(data))
    except UNFIT:
        pass  # whatever it is, it is not ours
    os.close(descriptor)
    return None


def write(path: Path, file: LineFile, covered: int) -> bytes:
    """Write the index of the first so many bytes of figures' lines; its mark, empty where it cannot be made."""
    found = _checksums(file, covered) if 0 < covered < _PLACE else None
    if found is None:
        return b""
    # Where the columns lie is in the head, and where the head ends depends on that: so it has room for any place.
    at = _HEAD_AT + len(msgspec.msgpack.encode(Head(covered, len(found.places), {}))) + 256
    places: dict[str, int] = {}
    try:
        with written_anew(path) as descriptor:
            for name, column in found.columns.items():
                if name == SAID and column == found.columns[DAY]:  # no period has another name than its last day
                    places[name] = places[DAY]
                    continue
                data = b"".join(_blocks(_entries(column, found.places)))
                files.write_at(descriptor, at, data)
                places[name], at = at, at + len(data)
            head = msgspec.msgpack.encode(Head(covered, len(found.places), places))
            start = _MAGIC + _HEAD.pack(len(head), zlib.crc32(head))
            files.write_at(descriptor, 0, start + head)
    except OSError:
        return b""
    return start


def _entries(checksums: Iterable[int], places: Iterable[int]) -> "array[int]":
    """The entries of a column in order; sorted in parts, as a million numbers at once take much room."""
    parts = [array("Q") for _ in range(16)]
    add = [part.append for part in parts]
    for checksum, place in zip(checksums, places, strict=True):
        add[checksum >> 28](_lowest(checksum) | place)
    entries = array("Q")
    for part in parts:
        entries.extend(sorted(part))
    return entries


def _blocks(entries: "array[int]") -> Iterator[bytes]:
    _as_little(entries)
    for number, at in enumerate(range(0, len(entries), _ENTRIES)):
        data = entries[at : at + _ENTRIES].tobytes()
        yield _proof(data, number) + data


class _Checksums(NamedTuple):
    """Of each figure the place of its line and, by column, the checksum that it is found by."""

    places: "array[int]"
    columns: dict[str, "array[int]"]


class _Said(NamedTuple):
    """What lines say of their figures, as it stands there: a column for each thing."""

    keys: Sequence[bytes]
    goals: Sequence[bytes]
    days: Sequence[bytes]
    ons: Sequence[bytes]
    batches: Sequence[bytes]

    def checksums(self) -> dict[str, Iterable[int]]:
        """The checksums that the figures are found by, by column; see the functions that make one of them."""
        goals = list(map(zlib.crc32, self.goals))
        said = [on or day for on, day in zip(self.ons, self.days, strict=True)]
        return {
            KEY: map(zlib.crc32, self.keys),
            START: map(zlib.crc32, [key[:_START] for key in self.keys]),
            DAY: map(zlib.crc32, self.days, goals),
            SAID: map(zlib.crc32, said, goals),
            BATCH: map(zlib.crc32, self.batches),
        }


def _checksums(file: LineFile, covered: int) -> _Checksums | None:
    """The checksums of all figures in the first so many bytes of lines; None where a line is no figure."""
    found, before = _Checksums(array("Q"), {name: array("I") for name in (KEY, START, DAY, SAID, BATCH)}), 0
    for chunk in lines.whole_lines(file.blocks(file.figures_at, file.figures_at + covered)):
        said = _plain(chunk) or _decoded(chunk)
        if said is None:
            return None
        for name, checksums in said.checksums().items():
            found.columns[name].extend(checksums)
        lengths = [len(line) + 1 for line in chunk.split(b"\n")[:-1]]
        found.places.extend([*accumulate(lengths[:-1], initial=before)])
        before += len(chunk)
    return found


def _plain(chunk: bytes) -> _Said | None:
    """What each line says, where all are as this program writes them and nothing is spelled as an escape."""
    found: list[tuple[bytes, bytes, bytes, bytes]] = _LINE.findall(chunk)
    if len(found) != chunk.count(b"\n"):
        return None
    keys, goals, days, ons = zip(*found, strict=True)
    batches = [_batch(line) for line in chunk.split(b"\n")[:-1]] if b'"batch":' in chunk else [b""] * len(found)
    told = ((b'"date":', days), (b'"on":', ons), (b'"batch":', batches))
    every = all(sum(map(bool, said)) == chunk.count(name) for name, said in told)
    return _Said(keys, goals, days, ons, batches) if every else None


def _batch(line: bytes) -> bytes:
    at = line.rfind(_BATCH)
    text = line[at + len(_BATCH) : line.find(b'"', at + len(_BATCH))] if at >= 0 else b""
    return b"" if b"\\" in text else text


def _decoded(chunk: bytes) -> _Said | None:
    """What the figures of lines say that others wrote; None where they are no figures."""
    figures = decoding.decode(chunk)
    if figures is None:
        return None
    every = figures.values()
    texts = (
        [one.key for one in every],
        [one.goal for one in every],
        [f"{one.date or ''}" for one in every],
        [one.on for one in every],
        [one.batch for one in every],
    )
    return _Said(*(list(map(_bytes, said)) for said in texts))


def _as_little(column: "array[int]") -> None:
    if sys.byteorder == "big":
        column.byteswap()
