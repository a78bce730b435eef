"""The newest Typer that there is: held back for its time to start alone, so the program must run on it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
# What Typer reads, refuses, shows and completes.
COMMAND_LINE = ["cli/test_everyday.py", "cli/test_habits.py", "cli/test_front.py", "cli/test_streams.py"]


@pytest.mark.long
def test_the_command_line_is_the_same_on_the_newest_typer(tmp_path: Path) -> None:
    """The environment of this run, with another Typer before it on the path."""
    if subprocess.call([sys.executable, "-m", "pip", "install", "-q", "--target", tmp_path, "--upgrade", "typer"]):
        pytest.skip("the newest Typer cannot be had here")
    tests = [str(TESTS / name) for name in COMMAND_LINE]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(TESTS)])}
    subprocess.run([sys.executable, "-m", "pytest", "-q", *tests], env=environ, cwd=TESTS.parent, check=True)
