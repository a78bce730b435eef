"""What a database, or the way to it, complains of is said in one line, with what to do next."""

import os
import socket

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import quick
from coopctl.errors import ExitCode, StoreTrouble
from coopctl.store.opening import open_team
from coopctl.store.postgres.troubles import meaning
from running import Program

_GOAL = ("goal", "add", "a", "--from", "1", "--to", "2 by 2030")


@pytest.mark.parametrize(
    ("change", "why", "hint"),
    [
        (("/postgres", "/nowhere"), "there is no such database", "CREATE DATABASE"),
        (("coop@", "nobody@"), "does not let this user in", "PGPASSWORD"),
        (("127.0.0.1", "nowhere.invalid"), "no host of that name", "check the host"),
        (("@127.0.0.1:", "@127.0.0.1:1,127.0.0.1:2/"), "no server answers there", "check host and port"),
        (("?", "?sslmode=require&"), "no encrypted connection", "sslmode"),
        (("?", "?sslmode=perhaps&"), "a value that it cannot have", "what follows the ?"),
        (("?", "?connect_timeout=soon&"), "a value that it cannot have", "what follows the ?"),
        (("?", "?options=-c%20default_transaction_read_only%3Don&"), "takes no writes", "name the server"),
    ],
)
def test_each_is_named_with_the_way_out(
    program: Program, database: str, change: tuple[str, str], why: str, hint: str
) -> None:
    """Nobody has to look up what a state's number or a library's words mean."""
    address = f"{database}?plan=troubles"
    program.run("init", "--file", address)
    result = program.run(*_GOAL, "--file", address.replace(*change))
    error, way_out = result.err.splitlines()[-2:]
    assert (result.code, why in error, hint in way_out) == (ExitCode.FILE, True, True), result.err


def test_what_takes_too_long_is_named(program: Program, database: str) -> None:
    """A question that the server ends by its own limit is not one that cannot be asked."""
    address = f"{database}?plan=slow&options=-c%20statement_timeout%3D1"
    program.run("init", "--file", f"{database}?plan=slow")
    with psycopg.connect(database) as other:
        other.execute("LOCK TABLE coop_clock")
        result = program.run(*_GOAL, "--file", address)
    assert (result.code, "statement_timeout" in result.err) == (ExitCode.FILE, True)


def test_a_session_that_takes_no_writes_is_found_by_doctor(program: Program, database: str) -> None:
    address = f"{database}?plan=troubles"
    program.run("init", "--file", address)
    program.done("doctor", "--file", address)
    result = program.run("doctor", "--file", f"{address}&options=-c%20default_transaction_read_only%3Don")
    assert (result.code, "no figures are taken" in result.out) == (ExitCode.FILE, True)


@pytest.mark.parametrize("wait", ["connect_timeout", "tcp_user_timeout", "keepalives_idle"])
@pytest.mark.parametrize("own", [True, False])
def test_a_wait_of_ones_own_is_kept(monkeypatch: pytest.MonkeyPatch, wait: str, *, own: bool) -> None:
    """How long a door may take to open, and a network may be silent, is what the address says, where it says it."""
    asked: dict[str, object] = {}

    def connect(**given: object) -> None:
        asked.update(given)
        raise psycopg.OperationalError("connection timeout expired")

    monkeypatch.setattr(psycopg, "connect", connect)
    with pytest.raises(StoreTrouble, match="does not answer in time"):
        open_team(
            f"postgresql://localhost/x?{wait}=60" if own else "postgresql://localhost/x", lock_timeout=1
        ).contents()
    assert (asked[wait] == "60") is own


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("could not receive data from server: Connection timed out", "the connection was lost"),
        ('connection to server at "10.0.0.1", port 5432 failed: Connection timed out', "it does not answer in time"),
    ],
)
def test_a_network_that_fell_silent_is_named(words: str, why: str) -> None:
    """What the system gives up waiting for is a lost connection, or a server that does not answer."""
    assert meaning(psycopg.OperationalError(words)).why == why


def test_a_pool_that_lost_its_server_is_a_lost_connection() -> None:
    """PgBouncer answers with a violation of the protocol."""
    assert meaning(psycopg.errors.ProtocolViolation("server conn crashed?")).why == "the connection was lost"


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="the system has no such limit")
def test_the_system_is_told_how_long_a_network_may_be_silent(database: str) -> None:
    """Nobody waits a quarter of an hour for what a dead network swallowed."""
    with (
        open_team(f"{database}?plan=troubles", lock_timeout=1).connected() as connection,
        socket.socket(fileno=os.dup(connection.fileno())) as line,
    ):
        assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 20_000


@quick
@given(said=st.text())
def test_nothing_of_the_drivers_words_is_shown(said: str) -> None:
    """Whatever an error of the driver says, what comes of it is one of our sentences."""
    found = meaning(psycopg.OperationalError(f"<{said}>"))
    assert "<" not in found.why + found.hint
