"""The lines of figures with the store's time and who brought them, without decoding them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec
from msgspec import Struct

from coopctl.plan.plain import Columns
from coopctl.store.file import lines

_TIME = b'"recorded_at":'


class Receipt(Struct, frozen=True):
    """When the store takes figures, None where they keep the time that they bring, and who brings them, if anybody."""

    moment: datetime | None = None
    who: str = ""

    def lines(self, documents: Iterable[bytes], place: int) -> Iterator[bytes]:
        """The lines of documents that end in a newline, from a place on; another time of their own is kept."""
        return lines.numbered(self._timed(documents), place, first=False, ending=self._by.encode() + lines.END)

    def columns(self, figures: Columns, place: int) -> bytes:
        """The lines of figures in columns, from a place on."""
        brought = _json(figures.recorded_at)
        times = brought if self.moment is None else _json(self.moment)
        said = "" if times == brought else f',"said_at":{brought}'
        return lines.of_columns(figures, place, times + said, self._by)

    def _timed(self, documents: Iterable[bytes]) -> Iterable[bytes]:
        if self.moment is None:
            return documents
        given = msgspec.json.encode(self.moment)
        both = _TIME + given + b',"said_at":'
        # No text holds the name of the field: its quotation marks are escaped.
        return (some.replace(_TIME, both).replace(both + given, _TIME + given) for some in documents)

    @property
    def _by(self) -> str:
        """The end of a document that says who brought it, where anybody did."""
        return f',"by":{lines.encode_text(self.who).decode()}' if self.who else ""


def _json(moment: datetime) -> str:
    return msgspec.json.encode(moment).decode()
