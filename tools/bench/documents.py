"""A strategy of two hundred pages as a tagged PDF: the time of the command, and the memory of all its processes."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

from sqlmodel import select

from participation.core.database import Database
from participation.regions.models import Region
from participation.strategy.content.loading import add_strategy
from participation.strategy.content.sources import ElementSource, StrategySource
from participation.strategy.models import Kind
from participation.strategy.versions import publish_version
from tools.bench.stage import Figure, filled_database

PAGES, SECONDS, MEGABYTES = 200, 20, 500
SLUG = "lange-strategie"
_FIELDS, _GOALS = 22, 9
_WORDS = "Der Landkreis stärkt die Wege zwischen den Dörfern und hält sie das ganze Jahr über offen und sicher."
_EASY = "Der Land-Kreis baut Wege.\nDie Wege sind sicher.\nAlle können sie nutzen."


def strategy_pdf(folder: Path) -> list[Figure]:
    """One command in a process of its own, whose child sets the document."""
    url = filled_database(folder, "documents")
    with contextlib.closing(Database(url)) as database, database.writing() as session:
        region = session.exec(select(Region)).all()[0]
        strategy = add_strategy(session, region, long_strategy())
        publish_version(session, strategy, "", None)
    target = folder / "strategy.pdf"
    command = [
        sys.executable,
        "-m",
        "participation.cli",
        "export-strategy",
        SLUG,
        "--format",
        "pdf",
        "--out",
        str(target),
    ]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=os.environ | {"PARTICIPATION_DATABASE_URL": url}, check=True, capture_output=True)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    of_a_core = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pages = pages_of(target.read_bytes())
    remark = f"{pages} pages, {target.stat().st_size / 1e6:.1f} MB, {of_a_core:.1f} s of one core"
    remark = remark if pages >= PAGES else f"VOID: {remark}"
    # The system tells the largest of all processes below us, so an earlier measurement must not have been larger.
    memory = "" if after.ru_maxrss > before.ru_maxrss else "VOID: an earlier measurement was larger"
    return [
        Figure(f"a strategy of {PAGES} pages as tagged PDF", seconds, "s", SECONDS, at_least=False, remark=remark),
        Figure("its memory at most", after.ru_maxrss / 1024, "MB", MEGABYTES, at_least=False, remark=memory),
    ]


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    from pypdf import PdfReader  # noqa: PLC0415 - slow to load

    return len(PdfReader(BytesIO(content)).pages)


def long_strategy(fields: int = _FIELDS) -> StrategySource:
    """A strategy in both languages, two pages a field in standard German; usually about two hundred in all."""
    elements: list[ElementSource] = []
    for field in range(1, fields + 1):
        elements.append(_element(f"feld-{field}", Kind.ACTION_FIELD, str(field), None))
        elements += [
            _element(f"ziel-{field}-{goal}", Kind.STRATEGIC_GOAL, f"{field}.{goal}", f"feld-{field}")
            for goal in range(1, _GOALS + 1)
        ]
    levels = {
        "action_field": {"one": "Handlungsfeld", "many": "Handlungsfelder"},
        "strategic_goal": {"one": "Ziel", "many": "Ziele"},
    }
    titles = {"de": "Eine lange Strategie", "de-simple": "Ein langer Plan"}
    return StrategySource(SLUG, 2040, levels, titles, {}, tuple(elements))


def _element(key: str, kind: Kind, number: str, parent: str | None) -> ElementSource:
    blocks = ("title", "p1", "p2", "p3")
    standard = {"title": f"Sichere Wege in der Gemeinde {number}"} | dict.fromkeys(blocks[1:], " ".join([_WORDS] * 5))
    easy = {"title": f"Sichere Wege {number}"} | dict.fromkeys(blocks[1:], _EASY)
    return ElementSource(key, kind, number, parent, blocks, {"de": standard, "de-simple": easy})
