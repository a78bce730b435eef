"""Any order of records, imports, changes of the plan and undos, in each store, agrees with a list in memory."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from msgspec import structs

from coopctl.judgement.books import condense
from coopctl.plan.acts import acts, next_undo
from coopctl.plan.corrections import withdrawn
from coopctl.plan.journal import Change, apply, patch
from coopctl.plan.plan import Figure, Plan
from coopctl.plan.slot import Slot
from coopctl.store import Contents, Store
from coopctl.store.opening import open_database, open_store
from coopctl.tracker.condensing import DAYS
from store.file.samples import NOW, PLAN, figure

_NAMES = count()
Open = Callable[[], Store]


@pytest.fixture(params=["file", "database"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Open]:
    """A place for a new plan each time, and how it is opened, in each kind of store."""

    def in_a_file() -> Open:
        path = tmp_path / f"{next(_NAMES)}.json"
        return lambda: open_store(path, lock_timeout=20, say=lambda _: None)

    def in_a_database() -> Open:
        address = f"{request.getfixturevalue('database')}?plan=model-{next(_NAMES)}"
        # One connection is enough: each that is left open is the server's to keep.
        store = open_database(address, lock_timeout=20, say=lambda _: None)
        return lambda: store

    return in_a_file if request.param == "file" else in_a_database


class Ledger(RuleBasedStateMachine):
    """A store beside its model: the plan's title and the figures in their order."""

    def __init__(self, opening: Open) -> None:
        super().__init__()
        self.opening = opening
        self.opening().create(PLAN)
        self.title, self.told, self.number = "old", list[Figure](), 0

    def fresh(self) -> str:
        self.number += 1
        return f"k{self.number}"

    def a_figure(self, day: int) -> Figure:
        one = figure(self.fresh())
        at = NOW.date() - timedelta(day)
        return structs.replace(one, date=at, on=f"{at}", value=Decimal(day) / 4)

    def add(self, figures: list[Figure]) -> None:
        self.opening().append(figures)
        self.told += figures

    @rule(day=st.integers(0, 5))
    def record(self, day: int) -> None:
        self.add([self.a_figure(day)])

    @rule(days=st.lists(st.integers(0, 5), max_size=6))
    def bring_in(self, days: list[int]) -> None:
        batch = [structs.replace(self.a_figure(day), batch=f"b{self.number}") for day in days]
        store = self.opening()
        with store.stage(batch) as staged:
            store.append(staged)
        self.told += batch

    @rule(pick=st.integers(0, 100), corrects=st.booleans())
    def take_back(self, pick: int, corrects: bool) -> None:
        if self.told:
            name = self.told[pick % len(self.told)].key
            one = structs.replace(self.a_figure(pick % 6), replaces=name)
            self.add([one if corrects else Figure(one.key, "trade", NOW, retracts=name)])

    @rule()
    def change_the_plan(self) -> None:
        self.title = f"title {self.fresh()}"
        self.opening().save(self.retitled(self.title))

    @staticmethod
    def retitled(title: str) -> Callable[[Contents], tuple[Plan, Change]]:
        def change(contents: Contents) -> tuple[Plan, Change]:
            new = structs.replace(contents.plan, title=title)
            return new, Change(NOW, f"title {title}", patch(new, contents.plan), contents.last)

        return change

    @rule()
    def undo(self) -> None:
        store = self.opening()

        def work() -> None:
            contents = store.contents()
            last = next_undo(acts(contents.changes, store.newest()))
            if last is not None and last.change is not None:
                self.title = apply(contents.plan, last.change.back).title
                store.save(self.retitled(self.title))
            elif last is not None:
                one = Figure(self.fresh(), "trade", NOW, retracts=last.name, undo=True)
                store.append([one])
                self.told.append(one)

        store.exclusively(work)

    @rule()
    def put_in_place(self) -> None:
        """Everything as it is, in the place of itself, from its first figure on."""
        store = self.opening()
        contents = store.contents()
        store.rewrite(contents.plan, contents.changes, self.told[:-1], store.unknown())
        self.told = self.told[:-1]

    @invariant()
    def all_is_there(self) -> None:
        store = self.opening()
        placed = list(store.figures())
        assert (store.contents().plan.title, [one for _, one in placed]) == (self.title, self.told)
        assert [place for place, _ in placed] == sorted({place for place, _ in placed})
        assert list(store.newest()) == placed[::-1]

    @invariant()
    def parts_are_of_the_whole(self) -> None:
        store, (goal,) = self.opening(), PLAN.goals
        placed = list(store.figures())
        gone = withdrawn(self.told)
        assert store.references() == [one for one in self.told if one.replaces or one.retracts]
        assert store.with_key("k1") == [one for one in placed if one[1].key.startswith("k1")]
        day = NOW.date() - timedelta(2)
        standing = [one for one in placed if one[1].date == day and one[1].key not in gone and one[1].batch not in gone]
        dated = list(store.dated(DAYS, goal, {day}))
        assert [one for one in placed if one in dated] == dated
        assert [one for one in dated if one in standing] == standing
        named = list(store.naming({one.key for one in self.told[::3]}, {Slot("trade", f"{day}")}))
        assert [one for one in placed if one in named] == named
        assert {one.key for one in self.told[::3]} <= {one.key for _, one in named}
        assert store.condensed(DAYS, PLAN) == condense(PLAN.goals, placed, gone)


@pytest.mark.parametrize("size", [12, pytest.param(500, marks=pytest.mark.long)])
def test_each_store_agrees_with_a_list(places: Callable[[], Open], size: int) -> None:
    """Whatever is done in whatever order, what a store says, whole or in part, is what a plain list says."""
    begun: Any = lambda: Ledger(places())  # noqa: E731 - one that is made is asked for as if it were its class
    dose = settings(max_examples=size, stateful_step_count=15, deadline=None)
    run_state_machine_as_test(begun, settings=dose)
