"""The append that costs the same at any size: new lines in the place of the closing braces."""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from coopctl.disk import faults, files
from coopctl.disk.lock import still
from coopctl.errors import FileTrouble
from coopctl.store.file import lines
from coopctl.store.file.linefile import LineFile

_BRACES = len(lines.CLOSING)
_MOST_TORN = 1 << 30


def append(file: LineFile, data: Iterator[bytes], say: Callable[[str], None], *, at_once: bool) -> int:
    """Add the lines of figures after the last of a file opened for writing, all or none, and durably; where they end.

    Only for the holder of the lock.  Raises `FileTrouble`, the file being as it was.
    """
    if file.end == file.figures_at:
        data = chain((next(data)[1:],), data)  # no comma is before the first of all
    with still(file.descriptor, file.path, file.timeout, alone=True):
        if not file.unchanged():
            raise FileTrouble(f"{file.path} was changed by another program", "nothing was recorded; run it again")
        try:
            if file.torn:
                set_aside(file, say)
                _close(file)
            return _write(file, data, at_once=at_once)
        except OSError as trouble:
            raise faults.explain(trouble, file.path, "write", _roll_back(file)) from trouble
        except BaseException:
            _roll_back(file)
            raise


def _write(file: LineFile, data: Iterator[bytes], *, at_once: bool) -> int:
    """One figure goes in one write.

    Many are first written behind the closing braces, where no reader looks, and made durable; then the three bytes
    that turn the braces into the first line's beginning commit them.
    """
    descriptor, start = file.descriptor, file.end
    if at_once:
        line = b"".join(data)
        end = start + len(line)
        files.write_at(descriptor, start, line + lines.CLOSING)
    else:
        if not file.closed:
            _close(file)
        end = start
        commit = b""
        for block in data:
            commit = commit or block[:_BRACES]
            files.write_at(descriptor, max(end, start + _BRACES), block[_BRACES:] if end == start else block)
            end += len(block)
        files.sync(descriptor)
        files.write_at(descriptor, start, commit)
        # Closing braces that reached the disk before the commit would make the lines before them look whole.
        files.sync(descriptor)
        files.write_at(descriptor, end, lines.CLOSING)
    if file.size > end + _BRACES:
        files.cut(descriptor, end + _BRACES)
    files.sync(descriptor)
    return end


def _close(file: LineFile) -> None:
    files.write_at(file.descriptor, file.end, lines.CLOSING)
    files.cut(file.descriptor, file.end + _BRACES)
    files.sync(file.descriptor)
    file.closed, file.torn, file.size = True, 0, file.end + _BRACES


def _roll_back(file: LineFile) -> str | None:
    """Take the new lines away, and say what the user should know if even that fails.

    The torn bytes of an earlier crash stay where they are, unless they are in a file of their own by now.
    """
    if file.torn:
        return None
    with contextlib.suppress(OSError):
        if file.closed and files.read_at(file.descriptor, file.end, _BRACES) == lines.CLOSING:
            # What was written, if anything, is behind the braces, which could not be written again on a full disk.
            files.cut(file.descriptor, file.size)
            files.sync(file.descriptor)
            return None
    left = "the figures may be there or not: check the disk, then see `coopctl log`"
    with contextlib.suppress(OSError):
        files.cut(file.descriptor, file.end)
        left = "nothing was recorded; the file's end is open until the next write closes it: check the disk first"
        # Braces that reached the disk before the cut would stand before lines that look whole.
        files.sync(file.descriptor)
        files.write_at(file.descriptor, file.end, lines.CLOSING)
        return None
    return left


def set_aside(file: LineFile, say: Callable[[str], None]) -> Path:
    """Keep what a crash cut off in a file beside this one.

    Raises `FileTrouble` for more than a crash can leave.
    """
    if file.torn > _MOST_TORN:
        raise FileTrouble(
            f"{file.path} has {file.torn >> 20} MB after its last whole line, which no write of coopctl left",
            f"look at them, then cut them off: truncate -s {file.end} {file.path}",
        )
    beside = put_beside(faults.real_path(file.path), file.torn_blocks())
    say(f"the last write to {file.path} was cut off; the {file.torn} bytes it left are kept in {beside.name}")
    return beside


def put_beside(real: Path, blocks: Iterable[bytes]) -> Path:
    """Keep what is taken out of a file in one of its own beside it, for somebody to look into."""
    beside = real.with_name(f"{real.name}.torn-{time.time_ns()}")
    files.put(files.stage(beside, blocks, like=real), beside)
    return beside
