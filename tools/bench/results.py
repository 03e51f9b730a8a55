"""Results of 1,000,000 answer sheets against those of 1,000: the released page and the staff's live page, uncached."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from participation.accounts.actions import grant_role
from participation.accounts.models import Role
from participation.accounts.sessions import open_session
from participation.app import Application, build_application
from participation.core.database import Database
from participation.core.settings import Settings
from participation.surveys.recount import recount
from participation.surveys.running import surveys_in
from participation.surveys.simulation.demo import add_demo_answers
from tools.bench.sheets import store_many
from tools.bench.stage import SURVEY, Figure, filled_database

FEW, MANY, TIMES = 1_000, 1_000_000, 31


def results(folder: Path) -> list[Figure]:
    """How the time of both pages grows with the number of answers."""
    few, many = (_page_times(folder, count) for count in (FEW, MANY))
    return [
        Figure(
            f"results of {MANY:,} to {FEW:,}: {name}",
            many[name] / few[name],
            "×",
            1.2,
            at_least=False,
            remark=f"{many[name] * 1000:.1f} ms to {few[name] * 1000:.1f} ms",
        )
        for name in few
    ]


def _page_times(folder: Path, count: int) -> dict[str, float]:
    url = filled_database(folder, f"results-{count}")
    with contextlib.closing(Database(url)) as database:
        with database.reading() as session:
            survey = surveys_in(session).named(SURVEY)
        store_many(database, survey, count)
        recount(database, survey.id)
        add_demo_answers(database, survey)
        with database.writing() as session:
            account = grant_role(session, "analyst@demo.example", Role.ANALYST, None)
            token = open_session(session, account)
    application = build_application(Settings(database_url=url), with_worker=False)
    with TestClient(application) as client:
        client.cookies.set("s", token)
        return {
            "released page": _median(lambda: _uncached(application, client, f"/de/umfragen/{SURVEY}/ergebnisse")),
            "staff page": _median(lambda: _uncached(application, client, f"/de/verwaltung/umfragen/{SURVEY}")),
        }


def _uncached(application: Application, client: TestClient, path: str) -> None:
    application.site.cache.clear()
    response = client.get(path)
    if response.status_code != 200:  # noqa: PLR2004 - the only success of a page
        raise RuntimeError(f"{path} answered {response.status_code}.")


def _median(action: Callable[[], None]) -> float:
    action()
    measured = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        action()
        measured.append(time.perf_counter() - begun)
    return statistics.median(measured)
