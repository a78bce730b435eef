"""The one door to a store: an address in, the store behind it out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopctl.errors import FileTrouble, StoreTrouble, Strange
from coopctl.plan.corrections import Gone, withdrawn
from coopctl.plan.journal import Change
from coopctl.plan.plain import Columns, Lines
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.plan.slot import Slot
from coopctl.store import UNSIGNED, Cache, Condenser, Contents, Recorder, Staged, Store, Value
from coopctl.store.locate import NAME, find, is_database, path_of

if TYPE_CHECKING:
    from coopctl.plan.shared import Shared
    from coopctl.store.postgres.store import PostgresStore


def locate(named: str | None, folder: Path, *, create: bool = False) -> Path:
    """The file that is meant, seen from a folder; with `create`, the one to start there where there is none.

    Raises `FileTrouble` when nothing is named and nothing is found.
    """
    try:
        return _in_folder(folder / find(named, folder))
    except Strange:
        raise
    except FileTrouble:
        if not create:
            raise
        return folder / NAME


def open_store(
    path: Path,
    *,
    create: bool = False,
    lock_timeout: float,
    say: Callable[[str], None],
    cache: Cache | None = None,
    recorder: Recorder = UNSIGNED,
) -> Store:
    """The store behind an address; with `create`, an empty plan is started where there is none.

    `say` is told what a person should know: a wait, a repair, a start.  `lock_timeout` is in seconds.  In the `cache`
    is kept, and looked for, what figures come to.  The `recorder` says who writes, and when.
    """
    # A command that reads nothing does not pay for the store.
    from coopctl.store.file.store import TinyStore

    store = TinyStore(path, lock_timeout=lock_timeout, say=say, cache=cache, recorder=recorder)
    if create and not path.exists() and not path.is_symlink():
        store.create(Plan())
        say(f"started {path}")
    return store


def open_team(address: str, *, lock_timeout: float, recorder: Recorder = UNSIGNED) -> "PostgresStore":
    """The store behind the address of a database, whether the plan is there or not.

    Raises `StoreTrouble` for an address that is not understood, of which it says nothing, and where the driver is
    missing.
    """
    try:
        import psycopg  # noqa: F401 - the driver, without which nothing else of the room can be imported
    except ImportError:
        raise StoreTrouble(
            "a plan in a database needs a driver that is not installed", "run: pip install 'coopctl[postgres]'"
        ) from None
    from coopctl.store.postgres.address import parse_address
    from coopctl.store.postgres.store import PostgresStore

    return PostgresStore(parse_address(address), lock_timeout=lock_timeout, recorder=recorder)


def open_database(
    address: str,
    *,
    create: bool = False,
    lock_timeout: float,
    say: Callable[[str], None],
    recorder: Recorder = UNSIGNED,
) -> Store:
    """The store behind the address of a database; with `create`, an empty plan is started where there is none.

    Raises as `open_team` does.
    """
    store = open_team(address, lock_timeout=lock_timeout, recorder=recorder)
    if create and not store.exists():
        store.create(Plan())
        say(f"started {store.address.shown}")
    return store


def _in_folder(path: Path) -> Path:
    """A folder that holds a plan is named for that."""
    return path / NAME if (path / NAME).is_file() else path


def open_at(
    address: str,
    folder: Path,
    *,
    create: bool = False,
    lock_timeout: float,
    say: Callable[[str], None],
    recorder: Recorder = UNSIGNED,
) -> Store:
    """The store at an address, of a database or of a file as it is seen from a folder; `create` as for these."""
    if is_database(address):
        return open_database(address, create=create, lock_timeout=lock_timeout, say=say, recorder=recorder)
    path = _in_folder(folder / path_of(address))
    return open_store(path, create=create, lock_timeout=lock_timeout, say=say, recorder=recorder)


def open_plans(address: str, *, lock_timeout: float) -> list[tuple[str, Callable[[], Store]]]:
    """Every plan of a database, or the one that the address names: what is shown of it, and how it is opened."""
    store = open_team(address, lock_timeout=lock_timeout)
    if "plan=" in address:
        return [(store.address.plan, lambda: store)]
    from coopctl.store.postgres.many import all_plans

    return all_plans(store)


class Nothing:
    """The store that is not there yet: an empty plan to look at, and nothing to write to; see `Store`."""

    def create(self, plan: Plan) -> None:  # noqa: ARG002 - named as in Store
        raise self._trouble()

    def contents(self) -> Contents:
        return Contents(Plan(), (), 0)

    def figures(self) -> Iterator[Entry]:
        return iter(())

    def condensed(
        self,
        condenser: Condenser[Any],
        plan: Plan,
        only: Collection[str] | None = None,  # noqa: ARG002 - named as in Store
    ) -> Mapping[str, Any]:
        return condenser.condense(plan.goals, (), {}, {})

    def newest(self) -> Iterator[Entry]:
        return iter(())

    def lines(self) -> Iterator[Lines]:
        return iter(())

    def references(self) -> list[Figure]:
        return []

    def settled(self) -> bool:
        return True

    def alike(self, other: Store) -> None:  # noqa: ARG002 - named as in Store
        return None

    def gone(self) -> Gone:
        return withdrawn(self.references())

    def with_key(self, start: str) -> list[Entry]:  # noqa: ARG002 - named as in Store
        return []

    def dated(
        self,
        condenser: Condenser[Any],  # noqa: ARG002 - named as in Store
        goal: Goal,  # noqa: ARG002
        days: Collection[date],  # noqa: ARG002
    ) -> Iterable[Entry]:
        return ()

    def looks_up(self) -> bool:
        return False

    def naming(
        self,
        keys: Collection[str],  # noqa: ARG002 - named as in Store
        slots: Collection[Slot],  # noqa: ARG002
    ) -> Iterable[Entry]:
        return ()

    def stage(
        self,
        figures: Iterable[Figure | Columns],  # noqa: ARG002 - named as in Store
        plan: Plan | None = None,  # noqa: ARG002
    ) -> AbstractContextManager[Staged]:
        raise self._trouble()

    def append(self, figures: Sequence[Figure] | Staged) -> datetime | None:  # noqa: ARG002 - named as in Store
        raise self._trouble()

    def settle(self) -> None:
        raise self._trouble()

    def save(self, change: Callable[[Contents], tuple[Plan, Change]]) -> None:  # noqa: ARG002 - named as in Store
        raise self._trouble()

    def rewrite(
        self,
        plan: Plan,  # noqa: ARG002 - named as in Store
        changes: Sequence[Change],  # noqa: ARG002
        figures: Sequence[Figure] | Staged,  # noqa: ARG002
        kept: Mapping[str, bytes],  # noqa: ARG002
        shared: "Shared | None" = None,  # noqa: ARG002
    ) -> None:
        raise self._trouble()

    def unknown(self, shared: "Shared | None" = None) -> Mapping[str, bytes]:  # noqa: ARG002 - named as in Store
        return {}

    def received(self) -> Mapping[str, datetime]:
        return {}

    def receive(self, names: Collection[str], at: datetime) -> None:  # noqa: ARG002 - named as in Store
        raise self._trouble()

    def version(self) -> object:
        return None

    def writer(self) -> str:
        return ""

    def rewritable(self) -> bool:
        return False

    def exclusively(self, work: Callable[[], Value]) -> Value:
        return work()

    def snapshot(self) -> AbstractContextManager[None]:
        return nullcontext()

    @staticmethod
    def _trouble() -> FileTrouble:
        return FileTrouble("there is no plan yet", "start one with `coopctl init`")
