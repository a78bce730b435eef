"""Who waits for a lock, in the order in which they came: a folder with a ticket for each of them.

A ticket is a file that is locked as long as its owner lives.  One whose owner was killed is nobody's, and the next who
looks removes it; whoever finds the lock free, though the first in the line does not take it, goes ahead.  The folder is
there only while somebody waits.  Where there is no flock, or the folder cannot be written to, nobody has a place, and
all ask for the lock as it comes.
"""

import contextlib
import os
import re
import stat
import time
from pathlib import Path
from typing import Self

# The first in the line asks this often; those behind it look that often for each who is before them.
_FIRST, _EACH = 0.001, 0.004
_RARELY, _WITHOUT = 0.05, 0.01
# So long nothing may move, for each who is before, until one asks out of turn: a process may have been stopped.
_PATIENCE, _MORE = 1.0, 0.1
_TICKET = re.compile(r"[0-9]{20}-[0-9]+-[0-9a-f]{4}")


class Place:
    """A place in the line, from entering to leaving."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = ""
        self._descriptor = -1
        self._before = 0
        self._moved = time.monotonic()
        self._passed = ""

    def __enter__(self) -> Self:
        with contextlib.suppress(OSError, ImportError):
            self._enter()
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        if self._descriptor >= 0:
            for name in filter(None, (self._name, "" if failed else self._passed)):
                with contextlib.suppress(OSError):
                    (self._folder / name).unlink()
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
        # The last one takes the folder along; while others stand in it the system does not let it go.
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def is_due(self) -> bool:
        """Whether it is this one's turn to ask for the lock."""
        if self._descriptor < 0:
            return True
        before = self._tickets_before()
        now = time.monotonic()
        if len(before) != self._before:
            self._before, self._moved = len(before), now
        if before and now - self._moved > _PATIENCE + _MORE * len(before):
            # Perhaps the lock is held that long; else the first is asleep, and loses its place.
            self._moved, self._passed = now, before[0]
            return True
        self._passed = ""
        return not before

    def pause(self) -> float:
        """Seconds until it is worth while to look again."""
        return min(_FIRST + _EACH * self._before, _RARELY) if self._descriptor >= 0 else _WITHOUT

    def _enter(self) -> None:
        import fcntl

        for _ in range(3):
            if not self._folder.exists():
                with contextlib.suppress(FileExistsError):
                    self._folder.mkdir()
                    # Whoever may write beside the plan may wait for it.
                    with contextlib.suppress(OSError):
                        self._folder.chmod(self._folder.parent.stat().st_mode & 0o777)
            if not stat.S_ISDIR(self._folder.lstat().st_mode):
                return  # a link may lead anywhere
            name = f"{time.time_ns():020d}-{os.getpid()}-{os.urandom(2).hex()}"
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0)
            try:
                descriptor = os.open(self._folder / name, flags, 0o666)
            except FileNotFoundError:
                continue  # the last one before took the folder along
            self._name, self._descriptor = name, descriptor
            # Fails where somebody just then took it for nobody's; one without a ticket stands in the line all the same.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return

    def _tickets_before(self) -> list[str]:
        """The tickets of those who came before, the first of whom is alive."""
        while True:
            try:
                names = os.listdir(self._folder)  # noqa: PTH208 - no path is made of each
            except OSError:
                return []
            tickets = sorted(one for one in names if one < self._name and _TICKET.fullmatch(one))
            if not tickets or _alive(self._folder / tickets[0]):
                return tickets


def _alive(ticket: Path) -> bool:
    """Whether somebody holds a ticket; one that nobody holds is removed."""
    import fcntl

    try:
        descriptor = os.open(ticket, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            ticket.unlink()
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it is held, or cannot be asked, and then patience ends all the same
    return False
