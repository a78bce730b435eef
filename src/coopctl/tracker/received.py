"""A plan as it was known here: what others had recorded before counts from when it came in."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, cast

from msgspec import structs

from coopctl.plan.plan import Entry, Figure
from coopctl.store import Contents, Store


def as_received(store: Store) -> Store:
    """The store, with every figure and change dated by when it came in here, to be looked at; see `Store`."""
    return cast("Store", _Received(store))


class _Received:
    """All else is the store's own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._at = store.received()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def contents(self) -> Contents:
        contents = self._store.contents()
        changes = [structs.replace(one, at=self._when(one.id, one.at)) for one in contents.changes]
        return structs.replace(contents, changes=tuple(changes))

    def figures(self) -> Iterator[Entry]:
        return self._as_received(self._store.figures())

    def newest(self) -> Iterator[Entry]:
        return self._as_received(self._store.newest())

    def references(self) -> list[Figure]:
        return [figure for _, figure in self._as_received(enumerate(self._store.references()))]

    def _as_received(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for place, figure in entries:
            at = self._when(figure.key, figure.recorded_at)
            yield place, figure if at == figure.recorded_at else structs.replace(figure, recorded_at=at)

    def _when(self, name: str, recorded: datetime) -> datetime:
        return max(recorded, self._at.get(name, recorded))
