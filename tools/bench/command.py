"""A command of ours, measured from outside: its time, its time on a core, and the most memory that it had."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

_LOOK_EVERY = 0.02


@dataclass(frozen=True)
class Run:
    """Seconds on the clock and of a core, and peak megabytes."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def measured(url: str, *arguments: str) -> Run:
    """Run `participation …` on a database.

    Raises:
        RuntimeError: the command failed, with what it said.
    """
    command = [sys.executable, "-m", "participation.cli", *arguments]
    environment = os.environ | {"PARTICIPATION_DATABASE_URL": url}
    peak, before, begun = 0.0, os.times(), time.perf_counter()
    with TemporaryFile() as told:
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=told) as child:
            while child.poll() is None:
                # What the system tells at the end includes our own memory.
                peak = max(peak, _peak_mb(child.pid))
                time.sleep(_LOOK_EVERY)
        seconds, after = time.perf_counter() - begun, os.times()
        if child.returncode:
            told.seek(0)
            raise RuntimeError(told.read().decode())
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(seconds, cpu, peak)


def _peak_mb(pid: int) -> float:
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
