"""The trace of a goal with 2,000 contributions that were weighed and cited: its page, its evidence, the numbers."""

from __future__ import annotations

import contextlib
import statistics
import time
from pathlib import Path

from sqlalchemy import insert
from sqlmodel import Session, col, select
from starlette.testclient import TestClient

from participation.app import Application, build_application
from participation.comments.models import Comment
from participation.considerations.models import Consideration, ConsiderationState, Outcome
from participation.core.clock import now
from participation.core.database import Database
from participation.core.settings import Settings
from participation.goals.models import Evidence, GoalChange
from participation.procedures.models import Phase, Procedure
from participation.strategy.models import Block, Element, Version
from participation.strategy.texts import TITLE
from tools.bench.comments import store_comments
from tools.bench.stage import FIELD, Figure, filled_database

CONTRIBUTIONS, TIMES, MOST_MS = 2_000, 21, 100.0
_STRATEGY, _KEY = FIELD.split("/")[-2:]


def trace(folder: Path) -> list[Figure]:
    """How long the pages take from the database, nothing kept in memory."""
    url = filled_database(folder, "trace")
    with contextlib.closing(Database(url)) as database, database.writing() as session:
        store_comments(session, CONTRIBUTIONS)
        procedure = _weigh_and_cite(session)
    application = build_application(Settings(database_url=url), with_worker=False)
    goal = f"/de/ziele/{_STRATEGY}/{_KEY}"
    pages = {
        "goal": goal,
        "goal, last considerations": f"{goal}?seite=100",
        "evidence of a goal, last page": f"{goal}/belege/1?seite=40",
        "what became of a strategy": f"/de/was-daraus-wurde/{_STRATEGY}",
        "what became of a procedure": f"/de/beteiligung/{procedure}/was-daraus-wurde",
    }
    with TestClient(application) as client:
        taken = {name: _median(application, client, path) for name, path in pages.items()}
    remark = f"{CONTRIBUTIONS:,} contributions"
    return [Figure(name, took, "ms", MOST_MS, at_least=False, remark=remark) for name, took in taken.items()]


def _weigh_and_cite(session: Session) -> str:
    """Accept every comment on one field and let its title rest on all of them; the slug of the procedure."""
    element = session.exec(select(Element).where(Element.key == _KEY)).one()
    title = session.exec(select(Block).where(Block.element_id == element.id, Block.key == TITLE)).one()
    version = session.exec(select(Version).where(Version.strategy_id == element.strategy_id, Version.number == 1)).one()
    found = session.exec(select(Comment.id, Comment.phase_id).order_by(col(Comment.id).desc()).limit(CONTRIBUTIONS))
    rows = found.all()
    comments, moment = [comment for comment, _phase in rows], now()
    change = GoalChange(
        strategy_id=element.strategy_id,
        element_id=element.id,
        block_id=title.id,
        language="de",
        before="Vorher",
        after="Nachher",
        made_at=moment,
        version_id=version.id,
    )
    session.add(change)
    session.flush()
    weighed = [
        Consideration(
            strategy_id=element.strategy_id,
            comment_id=comment,
            element_id=element.id,
            state=ConsiderationState.RELEASED,
            outcome=Outcome.ACCEPTED,
            rationale="Der Vorschlag ist in den Wortlaut eingegangen.",
            created_at=moment,
            changed_at=moment,
            released_at=moment,
        )
        for comment in comments
    ]
    for several in (weighed, [Evidence(change_id=change.id, comment_id=comment) for comment in comments]):
        session.execute(insert(type(several[0])), [one.model_dump() for one in several])
    phase = session.get_one(Phase, rows[0][1])
    return session.get_one(Procedure, phase.procedure_id).slug


def _median(application: Application, client: TestClient, path: str) -> float:
    """Milliseconds, the page made anew each time.

    Raises:
        RuntimeError: there is no such page.
    """
    measured = []
    for _ in range(TIMES):
        application.site.cache.clear()
        begun = time.perf_counter()
        response = client.get(path)
        measured.append(1000 * (time.perf_counter() - begun))
        if response.status_code != 200:  # noqa: PLR2004 - the only success of a page
            raise RuntimeError(f"{path} answered {response.status_code}.")
    return statistics.median(measured)
