"""What a goal's figures of each day come to, in columns: a thousand days take the room of a few numbers each.  Pure."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import compress, count, islice
from operator import lt
from typing import Any

from msgspec import Struct

from coopctl.values.parts import Column, number, numbers, parts, scaled, split
from coopctl.values.quantities import EXACT

Packed = tuple[str, bytes]
Join = Callable[[Any, Any], Any]
"""How two values of one day become one, whole numbers or decimals."""


def later_of(_: Any, later: Any) -> Any:
    """The later of two values, which holds."""
    return later


def sum_of(one: Any, other: Any) -> Any:
    """Their sum, exact, and for whole numbers quick."""
    return one + other if type(one) is int is type(other) else EXACT.add(one, other)


# So many values take little room, whatever their days.
_FEW = 10_000


class Day(Struct, gc=False):
    """What a goal's figures of one day come to: the last, sum, largest or smallest by its measure, and how many.

    `provisional` tells that the value stands on a figure that will be revised.
    """

    value: Decimal
    count: int = 1
    provisional: bool = False


class Days(Mapping[date, Day]):
    """The days that have figures, in order, and what those come to; nothing of it is changed.

    `ordinals` are those of the days.  A value is so many `units` of ten to the power of its exponent, which keeps its
    zeros; `marks` are 1 where it is provisional.
    """

    __slots__ = ("counts", "exponents", "marks", "ordinals", "units")

    def __init__(
        self, ordinals: Column = (), units: Column = (), exponents: Column = (), counts: Column = (), marks: Column = ()
    ) -> None:
        self.ordinals = _narrow(ordinals)
        self.units = _narrow(units)
        self.exponents = _narrow(exponents)
        self.counts = _narrow(counts)
        self.marks = _narrow(marks)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the order in which they are given."""
        return self.ordinals, self.units, self.exponents, self.counts, self.marks

    def __len__(self) -> int:
        return len(self.ordinals)

    def __iter__(self) -> Iterator[date]:
        return map(date.fromordinal, self.ordinals)

    def __getitem__(self, day: date) -> Day:
        there = _place(self.ordinals, day)
        if there.start == there.stop:
            raise KeyError(day)
        return Day(self.value(there.start), self.counts[there.start], bool(self.marks[there.start]))

    def day(self, at: int) -> date:
        """The day of this number."""
        return date.fromordinal(self.ordinals[at])

    def value(self, at: int) -> Decimal:
        """The value of the day of this number."""
        return number(self.units[at], self.exponents[at])

    def numbers(self, at: slice = slice(None)) -> list[Decimal]:
        """The values of some days."""
        return numbers(self.units[at], self.exponents[at])

    def scaled(self, at: slice) -> tuple[Column, int]:
        """The values of some days in units of one power of ten, and its exponent."""
        return scaled(self.units[at], self.exponents[at])

    @classmethod
    def of(cls, values: Mapping[int, str], counts: Mapping[int, int], marks: Collection[int]) -> "Days":
        """The days of values by ordinals, in whatever order, as texts of numbers."""
        ordinals = sorted(values)
        units, exponents = split(list(map(values.__getitem__, ordinals)))
        provisional = [day in marks for day in ordinals] if marks else bytes(len(ordinals))
        return cls(ordinals, units, exponents, list(map(counts.__getitem__, ordinals)), provisional)

    def with_days(self, days: Mapping[date, Day | None]) -> "Days":
        """These days with others in their place, without those that are None."""
        if not days:
            return self
        columns = [list(column) for column in self.columns]
        for day, found in sorted(days.items()):
            there, cells = _place(columns[0], day), () if found is None else _cells(day, found)
            for at, column in enumerate(columns):
                column[there] = cells[at : at + 1]
        return Days(*columns)

    def packed(self) -> list[Packed]:
        """The columns as bytes of this machine's own order."""
        return [_pack(column) for column in self.columns]

    @classmethod
    def unpacked(cls, columns: Iterable[Packed]) -> "Days":
        """The days whose columns were packed."""
        days = cls()
        for name, column in zip(("ordinals", "units", "exponents", "counts", "marks"), columns, strict=False):
            setattr(days, name, _unpack(*column))
        return days


