"""Bodies that are too large, refused in words that people and programs understand."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from participation.core.errors import TooLarge
from participation.core.text import msgid
from participation.web.api import PREFIX, refusal
from participation.web.languages import BY_SLUG, preferred
from participation.web.problems import problem_page
from participation.web.site import Site
from participation.web.visit import Visit

_TOO_LARGE = 413
_SENTENCE = msgid("This is more than we can take at once. Go back: what you wrote is still there. Shorten it.")


class BodyLimit:
    """ASGI middleware: takes bodies of at most so many bytes, where a page does not take more."""

    def __init__(self, site: Site, most_bytes: int) -> None:
        """Stand in front of the site."""
        self._site = site
        self._limited = RequestBodyLimitMiddleware(site, most_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; the bare refusal of a body that is too large is replaced by ours."""
        is_refused = False

        async def send_unless_refused(message: Message) -> None:
            nonlocal is_refused
            is_refused = is_refused or message.get("status") == _TOO_LARGE
            if not is_refused:
                await send(message)

        await self._limited(scope, receive, send_unless_refused)
        if is_refused:
            await (await run_in_threadpool(self._refusal, scope))(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response:
        problem = TooLarge(_SENTENCE)
        if scope["path"].startswith(PREFIX + "/"):
            return refusal(problem)
        request = Request(scope)
        slug = scope["path"].lstrip("/").partition("/")[0]
        visit = Visit(
            site=self._site,
            page=self._site.routes.missing,
            language=BY_SLUG.get(slug) or preferred(request.headers.get("accept-language", "")),
            region=self._site.only_place,
            path="/",
            query=QueryParams(),
            headers=request.headers,
        )
        response = problem_page(visit, problem)
        response.headers["cache-control"] = "no-store"
        return response
