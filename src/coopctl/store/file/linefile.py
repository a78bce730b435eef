"""One opened file: its tables, and where its figures' lines begin and end."""

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import msgspec

from coopctl.disk import files
from coopctl.disk.lock import still
from coopctl.errors import FileTrouble
from coopctl.store.file import lines
from coopctl.store.file.whole import EXAMINE, MARKED, MOST_WHOLE, parse_whole, two_versions

_TAIL = 64 * 1024
# Who reads from the end mostly wants a few figures.
_FIRST = 8 * 1024
_MOST_HEAD = 96 << 20
_LOOKS = 5
_SETTLE = 0.01

Stamp = tuple[int, int, int, int, int]
"""Which file it is, and when it was changed: device, inode, size, modification and change in nanoseconds."""


def stamp_of(descriptor: int) -> Stamp:
    """The stamp of an open file as it is now."""
    return _stamp(os.fstat(descriptor))


def stamp_at(path: Path) -> Stamp:
    """The stamp of the file that a path leads to."""
    return _stamp(path.stat())


def _stamp(now: os.stat_result) -> Stamp:
    return now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns


class LineFile:
    """A file opened once: what it shows is the state of that moment, whatever is written later.

    `tables` are those before the figures, which stand in `head` where that is in line form; `last` is the place of the
    last figure, and `last_document` its JSON where it was looked at; `end` is the offset after the last whole line,
    where the closing braces belong; `closed`, if they are there; `torn` counts the bytes that a cut append left after
    `end`.  A file that is not in line form is read whole: its figures are in `loose`.  With `whole` any is read so.
    `kept_still` tells whether nobody could write meanwhile.
    Raises `OSError` as the system does, and `FileTrouble` for what is not a coopctl file.
    """

    def __init__(self, path: Path, *, write: bool = False, whole: bool = False, timeout: float = 10) -> None:
        self.path = path
        self.timeout = timeout
        _check_regular(path)
        self.descriptor = os.open(path, (os.O_RDWR if write else os.O_RDONLY) | getattr(os, "O_BINARY", 0))
        self.loose: dict[str, Any] | None = None
        self.head: lines.Head | None = None
        self._tables: dict[str, Any] | None = None
        self.closed = True
        self.last_document = b""
        self.figures_at = self.end = self.torn = self.last = 0
        try:
            with still(self.descriptor, path, timeout) as self.kept_still:
                self._look()
                self._read(None if whole else self._head())
        except BaseException:
            os.close(self.descriptor)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # What was written is on the disk by now; a fault of closing takes nothing back.
        with contextlib.suppress(OSError):
            os.close(self.descriptor)

    @property
    def tables(self) -> dict[str, Any]:
        """The tables before the figures; raises `FileTrouble` for what is none."""
        if self._tables is None:
            try:
                self._tables = dict(lines.parse_tables(self.head.written if self.head else b""))
            except lines.NotLineForm:
                self._tables = parse_whole(b"".join(self.blocks(0, self.size)), self.path)
        return self._tables

    @property
    def line_form(self) -> bool:
        """Whether an append can take the place of the closing braces."""
        return self.loose is None and not self._comma_first

    @property
    def _comma_first(self) -> bool:
        """Whether somebody removed the first figure's line by hand."""
        return self.end > self.figures_at and next(self.blocks(self.figures_at, self.end))[:1] == b","

    def unchanged(self) -> bool:
        """Whether the path still leads to this file, and nobody wrote to it since it was read."""
        found = os.stat(self.path)  # noqa: PTH116 - the comparison is of two results of one call
        now = os.fstat(self.descriptor)
        return os.path.samestat(found, now) and (now.st_size, now.st_mtime_ns) == self.stamp[2:4]

    def _look(self) -> None:
        self.stamp = stamp_of(self.descriptor)
        self.size = self.stamp[2]

    def _read(self, head: lines.Head | None) -> None:
        if head is None:
            self._read_whole()
            return
        self.head, self.figures_at = head, head.figures_at
        for _ in range(_LOOKS):
            if self._ends_whole():
                return
            if os.name != "nt":
                break  # nobody is in the middle of an append while this holds the shared lock
            time.sleep(_SETTLE)
            self._look()
        if not self._reads_whole():
            self._find_end()

    def _head(self) -> lines.Head | None:
        start, looked = bytearray(), 0
        try:
            for block in self.blocks(0, self.size):
                start += block
                if len(start) > _MOST_HEAD:
                    return None
                # Looked at again only where it doubled, so that a long head costs its length once or twice.
                if len(start) >= 2 * looked or len(start) == self.size:
                    if (head := lines.parse_head(bytes(start))) is not None:
                        return head
                    looked = len(start)
        except lines.NotLineForm:
            return None
        return None

    def _read_whole(self) -> None:
        if self.size > MOST_WHOLE:
            raise FileTrouble(
                f"{self.path} is not in this program's form, and its {self.size >> 20} MB are too many to read at once",
                "give the coopctl file with --file, or go back to a backup",
            )
        tables = parse_whole(b"".join(self.blocks(0, self.size)), self.path)
        self.loose = tables.pop("figures", {})
        self.head, self._tables = None, tables
        self.last = max((int(place) for place in self.loose), default=0)

    def _reads_whole(self) -> bool:
        """Whether it is JSON all the same, such as a file whose last figure somebody spread over several lines."""
        tail = b"".join(self.blocks(max(0, self.size - _TAIL), self.size))
        if not b"".join(tail.split()).endswith(b"}}"):
            return False
        try:
            self._read_whole()
        except FileTrouble:
            return False  # the caller says what is wrong with its lines
        return True

    def blocks(self, start: int, stop: int) -> Iterator[bytes]:
        """The bytes between two offsets."""
        return files.read_blocks(self.descriptor, start, stop)

    def chunks(self, skip: int = 0) -> Iterator[bytes]:
        """The figures' lines, many at a time; without those in the first so many bytes."""
        return lines.whole_lines(self.blocks(self.figures_at + skip, self.end))

    def chunks_back(self) -> Iterator[bytes]:
        """The figures' lines, many at a time, from the last chunk to the first."""
        end, size = self.end, _FIRST
        while end > self.figures_at:
            at = max(self.figures_at, end - size)
            data = b"".join(self.blocks(at, end))
            cut = 0 if at == self.figures_at else data.find(b"\n") + 1
            if cut < len(data) or not cut:
                yield data[cut:]
                end, size = at + cut, files.BLOCK
            else:
                size *= 2  # one line is longer than that

    def _tail(self) -> tuple[int, bytes]:
        """Where the last bytes begin, and these without blanks: a whole line where the file ends in one."""
        length = _TAIL
        while True:
            at = max(self.figures_at, self.size - length)
            tail = b"".join(self.blocks(at, self.size)).rstrip()
            # The last figure's note may be longer than that.
            short = at > self.figures_at and b"\n" not in tail[:-3] and length <= lines.MOST_LINE
            if not (short and tail.endswith(b"}}")):
                return at, tail
            length *= 8

    def _ends_whole(self) -> bool:
        """Whether the file ends in a whole line and the closing braces, which is how every finished write leaves it."""
        at, tail = self._tail()
        if not tail.endswith(b"}}"):
            return False
        self.end = at + len(tail) - len(b"}}")
        if self.end == self.figures_at:
            return True
        start = tail.rfind(b"\n", 0, -3) + 1
        line = _whole(tail[start:-3]) if start or at == self.figures_at else None
        self.last = line.place if line else 0
        if line is None or tail[-3:-2] != b"\n":
            return False
        self.last_document = line.document
        return True

    def _find_end(self) -> None:
        """The end of the last whole line, by reading all of them; what a crash left after it is `torn`.

        Raises `FileTrouble` when whole lines follow one that is not: that is damage, and not for guessing.
        """
        self.end, self.last, cut = self.figures_at, 0, b""
        self.closed = False
        for number, raw in enumerate(self._raw_lines()):
            line = _whole(raw)
            if cut and (line is not None or raw == b"}}"):
                self._check_crash(cut, raw, number)
            if line is None or line.place <= self.last:
                cut = cut or raw or b"\n"
                if lines.uncommitted(cut):
                    break
            else:
                self.end, self.last = self.end + len(raw) + 1, line.place
        self.torn = self.size - self.end

    def _check_crash(self, cut: bytes, after: bytes, number: int) -> None:
        """Raises `FileTrouble` where a line that is not whole was not cut by a crash, as what comes after it tells."""
        # A bad line with the braces after it is none that a crash cut, unless blocks of it are empty.
        if after != b"}}" or b"\0" not in cut:
            raise two_versions(self.path) if MARKED.match(cut) else self.damage(number - 1)

    def _raw_lines(self) -> Iterator[bytes]:
        try:
            for chunk in lines.whole_lines(self.blocks(self.figures_at, self.size)):
                yield from chunk[:-1].split(b"\n")
        except lines.TooLong:
            raise FileTrouble(f"{self.path} has a line that is longer than any figure", EXAMINE) from None

    def damage(self, number: int, why: str = "is not a figure, or not in order") -> FileTrouble:
        """The error for the figures' line of this number, counted from 0."""
        at = b"".join(self.blocks(0, self.figures_at)).count(b"\n") + number + 1
        return FileTrouble(f"{self.path}, line {at} {why}", EXAMINE)

    def figure_blocks(self) -> Iterator[bytes]:
        """The figures' lines as they are, and the closing braces: the end of a whole rewrite."""
        if self.loose is None:
            yield from self.blocks(self.figures_at + self._comma_first, self.end)
        else:
            yield lines.render_entries(self.loose)
        yield lines.CLOSING

    def copy_blocks(self) -> Iterator[bytes]:
        """The whole file as it was seen, in line form and closed."""
        if self.loose is None:
            yield from self.blocks(0, self.figures_at)
        else:
            yield lines.render_head(self.tables)
        yield from self.figure_blocks()

    def torn_blocks(self) -> Iterator[bytes]:
        """What a crash left after the last whole line."""
        return self.blocks(self.end, self.end + self.torn)


def _whole(raw: bytes) -> lines.Line | None:
    line = lines.parse_line(raw)
    if line is None:
        return None
    try:
        msgspec.json.decode(line.document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return line


def _check_regular(path: Path) -> None:
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
        raise FileTrouble(f"{path} is {kind}", "give the coopctl file with --file")
