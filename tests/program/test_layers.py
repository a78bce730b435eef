"""The shape of the house: imports point one way, and what is slow is imported by the command that needs it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopctl.cli.helps import HELPS
from coopctl.cli.lazy import LazyGroup

ROOT = Path(__file__).parents[2]


def test_imports_point_one_way() -> None:
    """Every contract on imports is kept."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout


def test_nothing_else_lies_at_the_top() -> None:
    """What is kept there is agreed: a table that somebody tried out with is no part of the project."""
    found = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    top = {name.partition("/")[0] for name in found.stdout.splitlines()}
    if found.returncode or not top:
        pytest.skip("this is no clone")
    agreed = {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "src", "tests", "examples"}
    assert {name for name in top if not name.startswith(".")} == agreed


SLOW = [
    "rich",
    "csv",
    "tinydb",
    "sqlite3",
    "hashlib",
    "tempfile",
    "platformdirs",
    "psycopg",
    "coopctl.exchange.formats",
]
EVERYDAY = [
    *SLOW,
    "typer",
    "typing_extensions",
    "inspect",
    "platform",
    "textwrap",
    "urllib.parse",
    "statistics",
    "random",
    "coopctl.cli.lazy",
    "coopctl.cli.completing",
    "coopctl.cli.days",
    "coopctl.store.file.index",
    "coopctl.store.file.staged",
]
"""What everyday commands do without: each of them costs as much as the command itself, or a good part of it."""


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (
            ["--version"],
            ["rich", "tinydb", "coopctl.plan.plan", "coopctl.store", "coopctl.judgement.assessment", "platformdirs"],
        ),
        (
            ["--help"],
            ["rich", "csv", "coopctl.plan.plan", "coopctl.store", "coopctl.judgement.assessment", "coopctl.exchange"],
        ),
        (["record", "g", "1"], EVERYDAY),
        (["undo"], EVERYDAY),
        (["import", "rows.csv"], ["typer", "tinydb", "sqlite3", "hashlib", "tempfile", "coopctl.cli.lazy"]),
        (["log", "-o", "json"], EVERYDAY),
        (["due", "-o", "json"], EVERYDAY),
        (["check", "-q"], [*EVERYDAY, "coopctl.tracker.recording"]),
        (["goal", "show", "g", "-o", "json"], SLOW),
        (
            ["goal", "add", "h", "--from", "$250 million", "--to", "increase by 20% over the next two years"],
            ["rich", "tinydb", "csv", "tomllib", "zipfile", "importlib.resources", "coopctl.exchange"],
        ),
        (["explain", "g", "-o", "json"], EVERYDAY),
        (["status", "-o", "json"], EVERYDAY),
    ],
)
def test_slow_modules_are_deferred(tmp_path: Path, arguments: list[str], absent: list[str]) -> None:
    """A command imports nothing that it does not use."""
    (tmp_path / "rows.csv").write_text("goal,value,date,key\ng,1.5,2025-01-31,row-1\n")
    setup = ["goal", "add", "g", "--from", "1", "--to", "2", "--since", "2020"]
    code = f"""
import sys
from coopctl.__main__ import load_sparingly
load_sparingly()
from coopctl.cli.app import main
main({arguments!r})
print(*[name for name in {absent!r} if name in sys.modules], file=sys.stderr)
"""
    subprocess.run([sys.executable, "-m", "coopctl", *setup], cwd=tmp_path, check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == ""


def test_another_version_is_loaded_as_it_is() -> None:
    """One that has need of what a stand-in has not is loaded without any, and what stood for it is gone."""
    code = """
import sys
from coopctl import __main__ as start
start._stand_in = lambda **names: type(sys)("empty")
start.load_sparingly()
import msgspec.inspect, platform
print(msgspec.json.schema(int)["type"], msgspec.inspect.IntType.__name__, platform.python_implementation() != "")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("integer IntType True\n", "")


def test_a_path_has_its_address() -> None:
    """Though what makes it is loaded where it is asked for."""
    code = """
from coopctl.__main__ import load_sparingly
load_sparingly()
import pathlib
print(pathlib.Path("/a b").as_uri())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("file:///a%20b\n", "")


def _helps(group: LazyGroup) -> Iterator[tuple[str, str]]:
    """The first paragraph of every command's help, by its module."""
    for name, module in group.modules.items():
        command = group.get_command(None, name)
        yield module, " ".join(command.help.split("\n\n")[0].split())
        if isinstance(command, LazyGroup):
            yield from _helps(command)


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    """It is shown from a table, which is nowhere else stated."""
    from coopctl.cli.app import _root

    assert dict(_helps(_root())) == HELPS
