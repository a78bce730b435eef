"""The figures that name others, and what those took back, as a checkpoint keeps it: most who ask read little of it.

That a figure was not taken back is told by the checksums of all names that these figures have or name.  Where one of
them is asked for, those figures are decoded that have to do with it, which are few; all of them for who asks for all.
"""

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import Self

import msgspec
from msgspec import Struct

from coopctl.disk.opened import Opened
from coopctl.errors import CoopctlError
from coopctl.plan.corrections import Gone, State, withdrawn
from coopctl.plan.plan import Figure

_ENCODER = msgspec.msgpack.Encoder()
_ONE = msgspec.msgpack.Decoder(Figure)
_FIGURES = msgspec.msgpack.Decoder(list[Figure])
_GONE = msgspec.msgpack.Decoder(dict[str, State])
# What a list and a mapping begin with, before their number and their elements.
_LIST, _MAPPING = b"\xdd", b"\xdf"
# So many that have to do with one another are decoded one by one; who asks for more names is given all.
_MOST = 200
_UNREADABLE = (OSError, msgspec.MsgspecError, UnicodeDecodeError, ValueError, OverflowError, MemoryError, CoopctlError)


class Part(Struct, frozen=True, array_like=True):
    """Where something lies in a checkpoint, and its checksum."""

    at: int
    length: int
    checksum: int


class Places(Struct, frozen=True, array_like=True):
    """Where a checkpoint has what `Encoded` has, how many figures name others, and how many names are gone.

    `settled` tells that no two of them wait to be settled: there is no rival, and none came beside another.
    """

    parts: dict[str, Part] = {}
    figures: int = 0
    gone: int = 0
    settled: bool = True


class Encoded(Struct, frozen=True):
    """Figures that name others, one behind the other, what they took back, and how both are found.

    Of each figure there are its end and its checksum; of each name that one has or names, in order of their checksums,
    this and the number of the figure; and the checksums of the batches that they are of.
    """

    figures: bytes
    gone: bytes
    ends: "array[int]"
    proofs: "array[int]"
    names: "array[int]"
    numbers: "array[int]"
    batches: "array[int]"
    taken: int
    settled: bool

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> Self:
        """All figures that name others."""
        none = cls(b"", b"", array("Q"), array("I"), array("I"), array("I"), array("I"), 0, settled=True)
        gone = withdrawn(figures)
        return none.with_more(figures, none.with_gone(gone), settled=_are_settled(figures, gone))

    def with_gone(self, gone: Gone) -> tuple[int, bytes]:
        """How much is gone with this, too, and its encoding."""
        return self.taken + len(gone), self.gone + b"".join(map(_ENCODER.encode, chain.from_iterable(gone.items())))

    def with_more(self, figures: Sequence[Figure], gone: tuple[int, bytes], *, settled: bool) -> Self:
        """With later figures that name others, and what is gone by then."""
        each = list(map(_ENCODER.encode, figures))
        first = len(self.ends)
        begun = self.ends[-1] if first else 0
        pairs = sorted(
            chain(
                ((checksum << 32) + number for checksum, number in zip(self.names, self.numbers, strict=True)),
                ((checksum(name) << 32) + number for number, one in enumerate(figures, first) for name in _names(one)),
            )
        )
        batches = {checksum(one.batch) for one in figures if one.batch}
        return type(self)(
            self.figures + b"".join(each),
            gone[1],
            self.ends + array("Q", [begun + end for end in accumulate(map(len, each))]),
            self.proofs + array("I", map(zlib.crc32, each)),
            array("I", [pair >> 32 for pair in pairs]),
            array("I", [pair & 0xFFFFFFFF for pair in pairs]),
            array("I", sorted(batches.union(self.batches))),
            gone[0],
            settled=settled,
        )

    def put(self, write: Callable[[memoryview], int]) -> Places:
        """Write it somewhere, part by part; `write` gives the place of each."""
        parts: dict[str, Part] = {}
        for name in ("figures", "gone", "ends", "proofs", "names", "numbers", "batches"):
            data = memoryview(getattr(self, name)).cast("B")
            parts[name] = Part(write(data), len(data), zlib.crc32(data))
        return Places(parts, len(self.ends), self.taken, self.settled)


def _names(figure: Figure) -> Iterator[str]:
    """What a figure that names others is called and names, but for its batch."""
    return filter(None, (figure.key, figure.replaces, figure.retracts))


def checksum(name: str) -> int:
    """The number by which a name is looked for."""
    return zlib.crc32(name.encode("utf-8", "surrogateescape"))


def _are_settled(figures: Iterable[Figure], gone: Gone) -> bool:
    return State.RIVAL not in gone.values() and not any(one.beside for one in figures)


