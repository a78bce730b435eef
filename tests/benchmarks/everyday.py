"""What every command costs as a plan grows, in bare interpreter starts: `python tests/benchmarks/everyday.py`.

    everyday.py [--figures 100,10000] [--goals 10,100] [--rounds 5] [--program PATH] [--to NAME] [--corrected]

All goes through the command line.  Each round runs every command at every size and a bare start between them, so that
a machine which is shared slows all of them alike; printed are medians.  `--figures` grows the log of fifty goals of
every measure, `--goals` a plan with ten figures a goal.  With `--to` the table is kept as NAME.md and NAME.json.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from measuring import Cost, Failed, bare, medians, run, write

GOALS = 50
START = date(2020, 1, 1)
DAYS = 2000
MEASURES = ("level", "total", "sum", "count", "mean", "max", "min", "stage", "level", "total")
COMPLETING = {"_COOPCTL_COMPLETE": "complete_bash", "_COOPCTL_LINE": "coopctl explain g7"}


class Task(NamedTuple):
    """A command, by the number of its round; `before` is run first and not measured, `given` is its standard input."""

    name: str
    words: Callable[[int], tuple[str, ...]]
    before: Callable[[int], tuple[str, ...]] | None = None
    given: Callable[[int], str] | None = None
    environ: dict[str, str] | None = None


def _words(*words: str) -> Callable[[int], tuple[str, ...]]:
    return lambda _: words


def _day(number: int) -> str:
    return str(START + timedelta(DAYS + 1 + number))


def _row(number: int) -> str:
    return f"goal,value,date,key\ng1,{number + 1},{_day(number)},row{number}\n"


def _update(number: int) -> str:
    return f"goal,value,date\ng0,{number + 1000},{START + timedelta(5 + number)}\n"


TASKS = (
    Task("--version", _words("--version")),
    Task("--help", _words("--help")),
    Task("completion", _words(), environ=COMPLETING),
    Task("record", lambda at: ("record", "g0", f"{at + 1}", "--on", _day(at))),
    Task("status -o json", _words("status", "-o", "json")),
    Task("status", _words("status"), environ={"COLUMNS": "120"}),
    Task("check -q", _words("check", "-q")),
    Task("due", _words("due")),
    Task("explain", _words("explain", "g0")),
    Task("log --limit 10", _words("log", "--limit", "10")),
    Task("log", _words("log", "-o", "jsonl")),
    Task("export", _words("export")),
    Task("undo", _words("undo"), before=lambda at: ("record", "g0", "7", "--on", _day(at + 200))),
    Task("retract", lambda at: ("retract", f"k{at:07}", "--why", "twice")),
    Task("import of one row", _words("import", "-"), given=_row),
    Task("import --update", _words("import", "-", "--update"), given=_update),
    Task("goal list", _words("goal", "list")),
    Task("plan show", _words("plan", "show")),
    Task("goal edit", lambda at: ("goal", "edit", "g0", "--note", f"round {at}")),
    Task("doctor", _words("doctor")),
)


class Sample(NamedTuple):
    """A plan of so many goals and figures, in a folder of its own."""

    program: str
    folder: Path
    goals: int
    figures: int

    def run(self, *words: str, given: str | None = None, environ: dict[str, str] | None = None) -> Cost:
        stdin = None
        if given is not None:
            stdin = self.folder / "given"
            stdin.write_text(given)
        return run([self.program, *words], self.folder, stdin=stdin, environ=environ, fine=(0, 4))

    def cost(self, task: Task, at: int) -> Cost:
        if task.before:
            self.run(*task.before(at))
        return self.run(*task.words(at), given=task.given(at) if task.given else None, environ=task.environ)


def _goal(number: int) -> tuple[str, ...]:
    """A goal by its number; ten in turn have every measure."""
    measure = MEASURES[number % len(MEASURES)]
    start, to = ("a", "b of a < b") if measure == "stage" else ("0", "100000 by 2030")
    per = ("--per", "month") if measure in ("sum", "count", "mean", "max", "min") else ()
    return ("goal", "add", f"g{number}", "--from", start, "--to", to, "--measure", measure, *per, "--since", str(START))


def _document(goals: int) -> Iterator[str]:
    yield "| Goal | Baseline | Target |\n|---|---|---|\n"
    for number in range(goals):
        yield f"| g{number} | 0 | 100000 by 2030 |\n"


def _figures(goals: int, figures: int) -> Iterator[str]:
    """Rows of goals and days that know nothing of one another, each with a key."""
    chance = random.Random(1)  # noqa: S311 - figures for a benchmark
    yield "goal,value,date,key\n"
    for number in range(figures):
        goal = chance.randrange(goals)
        stage = goals == GOALS and MEASURES[goal % len(MEASURES)] == "stage"
        value = chance.choice("ab") if stage else chance.randint(1, 99999)
        yield f"g{goal},{value},{START + timedelta(1 + chance.randrange(DAYS))},k{number:07}\n"


def made(program: str, folder: Path, goals: int, figures: int, *, corrected: bool = False) -> Sample:
    """A plan with goals of every measure, or, for another number than fifty, of levels; figures last."""
    folder.mkdir()
    sample = Sample(program, folder, goals, figures)
    sample.run("init", "--date", str(START))
    if goals == GOALS:
        for number in range(goals):
            sample.run(*_goal(number))
    else:
        (folder / "plan.md").write_text("".join(_document(goals)))
        sample.run("plan", "import", "plan.md", "--yes", "--date", str(START))
    table = folder / "figures.csv"
    with table.open("w") as file:
        file.writelines(_figures(goals, figures))
    sample.run("import", "figures.csv")
    if corrected:
        sample.run("record", "g0", "5", "--on", str(START + timedelta(1)), "--replaces", "k0000099")
    return sample


def measure(samples: Sequence[Sample], rounds: int) -> Iterator[dict[str, object]]:
    """The rows of the table; a command that a size refuses says so and is left out there."""
    costs: dict[tuple[str, Path], list[Cost]] = {}
    starts: list[Cost] = []
    for at in range(rounds):
        for task in TASKS:
            for sample in samples:
                try:
                    costs.setdefault((task.name, sample.folder), []).append(sample.cost(task, at))
                except Failed as why:
                    sys.stderr.write(f"{task.name} at {sample.figures}: {why}\n")
            starts.append(bare(samples[0].folder))
    start = medians(starts)
    for task in TASKS:
        row: dict[str, object] = {"command": task.name}
        for sample in samples:
            taken = costs.get((task.name, sample.folder))
            if taken:
                cost = medians(taken)
                size = f"{sample.figures} figures, {sample.goals} goals"
                row[f"{size}: CPU"] = cost.cpu / start.cpu
                row[f"{size}: wall"] = cost.wall / start.wall
                row[f"{size}: MiB over"] = cost.peak - start.peak
        yield row
    yield {"command": f"a bare start: {start.cpu * 1000:.1f} ms, {start.peak:.1f} MiB"}


def main() -> None:
    """Make the plans, measure, print."""
    beside = Path(sys.executable).with_name("coopctl")
    options = argparse.ArgumentParser(description=__doc__.partition(":")[0] if __doc__ else "")
    options.add_argument("--figures", default="100,10000", help="sizes of the log, with commas")
    options.add_argument("--goals", default="", help="sizes of the plan, with commas")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--program", default=str(beside))
    options.add_argument("--corrected", action="store_true", help="each log holds one correction")
    options.add_argument("--to", type=Path, help="keep the table under this name")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        try:
            samples = [
                made(asked.program, Path(name, f"figures-{size}"), GOALS, size, corrected=asked.corrected)
                for size in map(int, filter(None, asked.figures.split(",")))
            ]
            samples += [
                made(asked.program, Path(name, f"goals-{size}"), size, 10 * size)
                for size in map(int, filter(None, asked.goals.split(",")))
            ]
        except (Failed, subprocess.SubprocessError) as why:
            sys.exit(str(why))
        rows = list(measure(samples, asked.rounds))
    columns = list(dict.fromkeys(column for row in rows for column in row))
    write(rows, columns, asked.to)


if __name__ == "__main__":
    main()
