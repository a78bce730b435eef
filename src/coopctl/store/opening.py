"""The one door to a store: an address in, the store behind it out."""

from collections.abc import Callable
from pathlib import Path

from coopctl.errors import FileTrouble
from coopctl.plan.plan import Plan
from coopctl.store import Store
from coopctl.store.locate import NAME, find


def locate(named: str | None, folder: Path, *, create: bool = False) -> Path:
    """The file that is meant, seen from a folder; with `create`, the one to start there where there is none.

    Raises `FileTrouble` when nothing is named and nothing is found.
    """
    try:
        return folder / find(named, folder)
    except FileTrouble:
        if not create:
            raise
        return folder / NAME


def open_store(path: Path, *, create: bool = False, lock_timeout: float, say: Callable[[str], None]) -> Store:
    """The store behind an address; with `create`, an empty plan is started where there is none.

    `say` is told what a person should know: a wait, a repair, a start.  `lock_timeout` is in seconds.
    """
    # A command that reads nothing does not pay for the store.
    from coopctl.store.file.store import TinyStore

    store = TinyStore(path, lock_timeout=lock_timeout, say=say)
    if create and not path.exists() and not path.is_symlink():
        store.create(Plan())
        say(f"started {path}")
    return store
