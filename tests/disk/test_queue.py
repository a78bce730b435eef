"""Who waits for a lock gets it in turn; the dead, the stopped and the strange keep nobody from it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coopctl.disk import queue
from coopctl.disk.lock import locked, queue_of
from coopctl.disk.queue import Place
from coopctl.errors import Held

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no line where there is no flock")

_WAITER = """
import sys
from pathlib import Path
from coopctl.disk.lock import locked
path, name = Path(sys.argv[1]), sys.argv[2]
with locked(path, 60, print), path.with_name("order").open("a") as order:
    order.write(name)
"""


@contextlib.contextmanager
def waiting(path: Path, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many processes that wait for a lock that is held, one behind the other."""
    running: list[subprocess.Popen[bytes]] = []
    try:
        for number in range(count):
            running.append(subprocess.Popen([sys.executable, "-c", _WAITER, str(path), str(number)]))
            _until(lambda: len(_tickets(path)) == len(running))
        yield running
    finally:
        for one in running:
            one.kill()
            one.wait()


def _tickets(path: Path) -> list[Path]:
    return sorted(queue_of(path).glob("*"))


def _until(there: Callable[[], bool]) -> None:
    """Wait until something is so, which it will be."""
    end = time.monotonic() + 60
    while not there():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_who_comes_first_is_first(tmp_path: Path) -> None:
    """In the order in which they came; nothing is left of the line when the last one is done."""
    path = tmp_path / "coop.json"
    with contextlib.ExitStack() as outer:
        with locked(path, 0, print):
            running = outer.enter_context(waiting(path, 6))
        assert [one.wait(60) for one in running] == [0] * 6
    assert (tmp_path / "order").read_text() == "012345"
    assert not queue_of(path).exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_the_dead_and_the_stopped_keep_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    """Whoever comes behind one that was killed, or put to sleep, goes ahead of it."""
    path = tmp_path / "coop.json"
    monkeypatch.setattr(queue, "_PATIENCE", 0.2)
    with contextlib.ExitStack() as outer:
        with locked(path, 0, print):
            running = outer.enter_context(waiting(path, 3))
            for one in running[:2]:
                one.send_signal(number)
        with locked(path, 60, print):
            pass
        assert running[2].wait(60) == 0
        for one in running[:2]:
            one.send_signal(signal.SIGCONT)
            one.wait(60)
    assert sorted((tmp_path / "order").read_text()) == (["2"] if number is signal.SIGKILL else ["0", "1", "2"])
    with locked(path, 0, print):
        assert _tickets(path) == []
    assert not queue_of(path).exists()


def test_a_line_of_the_dead_is_no_line(tmp_path: Path) -> None:
    """Tickets that nobody holds, which a power cut leaves, cost the next one a look, and are removed by it."""
    path = tmp_path / "coop.json"
    queue_of(path).mkdir()
    for number in range(3):
        (queue_of(path) / f"{number:020d}-17-00ff").touch()
    with locked(path, 0, print):
        pass
    assert not queue_of(path).exists()


def test_what_is_no_ticket_is_left_alone(tmp_path: Path) -> None:
    """A file that somebody else put into the folder, and whatever a link in its place leads to."""
    path, elsewhere = tmp_path / "coop.json", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "0-precious").touch()
    (elsewhere / f"{1:020d}-17-00ff").touch()
    queue_of(path).symlink_to(elsewhere)
    with locked(path, 0, print):
        pass
    assert len(list(elsewhere.iterdir())) == 2
    queue_of(path).unlink()
    queue_of(path).mkdir()
    (queue_of(path) / ".profile").touch()
    with locked(path, 0, print), pytest.raises(Held), locked(path, 0.01, print):
        raise AssertionError("two hold one lock")
    assert [one.name for one in queue_of(path).iterdir()] == [".profile"]


@pytest.mark.parametrize("kind", ["file", "pipe", "link to nowhere"])
def test_without_a_line_the_lock_is_still_one(tmp_path: Path, kind: str) -> None:
    """Where no line can be formed, everybody asks for the lock as it comes."""
    path = tmp_path / "coop.json"
    if kind == "pipe":
        os.mkfifo(queue_of(path))
    elif kind == "file":
        queue_of(path).touch()
    else:
        queue_of(path).symlink_to(tmp_path / "nowhere")
    with locked(path, 0, print), pytest.raises(Held), locked(path, 0.05, print):
        raise AssertionError("two hold one lock")
    with locked(path, 0, print):
        pass
    assert not (tmp_path / "nowhere").exists()


def test_who_gives_up_leaves_the_line(tmp_path: Path) -> None:
    """And loses nobody else a place."""
    path = tmp_path / "coop.json"
    with locked(path, 0, print), Place(queue_of(path)) as first:
        with pytest.raises(Held), locked(path, 0.01, print):
            raise AssertionError("two hold one lock")
        assert len(_tickets(path)) == 1
        assert first.is_due()
