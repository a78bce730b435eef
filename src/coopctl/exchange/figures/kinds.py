"""What is compared of figures that come in with those that are recorded: numbers for each, and what became of it."""

from typing import NamedTuple

from coopctl.exchange.figures.keys import is_derived
from coopctl.plan.corrections import State
from coopctl.values.ids import is_made


class Kind:
    """What is known of a figure, recorded or new, beside what it says: bits of a number.

    They are plain numbers, for flags of an enumeration take a microsecond to be joined, and a million rows join many.
    """

    KNOWN = 1  # a row that says the same is this figure, also where it was corrected
    STANDS = 2
    PROVISIONAL = 4
    MADE = 8  # somebody made its key
    DERIVED = 16  # its key was made of a row's columns that are not used
    GONE = 32  # undone, of a goal that was removed, or a retraction: only its key is taken
    EVENT = 64
    KEYED = 8 | 16


STATES = {State.STANDS: Kind.KNOWN | Kind.STANDS, State.REPLACED: Kind.KNOWN, State.UNDONE: Kind.GONE}
"""What is known of a recorded figure by what became of it; of one that was retracted nothing."""


class Row(NamedTuple):
    """A figure in numbers: hashes of its slot, its value in it, and all that it says; its own number, and its kind.

    Figures that come in have their numbers, and so have those that are recorded, both in their order.
    """

    slot: int
    near: int
    fact: int
    number: int
    kind: int


class Why:
    """Where a row differs from the recorded figure that it meets, so that it does not take it silently."""

    VALUE, NOTE, PART, KEY, DAY = "value", "note", "part", "key", "day"


class Against(NamedTuple):
    """The recorded figure that a row meets, by its number, and why it does not take it silently; "" where it does."""

    number: int
    why: str


class Found:
    """What became of the rows, by number: recorded already or not, what they meet, whose key is taken.

    `claimed` are the recorded figures that one of them is; `instead` has the provisional rows of the same file whose
    place others take.
    """

    def __init__(self, *, update: bool) -> None:
        self._update = update
        self.known, self.claimed = bytearray(), bytearray()
        self.against: dict[int, Against] = {}
        self.rekeyed: dict[int, None] = {}
        self.instead: dict[int, int] = {}

    @property
    def some(self) -> bool:
        """Whether not all rows are simply new."""
        return bool(any(self.known) or self.against or self.rekeyed or self.instead)

    def same(self, number: int, recorded: int) -> None:
        """A row is a recorded figure."""
        self.known[number] = self.claimed[recorded] = 1

    def meets(self, number: int, against: Against) -> None:
        """A row says something else than a recorded figure, and corrects it where that is asked for."""
        if self._update and against.why == Why.PART:
            self.known[number] = 1
        else:
            self.against[number] = against._replace(why="") if self._update else against


def key_kind(key: str) -> int:
    return Kind.DERIVED if is_derived(key) else Kind.MADE if is_made(key) else 0


def may_be(kind: int, recorded: int) -> bool:
    """Whether a row can be a recorded figure that says the same: one that is final is none that is provisional."""
    return bool(kind & Kind.PROVISIONAL) or not recorded & Kind.PROVISIONAL
