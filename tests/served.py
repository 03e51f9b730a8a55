"""The program itself as a process: started, killed, started again, as in a county's machine room."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2 as httpx

from participation import areas
from participation.content import load_content
from participation.core.database import Database
from participation.migrations import migrate

ROOT = Path(__file__).resolve().parent.parent
STARTS_WITHIN, PAUSE = 60.0, 0.05


def filled(database_url: str, folder: Path, *regions: str, demo: bool = False) -> None:
    """Migrate a database and load some regions of `content/` into it."""
    folder.mkdir(exist_ok=True)
    for region in regions:
        (folder / region).symlink_to(ROOT / "content" / region)
    database = Database(database_url, threads=2)
    migrate(database)
    load_content(database, folder, areas.CONTENT, demo=demo)
    database.close()


@dataclass
class Server:
    """A running `participation serve`."""

    database_url: str
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path = ROOT
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        """Choose a port that nobody uses; a restarted server has the same again."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and return when it answers."""
        command = [sys.executable, "-m", "participation.cli", "serve", "--port", str(self.port)]
        environment = os.environ | {"PARTICIPATION_DATABASE_URL": self.database_url} | self.environment
        self.process = subprocess.Popen(command, env=environment, cwd=self.folder, stderr=subprocess.DEVNULL)
        until = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            assert not self._ends_within(PAUSE), "The server ended at once."
            assert time.monotonic() < until, "The server does not answer."

    def _ends_within(self, seconds: float) -> bool:
        assert self.process is not None
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return httpx.get(f"{self.address}/healthz", timeout=1).status_code == httpx.codes.OK
        except (OSError, httpx.TransportError):
            return False

    def kill(self) -> None:
        """The power is gone: no goodbye."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it in peace."""
        assert self.process is not None
        self.process.terminate()
        self.process.wait(timeout=30)


@contextmanager
def serving(database_url: str, folder: Path = ROOT, **environment: str) -> Iterator[Server]:
    """A server for the length of a block."""
    server = Server(database_url, environment, folder)
    server.start()
    try:
        yield server
    finally:
        if server.process and server.process.poll() is None:
            server.stop()
