"""What every store promises, asked of each of them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
from msgspec import structs

from coopctl.errors import CoopctlError, ExitCode, Refused
from coopctl.plan.journal import Change, Patch
from coopctl.plan.plan import Figure, Plan
from coopctl.store import Contents, Store
from coopctl.store.file.unknown import document_of
from coopctl.store.opening import open_database, open_store
from coopctl.tracker.condensing import DAYS
from store.file.samples import NOW, PLAN, figure, figures

_NAMES = count()
Open = Callable[[], Store]


@pytest.fixture(params=["file", "database"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """How to open one store again and again, as other programs would."""
    if request.param == "file":
        return lambda: open_store(tmp_path / "coop.json", lock_timeout=20, say=lambda _: None)
    address = f"{request.getfixturevalue('database')}?plan=contract-{next(_NAMES)}"
    return lambda: open_database(address, lock_timeout=20, say=lambda _: None)


@pytest.fixture
def store(opening: Open) -> Store:
    """A store with a plan and no figures."""
    made = opening()
    made.create(PLAN)
    return made


def _retitled(title: str) -> Callable[[Contents], tuple[Plan, Change]]:
    def change(contents: Contents) -> tuple[Plan, Change]:
        back = Patch(head=structs.replace(contents.plan, goals=()))
        return structs.replace(contents.plan, title=title), Change(NOW, f"title {title}", back)

    return change


def _keys(store: Store) -> list[str]:
    return [one.key for _, one in store.figures()]


@pytest.mark.usefixtures("store")
def test_a_plan_is_there_once(opening: Open) -> None:
    """What was created is there for others, and is not created again."""
    plan = opening().contents().plan
    assert (structs.replace(plan, id=""), opening().contents().changes) == (PLAN, ())
    with pytest.raises(CoopctlError, match="already"):
        opening().create(Plan(title="other"))
    assert opening().contents().plan == plan


def test_what_is_not_there_is_trouble_with_the_store(opening: Open) -> None:
    """Reading a plan that is not there is an error of exit code 3, and creates nothing."""
    for ask in (lambda one: one.contents(), lambda one: list(one.figures()), lambda one: one.append([figure("kkkk")])):
        with pytest.raises(CoopctlError) as found:
            ask(opening())
        assert found.value.exit_code is ExitCode.FILE


def test_figures_come_back_as_they_were(store: Store, opening: Open) -> None:
    """Every field of a figure comes back, exact to the last digit, in the order of recording."""
    odd = Figure(
        "odd1", "trade", NOW, date(2024, 2, 29), Decimal("0.100000000000000000000000000001"), "2024-02", 'n"\n\x00é',
        "s", "u", "w", provisional=True, replaces="k1", batch="b1",
    )  # fmt: skip
    told = [*figures(3), odd, Figure("back", "trade", NOW + timedelta(hours=1), retracts="k2", why="twice", undo=True)]
    store.append(told[:2])
    with store.stage(told[2:]) as staged:
        store.append(staged)
    placed = list(opening().figures())
    assert [one for _, one in placed] == told
    assert [place for place, _ in placed] == sorted({place for place, _ in placed})
    assert opening().contents().last == placed[-1][0]


def test_parts_are_parts_of_the_whole(store: Store) -> None:
    """What is read backwards, by key, by goal or by reference is what reading everything finds."""
    store.append([*figures(2500), Figure("back", "trade", NOW, retracts="k7"), figure("K7_%")])
    placed = list(store.figures())
    assert list(store.newest()) == placed[::-1]
    assert [one for lines in store.lines() for one in lines.whole()] == placed
    assert store.references() == [one for _, one in placed if one.replaces or one.retracts]
    for start in ("k24", "K7", "K7_%", "%", "_", "", "é", "\udce9", "\0"):
        assert store.with_key(start) == [one for one in placed if one[1].key.startswith(start)]
    everything = store.condensed(DAYS, PLAN)
    assert everything == store.condensed(DAYS, PLAN, {"trade"})
    assert everything["trade"].days[date(2025, 6, 30)].count == 2500


def test_what_no_store_can_keep_is_refused_before_it_is_written(store: Store, opening: Open) -> None:
    """A lone surrogate comes from bytes that are no text; nothing of the same write is kept."""
    store.append(figures(1))
    with pytest.raises(CoopctlError, match="not text"):
        store.append([figure("k2"), figure("k\udce9")])
    assert _keys(opening()) == ["k1"]


def test_a_long_note_comes_back(store: Store, opening: Open) -> None:
    long = structs.replace(figure("long"), note="é" * 300_000)
    store.append([figure("k1"), long, figure("k2")])
    assert [one for _, one in opening().figures()][1] == long


def test_everything_is_put_in_the_place_of_what_is_there(store: Store, opening: Open) -> None:
    """Another plan's journal and figures are there as they were, with what this version does not know of them."""
    store.append(figures(3))
    store.save(_retitled("before"))
    told = [figure("n1"), figure("n2"), Figure("n3", "trade", NOW, retracts="n1")]
    kept = {"n2": document_of(told[1], {}).replace(b'"key":"n2"', b'"key":"n2","later":[1.10,2]')}
    journal = [Change(NOW, "begun", Patch(dropped_goals=("trade",)), id="c1", who="ann")]
    store.rewrite(structs.replace(PLAN, title="new", id="p"), journal, told, kept)
    contents = opening().contents()
    assert (contents.plan, contents.changes) == (structs.replace(PLAN, title="new", id="p"), tuple(journal))
    assert [one for _, one in opening().figures()] == told
    assert [key for key, text in opening().unknown().items() if b'"later":[1.10,2]' in text] == ["n2"]
    opening().append([figure("n4")])
    assert b'"later":[1.10,2]' in opening().unknown()["n2"]


