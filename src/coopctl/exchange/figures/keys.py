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

# So many keys take less room than the database, and no time to start it.
_FEW = 2000
_DERIVED = 17
_WORDS = 4


class Earlier(NamedTuple):
    """An earlier row with the same key: its line, and whether it says the same in everything."""

    line: int
    same: bool


class Keys:
    """Which row brought each key, with which figure; beyond a few they are put by in `scratch`."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch = scratch
        self._any = self._many = False
        self._few: dict[str, tuple[int, int]] = {}

    def __bool__(self) -> bool:
        return self._any

    def bring(self, figure: Figure, line: int) -> Earlier | None:
        """Enter the key of a row's figure; the earlier row where there is one."""
        self._any = True
        said = _said(figure)
        before = self._there([figure.key])
        if before is None:
            self._enter([(figure.key, line, said)])
            return None
        return Earlier(before[0], same=said == before[1])

    def bring_all(self, figures: Columns, lines: Sequence[int]) -> bool:
        """Enter the keys of many rows' figures; False, and none entered, where one of them was brought before."""
        keys = figures.keys
        if len(set(keys)) < len(keys) or self._there(keys):
            return False
        self._any = True
        words = figures.words or [[""] * len(keys)] * _WORDS
        said = map(hash, zip(figures.goals, figures.labels, figures.values, *words, _more(figures), strict=False))
        self._enter(zip(keys, lines, said, strict=True))
        return True

    def _there(self, keys: Sequence[str]) -> tuple[int, int] | None:
        """The line that brought one of these keys, and what that said; None where none did."""
        if not self._many:
            return next(filter(None, map(self._few.get, keys)), None)
        marks = ",".join("?" * len(keys))
        found: tuple[int, int] | None = self._scratch.one(
            f"SELECT line, said FROM keys WHERE key IN ({marks})",  # noqa: S608 - question marks alone
            *keys,
        )
        return found

    def _enter(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Enter keys that are not there, each with its line and what that says."""
        if not self._many:
            self._few.update((key, (line, said)) for key, line, said in rows)
            if len(self._few) <= _FEW:
                return
            rows = [(key, *told) for key, told in self._few.items()]
            self._many, self._few = True, {}
        self._scratch.fill("INSERT INTO keys VALUES(?, ?, ?)", rows)


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
