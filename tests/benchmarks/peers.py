"""What others take for the same figures: `python tests/benchmarks/peers.py`.

    peers.py [--figures 100,10000] [--rounds 5] [--program PATH] [--to NAME]

Each peer, by the name it has in Debian or on PyPI, says where every goal stands from a log of so many figures, and all
have the same fifty goals and figures, with notes and revisions (`lifelike.py`); what is not installed is named.  Rounds
are interleaved with bare starts of the interpreter, in which all is printed.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from everyday import GOALS, made
from lifelike import promised, read
from measuring import Cost, bare, medians, run, write

HELLO = "import typer\ndef main(name: str):\n    print(name)\ntyper.run(main)\n"
_LATEST = "SELECT goal, value, max(date) FROM figures GROUP BY goal"


class Peer(NamedTuple):
    """A program: what makes its file from a table of figures, and what it is then asked."""

    name: str
    program: str
    prepare: Callable[[Path, Path], Sequence[Sequence[str]]]
    ask: tuple[str, ...]
    environ: Mapping[str, str] | None = None
    most: int = 10**9
    "Of more figures than these it makes its file in no reasonable time."


def _stock(folder: Path, table: Path) -> Sequence[Sequence[str]]:
    figures: dict[str, dict[str, object]] = {}
    for at, row in enumerate(read(table), 1):
        said = {"note": row.note, "source": row.source, "by": row.by, "provisional": row.provisional}
        figures[str(at)] = {"goal": row.goal, "value": row.number, "date": str(row.date), **_given(said)}
    goals = {
        str(goal.number + 1): {"id": goal.id, "from": goal.low, "to": goal.high}
        for goal in promised(GOALS, len(figures))
    }
    (folder / "stock.json").write_text(json.dumps({"goals": goals, "figures": figures}))
    return ()


def _given(said: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in said.items() if text}


def _journal(folder: Path, table: Path) -> Sequence[Sequence[str]]:
    with (folder / "journal").open("w") as file:
        for row in read(table):
            note = "".join(f"  ; {name}: {text}\n" for name, text in _given({"note": row.note, "by": row.by}).items())
            file.write(f"{row.date} {row.source or 'figure'}\n{note}  {row.goal}  {row.number!r}\n  all\n\n")
    return ()


def _database(_: Path, table: Path) -> Sequence[Sequence[str]]:
    return (("sqlite3", "rows.db", ".mode csv", f".import {table} figures"),)


def _inserted(_: Path, table: Path) -> Sequence[Sequence[str]]:
    return (("sqlite-utils", "insert", "inserted.db", "figures", str(table), "--csv"),)


def _tasks(folder: Path, table: Path) -> Sequence[Sequence[str]]:
    tasks = [
        {
            "description": f"{row.goal} {row.value} {row.note}".strip(),
            "project": row.goal,
            "entry": f"{row.date:%Y%m%d}T000000Z",
        }
        for row in read(table)
    ]
    (folder / "tasks.json").write_text(json.dumps(tasks))
    return (("task", "rc.confirmation=off", "import", "tasks.json"),)


def _nothing(_: Path, __: Path) -> Sequence[Sequence[str]]:
    return ()


def _peers(program: str) -> list[Peer]:
    python, here = sys.executable, Path(__file__).parent
    return [
        Peer("coopctl status -o json", program, _nothing, (program, "status", "-o", "json")),
        Peer("... without its cache", program, _nothing, (program, "status", "-o", "json"), {"COOPCTL_CACHE": "off"}),
        Peer("hello world in Typer", python, _nothing, (python, "-c", HELLO, "x")),
        Peer("Typer and stock TinyDB", python, _stock, (python, str(here / "stock_program.py"), "status")),
        Peer("sqlite3", "sqlite3", _database, ("sqlite3", "rows.db", _LATEST)),
        Peer("sqlite-utils", "sqlite-utils", _inserted, ("sqlite-utils", "inserted.db", _LATEST)),
        Peer("ledger", "ledger", _journal, ("ledger", "-f", "journal", "balance")),
        Peer("hledger", "hledger", _journal, ("hledger", "-f", "journal", "balance"), most=100_000),
        Peer("taskwarrior", "task", _tasks, ("task", "rc.confirmation=off", "summary"), most=10_000),
    ]


def compare(program: str, size: int, rounds: int) -> Iterator[dict[str, object]]:
    """A row for each peer at one size of the log."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "plan")
        made(program, folder, GOALS, size)
        peers = []
        for peer in _peers(program):
            found = shutil.which(peer.program) or shutil.which(peer.program, path=str(Path(sys.executable).parent))
            if found is None:
                yield {"peer": peer.name, "figures": size, "note": f"{peer.program} is not installed"}
                continue
            if size > peer.most:
                yield {"peer": peer.name, "figures": size, "note": f"not asked of more than {peer.most:,}"}
                continue
            for command in peer.prepare(folder, folder / "figures.csv"):
                run([found, *command[1:]], folder)
            peers.append(peer._replace(ask=(found, *peer.ask[1:])))
        costs: dict[str, list[Cost]] = {}
        starts = []
        for _ in range(rounds):
            for peer in peers:
                costs.setdefault(peer.name, []).append(run(peer.ask, folder, environ=peer.environ))
                starts.append(bare(folder))
    start = medians(starts)
    for peer_name, taken in costs.items():
        cost = medians(taken)
        yield {
            "peer": peer_name, "figures": size, "CPU": cost.cpu / start.cpu, "wall": cost.wall / start.wall,
            "MiB over": cost.peak - start.peak,
        }  # fmt: skip


def main() -> None:
    """Measure, print."""
    options = argparse.ArgumentParser()
    options.add_argument("--figures", default="100,10000", help="sizes of the log, with commas")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--program", default=str(Path(sys.executable).with_name("coopctl")))
    options.add_argument("--to", type=Path, help="keep the table under this name")
    asked = options.parse_args()
    rows = [row for size in map(int, asked.figures.split(",")) for row in compare(asked.program, size, asked.rounds)]
    write(rows, ("peer", "figures", "CPU", "wall", "MiB over", "note"), asked.to)


if __name__ == "__main__":
    main()
