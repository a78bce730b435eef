"""What a file's figures come to up to a place, kept in the user's cache folder, so that nobody reads them twice.

A checkpoint is believed only where the file is, to the time of its last change, as this program left it, or where the
bytes that it covers have the digests that it names; what was appended since is read from the file.  It lies in the
user's own folder rather than beside the plan: there nobody else can write it, a plan on a share or under git shows
nothing of it, and a folder that cannot be written to does without.  Only those who write to the plan write it, under
the plan's lock; whatever is wrong with it costs time and nothing else.

    magic, seal, place and checksum of the directory; sections, one a goal; figures that name others; directory
"""

import os
import stat
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from struct import Struct as Layout
from struct import error as StructError  # noqa: N812 - it is a class, whatever its name says
from typing import Self

import msgspec
from msgspec import Struct

from coopctl.disk import faults, files
from coopctl.disk.opened import Opened
from coopctl.plan.plan import Figure
from coopctl.store.file.linefile import LineFile, Stamp, stamp_of
from coopctl.store.file.naming import Covered, Encoded, Places

_MAGIC = b"coopctl cache 5\n"
_SEAL = Layout("<3Q2qI")
_PLACE = Layout("<QQI")
_SECTIONS_AT = len(_MAGIC) + _SEAL.size + _PLACE.size
# One digest for so many bytes: an append has only the last of them made anew.
_BLOCK = 1 << 20
_MOST_DIRECTORY = 1 << 28
_UNUSED = 90 * 24 * 3600
# The clock that files are dated by moves in steps, within which a second change would not be seen.
_STEP, _STEPS = 0.001, 20
UNFIT = (OSError, StructError, msgspec.MsgspecError, UnicodeDecodeError, ValueError, OverflowError, MemoryError)


class Section(Struct, frozen=True, array_like=True):
    """Where the section of a goal lies, its checksum, and the mark of what it was condensed for."""

    mark: str
    at: int
    length: int
    checksum: int


class Directory(Struct, frozen=True, array_like=True):
    """What is covered, by `form` of condensing: so many bytes of figures' lines, up to the figure at place `last`.

    `named` is where the figures among them are that name others.  `digests` are those of the bytes; `index` is the
    mark of the index that is of this file, empty where there is none.
    """

    form: str
    covered: int
    last: int
    named: Places = Places()
    digests: list[bytes] = []
    sections: dict[str, Section] = {}
    index: bytes = b""

    @classmethod
    def of(cls, form: str, file: LineFile, before: Self | None) -> Self:
        """What covers a whole file; `before` was known of its beginning."""
        digests, index = (before.whole_blocks(), before.index) if before else ([], b"")
        return cls(form, file.end - file.figures_at, file.last, digests=digests, index=index)

    def whole_blocks(self) -> list[bytes]:
        """The digests of blocks to which nothing can be added."""
        return self.digests[: self.covered // _BLOCK]


_DIRECTORY = msgspec.msgpack.Decoder(Directory)


class Checkpoint:
    """An opened checkpoint that was proved to be of the file, or an empty one, without a directory."""

    def __init__(self, descriptor: int | None = None, directory: Directory | None = None) -> None:
        self._descriptor = descriptor
        self.directory = directory

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)

    def covered(self, instead: Callable[[int], list[Figure]]) -> Covered | None:
        """What the covered figures say of one another; None where nothing is covered.

        `instead` gives the figures up to a place that name others, where what is kept of them is damaged.
        """
        if self._descriptor is None or self.directory is None:
            return None
        return Covered(self._opened, self.directory.named, partial(instead, self.directory.last))

    @cached_property
    def _opened(self) -> Opened:
        return Opened(self._descriptor or 0)

    def again(self, goal: str) -> Callable[[], bytes]:
        """What reads once more a section that was found whole."""
        section = self.directory.sections[goal] if self.directory else Section("", 0, 0, 0)
        return partial(self._opened.read, section.at, section.length)

    def is_in(self, descriptor: int) -> bool:
        """Whether this was read from the file that is open there."""
        return self._descriptor is not None and os.path.samestat(os.fstat(self._descriptor), os.fstat(descriptor))

    def section(self, goal: str, mark: str) -> bytes | None:
        """What the covered figures of a goal come to; None where it is not known, or was made for another mark."""
        section = self.directory.sections.get(goal) if self.directory else None
        if self._descriptor is None or section is None or section.mark != mark or section.at < _SECTIONS_AT:
            return None
        try:
            data = read(self._descriptor, section.at, section.length)
        except UNFIT:
            return None
        return data if zlib.crc32(data) == section.checksum else None


