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


def program(name: str) -> Path | None:
    """Another program of PostgreSQL, beside the server's or on the path; None where it is not installed."""
    there = [one / name for one in (programs(), *_PLACES) if one is not None and (one / name).exists()]
    found = shutil.which(name)
    return next(iter(there), None if found is None else Path(found))


class Server:
    """A server in a folder: it starts, goes away as if its process had been killed, and starts again."""

    def __init__(self, folder: Path, *, fsync: bool = False) -> None:
        bins = programs()
        assert bins is not None
        self._folder, self._bins = folder, bins
        # The server refuses to run as root.
        self._user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        if self._user is not None:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"postgresql://coop@127.0.0.1:{port}/postgres"
        self._options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} "
            f"-c fsync={'on' if fsync else 'off'} -c max_connections=100"
        )
        self._run("initdb", "-U", "coop", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")

    def start(self) -> None:
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", self._options, "start")

    def kill(self) -> None:
        """Let every process of the server end at once, without a word to anybody."""
        self._run("pg_ctl", "-m", "immediate", "stop")

    def _run(self, program: str, *words: str) -> None:
        user = self._user
        command = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
        command += [str(self._bins / program), "-D", str(self._folder / "data"), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder, timeout=120)


@contextmanager
def running() -> Iterator[str]:
    """The address of a server's database, without a plan's name."""
    with started() as server:
        yield server.address


@contextmanager
def started() -> Iterator[Server]:
    """A server that runs."""
    folder = Path(mkdtemp(prefix="coopctl-pg-"))
    server = Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)
