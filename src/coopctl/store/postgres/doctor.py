"""What is wrong with a plan in a database, and with the database for it: version, rights, clock, promises."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import psycopg

from coopctl.errors import StoreTrouble
from coopctl.plan.doubles import to_settle
from coopctl.store import Contents
from coopctl.store.file.doctor import Health, inventory, look_through
from coopctl.store.postgres import tables
from coopctl.store.postgres.right import Right
from coopctl.store.postgres.rights import right_of
from coopctl.store.postgres.store import PostgresStore
from coopctl.values.people import plural

_OLDEST = 140000
# A clock that is further off is seen in what is recorded.
_OFF = 60
_RIGHTS = {
    Right.NONE: "do nothing",
    Right.READ: "read",
    Right.RECORD: "read and record",
    Right.PLAN: "read, record and change the plan",
}
_Ask = Callable[[str], Any]


def examine(store: PostgresStore) -> Health:
    """Look at everything, and change nothing.  Raises `StoreTrouble` where the database cannot be reached."""
    with store.snapshot(), store.connected() as connection:
        contents = store.contents()

        def ask(statement: str) -> Any:
            row = connection.execute(statement.encode()).fetchone()
            return None if row is None else row[0]

        wrong = list(_server(ask))
        now, ours = ask("SELECT clock_timestamp()"), datetime.now(UTC)
        notes = [
            *_promises(ask),
            *clock_notes(now, ours),
            *_ahead(store, contents, now),
            *_open_line(connection, ask),
            *_open_schema(ask),
        ]
        place, right = store.address.shown, right_of(connection, store.address.plan)
        rights = _rights(ask) if right is None else _RIGHTS[right]
        version = ask("SELECT current_setting('server_version')")
        # What cannot be read ends the look.
        content, counted = _content(store, contents)
        wrong += content
        if not content:
            notes += to_settle(contents.plan, store.references(), store.with_key)
        seen = f"{place}: {counted}; PostgreSQL {version.split()[0]}; this role may {rights}"
    return Health(seen, tuple(wrong), notes=tuple(notes), way_out="ask whoever keeps the database" if wrong else "")


def _server(ask: _Ask) -> Iterator[str]:
    if ask("SELECT current_setting('server_version_num')::int") < _OLDEST:
        yield f"PostgreSQL {ask('SHOW server_version')} is older than 14, the oldest that coopctl was made for"
    if ask("SELECT pg_is_in_recovery()"):
        yield "this server is a standby, which takes no figures; name the one that it follows"
    if ask("SHOW default_transaction_read_only") == "on":
        yield "default_transaction_read_only is on here, so that no figures are taken"
    if ask("SELECT current_setting('server_encoding')") != "UTF8":
        yield "the database is not in UTF-8, so that some titles and notes cannot be kept"


def _promises(ask: _Ask) -> Iterator[str]:
    """What the server does not promise of what it acknowledged."""
    if ask("SHOW fsync") == "off":
        yield "fsync is off: a crash of the server's machine can lose or damage what was acknowledged"
    if ask("SHOW synchronous_commit") == "off":
        yield "synchronous_commit is off: a crash of the server can lose what was acknowledged in its last second"
    standby = ask("SELECT count(*) FROM pg_stat_replication")
    named = ask("SHOW synchronous_standby_names")
    if (standby and not named) or (named and ask("SHOW synchronous_commit") == "local"):
        yield (
            "replication is asynchronous: what was acknowledged can be lost when a standby takes over; "
            "synchronous_standby_names makes it wait for one"
        )


def clock_notes(theirs: datetime, ours: datetime) -> Iterator[str]:
    """That the server's clock and this machine's do not agree."""
    off = round((theirs - ours).total_seconds())
    if abs(off) > _OFF:
        yield f"the server's clock is {abs(off):,} seconds {'ahead of' if off > 0 else 'behind'} this machine's"


def _open_line(connection: psycopg.Connection[Any], ask: _Ask) -> Iterator[str]:
    address = ask("SELECT host(inet_server_addr())")
    outside = address is not None and not address.startswith("127.") and address != "::1"
    if outside and not connection.pgconn.ssl_in_use:
        yield "the connection is not encrypted; add sslmode=verify-full to the address"


def _open_schema(ask: _Ask) -> Iterator[str]:
    """That roles which share the plan may put functions of their own in the way of what others ask, as before 15."""
    shared = ask("SELECT relrowsecurity FROM pg_class WHERE oid = 'coop_figure'::regclass")
    if shared and ask("SELECT has_schema_privilege('public', current_schema(), 'CREATE')"):
        schema = ask("SELECT quote_ident(current_schema())")
        yield f"every role may make functions beside the tables; psql: REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC"


def _rights(ask: _Ask) -> str:
    """What this role may do by the grants of the tables, in words."""
    may = {
        "record": ask("SELECT has_table_privilege('coop_figure', 'INSERT')")
        and ask("SELECT has_any_column_privilege('coop_clock', 'UPDATE')"),
        "change the plan": ask("SELECT has_any_column_privilege('coop_plan', 'UPDATE')")
        and ask("SELECT has_table_privilege('coop_change', 'INSERT')"),
        "restore": ask("SELECT has_table_privilege('coop_figure', 'DELETE')"),
    }
    words = ["read", *(word for word, allowed in may.items() if allowed)]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _ahead(store: PostgresStore, contents: Contents, now: datetime) -> Iterator[str]:
    """That the time of what was taken last is still to come, so that the next figures get it, too."""
    last = [change.at for change in contents.changes[-1:]]
    found = [figure.recorded_at for _, figure in islice(store.newest(), 1)] + last
    if found and (max(found) - now).total_seconds() > _OFF:
        yield f"the last figure or change has a time that is still to come, {max(found):%Y-%m-%d %H:%M} UTC"


def _content(store: PostgresStore, contents: Contents) -> tuple[list[str], str]:
    """What of the figures cannot be, what they and the journal name that is not there, and what was looked at."""
    wrong: list[str] = []
    seen = inventory(contents)
    try:
        figures = look_through(contents, store.lines, store.references(), wrong)
        last, _ = next(store.newest(), (0, None))
        if last > contents.last:
            wrong.append(f"the plan's clock stands at figure {contents.last}, and there is figure {last}")
        with store.connected() as connection:
            wrong += [
                f"figure {place} is filed under a key, goal, batch or time that its document does not have"
                for (place,) in connection.execute(tables.MISFILED, (store.address.plan,)).fetchall()
            ]
    except StoreTrouble as trouble:
        return [*wrong, trouble.message], seen
    return wrong, f"{seen}, {plural(figures, 'figures')}"
