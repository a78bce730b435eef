"""What commands cost grows with the goals of a plan, and no faster."""

import json
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from lifelike import document, promised, write

from running import Program

FEW, MANY = 60, 240
# What is looked for grows by the square, sixteen times; a start that all share makes it less than four.
MOST = 5.5
EACH = 3
COMMANDS = (
    "status -o json",
    "status",
    "status -o csv",
    "status --known-at yesterday -o json",
    "check",
    "check -o json",
    "check --new-since yesterday",
    "due",
    "explain g5",
    "log",
    "log -o json",
    "log --changes",
    "log --changes -o json",
    "diff",
    "report",
    "export",
    "export --log",
    "export --status",
    "export --plan",
    "export --ics",
    "export -o iati --reporting-org XM-1 --activity-id XM-1-2",
    "goal list -o json",
    "goal show g5",
    "group list",
    "plan show",
    "plan show -o md",
    "plan renew --from 2027-01-01",
    "plan import plan.json --dry-run",
    "import figures.csv --dry-run",
    "merge copy.json --dry-run",
    "undo --list",
    "doctor",
    "record g5 6.5 --on 2026-01-03",
    "record - --on 2026-01-04",
    "goal edit g5 --note seen",
    "goal remove g5 --yes",
    "undo",
    "redo",
)


def _plan(folder: Path, goals: int) -> Program:
    """A plan whose goals were added and changed one by one, each in a group of its own beside its area."""
    folder.mkdir()
    program = Program(folder)
    program.later(200)
    there = promised(goals, EACH * goals)
    (folder / "plan.json").write_text(document(there[: goals // 2]))
    program.done("plan", "import", "plan.json", "--yes")
    for goal in there[goals // 2 :]:
        program.done("group", "add", f"team:{goal.id}")
        program.run("group", "add", goal.area)
        program.done("goal", "add", *goal.words(), "--group", f"team:{goal.id}")
    write(folder / "figures.csv", there, EACH * goals)
    program.done("import", "figures.csv")
    program.done("backup", "copy.json")
    program.later(7)
    return program


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, Program]:
    folder = tmp_path_factory.mktemp("growth")
    return _plan(folder / "few", FEW), _plan(folder / "many", MANY)


def _numbered(program: Program) -> list[str]:
    """The goals of a plan that are no stages."""
    goals = json.loads(program.done("goal", "list", "-o", "json"))["goals"]
    return [goal["id"] for goal in goals if goal["measure"] != "stage"]


def _steps(program: Program, command: str) -> int:
    """The lines of Python that a command goes through."""
    count = 0

    def step(_frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return step

    lines = "".join(f"{name} 5\n" for name in _numbered(program)) if " - " in command else ""
    before = sys.gettrace()
    sys.settrace(step)
    try:
        result = program.run(*command.split(), stdin=lines)
    finally:
        sys.settrace(before)
    assert result.code in (0, 4), result.err
    return count


@pytest.mark.parametrize("command", COMMANDS)
def test_steps_grow_with_goals(plans: tuple[Program, Program], command: str) -> None:
    """Four times the goals take about four times the steps, or less."""
    few, many = (_steps(program, command) for program in plans)
    assert many / few < MOST, f"{few:,} steps for {FEW} goals, {many:,} for {MANY}"
