"""One opened file: its tables, its figures line by line, and the append that costs the same at any size."""

import contextlib
import json
import os
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import msgspec

from coopctl.errors import FileTrouble
from coopctl.store import files, lines
from coopctl.store.whole import RESTORE, parse_whole

_BLOCK = 256 * 1024
_TAIL = 64 * 1024
_SETTLE = 0.01


class LineFile:
    """A file opened once: what it shows is the state of that moment, whatever is written later.

    `tables` are those before the figures; `end` is the offset after the last whole line, where the closing braces
    belong; `torn` counts the bytes that a cut append left there.  A file that is not in line form is read whole.
    Raises `OSError` as the system does, and `FileTrouble` for what is not a coopctl file.
    """

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        _check_regular(path)
        self.descriptor = os.open(path, (os.O_RDWR if write else os.O_RDONLY) | getattr(os, "O_BINARY", 0))
        self.line_form = True
        self.torn = self.last = 0
        try:
            with self._still():
                self.size = os.fstat(self.descriptor).st_size
                self._read()
        except BaseException:
            os.close(self.descriptor)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.descriptor)

    @contextlib.contextmanager
    def _still(self, *, alone: bool = False) -> Iterator[None]:
        """Keep appends away while the end is looked at, and readers away while it is written."""
        if os.name == "nt":
            yield
            return
        import fcntl

        fcntl.flock(self.descriptor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        try:
            yield
        finally:
            fcntl.flock(self.descriptor, fcntl.LOCK_UN)

    def _read(self) -> None:
        start, head = b"", None
        try:
            for block in self._blocks(0, self.size):
                start += block
                if (head := lines.parse_head(start)) is not None:
                    break
        except lines.NotLineForm:
            head = None
        if head is None:
            self._read_whole()
            return
        self.tables: dict[str, Any] = head.tables
        self.figures_at = head.figures_at
        for _ in range(3):
            if self._ends_whole():
                return
            if os.name != "nt":
                break  # nobody is in the middle of an append while this holds the shared lock
            time.sleep(_SETTLE)
            self.size = os.fstat(self.descriptor).st_size
        self._find_end()

    def _read_whole(self) -> None:
        self.line_form = False
        self.tables = parse_whole(b"".join(self._blocks(0, self.size)), self.path)
        self._loose: dict[str, Any] = self.tables.pop("figures", {})
        self.last = max((int(place) for place in self._loose), default=0)

    def _blocks(self, start: int, stop: int) -> Iterator[bytes]:
        while start < stop:
            os.lseek(self.descriptor, start, os.SEEK_SET)
            block = os.read(self.descriptor, min(_BLOCK, stop - start))
            if not block:
                return
            yield block
            start += len(block)

    def _ends_whole(self) -> bool:
        """Whether the file ends in a whole line and the closing braces, which is how every finished write leaves it."""
        at = max(self.figures_at, self.size - _TAIL)
        tail = b"".join(self._blocks(at, self.size)).rstrip()
        if not tail.endswith(b"}}"):
            return False
        self.end = at + len(tail) - len(b"}}")
        if self.end == self.figures_at:
            return True
        start = tail.rfind(b"\n", 0, -3) + 1
        line = _whole(tail[start:-3]) if start or at == self.figures_at else None
        self.last = line.place if line else 0
        return line is not None and tail[-3:-2] == b"\n"

    def _find_end(self) -> None:
        """The end of the last whole line, by reading all of them; what a crash left after it is `torn`.

        Raises `FileTrouble` when whole lines follow one that is not: that is damage, and not for guessing.
        """
        self.end, self.last, cut = self.figures_at, 0, b""
        stream = lines.whole_lines(self._blocks(self.figures_at, self.size), self.figures_at)
        for number, (raw, after) in enumerate(stream):
            line = _whole(raw)
            if cut and line is not None:
                raise self._damage(number - 1)
            if line is None or line.place <= self.last:
                cut = cut or raw
                if cut == b"}}" or cut in lines.HALF_COMMITTED:
                    break
            else:
                self.end, self.last = after, line.place
        self.torn = self.size - self.end

    def figures(self) -> Iterator[tuple[int, bytes]]:
        """Each figure's place and JSON object, in order, a block of the file at a time."""
        if not self.line_form:
            for place in sorted(self._loose, key=int):
                yield int(place), json.dumps(self._loose[place], default=str).encode()
            return
        last = 0
        for number, (raw, _) in enumerate(lines.whole_lines(self._blocks(self.figures_at, self.end), self.figures_at)):
            line = lines.parse_line(raw)
            if line is None or line.place <= last:
                raise self._damage(number)
            last = line.place
            yield line.place, line.document

    def _damage(self, number: int) -> FileTrouble:
        at = b"".join(self._blocks(0, self.figures_at)).count(b"\n") + number + 1
        return FileTrouble(f"{self.path}, line {at} is not a figure, or not in order", RESTORE)

    def figure_blocks(self) -> Iterator[bytes]:
        """The figures' lines as they are, and the closing braces: the end of a whole rewrite."""
        if self.line_form:
            yield from self._blocks(self.figures_at, self.end)
        else:
            yield lines.render_entries(self._loose)
        yield lines.CLOSING

    def append(self, documents: Sequence[Mapping[str, Any]]) -> None:
        """Add figures after the last, all or none, and durably.

        One goes in one write.  Many are first written behind the closing braces, where no reader looks, made durable,
        and then committed by the three bytes that turn the braces into the first line's beginning.
        """
        entries = [
            lines.entry(place, document, first=place == 1) for place, document in enumerate(documents, self.last + 1)
        ]
        data = b"".join(entries)
        with self._still(alone=True):
            try:
                if self.torn:
                    self._set_aside()
                if len(entries) > 1:
                    cut = len(lines.CLOSING)
                    files.write_at(self.descriptor, self.end + cut, data[cut:])
                    os.fsync(self.descriptor)
                    files.write_at(self.descriptor, self.end, data[:cut])
                    os.fsync(self.descriptor)
                    files.write_at(self.descriptor, self.end + len(data), lines.CLOSING)
                else:
                    files.write_at(self.descriptor, self.end, data + lines.CLOSING)
                os.ftruncate(self.descriptor, self.end + len(data) + len(lines.CLOSING))
                os.fsync(self.descriptor)
            except OSError:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        """Put the closing braces back; where even that fails, the next open finds the torn end."""
        with contextlib.suppress(OSError):
            files.write_at(self.descriptor, self.end, lines.CLOSING)
            os.ftruncate(self.descriptor, self.end + len(lines.CLOSING))

    def _set_aside(self) -> None:
        """Keep what a crash cut off in a file beside this one, and close the braces."""
        beside = self.path.resolve().with_name(f"{self.path.name}.torn-{time.time_ns()}")
        files.replace(beside, self._blocks(self.end, self.size))
        files.write_at(self.descriptor, self.end, lines.CLOSING)
        os.ftruncate(self.descriptor, self.end + len(lines.CLOSING))
        os.fsync(self.descriptor)


def _whole(raw: bytes) -> lines.Line | None:
    line = lines.parse_line(raw)
    if line is None:
        return None
    try:
        msgspec.json.decode(line.document)
    except msgspec.DecodeError:
        return None
    return line


def _check_regular(path: Path) -> None:
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
        raise FileTrouble(f"{path} is {kind}", "give the coopctl file with --file")
