"""What the tests of every store share: a database server, where there is one."""

from collections.abc import Iterator

import pytest

from store.postgres.server import programs, running


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of a database on a server of the tests' own; skipped where no server is installed."""
    if programs() is None:
        pytest.skip("no PostgreSQL server is installed")
    with running() as address:
        yield address
