"""What the store costs as it grows, against stock TinyDB: `python tests/benchmarks/store_scale.py [LARGEST]`.

Each measurement runs in a process of its own; ratios compare processes of this one run.  An append is timed with its
fsync on the disk, so appends to the two files take turns.
"""

import datetime
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB

from coopctl.plan import Figure, Plan
from coopctl.store import lines
from coopctl.store.tiny import TinyStore

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
    TinyStore(path).create(Plan())
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


READERS: dict[str, Callable[[Path], int]] = {"nothing": nothing, "ours": ours, "stock": stock}


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
        print("figures     bytes/figure  ours s   stock s  stock/ours  ours MB  stock MB")
        for path in paths:
            size = int(path.stem)
            (mine, room), (theirs, their_room) = measured("ours", path), measured("stock", path)
            print(
                f"{size:>9,}  {path.stat().st_size / size:>12.1f}  {mine:7.4f}  {theirs:8.4f}"
                f"  {theirs / mine:>10.1f}  {room:>7.1f}  {their_room:>8.1f}"
            )
        first, *_, last = append_seconds(paths)
        times = f"at {SIZES[0]}: {first * 1000:.2f} ms; at {paths[-1].stem}: {last * 1000:.2f} ms"
        print(f"append {times}; {last / first:.2f} x")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in READERS:
        measure(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else SIZES[-1])
