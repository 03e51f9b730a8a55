"""Starting on a database that cannot be used: refused, and nothing of it is kept open."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from participation.app import Application, build_application
from participation.core.settings import Settings
from tests.conftest import BACKENDS
from tests.postgres import PostgresServer


@pytest.fixture(params=BACKENDS)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'bare.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.create("unmigrated")


async def _answers_to_the_start(application: Application) -> list[str]:
    answers: list[str] = []

    async def receive() -> dict[str, Any]:
        return {"type": "lifespan.startup"}

    async def send(message: Any) -> None:
        answers.append(message["type"])

    await application({"type": "lifespan"}, receive, send)
    return answers


def test_a_start_that_fails_gives_its_connections_back(bare_url: str) -> None:
    application = build_application(Settings(database_url=bare_url, threads=2), with_worker=False)
    assert asyncio.run(_answers_to_the_start(application)) == ["lifespan.startup.failed"]
    database = application.site.database
    assert [database.reader.pool.checkedin(), database.writer.pool.checkedin()] == [0, 0]  # type: ignore[attr-defined]
