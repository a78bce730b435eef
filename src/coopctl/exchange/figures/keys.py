"""The keys that the rows of an import bring with them: each is one figure's."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from coopctl.exchange.figures.rejects import Kept
from coopctl.exchange.figures.scratch import Scratch
from coopctl.plan.plan import Figure

# So long that no two figures share one.
_DIGEST = 16
_DERIVED = 17
_GENERATED = re.compile("r?[0-9a-f]{16}", re.ASCII)


class Earlier(NamedTuple):
    """An earlier row with the same key: its line, and whether it says the same in everything."""

    line: int
    same: bool


class Brought(NamedTuple):
    """The row that brought a key."""

    line: int
    row: Kept


class Keys:
    """Which row brought each key, with which figure."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._any = False

    def __bool__(self) -> bool:
        return self._any

    def bring(self, figure: Figure, line: int, row: Kept) -> Earlier | None:
        """Enter the key of a row's figure; the earlier row where there is one."""
        from hashlib import blake2b  # most imports bring no keys

        self._any = True
        said = blake2b(msgspec.json.encode(figure), digest_size=_DIGEST).digest()
        insert = "INSERT OR IGNORE INTO keys VALUES(?, ?, ?, ?, ?)"
        if self._scratch.run(insert, figure.key, line, said, *row).rowcount:
            return None
        earlier, other = self._scratch.one("SELECT line, digest FROM keys WHERE key = ?", figure.key)
        return Earlier(earlier, same=said == other)

    def brought(self, key: str) -> Brought:
        """The row that brought a key."""
        line, header, cells = self._scratch.one("SELECT line, header, cells FROM keys WHERE key = ?", key)
        return Brought(line, Kept(header, cells))


def is_made(key: str) -> bool:
    """Whether somebody made this key; all others are generated."""
    return not _GENERATED.fullmatch(key)


def is_derived(key: str) -> bool:
    """Whether this key was made of what a row says in columns that are not used."""
    return len(key) == _DERIVED and key[0] == "r" and not is_made(key)


def derived(figure: Figure, cells: Iterable[str], times: int) -> str:
    """A key for a row that has columns which are not used: the same row has it again, another part has not.

    `times` tells events of one day apart that say the same in everything.
    """
    from hashlib import blake2b

    said = (figure.goal, figure.on, *cells, times)
    return f"r{blake2b(msgspec.json.encode(said), digest_size=8).hexdigest()}"
