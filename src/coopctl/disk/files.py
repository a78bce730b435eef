"""Durable files: a write is whole and on the disk, or it did not happen.

Everything that the store does to a disk goes through this module.
"""

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from coopctl.disk import faults
from coopctl.errors import FileTrouble

BLOCK = 64 * 1024
# No write takes so many seconds.
OLD = 3600
_TEMPORARY = re.compile(r"\.(?P<of>.+)\.[0-9a-f]{8}\.tmp")
# On Windows a name cannot be taken over while a reader has the file open.
# A file system whose folders cannot be synced says so in one of these ways; it has no better promise to give.
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
_ATTEMPTS = 50 if sys.platform == "win32" else 1
_PAUSE = 0.02


def stage(target: Path, blocks: Iterable[bytes], *, like: Path | None = None) -> Path:
    """Write and sync a temporary file that is to become `target`, with the mode and owner of the file `like`.

    It lies beside the target because a rename is atomic only within one file system.
    """
    temporary = _temporary(target)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(temporary, flags, 0o666)
        try:
            if like is not None:
                _keep_mode(like, descriptor)
            for block in blocks:
                _write_all(descriptor, block)
            sync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        discard(temporary)
        raise
    return temporary


def duplicate(path: Path, target: Path) -> Path:
    """A temporary name, to become `target`, for what a file holds now: a hard link, or a copy where links cannot be.

    A link costs the same at any size.  It keeps the content because the file's own name is about to be given to a
    new one.
    """
    temporary = _temporary(target)
    try:
        os.link(path, temporary)
    except OSError:
        return stage(target, blocks_of(path), like=path)
    return temporary


def put(staged: Path, target: Path, *, last: bool = False) -> None:
    """Give a staged file its name, in one step: readers see the old content or the new, and so does a crash.

    Where it is the `last` step of a change, a folder that cannot be synced is a `FileTrouble` which says that the
    change is there.
    """
    try:
        for attempt in range(_ATTEMPTS):
            try:
                os.replace(staged, target)  # noqa: PTH105 - tests put a disk of their own in the place of `os`
                break
            except PermissionError:
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(_PAUSE)
    finally:
        # Also where it was renamed: between two names of one file a rename does nothing.
        discard(staged)
    _sync_rename(target, last=last)


def put_new(staged: Path, target: Path, *, last: bool = False) -> None:
    """Give a staged file a name that is free; raises `FileExistsError` where it is not.  For `last` see `put`."""
    try:
        if sys.platform == "win32":
            os.rename(staged, target)  # noqa: PTH104 - likewise
        else:
            _link_new(staged, target)
    finally:
        discard(staged)
    _sync_rename(target, last=last)


def _link_new(staged: Path, target: Path) -> None:
    try:
        os.link(staged, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here: the check and the rename are two steps, but no other call is there.
        if os.path.lexists(target):
            raise FileExistsError from None
        os.replace(staged, target)  # noqa: PTH105 - likewise


def discard(temporary: Path) -> None:
    """Remove a temporary file; where that fails it does no harm, and `doctor` shows it."""
    with contextlib.suppress(OSError):
        os.unlink(temporary)  # noqa: PTH108 - likewise


def leftovers(path: Path) -> list[Path]:
    """Temporary files of this file that a crash left, and those of files named after it (its backups)."""
    return sorted(
        one
        for one in path.parent.iterdir()
        if (found := _TEMPORARY.fullmatch(one.name)) and found["of"].startswith(path.stem)
    )


def same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file, however they are spelt: by a link, or in other letters where names have no
    case."""
    if faults.real_path(path) == faults.real_path(other):
        return True
    try:
        return path.samefile(other)
    except OSError:
        return False


def backup_of(path: Path) -> Path:
    """Where a file's last state is kept while it is replaced."""
    return path.parent / f"{path.name}.bak"


def sweep(path: Path, *, alone: bool) -> None:
    """Remove what killed writes to a file left: at once for who holds its lock and is `alone`, else after an hour."""
    for one in leftovers(path):
        if is_of(one, path) and (alone or age(one) > OLD):
            discard(one)


def strays(folder: Path) -> list[Path]:
    """Temporary files in a folder, of whatever name, that nobody writes to any more."""
    return sorted(one for one in folder.iterdir() if _TEMPORARY.fullmatch(one.name) and age(one) > OLD)


def age(path: Path) -> float:
    """Seconds since a file was written; 0 where it is gone meanwhile, as a temporary is that got its name."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0


def is_of(temporary: Path, path: Path) -> bool:
    """Whether a temporary file was to become this file."""
    found = _TEMPORARY.fullmatch(temporary.name)
    return found is not None and found["of"] == path.name


def check_writable(real: Path) -> None:
    """Raises `FileTrouble` for a file that is read-only: its folder would let us replace it, its owner would not."""
    if not real.stat().st_mode & 0o222 or not os.access(real, os.W_OK):
        raise FileTrouble(f"{real} is read-only", f"{faults.UNCHANGED}; make it writable, or work on a copy")


def read_at(descriptor: int, offset: int, length: int) -> bytes:
    """So many bytes from a place, fewer where the file ends before; in one call where the system gives all at once."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    data = os.read(descriptor, length)
    while len(data) < length and (more := os.read(descriptor, length - len(data))):
        data += more
    return data


def write_at(descriptor: int, offset: int, data: bytes | memoryview) -> None:
    """Write at a place, in one call where the system takes it whole."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    _write_all(descriptor, data)


def sync(descriptor: int) -> None:
    """Make what was written to a file durable; on macOS fsync leaves it in the disk's own memory."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # a network or foreign file system may not know the call
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def cut(descriptor: int, size: int) -> None:
    os.ftruncate(descriptor, size)


def read_blocks(descriptor: int, start: int, stop: int) -> Iterator[bytes]:
    """The bytes of an opened file between two offsets, in blocks that stay in the processor's cache."""
    while start < stop:
        os.lseek(descriptor, start, os.SEEK_SET)
        block = os.read(descriptor, min(BLOCK, stop - start))
        if not block:
            return
        yield block
        start += len(block)


def blocks_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _temporary(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")


def _write_all(descriptor: int, data: bytes | memoryview) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _keep_mode(like: Path, descriptor: int) -> None:
    if sys.platform == "win32":
        return
    old = like.stat()
    if stat.S_IMODE(old.st_mode) != stat.S_IMODE(os.fstat(descriptor).st_mode):
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if (old.st_uid, old.st_gid) == (os.geteuid(), os.getegid()):
        return
    try:
        os.fchown(descriptor, old.st_uid, old.st_gid)
    except PermissionError:
        # Only root can give a file away; its group can be kept by those who are in it.
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, -1, old.st_gid)


def _sync_rename(target: Path, *, last: bool) -> None:
    """Make a rename durable; Windows has no such call, and renames are durable there when they return."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as trouble:
        if trouble.errno in _NO_FOLDER_SYNC:
            return
        if not last:
            raise
        raise FileTrouble(
            f"{target} was written, but its folder could not be made durable: {faults.reason(trouble)}",
            "the change is there; check the disk, because a power cut now could take it back",
        ) from trouble
