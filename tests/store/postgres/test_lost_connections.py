"""What is acknowledged is there, whoever is killed while it is written."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
import pytest

from coopctl.errors import StoreTrouble
from coopctl.store.opening import open_database
from coopctl.store.postgres.address import parse_address
from coopctl.store.postgres.store import PostgresStore
from running import Program
from store.file.samples import PLAN, figure
from store.postgres.server import started

_NAMES = count()
_WRITER = """
import sys
from coopctl.store.opening import open_database
from store.file.samples import figure
store = open_database(sys.argv[1], lock_timeout=30, say=print)
for number in range(10**6):
    store.append([figure(f"{sys.argv[2]}-{number}")])
    print(number, flush=True)
"""


@pytest.fixture
def address(database: str) -> str:
    """The address of a plan of its own."""
    made = f"{database}?plan=lost-{next(_NAMES)}"
    open_database(made, lock_timeout=10, say=lambda _: None).create(PLAN)
    return made


def _end_others(address: str) -> None:
    with psycopg.connect(parse_address(address).conninfo, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' "
                      "AND pid <> pg_backend_pid()")  # fmt: skip


def test_a_server_that_goes_away_is_trouble_in_one_line(address: str) -> None:
    """A connection that ends before COMMIT leaves nothing, and the error names the database and no more."""
    store = PostgresStore(parse_address(address))

    def cut_off() -> None:
        store.append([figure("gone")])
        _end_others(address)
        store.append([figure("never")])

    with pytest.raises(StoreTrouble, match="cannot write the plan lost"):
        store.exclusively(cut_off)
    assert store.with_key("gone") == []


def test_a_commit_whose_answer_is_lost_is_looked_up(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the connection breaks after the server committed, the figure is found by its key and acknowledged."""
    store = PostgresStore(parse_address(address))
    leave = psycopg.Transaction.__exit__

    def lost(block: psycopg.Transaction, *trouble: Any) -> bool:
        leave(block, *trouble)
        monkeypatch.undo()
        raise psycopg.OperationalError("the connection was lost")

    monkeypatch.setattr(psycopg.Transaction, "__exit__", lost)
    store.append([figure("kept")])
    assert [one.key for _, one in PostgresStore(parse_address(address)).figures()] == ["kept"]


@pytest.mark.parametrize("back", [True, False])
def test_a_commit_is_looked_up_once_the_server_is_back(monkeypatch: pytest.MonkeyPatch, back: bool) -> None:
    """A figure is acknowledged where the server starts again soon; else it is said that this is open, and to look."""
    leave = psycopg.Transaction.__exit__
    with started() as server:
        address = f"{server.address}?plan=a"
        open_database(address, lock_timeout=10, say=lambda _: None).create(PLAN)
        store, starting = PostgresStore(parse_address(address)), Thread(target=server.start)

        def lost(block: psycopg.Transaction, *trouble: Any) -> bool:
            leave(block, *trouble)
            monkeypatch.undo()
            monkeypatch.setattr("coopctl.store.postgres.store._STARTING", 30.0 if back else 0.0)
            server.kill()
            if back:
                starting.start()
            raise psycopg.OperationalError("the connection was lost")

        monkeypatch.setattr(psycopg.Transaction, "__exit__", lost)
        if back:
            store.append([figure("kept")])
            starting.join()
        else:
            with pytest.raises(StoreTrouble, match="whether this was stored is open"):
                store.append([figure("kept")])
            server.start()
        assert [one.key for _, one in PostgresStore(parse_address(address)).figures()] == ["kept"]


