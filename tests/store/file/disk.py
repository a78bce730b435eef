"""A disk that can be watched and can fail: it takes the place of `os` in `coopctl.disk.files`.

Watched, it notes every call that changes something, and tells every state that a power cut could leave: each prefix of
the calls; each write that no fsync followed dropped, kept, or cut at every byte; each change of a folder that no fsync
of the folder followed undone or not.
"""

import errno
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Content = bytes
Folder = dict[str, Content]
CHANGING = ("open", "write", "fsync", "ftruncate", "replace", "link", "unlink")


class Disk:
    """`os`, but for what subclasses do about the calls that change something."""

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


class Quick(Disk):
    """A disk on which fsync costs nothing."""

    def fsync(self, descriptor: int) -> None:
        """Believe the operating system."""


class Failing(Disk):
    """A disk whose call number `at` fails, or every call from there on; a write may be cut short before it fails."""

    def __init__(self, at: int, number: int, *, lasting: bool = False) -> None:
        self.at, self.number, self.lasting = at, number, lasting
        self.calls = 0
        self.failed: list[str] = []

    def _fails(self, name: str) -> bool:
        self.calls += 1
        # A full disk still lets go of what is there.
        gives_room = name in ("unlink", "ftruncate") and self.number != errno.EIO
        return self.calls == self.at or (self.lasting and self.calls > self.at and not gives_room)

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CHANGING:
            return real

        def call(*arguments: Any, **named: Any) -> Any:
            if not self._fails(name):
                return None if name == "fsync" else real(*arguments, **named)
            self.failed.append(name)
            if name == "write" and len(arguments[1]) > 1:
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
            raise OSError(self.number, os.strerror(self.number))

        return call


class Watched(Disk):
    """A disk that notes what is done to it, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log: list[tuple[Any, ...]] = []
        self.names = {one.name: one.stat().st_ino for one in folder.iterdir()}
        self.contents = {one.stat().st_ino: one.read_bytes() for one in folder.iterdir()}
        self._held: list[int] = []

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        descriptor = os.open(path, flags, mode)
        if flags & os.O_CREAT:
            inode = os.fstat(descriptor).st_ino
            # Held open, so that no later file gets the same number.
            self._held.append(os.dup(descriptor))
            self.log.append(("name", Path(path).name, inode))
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        offset = os.lseek(descriptor, 0, os.SEEK_CUR)
        self.log.append(("write", os.fstat(descriptor).st_ino, offset, bytes(data)))
        return os.write(descriptor, data)

    def ftruncate(self, descriptor: int, size: int) -> None:
        self.log.append(("cut", os.fstat(descriptor).st_ino, size, b""))
        os.ftruncate(descriptor, size)

    def fsync(self, descriptor: int) -> None:
        self.log.append(("sync", os.fstat(descriptor).st_ino))

    def replace(self, source: Path, target: Path) -> None:
        inode = Path(source).stat().st_ino
        os.replace(source, target)  # noqa: PTH105 - it stands for that call
        if not Path(source).exists():
            self.log += [("move", source.name, target.name, inode)]

    def link(self, source: Path, target: Path) -> None:
        os.link(source, target)
        self.log.append(("name", target.name, target.stat().st_ino))

    def unlink(self, path: Path) -> None:
        os.unlink(path)  # noqa: PTH108
        self.log.append(("drop", path.name))

    def close_held(self) -> None:
        for descriptor in self._held:
            os.close(descriptor)

    def crashes(self) -> Iterator[tuple[int, Folder]]:
        """Every folder that a crash could leave, with the number of calls that were made before it."""
        for made in range(len(self.log) + 1):
            yield from ((made, folder) for folder in self._crashes_after(made))

    def _crashes_after(self, made: int) -> Iterator[Folder]:
        done = self.log[:made]
        folder_inode = self.folder.stat().st_ino
        safe = max((at for at, call in enumerate(done) if call == ("sync", folder_inode)), default=-1)
        naming = [(at, call) for at, call in enumerate(done) if call[0] in ("name", "move", "drop")]
        loose = [at for at, _ in naming if at > safe]
        seen: set[tuple[tuple[str, Content], ...]] = set()
        for kept in _subsets(loose):
            names = self._names([call for at, call in naming if at <= safe or at in kept])
            inodes = sorted(set(names.values()))
            versions = [list(self._versions(done, inode)) for inode in inodes]
            for chosen in _one_unsure(versions):
                content = dict(zip(inodes, chosen, strict=True))
                folder = {name: content[inode] for name, inode in names.items()}
                if (key := tuple(sorted(folder.items()))) not in seen:
                    seen.add(key)
                    yield folder

    def _names(self, calls: list[tuple[Any, ...]]) -> dict[str, int]:
        names = dict(self.names)
        for call in calls:
            if call[0] == "name":
                names[call[1]] = call[2]
            elif call[0] == "drop":
                names.pop(call[1], None)
            else:
                names.pop(call[1], None)
                names[call[2]] = call[3]
        return names

    def _versions(self, done: list[tuple[Any, ...]], inode: int) -> Iterator[Content]:
        """What a file may hold: first everything that was written."""
        mine = [call for call in done if call[0] in ("write", "cut", "sync") and call[1] == inode]
        safe = max((at for at, call in enumerate(mine) if call[0] == "sync"), default=-1)
        base = self.contents.get(inode, b"")
        base = _all(base, [call for call in mine[: safe + 1] if call[0] != "sync"])
        loose = mine[safe + 1 :]
        yield _all(base, loose)
        for kept in _subsets(list(range(len(loose)))):
            yield _all(base, [call for at, call in enumerate(loose) if at in kept])
            for at in kept:
                for length in range(1, len(loose[at][3])):
                    cut = (*loose[at][:3], loose[at][3][:length])
                    yield _all(base, [cut if one == at else call for one, call in enumerate(loose) if one in kept])


def _subsets(items: list[int]) -> Iterator[set[int]]:
    for size in range(len(items), -1, -1):
        yield from map(set, itertools.combinations(items, size))


def _one_unsure(versions: list[list[Content]]) -> Iterator[list[Content]]:
    """Each file in each of its versions, while the others are as written."""
    first = [one[0] for one in versions]
    yield first
    for at, choices in enumerate(versions):
        for choice in choices[1:]:
            yield [*first[:at], choice, *first[at + 1 :]]


def _all(content: Content, calls: list[tuple[Any, ...]]) -> Content:
    for call in calls:
        content = _apply(content, call)
    return content


def _apply(content: Content, call: tuple[Any, ...]) -> Content:
    offset: int = call[2]
    before = content[:offset].ljust(offset, b"\0")
    data: bytes = call[3]
    return before + data + content[offset + len(data) :] if call[0] == "write" else before
