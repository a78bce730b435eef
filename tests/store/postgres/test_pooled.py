"""A pool that gives each transaction another server's session, as PgBouncer does, is as good as a server."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from coopctl.store.opening import open_database
from running import Program
from store.file.samples import PLAN, figure


@pytest.fixture
def pooled(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a pool of three sessions before the server; skipped where none is installed."""
    if shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin") is None:
        pytest.skip("PgBouncer is not installed")
    folder = tmp_path_factory.mktemp("pool")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    host, _, rest = database.partition("@")[2].partition(":")
    (folder / "pool.ini").write_text(
        f"[databases]\n* = host={host} port={rest.partition('/')[0]} user=coop\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        "auth_type = any\npool_mode = transaction\ndefault_pool_size = 3\n"
    )
    command = ["pgbouncer", str(folder / "pool.ini")]
    if os.getuid() == 0:  # it refuses to run as root
        user = pwd.getpwnam("postgres")
        for one in (folder, *folder.parents[:2]):
            one.chmod(0o755)
        command = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", *command]
    path = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"}
    pool = subprocess.Popen(command, env=path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port)
        yield f"postgresql://coop@127.0.0.1:{port}/postgres"
    finally:
        pool.kill()
        pool.wait()


def _await(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("the pool does not answer")


def test_many_writers_share_a_few_sessions(pooled: str) -> None:
    """Nothing is prepared in one session that another is asked for, and nothing is lost or doubled."""
    address = f"{pooled}?plan=shared"
    open_database(address, lock_timeout=30, say=print).create(PLAN)
    troubles: list[Exception] = []

    def work(writer: int) -> None:
        store = open_database(address, lock_timeout=30, say=print)
        for number in range(8):
            try:
                store.append([figure(f"{writer}-{number}")])
                store.contents()
            except Exception as trouble:  # noqa: BLE001 - a thread's is seen by nobody
                troubles.append(trouble)

    writers = [Thread(target=work, args=(number,)) for number in range(5)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    found = [one.key for _, one in open_database(address, lock_timeout=30, say=print).figures()]
    assert (troubles, sorted(found)) == ([], sorted(f"{writer}-{number}" for writer in range(5) for number in range(8)))


def test_the_commands_go_through_a_pool(program: Program, pooled: str, tmp_path: Path) -> None:
    """An import in many parts, a look at one moment, a copy and the way back."""
    address = f"{pooled}?plan=commands"
    program.done("init", "--file", address)
    program.done("goal", "add", "a", "--from", "0", "--to", "9 by 2030", "--since", "1999-12-31", "--file", address)
    rows = "".join(
        f"a,{2000 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02},1\n" for number in range(7000)
    )
    (tmp_path / "in.csv").write_text(f"goal,date,value\n{rows}")
    assert "7,000 figures recorded" in program.done("import", str(tmp_path / "in.csv"), "--file", address)
    program.done("status", "--file", address)
    program.done("backup", str(tmp_path / "copy.json"), "--file", address)
    program.done("restore", str(tmp_path / "copy.json"), "--file", address)
    program.done("merge", address, "--both", "--file", str(tmp_path / "copy.json"))
