"""A PostgreSQL server of the tests' own, on loopback, in a folder that is thrown away."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def programs() -> Path | None:
    """The folder of the server's programs; None where there is no server."""
    found = shutil.which("initdb")
    return Path(found).parent if found else next(iter(_PLACES), None)


@contextmanager
def running() -> Iterator[str]:
    """The address of a server's database, without a plan's name."""
    folder, bins = Path(mkdtemp(prefix="coopctl-pg-")), programs()
    assert bins is not None
    # The server refuses to run as root.
    user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(*words: str) -> None:
        command = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
        subprocess.run([*command, *words], check=True, capture_output=True, cwd=folder, timeout=120)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = str(folder / "data")
    run(str(bins / "initdb"), "-D", data, "-U", "coop", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    run(str(bins / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://coop@127.0.0.1:{port}/postgres"
    finally:
        run(str(bins / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
