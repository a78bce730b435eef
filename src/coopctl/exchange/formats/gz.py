"""Files that are packed with gzip, whose damage is told in a line."""

import gzip
import zlib

from coopctl.errors import Refused


class Unzipped(gzip.GzipFile):
    """The bytes that were packed; raises `Refused` where the packed ones are damaged or cut off."""

    def read(self, size: int | None = -1) -> bytes:
        try:
            return super().read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as why:
            raise Refused(f"the packed file is damaged: {why}", "fetch it again") from None
