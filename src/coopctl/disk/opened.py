"""A file as it was when it was opened, for as long as somebody may ask for its bytes."""

import os

from coopctl.disk import files


class Opened:
    """The bytes of an open file; who puts another in its place does not change them."""

    def __init__(self, descriptor: int) -> None:
        # Where nobody can replace a file that is open it is read at once.
        self._whole = files.read_at(descriptor, 0, os.fstat(descriptor).st_size) if os.name == "nt" else b""
        self._descriptor = None if os.name == "nt" else os.dup(descriptor)

    def __del__(self) -> None:
        if getattr(self, "_descriptor", None) is not None:
            os.close(self._descriptor)  # type: ignore[arg-type] # it is none where there is nothing to close

    def read(self, at: int, length: int) -> bytes:
        """So many bytes from a place, or fewer at the end; raises `OSError` as the system does."""
        if self._descriptor is None:
            return self._whole[at : at + length]
        return files.read_at(self._descriptor, at, length)
