"""The keys that the rows of an import bring with them: each is one figure's, in the input and in the file."""

from typing import NamedTuple

import msgspec

from coopctl.exchange.scratch import Scratch
from coopctl.plan import Figure

_UNDONE = b""


class Earlier(NamedTuple):
    """An earlier row with the same key: its line, and whether it says the same in everything."""

    line: int
    same: bool


class Keys:
    """Which line brought each key, with which figure, and what the file has recorded under it."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._any = False

    def __bool__(self) -> bool:
        return self._any

    def bring(self, figure: Figure, line: int) -> Earlier | None:
        """Enter the key of a row's figure; the earlier row where there is one."""
        self._any = True
        said = msgspec.json.encode(figure)
        insert = "INSERT OR IGNORE INTO keys(key, line, figure) VALUES(?, ?, ?)"
        if self._scratch.run(insert, figure.key, line, said).rowcount:
            return None
        earlier, other = self._scratch.one("SELECT line, figure FROM keys WHERE key = ?", figure.key)
        return Earlier(earlier, same=said == other)

    def note(self, key: str, fact: bytes, *, undone: bool) -> bool:
        """Note what a recorded figure says, or that it was undone; False where no row brought its key."""
        update = "UPDATE keys SET recorded = ? WHERE key = ?"
        return bool(self._scratch.run(update, _UNDONE if undone else fact, key).rowcount)

    def line(self, key: str) -> int:
        """The line that brought a key."""
        return int(self._scratch.one("SELECT line FROM keys WHERE key = ?", key)[0])

    def recorded(self, key: str) -> bytes | None:
        """What the file says under a key, "" where that was undone; None where it has no such figure."""
        found = self._scratch.one("SELECT recorded FROM keys WHERE key = ?", key)
        return found[0] if found else None
