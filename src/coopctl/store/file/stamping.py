"""The lines of figures with the store's time and who brought them, without decoding them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import repeat

import msgspec

from coopctl.store.file import lines

_TIME = b'"recorded_at":'


def stamped(blocks: Iterable[bytes], moment: datetime | None, who: str) -> Iterator[bytes]:
    """Each document of blocks of lines, with the store's time and who brought it; another time of its own is kept."""
    given = b"" if moment is None else msgspec.json.encode(moment)
    timed = _TIME + given + b',"said_at":'
    author = b',"by":' + lines.encode_text(who) + b"}\n" if who else b"}\n"
    for block in blocks:
        # No text holds the name of the field, nor the end of a line: its quotation marks and its newlines are escaped.
        taken = block.replace(_TIME, timed).replace(timed + given, _TIME + given) if given else block
        yield from map(bytes.__add__, taken.split(b"}\n")[:-1], repeat(author))
