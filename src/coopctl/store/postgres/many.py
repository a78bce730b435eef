"""Many plans of one database, read together: a question for each of a thousand plans would cost a thousand journeys."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from coopctl.plan.corrections import withdrawn
from coopctl.plan.plan import Figure, Plan
from coopctl.store import Book, Condenser, Contents, Store
from coopctl.store.opening import Nothing
from coopctl.store.postgres import tables
from coopctl.store.postgres.store import PostgresStore

# So many figures are read at once.  A plan that has more than a thousand is read by itself, and lets the database join
# its days: that takes a third of the time of reading five thousand, and half as long again for a hundred.
_MOST = 20_000
_FEW = 1_000


class _Seen(Nothing):
    """A plan that was read with others: to look at, without its journal, and nothing to write to; see `Store`."""

    def __init__(self, contents: Contents, figures: Sequence[tuple[int, Figure]]) -> None:
        self._contents = contents
        self._figures = figures

    def contents(self) -> Contents:
        return self._contents

    def condensed(
        self, condenser: Condenser[Book], plan: Plan, only: Collection[str] | None = None
    ) -> Mapping[str, Book]:
        goals = [goal for goal in plan.goals if only is None or goal.id in only]
        return condenser.condense(goals, self._figures, withdrawn(one for _, one in self._figures), {})


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
        figures = {name: list(group) for name, group in groupby(rows, itemgetter(0))}
        found = {}
        for name, schema, document in heads:
            placed = self._store.placed((place, text) for _, place, text in figures.get(name, ()))
            plan = self._store.plan_of(schema, document)
            if placed is not None and plan is not None:
                found[name] = _Seen(Contents(plan, (), placed[-1][0] if placed else 0), placed)
        return found
