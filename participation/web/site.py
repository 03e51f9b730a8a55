"""The site: finds the page of a request, opens its transaction, lets the view answer, and stores what citizens send."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast
from urllib.parse import quote, urlencode

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from participation.core.database import Database
from participation.core.errors import NotFound, ParticipationError
from participation.core.intake import Intake
from participation.core.settings import Settings
from participation.web.cache import PageCache, send_kept
from participation.web.consulting import consulted
from participation.web.languages import BY_SLUG, LANGUAGES, Language, preferred
from participation.web.pages import Consult, Deliver, Person, Place, everyone
from participation.web.problems import problem_page
from participation.web.rendering import Rendering
from participation.web.responses import finish
from participation.web.routes import RouteTable
from participation.web.static import StaticFiles
from participation.web.visit import Form, Visit

logger = logging.getLogger(__name__)
_Fact = TypeVar("_Fact")
SESSION_COOKIES = {"https": "__Host-s", "http": "s"}  # browsers refuse the prefix on plain-http loopback
_REDIRECTED = {"verwaltung"}


@dataclass
class Knowledge:
    """What the web layer must ask the areas above it, as callables."""

    places: Callable[[Session], Sequence[Place]]
    identify: Callable[[Session, str], Person | None]
    next_change: Callable[[Session, Place], datetime | None]
    touch: Callable[[Database, str], None]
    sign_in_page: str = "sign_in"


@dataclass
class Site:
    """One running installation."""

    settings: Settings
    database: Database
    intake: Intake
    rendering: Rendering
    static: StaticFiles
    routes: RouteTable
    knowledge: Knowledge
    others: ASGIApp
    cache: PageCache = field(init=False)
    places: dict[str, Place] = field(default_factory=dict)
    _remembered: dict[object, Any] = field(default_factory=dict)
    _lasting: dict[object, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Start with an empty cache."""
        self.cache = PageCache(self.settings.cache_pages)

    def remembered(self, key: object, make: Callable[[Session], _Fact]) -> _Fact:
        """A published fact (a frozen questionnaire, say), read once and kept until something is published."""
        facts = self._remembered  # `refresh` replaces the dictionary, it never empties ours
        if key not in facts:
            with self.database.reading() as session:
                facts[key] = make(session)
        return cast("_Fact", facts[key])

    def lasting(self, key: object, make: Callable[[], _Fact]) -> _Fact:
        """Something that this process keeps as long as it runs, whatever is published: what comes in a minute, say."""
        if key not in self._lasting:
            self._lasting.setdefault(key, make())  # another thread may have made it meanwhile
        return cast("_Fact", self._lasting[key])

    def refresh_after(self, session: Session) -> None:
        """Refresh if what this session has committed is public."""
        if session.info.get("published"):
            self.refresh()

    def refresh(self) -> None:
        """Read the regions anew and forget cached pages; called when something was published."""
        with self.database.reading() as session:
            self.places = {place.slug: place for place in self.knowledge.places(session)}
        self._remembered = {}
        self.cache.clear()

    def origin_for(self, request: Request) -> str:
        """The public origin for what is no page; without one that of the request, whose host the guards know."""
        return self.settings.public_origin or str(request.base_url).rstrip("/")

    @property
    def only_place(self) -> Place | None:
        """The region where there is just one; then it is no part of the path."""
        return next(iter(self.places.values())) if len(self.places) == 1 else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if found := self.cache.find(scope):
            await send_kept(found[0], scope, send, packed=found[1])
            return
        first, _, rest = scope["path"].lstrip("/").partition("/")
        if first in BY_SLUG:
            await self._answer_page(BY_SLUG[first], "/" + rest, Request(scope, receive), send)
        elif first == "static":
            await self.static(scope, receive, send)
        elif not first or first in _REDIRECTED:
            language = preferred(Request(scope).headers.get("accept-language", ""))
            target = f"/{language.slug}/{scope['path'].lstrip('/')}"
            await RedirectResponse(target, 303, {"vary": "Accept-Language"})(scope, receive, send)
        else:
            await self.others(scope, receive, send)

    async def _answer_page(self, language: Language, rest: str, request: Request, send: Send) -> None:
        place, inner = self._located(rest)
        method = "GET" if request.method == "HEAD" else request.method
        page, params = self.routes.find(inner, method, below_region=place is not None)
        if page is self.routes.missing and (other := self._with_other_ending(request, inner, place)):
            await other(request.scope, request.receive, send)
            return
        visit = Visit(
            site=self,
            page=page,
            language=language,
            region=place,
            path=inner,
            query=QueryParams(request.scope["query_string"]),
            headers=request.headers,
            params=params,
            session_token=request.cookies.get(SESSION_COOKIES[request.url.scheme]),
            brought=request.cookies,
            is_secure=request.url.scheme == "https",
            address=request.client.host if request.client else "",
        )
        generation = self.cache.generation
        if method == "POST" and page is not self.routes.missing:
            await self._open_for_more(visit, request, send)
            async with request.form(max_files=4, max_fields=3000) as form:
                visit.form = Form(form)
                response = await self._respond(visit)
        else:
            response = await self._respond(visit)
        is_for_all = not visit.cookies and "cache-control" not in response.headers
        if page.cached and response.status_code == 200 and is_for_all:  # noqa: PLR2004
            kept = self.cache.keep(request.scope, response, visit.expires_at, generation)
            if kept:
                packed = "gzip" in request.headers.get("accept-encoding", "")
                await send_kept(kept, request.scope, send, packed=packed)
                return
        await finish(response, visit, request)(request.scope, request.receive, send)

    async def _open_for_more(self, visit: Visit, request: Request, send: Send) -> None:
        """Take a larger body on a page that says so, from whoever may act there; everybody else stays limited."""
        if visit.page.takes and await run_in_threadpool(self._admits, visit):
            await RequestBodyLimitMiddleware(_nothing, visit.page.takes)(request.scope, request.receive, send)

    def _admits(self, visit: Visit) -> bool:
        with self.database.reading() as session:
            person = self.knowledge.identify(session, visit.session_token) if visit.session_token else None
            known = visit.page.takes_from is None or visit.page.takes_from(session, visit.params)
        return known and visit.page.only.admits(person, visit.region)

    def _with_other_ending(self, request: Request, inner: str, place: Place | None) -> Response | None:
        """A redirect to the same address with or without a slash at the end, if there is a page."""
        other = inner.removesuffix("/") if inner.endswith("/") else inner + "/"
        if self.routes.find(other, "GET", below_region=place is not None)[0] is self.routes.missing:
            return None
        path = request.url.path
        target = path.removesuffix("/") if path.endswith("/") else path + "/"
        return RedirectResponse(f"{target}?{request.url.query}" if request.url.query else target, 308)

    def _located(self, rest: str) -> tuple[Place | None, str]:
        if only := self.only_place:
            return only, rest
        slug, _, inner = rest.lstrip("/").partition("/")
        place = self.places.get(slug)
        return (place, "/" + inner) if place else (None, rest)

    async def _respond(self, visit: Visit) -> Response:
        answer = await run_in_threadpool(self._view, visit)
        if isinstance(answer, Response):
            return answer
        if isinstance(answer, Consult):
            return await consulted(visit, answer)
        try:
            stored = await self.intake.store(answer.delivery)
        except ParticipationError as problem:
            return await run_in_threadpool(problem_page, visit, problem)
        return await run_in_threadpool(answer.then, stored)

    def _view(self, visit: Visit) -> Response | Deliver | Consult:
        """Run the view in its transaction; a refusal or a form error (4xx) rolls back."""
        try:
            with self._transaction(visit) as session:
                visit.session = session
                answer = self._allowed_view(visit)
        except _RolledBack as rolled_back:
            return rolled_back.response
        except ParticipationError as problem:
            return problem_page(visit, problem)
        except Exception:
            logger.exception("Page %s failed", visit.page.name)
            return problem_page(visit, None)
        finally:
            visit.session = None
        self._after_commit(visit, session)
        return answer

    def _after_commit(self, visit: Visit, session: Session) -> None:
        self.refresh_after(session)
        if visit.person and visit.session_token:
            self.knowledge.touch(self.database, visit.session_token)

    def _transaction(self, visit: Visit) -> AbstractContextManager[Session]:
        writes = visit.page.method == "POST" and not visit.page.citizens
        return self.database.writing() if writes else self.database.reading()

    def _allowed_view(self, visit: Visit) -> Response | Deliver | Consult:
        page = visit.page
        if page.only is not everyone:
            visit.person = page.only.knows(visit) if page.only.knows else self.staff_of(visit)
            if visit.person is None:
                return self._ask_to_sign_in(visit)
            if not page.only.admits(visit.person, visit.region):
                raise NotFound("There is no such page.")
        response = page.view(visit, **visit.params)
        if page.cached and visit.region:
            visit.cache_until(self.knowledge.next_change(visit.db, visit.region))
        if isinstance(response, Response) and response.status_code >= 400 and page.method == "POST":  # noqa: PLR2004
            raise _RolledBack(response)
        return response

    def staff_of(self, visit: Visit) -> Person | None:
        """The member of staff whose session cookie the visit brings along."""
        return self.knowledge.identify(visit.db, visit.session_token) if visit.session_token else None

    def _ask_to_sign_in(self, visit: Visit) -> Response:
        back = visit.url(visit.page.name, **visit.params) if visit.page.method == "GET" else None
        return visit.redirect(visit.page.only.door or self.knowledge.sign_in_page, weiter=back)

    def url(
        self, visit: Visit, name: str, language: str | None, region: str | None, params: Mapping[str, object]
    ) -> str:
        """A page's path in a language and region; see `Visit.url`."""
        page = self.routes.by_name[name]
        prefix = f"/{language or visit.language.slug}"
        if not page.whole_site and self.only_place is None:
            prefix += f"/{region or visit.place.slug}"
        path, given = page.shape, dict(params)
        for parameter in page.convertors:
            path = path.replace("{" + parameter + "}", quote(str(given.pop(parameter)), safe=""))
        query = urlencode({key: value for key, value in given.items() if value is not None})
        return prefix + path + (f"?{query}" if query else "")

    def alternates(self, visit: Visit) -> list[dict[str, Any]]:
        """The same page in every language, for the switch at the top and for search engines."""
        known = visit.page.name in self.routes.by_name and visit.page.method == "GET"
        page = self.routes.by_name.get(visit.page.name)
        return [
            {
                "slug": language.slug,
                "tag": language.tag,
                "label": language.label,
                "href": self.url(visit, visit.page.name, language.slug, None, visit.params)
                if known and page
                else f"/{language.slug}/",
                "current": language == visit.language,
            }
            for language in LANGUAGES
        ]


async def _nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """Inside of a limit that is only set: the one around the whole site then follows it."""


class _RolledBack(Exception):  # noqa: N818 - carries a response out of the transaction
    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response
