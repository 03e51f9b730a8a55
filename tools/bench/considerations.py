"""The consideration table with 20,000 contributions: its pages, filters, and the workbook of all of it."""

from __future__ import annotations

import contextlib
import random
import statistics
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlmodel import Session, select
from starlette.testclient import TestClient

from participation.accounts.actions import grant_role
from participation.accounts.models import Role
from participation.accounts.sessions import open_session
from participation.app import build_application
from participation.comments.models import Comment, CommentKind
from participation.considerations.models import Consideration, ConsiderationState, Outcome
from participation.core.clock import now
from participation.core.database import Database
from participation.core.identifiers import digest, receipt_key_of, uuid7
from participation.core.settings import Settings
from participation.crowd.models import CrowdEntry, DuplicateGroup
from participation.procedures.models import PhaseKind
from participation.procedures.rounds import rounds
from participation.strategy.models import Strategy
from participation.strategy.passages import passages
from participation.threads.contributions import client_key, contribution_id
from participation.threads.models import ContributionState
from tools.bench.stage import Figure, filled_database

MANY, TIMES = 20_000, 11
BAR, WORKBOOK_BAR = 150.0, 30.0  # milliseconds, seconds
_SLUG = "kreisentwicklungskonzept"
_TABLE = f"/de/verwaltung/abwaegung/{_SLUG}/"
_CHUNK = 5_000
_TEXT = "Am Abend fehlt ein Bus nach {}. Das ist ein simulierter Beitrag, der ein wenig länger ist als nur ein Satz."


def considerations(folder: Path) -> list[Figure]:
    """Milliseconds for pages of the table, and seconds for its workbook."""
    url = filled_database(folder, "considerations")
    with contextlib.closing(Database(url)) as database, database.writing() as session:
        account = grant_role(session, "editor@demo.example", Role.EDITOR, None)
        middle = _fill(session, account.id)
        token = open_session(session, account)
    pages = {
        "first page": "",
        "everything": "?stand=all",
        "a page in the middle": f"?stand=all&nach=1-{middle}",
        "proposed": "?stand=proposed",
        "a rare outcome": "?stand=all&ergebnis=out_of_remit",
        "a field": "?stand=all&teil=hf-1",
        "mine": f"?stand=all&bearbeitung={account.id}",
        "overdue": "?stand=all&frist=ueberfaellig",
        "a kind that is not there": "?stand=all&art=statement",
    }
    application = build_application(Settings(database_url=url), with_worker=False)
    with TestClient(application) as client:
        client.cookies.set("s", token)
        figures = [
            Figure(
                f"considerations of {MANY:,}: {name}", _median(client, f"{_TABLE}{query}"), "ms", BAR, at_least=False
            )
            for name, query in pages.items()
        ]
        begun = time.perf_counter()
        size = len(_fetch(client, f"{_TABLE}tabelle.xlsx?stand=all").content)
        seconds = time.perf_counter() - begun
    remark = f"{size / 1e6:.1f} MB"
    return [*figures, Figure("its workbook", seconds, "s", WORKBOOK_BAR, at_least=False, remark=remark)]


def _fill(session: Session, editor_id: UUID) -> UUID:
    """Published comments, two of three with a consideration, one of 20 in a group; returns one from the middle."""
    chance = random.Random(7)  # noqa: S311 - simulated contributions
    strategy = session.exec(select(Strategy).where(Strategy.slug == _SLUG)).one()
    phase = next(iter(rounds(session, PhaseKind.COMMENTS)))
    places = [place for place in passages(session).values() if place.strategy_id == strategy.id]
    rows, weighed = [], []
    for number in range(MANY):
        row = _comment(number, chance, phase, chance.choice(places))
        rows.append(row)
        if number % 3:
            weighed.append(_consideration(number, chance, row, editor_id))
    for table, filled in ((Comment, rows), (Consideration, weighed)):
        for start in range(0, len(filled), _CHUNK):
            session.execute(insert(table), filled[start : start + _CHUNK])
    _group(session, rows, editor_id)
    middle: UUID = sorted(row["id"] for row in rows)[MANY // 2]
    return middle


def _comment(number: int, chance: random.Random, phase: Any, place: Any) -> dict[str, Any]:
    day, client_id = now().date() - timedelta(days=chance.randint(0, 60)), uuid4()
    return Comment(
        id=contribution_id(day),
        region_id=phase.region_id,
        key=client_key(client_id),
        payload_hash=digest(str(number)),
        receipt_key=receipt_key_of(client_id),
        text=_TEXT.format(number),
        language="de",
        received_on=day,
        thread_id=place.thread_id,
        strategy_id=place.strategy_id,
        element_id=place.element_id,
        version_id=place.version_id,
        phase_id=phase.phase_id,
        kind=CommentKind.SUGGESTION,
        state=ContributionState.PUBLISHED,
        published_at=now(),
    ).model_dump()


def _consideration(number: int, chance: random.Random, row: dict[str, Any], editor_id: UUID) -> dict[str, Any]:
    states = (ConsiderationState.PROPOSED, ConsiderationState.RELEASED, ConsiderationState.DECIDED)
    outcome = Outcome.OUT_OF_REMIT if number % 1_000 == 1 else chance.choice(list(Outcome)[:4])
    return Consideration(
        id=uuid7(),
        strategy_id=row["strategy_id"],
        comment_id=row["id"],
        state=chance.choice(states),
        outcome=outcome,
        rationale="Der Vorschlag wird geprüft.",
        forwarded_to="Deutsche Bahn" if outcome is Outcome.OUT_OF_REMIT else "",
        element_id=row["element_id"],
        editor_id=editor_id if number % 500 == 1 else None,
        due_on=now().date() - timedelta(days=5) if number % 400 == 1 else None,
        created_at=now(),
        changed_at=now(),
    ).model_dump()


def _group(session: Session, rows: list[dict[str, Any]], editor_id: UUID) -> None:
    """Pairs that say the same."""
    for number in range(0, MANY, 40):
        region_id = rows[number]["region_id"]
        group = DuplicateGroup(region_id=region_id, confirmed_by=editor_id, confirmed_at=now())
        session.add(group)
        session.flush()
        session.add_all(
            CrowdEntry(
                region_id=region_id,
                receipt_key=row["receipt_key"],
                source="comment",
                words_digest=row["payload_hash"],
                group_id=group.id,
            )
            for row in rows[number : number + 2]
        )
    session.flush()


def _median(client: TestClient, address: str) -> float:
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        _fetch(client, address)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def _fetch(client: TestClient, address: str) -> Any:
    answer = client.get(address)
    if answer.status_code != 200:  # noqa: PLR2004 - that is what HTTP calls it
        raise RuntimeError(f"{address} answered {answer.status_code}.")
    return answer
