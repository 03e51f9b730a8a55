"""The raw CSV of a million answer sheets with 30 questions: its time, and its memory beside that of fifty thousand."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from participation.core.database import Database
from tools.bench.sheets import LONG, long_survey, store_many
from tools.bench.stage import Figure, filled_database

FEW, MANY = 50_000, 1_000_000
SECONDS, GROWTH = 60, 1.2


@dataclass(frozen=True)
class _Run:
    seconds: float
    cpu_seconds: float
    peak_mb: float
    lines: int
    megabytes: float


def export(folder: Path) -> list[Figure]:
    """One command, measured from outside."""
    url = filled_database(folder, "export")
    with contextlib.closing(Database(url)) as database:
        survey = long_survey(database)
        store_many(database, survey, FEW)
        few = _exported(url, folder)
        store_many(database, survey, MANY - FEW)
        many = _exported(url, folder)
    if (few.lines, many.lines) != (FEW + 1, MANY + 1):
        raise RuntimeError(f"The files have {few.lines} and {many.lines} lines.")
    told = f"{many.megabytes:,.0f} MB, {many.cpu_seconds:.0f} s of one core"
    return [
        Figure(f"raw CSV of {MANY:,} sheets", many.seconds, "s", SECONDS, at_least=False, remark=told),
        Figure(
            f"its memory beside that of {FEW:,}",
            many.peak_mb / few.peak_mb,
            "×",
            GROWTH,
            at_least=False,
            remark=f"{many.peak_mb:.0f} MB to {few.peak_mb:.0f} MB",
        ),
    ]


def _exported(url: str, folder: Path) -> _Run:
    target = folder / "sheets.csv"
    command = [sys.executable, "-m", "participation.cli", "export", LONG, "--format", "csv", "--raw"]
    environment = os.environ | {"PARTICIPATION_DATABASE_URL": url}
    before, begun = os.times(), time.perf_counter()
    with (
        (folder / "told").open("wb") as told,
        subprocess.Popen([*command, "--out", str(target)], env=environment, stderr=told) as child,
    ):
        peak = 0.0
        while child.poll() is None:
            peak = max(peak, _peak_mb(child.pid))
            time.sleep(0.02)
    seconds, after = time.perf_counter() - begun, os.times()
    if child.returncode:
        raise RuntimeError((folder / "told").read_text(encoding="utf-8"))
    with target.open("rb") as stream:
        lines = sum(1 for _ in stream)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return _Run(seconds, cpu, peak, lines, target.stat().st_size / 1e6)


def _peak_mb(pid: int) -> float:
    """The most memory that a process has had so far; what the system tells at its end includes ours."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
