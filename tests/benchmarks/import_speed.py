"""Import of CSV rows against `sqlite-utils insert --csv` and `sqlite3 .import`: ratios in one run, and peak memory.

    python tests/benchmarks/import_speed.py [ROWS...]

Each program runs three times on a fresh file, and the least time of the processor counts; `again` is an import of rows
that are there already, `noted` one of rows with notes and keys, `exported` one of what `export` wrote.  `plain Python`
reads the rows with its own `csv` and writes a line for each, which is as fast as a program in it can be.  What is not
installed is left out.
"""

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from measuring import run

MEASURES = ("level", "total", "sum", "mean", "max", "min", "cumulative", "level", "total", "count")
YEARLY = ("sum", "mean", "max", "min", "cumulative", "count")
GOALS = 50
RUNS = 3
PLAIN = """
import csv, sys
with open(sys.argv[1], newline="") as rows, open(sys.argv[2], "w") as out:
    reader = csv.reader(rows)
    next(reader)
    for number, (goal, day, value) in enumerate(reader):
        out.write(
            f',"{number}":{{"key":"{number:016x}","goal":"{goal}","recorded_at":"2026-11-27T06:00:00Z",'
            f'"date":"{day}","value":"{value}","on":"{day}","batch":"c0ca6c9846af85e6","by":"somebody"}}\\n'
        )
"""


def write_rows(path: Path, rows: int, *, noted: bool = False) -> None:
    """A table of fifty goals of all measures, each with one value of every day, the same every time.

    One that is `noted` has a note and a key in each row.
    """
    chance = random.Random(1)
    start = date(1961, 1, 1)
    with path.open("w") as file:
        file.write("goal,date,value,note,key\n" if noted else "goal,date,value\n")
        for number in range(rows):
            goal, day = number % GOALS, start + timedelta(number // GOALS)
            value = chance.randrange(10_100, 10**6) / 100
            told = f"{value:.0f}" if MEASURES[goal % len(MEASURES)] == "count" else f"{value:.2f}"
            more = f",of batch {number % 100},k{number:08}" if noted else ""
            file.write(f"goal-{goal},{day},{told}{more}\n")


def best(folder: Path, prepare: Callable[[], object], command: Sequence[str], stdin: str = "") -> tuple[float, int]:
    """The least seconds of the processor of some runs, and the most memory in MB."""
    given, found = folder / "stdin", []
    given.write_text(stdin)
    for _ in range(RUNS):
        prepare()
        found.append(run(command, folder, stdin=given))
    return min(found).cpu, round(max(one.peak for one in found))


def _plan(coopctl: Sequence[str], file: Path) -> bytes:
    """A plan with fifty goals and no figures."""
    file.unlink(missing_ok=True)
    init = [*coopctl, "init", "--date", "1960-01-01", "--file", str(file)]
    subprocess.run(init, check=True, capture_output=True)
    for number in range(GOALS):
        measure = MEASURES[number % len(MEASURES)]
        per = ["--per", "year"] if measure in YEARLY else []
        promise = ["--from", "100", "--to", "10000 by 2030", "--measure", measure, *per, "--since", "1960-01-01"]
        add = [*coopctl, "goal", "add", f"goal-{number}", *promise, "--file", str(file)]
        subprocess.run(add, check=True, capture_output=True)
    return file.read_bytes()


def compare(folder: Path, rows: int) -> dict[str, tuple[float, int]]:
    """Seconds and memory of each program that is there."""
    table, ours, database = folder / "rows.csv", folder / "coop.json", folder / "rows.db"
    write_rows(table, rows)
    coopctl = [sys.executable, "-m", "coopctl"]
    empty = _plan(coopctl, ours)
    take = [*coopctl, "import", str(table), "--file", str(ours)]
    found = {
        "coopctl": best(folder, lambda: ours.write_bytes(empty), take),
        "... again": best(folder, lambda: None, take),
    }
    exported = folder / "exported.csv"
    subprocess.run([*coopctl, "export", "--to", str(exported), "--file", str(ours)], check=True, capture_output=True)
    noted = folder / "noted.csv"
    write_rows(noted, rows, noted=True)
    for name, other in (("... noted", noted), ("... exported", exported)):
        take = [*coopctl, "import", str(other), "--file", str(ours)]
        found[name] = best(folder, lambda: ours.write_bytes(empty), take)
    found["plain Python"] = best(folder, lambda: None, [sys.executable, "-c", PLAIN, str(table), str(folder / "plain")])

    def fresh() -> None:
        database.unlink(missing_ok=True)

    beside = Path(sys.executable).with_name("sqlite-utils")
    utils = str(beside) if beside.exists() else shutil.which("sqlite-utils")
    if utils:
        insert = [utils, "insert", str(database), "rows", str(table), "--csv", "--silent"]
        found["sqlite-utils"] = best(folder, fresh, insert)
    sqlite3 = shutil.which("sqlite3")
    if sqlite3:
        script = f"CREATE TABLE rows(goal, date, value);\n.mode csv\n.import {table} rows\n"
        found["sqlite3"] = best(folder, fresh, [sqlite3, str(database)], script)
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