class Pile:
    """Values of one goal's days as they come, in columns: in whatever order, and several of a day.

    It is settled once it holds more than a `few`.
    """

    __slots__ = ("_counts", "_few", "_marks", "_most", "exponents", "ordinals", "units")

    def __init__(self, few: int = _FEW) -> None:
        self.ordinals = array("i")
        self.units: array[int] | list[int] = array("q")
        self.exponents = array("h")
        # Of the first of them; each of the others is of one figure, and not provisional.
        self._counts, self._marks = array("i"), array("b")
        self._few = self._most = few

    def put(self, ordinals: Collection[int], units: Column, exponents: Column, marks: Iterable[int] = ()) -> None:
        """Put values there; of these numbers are provisional."""
        before = len(self.ordinals)
        self.ordinals.extend(ordinals)
        self.exponents.extend(exponents)
        try:
            self.units.extend(array("q", units))
        except OverflowError:
            self.units = [*self.units, *units]
        for at in marks:
            self._marks.extend(bytes(before + at + 1 - len(self._marks)))
            self._marks[-1] = 1

    def settle(self, join: Join) -> None:
        """Let what came of each day be one, where that saves room."""
        if len(self.ordinals) > self._most:
            found = None if self._in_order else self.days(join)
            if found is not None and len(found) < len(self.ordinals):
                self.ordinals, self.exponents = array("i", found.ordinals), array("h", found.exponents)
                self.units = array("q", found.units) if isinstance(found.units, array) else list(found.units)
                self._counts, self._marks = array("i", found.counts), array("b", found.marks)
            self._most = max(self._few, 2 * len(self.ordinals))

    @property
    def _in_order(self) -> bool:
        """Whether each day is later than the one before, with one figure."""
        return not self._counts and all(map(lt, self.ordinals, islice(self.ordinals, 1, None)))

    def days(self, join: Join) -> Days:
        """The days in order, with what the values of each come to as they came."""
        ordinals, marks = self.ordinals, self._marks + array("b", bytes(len(self.ordinals) - len(self._marks)))
        if self._in_order:
            return Days(ordinals, self.units, self.exponents, bytes([1]) * len(ordinals), marks)
        last, counts = dict(zip(ordinals, count())), self._counted()
        days = sorted(last)
        at = list(map(last.__getitem__, days))
        if join is later_of or len(at) == len(ordinals):
            units, exponents, marked = (list(map(one.__getitem__, at)) for one in (self.units, self.exponents, marks))
        else:
            units, exponents = self._joined(join, days)
            marked = list(map(set(compress(ordinals, marks)).__contains__, days))
        return Days(days, units, exponents, list(map(counts.__getitem__, days)), marked)

    def _counted(self) -> Mapping[int, int]:
        """How many figures each day has."""
        counts = Counter(self.ordinals)
        for day, settled in zip(self.ordinals, self._counts, strict=False):
            counts[day] += settled - 1
        return counts

    def _joined(self, join: Join, days: Iterable[int]) -> tuple[list[int], list[int]]:
        """The units and exponents of what the values of each day come to."""
        exponents = set(self.exponents)
        values: Iterable[Any] = self.units if len(exponents) == 1 else numbers(self.units, self.exponents)
        found: dict[int, Any] = {}
        for day, value in zip(self.ordinals, values, strict=True):
            old = found.get(day)
            found[day] = value if old is None else join(old, value)
        joined = list(map(found.__getitem__, days))
        return (joined, list(exponents) * len(joined)) if len(exponents) == 1 else split(list(map(str, joined)))


def _cells(day: date, found: Day) -> tuple[int, ...]:
    return day.toordinal(), *parts(found.value), found.count, found.provisional


def _place(ordinals: Column, day: date) -> slice:
    """Where a day is, or belongs."""
    ordinal = day.toordinal()
    at = bisect_left(ordinals, ordinal)
    return slice(at, at + (at < len(ordinals) and ordinals[at] == ordinal))


def _narrow(column: Column) -> Column:
    """A column in the least room; numbers of more than 64 bits stay as they are."""
    for code in "bhiq":
        if isinstance(column, array) and column.typecode == code:
            return column[:]
        try:
            return array(code, column)
        except OverflowError:
            continue
    return list(column)


def _pack(column: Column) -> Packed:
    if isinstance(column, array):
        return column.typecode, column.tobytes()
    return "", " ".join(map(str, column)).encode("ascii")


def _unpack(code: str, data: bytes) -> Column:
    return array(code, data) if code else list(map(int, data.split()))
