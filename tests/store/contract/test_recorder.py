"""What every store says of who wrote, and when."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from msgspec import structs

from coopctl.errors import CoopctlError
from coopctl.plan.journal import Change, patch
from coopctl.plan.plan import Plan
from coopctl.store import Contents, Recorder, Store
from coopctl.store.opening import open_database, open_store
from store.file.samples import NOW, PLAN, figure, figures

START = datetime(2025, 7, 1, tzinfo=UTC)
LATER, EARLIER = START + timedelta(hours=1), START - timedelta(hours=1)

_NAMES = count()


class Place:
    """Where one plan is kept; `open` gives a store of its own, as another process would have.

    Who `tells` the time is whoever writes to a file, and of a database the server, whatever a writer's clock says.
    """

    def __init__(self, opened: Callable[[Recorder], Store], *, tells: bool) -> None:
        self._opened = opened
        self._tells = tells

    def open(self, who: str = "", now: datetime = START) -> Store:
        """The store as it is for somebody whose clock says this."""
        return self._opened(Recorder(lambda: who, lambda: now))

    def without_clock(self) -> Store:
        """The store as it is for who brings what was recorded elsewhere, with its times."""
        return self._opened(Recorder())

    def is_then(self, at: datetime | None, clock: datetime) -> bool:
        """Whether a time is the one at which things were taken just now from somebody whose clock says this."""
        if self._tells:
            return at is not None and abs(datetime.now(UTC) - at) < timedelta(minutes=1)
        return at == clock


@pytest.fixture(params=["file", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty place for a plan, of each kind of store in turn."""
    if request.param == "file":
        file = tmp_path / "coop.json"
        return Place(lambda by: open_store(file, lock_timeout=20, say=lambda _: None, recorder=by), tells=False)
    address = f"{request.getfixturevalue('database')}?plan=recorder-{next(_NAMES)}"
    return Place(lambda by: open_database(address, lock_timeout=20, say=lambda _: None, recorder=by), tells=True)


def started(place: Place, count: int = 0, who: str = "") -> Store:
    """A store with a plan and so many figures."""
    store = place.open(who)
    store.create(PLAN)
    if count:
        store.append(figures(count))
    return store


def retitled(store: Store, title: str, at: datetime = NOW) -> None:
    def change(contents: Contents) -> tuple[Plan, Change]:
        new = structs.replace(contents.plan, title=title)
        return new, Change(at, f"title {title}", patch(new, contents.plan), after=contents.last)

    store.save(change)


def keys(store: Store) -> list[str]:
    return [one.key for _, one in store.figures()]


def test_a_plan_is_started_once(place: Place) -> None:
    """A second start is refused, and what is there stays; the plan has an id from then on, the same for everybody."""
    started(place, 1)
    with pytest.raises(CoopctlError, match="already"):
        place.open().create(Plan())
    contents = place.open("Bat").contents()
    assert (contents.plan.title, contents.changes, contents.last) == ("old", (), 1)
    assert len(contents.plan.id) == 36
    retitled(place.open("Bat"), "new")
    assert place.open().contents().plan.id == contents.plan.id


def test_the_store_says_when_and_from_whom(place: Place) -> None:
    """The time is the store's, the recorder's own is kept beside it, and nobody's claim stands in place of either."""
    started(place)
    at = place.open("Bat", LATER).append([figure("k1")])
    assert place.is_then(at, LATER)
    ((_, one),) = place.open().figures()
    assert (one.recorded_at, one.said_at, one.by) == (at, NOW, "Bat")
    at = place.open("Ana", LATER).append([structs.replace(figure("k2"), recorded_at=LATER, who="Customs")])
    one = list(place.open().figures())[1][1]
    assert (one.recorded_at, one.said_at, one.by, one.who) == (at, None if at == LATER else LATER, "Ana", "Customs")
    with place.open().stage(figures(3, 3, "b")) as staged:
        at = place.open("Bat", LATER).append(staged)
    assert {(one.recorded_at, one.said_at, one.by) for _, one in list(place.open().figures())[2:]} == {(at, NOW, "Bat")}


def test_time_never_goes_back(place: Place) -> None:
    """Whose clock is behind gets the time of what was taken last, be it a figure or a change."""
    started(place)
    ahead = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    place.without_clock().append([structs.replace(figure("k1"), recorded_at=ahead)])
    assert place.open("Ana", EARLIER).append([figure("k2")]) == ahead
    retitled(place.open("Ana", EARLIER), "new")
    (change,) = place.open().contents().changes
    assert (change.at, change.said_at, change.who) == (ahead, NOW, "Ana")
    retitled(place.without_clock(), "newer", ahead + timedelta(hours=1))
    assert place.open("Bat", EARLIER).append(figures(2, 3)) == ahead + timedelta(hours=1)
    times = [one.recorded_at for _, one in place.open().figures()]
    assert times == sorted(times)


def test_a_clock_that_is_wrong_dates_nothing_in_a_database(place: Place) -> None:
    """Who writes to a file tells its time; in a database many write, and the server's clock is the one that counts."""
    started(place)
    for clock in (datetime(1999, 1, 1, tzinfo=UTC), datetime(2199, 1, 1, tzinfo=UTC)):
        at = place.open("Bat", clock).append([structs.replace(figure(f"k{clock.year}"), recorded_at=clock)])
        assert place.is_then(at, clock)
        retitled(place.open("Bat", clock), f"{clock.year}")
        assert place.is_then(place.open().contents().changes[-1].at, clock)


def test_changes_have_ids_of_their_own(place: Place) -> None:
    """Each has one that no other has, and it stays the same whatever is written later."""
    store = started(place, 1)
    for title in ("a", "b", "c"):
        retitled(store, title)
    ids = [change.id for change in store.contents().changes]
    store.append([figure("k2")])
    retitled(place.open("Bat"), "d")
    assert [change.id for change in place.open().contents().changes][:3] == ids
    assert len({*ids}) == 3


def test_who_is_alone_sees_what_he_writes(place: Place) -> None:
    """A read and the write that follows from it belong together, and so may several."""
    store = started(place, 1)

    def work() -> None:
        store.append([figure("k2")])
        assert keys(store) == ["k1", "k2"]
        retitled(store, "new")
        store.exclusively(lambda: store.append([figure("k3")]))

    store.exclusively(work)
    assert (place.open().contents().plan.title, keys(place.open())) == ("new", ["k1", "k2", "k3"])


def test_a_time_has_its_zone(place: Place) -> None:
    """Whatever zone a clock shows, the moment is kept."""
    store = started(place)
    at = datetime.fromisoformat("2025-06-30T09:30:00+09:30")
    store.append([structs.replace(figure("k1"), recorded_at=at)])
    ((_, one),) = store.figures()
    assert one.said_at == datetime(2025, 6, 30, tzinfo=UTC)
