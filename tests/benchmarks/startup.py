"""What a command costs in bare interpreter starts, and against another commit.

    python tests/benchmarks/startup.py
    python tests/benchmarks/startup.py --against COMMIT --rounds 40

Seconds are the processor's.  Rounds are interleaved, for the machine is shared, and what stands is the median of each.
"""

import argparse
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from measuring import Failed, run

ROOT = Path(__file__).parents[2]
# The completion of a goal's id, which must not cost more than half as much again as the help.
COMPLETING = {"_COOPCTL_COMPLETE": "bash", "_COOPCTL_LINE": "coopctl explain g"}
COMMANDS = {
    "coopctl --version": ["--version"],
    "coopctl --help": ["--help"],
    "completion of a goal": [],
    "coopctl record": ["record", "g", "5"],
    "coopctl status -o json": ["status", "-o", "json"],
    "coopctl status": ["status"],
    "coopctl chart": ["chart", "g"],
    "coopctl report": ["report", "page.html"],
    "coopctl import": ["import", "rows.csv", "--dry-run"],
}
_ROWS = 10_000
BARE = {"bare interpreter": ["-c", "pass"], "import typer": ["-c", "import typer"]}


def _source(folder: Path, commit: str = "") -> Path:
    """A compiled copy of the program as it is, or as it was at a commit."""
    if commit:
        packed = subprocess.run(["git", "archive", commit, "src"], cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
    else:
        shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(folder / "src")], check=True)
    return folder / "src"


def _cpu(folder: Path, words: list[str], environ: Mapping[str, str]) -> float:
    return run([sys.executable, *words], folder, environ=environ).cpu


def _plan(folder: Path, source: Path) -> Path:
    """A folder with a plan of one goal, and a table of figures for it."""
    folder.mkdir()
    run(
        [sys.executable, "-m", "coopctl", "goal", "add", "g", "--from", "1", "--to", "9"],
        folder,
        environ={"PYTHONPATH": str(source)},
    )
    lines = (f"g,{1990 + at // 336}-{at // 28 % 12 + 1:02}-{at % 28 + 1:02},{at}\n" for at in range(_ROWS))
    (folder / "rows.csv").write_text("goal,date,value\n" + "".join(lines))
    return folder


def _taken(places: Mapping[str, tuple[Path, Path]], rounds: int) -> dict[str, dict[str, float]]:
    """The median seconds of each command, by its title and the name of the program that ran."""
    seconds: dict[str, dict[str, list[float]]] = {title: {name: [] for name in places} for title in BARE | COMMANDS}
    for _ in range(rounds):
        for title, words in (BARE | COMMANDS).items():
            for name, (folder, source) in places.items():
                environ = {"PYTHONPATH": str(source)} | ({} if words else COMPLETING)
                called = words if title in BARE else ["-m", "coopctl", *words]
                try:
                    seconds[title][name].append(_cpu(folder, called, environ))
                except Failed:
                    if name == "now":  # an older program may not have the command yet
                        raise
    return {title: {name: median(each) for name, each in by_name.items() if each} for title, by_name in seconds.items()}


def main() -> None:
    """Print each command's median and its ratio to a bare start, or to the same command of a commit."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("--against", default="", metavar="COMMIT", help="compare with the program at a commit")
    asked.add_argument("--rounds", type=int, default=15)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        commits = {"now": ""} | ({wanted.against: wanted.against} if wanted.against else {})
        places: dict[str, tuple[Path, Path]] = {}
        for number, (title, commit) in enumerate(commits.items()):
            folder = Path(name) / str(number)
            folder.mkdir()
            source = _source(folder, commit)
            places[title] = _plan(folder / "plan", source), source
        taken = _taken(places, wanted.rounds)
    bare = taken["bare interpreter"]["now"]
    for title, seconds in taken.items():
        now, then = seconds["now"], seconds.get(wanted.against, 0.0)
        beside = f"{now / then:8.3f} x {wanted.against}" if then else f"{now / bare:8.2f} starts"
        print(f"{title:<24} {now * 1000:8.1f} ms {beside}")
    completion, help_ = (taken[title]["now"] for title in ("completion of a goal", "coopctl --help"))
    print(f"completion is {completion / help_:.2f} × --help (at most 1.5)")


if __name__ == "__main__":
    main()
