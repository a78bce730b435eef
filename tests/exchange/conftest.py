"""Plans that several tests of imports are about."""

import pytest

from running import Program


@pytest.fixture
def share(program: Program) -> Program:
    """A plan with one goal in percent."""
    program.done("init", "--date", "2020-01-01")
    program.done("goal", "add", "share", "--from", "10%", "--to", "20% by 2030", "--measure", "level")
    return program
