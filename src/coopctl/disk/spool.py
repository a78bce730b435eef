"""Bytes that are put by for a while: in memory, and more of them in a file that nobody finds and a crash leaves nothing
of."""

from io import BytesIO
from typing import IO


class Spool:
    """A file that lies in memory until more than `most` bytes were written to it, and then where temporary files do.

    It does what `tempfile.SpooledTemporaryFile` does; most never need what that loads.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._file: IO[bytes] = BytesIO()

    def write(self, data: bytes) -> None:
        """Write where it stands; raises `OSError` where the disk does not take it."""
        self._file.write(data)
        if isinstance(self._file, BytesIO) and self._file.tell() > self._most:
            self._move()

    def _move(self) -> None:
        import tempfile

        at, file = self._file.tell(), tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with this
        try:
            self._file.seek(0)
            file.write(self._file.read())
            file.seek(at)
        except BaseException:
            file.close()
            raise
        self._file = file

    def read(self, length: int) -> bytes:
        """So many bytes from where it stands, or those up to its end."""
        return self._file.read(length)

    def seek(self, at: int) -> None:
        """Go to a place."""
        self._file.seek(at)

    def close(self) -> None:
        """Forget the bytes."""
        self._file.close()
