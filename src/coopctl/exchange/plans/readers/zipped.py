"""What DOCX and XLSX have in common: an archive of parts, each of which may be far larger than the archive."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from coopctl.errors import Refused

_MOST_PARTS = 5_000
_MOST_UNPACKED = 1 << 27


@contextmanager
def archive(data: bytes, name: str, what: str) -> Iterator[io.BytesIO]:
    """The bytes of an Office file as a stream.

    Raises `Refused` for what is not one, or would unpack to more than 128 MB; so does any error inside.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            inside = parts.infolist()
        if len(inside) > _MOST_PARTS or sum(part.file_size for part in inside) > _MOST_UNPACKED:
            raise Refused(f"{name} unpacks to more than {_MOST_UNPACKED >> 20} MB", "save the plan's pages alone")
        yield io.BytesIO(data)
    except Refused:
        raise
    except Exception as why:  # noqa: BLE001 - there is no end to the kinds of damage
        raise Refused(
            f"{name} is not {what}: {f'{why}' or type(why).__name__}", "open it in its program and save it again"
        ) from None
