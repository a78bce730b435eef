"""The keys that the rows of an import bring with them: each is one figure's."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

import msgspec

from coopctl.exchange.figures.scratch import Scratch
from coopctl.plan.plain import Columns
from coopctl.plan.plan import Figure
from coopctl.values.ids import is_made
from coopctl.values.quantities import spelling

_DERIVED = 17
_WORDS = 4


class Earlier(NamedTuple):
    """An earlier row with the same key: its line, and whether it says the same in everything."""

    line: int
    same: bool


class Keys:
    """Which row brought each key, with which figure."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._any = False

    def __bool__(self) -> bool:
        return self._any

    def bring(self, figure: Figure, line: int) -> Earlier | None:
        """Enter the key of a row's figure; the earlier row where there is one."""
        self._any = True
        said = _said(figure)
        if self._scratch.run("INSERT OR IGNORE INTO keys VALUES(?, ?, ?)", figure.key, line, said).rowcount:
            return None
        earlier, other = self._scratch.one("SELECT line, said FROM keys WHERE key = ?", figure.key)
        return Earlier(earlier, same=said == other)

    def bring_all(self, figures: Columns, lines: Sequence[int]) -> bool:
        """Enter the keys of many rows' figures; False, and none entered, where one of them was brought before."""
        keys = figures.keys
        there = f"SELECT 1 FROM keys WHERE key IN ({','.join('?' * len(keys))})"  # noqa: S608 - question marks alone
        if len(set(keys)) < len(keys) or self._scratch.one(there, *keys):
            return False
        self._any = True
        words = figures.words or [[""] * len(keys)] * _WORDS
        said = map(hash, zip(figures.goals, figures.labels, figures.values, *words, _more(figures), strict=False))
        self._scratch.fill("INSERT INTO keys VALUES(?, ?, ?)", zip(keys, lines, said, strict=True))
        return True


def _more(figures: Columns) -> Iterable[tuple[object, ...]]:
    """What rows say beside, of each as `_said` has it."""
    if not (figures.provisional or figures.replaces):
        return repeat(())
    marks = figures.provisional or [False] * len(figures)
    others = figures.replaces or [""] * len(figures)
    return [(mark, False, other, "") if mark or other else () for mark, other in zip(marks, others, strict=True)]


def _said(figure: Figure) -> int:
    """All that a row says of a figure, as a hash of 64 bits, which the interpreter salts anew in each run."""
    more = figure.provisional, figure.missing, figure.replaces, figure.why
    return hash(
        (figure.goal, figure.on, spelling(figure.value), figure.note, figure.source, figure.url, figure.who,
         more if any(more) else ())
    )  # fmt: skip


def is_derived(key: str) -> bool:
    """Whether this key was made of what a row says in columns that are not used."""
    return len(key) == _DERIVED and key[0] == "r" and not is_made(key)


def derived(said: Iterable[Sequence[object]]) -> list[str]:
    """Keys for rows that have columns which are not used: the same row has it again, another part has not.

    Of each is given the goal, the period, what else it says, and a number that tells events of one day apart that say
    the same in everything.
    """
    from coopctl.disk.digests import blake2b

    lines = msgspec.json.Encoder().encode_lines(said).split(b"\n")[:-1]
    return [f"r{blake2b(line, digest_size=8).hexdigest()}" for line in lines]
