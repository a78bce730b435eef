"""The README and the examples are run, and answer as they say."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coopctl.cli.app import COMMANDS, PARTS
from coopctl.cli.manual import TOPICS, text_of
from coopctl.errors import EXIT_MEANING
from running import EXAMPLE

README = Path(__file__).parents[2] / "README.md"
# The recipes have tests of their own.
PAGES = [README.read_text("utf-8"), *(text_of(topic) for topic in TOPICS if topic != "recipes")]
CONSOLE = "".join(re.findall(r"^```console\n(.*?)^```", "\n".join(PAGES), re.DOTALL | re.MULTILINE))


def _steps() -> list[tuple[str, str]]:
    """Each command of the console blocks, and what is printed after it."""
    parts = re.split(r"^\$ (.*)\n", CONSOLE, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def _shell(command: str, folder: Path) -> str:
    bin_folder = str(Path(sys.executable).parent)
    environ = {"PATH": os.pathsep.join([bin_folder, os.environ["PATH"]]), "HOME": str(folder), "LANG": "C.UTF-8"}
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    talk = [line for line in done.stderr.splitlines() if line.startswith(("error:", "hint:", "line "))]
    return "".join(f"{line}\n" for line in talk) + done.stdout


def test_the_console_blocks_answer_as_they_say(tmp_path: Path) -> None:
    """Every command of the README and then of the manual, run in order in an empty folder, prints what they show."""
    if shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    shutil.copy(EXAMPLE, tmp_path)
    for command, expected in _steps():
        answer = _shell(command, tmp_path)
        # A key of its own makes each answer to a figure that is recorded another one.
        if command.startswith("coopctl record") and not answer.startswith("error:"):
            answer = ""
        assert (command, answer) == (command, expected)


def test_the_first_screen_has_the_two_commands() -> None:
    """The README opens with one sentence and exactly two commands: the demo, and the tests."""
    commands = re.findall(r"^```sh\n(.*?)\n```", README.read_text("utf-8"), re.DOTALL | re.MULTILINE)[:2]
    assert [command.split(" ")[-1] for command in commands] == ["demo", "pytest"]


def test_every_command_is_documented() -> None:
    """Each command of the program stands in the manual's table, and each exit code in the README's and the manual's."""
    text = text_of("commands")
    assert [line for line in text.splitlines() if re.match(r"\| -?\d", line)] == [
        line for line in README.read_text("utf-8").splitlines() if re.match(r"\| -?\d", line)
    ]
    missing = [name for name in COMMANDS if f"`coopctl {name}" not in text]
    missing += [
        str(code.value) for code, meaning in EXIT_MEANING.items() if f"| {code.value} | {meaning} |" not in text
    ]
    assert missing == []


def test_the_demo_ships_the_example() -> None:
    """The plan that the demo reads is the one in examples/."""
    from coopctl.cli.commands.demo import PLAN

    assert PLAN.read_text("utf-8") == EXAMPLE.read_text("utf-8")


def test_the_help_shows_every_command_under_a_heading() -> None:
    """The groups of `coopctl --help` are all commands, each once."""
    assert sorted(name for names in PARTS.values() for name in names) == sorted(COMMANDS)


def test_the_manual_lists_its_pages() -> None:
    """Each page stands in the list of pages and begins with its title."""
    missing = [topic for topic in TOPICS if f"| `{topic}` |" not in text_of("topics")]
    assert (missing, [topic for topic in TOPICS if not text_of(topic).startswith("# ")]) == ([], [])


def test_the_readme_is_a_page() -> None:
    """What is more than a page stands in the manual."""
    assert len(README.read_text("utf-8").splitlines()) <= 120


def test_the_man_page_is_the_manual() -> None:
    """Where it was installed, `man coopctl` has every page of the manual under its title."""
    page = Path(sys.prefix) / "share" / "man" / "man1" / "coopctl.1"
    if not page.exists():
        pytest.skip("coopctl is not installed here")
    roff = page.read_text("utf-8")
    titles = [text_of(topic).partition("\n")[0].removeprefix("# ").upper() for topic in TOPICS]
    assert [title for title in titles if f".SH {title}" not in roff] == []
