"""Where a plan and its figures are kept: the protocol, in the words of the domain."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from msgspec import Struct

from coopctl.plan.corrections import Gone
from coopctl.plan.journal import Change
from coopctl.plan.plain import Columns, Lines
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.plan.slot import Slot

if TYPE_CHECKING:
    from coopctl.plan.shared import Shared

Value = TypeVar("Value")
Book = TypeVar("Book")


class Contents(Struct, frozen=True):
    """Everything in a store but the figures, of which `last` is the place of the last one (0: none)."""

    plan: Plan
    changes: tuple[Change, ...]
    last: int


class Way(Struct, frozen=True):
    """How figures of a goal's days become one: their `last` value, their `sum`, `min` or `max`.

    Figures up to the place `after` are none of the goal's; a period that ends on the day `begins` is of the day before.
    """

    join: str
    after: int = 0
    begins: date | None = None


class Condenser(Protocol[Book]):
    """What the figures of a goal come to, however many they are: a book, of whatever kind its reader likes.

    `form` names the way; what was kept of another form is not looked at.
    """

    form: str

    def mark(self, goal: Goal) -> str:
        """What the book of a goal depends on, beside its figures."""

    def condense(
        self, goals: Sequence[Goal], figures: Iterable[Entry], gone: Gone, begun: Mapping[str, Book]
    ) -> dict[str, Book]:
        """The books of goals by id, from those that were begun and more figures, of these goals or others."""

    def condense_lines(self, goals: Sequence[Goal], figures: Iterable[Lines], gone: Gone) -> dict[str, Book]:
        """The same from all figures, many at a time."""

    def way(self, goal: Goal) -> Way:
        """How figures of one day become one, for a store that joins them itself."""

    def enter(
        self, book: Book, values: Mapping[int, str], counts: Mapping[int, int], provisional: Collection[int]
    ) -> Book:
        """A book that has no days, with those of which a store joined the values: by their ordinals, from 1 on.

        `counts` are how many figures each value comes from, `provisional` the days on which it will be revised.
        """

    def holds(self, book: Book, day: date) -> bool:
        """Whether figures of a day are in a book."""

    def mended(self, book: Book, part: Book, days: Collection[date]) -> Book:
        """A book with what a part says of some days in the place of what the book says of them."""

    def join(self, goal: Goal, book: Book, later: Book) -> Book:
        """The book of a goal with what is in the book of later figures of it, which correct none."""

    def pack(self, book: Book) -> bytes:
        """A book as bytes."""

    def unpack(self, data: bytes) -> Book:
        """The book that was packed."""


class Cache(Struct, frozen=True):
    """A folder of the user's where what figures come to is kept, and how it is made of them."""

    condenser: Condenser[Any]
    folder: Path


class Recorder(Struct, frozen=True):
    """Who writes, and by which clock: a store gives both to what it takes, and its time never goes back.

    Without a clock things keep the time that they bring.  Whenever something was made durable, `taken` is told.
    """

    who: Callable[[], str] = str
    clock: Callable[[], datetime] | None = None
    taken: Callable[[], object] = bool


UNSIGNED = Recorder()


class Staged(Protocol):
    """Figures that were put by in their order, to be recorded; as often as they are asked for, they are the same.

    `opens` tells that some of them leave it to a later one to be final.
    """

    opens: bool

    def __iter__(self) -> Iterator[Figure]: ...

    def __len__(self) -> int: ...

    def blocks(self) -> Iterator[Columns | Sequence[Figure]]:
        """The same many at a time."""

    def unmarked(self, marks: Sequence[int]) -> Iterator[tuple[int, Figure]]:
        """The figures that have no mark, each with its number from 0 on; those that have one cost nothing."""


