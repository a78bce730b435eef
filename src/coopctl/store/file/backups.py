"""Backups: a copy that is whole and verified before it has its name, and the way back that can itself be undone."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from coopctl.disk import faults, files, lock
from coopctl.disk.lock import locked
from coopctl.errors import FileTrouble
from coopctl.store import Contents
from coopctl.store.file import decoding
from coopctl.store.file.codec import contents_of
from coopctl.store.file.linefile import LineFile
from coopctl.values.quantities import spelling

_Result = TypeVar("_Result")


def backup_name(path: Path, now: datetime) -> Path:
    """A free name beside a file, with the moment in UTC: `coop-20250630T120000Z.json`."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for number in count(1):
        name = path.with_name(f"{path.stem}-{stamp}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not name.exists() and not name.is_symlink():
            return name
    raise AssertionError("counting ends only with a name")


def backups_of(path: Path) -> list[Path]:
    """The backups beside a file that bear its name, the newest first, and last what its last change left as it was."""
    stamp = re.compile(rf"{re.escape(path.stem)}-[0-9]{{8}}T[0-9]{{6}}Z(?:-[0-9]+)?{re.escape(path.suffix)}")
    dated = sorted((one for one in path.parent.glob("*") if stamp.fullmatch(one.name)), reverse=True)
    return [*dated, *filter(Path.is_file, (files.backup_of(path),))]


class Taken(FileTrouble):
    """The name for a copy is taken."""


def named_freely(path: Path, now: datetime, work: Callable[[Path], _Result]) -> tuple[Path, _Result]:
    """The free name that some work was done with; another is taken where somebody was quicker with the first."""
    while True:
        name = backup_name(path, now)
        with suppress(Taken):
            return name, work(name)


def backup(path: Path, to: Path, say: Callable[[str], None]) -> int:
    """Copy a file as it stands at this moment, while others go on writing; returns the number of figures.

    Raises `FileTrouble` when the name is taken, or anything in the file is damaged.
    """
    check_folder(to)
    real = faults.real_path(path)
    if any(files.same(to, own) for own in (real, files.backup_of(real), lock.sidecar(real), lock.queue_of(real))):
        raise FileTrouble(f"{to} is a name that coopctl itself writes to", "give another name")
    with suppress(OSError):
        files.sweep(to, alone=False)
    staged, figures = _staged_copy(path, to, path, say)
    put_copy(staged, to)
    return figures


def check_folder(to: Path) -> None:
    """Raises `FileTrouble` where there is no folder for a copy of this name."""
    if not to.parent.is_dir():
        raise FileTrouble(f"there is no folder {to.parent}", "make it first, or give another name")


def put_copy(staged: Path, to: Path) -> None:
    """Give a copy its name; raises `Taken` where somebody has it."""
    try:
        files.put_new(staged, to, last=True)
    except FileExistsError:
        raise Taken(f"{to} is there already", "a backup never overwrites; give another name") from None
    except OSError as trouble:
        raise faults.explain(trouble, to, "write") from trouble


def restore(path: Path, source: Path, kept: Path, timeout: float, say: Callable[[str], None]) -> tuple[int, bool]:
    """Put a verified copy of `source` in the place of a file, whose content is kept under another name.

    Returns the number of figures, and whether there was something to keep.  Raises `FileTrouble`, nothing being
    changed.
    """
    real = faults.real_path(path)
    if files.same(real, source):
        raise FileTrouble(f"{source} is the file itself", "name a backup to restore")
    with locked(path, timeout, say):
        there = real.exists()
        if there:
            _replaceable(path, real)
        staged, figures = _staged_copy(source, real, real if there else source, say)
        try:
            if there:
                _keep(real, kept)
            files.put(staged, real, last=True)
        except OSError as trouble:
            raise faults.explain(trouble, path, "write") from trouble
        finally:
            files.discard(staged)
    return figures, there


def _keep(real: Path, kept: Path) -> None:
    try:
        files.put_new(files.duplicate(real, kept), kept)
    except FileExistsError:
        raise Taken(f"{kept} is there already", "run it again") from None


def _replaceable(path: Path, real: Path) -> None:
    if not real.is_file():
        raise FileTrouble(f"{path} is not a regular file", "give the coopctl file with --file")
    files.check_writable(real)
    files.sweep(real, alone=True)


def _staged_copy(source: Path, target: Path, like: Path, say: Callable[[str], None]) -> tuple[Path, int]:
    """A copy beside the target, read back and compared, and the number of its figures."""
    try:
        with LineFile(source) as file:
            before = _content(file)
            if file.torn:
                say(f"the last write to {source} was cut off; the copy has everything before it")
            staged = files.stage(target, file.copy_blocks(), like=like)
    except FileNotFoundError:
        raise faults.missing(source) from None
    except OSError as trouble:
        raise faults.explain(trouble, source, "copy", to=f"{target.parent}") from trouble
    try:
        with LineFile(staged) as copy:
            same = before == _content(copy)
    except OSError as trouble:
        files.discard(staged)
        raise faults.explain(trouble, target, "read back") from trouble
    except BaseException:
        files.discard(staged)
        raise
    if not same:
        files.discard(staged)
        raise FileTrouble(f"the copy of {source} does not read back as it is", "check the disk; nothing was changed")
    return staged, before[1]


def _content(file: LineFile) -> tuple[Contents, int, int]:
    """The plan, the number of figures, and a hash of them."""
    number = seen = 0
    for place, figure in decoding.figures(file):
        number, seen = number + 1, hash((seen, place, figure, spelling(figure.value)))
    return contents_of(file), number, seen