def test_when_things_came_in_is_kept_once(store: Store, opening: Open) -> None:
    """What came in before stays so; what was recorded here did not come in."""
    store.append(figures(3))
    store.receive({"k1", "c1"}, NOW)
    opening().receive({"k1", "k2"}, NOW + timedelta(days=1))
    assert dict(opening().received()) == {"k1": NOW, "c1": NOW, "k2": NOW + timedelta(days=1)}


def test_a_version_is_another_after_each_write(store: Store, opening: Open) -> None:
    """What was read while it stayed the same is true still."""
    other = opening()
    seen = [other.version()]
    store.append(figures(1))
    seen.append(other.version())
    store.save(_retitled("new"))
    seen += [other.version(), other.version()]
    assert (seen[0] != seen[1], seen[1] != seen[2], seen[2] == seen[3]) == (True, True, True)


def test_readers_see_whole_writes(store: Store, opening: Open) -> None:
    """While somebody records and changes the plan, whoever looks sees each import whole or not at all."""
    over = Event()

    def write() -> None:
        for number in range(12):
            store.append(figures(7, number * 7 + 1))
        over.set()

    writer = Thread(target=write)
    writer.start()
    reader, seen = opening(), set[int]()
    while not over.is_set():
        seen.add(len(_keys(reader)))
    writer.join(60)
    assert {number % 7 for number in seen} <= {0}
    assert len(_keys(reader)) == 84


def test_a_change_is_in_the_journal(store: Store, opening: Open) -> None:
    """A saved plan takes the place of the old one, and its change stands last in the journal."""
    store.append(figures(2))
    for number in range(3):
        opening().save(_retitled(f"title {number}"))
    contents = opening().contents()
    assert (contents.plan.title, [one.what for one in contents.changes]) == (
        "title 2",
        ["title title 0", "title title 1", "title title 2"],
    )
    assert _keys(opening()) == ["k1", "k2"]


def test_a_change_that_fails_changes_nothing(store: Store, opening: Open) -> None:
    """Where the caller refuses, nothing is stored, and the next write goes through."""

    def refuse(_: Contents) -> tuple[Plan, Change]:
        raise Refused("no")

    with pytest.raises(Refused):
        store.save(refuse)
    with pytest.raises(Refused):
        store.exclusively(lambda: store.save(refuse))
    store.append(figures(1))
    assert (opening().contents().plan.title, _keys(opening())) == ("old", ["k1"])


def test_a_snapshot_stays_as_it_is(store: Store, opening: Open) -> None:
    """Inside a snapshot all reads see one state, whatever is written meanwhile."""
    store.append(figures(2))
    with store.snapshot():
        before = _keys(store), store.contents()
        opening().append(figures(2, 3))
        opening().save(_retitled("later"))
        assert (_keys(store), store.contents()) == before
    assert (_keys(store), store.contents().plan.title) == (["k1", "k2", "k3", "k4"], "later")


def test_an_import_that_breaks_off_records_nothing(store: Store, opening: Open) -> None:
    """Figures are recorded all or none."""

    def some() -> Iterator[Figure]:
        yield from figures(1500)
        raise Refused("the rest cannot be read")

    with pytest.raises(Refused), store.stage(some()) as staged:
        store.append(staged)
    assert _keys(opening()) == []


def test_whoever_is_alone_keeps_others_out(store: Store, opening: Open) -> None:
    """What one writer read stays true until it has written; the other waits, and neither is lost."""
    order: list[str] = []

    def late() -> None:
        opening().exclusively(lambda: order.append("second"))

    def early() -> Thread:
        other = Thread(target=late)
        other.start()
        other.join(0.3)
        store.append(figures(1))
        order.append("first")
        return other

    store.exclusively(early).join(20)
    assert order == ["first", "second"]


@pytest.mark.parametrize("writers", [8, pytest.param(64, marks=pytest.mark.long)])
def test_many_writers_lose_and_double_nothing(store: Store, opening: Open, writers: int) -> None:
    """Each of many writers finds all of its figures there once, at a place of their own."""

    def write(number: int) -> None:
        mine = opening()

        def work(turn: int) -> None:
            seen = len(list(mine.figures()))
            mine.append([figure(f"w{number}-{turn}-{seen}")])

        for turn in range(10):
            mine.exclusively(partial(work, turn))

    threads = [Thread(target=write, args=(number,)) for number in range(writers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(300)
    placed = list(store.figures())
    assert sorted(int(one.key.rpartition("-")[2]) for _, one in placed) == list(range(writers * 10))
    assert len({place for place, _ in placed}) == writers * 10
