"""A plan in a PostgreSQL database: the same promises as the file's, for a team that writes at the same time."""

import random
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count, islice
from typing import Any
from weakref import finalize

import msgspec
import psycopg
from msgspec import structs
from psycopg import sql
from psycopg.rows import TupleRow

from coopctl.errors import CoopctlError, StoreTrouble
from coopctl.plan.corrections import withdrawn
from coopctl.plan.journal import Change
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.plan.slot import Slot
from coopctl.store import UNSIGNED, Condenser, Contents, Recorder, Staged, Value, Way
from coopctl.store.file import codec, lines
from coopctl.store.file.staged import StagedFigures
from coopctl.store.file.unknown import document_of, unknown
from coopctl.store.file.whole import strict_json
from coopctl.store.postgres import tables
from coopctl.store.postgres.address import Address
from coopctl.store.stamping import entered, moment_of, new_id, signed

_BLOCK = 1000
_FIGURE = msgspec.json.Decoder(Figure)
_PAUSES = (0.01, 0.05, 0.2, 0.5, 1.0)
# Among so many changes a write is looked for whose outcome is unknown; others may have made some since.
_RECENT = 100
# The longest wait that the database can be told.
_FOREVER = 86_400.0
# A database that is slow to answer its door is not there for somebody at a terminal.
_PATIENCE = 10


class _NoTables(StoreTrouble):
    """The database holds no plans at all."""


class _Again(StoreTrouble):
    """The database asks to do it again: what was done was taken back, or it is open whether it was."""


class _Wrote(msgspec.Struct, frozen=True):
    """What tells a write: the time that the clock was set to, and the last figure's key or the change's id."""

    at: datetime
    key: str = ""
    change: str = ""


class _Asking(msgspec.Struct, frozen=True):
    """Who writes and when, None where things keep their times; in a plan that was shared both are the database's."""

    who: str
    moment: datetime | None
    now: datetime
    watched: bool = False


