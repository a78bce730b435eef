"""What every command costs as a plan grows, in bare interpreter starts: `python tests/benchmarks/everyday.py`.

    everyday.py [--figures 100,10000] [--goals 10,100] [--one-by-one] [--rounds 5] [--only record,status] [--more]
                [--program PATH] [--to NAME]

All goes through the command line.  Each round runs every command at every size and a bare start between them, so that
a machine which is shared slows all of them alike; printed are medians.  `--figures` grows the log of fifty goals of
every measure, `--goals` a plan with ten figures a goal (`lifelike.py`).  Goals are added one by one, in a large plan
the last ten of them, with `--one-by-one` all; each log holds figures that were revised and a correction.  `--more` runs
what is asked for less often, too; `--only` what begins so.  With `--to` the table is kept as NAME.md and NAME.json.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import lifelike
from lifelike import LAST, STANDING, Promised, document, promised, rows
from measuring import Cost, Failed, bare, medians, run, write

GOALS = 50
ONE_BY_ONE = 50
"""In a plan of more goals than these only the last ten are added one by one, the others at once."""
COMPLETING = {"_COOPCTL_COMPLETE": "bash", "_COOPCTL_LINE": "coopctl explain g7"}


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
    return str(LAST + timedelta(1 + number))


def _row(number: int) -> str:
    return f"goal,value,date,key\ng1,{number + 1}.5,{_day(number)},row{number}\n"


def _update(number: int) -> str:
    return f"goal,value,date\ng0,{number + 10}.25,{LAST}\n"


def _many(number: int) -> str:
    return "".join(f"g{goal} {number + 3} {_day(number + 100)}\n" for goal in (0, 1, 2, 4, 5, 6, 8, 9))


def _added(number: int) -> tuple[str, ...]:
    return ("goal", "add", f"new-{number}", "--from", "5.5 days", "--to", "below 3 days by 2030")


def _to_go(number: int) -> tuple[str, ...]:
    return ("goal", "add", f"gone-{number}", *_added(number)[3:])


def _again(number: int) -> tuple[str, ...]:
    return ("plan", "import", f"plan-{number}.json", "--yes")


TASKS = (
    Task("--version", _words("--version")),
    Task("--help", _words("--help")),
    Task("completion", _words(), environ=COMPLETING),
    Task("record", lambda at: ("record", "g0", f"{at + 1}.5", "--on", _day(at))),
    Task("record -", _words("record", "-"), given=_many),
    Task("status -o json", _words("status", "-o", "json")),
    Task("status", _words("status"), environ={"COLUMNS": "120"}),
    Task("status, no cache", _words("status", "-o", "json"), environ={"COOPCTL_CACHE": "off"}),
    Task("check -q", _words("check", "-q")),
    Task("due", _words("due")),
    Task("explain", _words("explain", "g0")),
    Task("log --limit 10", _words("log", "--limit", "10")),
    Task("log", _words("log", "-o", "jsonl")),
    Task("export", _words("export")),
    Task("report", _words("report", "page.html")),
    Task("undo", _words("undo"), before=lambda at: ("record", "g0", "7", "--on", _day(at + 200))),
    Task("retract", lambda at: ("retract", f"k{at:07}", "--why", "twice")),
    Task("import of one row", _words("import", "-"), given=_row),
    Task("import --update", _words("import", "-", "--update"), given=_update),
    Task("import again", _words("import", "figures.csv")),
    Task("goal add", _added),
    Task("goal list", _words("goal", "list")),
    Task("goal edit", lambda at: ("goal", "edit", "g0", "--note", f"round {at}")),
    Task("plan show", _words("plan", "show")),
    Task("doctor", _words("doctor")),
)
MORE = (
    Task("status of one goal", _words("status", "g0")),
    Task("status --plain", _words("status", "--plain")),
    Task("status --method all", _words("status", "--method", "all", "-o", "json")),
    Task("status --as-of", _words("status", "--as-of", "2024-12-31", "-o", "json")),
    Task("status --known-at", _words("status", "--known-at", "today", "-o", "json")),
    Task("status of one area", _words("status", "--sort", "pace", "--group", "area:area-0")),
    Task("status -o md", _words("status", "-o", "md")),
    Task("status -o csv", _words("status", "-o", "csv")),
    Task("check", _words("check")),
    Task("check -o json", _words("check", "-o", "json")),
    Task("check --new-since", _words("check", "--new-since", "7 days ago")),
    Task("due -o json", _words("due", "-o", "json")),
    Task("chart", _words("chart", "g0")),
    Task("diff", _words("diff", "--since", "2025-12-01")),
    Task("log of one goal", _words("log", "g0")),
    Task("log --changes", _words("log", "--changes", "--limit", "5")),
    Task("report as Markdown", _words("report", "page.md")),
    Task("export --log", _words("export", "--log", "-o", "jsonl")),
    Task("export --status", _words("export", "--status")),
    Task("export --plan", _words("export", "--plan")),
    Task("export --ics", _words("export", "--ics")),
    Task("export -o sdmx-csv", _words("export", "-o", "sdmx-csv")),
    Task("export -o iati", _words("export", "-o", "iati", "--reporting-org", "XM-1", "--activity-id", "XM-1-2")),
    Task("export -o xlsx", _words("export", "--to", "page.xlsx")),
    Task("export of one goal", _words("export", "g0")),
    Task("redo", _words("redo"), before=_words("undo")),
    Task("goal show", _words("goal", "show", "g0")),
    Task("goal baseline", lambda at: ("goal", "baseline", "g0", f"{at + 20}.5%", "--why", "revised")),
    Task("goal retarget", lambda at: ("goal", "retarget", "g0", "--to", f"{at + 90}% by 2030", "--why", "agreed")),
    Task("goal archive", _words("goal", "archive", "g3")),
    Task("goal restore", _words("goal", "restore", "g3"), before=_words("goal", "archive", "g3")),
    Task("goal remove", lambda at: ("goal", "remove", f"gone-{at}", "--yes"), before=_to_go),
    Task("undo of goal remove", _words("undo"), before=lambda at: ("goal", "remove", f"g{at + 4}", "--yes")),
    Task("group list", _words("group", "list")),
    Task("group add", lambda at: ("group", "add", f"area:extra-{at}", "--title", "Extra")),
    Task("plan edit", lambda at: ("plan", "edit", "--title", f"Plan {at}")),
    Task("plan import again", _again, before=lambda at: ("export", "--plan", "--to", f"plan-{at}.json")),
    Task("plan import, dry run", lambda at: (*_again(at), "--dry-run")),
    Task("plan renew", _words("plan", "renew", "--from", "2027-01-01")),
    Task("backup", lambda at: ("backup", f"copy-{at}.json")),
    Task(
        "merge", lambda at: ("merge", f"other-{at}.json", "--dry-run"), before=lambda at: ("backup", f"other-{at}.json")
    ),
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


def made(program: str, folder: Path, goals: int, figures: int, *, singly: bool = False) -> Sample:
    """A plan with so many goals and figures, which its folder has as `figures.csv`, too.

    Of many goals only the last ten are added one by one, unless all are to be so, `singly`.
    """
    folder.mkdir()
    sample = Sample(program, folder, goals, figures)
    plan = promised(goals, figures)
    sample.run("init", "--date", str(plan[0].since))
    at_once = 0 if singly or goals <= ONE_BY_ONE else goals - 10
    if at_once:
        (folder / "plan.json").write_text(document(plan[:at_once]))
        sample.run("plan", "import", "plan.json", "--yes")
    for area in dict.fromkeys(goal.area for goal in plan[at_once:]):
        sample.run("group", "add", area)
    for goal in plan[at_once:]:
        sample.run("goal", "add", *goal.words())
    lifelike.write(folder / "figures.csv", plan, figures)
    sample.run("import", "figures.csv")
    sample.run("record", "g0", "33.25", "--on", str(LAST))
    sample.run("record", *_corrected(plan, figures))
    return sample


def _corrected(plan: Sequence[Promised], figures: int) -> Iterator[str]:
    """The words that correct one of the first hundred figures."""
    *_, early = islice(rows(plan, figures), STANDING)
    yield from (early.goal, early.value, "--on", str(early.date), "--replaces", early.key, "--note", "as published")


def measure(samples: Sequence[Sample], tasks: Sequence[Task], rounds: int) -> Iterator[dict[str, object]]:
    """The rows of the table; a command that a size refuses says so and is left out there."""
    costs: dict[tuple[str, Path], list[Cost]] = {}
    starts: list[Cost] = []
    for at in range(rounds):
        for task in tasks:
            for sample in samples:
                try:
                    costs.setdefault((task.name, sample.folder), []).append(sample.cost(task, at))
                except Failed as why:
                    sys.stderr.write(f"{task.name} at {sample.figures}: {why}\n")
            starts.append(bare(samples[0].folder))
    start = medians(starts)
    for task in tasks:
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
    options.add_argument("--only", default="", help="the commands that begin so, with commas")
    options.add_argument("--more", action="store_true", help="what is asked for less often, too")
    options.add_argument("--one-by-one", action="store_true", help="add the goals of large plans so, too")
    options.add_argument("--to", type=Path, help="keep the table under this name")
    asked = options.parse_args()
    wanted = tuple(asked.only.split(","))
    with tempfile.TemporaryDirectory() as name:
        try:
            samples = [
                made(asked.program, Path(name, f"figures-{size}"), GOALS, size)
                for size in map(int, filter(None, asked.figures.split(",")))
            ]
            samples += [
                made(asked.program, Path(name, f"goals-{size}"), size, 10 * size, singly=asked.one_by_one)
                for size in map(int, filter(None, asked.goals.split(",")))
            ]
        except (Failed, subprocess.SubprocessError) as why:
            sys.exit(str(why))
        tasks = [task for task in (*TASKS, *(MORE if asked.more else ())) if task.name.startswith(wanted)]
        table = list(measure(samples, tasks, asked.rounds))
    columns = list(dict.fromkeys(column for row in table for column in row))
    write(table, columns, asked.to)


if __name__ == "__main__":
    main()
