"""The lines of figures with the store's time and who brought them, without decoding them."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from coopctl.store.file import lines

_TIME = b'"recorded_at":'


def timed(blocks: Iterable[bytes], moment: datetime | None) -> Iterable[bytes]:
    """Blocks of lines with the store's time in each document; another time of its own is kept."""
    if moment is None:
        return blocks
    given = msgspec.json.encode(moment)
    both = _TIME + given + b',"said_at":'
    # No text holds the name of the field: its quotation marks are escaped.
    return (block.replace(_TIME, both).replace(both + given, _TIME + given) for block in blocks)


def signature(who: str) -> bytes:
    """The end of a document that says who brought it, where anybody did."""
    return b',"by":' + lines.encode_text(who) + lines.END if who else lines.END
