"""Fixtures for every test."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from running import EXAMPLE, Program


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Programs that are spawned hear an interrupt, though whoever runs the tests in the background does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """coopctl in an empty folder."""
    return Program(tmp_path)


@pytest.fixture
def mongolia(program: Program) -> Program:
    """coopctl with the example plan of 2024-08-01 imported."""
    program.done("plan", "import", str(EXAMPLE), "--date", "2024-08-01", "--yes")
    return program
