"""What two histories of one plan begin with alike, which stays as it is where they become one.  Pure."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from coopctl.plan.plan import Figure


class Shared(Protocol):
    """The figures that two histories begin with alike, each at its place; who has them reads what is asked for."""

    @property
    def number(self) -> int:
        """How many there are."""

    @property
    def references(self) -> Sequence[Figure]:
        """Those that name others, in order."""

    def key(self, place: int) -> str:
        """The key of the figure at a place."""

    def last(self, goal: str) -> int:
        """The place of the last figure of a goal; 0 where it has none."""

    def named(self, keys: Collection[str]) -> Sequence[Figure]:
        """Those of these keys, in order."""


class AtHand(Struct, frozen=True):
    """Figures that are at hand; see `Shared`."""

    figures: tuple[Figure, ...]

    @property
    def number(self) -> int:
        return len(self.figures)

    @property
    def references(self) -> Sequence[Figure]:
        return [one for one in self.figures if one.names_others]

    def key(self, place: int) -> str:
        return self.figures[place - 1].key

    def last(self, goal: str) -> int:
        return next((at for at in range(self.number, 0, -1) if self.figures[at - 1].goal == goal), 0)

    def named(self, keys: Collection[str]) -> Sequence[Figure]:
        return [one for one in self.figures if one.key in keys]


def is_beginning(last: Figure, later: Iterable[Figure]) -> bool:
    """Whether no figure was recorded before the last of those that two histories begin with."""
    return all(one.recorded_at >= last.recorded_at for one in later)
