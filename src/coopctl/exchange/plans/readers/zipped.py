"""What documents of other programs can have: damage, and in DOCX and XLSX parts far larger than their archive."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from coopctl.errors import Refused

_MOST_PARTS = 5_000
_MOST_UNPACKED = 1 << 27
_MOST_TAGS = 1_500_000


def _tags(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """How many tags a part of an archive has, if it is large enough to ask; a picture has one in 256 bytes."""
    if part.file_size < _MOST_TAGS:
        return 0
    with parts.open(part) as stream:
        return sum(block.count(b"<") for block in iter(lambda: stream.read(1 << 16), b""))


def _check(parts: zipfile.ZipFile, name: str, *, held: bool) -> None:
    """Raises `Refused` where the parts of an archive would fill the memory."""
    inside = parts.infolist()
    if len(inside) > _MOST_PARTS or sum(part.file_size for part in inside) > _MOST_UNPACKED:
        raise Refused(f"{name} unpacks to more than {_MOST_UNPACKED >> 20} MB", "save the plan's pages alone")
    if held and sum(_tags(parts, part) for part in inside) > _MOST_TAGS:
        raise Refused(f"{name} has more than {_MOST_TAGS:,} tags in it", "save the plan's pages alone")


@contextmanager
def undamaged(said: str, instead: str) -> Iterator[None]:
    """Whatever goes wrong within as `Refused`, with what is said of the file and what to do; what is refused stays."""
    try:
        yield
    except Refused:
        raise
    except Exception as why:  # noqa: BLE001 - there is no end to the kinds of damage
        raise Refused(f"{said}: {f'{why}' or type(why).__name__}", instead) from None


@contextmanager
def archive(data: bytes, name: str, what: str, *, held: bool = False) -> Iterator[io.BytesIO]:
    """The bytes of an Office file as a stream.

    Raises `Refused` for what is not one, or would unpack to more than 128 MB, or to more tags than fit in some 300 MB
    where they are `held` all at once; so does any error inside.
    """
    with undamaged(f"{name} is not {what}", "open it in its program and save it again"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check(parts, name, held=held)
        yield io.BytesIO(data)
