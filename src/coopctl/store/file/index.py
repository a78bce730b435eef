"""Where figures lie in a large file, by key and by slot, for those who look for one of a million.

It lies beside the checkpoint, which names it, and is made by a writer who had to look through the whole file: a column
of checksums for each thing that is asked for, one for each figure in order, and how many bytes and figures there are up
to the end of each stretch of lines.  What a checksum finds is read and compared, so that it is never mistaken; what was
appended since is read whole.

    magic, checksum and length of the head; head; columns
"""

import os
import re
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
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

_MAGIC = b"coopctl index 1\n"
_HEAD = Layout("<II")
_HEAD_AT = len(_MAGIC) + _HEAD.size
_MOST_HEAD = 1 << 26
_START = 8
KEY, START, DAY, SAID, BATCH = "key", "start", "day", "said", "batch"
_ASKED = (KEY, START, DAY, SAID, BATCH)
# Of more checksums than these all are compared at once, which takes thirty times as long as to find one.
_MANY = 30
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


class Head(Struct, frozen=True, array_like=True):
    """How many bytes of figures' lines are covered, where each stretch of them ends, and where the columns lie."""

    covered: int
    ends: list[int]
    counts: list[int]
    columns: dict[str, tuple[int, int]]
    "From which place on, and the checksum."


_DECODER = msgspec.msgpack.Decoder(Head)


class Index:
    """An opened index that is the one of its file."""

    def __init__(self, descriptor: int, head: Head) -> None:
        self._descriptor = descriptor
        self._head = head
        self._columns: dict[str, bytes] = {}

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
            numbers = {number for column, checksums in asked.items() for number in self._numbers(column, checksums)}
            if len(numbers) > _MOST:
                return None
            return [*self._lines(file, sorted(numbers)), *file.chunks(self.covered)]
        except (*UNFIT, KeyError, IndexError):
            return None

    def _numbers(self, column: str, checksums: set[int]) -> Iterator[int]:
        """The numbers of the figures that have one of these checksums."""
        data = self._column(column)
        if len(checksums) > _MANY:
            every = array("I", data)
            _as_little(every)
            yield from [number for number, checksum in enumerate(every) if checksum in checksums]
            return
        for checksum in checksums:
            word = checksum.to_bytes(4, "little")
            found = data.find(word)
            while found >= 0:
                if found % 4 == 0:
                    yield found // 4
                found = data.find(word, found + 1)

    def _column(self, name: str) -> bytes:
        if name not in self._columns:
            at, proof = self._head.columns[name]
            data = read(self._descriptor, at, 4 * self._head.counts[-1])
            if zlib.crc32(data) != proof:
                raise ValueError
            self._columns = {name: data}  # a million figures' are four megabytes, so only the last one is kept
        return self._columns[name]

    def _lines(self, file: LineFile, numbers: list[int]) -> Iterator[bytes]:
        """The lines of figures by their numbers."""
        ends, counts = self._head.ends, self._head.counts
        by_stretch: dict[int, list[int]] = {}
        for number in numbers:
            by_stretch.setdefault(bisect_right(counts, number), []).append(number)
        for at, inside in by_stretch.items():
            start, first = (ends[at - 1], counts[at - 1]) if at else (0, 0)
            cut = read(file.descriptor, file.figures_at + start, ends[at] - start).split(b"\n")
            yield b"".join(cut[number - first] + b"\n" for number in inside)


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
    found = _columns(file, covered)
    if found is None or not found[1]:
        return b""
    ends, counts, columns = found
    places: dict[str, tuple[int, int]] = {}
    for column in columns.values():
        _as_little(column)
    blobs = {name: column.tobytes() for name, column in columns.items()}
    # Where the columns lie is in the head, and where the head ends depends on that: so it has room for any place.
    at = _HEAD_AT + len(msgspec.msgpack.encode(Head(covered, ends, counts, {}))) + 256
    for name, blob in blobs.items():
        places[name] = at, zlib.crc32(blob)
        at += len(blob)
    head = msgspec.msgpack.encode(Head(covered, ends, counts, places))
    start = _MAGIC + _HEAD.pack(len(head), zlib.crc32(head))
    try:
        with written_anew(path) as descriptor:
            files.write_at(descriptor, 0, start + head)
            for name, blob in blobs.items():
                files.write_at(descriptor, places[name][0], blob)
    except OSError:
        return b""
    return start


class _Said(NamedTuple):
    """What a line says of its figure, as it stands there."""

    key: bytes
    goal: bytes
    day: bytes
    on: bytes
    batch: bytes


def _columns(file: LineFile, covered: int) -> tuple[list[int], list[int], dict[str, "array[int]"]] | None:
    """The ends of stretches in bytes and in figures, and the columns; None where a line is no figure."""
    columns = {name: array("I") for name in _ASKED}
    ends: list[int] = []
    counts: list[int] = []
    for chunk in lines.whole_lines(file.blocks(file.figures_at, file.figures_at + covered)):
        said = _plain(chunk) or _decoded(chunk)
        if said is None:
            return None
        columns[KEY].extend([zlib.crc32(key) for key, *_ in said])
        columns[START].extend([zlib.crc32(key[:_START]) for key, *_ in said])
        columns[DAY].extend([_slot(goal, day) for _, goal, day, *_ in said])
        columns[SAID].extend([_slot(goal, on or day) for _, goal, day, on, _ in said])
        columns[BATCH].extend([zlib.crc32(batch) for *_, batch in said])
        ends.append(len(chunk))
        counts.append(len(said))
    return list(accumulate(ends)), list(accumulate(counts)), columns


def _plain(chunk: bytes) -> list[_Said] | None:
    """What each line says, where all are as this program writes them and nothing is spelled as an escape."""
    found: list[tuple[bytes, bytes, bytes, bytes]] = _LINE.findall(chunk)
    batches = [_batch(line) for line in chunk.split(b"\n")[:-1]] if b'"batch":' in chunk else [b""] * len(found)
    told = (
        (b'"date":', [day for _, _, day, _ in found]),
        (b'"on":', [on for *_, on in found]),
        (b'"batch":', batches),
    )
    if len(found) != chunk.count(b"\n") or any(sum(map(bool, said)) != chunk.count(name) for name, said in told):
        return None
    return [_Said(*one, batch) for one, batch in zip(found, batches, strict=True)]


def _batch(line: bytes) -> bytes:
    at = line.rfind(_BATCH)
    text = line[at + len(_BATCH) : line.find(b'"', at + len(_BATCH))] if at >= 0 else b""
    return b"" if b"\\" in text else text


def _decoded(chunk: bytes) -> list[_Said] | None:
    """What the figures of lines say that others wrote; None where they are no figures."""
    figures = decoding.decode(chunk)
    if figures is None:
        return None
    return [
        _Said(_bytes(one.key), _bytes(one.goal), _bytes(f"{one.date or ''}"), _bytes(one.on), _bytes(one.batch))
        for one in figures.values()
    ]


def _as_little(column: "array[int]") -> None:
    if sys.byteorder == "big":
        column.byteswap()
