"""The moderators' queue with 50,000 entries against one with 50: each stack, the last page, the number of queries."""

from __future__ import annotations

import contextlib
import random
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import event, insert
from sqlmodel import Session, select
from starlette.testclient import TestClient

from participation.accounts.actions import grant_role
from participation.accounts.models import Role
from participation.accounts.sessions import open_session
from participation.app import Application, build_application
from participation.comments.models import Comment, CommentKind
from participation.core.clock import now
from participation.core.database import Database
from participation.core.identifiers import digest, receipt_key_of
from participation.core.settings import Settings
from participation.procedures.models import PhaseKind
from participation.procedures.rounds import rounds
from participation.strategy.passages import passages
from participation.threads.contributions import client_key, contribution_id
from participation.threads.models import ContributionState, ModerationCase
from tools.bench.stage import Figure, filled_database

FEW, MANY, TIMES = 50, 50_000, 15
BAR = 100.0  # milliseconds
_TEXT = "Am Abend fehlt ein Bus nach {}, das sagt auch Frau Beispiel aus der Lindenstraße 12. Simulierter Beitrag."
_CHUNK = 5_000


def queue(folder: Path) -> list[Figure]:
    """Milliseconds for a page of each stack with many entries, and queries with few and many."""
    few, many = (_measured(folder, count) for count in (FEW, MANY))
    return [
        *(
            Figure(f"queue of {MANY:,}: {name}", ms, "ms", BAR, at_least=False, remark=f"{few[1][name]:.1f} with {FEW}")
            for name, ms in many[1].items()
        ),
        Figure("queue: queries with many to queries with few", many[0] / few[0], "×", 1.0, at_least=False),
    ]


def _measured(folder: Path, count: int) -> tuple[int, dict[str, float]]:
    url = filled_database(folder, f"queue-{count}")
    with contextlib.closing(Database(url)) as database, database.writing() as session:
        last = _fill(session, count)
        account = grant_role(session, "moderator@demo.example", Role.MODERATOR, None)
        token = open_session(session, account)
    application = build_application(Settings(database_url=url), with_worker=False)
    pages = {
        "first page": "",
        "last page": f"?nach={last}",
        "a field": "?strategie=kreisentwicklungskonzept&feld=hf-1",
        "held for links": "?grund=links",
        "flagged": "?stand=gemeldet",
        "everything": "?stand=alle",
    }
    with TestClient(application) as client:
        client.cookies.set("s", token)
        times = {name: _median(client, f"/de/verwaltung/moderation/{query}") for name, query in pages.items()}
        with _counted(application) as queries:
            _fetch(client, "/de/verwaltung/moderation/")
        return len(queries), times


def _fill(session: Session, count: int) -> object:
    """Pending comments over all threads, one in 500 held, one in 1,000 flagged; returns the 15th id from the end."""
    chance = random.Random(7)  # noqa: S311 - simulated contributions
    phase = next(iter(rounds(session, PhaseKind.COMMENTS)))
    places = list(passages(session).values())
    rows, cases = [], []
    for number in range(count):
        place, day = chance.choice(places), now().date() - timedelta(days=chance.randint(0, 20))
        client_id, row_id = uuid4(), contribution_id(day)
        flagged = number % 1_000 == 0
        if flagged:
            cases.append(ModerationCase(id=row_id, region_id=phase.region_id, open_flags=1).model_dump())
        rows.append(
            Comment(
                id=row_id,
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
                state=ContributionState.PENDING,
                held_for="links" if number % 500 == 0 else "",
                case_id=row_id if flagged else None,
            ).model_dump()
        )
    session.execute(insert(ModerationCase), cases)
    for start in range(0, count, _CHUNK):
        session.execute(insert(Comment), rows[start : start + _CHUNK])
    ids = sorted(session.exec(select(Comment.id)), key=str)
    return ids[-15]


def _fetch(client: TestClient, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:  # noqa: PLR2004 - the only success of a page
        raise RuntimeError(f"{path} answered {response.status_code}.")


def _median(client: TestClient, path: str) -> float:
    _fetch(client, path)
    measured = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        _fetch(client, path)
        measured.append(time.perf_counter() - begun)
    return statistics.median(measured) * 1000


@contextlib.contextmanager
def _counted(application: Application) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if "published_version" not in statement:  # asked every second by the site itself
            seen.append(statement)

    engine = application.site.database.reader
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)
