"""Whoever runs the tests finds everything as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Tests that start the program without naming a file or an environment.
_SPAWNING = "tests/program/test_layers.py::test_slow_modules_are_deferred"


@pytest.mark.parametrize("named", [True, False])
def test_the_users_own_plan_is_left_alone(tmp_path: Path, named: bool) -> None:
    """Tests that run beside a user's plan, or with one named by the environment, change nothing of it."""
    plan = tmp_path / "coop.json"
    subprocess.run([sys.executable, "-m", "coopctl", "init"], cwd=tmp_path, check=True, capture_output=True)
    before = plan.read_bytes()
    kept = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "COLUMNS": "7"}
    environ = {**kept, "COOPCTL_FILE": str(plan)} if named else kept
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        ROOT / "pyproject.toml",
        "--rootdir",
        ROOT,
        ROOT / _SPAWNING,
    ]
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, plan.read_bytes()) == (0, before), done.stdout
