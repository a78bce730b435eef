"""Import of CSV rows against `sqlite-utils insert --csv` and `sqlite3 .import`: ratios in one run, and peak memory.

    python tests/benchmarks/import_speed.py [ROWS...]

Each program runs three times on a fresh file, and the fastest counts; `again` is an import of rows that are there
already, `noted` one of rows with notes and keys.  What is not installed is left out.
"""

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

GOALS = ("trade", "co2", "visitors")
RUNS = 3


def write_rows(path: Path, rows: int, *, noted: bool = False) -> None:
    """A table of three goals, six hundred days and values of two decimals, the same every time.

    One that is `noted` has a note and a key in each row.
    """
    chance = random.Random(1)  # noqa: S311 - figures for a benchmark
    start = date(2023, 1, 2)
    with path.open("w") as file:
        file.write("goal,date,value,note,key\n" if noted else "goal,date,value\n")
        for number in range(rows):
            day = start + timedelta(chance.randrange(600))
            more = f",of batch {number % 100},k{number:08}" if noted else ""
            file.write(f"{chance.choice(GOALS)},{day},{chance.randrange(10**6) / 100:.2f}{more}\n")


def _timed(arguments: Sequence[str], stdin: str | None) -> tuple[float, int]:
    """Seconds and peak memory in MB of a program."""
    started = time.perf_counter()
    subprocess.run(arguments, input=stdin, text=True, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def best(prepare: Callable[[], object], arguments: Sequence[str], stdin: str | None = None) -> tuple[float, int]:
    """The fastest of some runs; each has a process of its own, so that the memory is that program's."""
    found = []
    for _ in range(RUNS):
        prepare()
        with get_context("spawn").Pool(1) as pool:
            found.append(pool.apply(_timed, (arguments, stdin)))
    return min(found)[0], max(found)[1]


def compare(folder: Path, rows: int) -> dict[str, tuple[float, int]]:
    """Seconds and memory of each program that is there."""
    table, ours, database = folder / "rows.csv", folder / "coop.json", folder / "rows.db"
    write_rows(table, rows)
    coopctl = [sys.executable, "-m", "coopctl"]
    ours.unlink(missing_ok=True)
    subprocess.run([*coopctl, "init", "--date", "2023-01-01", "--file", str(ours)], check=True, capture_output=True)
    for goal in GOALS:
        add = [
            "goal",
            "add",
            goal,
            "--from",
            "5000",
            "--to",
            "10000 by 2030",
            "--measure",
            "total",
            "--file",
            str(ours),
        ]
        subprocess.run([*coopctl, *add], check=True, capture_output=True)
    empty = ours.read_bytes()
    take = [*coopctl, "import", str(table), "--file", str(ours)]
    found = {"coopctl": best(lambda: ours.write_bytes(empty), take), "... again": best(lambda: None, take)}
    noted = folder / "noted.csv"
    write_rows(noted, rows, noted=True)
    take = [*coopctl, "import", str(noted), "--file", str(ours)]
    found["... noted"] = best(lambda: ours.write_bytes(empty), take)

    def fresh() -> None:
        database.unlink(missing_ok=True)

    beside = Path(sys.executable).with_name("sqlite-utils")
    utils = str(beside) if beside.exists() else shutil.which("sqlite-utils")
    if utils:
        insert = [utils, "insert", str(database), "rows", str(table), "--csv", "--silent"]
        found["sqlite-utils"] = best(fresh, insert)
    sqlite3 = shutil.which("sqlite3")
    if sqlite3:
        script = f"CREATE TABLE rows(goal, date, value);\n.mode csv\n.import {table} rows\n"
        found["sqlite3"] = best(fresh, [sqlite3, str(database)], script)
    return found


def main(sizes: Sequence[int]) -> None:
    """One line a program and size."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            found = compare(Path(folder), rows)
            seconds = found["coopctl"][0]
            for name, (taken, memory) in found.items():
                print(
                    f"{rows:>9,} rows  {name:<13} {taken:7.2f} s  {memory:5} MB  coopctl takes {seconds / taken:.2f} x"
                )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100_000, 1_000_000])
