"""What an import has to remember of its rows: in a database of its own, so that memory does not grow with them."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coopctl.disk.spool import Spool
from coopctl.errors import Refused

if TYPE_CHECKING:
    import sqlite3

_IN_MEMORY = 1 << 20
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -16384;
CREATE TABLE keys(key TEXT PRIMARY KEY, line INTEGER, said INTEGER) WITHOUT ROWID;
CREATE TABLE said(digest BLOB PRIMARY KEY, times INTEGER) WITHOUT ROWID;
CREATE TABLE came(number INTEGER PRIMARY KEY, header BLOB, cells BLOB);
CREATE TABLE slots(slot TEXT PRIMARY KEY, line INTEGER, value TEXT, cells BLOB) WITHOUT ROWID;
CREATE TABLE rejects(line INTEGER, header BLOB, cells BLOB, reason TEXT);
BEGIN;
"""


class Scratch:
    """A database for one run, and files beside it, which take to the disk what memory does not hold; most imports
    never start it.

    `keys` are those that rows bring with them, `said` counts rows that say the same, `came` holds the rows as they
    came, `slots` what took each slot, `rejects` the refused rows.
    """

    def __init__(self) -> None:
        self._files: list[Spool] = []

    @cached_property
    def _database(self) -> "sqlite3.Connection":
        import sqlite3

        database = sqlite3.connect("", isolation_level=None)
        database.executescript(_TABLES)
        return database

    def run(self, statement: str, *values: object) -> "sqlite3.Cursor":
        """Run a statement; raises `Refused` where the disk does not take what it has to hold."""
        return self._run(lambda database: database.execute(statement, values))

    def fill(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run a statement for each of many rows; raises as `run` does."""
        self._run(lambda database: database.executemany(statement, rows))

    def _run(self, step: Callable[["sqlite3.Connection"], "sqlite3.Cursor"]) -> "sqlite3.Cursor":
        import sqlite3

        try:
            return step(self._database)
        except sqlite3.OperationalError as why:
            raise no_room(f"{why}") from None

    def one(self, statement: str, *values: object) -> Any:
        """The first row that a statement finds, None where it finds none."""
        return self.run(statement, *values).fetchone()

    def file(self) -> Spool:
        """A file that has no name, for as long as this is open; what is small stays in memory."""
        self._files.append(Spool(_IN_MEMORY))
        return self._files[-1]

    def close(self) -> None:
        for file in self._files:
            file.close()
        if "_database" in vars(self):
            self._database.close()


def no_room(why: str) -> Refused:
    """That the disk does not take what an import has to put by."""
    return Refused(f"cannot put rows by in the folder for temporary files: {why}", "make room there")
