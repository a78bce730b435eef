"""Many plans of one database, read together or each by itself, stand where each says that it stands."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from msgspec import structs

from coopctl.plan.plan import Figure
from coopctl.store.opening import open_team
from coopctl.store.postgres import many
from coopctl.store.postgres.store import PostgresStore
from coopctl.tracker.knowledge import know
from store.file.samples import NOW, PLAN, figure

_NAMES = count()


def _filled(database: str, name: str, size: int) -> PostgresStore:
    """A plan with so many figures, of which every fifth was corrected, every seventh taken back, and some will be."""
    store = open_team(f"{database}?plan={name}", lock_timeout=10)
    store.create(PLAN)
    told: list[Figure] = []
    for number in range(size):
        day = date(2024, 8, 2) + timedelta(number % 300)
        one = structs.replace(figure(f"{name}-{number}"), date=day, on=f"{day}", value=Decimal(number) / 8)
        one = structs.replace(one, provisional=number % 4 == 3)
        if number % 7 == 6:
            one = Figure(one.key, "trade", NOW, retracts=told[-3].key)
        elif number % 5 == 4:
            one = structs.replace(one, replaces=told[-2].key)
        told.append(one)
    store.append(told)
    return store


@pytest.mark.parametrize("few", [5, 1_000])
def test_the_shelf_does_not_matter(database: str, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """The days of a goal are the same, whether a plan is read with others or asks the database for them."""
    monkeypatch.setattr(many, "_FEW", few)
    monkeypatch.setattr(many, "_MOST", 40)
    number = next(_NAMES)
    made = {f"shelf-{number}-{size}": _filled(database, f"shelf-{number}-{size}", size) for size in (0, 3, 6, 30, 35)}
    opened = dict(many.all_plans(open_team(database, lock_timeout=10)))
    for name, store in made.items():
        alone, together = know(store), know(opened[name]())
        assert (alone.books, alone.plan, alone.last) == (together.books, together.plan, together.last)


def test_a_large_plan_stands_alone() -> None:
    """What is read at once is bounded, and the order of the plans is kept."""
    sizes = [("a", 1), ("b", 2), ("c", 5_000), ("d", 3), ("e", 1_001), *((f"f{number}", 1_000) for number in range(21))]
    shelves = list(many._shelves(sizes))
    assert shelves[:4] == [["a", "b"], ["c"], ["d"], ["e"]]
    assert [len(shelf) for shelf in shelves[4:]] == [20, 1]
    assert [name for shelf in shelves for name in shelf] == [name for name, _ in sizes]
