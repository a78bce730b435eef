"""What a team's database costs against the file: `python tests/benchmarks/team.py [FIGURES...]`.

Goals are of every measure and figures such as offices keep them (`lifelike.py`).  A server of its own is started on
loopback.  Commands run as processes, in turns, the file without its cache; ratios compare what was measured here.  How
long a record keeps others waiting is timed from the answer of the plan's clock to the end of COMMIT.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from everyday import GOALS, made
from measuring import Cost, bare, medians, run

sys.path.insert(0, str(Path(__file__).parents[1]))

from coopctl.store.copies import read_in
from coopctl.store.opening import open_team
from coopctl.store.postgres.store import PostgresStore
from coopctl.tracker.recording import Observation
from coopctl.tracker.tracker import Tracker
from store.postgres.server import running

SIZES = (10_000, 1_000_000)
PLANS = 1_000
TURNS = 3
_FLOOR = "import sys, psycopg; psycopg.connect(sys.argv[1]).execute('SELECT 1').fetchone()"
_COOPCTL = str(Path(sys.executable).with_name("coopctl"))
_PROGRAM = (sys.executable, "-m", "coopctl")
_COMMANDS = {
    "status": ("status", "-o", "json"),
    "status of one goal": ("status", "g8", "-o", "json"),
    "record": ("record", "g8", "300000000", "--on", "2026-06-30", "-q"),
}


def told(folder: Path, address: str, size: int) -> None:
    """Each command on the file and on the database, and their ratio."""
    file = made(_COOPCTL, folder / f"{size}", GOALS, size).folder / "coop.json"
    store = open_team(f"{address}?plan=p{size}", lock_timeout=60)
    begun = time.perf_counter()
    read_in(store.restore, file)
    print(f"\n{size:,} figures; into the database in {time.perf_counter() - begun:.1f} s")
    print("| command | file | database | ratio | of the file's status |\n|---|---|---|---|---|")
    status = 0.0
    for name, words in _COMMANDS.items():
        places = {"file": str(file), "database": f"{address}?plan=p{size}"}
        costs: dict[str, list[Cost]] = {place: [] for place in places}
        for _ in range(TURNS):
            for place, named in places.items():
                costs[place].append(run([*_PROGRAM, *words, "--file", named], folder, environ={"COOPCTL_CACHE": "off"}))
        took = {place: medians(found).wall for place, found in costs.items()}
        status = status or took["file"]
        print(
            f"| {name} | {took['file']:.3f} s | {took['database']:.3f} s | {took['database'] / took['file']:.3f} | "
            f"{took['database'] / status:.3f} |"
        )
    floor = medians([run([sys.executable, "-c", _FLOOR, address], folder) for _ in range(3 * TURNS)]).wall
    print(f"| driver, connection and one question | | {floor:.3f} s | | {floor / status:.3f} |")
    print(f"one record keeps others waiting for {held(store):.1f} ms (median of 30)")


def held(store: PostgresStore) -> float:
    """Milliseconds for which a record has the row of the plan's clock."""
    spans: list[float] = []
    locked = store._locked

    @contextmanager
    def timed() -> Iterator[None]:
        with locked():
            begun = time.perf_counter()
            yield
        spans.append((time.perf_counter() - begun) * 1000)

    store._locked = timed  # type: ignore[method-assign] # to look at the clock around it
    keys, now = count(), datetime.now(UTC)
    tracker = Tracker(store, now=now, today=now.date(), new_key=lambda: f"held-{next(keys)}")
    for turn in range(30):
        tracker.record("g8", Observation(f"{300_000_000 + turn}", on="2026-06-30"))
    return statistics.median(spans)


def portfolio(folder: Path, address: str) -> None:
    """Many plans in one view."""
    empty = open_team(f"{address}?plan=first", lock_timeout=60)
    plan = made(_COOPCTL, folder / "small", 20, 100).folder / "coop.json"
    (folder / "many").mkdir()
    for number in range(PLANS):
        read_in(empty.beside(f"plan-{number:04}").restore, plan)
        shutil.copy(plan, folder / "many" / f"{number:04}.json")
    start = medians([bare(folder) for _ in range(9)]).wall
    print(f"\n{PLANS:,} plans of 20 goals and 100 figures each in one view; a bare start is {start * 1000:.0f} ms")
    for place in (address, f"{folder}/many"):
        took = medians([run([*_PROGRAM, "status", "--in", place], folder) for _ in range(TURNS)])
        print(
            f"{'files' if place != address else 'database'}: {took.wall:.2f} s, of which this program's processor "
            f"{took.cpu:.2f} s; {took.wall / start:.0f} bare starts"
        )


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    with running() as address, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            told(Path(folder), address, size)
        portfolio(Path(folder), address)


if __name__ == "__main__":
    main()
