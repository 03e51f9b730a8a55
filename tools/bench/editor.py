"""Opening the editor of a strategy of 500 blocks, each with its twin, as an editor does, on both databases."""

from __future__ import annotations

import contextlib
import statistics
import time
from pathlib import Path

from sqlmodel import Session, select
from starlette.testclient import TestClient

from participation.accounts.models import Account, Role, RoleGrant, SignInSession
from participation.app import build_application
from participation.core.clock import now
from participation.core.database import Database
from participation.core.identifiers import digest
from participation.core.settings import Settings
from participation.language.normalise import text_hash
from participation.strategy.models import BlockText
from tools.bench.search import databases, fill
from tools.bench.stage import Figure

_BLOCKS, _ROUNDS, _MILLISECONDS = 500, 11, 300.0
TOKEN = "bench"  # noqa: S105 - of an account in a database that is thrown away
_EDITOR = "/de/verwaltung/texte/s0/teile/f1"


def editor(folder: Path) -> list[Figure]:
    """The page with the whole tree, one element's texts and their twins; the first opening is told beside it."""
    figures = []
    for name, url in databases(folder):
        with contextlib.closing(Database(url, threads=2)) as database:
            fill(database, folder / f"edited-{name}", _BLOCKS, 1)
            with database.writing() as session:
                _translate(session)
                employ(session)
        with TestClient(build_application(Settings(database_url=url), with_worker=False)) as client:
            client.cookies.set("s", TOKEN)
            first, *taken = [_milliseconds(client) for _ in range(_ROUNDS)]
        figures.append(
            Figure(
                f"editor of {_BLOCKS} blocks ({name})",
                statistics.median(taken),
                "ms",
                _MILLISECONDS,
                at_least=False,
                remark=f"the first opening {first:.0f} ms",
            )
        )
    return figures


def _translate(session: Session) -> None:
    """Give every text a twin that is in step."""
    for row in session.exec(select(BlockText)).all():
        session.add(
            BlockText(
                block_id=row.block_id,
                language="de-simple",
                text=row.text,
                source_hash=text_hash(row.text),
                changed_at=now(),
            )
        )


def employ(session: Session) -> None:
    """An editor of all regions, signed in with the token."""
    account = Account(email="redaktion@demo.example", name="Demo Redaktion", is_demo=True, created_at=now())
    session.add(account)
    session.flush()
    session.add(RoleGrant(account_id=account.id, role=Role.EDITOR))
    session.add(SignInSession(token_hash=digest(TOKEN), account_id=account.id, created_at=now(), seen_at=now()))


def _milliseconds(client: TestClient) -> float:
    begun = time.perf_counter()
    client.get(_EDITOR).raise_for_status()
    return (time.perf_counter() - begun) * 1000
