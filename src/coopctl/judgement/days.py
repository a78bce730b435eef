"""What a goal's figures of each day come to, in columns: a thousand days take the room of a few numbers each.  Pure."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from operator import lt

from msgspec import Struct

from coopctl.values.quantities import EXACT

Column = Sequence[int]
Packed = tuple[str, bytes]


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
        self,
        ordinals: Column = (),
        units: Column = (),
        exponents: Column = (),
        counts: Column = (),
        marks: Column = (),
    ) -> None:
        self.ordinals = _narrowed(ordinals)
        self.units = _narrowed(units)
        self.exponents = _narrowed(exponents)
        self.counts = _narrowed(counts)
        self.marks = _narrowed(marks)

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
        units, exponents = self.units[at], self.exponents[at]
        return list(map(number, units, exponents) if any(exponents) else map(Decimal, units))

    def scaled(self, at: slice) -> tuple[Column, int]:
        """The values of some days in units of one power of ten, and its exponent."""
        units, exponents = self.units[at], self.exponents[at]
        least = min(exponents, default=0)
        if exponents.count(least) == len(exponents):
            return units, least
        return [unit * 10 ** (exponent - least) for unit, exponent in zip(units, exponents, strict=True)], least

    @classmethod
    def of(cls, values: Mapping[int, int | str | Decimal], counts: Mapping[int, int], marks: Collection[int]) -> "Days":
        """The days of values by ordinals, in whatever order, as numbers or texts of numbers."""
        ordinals = sorted(values)
        units, exponents = _split(list(map(values.__getitem__, ordinals)))
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
        return [_packed(column) for column in self.columns]

    @classmethod
    def unpacked(cls, columns: Iterable[Packed]) -> "Days":
        """The days whose columns were packed."""
        days = cls()
        for name, column in zip(("ordinals", "units", "exponents", "counts", "marks"), columns, strict=False):
            setattr(days, name, _unpacked(*column))
        return days


class Run:
    """Days in their order, each of one figure that will not be revised, kept in columns as they come.

    Values are split at once, while they are still in the processor's cache.
    """

    __slots__ = ("_exponents", "_ordinals", "_units")

    def __init__(self) -> None:
        self._ordinals, self._units, self._exponents = array("i"), array("q"), array("b")

    def __len__(self) -> int:
        return len(self._ordinals)

    def take(self, ordinals: Sequence[int], values: Sequence[int | str]) -> bool:
        """Take values of more days; False, and none taken, where they are not all later, each than the one before."""
        last = self._ordinals[-1] if self._ordinals else 0
        if not all(map(lt, chain((last,), ordinals), ordinals)):
            return False
        try:
            units, exponents = map(array, "qb", _split(values))
        except OverflowError:
            return False
        self._ordinals.extend(ordinals)
        self._units.extend(units)
        self._exponents.extend(exponents)
        return True

    def items(self) -> Iterator[tuple[int, Decimal]]:
        """The ordinals of the days, and their values."""
        return zip(self._ordinals, map(number, self._units, self._exponents), strict=True)

    def days(self) -> Days:
        """The days with what they come to."""
        count = len(self._ordinals)
        return Days(self._ordinals, self._units, self._exponents, bytes([1]) * count, bytes(count))


def number(units: int, exponent: int) -> Decimal:
    """So many units of a power of ten, with its zeros."""
    return Decimal(units).scaleb(exponent, EXACT) if exponent else Decimal(units)


def parts(value: Decimal) -> tuple[int, int]:
    """The units of a number and the exponent of their power of ten."""
    text = str(value)
    if text.isdecimal():
        return int(text), 0
    exponent = value.as_tuple().exponent
    return int(value.scaleb(-int(exponent), EXACT)), int(exponent)


def _split(values: Sequence[int | str | Decimal]) -> tuple[Column, Column]:
    """The units of numbers, and the exponents of their powers of ten."""
    if set(map(type, values)) == {int}:
        return list(map(int, values)), bytes(len(values))
    texts = list(map(str, values))
    digits = [text.replace(".", "", 1) for text in texts]
    if "".join(digits).replace("-", "").isdecimal():
        places = [text.find(".") + 1 - len(text) if "." in text else 0 for text in texts]
        return list(map(int, digits)), places
    split = [parts(Decimal(text)) for text in texts]
    return [units for units, _ in split], [exponent for _, exponent in split]


def _cells(day: date, found: Day) -> tuple[int, ...]:
    return day.toordinal(), *parts(found.value), found.count, found.provisional


def _place(ordinals: Column, day: date) -> slice:
    """Where a day is, or belongs."""
    ordinal = day.toordinal()
    at = bisect_left(ordinals, ordinal)
    return slice(at, at + (at < len(ordinals) and ordinals[at] == ordinal))


def _narrowed(column: Column) -> Column:
    """A column in the least room; numbers of more than 64 bits stay as they are."""
    for code in "bhiq":
        try:
            return array(code, column)
        except OverflowError:
            continue
    return list(column)


def _packed(column: Column) -> Packed:
    if isinstance(column, array):
        return column.typecode, column.tobytes()
    return "", " ".join(map(str, column)).encode("ascii")


def _unpacked(code: str, data: bytes) -> Column:
    return array(code, data) if code else list(map(int, data.split()))
