"""Where an answer goes that is not shown: a file, whole or not at all, or standard output."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from coopctl.cli.session import Session
from coopctl.cli.streams import Answer
from coopctl.errors import Refused, WrongUsage
from coopctl.output.formats.text import harmless

Parts = Iterable[str] | bytes
"""Text in parts, or the bytes of a workbook or a picture."""


def write_to(session: Session, to: str | None, parts: Parts) -> None:
    """Write to a file of this name, and say so; without one, or for `-`, to standard output."""
    if to is None or to == "-":
        _to_stdout(session, parts)
        return
    from coopctl.disk import faults

    given = session.at(to)
    # A device or a pipe is written to as it is; a file of that name would take its place.
    special = given.exists() and not given.is_file()
    path = given if special else faults.real_path(given)
    if path.is_dir():
        raise Refused(f"cannot write {to}: it is a folder", "give a file's name")
    if _is_own(session, path):
        raise Refused(f"{to} is the plan's own file", "export to another one; `coopctl backup` makes a copy")
    try:
        (_to_device if special else _to_file)(path, _blocks(parts))
    except OSError as trouble:
        lost = isinstance(trouble, FileNotFoundError)
        hint = "make its folder first, or name another place" if lost else faults.way_out(trouble)
        raise Refused(f"cannot write {to}: {faults.reason(trouble)}", hint) from None
    session.say(f"wrote {to}")


def _blocks(parts: Parts) -> Iterator[bytes]:
    return iter([parts]) if isinstance(parts, bytes) else (part.encode() for part in parts)


def _is_own(session: Session, path: Path) -> bool:
    """Whether it is the plan's file, its backup or its lock."""
    from coopctl.disk import faults, files
    from coopctl.disk.lock import queue_of, sidecar

    if session.database is not None:
        return False
    own = faults.real_path(session.path())
    return any(files.same(path, one) for one in (own, files.backup_of(own), sidecar(own), queue_of(own)))


def _to_device(path: Path, blocks: Iterator[bytes]) -> None:
    with path.open("wb") as stream:
        stream.writelines(blocks)


def _to_file(path: Path, blocks: Iterator[bytes]) -> None:
    """The whole file or nothing of it."""
    from coopctl.disk import files

    files.sweep(path, alone=False)
    files.put(files.stage(path, blocks, like=path if path.exists() else None), path, last=True)


def _to_stdout(session: Session, parts: Parts) -> None:
    """In UTF-8 whatever the encoding of the place is, for that is what the formats say of themselves."""
    stream = session.stdout
    if isinstance(parts, bytes):
        if stream.isatty() or not isinstance(stream, Answer):
            raise WrongUsage("this is not text", "give --to FILE, or redirect the output")
        stream.write_bytes(parts)
        return
    for part in parts:
        if stream.isatty() or not isinstance(stream, Answer):
            stream.write(harmless(part) if stream.isatty() else part)
        else:
            stream.write_bytes(part.encode())