def test_a_commit_that_was_lost_is_done_again(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the server did not commit, the whole work is done again, and its figure is there once."""
    store = PostgresStore(parse_address(address))
    begun: list[int] = []
    leave = psycopg.Transaction.__exit__

    def refused(block: psycopg.Transaction, *_: Any) -> bool:
        leave(block, KeyboardInterrupt, KeyboardInterrupt(), None)
        monkeypatch.undo()
        raise psycopg.OperationalError("the server went away before it committed")

    def work() -> None:
        begun.append(len(begun))
        store.append([figure(f"try-{len(begun)}")])

    monkeypatch.setattr(psycopg.Transaction, "__exit__", refused)
    store.exclusively(work)
    assert (begun, [one.key for _, one in store.figures()]) == ([0, 1], ["try-2"])


def _lose_the_next_commit(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object] = bool) -> None:
    """Let the server go away before it commits a write, once."""
    leave = psycopg.Transaction.__exit__

    def lost(block: psycopg.Transaction, *trouble: Any) -> bool:
        if block.connection.execute("SHOW transaction_read_only").fetchone() == ("on",) or trouble[0] is not None:
            return bool(leave(block, *trouble))
        leave(block, KeyboardInterrupt, KeyboardInterrupt(), None)
        monkeypatch.undo()
        meanwhile()
        raise psycopg.OperationalError("the server went away before it committed")

    monkeypatch.setattr(psycopg.Transaction, "__exit__", lost)


def test_an_import_whose_commit_was_lost_is_done_again(
    program: Program, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read, told and refused once, and its figures are there once, with the keys of the first time."""
    (program.folder / "in.csv").write_text("goal,date,value\ntrade,2025-03-31,1\ntrade,2025-06-30,2\nnone,2025,3\n")
    words = ("import", "in.csv", "--skip-bad", "--file", address)
    _lose_the_next_commit(monkeypatch)
    done = program.run(*words)
    assert (done.code, done.err.count("none")) == (0, 1)
    assert "2 figures" in done.out
    assert [one.value for _, one in PostgresStore(parse_address(address)).figures()] == [1, 2]
    assert "already recorded" in program.done(*words)


def test_an_import_that_met_others_is_refused(program: Program, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody else recorded between two tries, what is new has to be found anew: nothing is recorded."""
    (program.folder / "in.csv").write_text("goal,date,value\ntrade,2025-03-31,1\n")
    other = PostgresStore(parse_address(address))
    _lose_the_next_commit(monkeypatch, lambda: other.append([figure("theirs")]))
    refused = program.run("import", "in.csv", "--file", address)
    assert (refused.code, "others were writing" in refused.err) == (1, True)
    assert [one.key for _, one in other.figures()] == ["theirs"]
    assert program.run("import", "in.csv", "--file", address).code == 0


@pytest.mark.parametrize("trouble", [psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected])
def test_what_the_database_takes_back_is_done_again(address: str, trouble: type[psycopg.Error]) -> None:
    """A serialization failure and a deadlock are no trouble of the user's, unless there is no end of them."""
    store = PostgresStore(parse_address(address))
    begun: list[int] = []

    def work(failures: int) -> int:
        begun.append(failures)
        store.append([figure(f"f{failures}-{len(begun)}")])
        if len(begun) <= failures:
            raise trouble
        return len(begun)

    assert store.exclusively(lambda: work(2)) == 3
    assert [one.key for _, one in store.figures()] == ["f2-3"]
    begun.clear()
    with pytest.raises(StoreTrouble, match="busy"):
        store.exclusively(lambda: work(99))
    assert [one.key for _, one in store.figures()] == ["f2-3"]


@pytest.mark.parametrize("kills", [3, pytest.param(200, marks=pytest.mark.long)])
def test_a_killed_writer_loses_nothing_that_it_acknowledged(address: str, kills: int) -> None:
    """Whatever a writer said was stored is there once, after it was killed at any moment."""
    said: list[str] = []
    tests = str(Path(__file__).parents[2])
    for turn in range(kills):
        command = [sys.executable, "-c", _WRITER, address, f"t{turn}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": tests}) as writer:
            assert writer.stdout is not None
            said += [f"t{turn}-{writer.stdout.readline().strip()}"]
            time.sleep(0.01 * (turn % 7))
            writer.send_signal(signal.SIGKILL)
            said += [f"t{turn}-{line.strip()}" for line in writer.stdout if line.endswith("\n")]
    keys = [one.key for _, one in open_database(address, lock_timeout=10, say=print).figures()]
    assert len(keys) == len(set(keys))
    assert set(said) <= set(keys)


def _record(address: str, key: str, said: list[str], stop: Event) -> None:
    """Record with one key after the other, each again and again until it is acknowledged, as a person would."""
    store = open_database(address, lock_timeout=30, say=lambda _: None)
    for number in count():
        if stop.is_set():
            return
        one = figure(f"{key}-{number}")
        while True:
            with suppress(StoreTrouble):
                if not store.with_key(one.key):
                    store.append([one])
                said.append(one.key)
                break
            time.sleep(0.05)


def _all_at_once(address: str, disturb: Callable[[], None], *, writers: int, times: int) -> None:
    """Whatever was acknowledged while something disturbs the writers is there, and once."""
    said: list[str] = []
    stop = Event()
    threads = [Thread(target=_record, args=(address, f"w{number}", said, stop)) for number in range(writers)]
    for one in threads:
        one.start()
    for _ in range(times):
        time.sleep(0.3)
        disturb()
    time.sleep(0.3)
    stop.set()
    for one in threads:
        one.join(60)
    keys = [one.key for _, one in open_database(address, lock_timeout=10, say=lambda _: None).figures()]
    assert len(said) >= writers
    assert (len(keys), set(said) - set(keys)) == (len(set(keys)), set())


@pytest.mark.parametrize(("writers", "times"), [(4, 4), pytest.param(64, 60, marks=pytest.mark.long)])
def test_killed_backends_lose_nothing(address: str, writers: int, times: int) -> None:
    """The server's processes that serve the writers are ended while they write, at any moment."""
    _all_at_once(address, lambda: _end_others(address), writers=writers, times=times)


@pytest.mark.parametrize(("writers", "times"), [(4, 2), pytest.param(32, 25, marks=pytest.mark.long)])
@pytest.mark.usefixtures("database")
def test_a_killed_server_loses_nothing(writers: int, times: int) -> None:
    """The whole server is killed while they write, and comes back."""
    with started() as server:
        open_database(f"{server.address}?plan=x", lock_timeout=10, say=lambda _: None).create(PLAN)

        def disturb() -> None:
            server.kill()
            time.sleep(0.1)
            server.start()

        _all_at_once(f"{server.address}?plan=x", disturb, writers=writers, times=times)


def test_a_killed_client_is_settled_by_its_key(program: Program, address: str) -> None:
    """Whoever was killed and does not know runs the same call again: the figure is there, and once."""
    command = [sys.executable, "-m", "coopctl", "record", "trade", "262", "--on", "2025-06-30", "--file", address]
    for turn in range(4):
        keyed = [*command, "--key", f"again-{turn}"]
        with subprocess.Popen(keyed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as client:
            time.sleep(0.12 * turn)
            client.kill()
        assert program.run(*keyed[3:]).code == 0
        assert program.run(*keyed[3:]).code == 0
    found = [one.key for _, one in open_database(address, lock_timeout=10, say=lambda _: None).figures()]
    assert sorted(found) == [f"again-{turn}" for turn in range(4)]


def test_the_commands_are_the_same(program: Program, address: str) -> None:
    """Every day's commands work on a database as on a file."""
    environ = {"COOPCTL_FILE": address}

    def done(*arguments: str) -> str:
        result = program.run(*arguments, environ=environ)
        assert result.code == 0, result.err
        return result.out

    done("goal", "add", "Books", "--from", "0 books", "--to", "24 books by 2026", "--since", "2025-01-01")
    done("record", "books", "6", "--on", "2025-06-30", "--key", "first")
    done("record", "books", "6", "--on", "2025-06-30", "--key", "first")
    assert done("log", "-o", "csv").count("first") == 1
    assert "25%" in done("status", "-o", "md")
    done("undo")
    assert "undone" in done("log")
    assert "nothing is wrong" in done("doctor")
    done("merge", address)
    for words in ((), ("report", "-"), ("export",), ("undo", "--list")):
        assert done(*words)
