"""What a command costs in bare interpreter starts: ratios of medians, `python tests/benchmarks/startup.py`."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
# The completion of a goal's id, which must not cost more than half as much again as the help.
COMPLETING = {"_COOPCTL_COMPLETE": "complete_bash", "_COOPCTL_LINE": "coopctl explain g"}
COOPCTL = [sys.executable, "-m", "coopctl"]
COMMANDS = {
    "bare interpreter": [sys.executable, "-c", "pass"],
    "import typer": [sys.executable, "-c", "import typer"],
    "coopctl --version": [*COOPCTL, "--version"],
    "coopctl --help": [*COOPCTL, "--help"],
    "completion of a goal": COOPCTL,
    "coopctl record": [*COOPCTL, "record", "g", "5"],
    "coopctl status -o json": [*COOPCTL, "status", "-o", "json"],
    "coopctl status": [*COOPCTL, "status"],
    "coopctl chart": [*COOPCTL, "chart", "g"],
    "coopctl report": [*COOPCTL, "report", "page.html"],
}


def _seconds(command: list[str], folder: Path) -> float:
    environ = os.environ | (COMPLETING if command == COOPCTL else {})
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environ)
    return time.perf_counter() - started


def main() -> None:
    """Print each command's median and its ratio to a bare start; rounds are interleaved, for the machine is shared."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([*COOPCTL, "goal", "add", "g", "--from", "1", "--to", "9"], cwd=folder, check=True)
        taken: dict[str, list[float]] = {title: [] for title in COMMANDS}
        for _ in range(ROUNDS):
            for title, command in COMMANDS.items():
                taken[title].append(_seconds(command, folder))
    bare = statistics.median(taken["bare interpreter"])
    for title, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{title:<24} {median * 1000:7.1f} ms {median / bare:6.2f} starts")
    completion, help_ = (statistics.median(taken[title]) for title in ("completion of a goal", "coopctl --help"))
    print(f"completion is {completion / help_:.2f} × --help (at most 1.5)")


if __name__ == "__main__":
    main()
