"""A plan in a PostgreSQL database: the same promises as the file's, for a team that writes at the same time."""

import logging
import random
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import chain, count, islice
from typing import Any
from weakref import finalize

import msgspec
import psycopg
from msgspec import structs
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import TupleRow

from coopctl.errors import CoopctlError, StoreTrouble
from coopctl.plan.corrections import Gone, withdrawn
from coopctl.plan.journal import Change
from coopctl.plan.marks import marks, numbered, remarked
from coopctl.plan.plain import Columns, Lines
from coopctl.plan.plan import Entry, Figure, Goal, Plan
from coopctl.plan.shared import Shared
from coopctl.plan.slot import Slot
from coopctl.store import UNSIGNED, Book, Condenser, Contents, Recorder, Staged, Value, Way
from coopctl.store.file import codec, lines
from coopctl.store.file.staged import StagedFigures
from coopctl.store.file.unknown import document_of, unknown
from coopctl.store.file.whole import strict_json
from coopctl.store.postgres import tables
from coopctl.store.postgres.address import Address
from coopctl.store.postgres.troubles import MAKING, meaning
from coopctl.store.stamping import moment_of, new_id, signed, stamp

_BLOCK = 1000
_FIGURE = msgspec.json.Decoder(Figure)
_PAUSES = (0.01, 0.05, 0.2, 0.5, 1.0)
# A server that was killed is back within so many seconds, mostly.
_STARTING = 5.0
_LOOK = "look with `coopctl log` and `coopctl log --changes`, once it answers, before you give it again"
# So many of the last figures are asked for at once.  Among so many changes a write is looked for whose outcome is
# unknown; others may have made some since.
_RECENT = 100
# The longest wait that the database can be told.
_FOREVER = 86_400.0
# A statement that waits for nobody is given so long in any case.
_AT_ONCE = 1.0
# A database that is slow to answer its door is not there for somebody at a terminal, nor is one whose network fell
# silent: the system itself would wait a quarter of an hour, or for ever.  An address may say otherwise.
_PATIENCE = {
    "connect_timeout": 10,
    "tcp_user_timeout": 20_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
# Text is UTF-8, whatever the environment says.  A pool may put another server's session behind each transaction, which
# does not know what was prepared in one.
_CONNECTION: dict[str, Any] = {"autocommit": True, "client_encoding": "UTF8", "prepare_threshold": None}

# What the driver has to say of an error, with the address, is said in our words or not at all.
logging.getLogger("psycopg").addHandler(logging.NullHandler())
_IN_UTF8 = f"keep plans in one made so: {MAKING}"
_NOT_THIS = "this role may not do that"
_NO_TABLES = "this role may not make tables there"
_NO_PLANS = "this role may not start plans there, nor restore them"
_READS_ONLY = "this role may only read it"
_NOT_THE_PLAN = "this role may not change the plan"


class _NoTables(StoreTrouble):
    """The database holds no plans at all."""


class _Again(StoreTrouble):
    """The database asks to do it again: what was done was taken back, or it is open whether it was."""


class _Wrote(msgspec.Struct, frozen=True):
    """What tells a write: the time that the clock was set to, and the last figure's key or the change's id."""

    at: datetime
    key: str = ""
    change: str = ""


class _Turn(msgspec.Struct, frozen=True):
    """What holds for who writes alone: where the plan's clock stands, who it is, and the database's own time.

    `moment` is when things are taken, None where they keep their times; `watched` tells that the plan was shared.
    `contents` are those that were read since this writer's last write, for nobody else writes.
    """

    place: int
    key: str
    at: datetime
    who: str
    now: datetime
    moment: datetime | None = None
    watched: bool = False
    contents: Contents | None = None


Question = tuple[str, Sequence[object] | Mapping[str, object]]
"""A statement and its values."""
Rows = list[TupleRow]


class _Look(msgspec.Struct):
    """A look at the database in which all reads see the same state; it begins with its first question."""

    ending: ExitStack
    begun: bool = False
    references: Rows | None = None


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
        self._starting = False
        self._wrote: _Wrote | None = None
        # While this keeps others out, and while it looks; None at all other times.
        self._turn: _Turn | None = None
        self._look: _Look | None = None

    def create(self, plan: Plan) -> None:
        plan = structs.replace(plan, id=plan.id or new_id())
        made = None
        if not self.exists():
            with self._making() as connection, connection.transaction():
                made = _start(connection, self.address.plan, plan).fetchone()
        if not made:
            raise StoreTrouble(f"there is a {self.address.shown} already", "give another ?plan=NAME")

    def restore(
        self, plan: Plan, changes: Sequence[Change], figures: Sequence[Figure] | Staged, kept: Mapping[str, bytes]
    ) -> None:
        """Put a plan, its journal and its figures in the place of what is there; where nothing is, it starts there."""
        with self._making():
            self._starting = True
        try:
            self.rewrite(plan, changes, figures, kept)
        finally:
            self._starting = False
        if len(figures) > _BLOCK and self._turn is None:
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
            return bool(self._rows(tables.PLAN_READ, (self.address.plan,)))
        except _NoTables:
            return False

    def contents(self) -> Contents:
        if self._turn is None:
            return self._read()
        contents = self._turn.contents
        if contents is None:
            contents = self._read()
            self._turn = structs.replace(self._turn, contents=contents)
        return contents

    def _read(self) -> Contents:
        questions: list[Question] = [(tables.CONTENTS, {"plan": self.address.plan})]
        if self._look is not None:  # who looks further asks for these next
            questions.append((tables.TAKING_BACK, (self.address.plan,)))
        found, *references = self._ask(*questions)
        if self._look is not None:
            self._look.references = references[0]
        kinds: dict[str, Rows] = {kind: [] for kind in ("plan", "clock", "change")}
        for kind, *row in found:
            kinds[kind].append(tuple(row))
        if not (kinds["plan"] and kinds["clock"]):
            raise self._missing()
        (schema, document), (last, _) = kinds["plan"][0], kinds["clock"][0]
        if schema > tables.SCHEMA:
            raise StoreTrouble(f"the {self.address.shown} was written by a newer coopctl", "upgrade coopctl")
        journal = [self._decode(_change, text, f"change {number}") for number, text in kinds["change"]]
        return Contents(*self._with_keys(self._decode(_plan, document, "its head"), journal), last)

    def _with_keys(self, plan: Plan, changes: Sequence[Change]) -> tuple[Plan, tuple[Change, ...]]:
        """A plan and changes whose figures all have their keys, which those of older versions lack.

        The places are right in a database: nobody but this store writes there.
        """
        bare = {place for place, key in marks(plan, changes) if not key}
        if not bare:
            return plan, tuple(changes)
        keys: dict[int, str] = {self._turn.place: self._turn.key} if self._turn is not None else {}
        if bare - keys.keys():
            keys |= dict(self._rows(tables.KEYS, (self.address.plan, sorted(bare))))
        return remarked(plan, changes, lambda place, key: (place, key or keys.get(place, "")))

    def plan_of(self, schema: int, document: str) -> Plan | None:
        """The plan in a document, None where it cannot be."""
        try:
            return self._decode(_plan, document, "its head") if schema <= tables.SCHEMA else None
        except StoreTrouble:
            return None

    def figures(self) -> Iterator[Entry]:
        return self._entries(self._stream(tables.FIGURES, (self.address.plan,)))

    def lines(self) -> Iterator[Lines]:
        entries = self.figures()
        while some := list(islice(entries, _RECENT)):
            yield Lines(some[0][0], some[-1][0], partial(iter, some))

    def newest(self) -> Iterator[Entry]:
        rows = self._rows(tables.LAST, (self.address.plan, _RECENT))
        yield from self._entries(rows)
        if len(rows) == _RECENT:
            yield from self._entries(self._stream(tables.NEWEST, (self.address.plan, rows[-1][0])))

    def references(self) -> list[Figure]:
        known = self._look.references if self._look is not None else None
        rows = self._rows(tables.TAKING_BACK, (self.address.plan,)) if known is None else known
        return [figure for _, figure in self._entries(rows)]

    def settled(self) -> bool:
        return False

    def alike(self, other: object) -> None:  # noqa: ARG002 - named as in Store
        return None

    def gone(self) -> Gone:
        return withdrawn(self.references())

    def with_key(self, start: str) -> list[Entry]:
        if "\0" in start or not start.isprintable():  # no key has it, and the database cannot be asked
            return []
        return self._entries_by(tables.WITH_KEY, (self.address.plan, start, start, start))

    def dated(
        self,
        condenser: Condenser[Any],  # noqa: ARG002 - named as in Store
        goal: Goal,
        days: Collection[date],
    ) -> list[Entry]:
        return self._entries_by(tables.OF_DAYS, (self.address.plan, goal.id, list(days)))

    def naming(self, keys: Collection[str], slots: Collection[Slot]) -> Iterator[Entry]:  # noqa: ARG002 - reads all
        return self.figures()

    def looks_up(self) -> bool:
        return False

    def condensed(
        self, condenser: Condenser[Book], plan: Plan, only: Collection[str] | None = None
    ) -> Mapping[str, Book]:
        goals = [goal for goal in plan.goals if only is None or goal.id in only]
        ways: dict[str, list[tuple[Goal, Way]]] = {}
        for goal in goals:
            way = condenser.way(goal)
            ways.setdefault(way.join, []).append((goal, way))
        with self.snapshot():
            gone = self.gone()
            none, *days = self._ask(
                (tables.NONE, (self.address.plan, [goal.id for goal in goals])),
                *(self._days(join, chosen, gone, whole=len(plan.goals)) for join, chosen in ways.items()),
            )
        # What is no figure of a goal is read as it is, and so are the books begun.
        books = condenser.condense(goals, self._entries(none), gone, {})
        for name, *columns in chain(*days):
            if name in books:
                books[name] = condenser.enter(books[name], *_columns(*columns))
        return books

    def _days(self, join: str, chosen: Sequence[tuple[Goal, Way]], gone: Collection[str], *, whole: int) -> Question:
        """What the days of goals that are joined alike come to; `whole` is how many goals there are."""
        plain = len(chosen) == whole and all(way == Way(join) for _, way in chosen)
        asked = [{"goal": goal.id, "after": way.after, "begins": way.begins} for goal, way in chosen]
        return (tables.DAYS_OF_ALL if plain else tables.DAYS)[join], {
            "plan": self.address.plan,
            "gone": list(gone),
            "names": [goal.id for goal, _ in chosen],
            "goals": msgspec.json.encode(asked).decode(),
        }

    def stage(self, figures: Iterable[Figure | Columns], plan: Plan | None = None) -> StagedFigures:  # noqa: ARG002 - its own tables tell what figures come to
        return StagedFigures(figures)

    def append(self, figures: Sequence[Figure] | Staged) -> datetime | None:
        if not len(figures):
            return None

        def work() -> datetime | None:
            turn = self._alone()
            signing = (signed(one, turn.moment, turn.who) for one in figures)
            numbered = zip(count(turn.place + 1), signing, strict=False)
            self._insert(numbered, {}, lambda place, key: self._moving(place, _Wrote(_mark(turn), key=key)))
            return turn.moment

        return self.exclusively(work)

    def _alone(self) -> _Turn:
        """What holds for this writer, while it keeps others out."""
        if self._turn is None:
            raise AssertionError("whoever writes keeps others out")
        return self._turn

    def _insert(
        self, numbered: Iterable[Entry], kept: Mapping[str, bytes], moving: Callable[[int, str], Question]
    ) -> None:
        """Add figures at their places, all or none, and move the clock, as is told of the last's place and key."""
        left = iter(numbered)
        block = list(islice(left, _BLOCK))
        if not block:
            self._note_clock(self._ask(moving(0, ""))[0])
        while block:
            rows = msgspec.json.encode([_row(number, figure, kept) for number, figure in block]).decode()
            adding: Question = (tables.FIGURES_NEW, (self.address.plan, rows))
            following = list(islice(left, _BLOCK))
            last, figure = block[-1]
            written, *clock = self._ask(adding) if following else self._ask(adding, moving(last, figure.key))
            if len(written) != len(block):
                raise self._refusal("some keys are recorded already, or this role may not record")
            if clock:
                self._note_clock(clock[0], figure.key)
            block = following

    def _moving(self, place: int, wrote: _Wrote) -> Question:
        """Move the plan's clock to its last figure's place, and to the time of a write."""
        self._wrote = wrote
        return tables.CLOCK_MOVE, (place, wrote.at, self.address.plan)

    def _note_clock(self, clock: Rows, key: str = "") -> None:
        """Note that the clock was moved, behind the figure with this key where any was written."""
        # What row-level security hides is not updated, and raises nothing.
        if not clock:
            raise self._refusal("this role may not record")
        place, at = clock[0]
        turn = self._alone()
        self._turn = structs.replace(turn, place=place, at=at, key=key or turn.key, contents=None)

    def settle(self) -> None:
        """Nothing is left to do: what can be read was committed."""

    def save(self, change: Callable[[Contents], tuple[Plan, Change]]) -> None:
        def work() -> None:
            contents, turn = self.contents(), self._alone()
            plan, entry = change(contents)
            plan = structs.replace(plan, id=contents.plan.id or new_id())
            entry = structs.replace(entry, who="") if turn.watched else entry
            plan, (entry,) = self._with_keys(plan, [stamp(entry, turn.moment, turn.who)])
            wrote = _Wrote(_mark(turn), change=entry.id)
            asked = self._saving(plan), self._entering(entry), self._moving(turn.place, wrote)
            *made, clock = self._ask(*asked, refused=_NOT_THE_PLAN)
            self._check(made)
            self._note_clock(clock)

        self.exclusively(work)

    def _saving(self, plan: Plan) -> Question:
        return tables.PLAN_SAVE, (tables.SCHEMA, _text(plan), self.address.plan)

    def _entering(self, entry: Change) -> Question:
        return tables.CHANGE_NEW, (self.address.plan, _text(entry), self.address.plan)

    def _check(self, made: Iterable[Rows]) -> None:
        """Raises `StoreTrouble` where something was not written."""
        if not all(made):
            raise self._refusal(_NOT_THE_PLAN)

    def unknown(self, shared: Shared | None = None) -> Mapping[str, bytes]:  # noqa: ARG002 - none is shared here
        return unknown(text for _, text in self._stream(tables.FIGURES, (self.address.plan,)))

    def rewrite(
        self,
        plan: Plan,
        changes: Sequence[Change],
        figures: Sequence[Figure] | Staged,
        kept: Mapping[str, bytes],
        shared: Shared | None = None,  # noqa: ARG002 - none is shared here
    ) -> None:
        plan = structs.replace(plan, id=plan.id or new_id())
        plan, changes = numbered(plan, changes, enumerate(figures, 1))

        def work() -> None:
            turn = self._alone()
            self._ask(*((statement, (self.address.plan,)) for statement in tables.CLEAR))
            self._check(self._ask(self._saving(plan), *map(self._entering, changes)))
            wrote = _Wrote(_mark(structs.replace(turn, moment=None)))
            self._insert(enumerate(figures, 1), kept, lambda place, _: self._moving(place, wrote))

        self.exclusively(work)

    def exclusively(self, work: Callable[[], Value]) -> Value:
        """See `Store`; what the database took back is done again, and what it may have kept is looked up first."""
        if self._turn is not None:
            return work()
        for pause in (*_PAUSES, None):
            self._wrote, done = None, list[Value]()
            try:
                with self._locked():
                    done.append(work())
                return self._tell_recorder(done[0])
            except StoreTrouble as trouble:
                # A connection that is lost at COMMIT leaves open whether it was.
                if done and self._is_kept():
                    return self._tell_recorder(done[0])
                if pause is None or not (done or isinstance(trouble, _Again)):
                    raise
            time.sleep(pause * (1 + random.random()))  # noqa: S311 - so that two that met do not meet again
        raise AssertionError("the last try returns or raises")

    def _tell_recorder(self, value: Value) -> Value:
        """What a write came to, now that it is committed."""
        if self._wrote:
            self._recorder.taken()
        return value

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `Store`; while this program writes, nobody else does, so that what it reads stays the same."""
        if self._look is not None or self._turn is not None:
            yield
            return
        with self._troubles("read"), ExitStack() as ending:
            self._look = _Look(ending)
            try:
                yield
            finally:
                self._look = None

    def _ask(self, *questions: Question, refused: str = _NOT_THIS) -> list[Rows]:
        """The rows that answer each question, of all in one journey; `refused` says what a role may not do."""
        doing = "read" if self._turn is None else "write"
        with self._troubles(doing, refused), self.connected() as connection:
            with _together(connection):
                self._begin(connection)
                asked = [connection.execute(statement.encode(), values) for statement, values in questions]
            return [cursor.fetchall() if cursor.description else [] for cursor in asked]

    def _rows(self, statement: str, values: Sequence[object]) -> Rows:
        """The rows that answer one question."""
        (rows,) = self._ask((statement, values))
        return rows

    def _begin(self, connection: psycopg.Connection[TupleRow]) -> None:
        """Begin a look that has not begun."""
        if self._look is not None and not self._look.begun:
            self._look.begun = True
            self._look.ending.enter_context(psycopg.Transaction(connection))
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        plan = self.address.plan
        with self._writing() as connection, ExitStack() as ending:
            wait = min(self._lock_timeout, _FOREVER)
            with self._troubles("write", _READS_ONLY), self._waiting(), _together(connection):
                ending.enter_context(psycopg.Transaction(connection))
                connection.execute(tables.LOCK_LIMIT.format(max(1, round(wait * 1000))))
                if self._starting:
                    _start(connection, plan, Plan())
                # The limit of locks begins anew at each of those who were before in the row.
                connection.execute(tables.LIMIT.format(round(max(wait, _AT_ONCE) * 1000)))
                clock = connection.execute(tables.CLOCK_LOCK, (plan,))
                connection.execute(tables.LIMIT.format("DEFAULT"))
                asking = connection.execute(tables.WRITING, {"plan": plan})
            self._turn = self._turn_of(clock.fetchone(), asking.fetchone())
            try:
                yield
            finally:
                self._turn = None

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        """What is ended for its time while it waits for others was one wait, however many they were."""
        began = time.monotonic()
        try:
            yield
        except psycopg.errors.QueryCanceled:
            if time.monotonic() - began < max(self._lock_timeout, _AT_ONCE):
                raise  # the server's own limit, or whoever keeps it
            raise psycopg.errors.LockNotAvailable from None

    def _turn_of(self, clock: TupleRow | None, asking: TupleRow | None) -> _Turn:
        """What holds for this writer; whom to believe is the database's to say where roles have their rights."""
        if clock is None or asking is None:
            if self._rows(tables.CLOCK_READ, (self.address.plan,)):
                raise self._refusal(_READS_ONLY)
            raise self._missing()
        (place, at), (name, now, watched, *last, key, change) = clock, asking
        taken = [*filter(None, last), *(self._decode(_change, one, "its last change").at for one in (change,) if one)]
        # The time is the server's in any case: whoever's clock is wrong is not to date what others see.
        ticks = watched or self._recorder.clock is not None
        moment = moment_of(taken, (lambda: now.replace(microsecond=0)) if ticks else None)
        who = name if watched else self._recorder.who()
        return _Turn(place, key or "", at, who, now, moment, watched=watched)

    def _is_kept(self) -> bool:
        """Whether a write whose outcome is unknown is there, asked again while a server starts.

        Raises `StoreTrouble` where nobody answers: who gives it again then may have it twice.
        """
        until = time.monotonic() + _STARTING
        while True:
            try:
                return self._is_written()
            except StoreTrouble as trouble:
                if time.monotonic() > until:
                    raise StoreTrouble(f"{trouble.message}, and whether this was stored is open", _LOOK) from None
            time.sleep(_PAUSES[-1] / 2)

    def _is_written(self) -> bool:
        """Whether a write whose outcome is unknown is there: by its figure's key, its change's id, else by the clock.

        Whoever has the clock's row knows that nobody is still about to commit.
        """
        wrote, self._connection = self._wrote, None
        if wrote is None:
            return True  # nothing was to be written
        with self._locked():
            if wrote.key:
                return any(figure.key == wrote.key for _, figure in self.with_key(wrote.key))
            if wrote.change:
                recent = self._rows(tables.CHANGE_LAST, (self.address.plan, _RECENT))
                return any(self._decode(_change, text, "a change").id == wrote.change for (text,) in recent)
            return self._alone().at == wrote.at

    @contextmanager
    def _writing(self, refused: str = _NOT_THIS) -> Iterator[psycopg.Connection[TupleRow]]:
        with self._troubles("write", refused), self.connected() as connection:
            yield connection

    @contextmanager
    def _making(self) -> Iterator[psycopg.Connection[TupleRow]]:
        """A connection to a database that has the tables, made where there are none."""
        with self._writing() as connection:
            there = connection.execute(tables.ARE_THERE).fetchone() != (None,)
        with self._writing(_NO_PLANS if there else _NO_TABLES) as connection:
            _create_tables(connection)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[psycopg.Connection[TupleRow]]:
        """A connection in which all reads see the same state."""
        with self.snapshot(), self._troubles("read"), self.connected() as connection:
            self._begin(connection)
            yield connection

    def _stream(self, statement: str, values: Sequence[object]) -> Iterator[tuple[int, str]]:
        """The places and documents of all figures by a statement, in constant memory."""
        with self.reading() as connection, connection.cursor(name="coopctl") as cursor:
            cursor.itersize = _BLOCK
            place = 0
            for place, text in cursor.execute(statement, values):
                yield place, text
            if not place and not self._rows(tables.CLOCK_READ, (self.address.plan,)):
                raise self._missing()

    def _entries_by(self, statement: str, values: Sequence[object]) -> list[Entry]:
        """The few figures of a statement, in one go."""
        return list(self._entries(self._rows(statement, values)))

    def _entries(self, rows: Iterable[tuple[int, str]]) -> Iterator[Entry]:
        for place, text in rows:
            yield place, self._decode(_FIGURE.decode, text, f"figure {place}")

    def _decode(self, decode: Callable[[str], Value], text: str, what: str) -> Value:
        try:
            return decode(text)
        except (msgspec.MsgspecError, CoopctlError, RecursionError) as why:
            raise StoreTrouble(
                f"the {self.address.shown} holds what cannot be, {what}: {why}",
                "whoever keeps the database mends or deletes that row, or goes back with `coopctl restore`",
            ) from None

    @contextmanager
    def administering(self) -> Iterator[psycopg.Connection[TupleRow]]:
        """A connection, and a transaction in it, for what is not about figures."""
        with self._troubles("share"), self.connected() as connection, connection.transaction():
            yield connection

    def received(self) -> Mapping[str, datetime]:
        return dict(self._rows(tables.RECEIVED, (self.address.plan,)))

    def receive(self, names: Collection[str], at: datetime) -> None:
        self.exclusively(lambda: self._ask((tables.RECEIVED_NEW, (self.address.plan, at, sorted(names)))))

    def version(self) -> object:
        if self._turn is not None:
            return self._turn.place, self._turn.at
        found = self._rows(tables.CLOCK_READ, (self.address.plan,))
        if not found:
            raise self._missing()
        return found[0]

    def writer(self) -> str:
        if self._turn is not None:
            return self._turn.who
        ((name, watched),) = self._rows(tables.IS_WATCHED, ())
        return str(name) if watched else self._recorder.who()

    def rewritable(self) -> bool:
        """See `Store`; where roles have their rights, only who keeps the database has this one."""
        return self._rows(tables.MAY_DELETE, ()) == [(True,)]

    @contextmanager
    def connected(self) -> Iterator[psycopg.Connection[TupleRow]]:
        """The connection of this store, made where there is none yet."""
        if self._connection is None or self._connection.closed:
            given = conninfo_to_dict(self.address.conninfo)
            self._connection = psycopg.connect(**{**_PATIENCE, **given, **_CONNECTION})
            self._connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
            finalize(self, self._connection.close)
        yield self._connection

    @contextmanager
    def _troubles(self, doing: str, refused: str = _NOT_THIS) -> Iterator[None]:
        try:
            yield
        except psycopg.errors.UndefinedTable:
            missing = self._missing()
            raise _NoTables(missing.message, missing.hint) from None
        except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected):
            raise _Again(
                f"the {self.address.shown} was busy with others each time", "nothing was stored; run it again"
            ) from None
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.InvalidSchemaName):
            if doing == "write":
                raise self._refusal(refused) from None
            raise StoreTrouble(
                f"this role may not {doing} the {self.address.shown}", "ask whoever keeps the database"
            ) from None
        except psycopg.errors.LockNotAvailable:
            raise StoreTrouble(
                f"somebody else has been writing to the {self.address.shown} for {self._lock_timeout:g} seconds",
                "try again, or wait longer with --lock-timeout",
            ) from None
        except (psycopg.errors.UntranslatableCharacter, psycopg.errors.CharacterNotInRepertoire):
            raise StoreTrouble(
                f"the {self.address.shown} cannot keep every letter, for its database is not in UTF-8", _IN_UTF8
            ) from None
        except psycopg.Error as trouble:
            why = meaning(trouble)
            raise StoreTrouble(f"cannot {doing} the {self.address.shown}: {why.why}", why.hint) from None

    def _missing(self) -> StoreTrouble:
        return StoreTrouble(f"there is no {self.address.shown}", "start one with `coopctl init`")

    def _refusal(self, why: str) -> StoreTrouble:
        hint = "ask whoever keeps the database"
        if why == _NO_TABLES and self._connection is not None:
            role = sql.Identifier(self._connection.info.user).as_string()
            hint += f", who lets it with psql: GRANT USAGE, CREATE ON SCHEMA public TO {role}"
        return StoreTrouble(f"nothing is stored in the {self.address.shown}: {why}", hint)


