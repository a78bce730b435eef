"""What the tests of the store share: how large a dose they get."""

import pytest


@pytest.fixture(params=[pytest.param(False, id="short"), pytest.param(True, id="full", marks=pytest.mark.long)])
def full(request: pytest.FixtureRequest) -> bool:
    """Whether this is the full dose, which takes minutes."""
    return bool(request.param)
