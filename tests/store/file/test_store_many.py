"""Many writers, readers among them, and writers that are killed: nothing acknowledged is lost, nothing is half seen."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coopctl.plan.acts import acts, next_undo
from coopctl.plan.journal import apply
from coopctl.plan.plan import Figure
from coopctl.store.file.backups import backup
from coopctl.store.file.store import TinyStore
from store.file.samples import NOW, PLAN, figure, figures, retitle, started, state, stock_keys

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def dice(seed: int) -> random.Random:
    return random.Random(seed)


def forked(work: Callable[[], object]) -> int:
    """The process that does the work and ends, 0 when it went well."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def test_eight_writers_lose_and_double_nothing(tmp_path: Path, full: bool) -> None:
    """Every figure of eight processes is there once, and stock TinyDB reads the file at every sampled moment."""
    path, each = tmp_path / "coop.json", 1000 if full else 60
    started(path)

    def write(writer: int) -> None:
        store = TinyStore(path, lock_timeout=600)
        for number in range(each):
            store.append([figure(f"w{writer}-{number}")])

    running = [forked(lambda writer=writer: write(writer)) for writer in range(8)]  # type: ignore[misc]
    seen = samples = 0
    while running:
        read = len(once_more(path))
        assert seen <= read
        seen, samples = read, samples + 1
        for child in list(running):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                assert status == 0
                running.remove(child)
    keys = stock_keys(path)
    single = len(set(keys))
    print(f"{len(keys)} of 8 writers, {8 * each - single} lost, {len(keys) - single} doubled; {samples} stock reads")
    assert {f"w{writer}-{number}" for writer in range(8) for number in range(each)} == set(keys)
    assert 8 * each == len(keys)
    for writer in range(8):
        assert [f"w{writer}-{number}" for number in range(each)] == [
            key for key in keys if key.startswith(f"w{writer}-")
        ]


def once_more(path: Path) -> list[str]:
    """What stock TinyDB reads; a read that meets a write may look again, a few milliseconds later."""
    for _ in range(3):
        try:
            return stock_keys(path)
        except json.JSONDecodeError:
            time.sleep(0.002)
    return stock_keys(path)


def test_readers_under_continuous_writing_see_no_state_in_between(tmp_path: Path, full: bool) -> None:
    """Single figures, batches of five and plan changes: a reader sees each before or after, and hears of no damage."""
    path, seconds = tmp_path / "coop.json", 60 if full else 3
    started(path)

    def write() -> None:
        store, number = TinyStore(path, lock_timeout=60), 0
        while True:
            number += 1
            store.append([figure(f"s{number}")])
            store.append(figures(5, number * 5, f"b{number}"))
            if number % 4 == 0:
                retitle(store, str(number))

    child, said, before, reads = forked(write), list[str](), 0, 0
    try:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            store = TinyStore(path, say=said.append)
            with store.snapshot():
                title, keys = store.contents().plan.title, [one.key for _, one in store.figures()]
            rounds, rest = divmod(len(keys), 6)
            assert rest in (0, 1)
            assert before <= len(keys)
            assert title in {
                "old" if rounds < 4 else str(rounds - rounds % 4),
                str(rounds - 4 - rounds % 4) if rounds > 4 else "old",
            }
            before, reads = len(keys), reads + 1
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    print(f"{reads} reads while {before} figures were written")
    assert said == []
    assert reads > 10


def test_kills_at_random_moments_lose_nothing_acknowledged(tmp_path: Path, full: bool) -> None:
    """After kill -9 during records, imports, plan changes, undos and backups every acknowledged one is there."""
    kills, rng, acknowledged = 3000 if full else 60, dice(3), 0
    path = tmp_path / "coop.json"
    for kill in range(kills):
        if kill % 50 == 0:
            for one in tmp_path.iterdir():
                one.unlink()
            started(path, 1)
        inside, outside = os.pipe()
        child = forked(lambda out=outside, seed=kill: busy(path, seed, out))  # type: ignore[misc]
        os.close(outside)
        time.sleep(rng.random() * 0.04)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(inside) as pipe:
            done = pipe.read().splitlines()
        acknowledged += len(done)
        check(path, done)
    print(f"{kills} kills, {acknowledged} acknowledged changes, 0 lost")


def busy(path: Path, seed: int, out: int) -> None:
    """Change the file in every way, and acknowledge each change when it is made."""
    rng, store, number = dice(seed), TinyStore(path, lock_timeout=60), 0
    while True:
        number += 1
        name, what = f"{seed}-{number}", rng.choice(["record", "import", "title", "undo", "backup"])
        if what == "record":
            store.append([figure(name)])
        elif what == "import":
            store.append([figure(f"{name}-{at}", name) for at in range(rng.randint(2, 40))])
        elif what == "title":
            retitle(store, name)
        elif what == "undo":
            with store.alone():
                name = undo(store, name)
        else:
            backup(path, path.parent / f"copy-{name}.json", lambda _: None)
        os.write(out, f"{what} {name}\n".encode())


def undo(store: TinyStore, name: str) -> str:
    """Take back the last change as the command does; the key of the retraction, or the title that is back."""
    contents = store.contents()
    last = next_undo(acts(contents.changes, store.newest()))
    if last is None or last.change is None:
        gone = last.name if last else "k1"
        store.append([Figure(name, "trade", NOW, retracts=gone, undo=True)])
        return name
    title = apply(contents.plan, last.change.back).title
    retitle(store, title)
    return f"title:{title}"


def check(path: Path, done: list[str]) -> None:
    """The file opens, every acknowledged change is there, every import is whole, every backup reads."""
    title, keys = state(path)
    assert len(set(keys)) == len(keys)
    changes = [change.what for change in TinyStore(path).contents().changes]
    for line in done:
        what, name = line.split(" ", 1)
        if what == "backup":
            state(path.parent / f"copy-{name}.json")
        elif what == "import":
            assert f"{name}-0" in keys
        elif what == "title" or name.startswith("title:"):
            assert f"title {name.removeprefix('title:')}" in changes
        else:
            assert name in keys
    assert changes[-1] == f"title {title}" if changes else title == PLAN.title
    sizes: dict[str, int] = {}
    for _, one in TinyStore(path).figures():
        if one.batch:
            sizes[one.batch] = sizes.get(one.batch, 0) + 1
    for name, size in sizes.items():
        assert whole_size(name) == size, name
    for copy in path.parent.glob("copy-*.json"):
        if copy.name not in checked:
            state(copy)
    checked.update(copy.name for copy in path.parent.glob("copy-*.json"))


checked: set[str] = set()


def whole_size(name: str) -> int:
    """How many figures an import of this name has: the same dice as its writer's."""
    seed, number = map(int, name.split("-"))
    rng = dice(seed)
    for _ in range(number):
        size, what = 0, rng.choice(["record", "import", "title", "undo", "backup"])
        if what == "import":
            size = rng.randint(2, 40)
    return size


def test_the_program_killed_while_it_records(tmp_path: Path, full: bool) -> None:
    """kill -9 over `coopctl record`: what was told to be recorded is there, and the file opens."""
    path, rng, told = tmp_path / "coop.json", dice(5), 0
    started(path)
    for number in range(300 if full else 12):
        command = [sys.executable, "-m", "coopctl", "record", "trade", str(260 + number % 9), "--file", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            try:
                process.wait(0.15 + rng.random() * 0.3)
            except subprocess.TimeoutExpired:
                process.kill()
            told += b"recorded" in process.communicate()[0]
        assert told <= len(state(path)[1]) <= number + 1
