"""How a store is told to condense figures, and to keep what they come to: the days of each goal."""

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from coopctl import __version__
from coopctl.judgement.books import Absent, Book, begin_of, condense, condense_lines, join_of, joined
from coopctl.judgement.days import Days, Packed
from coopctl.plan.corrections import Gone
from coopctl.plan.plain import Lines
from coopctl.plan.plan import Entry, Goal
from coopctl.store import Way

# To be raised when other days come out of the same figures; what was kept before is then made anew.
_WAY = 4


class _Packed(Struct, frozen=True, array_like=True):
    """A book as it is kept."""

    days: list[Packed] = []
    absent: dict[str, Absent] = {}


_PACKED = msgspec.msgpack.Decoder(_Packed)


class DaysOfGoals:
    """The days of goals' figures; see `Condenser`."""

    form = f"{__version__} {_WAY} {sys.byteorder}"

    def mark(self, goal: Goal) -> str:
        """Earlier figures than `after` are another goal's, the measure says how those of one day are joined.

        The baseline's day parts a total's own figures from those of before.
        """
        return f"{goal.promise.measure} {goal.after} {begin_of(goal)}"

    def condense(
        self, goals: Sequence[Goal], figures: Iterable[Entry], gone: Gone, begun: Mapping[str, Book]
    ) -> dict[str, Book]:
        return condense(goals, figures, gone, begun=begun)

    def condense_lines(self, goals: Sequence[Goal], figures: Iterable[Lines], gone: Gone) -> dict[str, Book]:
        return condense_lines(goals, figures, gone)

    def way(self, goal: Goal) -> Way:
        return Way(join_of(goal), goal.after, begin_of(goal))

    def enter(
        self, book: Book, values: Mapping[int, str], counts: Mapping[int, int], provisional: Collection[int]
    ) -> Book:
        return Book(Days.of(values, counts, provisional), book.absent)

    def holds(self, book: Book, day: date) -> bool:
        return day in book.days or any(one.date == day for one in book.absent.values())

    def mended(self, book: Book, part: Book, days: Collection[date]) -> Book:
        kept = {label: one for label, one in book.absent.items() if one.date not in days}
        again = {label: one for label, one in part.absent.items() if one.date in days}
        return Book(book.days.with_days({day: part.days.get(day) for day in days}), kept | again)

    def join(self, goal: Goal, book: Book, later: Book) -> Book:
        return joined(goal, book, later)

    def pack(self, book: Book) -> bytes:
        return msgspec.msgpack.encode(_Packed(book.days.packed(), book.absent))

    def unpack(self, data: bytes) -> Book:
        found = _PACKED.decode(data)
        return Book(Days.unpacked(found.days), found.absent)


DAYS = DaysOfGoals()
