"""How the benchmarks measure a program: CPU seconds, wall seconds and peak memory of its process alone."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# A small process of its own starts the program: a child's peak counts the memory of whoever started it.
_SHIM = """
import os, sys, time
given, out = sys.argv[1:3]
open_ = os.POSIX_SPAWN_OPEN
actions = [(open_, 0, given, os.O_RDONLY, 0), (open_, 1, out, os.O_WRONLY | os.O_CREAT, 0o600)]
started = time.perf_counter()
child = os.posix_spawn(sys.argv[3], sys.argv[3:], os.environ, file_actions=actions)
_, state, used = os.wait4(child, 0)
print(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(state))
"""


class Cost(NamedTuple):
    """What one run took: seconds of the processor, seconds by the clock, and the most memory in MiB."""

    cpu: float
    wall: float
    peak: float


class Failed(Exception):
    """A program did not do what was asked of it."""


def run(
    command: Sequence[str],
    folder: Path,
    *,
    stdin: Path | None = None,
    environ: Mapping[str, str] | None = None,
    fine: Sequence[int] = (0,),
) -> Cost:
    """Run a program in a folder with an environment that has only what is given; raises `Failed` on a bad exit."""
    clean = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **(environ or {})}
    shim = [sys.executable, "-I", "-S", "-c", _SHIM, str(stdin or os.devnull), os.devnull, *command]
    done = subprocess.run(shim, cwd=folder, capture_output=True, text=True, env=clean, check=False)
    try:
        wall, cpu, peak, code = done.stdout.split()
    except ValueError:
        raise Failed(f"{command}: {done.stderr}") from None
    if int(code) not in fine:
        raise Failed(f"{' '.join(command)} left with {code}: {done.stderr.strip()[-300:]}")
    return Cost(float(cpu), float(wall), float(peak) / 1024)


def bare(folder: Path) -> Cost:
    """A bare start of this interpreter, with which everything is compared."""
    return run([sys.executable, "-c", "pass"], folder)


def medians(costs: Sequence[Cost]) -> Cost:
    """The median of each number."""
    return Cost(*(statistics.median(one) for one in zip(*costs, strict=True)))


def write(rows: Sequence[Mapping[str, object]], columns: Sequence[str], name: Path | None) -> None:
    """Print rows as a Markdown table; with a name, keep it there, and the rows as JSON beside it."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(_shown(row.get(column)) for column in columns) + " |" for row in rows]
    text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    if name is not None:
        name.with_suffix(".md").write_text(text)
        name.with_suffix(".json").write_text(json.dumps(rows, indent=1) + "\n")


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3g}" if isinstance(value, float) else str(value)
