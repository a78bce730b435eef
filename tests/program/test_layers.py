"""The shape of the house: imports point one way, and what is slow is imported by the command that needs it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_imports_point_one_way() -> None:
    """Every contract on imports is kept."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (
            ["--version"],
            ["rich", "tinydb", "coopctl.judgement.assessment", "coopctl.language.promises", "platformdirs"],
        ),
        (["record", "g", "1"], ["rich", "csv"]),
        (["status", "-o", "json"], ["rich"]),
    ],
)
def test_slow_modules_are_deferred(tmp_path: Path, arguments: list[str], absent: list[str]) -> None:
    """A command imports nothing that it does not use."""
    setup = ["goal", "add", "g", "--from", "1", "--to", "2", "--since", "2020"]
    code = f"""
import sys
from coopctl.cli.app import main
main({arguments!r})
print(*[name for name in {absent!r} if name in sys.modules], file=sys.stderr)
"""
    subprocess.run([sys.executable, "-m", "coopctl", *setup], cwd=tmp_path, check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr == "\n"
