"""Where an answer goes that is not shown: a file, whole or not at all, or standard output."""

from collections.abc import Iterable, Iterator

from coopctl.cli.session import Session
from coopctl.errors import Refused, WrongUsage

Parts = Iterable[str] | bytes
"""Text in parts, or a workbook."""


def write_to(session: Session, to: str | None, parts: Parts) -> None:
    """Write to a file of this name; without one, or for `-`, to standard output."""
    if to is None or to == "-":
        _to_stdout(session, parts)
        return
    from coopctl.store import files

    path = session.folder / to
    if path.is_dir():
        raise Refused(f"cannot write {to}: it is a folder", "give a file's name")
    if path.resolve() == session.path().resolve():
        raise Refused(f"{to} is the plan's own file", "export to another one; `coopctl backup` makes a copy")
    blocks: Iterator[bytes] = iter([parts]) if isinstance(parts, bytes) else (part.encode() for part in parts)
    try:
        files.put(files.stage(path, blocks, like=path if path.exists() else None), path, last=True)
    except OSError as trouble:
        raise Refused(f"cannot write {to}: {(trouble.strerror or str(trouble)).lower()}") from None


def _to_stdout(session: Session, parts: Parts) -> None:
    if not isinstance(parts, bytes):
        for part in parts:
            session.stdout.write(part)
    elif session.stdout.isatty() or not hasattr(session.stdout, "buffer"):
        raise WrongUsage("a workbook is not text", "give --to FILE, or redirect the output")
    else:
        session.stdout.buffer.write(parts)
