"""What `plan import` costs, in bare interpreter starts: `python tests/benchmarks/plan_import.py [--goals 10000]`.

    plan_import.py [--goals 10000] [--rounds 3] [--program PATH] [--keep FOLDER]

Documents of five kinds: `apart`, in which no two rows have a title, an amount or a phrase in common; `numbered`, whose
rows differ in their numbers alone; `alike`, in which all promise the same; `exported`, the plan of the first as JSON;
and the first one `again`, into the plan that it made.
Each round imports all of them with a bare start between; printed are medians of the processor's time.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import Cost, bare, medians, run, write

_WHAT = ("Enrolment", "Coverage", "Tax revenue", "Visits", "Waiting time", "Yield", "Exports", "Losses", "Attendance")
_OF = ("primary schools", "rural clinics", "small firms", "coastal fisheries", "district courts", "bus lines", "wheat")
_WHERE = ("North", "South", "East", "West", "Delta", "Highlands", "Coast", "Capital", "Border", "Islands", "Lakes")
_OWNERS = ("Ministry of Health", "Planning unit", "K. Mensah", "Statistics office", "A. Silva", "Regional bureau")
# A baseline, its target and what is added to the first amount to have the second; @ is a number of the row's own.
_KINDS = (
    ("{a}", "{b} by {y}"),
    ("{a}%", "{b}% by {y}"),
    ("${a} million", "increase by {p}% by {y}"),
    ("{a} visits per year", "{b} visits per year by {y}"),
    ("{a}", "reduce by {p}% by {y}"),
    ("{a} tonnes", "at least {b} tonnes by {y}"),
    ("{a} (2023)", "{m} by {e}, {b} by {y}"),
    ("EUR {a}", "EUR {b} by June {y}"),
    ("{a} days", "below {l} days by {y}"),
    ("0", "Train {b} teachers by {y}"),
    ("", "{b} kWh by the end of {y}"),
    ("{a} schools", "{p} new schools by {y}"),
)


def apart(goals: int) -> Iterator[str]:
    """A Markdown table of goals that differ in all that they say, in areas of forty."""
    chance = random.Random(1)
    yield "# National results framework\n\n"
    yield "| No. | Area | Indicator | Baseline | Target | Owner | Data source |\n|---|---|---|---|---|---|---|\n"
    for number in range(goals):
        what, of, where = chance.choice(_WHAT), chance.choice(_OF), chance.choice(_WHERE)
        start, target = _KINDS[number % len(_KINDS)]
        low = chance.randrange(2000, 90_000) / 1000 + number
        said = {
            "a": f"{low:.2f}",
            "b": f"{low * chance.uniform(1.1, 1.9):.2f}",
            "m": f"{low * 1.05:.2f}",
            "l": f"{low * chance.uniform(0.5, 0.9):.2f}",
            "p": f"{chance.randrange(3, 90)}.{number % 97}",
            "e": 2027,
            "y": chance.randrange(2028, 2036),
        }
        if "%" in start:
            share = chance.randrange(1000, 60_000)
            said["a"], said["b"] = f"{share / 1000:.2f}", f"{(share + chance.randrange(900, 39_000)) / 1000:.2f}"
        title = f"{what} {number} of {of}, {where}"
        owner = chance.choice(_OWNERS)
        cells = (f"{number + 1}", f"Area {number // 40}", title, start.format(**said), target.format(**said), owner)
        yield "| " + " | ".join((*cells, f"Survey {number % 300}")) + " |\n"


def alike(goals: int) -> Iterator[str]:
    """A Markdown table of goals that promise the same."""
    yield "| Goal | Baseline | Target |\n|---|---|---|\n"
    for number in range(goals):
        yield f"| g{number} | 0 | 100000 by 2030 |\n"


def numbered(goals: int) -> Iterator[str]:
    """A Markdown table of goals that promise whole numbers, each its own."""
    chance = random.Random(1)
    yield "| Goal | Baseline | Target |\n|---|---|---|\n"
    for number in range(goals):
        low = chance.randrange(1, 9999)
        yield f"| Goal {number} | {low} | {low + chance.randrange(1, 9999)} by {2027 + number % 9} |\n"


_KINDS_OF = {"apart": apart, "numbered": numbered, "alike": alike}


def _documents(folder: Path, goals: int) -> None:
    for name, rows in _KINDS_OF.items():
        (folder / f"{name}.md").write_text("".join(rows(goals)))


def _costs(program: str, folder: Path, goals: int, rounds: int) -> Iterator[tuple[str, Cost]]:
    """What each import, and each bare start, took."""
    _documents(folder, goals)
    for at in range(rounds):
        for kind in (*_KINDS_OF, "exported", "again"):
            name = "apart" if kind in ("exported", "again") else kind
            plan = folder / f"{name if kind == 'again' else kind}-{at}.json"
            document = f"{name}.json" if kind == "exported" else f"{name}.md"
            if kind == "exported" and at == 0:
                run([program, "--file", f"apart-{at}.json", "export", "--plan", "--to", document], folder)
            words = ["--file", plan.name, "plan", "import", document, "--yes"]
            if not plan.exists():
                run([program, "--file", plan.name, "init", "--date", "2024-08-01"], folder)
            yield kind, run([program, *words], folder)
            yield "bare", bare(folder)


def main() -> None:
    """Write the documents, import, print."""
    beside = Path(sys.executable).with_name("coopctl")
    options = argparse.ArgumentParser(description=__doc__.partition(":")[0] if __doc__ else "")
    options.add_argument("--goals", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--program", default=str(beside))
    options.add_argument("--keep", type=Path, help="write the documents here, and measure nothing")
    asked = options.parse_args()
    if asked.keep:
        _documents(asked.keep, asked.goals)
        return
    found: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as name:
        for kind, cost in _costs(asked.program, Path(name), asked.goals, asked.rounds):
            found.setdefault(kind, []).append(cost)
    start = medians(found.pop("bare"))
    rows = [
        {"document": kind, "CPU": medians(costs).cpu / start.cpu, "MiB over": medians(costs).peak - start.peak}
        for kind, costs in found.items()
    ]
    write(rows, ("document", "CPU", "MiB over"), None)


if __name__ == "__main__":
    main()
