"""What a database, or the way to it, has to complain of, in words of our own.

The driver's words may repeat the address, or a value that somebody recorded: nothing of them is shown.
"""

import psycopg
from msgspec import Struct


class Why(Struct, frozen=True):
    """What is wrong, and what to do next."""

    why: str
    hint: str


MAKING = "CREATE DATABASE NAME ENCODING 'UTF8' TEMPLATE template0"
"""What makes a database for plans, whatever the server's own encoding is."""
_AGAIN = "run the command again"
_READ_ONLY = Why("it takes no writes: it is a standby, or was made read-only", "name the server that takes writes")
_BUSY = Why("all its connections are taken", "run the command again later, or raise its max_connections")
_SILENT = Why("it does not answer in time", "check host and port; connect_timeout=SECONDS in the address waits longer")
_STARTING = Why("it is starting or shutting down", "run the command again when it is up")
_LOST = Why("the connection was lost", _AGAIN)
_SLOW = Why(
    "it took longer than the server lets it", "raise statement_timeout for this role, or ask whoever keeps the database"
)
_FULL = Why("the server has no room left", "ask whoever keeps the database")
_LOGIN = Why("it does not let this user in", "check user and password: in the address, PGPASSWORD or ~/.pgpass")
_NOBODY = Why("no server answers there", "check host and port, and that the server runs")
_UNKNOWN_HOST = Why("no host of that name is found", "check the host in the address")
_SECURE = Why("there is no encrypted connection as the address asks for", "check sslmode and sslrootcert")
_VALUE = Why("a parameter of the address has a value that it cannot have", "correct what follows the ? in the address")
_OF_STATE = {
    "25006": _READ_ONLY,
    "25P03": _LOST,
    "53100": _FULL,
    "53200": _FULL,
    "53300": _BUSY,
    "57014": _SLOW,
    "57P01": _LOST,
    "57P02": _LOST,
    "57P03": _STARTING,
    "57P05": _LOST,
}
# The class of what befalls a connection, as where a pool has lost the server behind it.
_CONNECTION = "08"
# Who does not come in is told no state.  These words are those of libpq, the server and the driver in English; in
# another language they are not found, and what is true of any trouble is said.
_OF_WORDS = {
    "receive data from server": _LOST,
    "send data to server": _LOST,
    "timed out": _SILENT,
    "timeout expired": _SILENT,
    "failed to resolve host": _UNKNOWN_HOST,
    "could not translate host name": _UNKNOWN_HOST,
    "Connection refused": _NOBODY,
    "No such file or directory": _NOBODY,
    "Network is unreachable": _NOBODY,
    "No route to host": _NOBODY,
    "too many clients": _BUSY,
    "connection slots": _BUSY,
    "the database system is": _STARTING,
    "password authentication": _LOGIN,
    "no password": _LOGIN,
    "authentication failed": _LOGIN,
    "no pg_hba.conf entry": _LOGIN,
    "certificate": _SECURE,
    "support SSL": _SECURE,
    'FATAL:  role "': _LOGIN,
    'FATAL:  database "': Why("there is no such database", f"make it with psql: {MAKING}"),
    "invalid": _VALUE,
    "bad value": _VALUE,
    "closed the connection": _LOST,
    "connection is lost": _LOST,
    "connection is closed": _LOST,
}


def meaning(trouble: psycopg.Error) -> Why:
    """What an error of the driver comes to; its SQLSTATE where there are no words for it."""
    state = trouble.sqlstate
    if state and state.startswith(_CONNECTION):
        return _LOST
    if state:
        return _OF_STATE.get(state, Why(f"SQLSTATE {state}", "look into the server's log, or try the same with psql"))
    said = f"{trouble}"
    found = (one for words, one in _OF_WORDS.items() if words in said)
    return next(found, Why("it cannot be reached", "check with psql that it can, and run the command again"))
