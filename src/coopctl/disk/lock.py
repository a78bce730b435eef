"""Who may write: the advisory lock beside a file, and the one on the file that keeps its end still."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from coopctl.disk import faults
from coopctl.errors import FileTrouble, Held

_SIGNATURE = 80
_SHORT, _LONG = 0.001, 0.02
# A file system that has no locks says so in one of these ways.
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)
_SAFE = "nothing was written; run the command again, or give --lock-timeout"


def sidecar(real: Path) -> Path:
    """The file that the lock is taken on: one that is never replaced."""
    return real.parent / f".{real.name}.lock"


def queue_of(real: Path) -> Path:
    """The folder in which those stand who wait for the lock; there only while somebody does."""
    return real.parent / f".{real.name}.queue"


@contextlib.contextmanager
def locked(path: Path, timeout: float, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock beside a file; `say` is told once when the wait is longer than a second.

    Raises `FileTrouble` after `timeout` seconds: nothing was written, and trying again is safe.
    """
    real = faults.real_path(path)
    if real.is_dir():
        raise FileTrouble(f"{path} is a folder", "give the coopctl file with --file")
    beside = sidecar(real)
    if not beside.parent.is_dir():
        raise FileTrouble(f"there is no folder {beside.parent}", "make it first, or give another --file")
    with contextlib.ExitStack() as held:
        try:
            take = _taker(beside, held)
            # Whoever comes while others wait goes behind them.
            if queue_of(real).exists() or not take():
                _wait(path, real, take, timeout, say)
        except OSError as trouble:
            raise faults.explain(trouble, path, "lock") from trouble
        yield


def _wait(path: Path, real: Path, take: Callable[[], bool], timeout: float, say: Callable[[str], None]) -> None:
    """Take the lock in one's turn; raises `Held` after so many seconds."""
    from coopctl.disk.queue import Place  # only those who wait pay for it

    beside, started, told = sidecar(real), time.monotonic(), False
    with Place(queue_of(real)) as place:
        while not (place.is_due() and take()):
            waited = time.monotonic() - started
            if waited >= timeout:
                who = holder(beside)
                raise Held(f"{path} is locked by another coopctl{who} for more than {timeout:g} seconds", _SAFE)
            if waited >= 1 and not told:
                say(f"waiting for another coopctl{holder(beside)} to finish with {path}")
                told = True
            time.sleep(min(place.pause(), timeout - waited))


def busy(real: Path) -> bool:
    """Whether somebody holds the lock at this moment; creates nothing.  Windows does not tell."""
    beside = sidecar(real)
    if sys.platform == "win32" or not beside.exists():
        return False
    import fcntl

    descriptor = _open(beside, create=False)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError as trouble:
        if trouble.errno not in _NO_LOCKS:
            raise
    finally:
        os.close(descriptor)
    return False


def _taker(beside: Path, held: contextlib.ExitStack) -> Callable[[], bool]:
    """How to try for the lock, `held` letting it go: fcntl where there is one, which costs no import, else filelock."""
    if sys.platform == "win32":
        from filelock import FileLock, Timeout

        lock = FileLock(beside, timeout=0)

        def take_filelock() -> bool:
            try:
                lock.acquire()
            except Timeout:
                return False
            held.callback(lock.release)
            return True

        return take_filelock
    import fcntl

    def take_fcntl() -> bool:
        descriptor = _open(beside)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A sidecar that somebody removed meanwhile keeps nobody out.
            mine = os.path.samestat(os.fstat(descriptor), beside.stat())
        except (BlockingIOError, FileNotFoundError):
            mine = False
        except BaseException:
            os.close(descriptor)
            raise
        if mine:
            _sign(descriptor)
            held.callback(_let_go, descriptor)
        else:
            os.close(descriptor)
        return mine

    return take_fcntl


def _let_go(descriptor: int) -> None:
    """Close the lock's file; by then everything is on the disk, and a fault of closing takes nothing back.

    It is left empty, so that who keeps it in git gets no conflict in it.
    """
    for leave in (os.ftruncate, lambda held, _: os.close(held)):
        with contextlib.suppress(OSError):
            leave(descriptor, 0)


def _open(beside: Path, *, create: bool = True) -> int:
    """The lock's file, opened without following a link, without waiting for the other end of a pipe, and checked.

    Raises `FileTrouble` for what is no file of ours.
    """
    careful = os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    strange = FileTrouble(f"{beside}, which keeps writers apart, is not a regular file", "look at it, and remove it")
    try:
        try:
            descriptor = os.open(beside, os.O_RDWR | (os.O_CREAT if create else 0) | careful, 0o666)
        except PermissionError as refused:
            # Another user's sidecar in a shared folder: a lock does not need to write.
            try:
                descriptor = os.open(beside, os.O_RDONLY | careful)
            except FileNotFoundError:
                raise refused from None
    except OSError as trouble:
        if trouble.errno in (errno.ELOOP, errno.EMLINK, errno.ENXIO, errno.EISDIR):
            raise strange from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise strange
    return descriptor


def _sign(descriptor: int) -> None:
    """Leave in the lock's file who holds it, for those who wait; where that cannot be written it does not matter."""
    with contextlib.suppress(OSError):
        os.pwrite(descriptor, f"{os.getpid()} {os.uname().nodename:.60}".ljust(_SIGNATURE).encode(), 0)


def holder(beside: Path) -> str:
    """Who took the lock last, in words; "" where it does not say, as filelock's does not."""
    if sys.platform == "win32":
        return ""
    try:
        descriptor = _open(beside, create=False)
    except (OSError, FileTrouble):
        return ""
    try:
        said = os.pread(descriptor, 4 * _SIGNATURE, 0).decode("ascii", "ignore").split()
    except OSError:
        return ""
    finally:
        os.close(descriptor)
    if len(said) != 2 or not said[0].isdecimal():
        return ""
    return f" (process {said[0][:20]}{'' if said[1] == os.uname().nodename[:60] else f' on {said[1][:60]}'})"


@contextlib.contextmanager
def still(descriptor: int, path: Path, timeout: float, *, alone: bool = False) -> Iterator[bool]:
    """Keep appends away while the end of an open file is looked at, and readers away while it is written.

    Tells a reader whether that could be done, for a file system may have no locks.  Does nothing on Windows, where a
    lock would forbid reading; readers there look twice.  Raises `FileTrouble` after `timeout` seconds.
    """
    if sys.platform == "win32":
        yield True
        return
    import fcntl

    started, held = time.monotonic(), True
    while True:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            waited = time.monotonic() - started
            if waited >= timeout:
                raise Held(f"{path} is held by another program for {timeout:g} seconds", _SAFE) from None
            time.sleep(_SHORT if waited < _LONG else _LONG)
        except OSError as trouble:
            # Without locks a reader can still look; whoever writes needs them.
            if alone or trouble.errno not in _NO_LOCKS:
                raise
            held = False
            break
    try:
        yield held
    finally:
        # What was written is on the disk by now, and closing the file lets it go as well.
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)
