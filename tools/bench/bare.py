"""What we are compared with: a bare Starlette application, and a server that does nothing at all.

`python -m tools.bench.bare page FILE PORT` serves the file's bytes from memory; `… rows URL PORT` inserts a row per
POST through the same writer; `… nothing FILE PORT` answers every request with the same bytes without looking at it,
which shows how fast the load generator itself can go.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

import uvicorn
import uvloop
from sqlmodel import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from participation import tables  # noqa: F401 - loads every table
from participation.core.database import Database
from participation.core.intake import Delivery, Intake
from participation.surveys.models import Channel, Pending, QuestionnaireVersion, Submission

ANSWERS = '{"age_group":"25-34","importance":{"a":5,"b":4,"c":3,"d":2,"e":1,"f":5,"g":4,"h":3},"wish":"Mehr Busse"}'


def page_application(body: bytes) -> Starlette:
    """One page from memory."""

    async def page(_request: Request) -> Response:
        return Response(body, media_type="text/html")

    return Starlette(routes=[Route("/", page)])


def row_application(url: str) -> Starlette:
    """One row per POST, through our writer but without our code around it."""
    database = Database(url)
    intake = Intake(database)
    with database.reading() as session:
        version = session.exec(select(QuestionnaireVersion)).one()

    @asynccontextmanager
    async def running(_app: Starlette):  # type: ignore[no-untyped-def] # noqa: ANN202 - a lifespan
        intake.start()
        yield
        intake.stop()

    async def insert(request: Request) -> Response:
        await request.body()
        stored = await intake.store(_delivery(version.survey_id, version.id))
        return JSONResponse({"stored": stored}, 201)

    return Starlette(routes=[Route("/", insert, methods=["POST"])], lifespan=running)


def _delivery(survey_id: UUID, version_id: UUID) -> Delivery:
    key = os.urandom(32)
    row = {
        "id": UUID(bytes=key[:16]),
        "survey_id": survey_id,
        "version_id": version_id,
        "key": key,
        "payload_hash": key,
        "receipt_key": key,
        "language": "de",
        "channel": Channel.ONLINE,
        "answers": ANSWERS,
        "record_key": 1,
        "received_on": datetime.now(UTC).date(),
        "corrected_on": None,
        "audience": "",
        "orders": "",
        "batch_id": None,
        "withdrawn_at": None,
    }
    pending = {
        "survey_id": survey_id,
        "version_id": version_id,
        "sign": 1,
        "answers": ANSWERS,
        "segments": "{}",
        "record_key": 1,
    }
    return Delivery(Submission.__table__, key, key, row, ((Pending.__table__, pending),))  # type: ignore[attr-defined]


class Nothing(asyncio.Protocol):
    """Answers each piece of data that arrives with the same bytes."""

    answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        self.transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer without looking (requests of the load generator arrive whole)."""
        if data:
            self.transport.write(self.answer)


async def _serve_nothing(body: bytes, port: int) -> None:
    Nothing.answer = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body)
    server = await asyncio.get_running_loop().create_server(Nothing, "127.0.0.1", port)
    await server.serve_forever()


def main(kind: str, what: str, port: int) -> None:
    """Serve until stopped."""
    if kind == "nothing":
        uvloop.run(_serve_nothing(Path(what).read_bytes(), port))
        return
    app = page_application(Path(what).read_bytes()) if kind == "page" else row_application(what)
    uvicorn.run(app, port=port, access_log=False, log_level="warning", loop="uvloop", http="httptools")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
