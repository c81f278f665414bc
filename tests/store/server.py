"""A PostgreSQL server of our own for tests: its own folder, a free port, ended by its id."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

__all__ = ["find_binaries", "running_server"]


_NEW = ("-U", "mapper", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")


def find_binaries() -> Path | None:
    """Return the folder with `initdb` and `postgres`, the newest version's, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: p.parts[4])
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@contextlib.contextmanager
def running_server(*, connections: int = 20) -> Iterator[str]:
    """Start a server and yield the address of its database; it is gone afterwards.

    PostgreSQL refuses to run as root, so that root lends it the user `postgres`.
    """
    binaries = find_binaries()
    assert binaries is not None
    home = Path(tempfile.mkdtemp(prefix="mapper-pg-"))
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    prefix = user if os.geteuid() == 0 else []
    if prefix:
        shutil.chown(home, "postgres", "postgres")
    data = home / "data"
    try:
        subprocess.run(
            [*prefix, binaries / "initdb", "-D", data, *_NEW],
            check=True,
            capture_output=True,
            cwd=home,
        )
        port = _free_port()
        settings = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={home}"]
        settings += ["-c", "fsync=off", "-c", f"max_connections={connections}", "-p", str(port)]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                [*prefix, binaries / "postgres", "-D", data, *settings],
                stdout=log,
                stderr=log,
                cwd=home,
            )
        try:
            _wait_for(binaries, port, server)
            yield f"postgresql://mapper@127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)  # at once, whoever is still connected
            server.wait(timeout=30)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(binaries: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        ready = subprocess.run(
            [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], check=False
        )
        if ready.returncode == 0:
            return
        if server.poll() is not None:
            raise RuntimeError("the PostgreSQL server of the tests ended at once")
        time.sleep(0.1)
    raise RuntimeError("the PostgreSQL server of the tests did not start")