def _create_tables(connection: psycopg.Connection[TupleRow]) -> None:
    """Make the tables where they are not there; refused where some letters would not be taken later."""
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreTrouble(f"the database keeps text in {encoding}, in which many letters cannot be written", _IN_UTF8)
    for statement in tables.CREATE:
        with connection.transaction():
            connection.execute(statement)


def _plan(text: str) -> Plan:
    return codec.value(strict_json(text.encode()), Plan)


def _change(text: str) -> Change:
    return codec.value(strict_json(text.encode()), Change)


def _columns(
    ordinals: str, values: str, counts: str, marks: str
) -> tuple[dict[int, str], dict[int, int], Collection[int]]:
    """The values of a goal's days by their ordinals, how many figures each has, and which are provisional."""
    days = list(map(int, ordinals.split()))
    provisional = {day for day, mark in zip(days, marks, strict=True) if mark == "1"} if "1" in marks else ()
    return (
        dict(zip(days, values.split(), strict=True)),
        dict(zip(days, map(int, counts.split()), strict=True)),
        provisional,
    )


def _together(connection: psycopg.Connection[TupleRow]) -> AbstractContextManager[object]:
    """Send what is asked inside in one journey, where the library that talks to the server can."""
    return connection.pipeline() if psycopg.Pipeline.is_supported() else nullcontext()


