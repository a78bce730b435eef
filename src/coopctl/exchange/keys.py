"""The keys that the rows of an import bring with them: each is one figure's."""

from typing import NamedTuple

import msgspec

from coopctl.exchange.scratch import Scratch
from coopctl.plan import Figure

# So long that no two figures share one.
_DIGEST = 16


class Earlier(NamedTuple):
    """An earlier row with the same key: its line, and whether it says the same in everything."""

    line: int
    same: bool


class Keys:
    """Which line brought each key, with which figure."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._any = False

    def __bool__(self) -> bool:
        return self._any

    def bring(self, figure: Figure, line: int) -> Earlier | None:
        """Enter the key of a row's figure; the earlier row where there is one."""
        self._any = True
        from hashlib import blake2b  # most imports bring no keys

        said = blake2b(msgspec.json.encode(figure), digest_size=_DIGEST).digest()
        insert = "INSERT OR IGNORE INTO keys VALUES(?, ?, ?)"
        if self._scratch.run(insert, figure.key, line, said).rowcount:
            return None
        earlier, other = self._scratch.one("SELECT line, digest FROM keys WHERE key = ?", figure.key)
        return Earlier(earlier, same=said == other)
