"""The checker of easy language: a thousand words, and the findings of one paragraph as an editor gets them."""

from __future__ import annotations

import contextlib
import statistics
import time
from pathlib import Path

from sqlmodel import col, select
from starlette.testclient import TestClient

from participation.app import build_application
from participation.core.database import Database
from participation.core.settings import Settings
from participation.strategy.models import Block, BlockText, Element, Strategy
from participation.writing.findings.checking import CHECKER
from tools.bench.editor import TOKEN, employ
from tools.bench.stage import Figure, filled_database

_WORDS, _SECONDS = 1_000, 1.0
_ROUNDS, _MILLISECONDS = 15, 150.0
_PART = {"sec-fetch-site": "same-origin", "hx-request": "true", "hx-request-type": "partial"}


def checker(folder: Path) -> list[Figure]:
    """Both, with the helper process running; what starting it costs is told beside."""
    url = filled_database(folder, "checker")
    with contextlib.closing(Database(url, threads=2)) as database:
        with database.writing() as session:
            employ(session)
        with database.reading() as session:
            text = "\n\n".join(row.text for row in session.exec(select(BlockText)) if row.language == "de-simple")
            row = session.exec(
                select(Strategy.slug, Element.key, Block.key, BlockText.text)
                .select_from(BlockText)
                .join(Block, col(Block.id) == col(BlockText.block_id))
                .join(Element, col(Element.id) == col(Block.element_id))
                .join(Strategy, col(Strategy.id) == col(Element.strategy_id))
                .where(BlockText.language == "de-simple", Block.key == "p1")
            ).first()
    if row is None:
        raise RuntimeError("The content has no paragraph in Leichte Sprache.")
    strategy, element, block, paragraph = row
    begun = time.perf_counter()
    CHECKER.report("Ein Bus.", "bitv")
    started = time.perf_counter() - begun
    with TestClient(build_application(Settings(database_url=url), with_worker=False)) as client:
        client.cookies.set("s", TOKEN)
        address = f"/de/verwaltung/zwillinge/{strategy}/{element}/{block}/pruefen"
        live = [_milliseconds(client, address, f"{paragraph}\nDas ist Satz {number}.") for number in range(_ROUNDS)]
    return [
        Figure("checker: 1,000 words", _thousand(text), "s", _SECONDS, at_least=False),
        Figure(
            "checker: findings of a paragraph while typing",
            statistics.median(live),
            "ms",
            _MILLISECONDS,
            at_least=False,
            remark=f"starting the helper took {started:.1f} s once",
        ),
    ]


def _thousand(text: str) -> float:
    """Seconds for the first thousand words, the best of three (words come back, which is faster)."""
    lines, words = [], 0
    for line in text.splitlines():
        lines.append(line)
        words += len(line.split())
        if words >= _WORDS:
            break
    taken = []
    for number in range(3):
        begun = time.perf_counter()
        CHECKER.report("\n".join([*lines, f"Das war Mal {number}."]), "bitv")
        taken.append(time.perf_counter() - begun)
    return min(taken)


def _milliseconds(client: TestClient, address: str, text: str) -> float:
    begun = time.perf_counter()
    client.post(address, data={"text": text}, headers=_PART).raise_for_status()
    return (time.perf_counter() - begun) * 1000