def _start(connection: psycopg.Connection[TupleRow], name: str, plan: Plan) -> psycopg.Cursor[TupleRow]:
    """Add a plan and its clock; a row tells that there was none."""
    made = connection.execute(tables.PLAN_NEW, (name, tables.SCHEMA, _text(plan)))
    connection.execute(tables.CLOCK_NEW, (name, datetime.fromtimestamp(0, UTC)))
    return made


def _mark(turn: _Turn) -> datetime:
    """What the clock is set to: a time of its own for each write, not before any figure's."""
    return max(turn.now, turn.at + timedelta(microseconds=1), *([turn.moment] if turn.moment else []))


def _text(value: Plan | Change) -> str:
    """A value as its JSON document, in which decimals are text, so that nothing rounds them."""
    return lines.encode(codec.document(value)).decode()


def _row(place: int, figure: Figure, kept: Mapping[str, bytes]) -> dict[str, object]:
    return {
        "place": place,
        "key": figure.key,
        "goal": figure.goal,
        "batch": figure.batch,
        "takes_back": figure.names_others,
        "recorded_at": figure.recorded_at,
        "day": figure.date,
        "value": None if figure.value is None else f"{figure.value:f}",
        "provisional": figure.provisional,
        "period": bool(figure.on) and figure.on != f"{figure.date}",
        "document": document_of(figure, kept).decode().rstrip("\n"),
    }
