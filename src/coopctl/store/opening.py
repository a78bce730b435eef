"""The one door to a store: an address in, the store behind it out."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopctl.errors import FileTrouble, StoreTrouble, Strange
from coopctl.plan.corrections import Gone, withdrawn
from coopctl.plan.plan import Entry, Figure, Plan
from coopctl.store import UNSIGNED, Cache, Condenser, Contents, Recorder, Store, Value
from coopctl.store.locate import NAME, find, is_database, path_of

if TYPE_CHECKING:
    from coopctl.store.postgres.store import PostgresStore


def locate(named: str | None, folder: Path, *, create: bool) -> Path:
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

    def contents(self) -> Contents:
        return Contents(Plan(), (), 0)

    def condensed(
        self,
        condenser: Condenser[Any],
        plan: Plan,
        only: Collection[str] | None = None,  # noqa: ARG002 - named as in Store
    ) -> Mapping[str, Any]:
        return condenser.condense(plan.goals, (), {}, {})

    def references(self) -> list[Figure]:
        return []

    def gone(self) -> Gone:
        return withdrawn(self.references())

    def settled(self) -> bool:
        return True

    def looks_up(self) -> bool:
        return False

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

    def alike(self, *_: Any) -> None:
        return None

    def figures(self) -> Iterator[Any]:
        return iter(())

    newest = lines = figures

    def with_key(self, *_: Any) -> list[Entry]:
        return []

    dated = naming = with_key

    def received(self, *_: Any) -> Mapping[str, Any]:
        return {}

    unknown = received

    def _refuse(self, *_: Any, **__: Any) -> Any:
        """Raises `FileTrouble`: there is nothing to write to."""
        raise FileTrouble("there is no plan yet", "start one with `coopctl init`")

    create = stage = append = settle = save = rewrite = receive = _refuse
