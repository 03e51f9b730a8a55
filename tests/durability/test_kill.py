"""A server that is killed in the middle loses nothing that it acknowledged, and stores nothing twice."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2 as httpx
import pytest
from sqlmodel import col, select

from participation.core.database import Database
from participation.core.identifiers import digest
from participation.surveys.models import Submission
from tests.postgres import PostgresServer
from tests.served import Server, filled, serving

HOW_MANY, AT_ONCE, KILL_AFTER = 1_000, 32, 400
ANSWERS = {"importance": {"housing_mobility_safety": 5}, "age_group": "25-34", "wish": "Simulierte Antwort"}


@pytest.fixture(params=["file", "server"])
def survey_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with the survey of Börde."""
    if request.param == "file":
        url = f"sqlite:///{tmp_path / 'kill.db'}"
    else:
        postgres: PostgresServer = request.getfixturevalue("postgres")
        url = postgres.create("kill")
    filled(url, tmp_path / "content", "boerde")
    return url


@dataclass
class Crowd:
    """People who send until they are told that it is stored; a lost answer makes them send the same again."""

    server: Server
    path: str
    answers: dict[str, Any]
    to_send: list[UUID] = field(default_factory=lambda: [uuid4() for _ in range(HOW_MANY)])
    acknowledged: set[UUID] = field(default_factory=set)
    enough: asyncio.Event = field(default_factory=asyncio.Event)
    is_back: asyncio.Event = field(default_factory=asyncio.Event)

    async def send_everything(self) -> None:
        """Send all, kill the server on the way, start it again, go on."""
        async with httpx.AsyncClient(base_url=self.server.address, timeout=30) as client:
            await asyncio.gather(*(self._person(client) for _ in range(AT_ONCE)), self._accident())

    async def _person(self, client: httpx.AsyncClient) -> None:
        while self.to_send:
            own = self.to_send.pop()
            while own not in self.acknowledged:
                await self._try(client, own)

    async def _try(self, client: httpx.AsyncClient, own: UUID) -> None:
        body = {"id": str(own), "questionnaire_version": 1, "language": "de", "answers": self.answers}
        try:
            response = await client.post(self.path, json=body)
        except httpx.TransportError:
            await self.is_back.wait()  # the connection is gone; the same id goes out again
            return
        assert response.status_code in {200, 201}, response.text
        self.acknowledged.add(own)
        if len(self.acknowledged) >= KILL_AFTER:
            self.enough.set()

    async def _accident(self) -> None:
        await self.enough.wait()
        self.server.kill()
        await asyncio.to_thread(self.server.start)
        self.is_back.set()


def test_killed_in_the_middle_of_a_thousand_submissions(survey_url: str) -> None:
    with serving(survey_url) as server:
        crowd = Crowd(server, "/api/v1/surveys/wichtig-in-boerde/submissions", ANSWERS)
        everyone = list(crowd.to_send)
        asyncio.run(crowd.send_everything())
    database = Database(survey_url, threads=2)
    with database.reading() as session:
        stored = [bytes(key) for key in session.exec(select(col(Submission.key)))]
    database.close()
    assert len(crowd.acknowledged) == HOW_MANY
    assert sorted(stored) == sorted(digest(str(own)) for own in everyone)