class Kept:
    """The checkpoint of a file, in a folder that need not be there."""

    def __init__(self, folder: Path, of: Path) -> None:
        name = os.fsencode(faults.real_path(of))
        self._folder = folder
        self.path = folder / f"{zlib.crc32(name):08x}{zlib.crc32(name[::-1]):08x}.checkpoint"
        self.index = self.path.with_suffix(".index")
        self._proved: tuple[Stamp, int, list[bytes]] | None = None
        self._read: tuple[Stamp, tuple[Stamp, Directory]] | None = None

    def load(self, file: LineFile, form: str) -> Checkpoint:
        """The checkpoint, an empty one where there is none that is proved to be of this file in this form."""
        if file.loose is not None:
            return Checkpoint()
        try:
            descriptor = os.open(self.path, os.O_RDONLY | FLAGS)
        except OSError:
            return Checkpoint()
        try:
            seal, directory = self._read_once(descriptor)
            fits = directory.form == form and directory.last <= file.last
            fits = fits and 0 <= directory.covered <= file.end - file.figures_at
            # The seal is of a moment, the digests hold after a copy, a pull or another program's append.
            if fits and (seal == file.stamp or self._proved_once(directory, file)):
                return Checkpoint(descriptor, directory)
        except UNFIT:
            pass  # whatever it is, it is not ours; the figures themselves are all in the file
        os.close(descriptor)
        return Checkpoint()

    def _read_once(self, descriptor: int) -> tuple[Stamp, Directory]:
        """The seal and the directory, read once for as long as nobody writes the checkpoint.

        A command loads it some four times, and it may name thousands of figures.
        """
        of = stamp_of(descriptor)
        if self._read is None or self._read[0] != of:
            self._read = of, _directory(descriptor)
        return self._read[1]

    def _proved_once(self, directory: Directory, file: LineFile) -> bool:
        """Whether the lines are those of the file, looked at once for as long as nobody changes it."""
        of = (file.stamp, directory.covered, directory.digests)
        if self._proved != of and proved(directory, file):
            self._proved = of
        return self._proved == of

    def seal(self, checkpoint: Checkpoint, stamp: Stamp) -> None:
        """Say that the file, as it is now, is still the one whose beginning the checkpoint covers."""
        try:
            descriptor = os.open(self.path, os.O_RDWR | FLAGS)
            try:
                if checkpoint.is_in(descriptor) and _wait_until_later(stamp):
                    files.write_at(descriptor, len(_MAGIC), _seal_of(stamp))
            finally:
                os.close(descriptor)
        except OSError:
            return

    def put(
        self, file: LineFile, directory: Directory, sections: Iterable[tuple[str, str, bytes]], named: Encoded
    ) -> None:
        """Write the checkpoint anew: a goal's id, its mark and its section, for each; `directory` says the rest.

        Its digests are those of whole blocks that were covered before; the others are made.
        """
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _nobody_else_writes(self._folder.stat()):
                return
            self._sweep()
            with written_anew(self.path) as descriptor:
                end = _SECTIONS_AT

                def write(data: bytes | memoryview) -> int:
                    nonlocal end
                    files.write_at(descriptor, end, data)
                    end += len(data)
                    return end - len(data)

                places = {
                    goal: Section(mark, write(data), len(data), zlib.crc32(data)) for goal, mark, data in sections
                }
                digests = [*directory.digests, *_digests(file, directory.covered, len(directory.digests))]
                told = msgspec.structs.replace(directory, named=named.put(write), digests=digests, sections=places)
                data = msgspec.msgpack.encode(told)
                at = write(data)
                sealed = _seal_of(file.stamp if _wait_until_later(file.stamp) else _NOBODY)
                files.write_at(descriptor, 0, _MAGIC + sealed + _PLACE.pack(at, len(data), zlib.crc32(data)))

    def remove(self) -> None:
        """Forget it."""
        files.discard(self.path)
        files.discard(self.index)

    def _sweep(self) -> None:
        """Remove the checkpoints of plans that nobody writes to any more, and what was left of writing one."""
        now = time.time()
        for one in (*self._folder.glob("*.checkpoint*"), *self._folder.glob("*.index*")):
            age = now - one.stat().st_mtime
            if age > _UNUSED or (one.suffix not in (".checkpoint", ".index") and age > 3600):
                files.discard(one)


