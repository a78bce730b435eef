"""How a store is told to condense figures, and to keep what they come to: the days of each goal."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from coopctl import __version__
from coopctl.judgement.readings import Book, Day, begin_of, condense, join_of, joined
from coopctl.plan.corrections import Gone
from coopctl.plan.plan import Entry, Goal
from coopctl.store import Way

# To be raised when other days come out of the same figures; what was kept before is then made anew.
_WAY = 2
_BOOK = msgspec.msgpack.Decoder(Book)


class Days:
    """The days of goals' figures; see `Condenser`."""

    form = f"{__version__} {_WAY} {' '.join(Day.__struct_fields__)}"

    def mark(self, goal: Goal) -> str:
        """Earlier figures than `after` are another goal's, the measure says how those of one day are joined.

        The baseline's day parts a total's own figures from those of before.
        """
        return f"{goal.promise.measure} {goal.after} {begin_of(goal)}"

    def condense(
        self,
        goals: Sequence[Goal],
        figures: Iterable[Entry],
        gone: Gone,
        begun: Mapping[str, Book],
    ) -> dict[str, Book]:
        return condense(goals, figures, gone, begun=begun)

    def way(self, goal: Goal) -> Way:
        return Way(join_of(goal), goal.after, begin_of(goal))

    def enter(self, book: Book, day: date, value: Decimal, count: int, *, provisional: bool) -> None:
        book.days[day] = Day(value, count, provisional)

    def holds(self, book: Book, day: date) -> bool:
        return day in book.days or any(one.date == day for one in book.absent.values())

    def mend(self, book: Book, part: Book, days: Collection[date]) -> None:
        for day in days:
            if day in part.days:
                book.days[day] = part.days[day]
            else:
                book.days.pop(day, None)
        for label in [label for label, one in book.absent.items() if one.date in days]:
            del book.absent[label]
        book.absent.update((label, one) for label, one in part.absent.items() if one.date in days)

    def join(self, goal: Goal, book: Book, later: Book) -> Book:
        return joined(goal, book, later)

    def pack(self, book: Book) -> bytes:
        # In the order of days, so that whoever sorts them has little to do.
        return msgspec.msgpack.encode(Book(dict(sorted(book.days.items())), book.absent))

    def unpack(self, data: bytes) -> Book:
        return _BOOK.decode(data)


DAYS = Days()
