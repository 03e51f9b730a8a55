"""The application: everything put together from settings."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from participation import areas
from participation.accounts.oidc.providers import providers_in
from participation.accounts.queries import identify
from participation.accounts.sessions import touch
from participation.core.database import Database
from participation.core.intake import Intake
from participation.core.settings import Settings
from participation.procedures.queries import next_change
from participation.regions.queries import places, published_version
from participation.web.api import PREFIX, Endpoint, api_route, not_an_endpoint
from participation.web.folders import STATIC, folder
from participation.web.limits import BodyLimit
from participation.web.openapi import openapi_document
from participation.web.pages import Link
from participation.web.rendering import Rendering
from participation.web.routes import RouteTable
from participation.web.security import Guards
from participation.web.site import Knowledge, Site
from participation.web.static import StaticFiles
from participation.web.visit import Visit
from participation.worker import Worker

logger = logging.getLogger(__name__)
POLL_SECONDS = 1.0
_NAVIGATION = sorted(areas.NAVIGATION, key=lambda link: link.position)
_STAFF_MENU = sorted(areas.STAFF_LINKS, key=lambda link: link.position)


@dataclass
class Application:
    """The running ASGI application with its parts in reach (tests and commands look inside)."""

    site: Site
    asgi: ASGIApp
    worker: Worker | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or run the lifespan."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        await self.asgi(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            async with self._running():
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except Exception as problem:
            logger.exception("The application could not start")
            await send({"type": "lifespan.startup.failed", "message": str(problem)})
            return
        await send({"type": "lifespan.shutdown.complete"})

    @contextlib.asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = self.site.settings.threads
        try:
            async with self._at_work():
                yield
        finally:
            self.site.database.close()  # also when the start fails

    @contextlib.asynccontextmanager
    async def _at_work(self) -> AsyncIterator[None]:
        seen = self._version()
        self.site.refresh()
        self.site.intake.start()
        if self.worker:
            self.worker.start()
        stopping = asyncio.Event()
        watcher = asyncio.create_task(self._watch(seen, stopping))
        try:
            yield
        finally:
            stopping.set()  # not cancelled: its thread would go on with a connection that nobody closes
            await watcher
            if self.worker:
                await anyio.to_thread.run_sync(self.worker.stop)
            await anyio.to_thread.run_sync(self.site.intake.stop)

    async def _watch(self, seen: int, stopping: asyncio.Event) -> None:
        """Notice what other processes published after `seen`."""
        while not stopping.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), POLL_SECONDS)
                return
            try:
                present = await anyio.to_thread.run_sync(self._version)
                if present != seen:
                    await anyio.to_thread.run_sync(self.site.refresh)
                seen = present
            except Exception:
                logger.exception("The published version could not be read")

    def _version(self) -> int:
        with self.site.database.reading() as session:
            return published_version(session)


@cache
def _static_files() -> StaticFiles:
    return StaticFiles(STATIC)


def build_application(settings: Settings, *, with_worker: bool = True) -> Application:
    """Put the application together; it starts with its lifespan.

    Raises:
        SettingsError: the database or a provider to sign in cannot be used as it is set.
    """
    providers_in(settings)
    database = Database(settings.database_url, settings.threads)
    static = _static_files()
    holder: list[Site] = []
    site = Site(
        settings=settings,
        database=database,
        intake=Intake(database, settings.intake_queue),
        rendering=Rendering(folder("templates"), folder("locales"), static.address, _navigation),
        static=static,
        routes=RouteTable(areas.PAGES),
        knowledge=Knowledge(places, identify, next_change, touch),
        others=_others(lambda: holder[0], areas.ENDPOINTS),
    )
    holder.append(site)
    limited = BodyLimit(site, settings.max_body_bytes)
    worker = Worker(database, areas.all_jobs(settings)) if with_worker else None
    return Application(site, Guards(limited, settings), worker)


def _navigation(visit: Visit) -> list[dict[str, Any]]:
    """The entries that this visitor may see: the staff menu on staff pages, else the public navigation."""
    if visit.region is None:
        return []
    links = _STAFF_MENU if visit.person and not visit.page.only.knows else _NAVIGATION
    seen = [link for link in links if link.only.admits(visit.person, visit.region)]
    paths = visit.site.routes.by_name
    reaches = [link.reach(paths[link.page].path, visit.path) for link in seen]
    farthest = max(reaches, default=0)
    return [_entry(visit, link, current=0 < reach == farthest) for link, reach in zip(seen, reaches, strict=True)]


def _entry(visit: Visit, link: Link, *, current: bool) -> dict[str, Any]:
    return {"label": visit._(link.label), "href": visit.url(link.page), "current": current}


def _others(site: Callable[[], Site], endpoints: tuple[Endpoint, ...]) -> Router:
    """Everything that is no page: the API, health, the theme."""

    async def describe(_request: Request) -> Response:
        return JSONResponse(openapi_document(endpoints), headers={"access-control-allow-origin": "*"})

    def bound(view: Callable[[Site, Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            return await view(site(), request)

        return answer

    api = [Route("/openapi.json", describe), *(api_route(site, endpoint) for endpoint in endpoints)]
    routes = [Route(PREFIX + route.path, route.endpoint, methods=list(route.methods or ())) for route in api]
    unknown = Route("/api/{rest:path}", not_an_endpoint, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    plain = [Route(path, bound(view)) for path, view in areas.PLAIN.items()]
    return Router([*routes, unknown, *plain])
