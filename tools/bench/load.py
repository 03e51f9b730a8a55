"""Servers on one core, the load generator `wrk` on the other, and what it measured."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVER_CORE, LOAD_CORE = "0", "1"
SECONDS = 6
_STARTS_WITHIN = 30.0


@dataclass(frozen=True)
class Rate:
    """Responses per second, the 99th percentile in milliseconds, responses that were no success.

    `microseconds`: what the server used of a core for each, if somebody looked.
    """

    per_second: float
    p99: float
    failures: int
    microseconds: float = 0.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def pinned(core: str) -> list[str]:
    """The beginning of a command that stays on one core, where there are several."""
    return ["taskset", "-c", core] if (os.cpu_count() or 1) > 1 else []


@contextmanager
def running(
    command: Sequence[str], port: int, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server process, ready to answer; ended with the block."""
    process = subprocess.Popen([*pinned(SERVER_CORE), *command], env=os.environ | (environment or {}))
    try:
        wait_until_answering(port)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_answering(port: int) -> None:
    """Return as soon as the port answers any HTTP at all.

    Raises:
        TimeoutError: it does not within half a minute.
    """
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise TimeoutError(f"Nothing answers on port {port}.")


def ours(database_url: str, port: int, *options: str) -> tuple[list[str], dict[str, str]]:
    """Command and environment of our server."""
    command = [sys.executable, "-m", "participation.cli", "serve", "--port", str(port), *options]
    return command, {"PARTICIPATION_DATABASE_URL": database_url}


@contextmanager
def bare(kind: str, what: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """One of the servers of `tools.bench.bare`, and its address."""
    port = free_port()
    with running([sys.executable, "-m", "tools.bench.bare", kind, what, str(port)], port) as process:
        yield process, f"http://127.0.0.1:{port}/"


def load(url: str, *, script: Path | None = None, connections: int = 64, seconds: int = SECONDS) -> Rate:
    """Put a URL under load."""
    command = [*pinned(LOAD_CORE), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "20s"]
    command += ["-s", str(script)] if script else ["-H", "Accept-Encoding: gzip"]
    printed = subprocess.run([*command, url], check=True, capture_output=True, text=True).stdout
    return _read(printed)


def _read(printed: str) -> Rate:
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", printed)[1])  # type: ignore[index]
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", printed)
    factor = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    lost = sum(int(number) for number in re.findall(r"(?:connect|read|write|timeout) (\d+)", printed))
    return Rate(rate, float(p99[1]) * factor[p99[2]] if p99 else 0.0, int(failed[1]) if failed else 0 + lost)


def memory_mb(process: subprocess.Popen[bytes]) -> float:
    """Resident memory of a process and its children in MB (shared pages counted once, as PSS)."""
    total = 0
    for pid in family(process.pid):
        rollup = Path(f"/proc/{pid}/smaps_rollup")
        if rollup.exists():
            total += int(re.search(r"^Pss:\s+(\d+)", rollup.read_text(), re.MULTILINE)[1])  # type: ignore[index]
    return total / 1024


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """What a process and its children have used of a core so far."""
    ticks = 0
    for pid in family(process.pid):
        # The name of the command, in brackets, may hold spaces; times are the 14th and 15th field (proc(5)).
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and everything that it has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(child) for child in children.read_text().split()] if children.exists() else []
    return [pid, *(descendant for child in found for descendant in family(child))]