class PostgresStore:
    """One plan of a database, and its figures; see `Store`.

    Writers wait for each other at the plan's clock, for as long as `lock_timeout` says in seconds.  All raise
    `StoreTrouble`, in words that name the host, the database and the plan, and never a password.
    """

    def __init__(self, address: Address, *, lock_timeout: float = 10, recorder: Recorder = UNSIGNED) -> None:
        self.address = address
        self._recorder = recorder
        self._lock_timeout = lock_timeout
        self._connection: psycopg.Connection[TupleRow] | None = None
        self._inside = self._starting = False
        self._wrote: _Wrote | None = None
        # Where the plan's clock stands while this keeps others out; None at all other times.
        self._at: tuple[int, datetime] | None = None

    def create(self, plan: Plan) -> None:
        plan = structs.replace(plan, id=plan.id or new_id())
        with self._writing() as connection:
            _create_tables(connection)
            with connection.transaction():
                made = self._start(connection, plan)
        if not made:
            raise StoreTrouble(f"there is a {self.address.shown} already", "give another ?plan=NAME")

    def restore(
        self, plan: Plan, changes: Sequence[Change], figures: Sequence[Figure] | Staged, kept: Mapping[str, bytes]
    ) -> None:
        """Put a plan, its journal and its figures in the place of what is there; where nothing is, it starts there."""
        with self._writing() as connection:
            _create_tables(connection)
        self._starting = True
        try:
            self.rewrite(plan, changes, figures, kept)
        finally:
            self._starting = False
        if len(figures) > _BLOCK and self._at is None:
            with self._writing() as connection:
                # So many at once are found by the old plans of questions until the server looks by itself.
                connection.execute("VACUUM (ANALYZE) coop_figure")

    def beside(self, name: str) -> "PostgresStore":
        """The store of another plan of the database, over the same connection."""
        other = PostgresStore(
            structs.replace(self.address, plan=name, shown=name),
            lock_timeout=self._lock_timeout,
            recorder=self._recorder,
        )
        other._connection = self._connection
        return other

    def exists(self) -> bool:
        """Whether the database has this plan."""
        try:
            with self.reading() as connection:
                return connection.execute(tables.PLAN_READ, (self.address.plan,)).fetchone() is not None
        except _NoTables:
            return False

    def contents(self) -> Contents:
        with self.reading() as connection:
            head = connection.execute(tables.PLAN_READ, (self.address.plan,)).fetchone()
            clock = connection.execute(tables.CLOCK_READ, (self.address.plan,)).fetchone()
            if head is None or clock is None:
                raise self._missing()
            if head[0] > tables.SCHEMA:
                raise StoreTrouble(f"the {self.address.shown} was written by a newer coopctl", "upgrade coopctl")
            changes = connection.execute(tables.CHANGES, (self.address.plan,)).fetchall()
            plan = self._decoded(_plan, head[1])
            journal = [self._decoded(_change, text) for (text,) in changes]
            return Contents(plan, tuple(journal), clock[0])

    def plan_of(self, schema: int, document: str) -> Plan | None:
        """The plan in a document, None where it cannot be."""
        try:
            return self._decoded(_plan, document) if schema <= tables.SCHEMA else None
        except StoreTrouble:
            return None

    def placed(self, rows: Iterable[tuple[int, str]]) -> list[Entry] | None:
        """Figures with their places from documents, None where one cannot be."""
        try:
            return list(self._entries(rows))
        except StoreTrouble:
            return None

    def figures(self) -> Iterator[Entry]:
        return self._entries(self._streamed(tables.FIGURES))

    def newest(self) -> Iterator[Entry]:
        return self._entries(self._streamed(tables.NEWEST))

    def references(self) -> list[Figure]:
        return [figure for _, figure in self._found(tables.TAKING_BACK, (self.address.plan,))]

    def with_key(self, start: str) -> list[Entry]:
        if "\0" in start or not start.isprintable():  # no key has it, and the database cannot be asked
            return []
        return self._found(tables.WITH_KEY, (self.address.plan, start, len(start), start))

    def dated(
        self,
        condenser: Condenser,  # noqa: ARG002 - named as in Store
        goal: Goal,
        days: Collection[date],
    ) -> list[Entry]:
        return self._found(tables.OF_DAYS, (self.address.plan, goal.id, list(days)))

    # The database reads all in one go.
    def naming(self, keys: Collection[str], slots: Collection[Slot]) -> Iterator[Entry]:  # noqa: ARG002
        return self.figures()

    def condensed(self, condenser: Condenser, plan: Plan, only: Collection[str] | None = None) -> Mapping[str, Any]:
        goals = [goal for goal in plan.goals if only is None or goal.id in only]
        ways: dict[str, list[tuple[Goal, Way]]] = {}
        for goal in goals:
            way = condenser.way(goal)
            ways.setdefault(way.join, []).append((goal, way))
        names, gone = [goal.id for goal in goals], withdrawn(self.references())
        with self.reading() as connection:
            # What is no figure of a goal is read as it is, and so are the books begun.
            books = condenser.condense(goals, self._found(tables.NONE, (self.address.plan, names)), gone, {})
            for join, chosen in ways.items():
                plain = len(chosen) == len(plan.goals) and all(way == Way(join) for _, way in chosen)
                asked = [{"goal": goal.id, "after": way.after, "begins": way.begins} for goal, way in chosen]
                said = {
                    "plan": self.address.plan,
                    "gone": list(gone),
                    "names": [goal.id for goal, _ in chosen],
                    "goals": msgspec.json.encode(asked).decode(),
                }
                days: dict[str, list[tuple[date, Decimal, int, bool]]] = {name: [] for name in books}
                for name, day, number, value in connection.execute(
                    (tables.DAYS_OF_ALL if plain else tables.DAYS)[join], said
                ):
                    if name in books:
                        days[name].append((day, Decimal(value[1:]), number, value[0] == "1"))
                books |= {name: condenser.entered(books[name], entered) for name, entered in days.items() if entered}
        return books

    def stage(self, figures: Iterable[Figure], plan: Plan | None = None) -> StagedFigures:  # noqa: ARG002 - its own tables tell what figures come to
        return StagedFigures(figures)

    def append(self, figures: Sequence[Figure] | Staged) -> datetime | None:
        if not len(figures):
            return None

        def work() -> datetime | None:
            with self._writing() as connection:
                place, at = self._clock(connection)
                asking = self._asking(connection)
                signing = (signed(one, asking.moment, asking.who) for one in figures)
                numbered = zip(count(place + 1), signing, strict=False)
                place, key = self._insert(connection, numbered, {})
                self._move(connection, place, _Wrote(_mark(asking.now, at, asking.moment), key=key))
            return asking.moment

        return self.exclusively(work)

    def _insert(
        self, connection: psycopg.Connection[TupleRow], numbered: Iterable[Entry], kept: Mapping[str, bytes]
    ) -> tuple[int, str]:
        """Add figures at their places, all or none; the place and the key of the last."""
        place, key, left = 0, "", iter(numbered)
        while block := list(islice(left, _BLOCK)):
            rows = msgspec.json.encode([_row(number, figure, kept) for number, figure in block]).decode()
            written = connection.execute(tables.FIGURES_NEW, (self.address.plan, rows)).fetchall()
            if len(written) != len(block):
                raise self._refused("some keys are recorded already, or this role may not record")
            place, key = block[-1][0], block[-1][1].key
        return place, key

    def _asking(self, connection: psycopg.Connection[TupleRow]) -> _Asking:
        """Whom and which clock to believe: where roles have their rights, the database's, which nobody can forge."""
        found = connection.execute(tables.WRITING, (self.address.plan, self.address.plan)).fetchone()
        name, now, watched, last, change = found or ("", datetime.now(UTC), False, None, None)
        others = [one for one in (last, change and self._decoded(_change, change).at) if one]
        if watched:
            return _Asking(name, moment_of(others, lambda: now.replace(microsecond=0)), now, watched=True)
        return _Asking(self._recorder.who(), moment_of(others, self._recorder.clock), now)

    def _changes(self, connection: psycopg.Connection[TupleRow], most: int) -> list[Change]:
        """The last changes, the newest first."""
        found = connection.execute(tables.CHANGE_LAST, (self.address.plan, most)).fetchall()
        return [self._decoded(_change, text) for (text,) in found]

    def settle(self) -> None:
        """Nothing is left to do: what can be read was committed."""

    def save(self, change: Callable[[Contents], tuple[Plan, Change]]) -> None:
        def work() -> None:
            with self._writing() as connection:
                place, at = self._clock(connection)
                contents, asking = self.contents(), self._asking(connection)
                plan, entry = change(contents)
                plan = structs.replace(plan, id=contents.plan.id or new_id())
                entry = structs.replace(entry, who="") if asking.watched else entry
                entry = entered(entry, asking.moment, asking.who)
                self._save(connection, plan)
                self._enter(connection, entry)
                self._move(connection, place, _Wrote(_mark(asking.now, at, asking.moment), change=entry.id))

        self.exclusively(work)

    def _save(self, connection: psycopg.Connection[TupleRow], plan: Plan) -> None:
        saved = connection.execute(tables.PLAN_SAVE, (tables.SCHEMA, _text(plan), self.address.plan)).fetchone()
        # What row-level security hides is not updated, and raises nothing.
        if saved is None:
            raise self._refused("this role may not change the plan")

    def _enter(self, connection: psycopg.Connection[TupleRow], entry: Change) -> None:
        made = connection.execute(tables.CHANGE_NEW, (self.address.plan, _text(entry), self.address.plan)).fetchone()
        if made is None:
            raise self._refused("this role may not change the plan")

    def unknown(self) -> Mapping[str, bytes]:
        return unknown(text for _, text in self._streamed(tables.FIGURES))

    def rewrite(
        self, plan: Plan, changes: Sequence[Change], figures: Sequence[Figure] | Staged, kept: Mapping[str, bytes]
    ) -> None:
        plan = structs.replace(plan, id=plan.id or new_id())

        def work() -> None:
            with self._writing() as connection:
                _, at = self._clock(connection)
                for statement in tables.CLEAR:
                    connection.execute(statement, (self.address.plan,))
                self._save(connection, plan)
                for entry in changes:
                    self._enter(connection, entry)
                place, _ = self._insert(connection, enumerate(figures, 1), kept)
                self._move(connection, place, _Wrote(_mark(datetime.now(UTC), at, None)))

        self.exclusively(work)

    def exclusively(self, work: Callable[[], Value]) -> Value:
        """See `Store`; what the database took back is done again, and what it may have kept is looked up first."""
        if self._at is not None:
            return work()
        for pause in (*_PAUSES, None):
            self._wrote, done = None, list[Value]()
            try:
                with self._locked():
                    done.append(work())
                return self._told(done[0])
            except StoreTrouble as trouble:
                # A connection that is lost at COMMIT leaves open whether it was.
                if done and self._is_written():
                    return self._told(done[0])
                if pause is None or not (done or isinstance(trouble, _Again)):
                    raise
            time.sleep(pause * (1 + random.random()))  # noqa: S311 - so that two that met do not meet again
        raise AssertionError("the last try returns or raises")

    def _told(self, value: Value) -> Value:
        """What a write came to, now that it is committed."""
        if self._wrote:
            self._recorder.taken()
        return value

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `Store`; while this program writes, nobody else does, so that what it reads stays the same."""
        if self._inside:
            yield
            return
        with self._troubles("read"), self.connected() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            self._inside = True
            try:
                yield
            finally:
                self._inside = False

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._writing() as connection, connection.transaction():
            limit = sql.Literal(f"{max(1, round(min(self._lock_timeout, _FOREVER) * 1000))}ms")
            connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(limit))
            self._at = self._clock(connection)
            self._inside = True
            try:
                yield
            finally:
                self._inside, self._at = False, None

    def _is_written(self) -> bool:
        """Whether a write whose outcome is unknown is there: by its figure's key, its change's id, else by the clock.

        Whoever has the clock's row knows that nobody is still about to commit.
        """
        wrote, self._connection = self._wrote, None
        if wrote is None:
            return True  # nothing was to be written
        with self._locked(), self.connected() as connection:
            if wrote.key:
                return any(figure.key == wrote.key for _, figure in self.with_key(wrote.key))
            if wrote.change:
                return any(one.id == wrote.change for one in self._changes(connection, _RECENT))
            return self._clock(connection)[1] == wrote.at

    @contextmanager
    def _writing(self) -> Iterator[psycopg.Connection[TupleRow]]:
        with self._troubles("write"), self.connected() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[psycopg.Connection[TupleRow]]:
        """A connection in which all reads see the same state."""
        with self.snapshot(), self._troubles("read"), self.connected() as connection:
            yield connection

    def _clock(self, connection: psycopg.Connection[TupleRow]) -> tuple[int, datetime]:
        """The place of the last figure and the time of the last write; whoever asks is alone until it is done."""
        if self._at is not None:
            return self._at
        if self._starting:
            self._start(connection, Plan())
        found = connection.execute(tables.CLOCK_LOCK, (self.address.plan,)).fetchone()
        if found is None:
            if connection.execute(tables.CLOCK_READ, (self.address.plan,)).fetchone() is not None:
                raise self._refused("this role may only read it")
            raise self._missing()
        return found[0], found[1]

    def _start(self, connection: psycopg.Connection[TupleRow], plan: Plan) -> bool:
        """Add a plan and its clock; whether there was none."""
        made = connection.execute(tables.PLAN_NEW, (self.address.plan, tables.SCHEMA, _text(plan))).fetchone()
        connection.execute(tables.CLOCK_NEW, (self.address.plan, datetime.fromtimestamp(0, UTC)))
        return made is not None

    def _move(self, connection: psycopg.Connection[TupleRow], place: int, wrote: _Wrote) -> None:
        self._wrote = wrote
        if connection.execute(tables.CLOCK_MOVE, (place, wrote.at, self.address.plan)).fetchone() is None:
            raise self._refused("this role may not record")
        self._at = place, wrote.at

    def _streamed(self, statement: str) -> Iterator[tuple[int, str]]:
        """The places and documents of all figures by a statement, in constant memory."""
        with self.reading() as connection, connection.cursor(name="coopctl") as cursor:
            cursor.itersize = _BLOCK
            place = 0
            for place, text in cursor.execute(statement, (self.address.plan,)):
                yield place, text
            if not place and connection.execute(tables.CLOCK_READ, (self.address.plan,)).fetchone() is None:
                raise self._missing()

    def _found(self, statement: str, values: Sequence[object]) -> list[Entry]:
        """The few figures of a statement, in one go."""
        with self.reading() as connection:
            rows = connection.execute(statement, values).fetchall()
        return list(self._entries(rows))

    def _entries(self, rows: Iterable[tuple[int, str]]) -> Iterator[Entry]:
        for place, text in rows:
            yield place, self._decoded(_FIGURE.decode, text)

    def _decoded(self, decode: Callable[[str], Value], text: str) -> Value:
        try:
            return decode(text)
        except (msgspec.MsgspecError, CoopctlError, RecursionError) as why:
            raise StoreTrouble(
                f"the {self.address.shown} holds what cannot be: {why}", "go back with `coopctl restore`"
            ) from None

    @contextmanager
    def administering(self) -> Iterator[psycopg.Connection[TupleRow]]:
        """A connection, and a transaction in it, for what is not about figures."""
        with self._troubles("share"), self.connected() as connection, connection.transaction():
            yield connection

    def received(self) -> Mapping[str, datetime]:
        with self.reading() as connection:
            return dict(connection.execute(tables.RECEIVED, (self.address.plan,)).fetchall())

    def receive(self, names: Collection[str], at: datetime) -> None:
        def work() -> None:
            with self._writing() as connection:
                connection.execute(tables.RECEIVED_NEW, (self.address.plan, at, sorted(names)))

        self.exclusively(work)

    def version(self) -> object:
        if self._at is not None:
            return self._at
        with self.reading() as connection:
            found = connection.execute(tables.CLOCK_READ, (self.address.plan,)).fetchone()
        if found is None:
            raise self._missing()
        return found[0], found[1]

    def writer(self) -> str:
        with self.reading() as connection:
            return self._asking(connection).who

    def rewritable(self) -> bool:
        """See `Store`; where roles have their rights, only who keeps the database has this one."""
        with self.reading() as connection:
            found = connection.execute(tables.MAY_DELETE).fetchone()
            return found is not None and bool(found[0])

    @contextmanager
    def connected(self) -> Iterator[psycopg.Connection[TupleRow]]:
        """The connection of this store, made where there is none yet."""
        if self._connection is None or self._connection.closed:
            conninfo = self.address.conninfo
            self._connection = psycopg.connect(conninfo, autocommit=True, connect_timeout=_PATIENCE)
            self._connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
            finalize(self, self._connection.close)
        yield self._connection

    @contextmanager
    def _troubles(self, doing: str) -> Iterator[None]:
        try:
            yield
        except psycopg.errors.UndefinedTable:
            missing = self._missing()
            raise _NoTables(missing.message, missing.hint) from None
        except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected):
            raise _Again(
                f"the {self.address.shown} was busy with others each time", "nothing was stored; run it again"
            ) from None
        except psycopg.errors.InsufficientPrivilege:
            if doing == "write":
                raise self._refused("this role may not do that") from None
            raise StoreTrouble(
                f"this role may not {doing} the {self.address.shown}", "ask whoever keeps the database"
            ) from None
        except psycopg.errors.LockNotAvailable:
            raise StoreTrouble(
                f"somebody else has been writing to the {self.address.shown} for {self._lock_timeout:g} seconds",
                "try again, or wait longer with --lock-timeout",
            ) from None
        except psycopg.Error as trouble:
            # What the server says of a value is for its log; a connection's trouble may repeat the address.
            code = trouble.sqlstate
            raise StoreTrouble(
                f"cannot {doing} the {self.address.shown}{f' (SQLSTATE {code})' if code else ''}",
                "check with `psql` that it can be reached, and run the command again",
            ) from None

    def _missing(self) -> StoreTrouble:
        return StoreTrouble(f"there is no {self.address.shown}", "start one with `coopctl init`")

    def _refused(self, why: str) -> StoreTrouble:
        return StoreTrouble(f"nothing is stored in the {self.address.shown}: {why}", "ask whoever keeps the database")


def _create_tables(connection: psycopg.Connection[TupleRow]) -> None:
    for statement in tables.CREATE:
        with connection.transaction():
            connection.execute(statement)


def _plan(text: str) -> Plan:
    return codec.value(strict_json(text.encode()), Plan)


def _change(text: str) -> Change:
    return codec.value(strict_json(text.encode()), Change)


def _mark(now: datetime, at: datetime, moment: datetime | None) -> datetime:
    """What the clock is set to: a time of its own for each write, not before any figure's."""
    return max(now, at + timedelta(microseconds=1), *([moment] if moment else []))


def _text(value: Plan | Change) -> str:
    """A value as its JSON document, in which decimals are text, so that nothing rounds them."""
    return lines.encode(codec.document(value)).decode()


def _row(place: int, figure: Figure, kept: Mapping[str, bytes]) -> dict[str, object]:
    return {
        "place": place,
        "key": figure.key,
        "goal": figure.goal,
        "batch": figure.batch,
        "takes_back": bool(figure.replaces or figure.retracts),
        "recorded_at": figure.recorded_at,
        "day": figure.date,
        "value": None if figure.value is None else f"{figure.value:f}",
        "provisional": figure.provisional,
        "period": bool(figure.on) and figure.on != f"{figure.date}",
        "document": document_of(figure, kept).decode().rstrip("\n"),
    }
