"""Where several plans lie: in files, in folders, and in databases."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from coopctl.cli.session import Session
from coopctl.errors import FileTrouble
from coopctl.store import Store
from coopctl.store.locate import NAME, is_database


def is_place(word: str) -> bool:
    """Whether a word names a plan's file, a folder by its way, or a database, which no goal's name looks like."""
    way = word in (".", "..") or word.startswith(("./", "../", "/", "~/")) or word.endswith("/")
    return way or is_database(word) or word.lower().endswith(".json")


def places(session: Session, named: Sequence[str]) -> list[tuple[str, Callable[[], Store]]]:
    """The plans that are named, each with how it is opened.

    A folder stands for its files *.json and the coop.json of its folders, a database without a plan for all it has.
    Raises `FileTrouble` where nothing is there.
    """
    found = [place for one in named for place in _plans(session, one)]
    if not found:
        raise FileTrouble(f"there is no plan in {', '.join(named)}", "name a folder, a file or a database that has one")
    return found


def _plans(session: Session, named: str) -> Iterator[tuple[str, Callable[[], Store]]]:
    if is_database(named):
        from coopctl.store.opening import open_plans

        yield from open_plans(named, lock_timeout=session.lock_timeout)
        return
    folder = session.at(named)
    for path in sorted([*folder.glob("*.json"), *folder.glob(f"*/{NAME}")]) if folder.is_dir() else [folder]:
        yield session.relative(path), partial(session.store_at, str(path))
