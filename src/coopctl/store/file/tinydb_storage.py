"""A storage for TinyDB that keeps the line form."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from coopctl.disk import faults, files
from coopctl.disk.lock import locked
from coopctl.store.file import lines
from coopctl.store.file.whole import parse_whole


class LineStorage(Storage):
    """A TinyDB storage that keeps the line form: `TinyDB("coop.json", storage=LineStorage)`.

    Reading creates nothing; a write is atomic, durable and under the lock, but TinyDB reads and writes in two steps.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """All tables, None when there is no file."""
        return parse_whole(self.path.read_bytes(), self.path) if self.path.exists() else None

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace the file by these tables."""
        tables = {name: {str(place): dict(entry) for place, entry in table.items()} for name, table in data.items()}
        real = faults.real_path(self.path)
        with locked(self.path, 10, lambda _: None):
            files.put(files.stage(real, [lines.render(tables)], like=real if real.exists() else None), real, last=True)
