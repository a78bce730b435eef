"""Durable files: a write is whole and on the disk, or it did not happen."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from coopctl.errors import FileTrouble

_POLL = 0.02


def explain(trouble: OSError, path: Path, doing: str) -> FileTrouble:
    """The error of the operating system in the words of this program."""
    reason = os.strerror(trouble.errno).lower() if trouble.errno else str(trouble)
    hint = {
        errno.ENOSPC: "free some space and run the command again: nothing was changed",
        errno.EDQUOT: "free some space and run the command again: nothing was changed",
        errno.EACCES: "check who owns the file and its folder",
        errno.EROFS: "copy the file to a place where you can write",
        errno.EIO: "the disk reported a fault: check it before you go on",
    }.get(trouble.errno or 0, "")
    return FileTrouble(f"cannot {doing} {path}: {reason}", hint)


def replace(path: Path, blocks: Iterable[bytes]) -> None:
    """Put new content in the place of a file, in one step: readers see the old or the new, and so does a crash.

    The temporary file lies beside the target because a rename is atomic only within one file system; links are
    followed first, and the mode and owner of the old file are kept.
    """
    real = path.resolve()
    temporary = real.with_name(f".{real.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            _keep_mode(real, descriptor)
            for block in blocks:
                _write_all(descriptor, block)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(real)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(real.parent)


def _keep_mode(real: Path, descriptor: int) -> None:
    if not real.exists() or sys.platform == "win32":
        return
    old = real.stat()
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
        # Only root can give a file away; elsewhere it becomes ours.
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, old.st_uid, old.st_gid)


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call, and renames are durable there when they return."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def write_at(descriptor: int, offset: int, data: bytes) -> None:
    """Write at a place, in one call where the system takes it whole."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    _write_all(descriptor, data)


@contextlib.contextmanager
def locked(path: Path, timeout: float, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the advisory lock beside a file; `say` is told once when the wait is longer than a second.

    Raises `FileTrouble` after `timeout` seconds: nothing was written, and trying again is safe.
    """
    real = path.resolve()
    sidecar = real.with_name(f".{real.name}.lock")
    try:
        take, release = _locker(sidecar)
    except OSError as trouble:
        raise explain(trouble, sidecar, "lock") from trouble
    started, told = time.monotonic(), False
    while not take():
        waited = time.monotonic() - started
        if waited >= timeout:
            raise FileTrouble(
                f"{path} is locked by another coopctl for more than {timeout:g} seconds",
                "nothing was written; run the command again, or give --lock-timeout",
            )
        if waited >= 1 and not told:
            say(f"waiting for another coopctl to finish with {path}")
            told = True
        time.sleep(_POLL)
    try:
        yield
    finally:
        release()


def _locker(sidecar: Path) -> tuple[Callable[[], bool], Callable[[], None]]:
    """How to try for the lock and how to let it go: fcntl where there is one, which costs no import, else filelock."""
    if sys.platform == "win32":
        from filelock import FileLock, Timeout

        lock = FileLock(sidecar, timeout=0)

        def take_filelock() -> bool:
            try:
                lock.acquire()
            except Timeout:
                return False
            return True

        return take_filelock, lock.release
    import fcntl

    descriptor = os.open(sidecar, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)

    def take_fcntl() -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    return take_fcntl, lambda: os.close(descriptor)
