"""What the store costs as it grows, against stock TinyDB: `python tests/benchmarks/store_scale.py [LARGEST]`.

Each measurement runs in a process of its own; ratios compare processes of this one run.  An append is timed with its
fsync on the disk, so appends to the two files take turns.
"""

import contextlib
import datetime
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import JSONStorage

from coopctl.cli.app import main as run
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.plan.promise import Promise
from coopctl.plan.terms import Baseline, Measure, Target
from coopctl.store.file import lines
from coopctl.store.file.store import TinyStore

SIZES = (100, 10_000, 1_000_000)
TURNS = 300


def figure(number: int) -> dict[str, str]:
    """A figure as `record` writes it."""
    day = datetime.date(2000, 1, 1) + datetime.timedelta(days=number % 9000)
    return {
        "key": f"{number:016x}", "goal": f"goal-{number % 20}", "recorded_at": "2025-06-30T12:00:00Z",
        "date": day.isoformat(), "value": f"{number % 1000}.25", "on": day.isoformat(), "source": "Customs, table 4",
    }  # fmt: skip


def made(folder: Path, size: int) -> Path:
    """A file with so many figures."""
    path = folder / f"{size}.json"
    baseline, target = Baseline(datetime.date(1999, 12, 31), Decimal(0)), Target("1000", value=Decimal(1000))
    goals = tuple(Goal(f"goal-{n}", f"Goal {n}", Promise(Measure.LEVEL, baseline, target)) for n in range(20))
    TinyStore(path).create(Plan(goals=goals))
    with path.open("r+b") as file:
        file.seek(-len(lines.CLOSING), 2)
        for number in range(1, size + 1):
            file.write(lines.entry(number, figure(number), first=number == 1))
        file.write(lines.CLOSING)
    return path


def nothing(_: Path) -> int:
    return 0


def ours(path: Path) -> int:
    """All figures, typed, one at a time."""
    return sum(1 for _, one in TinyStore(path).figures() if one.value is not None)


def stock(path: Path) -> int:
    """All figures as stock TinyDB gives them: untyped, all at once."""
    with TinyDB(path, access_mode="r") as db:
        return sum(1 for one in db.table("figures").all() if one["value"] is not None)


class OrjsonStorage(JSONStorage):
    """Stock TinyDB with a faster decoder."""

    def read(self) -> dict[str, dict[str, Any]] | None:
        import orjson

        self._handle.seek(0)
        tables: dict[str, dict[str, Any]] = orjson.loads(self._handle.read())
        return tables


def with_orjson(path: Path) -> int:
    """All figures as TinyDB gives them when orjson decodes."""
    with TinyDB(path, access_mode="r", storage=OrjsonStorage) as db:
        return sum(1 for one in db.table("figures").all() if one["value"] is not None)


def status(path: Path) -> int:
    """The whole of `coopctl status -o json`, in this process."""
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
        return run(["status", "--file", str(path), "-o", "json"])


READERS: dict[str, Callable[[Path], int]] = {
    "nothing": nothing,
    "ours": ours,
    "status": status,
    "stock": stock,
    "orjson": with_orjson,
}


def measured(reader: str, path: Path) -> tuple[float, float]:
    """Seconds and the growth of the peak resident set in MB, in a process of its own; the best of three for small."""
    command = [sys.executable, __file__, reader, str(path)]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(3)]
    return min(run[0] for run in runs), min(run[1] for run in runs)


def measure(reader: str, path: Path) -> None:
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    READERS[reader](path)
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024]))


def append_seconds(paths: list[Path]) -> list[float]:
    """The median time of one append to each file, in turns."""
    times: list[list[float]] = [[] for _ in paths]
    for turn in range(TURNS):
        for path, taken in zip(paths, times, strict=True):
            one = Figure(f"new-{turn}", "goal-1", datetime.datetime(2025, 6, 30, tzinfo=datetime.UTC), note="x" * 40)
            start = time.perf_counter()
            TinyStore(path).append([one])
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def main(largest: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        paths = [made(Path(name), size) for size in SIZES if size <= largest]
        readers = [reader for reader in READERS if reader != "orjson" or find_spec("orjson")][1:]
        print("figures    bytes/figure  reader   seconds  stock/this  peak MB")
        for path in paths:
            size = int(path.stem)
            taken = {reader: measured(reader, path) for reader in readers}
            for reader, (seconds, room) in taken.items():
                ratio = taken["stock"][0] / seconds
                each = path.stat().st_size / size
                print(f"{size:>9,}  {each:>12.1f}  {reader:<7} {seconds:>8.4f}  {ratio:>10.1f}  {room:>7.1f}")
        first, *_, last = append_seconds(paths)
        times = f"at {SIZES[0]}: {first * 1000:.2f} ms; at {paths[-1].stem}: {last * 1000:.2f} ms"
        print(f"append {times}; {last / first:.2f} x")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in READERS:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else SIZES[-1])
