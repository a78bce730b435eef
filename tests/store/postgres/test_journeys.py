"""How often a command goes to the database and back: over a slow line that is what it costs."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from select import select
from threading import Thread
from urllib.parse import urlsplit

import pytest

from running import Program

_FAREWELL = b"X\0\0\0\4"


class Line:
    """A line to the server that counts how often somebody waits for an answer at its other end."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self.journeys = 0
        self._threads = [Thread(target=self._serve)]
        self._threads[0].start()

    def close(self) -> None:
        with self._door, suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        for one in self._threads:
            one.join(10)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                self._threads.append(Thread(target=self._carry, args=(client,)))
                self._threads[-1].start()

    def _carry(self, client: socket.socket) -> None:
        """Carry what is said to the other end, until one of them has gone."""
        asked = False
        with client, socket.create_connection(self._server) as server, suppress(OSError):
            while True:
                for source in select((client, server), (), ())[0]:
                    data = source.recv(1 << 20)
                    if not data or data == _FAREWELL:
                        return
                    self.journeys += source is client and not asked
                    asked = source is client
                    (server if asked else client).sendall(data)


@contextmanager
def counted(database: str, plan: str) -> Iterator[tuple[Line, str]]:
    """A line to the server, and the address of a plan at its end."""
    parts = urlsplit(database)
    line = Line(parts.hostname or "", parts.port or 0)
    try:
        place = f"{parts.username}@127.0.0.1:{line.port}{parts.path}"
        yield line, f"postgresql://{place}?plan={plan}&sslmode=disable&gssencmode=disable"
    finally:
        line.close()


# One is the connection's own, and one ends a look or a write.
@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("status", 4),
        ("status books", 4),
        ("explain books", 4),
        ("check", 5),
        ("due", 4),
        ("goal list", 4),
        ("record books 7 --on 2025-06-30", 10),
        ("goal edit books --owner Ann", 8),
        ("undo", 9),
    ],
)
def test_no_command_asks_more_often(program: Program, database: str, words: str, most: int) -> None:
    """The journeys of a command, the connection's own among them, however many figures and goals there are."""
    name = "journeys-" + words.replace(" ", "-")[:40]
    with counted(database, name) as (line, address):
        there = ("--file", address)
        program.done("init", *there)
        for goal in ("Books", "Roads", "Wells"):
            program.done("goal", "add", goal, "--from", "0", "--to", "24 by 2026", "--since", "2025-01-01", *there)
            program.done("record", goal, "3", "--on", "2025-03-31", *there)
        line.journeys = 0
        assert program.run(*words.split(), *there).code in (0, 1)
        assert 2 < line.journeys <= most
