"""Many plans of one database, read together: a question for each of a thousand plans would cost a thousand journeys."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from coopctl.plan.corrections import withdrawn
from coopctl.plan.plain import Lines
from coopctl.plan.plan import Figure, Plan
from coopctl.store import Book, Condenser, Contents, Store
from coopctl.store.file import decoding
from coopctl.store.opening import Nothing
from coopctl.store.postgres import tables
from coopctl.store.postgres.store import PostgresStore

# So many figures are read at once.  A plan that has more than a thousand is read by itself, and lets the database join
# its days: that takes a third of the time of reading five thousand, and half as long again for a hundred.
_MOST = 20_000
_FEW = 1_000


class _Seen(Nothing):
    """A plan that was read with others: to look at, without its journal, and nothing to write to; see `Store`."""

    def __init__(self, contents: Contents, figures: Lines | None) -> None:
        self._contents = contents
        self._figures = figures

    def contents(self) -> Contents:
        return self._contents

    def condensed(
        self, condenser: Condenser[Book], plan: Plan, only: Collection[str] | None = None
    ) -> Mapping[str, Book]:
        goals = [goal for goal in plan.goals if only is None or goal.id in only]
        return condenser.condense_lines(goals, [self._figures] if self._figures else [], withdrawn(self.references()))

    def references(self) -> list[Figure]:
        return self._figures.naming_others() if self._figures else []


def all_plans(store: PostgresStore) -> list[tuple[str, Callable[[], Store]]]:
    """Every plan of a database that may be read, by name, and how it is opened; those of a shelf are read at once."""
    with store.reading() as connection:
        sizes = connection.execute(tables.CLOCKS).fetchall()
    opened: list[tuple[str, Callable[[], Store]]] = []
    for shelf in _shelves(sizes):
        read = _Shelf(store, shelf)
        opened += [(name, read.opening(name)) for name in shelf]
    return opened


def _shelves(sizes: Sequence[tuple[str, int]]) -> Iterator[list[str]]:
    """Plans that are read together, in order: no more figures at a time than fit, and large ones alone."""
    shelf: list[str] = []
    room = _MOST
    for name, size in sizes:
        if shelf and (size > room or size > _FEW):
            yield shelf
            shelf, room = [], _MOST
        shelf.append(name)
        room -= size if size <= _FEW else _MOST
    if shelf:
        yield shelf


class _Shelf:
    """A few plans, read when the first of them is asked for, and each let go when it was."""

    def __init__(self, store: PostgresStore, names: list[str]) -> None:
        self._store = store
        self._names = names
        self._read: dict[str, _Seen] | None = None

    def opening(self, name: str) -> Callable[[], Store]:
        """How one of the plans is opened; what is amiss with it is said by its own store."""

        def opened() -> Store:
            if len(self._names) == 1:
                return self._store.beside(name)
            if self._read is None:
                self._read = self._all()
            return self._read.pop(name, None) or self._store.beside(name)

        return opened

    def _all(self) -> dict[str, _Seen]:
        with self._store.reading() as connection:
            heads = connection.execute(tables.HEADS, (self._names,)).fetchall()
            rows = connection.execute(tables.FIGURES_OF_ALL, (self._names,)).fetchall()
        figures = {name: [row[1:] for row in group] for name, group in groupby(rows, itemgetter(0))}
        found = {}
        for name, schema, document in heads:
            placed = figures.get(name)
            plan, lines = self._store.plan_of(schema, document), _lines_of(placed) if placed else None
            if plan is not None and (lines or not placed):
                found[name] = _Seen(Contents(plan, (), lines.last if lines else 0), lines)
        return found


def _lines_of(placed: Sequence[tuple[int, str]]) -> Lines | None:
    """Figures from their places and documents, None where one cannot be."""
    return decoding.lines_in("".join([f',"{place}":{text}\n' for place, text in placed]).encode())
