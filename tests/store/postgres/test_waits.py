"""Who waits for others waits as long as was said, however many they are."""

import time
from threading import Thread

import pytest

from coopctl.errors import StoreTrouble
from coopctl.store.opening import open_team
from store.file.samples import PLAN, figure

_WAIT = 1


def test_many_before_one_in_the_row_are_one_wait(database: str) -> None:
    """The database counts the time anew for each lock: behind a dozen writers a second was five."""
    address = f"{database}?plan=row"
    open_team(address, lock_timeout=10).create(PLAN)
    waits: list[float] = []
    refused: list[str] = []

    def write(writer: int) -> None:
        for turn in range(3):
            store = open_team(address, lock_timeout=_WAIT)
            store.version()  # opens the connection
            began = time.monotonic()

            def work() -> None:
                waits.append(time.monotonic() - began)  # noqa: B023 - called within this turn
                time.sleep(0.15)
                store.append([figure(f"{writer}-{turn}")])  # noqa: B023

            try:
                store.exclusively(work)
            except StoreTrouble as trouble:
                waits.append(time.monotonic() - began)
                refused.append(trouble.message)

    writers = [Thread(target=write, args=(number,)) for number in range(16)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert max(waits) < 2 * _WAIT, sorted(waits)[-5:]
    assert all("for 1 seconds" in why for why in refused), set(refused)
    assert len(list(open_team(address, lock_timeout=10).figures())) == len(waits) - len(refused)


@pytest.mark.parametrize("own", ["0", "1min"])
def test_the_limit_of_a_wait_is_gone_behind_it(database: str, own: str) -> None:
    """What the role may take for its statements is again what it was once its turn has come."""
    address = f"{database}?plan=limit-{own}"
    open_team(address, lock_timeout=10).create(PLAN)
    store = open_team(f"{address}&options=-c%20statement_timeout%3D{own}", lock_timeout=5)
    assert store.exclusively(lambda: store._rows("SHOW statement_timeout", ())) == [(own,)]
