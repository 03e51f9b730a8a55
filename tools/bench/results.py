"""Results of 1,000,000 answer sheets against those of 1,000: the released page and the staff's live page, uncached."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient

from participation.accounts.actions import grant_role
from participation.accounts.models import Role
from participation.accounts.sessions import open_session
from participation.app import build_application
from participation.core.database import Database
from participation.core.settings import Settings
from participation.surveys.recount import recount
from participation.surveys.running import surveys_in
from participation.surveys.simulation.demo import add_demo_answers
from tools.bench.sheets import store_many
from tools.bench.stage import SURVEY, Figure, filled_database

FEW, MANY, TIMES = 1_000, 1_000_000, 31
RELEASE = 120.0
PAGES = {
    "released page": f"/de/umfragen/{SURVEY}/ergebnisse",
    "staff page": f"/de/verwaltung/umfragen/{SURVEY}",
}


def results(folder: Path) -> list[Figure]:
    """How long a release takes, and how both pages grow with the number of answers: the same page by turns."""
    small, large = (_released(folder, count) for count in (FEW, MANY))
    with _serving(small) as few, _serving(large) as many:
        grown = [_grown(name, [(many(path), few(path)) for _ in range(TIMES)]) for name, path in PAGES.items()]
    told = f"{small.seconds:.0f} s for {FEW:,}"
    return [Figure(f"release of {MANY:,} sheets", large.seconds, "s", RELEASE, at_least=False, remark=told), *grown]


def _grown(name: str, rounds: list[tuple[float, float]]) -> Figure:
    """The median of the ratios of seconds."""
    many, few = (statistics.median(one[side] for one in rounds) * 1000 for side in (0, 1))
    ratio = statistics.median(more / fewer for more, fewer in rounds)
    told = f"{many:.1f} ms to {few:.1f} ms"
    return Figure(f"{name}: {MANY:,} to {FEW:,} sheets", ratio, "×", 1.2, at_least=False, remark=told)


@dataclass(frozen=True)
class _Released:
    """A database with a released survey, somebody who may see its live numbers, the seconds that the release took."""

    url: str
    token: str
    seconds: float


def _released(folder: Path, count: int) -> _Released:
    url = filled_database(folder, f"results-{count}")
    with contextlib.closing(Database(url)) as database:
        with database.reading() as session:
            survey = surveys_in(session).named(SURVEY)
        store_many(database, survey, count)
        recount(database, survey.id)
        begun = time.perf_counter()
        add_demo_answers(database, survey)
        seconds = time.perf_counter() - begun
        with database.writing() as session:
            account = grant_role(session, "analyst@demo.example", Role.ANALYST, None)
            return _Released(url, open_session(session, account), seconds)


@contextmanager
def _serving(released: _Released) -> Iterator[Callable[[str], float]]:
    """The seconds that a path takes, uncached."""
    application = build_application(Settings(database_url=released.url), with_worker=False)
    with TestClient(application, cookies={"s": released.token}) as client:

        def seconds(path: str) -> float:
            application.site.cache.clear()
            begun = time.perf_counter()
            client.get(path).raise_for_status()
            return time.perf_counter() - begun

        for path in PAGES.values():
            seconds(path)  # templates are compiled
        yield seconds
