"""Comments: pages of a field with 10,000 of them against one with 10, uncached; posting against bare rows."""

from __future__ import annotations

import contextlib
import random
import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from participation.app import Application, build_application
from participation.brakes.daily_keys import KeyRing
from participation.brakes.models import Rate
from participation.brakes.tolls import Occasion, network_key
from participation.comments.actions import TABLE
from participation.comments.models import Comment, CommentKind
from participation.comments.rounds import comment_rounds, open_spot, spots
from participation.core.clock import now
from participation.core.columns import dump_json
from participation.core.database import Database
from participation.core.settings import Settings
from participation.procedures.contributed import demo_client_id, identity
from participation.strategy.models import Element
from participation.strategy.passages import Passage, branches
from participation.threads.models import ContributionState
from tools.bench.load import bare, free_port, ours, running
from tools.bench.measures import generator_alone
from tools.bench.rounds import ROUNDS, Side, by_turns, compared
from tools.bench.stage import FIELD, Figure, filled_database, scripts_of_bodies

FEW, MANY, TIMES, POSTED = 10, 10_000, 41, 60_000
MOST_MS, MOST_RATIO, LEAST_RATE = 50.0, 1.5, 0.25
_KEY = FIELD.rsplit("/", 1)[1]
_SHORTER_WITH_FEW = {"list, one kind", "API, sorted"}  # two comments of a kind, ten to be sorted: other pages
_TEXT = "Bei uns im Dorf fährt abends kein Bus mehr. Bitte denken Sie auch an die kleinen Orte und an das Wochenende."


def comments(folder: Path) -> list[Figure]:
    """How long pages take and how they grow with the number of comments."""
    few, many = (_page_times(folder, count) for count in (FEW, MANY))
    figures = []
    for name, milliseconds in many.items():
        remark = f"with {FEW}: {few[name]:.1f} ms"
        figures.append(Figure(f"{name}, {MANY:,} comments", milliseconds, "ms", MOST_MS, at_least=False, remark=remark))
        if name not in _SHORTER_WITH_FEW:
            ratio = milliseconds / few[name]
            figures.append(Figure(f"{name}, {MANY:,} to {FEW}", ratio, "×", MOST_RATIO, at_least=False))
    return figures


def _page_times(folder: Path, count: int) -> dict[str, float]:
    url = filled_database(folder, f"comments-{count}")
    with contextlib.closing(Database(url)) as database, database.writing() as session:
        thread = store_comments(session, count)
    application = build_application(Settings(database_url=url), with_worker=False)
    field = f"/de/kommentare/?feld={_KEY}"
    pages = {
        "element page": FIELD,
        "list of the field": field,
        "list, most supported": f"{field}&sortierung=unterstuetzt",
        "list, answered first": f"{field}&sortierung=beantwortet",
        "list, one kind": f"{field}&art=praise",
        "page of one paragraph": f"/de/kommentare/zu/{thread}",
        "API, sorted": "/api/v1/comments?sort=supported",
    }
    with TestClient(application) as client:
        return {name: 1000 * _median(application, client, path) for name, path in pages.items()}


def _median(application: Application, client: TestClient, path: str) -> float:
    measured = []
    for _ in range(TIMES):
        application.site.cache.clear()
        begun = time.perf_counter()
        response = client.get(path)
        measured.append(time.perf_counter() - begun)
        if response.status_code != 200:  # noqa: PLR2004 - the only success of a page
            raise RuntimeError(f"{path} answered {response.status_code}.")
    return statistics.median(measured)


def store_comments(session: Session, count: int) -> UUID:
    """So many public comments on the field of the measurements, half of them on one paragraph: that one's thread."""
    places = sorted(_places(session), key=lambda place: (place.element_key, place.block_key))
    (busy, *_) = [place for place in places if place.block_id is not None]
    phase = comment_rounds(session)[0].phase_id
    rows = list(_rows(count, places, busy, phase))
    session.execute(insert(TABLE), rows)
    return busy.thread_id


def _places(session: Session) -> list[Passage]:
    element = session.exec(select(Element).where(col(Element.key) == _KEY)).one()
    below = branches(session, [element.id])[element.id]
    found = spots(session, comment_rounds(session)).values()
    return [spot.passage for of in found for spot in of[:1] if spot.passage.element_id in below]


def _rows(count: int, places: list[Passage], busy: Passage, phase: UUID) -> Iterator[dict[str, Any]]:
    chance, moment = random.Random(7), now()  # noqa: S311 - made-up comments
    tops: list[dict[str, Any]] = []
    for number in range(count):
        parent = chance.choice(tops) if tops and number % 10 == 9 else None  # noqa: PLR2004 - a tenth are replies
        place = busy if number % 2 else chance.choice(places)
        published = moment - timedelta(seconds=60 * (count - number))
        facts = identity(demo_client_id("bench", "boerde", 7, number), place.region_id, _TEXT, chance)
        row = Comment(
            **facts,
            text=f"{_TEXT} Nummer {number}",
            language="de",
            kind=chance.choice(list(CommentKind)),
            thread_id=parent["thread_id"] if parent else place.thread_id,
            strategy_id=place.strategy_id,
            element_id=parent["element_id"] if parent else place.element_id,
            version_id=place.version_id,
            phase_id=phase,
            parent_id=parent["id"] if parent else None,
            received_on=published.date(),
            state=ContributionState.PUBLISHED,
            published_at=published,
            supports=0 if parent else int(chance.expovariate(0.3)),
            official_reply="Danke, das nehmen wir auf." if chance.random() < 0.05 else "",  # noqa: PLR2004
        )
        row.replied_at = published + timedelta(minutes=1) if row.official_reply else None
        values = {column.name: getattr(row, column.name) for column in TABLE.columns}
        if parent is None:
            tops.append(values)
        yield values


def commenting(folder: Path) -> list[Figure]:
    """A validated comment over JSON, with the brake on, against rows through the same writer."""
    url = filled_database(folder, "comments-posted")
    with contextlib.closing(Database(url)) as database:
        with database.reading() as session:
            possible = spots(session, comment_rounds(session))
            threads = [thread for thread, of in possible.items() if open_spot(of, now())]
        _let_through(database)
    bodies = folder / "comments.ndjson"
    bodies.write_text("\n".join(_body(threads[number % len(threads)], number) for number in range(POSTED)) + "\n")
    own, plain = (scripts_of_bodies(bodies, path, ROUNDS) for path in ("/api/v1/comments", "/"))
    port = free_port()
    command, environment = ours(url, port)
    with (
        running(command, port, environment) as our_process,
        bare("rows", filled_database(folder, "comment-rows")) as (other_process, other_address),
    ):
        our = Side(our_process, f"http://127.0.0.1:{port}", own, POSTED // ROUNDS)
        rounds = by_turns(our, Side(other_process, other_address, plain))
    (folder / "short").write_bytes(b"{}")
    return compared("comment", rounds, generator_alone(folder / "short", plain[0]), LEAST_RATE)


def _let_through(database: Database) -> None:
    """Count every comment, and let our own network send all of them: it has far more free today than others."""
    keys = KeyRing().keys(database)
    with database.writing() as session:
        key = network_key(keys, Occasion.WRITING, "127.0.0.1")
        session.add(Rate(key=key, day=keys.day, n=-POSTED * ROUNDS))


def _body(thread: UUID, number: int) -> str:
    return dump_json({"id": str(uuid4()), "thread_id": str(thread), "text": f"{_TEXT} Nummer {number}"})