class Covered:
    """What an opened checkpoint says of the figures that name others, read for as long as somebody may ask for it.

    Who writes another in its place does not change it.  `instead` gives these figures where the checkpoint is damaged.
    """

    def __init__(self, opened: Opened, places: Places, instead: Callable[[], list[Figure]]) -> None:
        self.places = places
        self._opened, self._instead = opened, instead
        self._read: dict[str, array[int]] = {}

    def _bytes(self, at: int, length: int, proof: int) -> bytes:
        """So many bytes of the checkpoint; raises `ValueError` where they have another checksum."""
        data = self._opened.read(at, length)
        if len(data) != length or zlib.crc32(data) != proof:
            raise ValueError
        return data

    def _part(self, name: str) -> bytes:
        """A part; raises `ValueError` where there is none that is whole."""
        part = self.places.parts.get(name)
        if part is None:
            raise ValueError
        return self._bytes(part.at, part.length, part.checksum)

    @cached_property
    def figures(self) -> list[Figure]:
        """The covered figures that name others, in order."""
        try:
            return _FIGURES.decode(_LIST + self.places.figures.to_bytes(4, "big") + self._part("figures"))
        except _UNREADABLE:
            return self._instead()

    @cached_property
    def gone(self) -> Gone:
        """What they took back, and how."""
        try:
            return _GONE.decode(_MAPPING + self.places.gone.to_bytes(4, "big") + self._part("gone"))
        except _UNREADABLE:
            return withdrawn(self.figures)

    def encoded(self) -> Encoded:
        """All of it as it is kept."""
        try:
            return Encoded(
                self._part("figures"), self._part("gone"), self._told("ends"), self._told("proofs"),
                self._told("names"), self._told("numbers"), self._told("batches"),
                self.places.gone, self.places.settled,
            )  # fmt: skip
        except _UNREADABLE:
            return Encoded.of(self.figures)

    def _told(self, name: str) -> "array[int]":
        """A part that is of numbers, read once."""
        if name not in self._read:
            self._read[name] = array("Q" if name == "ends" else "I", self._part(name))
        return self._read[name]

    def tells_of(self, name: str) -> bool:
        """Whether one of these figures may have this name as key or batch, or name it."""
        try:
            return any(len(_places(self._told(part), name)) > 0 for part in ("names", "batches"))
        except _UNREADABLE:
            return True

    def around(self, names: Iterable[str]) -> list[Figure] | None:
        """The figures that have to do with what has these names, in order: what one takes back hangs on these alone.

        None where they are many, as where a batch was taken back.
        """
        try:
            return self._around(names)
        except (*_UNREADABLE, IndexError):
            return None

    def _around(self, names: Iterable[str]) -> list[Figure] | None:
        found: dict[int, Figure] = {}
        seen: set[str] = set()
        waiting = [*names]
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            if _places(self._told("batches"), name) or len(found) > _MOST:
                return None
            for number in {self._told("numbers")[at] for at in _places(self._told("names"), name)} - found.keys():
                found[number] = figure = self._figure(number)
                if figure.batch and _places(self._told("names"), figure.batch):
                    return None
                waiting += _names(figure)
        return [figure for _, figure in sorted(found.items())]

    def _figure(self, number: int) -> Figure:
        begin = self._told("ends")[number - 1] if number else 0
        at = self.places.parts["figures"].at + begin
        return _ONE.decode(self._bytes(at, self._told("ends")[number] - begin, self._told("proofs")[number]))


def _places(told: "array[int]", name: str) -> range:
    """Where the checksum of a name stands among others that are in order."""
    wanted = checksum(name)
    return range(bisect_left(told, wanted), bisect_right(told, wanted))


class Named:
    """The figures that name others, of all or of those that are covered and some later ones, and what they took back.

    `own` are those that were looked at for that: the later ones, and of the covered ones those that have to do with
    them.
    """

    def __init__(self, later: Sequence[Figure], covered: Covered | None = None) -> None:
        self._later, self._covered = later, covered
        around = covered.around(withdrawn(later)) if covered else []
        before = covered.figures if covered and around is None else around or []
        self._apart = covered is not None and around is not None
        self.own = [*before, *later]
        self._before, self._taken = withdrawn(before), withdrawn(self.own)
        self._touched = {name for one in before for name in _names(one)}

    @cached_property
    def gone(self) -> Gone:
        """What was taken back, and how."""
        return _Gone(self._taken, self._touched, self._covered) if self._covered and self._apart else self._taken

    @property
    def figures(self) -> list[Figure]:
        """All of them, in order."""
        return [*(self._covered.figures if self._covered else ()), *self._later]

    @property
    def turned(self) -> set[str]:
        """What was taken back since the covered figures, or stands again."""
        return self._taken.keys() ^ self._before.keys()

    @property
    def settled(self) -> bool:
        """Whether no two of them wait to be settled."""
        told = self._covered is None or self._covered.places.settled
        return _are_settled(self.own, self._taken) if told else _are_settled(self.figures, self.gone)

    def encoded(self) -> Encoded:
        """All of it, as a checkpoint keeps it."""
        if self._covered is None:
            return Encoded.of(self.own)
        begun = self._covered.encoded()
        if not self._later:
            return begun
        added = self._apart and not self._touched
        gone = begun.with_gone(self._taken) if added else Encoded.of([]).with_gone(self.gone)
        return begun.with_more(self._later, gone, settled=self.settled)


class _Gone(Mapping[str, State]):
    """What was taken back: by figures that have names that were `touched` what they took, by all others what is kept.

    Who asks for a few names has only those figures decoded that have to do with them.
    """

    def __init__(self, taken: Gone, touched: Collection[str], covered: Covered) -> None:
        self._taken, self._touched, self._covered = taken, touched, covered
        self._asked = 0

    @cached_property
    def _every(self) -> Gone:
        before = {name: state for name, state in self._covered.gone.items() if name not in self._touched}
        return {**before, **self._taken}

    def __getitem__(self, name: str) -> State:
        if self._asked > _MOST:
            return self._every[name]
        found = self._taken.get(name)
        if found is not None:
            return found
        if name in self._touched or not self._covered.tells_of(name):
            raise KeyError(name)
        self._asked += 1
        around = self._covered.around([name])
        return (self._covered.gone if around is None else withdrawn(around))[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._every)

    def __len__(self) -> int:
        return len(self._every)

    def __bool__(self) -> bool:
        return bool(self._taken or self._covered.places.gone)