FLAGS = sum(getattr(os, f"O_{name}", 0) for name in ("BINARY", "CLOEXEC", "NOFOLLOW", "NONBLOCK"))
_NOBODY: Stamp = (0, 0, 0, 0, 0)


@contextmanager
def written_anew(path: Path) -> Iterator[int]:
    """A file to write to, which takes the place of another at the end; where that fails nothing is left of it."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        files.discard(temporary)
        descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | FLAGS, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)
        os.replace(temporary, path)  # noqa: PTH105 - a disk of the tests' own takes the place of `os`
    except BaseException:
        files.discard(temporary)
        raise


def is_ours(descriptor: int) -> bool:
    """Whether nobody else can have written it."""
    found = os.fstat(descriptor)
    return stat.S_ISREG(found.st_mode) and _nobody_else_writes(found)


def _nobody_else_writes(found: os.stat_result) -> bool:
    return sys.platform == "win32" or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)


def _directory(descriptor: int) -> tuple[Stamp, Directory]:
    """The seal, all zeros where it is broken, and the directory; raises one of `UNFIT` for anything else."""
    if not is_ours(descriptor):
        raise ValueError
    head = read(descriptor, 0, _SECTIONS_AT)
    if not head.startswith(_MAGIC):
        raise ValueError
    *stamp, checksum = _SEAL.unpack_from(head, len(_MAGIC))
    sealed = zlib.crc32(head[len(_MAGIC) : len(_MAGIC) + _SEAL.size - 4]) == checksum
    at, length, checksum = _PLACE.unpack_from(head, len(_MAGIC) + _SEAL.size)
    if length > _MOST_DIRECTORY:
        raise ValueError
    data = read(descriptor, at, length)
    if zlib.crc32(data) != checksum:
        raise ValueError
    return (tuple(stamp) if sealed else _NOBODY), _DIRECTORY.decode(data)


def read(descriptor: int, at: int, length: int) -> bytes:
    """Exactly so many bytes from a place; raises `ValueError` where there are fewer."""
    data = files.read_at(descriptor, at, length)
    if len(data) != length:
        raise ValueError
    return data


def _seal_of(stamp: Stamp) -> bytes:
    data = _SEAL.pack(*stamp, 0)[:-4]
    return data + zlib.crc32(data).to_bytes(4, "little")


def _wait_until_later(stamp: Stamp) -> bool:
    """Wait until a change of the file would be dated later than the last; False where its dates are too coarse."""
    _, _, _, modified, changed = stamp
    if not modified % 1_000_000 and not changed % 1_000_000:
        return False
    coarse = getattr(time, "CLOCK_REALTIME_COARSE", None)
    for _ in range(_STEPS):
        now = time.time_ns() if coarse is None else time.clock_gettime_ns(coarse)
        if now > max(modified, changed):
            return True
        time.sleep(_STEP)
    return False


def proved(directory: Directory, file: LineFile) -> bool:
    """Whether the lines that the directory covers are those of the file."""
    if len(directory.digests) != -(-directory.covered // _BLOCK):
        return False
    return all(one == two for one, two in zip(directory.digests, _digests(file, directory.covered), strict=True))


def _digests(file: LineFile, covered: int, skip: int = 0) -> Iterator[bytes]:
    """The digests of the first so many bytes of the figures' lines, block by block; some blocks are skipped."""
    from coopctl.disk.digests import of_many  # only where a checkpoint is written or the seal does not fit

    for at in range(skip * _BLOCK, covered, _BLOCK):
        yield of_many(file.blocks(file.figures_at + at, file.figures_at + min(at + _BLOCK, covered)))
