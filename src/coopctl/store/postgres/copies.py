"""Backups of a plan in a database, as files, and the way back that can itself be undone."""

from datetime import datetime
from pathlib import Path

from coopctl.store.copies import read_in, write_out
from coopctl.store.file.backups import named_freely
from coopctl.store.postgres.store import PostgresStore


def backup(store: PostgresStore, to: Path, now: datetime) -> tuple[Path, int]:
    """Write the plan as it is at one moment to a new file, or to a free name in a folder; its name and its figures."""
    if to.is_dir():
        return named_freely(to / f"{store.address.plan}.json", now, lambda name: write_out(store, name))
    return to, write_out(store, to)


def restore(store: PostgresStore, source: Path, kept: Path, now: datetime) -> tuple[int, Path | None]:
    """Put a file's plan in the place of the one in the database, and that into a file of a folder.

    The number of figures, and the file; None where there was no plan before.
    """
    if not store.exists():
        return read_in(store.restore, source), None

    def work() -> tuple[int, Path | None]:
        before, _ = backup(store, kept, now)
        return read_in(store.restore, source), before

    return store.exclusively(work)
