"""Fixtures for every test."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from running import EXAMPLE, Program
from store.postgres.server import programs, running

# How long an example takes is the machine's affair.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

# What a terminal, a shell or a user may have set, and no test may see.
_OF_THE_USER = ("COOPCTL_", "_COOPCTL_", "XDG_", "GIT_", "LC_", "_TYPER_")
_OF_THE_TERMINAL = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "LINES", "PAGER", "LESS", "EMAIL", "TERM")


@pytest.fixture(autouse=True, scope="session")
def guest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test is a guest: it sees neither the environment nor the home nor the working folder of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as clean:
        for name in list(os.environ):
            if name.startswith(_OF_THE_USER) or name in _OF_THE_TERMINAL:
                clean.delenv(name)
        clean.setenv("HOME", str(home))
        clean.chdir(home)
        # Whoever runs the tests in the background made them deaf to interrupts, and so would be what they start.
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        yield


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """coopctl in an empty folder."""
    return Program(tmp_path)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """coopctl with the example plan of 2024-08-01 imported, once for all tests."""
    program = Program(tmp_path_factory.mktemp("imported"))
    program.done("plan", "import", str(EXAMPLE), "--date", "2024-08-01", "--yes")
    return program


@pytest.fixture
def mongolia(imported: Program, tmp_path: Path) -> Program:
    """A copy of the example plan, of which a test may do what it likes."""
    return imported.twin(tmp_path)


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of a database on a server of the tests' own; skipped where no server is installed."""
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed")
    with running() as address:
        yield address
