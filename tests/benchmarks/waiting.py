"""How long writers wait for each other, and whether one waits much longer than the rest.

    python tests/benchmarks/waiting.py --writers 32 --each 5

So many writers record at once, one figure after another, first as processes that have the store open, which ask again
as soon as they are done, then as `coopctl record`.  Prints the mean and the longest wait in seconds, and how many times
the mean the longest is; of the program it is the time of the whole command.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from coopctl.disk.lock import locked

# What a record takes while it holds the lock, most of it the disk's.
_HELD = 0.005


def waits(writers: int, work: Callable[[int], Iterator[float]]) -> list[float]:
    """The waits of so many processes that all do the work at once, in seconds."""
    pipes = []
    for writer in range(writers):
        inside, outside = os.pipe()
        if not os.fork():
            os.close(inside)
            with os.fdopen(outside, "w") as pipe:
                json.dump(list(work(writer)), pipe)
            os._exit(0)
        os.close(outside)
        pipes.append(inside)
    found = []
    for inside in pipes:
        with os.fdopen(inside) as pipe:
            found += json.load(pipe)
    for _ in pipes:
        os.wait()
    return found


def of_locks(path: Path, each: int) -> Callable[[int], Iterator[float]]:
    """The waits for the lock alone, asked for again and again."""

    def work(_: int) -> Iterator[float]:
        for _ in range(each):
            started = time.monotonic()
            with locked(path, 600, lambda _: None):
                waited = time.monotonic() - started
                time.sleep(_HELD)
            yield waited

    return work


def of_records(path: Path, each: int) -> Callable[[int], Iterator[float]]:
    """The times of whole commands, one after another."""

    def work(writer: int) -> Iterator[float]:
        for number in range(each):
            started = time.monotonic()
            command = [sys.executable, "-m", "coopctl", "record", "visits", "--note", f"{writer}-{number}"]
            subprocess.run(
                [*command, "--lock-timeout", "600", "--file", str(path)],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            yield time.monotonic() - started

    return work


def main() -> None:
    """Measure both, and say what came out."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("--writers", type=int, default=32)
    asked.add_argument("--each", type=int, default=5)
    wanted = asked.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "coop.json"
        start = [sys.executable, "-m", "coopctl", "goal", "add", "visits", "--to", "9000 per year by 2040"]
        subprocess.run([*start, "--file", str(path)], check=True, capture_output=True)
        for name, work in (("lock", of_locks(path, wanted.each * 4)), ("record", of_records(path, wanted.each))):
            found = waits(wanted.writers, work)
            mean, longest = sum(found) / len(found), max(found)
            print(f"{name}: mean {mean:.3f} s, longest {longest:.3f} s, {longest / mean:.1f} times the mean")


if __name__ == "__main__":
    main()
