"""Raw files of a million answer sheets with 30 questions: their time, and whether their memory stays flat."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from participation.core.database import Database
from tools.bench.command import Run, measured
from tools.bench.sheets import LONG, long_survey, store_many
from tools.bench.stage import Figure, filled_database

FEW, MANY = 50_000, 1_000_000
SECONDS, GROWTH = 60, 1.2
SPSS_MEGABYTES = 600
"""What is promised of a million sheets: the library for SPSS files takes all rows at once."""


@dataclass(frozen=True)
class _File:
    run: Run
    megabytes: float
    lines: int


def export(folder: Path) -> list[Figure]:
    """One command for each format, measured from outside; workbooks, which take minutes, with fewer sheets."""
    url = filled_database(folder, "export")
    with contextlib.closing(Database(url)) as database:
        survey = long_survey(database)
        store_many(database, survey, FEW // 10)
        fewest = _exported(url, folder, "xlsx")
        store_many(database, survey, FEW - FEW // 10)
        few = {form: _exported(url, folder, form) for form in ("csv", "json", "xlsx")}
        store_many(database, survey, MANY - FEW)
        many = {form: _exported(url, folder, form) for form in ("csv", "json", "sav")}
    if (few["csv"].lines, many["csv"].lines) != (FEW + 1, MANY + 1):
        raise RuntimeError(f"The files have {few['csv'].lines} and {many['csv'].lines} lines.")
    return [
        *_flat(f"raw CSV of {MANY:,} sheets", many["csv"], few["csv"], SECONDS),
        *_flat(f"raw JSON of {MANY:,} sheets", many["json"], few["json"]),
        *_flat(f"raw XLSX of {FEW:,} sheets", few["xlsx"], fewest),
        Figure(f"raw SAV of {MANY:,} sheets", many["sav"].run.seconds, "s", remark=_told(many["sav"])),
        Figure("its memory at most", many["sav"].run.peak_mb, "MB", SPSS_MEGABYTES, at_least=False),
    ]


def _flat(name: str, more: _File, fewer: _File, most_seconds: float | None = None) -> list[Figure]:
    """The time of a file, and its memory beside that of a much smaller one."""
    much, little = more.run.peak_mb, fewer.run.peak_mb
    told = f"{much:.0f} MB to {little:.0f} MB"
    return [
        Figure(name, more.run.seconds, "s", most_seconds, at_least=False, remark=_told(more)),
        Figure("its memory beside that of a smaller one", much / little, "×", GROWTH, at_least=False, remark=told),
    ]


def _told(file: _File) -> str:
    return f"{file.megabytes:,.0f} MB, {file.run.cpu_seconds:.0f} s of one core"


def _exported(url: str, folder: Path, form: str) -> _File:
    target = folder / f"sheets.{form}"
    run = measured(url, "export", LONG, "--format", form, "--raw", "--out", str(target))
    file = _File(run, target.stat().st_size / 1e6, _lines(target) if form == "csv" else 0)
    target.unlink()
    return file


def _lines(target: Path) -> int:
    with target.open("rb") as stream:
        return sum(1 for _ in stream)
