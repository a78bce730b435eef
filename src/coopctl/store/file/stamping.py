"""The lines of figures with the store's time and who brought them, without decoding them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from coopctl.store.file import lines

_TIME = b'"recorded_at":'


def stamped(documents: Iterable[bytes], moment: datetime | None, who: str) -> Iterator[bytes]:
    """The documents of figures with the store's time and who brought them; another time of theirs is kept beside it."""
    given = b"" if moment is None else msgspec.json.encode(moment)
    author = b',"by":' + lines.encode_text(who) + b"}\n" if who else b"}\n"
    for document in documents:
        # The first such name is the field's: within a text its quotation marks would be escaped.
        before, name, rest = document.partition(_TIME)
        if given and not rest.startswith(given):
            rest = given + b',"said_at":' + rest
        yield before + name + rest[: -len(b"}\n")] + author