class Store(Protocol):
    """A plan with its figures and the journal of its changes.

    Reading changes nothing and sees the store before or after a write, never between.  Every write is whole or did
    not happen, and is durable when the method returns.  All raise `FileTrouble`.
    """

    def create(self, plan: Plan) -> None:
        """Start an empty store with a plan; refused where there is one."""

    def contents(self) -> Contents:
        """The plan and its journal."""

    def figures(self) -> Iterator[Entry]:
        """Every recorded figure with its place, in the order of recording."""

    def lines(self) -> Iterator[Lines]:
        """The same many at a time, by the column where they are plain."""

    def condensed(
        self, condenser: Condenser[Book], plan: Plan, only: Collection[str] | None = None
    ) -> Mapping[str, Book]:
        """The books of a plan's goals, or only of some, as a condenser makes them of all figures."""

    def newest(self) -> Iterator[Entry]:
        """Every recorded figure with its place, the last recorded first; costs what is read of it."""

    def references(self) -> list[Figure]:
        """The figures that name others, which they replace, retract or came beside, in the order of recording."""

    def settled(self) -> bool:
        """Whether it is known, without reading all, that no figures wait for a person to settle; see `unsettled`."""

    def alike(self, other: "Store") -> "tuple[Shared, list[Entry], list[Entry]] | None":
        """What this store and another begin with alike, and the figures of each after it; None where nobody can tell.

        It is asked, and read, while the same state of both is seen.
        """

    def gone(self) -> Gone:
        """The keys and batches of figures that were taken back, and how; see `withdrawn`."""

    def with_key(self, start: str) -> list[Entry]:
        """The figures whose keys start so, with their places, in the order of recording."""

    def dated(self, condenser: Condenser[Any], goal: Goal, days: Collection[date]) -> Iterable[Entry]:
        """The figures of a goal that stand, and perhaps others, of one of a few days; with places, in order."""

    def naming(self, keys: Collection[str], slots: Collection[Slot]) -> Iterable[Entry]:
        """Every figure, and perhaps others, of a few keys or of a few goals' days or periods, with places, in order."""

    def looks_up(self) -> bool:
        """Whether figures of a few hundred keys, slots and days are found without reading all."""

    def stage(self, figures: Iterable[Figure | Columns], plan: Plan | None = None) -> AbstractContextManager[Staged]:
        """Put figures by, however many, in constant memory; nothing is recorded, and nobody is kept waiting.

        With the plan that they are for, a store may find on the way what they come to.
        """

    def append(self, figures: Sequence[Figure] | Staged) -> datetime | None:
        """Add figures at the end, all or none; returns the time at which they were taken, None for each one's own."""

    def settle(self) -> None:
        """Make durable what is there, whoever wrote it: who is told that it is there may rely on it."""

    def save(self, change: Callable[[Contents], tuple[Plan, Change]]) -> None:
        """Replace the plan by what `change` makes of the contents, and add to the journal."""

    def rewrite(
        self,
        plan: Plan,
        changes: Sequence[Change],
        figures: Sequence[Figure] | Staged,
        kept: Mapping[str, bytes],
        shared: "Shared | None" = None,
    ) -> None:
        """Put a plan, its journal and its figures, as they are, in the place of everything that is there.

        What this store `shared` with another stays before them, where `alike` found it.
        `kept` are documents of figures that have more fields than are known, by key; see `unknown`.
        """

    def unknown(self, shared: "Shared | None" = None) -> Mapping[str, bytes]:
        """The documents of those figures that have fields which this version does not know, by key.

        Those that are `shared` are not looked at.
        """

    def received(self) -> Mapping[str, datetime]:
        """When figures and changes came in that had been recorded elsewhere, by key and id."""

    def receive(self, names: Collection[str], at: datetime) -> None:
        """Keep that what has these names came in at a time, in this store alone; what came in before stays so."""

    def version(self) -> object:
        """What is another thing after each write: what was read while it stayed the same is true still."""

    def writer(self) -> str:
        """Who is said to have written what is written now."""

    def rewritable(self) -> bool:
        """Whether who asks may put other things in the place of what is there, and not only add to it."""

    def exclusively(self, work: Callable[[], Value]) -> Value:
        """Do what reads and then writes while all other writers are kept out; gives what the work gives.

        The work may be done again from its start, where the store took back what it had written.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """Let all reads inside see the same state, whatever is written meanwhile."""
