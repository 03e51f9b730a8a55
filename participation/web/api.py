"""The JSON API: endpoints with the models that validate them, and the problem documents of RFC 9457."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from participation.core.errors import Conflict, Invalid, NotFound, ParticipationError, ProofNeeded
from participation.core.intake import Delivery, Stored

if TYPE_CHECKING:
    from participation.web.site import Site

logger = logging.getLogger(__name__)
PREFIX = "/api/v1"
MOST_ITEMS = 100
Item = TypeVar("Item")
_OPEN = {"access-control-allow-origin": "*", "cache-control": "public, no-cache"}


class Listing(BaseModel, Generic[Item]):
    """A page of a list; `next` is the cursor of the following page, null on the last."""

    items: list[Item]
    next: str | None = None


@dataclass
class Call:
    """One API request as a view sees it. `session` is open for GET and a POST that `reads`, `writes` or `looks_up`."""

    site: Site
    query: QueryParams
    body: Any = None
    session: Session | None = None
    address: str = ""  # of the client; never stored, never logged
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def bearer(self) -> str:
        """The token of an `Authorization: Bearer` header (RFC 6750); empty without one."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    @property
    def db(self) -> Session:
        """The session of a GET, or of a POST that has one."""
        if self.session is None:
            raise RuntimeError("Endpoints that deliver have no session.")
        return self.session

    def cursor(self) -> tuple[UUID | None, int]:
        """The id after which this page begins, and how many items it may have.

        Raises:
            Invalid: the cursor or the limit is not one.
        """
        after = self.query.get("cursor")
        try:
            return (UUID(after) if after else None), self.limit()
        except ValueError as problem:
            raise Invalid("cursor comes from the page before; limit is a number from 1 to 100.") from problem

    def limit(self) -> int:
        """How many items a page may have.

        Raises:
            Invalid: that is no number.
        """
        try:
            return min(max(int(self.query.get("limit", "50")), 1), MOST_ITEMS)
        except ValueError as problem:
            raise Invalid("cursor comes from the page before; limit is a number from 1 to 100.") from problem


@dataclass(frozen=True)
class DeliverJson:
    """What a writing endpoint returns: the rows to store, and the body to answer with when they are on disk.

    `refused` is the sentence for a delivery that did not get what it claims; `why_refused` knows a reason of its own,
    or None where it was not that.
    """

    delivery: Delivery
    answer: BaseModel
    refused: str = "What this needs was used by somebody else in this moment. Nothing was stored."
    why_refused: Callable[[], ParticipationError | None] = lambda: None


@dataclass(frozen=True)
class DeliverAll:
    """What an endpoint returns that takes many things at once: rows to store, and what to answer then.

    `then` runs on a thread, without a session; it gets for each delivery what became of it, or why it was refused.
    """

    deliveries: Sequence[Delivery]
    then: Callable[[Sequence[Stored | ParticipationError]], BaseModel]


@dataclass(frozen=True)
class Endpoint:
    """A row of the API: its view gets the `Call` and the path's parameters.

    A POST that `reads` stores nothing: its view gets a reading session like that of a GET. One that `writes` changes
    what is there, in one write transaction that a refusal rolls back; what is new is delivered instead. One that
    delivers has no session and runs on the event loop, unless it `looks_up` something for this very body. The answer
    of one that is `private` is for whoever asks alone and kept nowhere; `success` is its status where none is told.
    """

    path: str
    view: Callable[..., Result]
    summary: str
    answer: Any
    method: Literal["GET", "POST"] = "GET"
    body: type[BaseModel] | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[int] = (404,)
    reads: bool = False
    writes: bool = False
    looks_up: Callable[[Any], bool] = lambda _body: False
    private: bool = False
    success: int = 200


Result = BaseModel | DeliverJson | DeliverAll | Mapping[str, Any] | Response


def problem(status: int, title: str, **more: Any) -> JSONResponse:
    """A problem document (RFC 9457)."""
    content = {"type": "about:blank", "status": status, "title": title, **more}
    return JSONResponse(content, status, _OPEN, media_type="application/problem+json")


def refusal(error: ParticipationError) -> JSONResponse:
    """The problem document for a refusal of the domain."""
    more: dict[str, Any] = {"errors": error.problems} if isinstance(error, Invalid) and error.problems else {}
    if isinstance(error, ProofNeeded):
        more |= error.challenge
    answer = problem(error.status, str(error), **more)
    if error.retry_after is not None:
        answer.headers["retry-after"] = str(error.retry_after)
    return answer


def api_route(site: Callable[[], Site], endpoint: Endpoint) -> Route:
    """A Starlette route for an endpoint; `site` gives the running site when a request comes."""

    async def answer(request: Request) -> Response:
        try:
            if endpoint.method == "GET":
                return await run_in_threadpool(_in_transaction, site(), endpoint, request, None)
            if endpoint.reads or endpoint.writes:
                body = _body(endpoint, await request.body())
                return await run_in_threadpool(_in_transaction, site(), endpoint, request, body)
            return await _deliver(site(), endpoint, request)
        except ParticipationError as error:
            return _kept_nowhere(refusal(error)) if endpoint.private else refusal(error)
        except Exception:
            logger.exception("API %s failed", endpoint.path)
            return problem(500, "Something went wrong on our side.")

    return Route(endpoint.path, answer, methods=[endpoint.method])


def _in_transaction(site: Site, endpoint: Endpoint, request: Request, body: BaseModel | None) -> Response:
    with site.database.writing() if endpoint.writes else site.database.reading() as session:
        call = Call(site, request.query_params, body, session, _address(request), request.headers)
        answer = _json(endpoint.view(call, **request.path_params), endpoint.success)
    site.refresh_after(session)
    return _kept_nowhere(answer) if endpoint.private else answer


async def _deliver(site: Site, endpoint: Endpoint, request: Request) -> Response:
    body = _body(endpoint, await request.body())
    call = Call(site, request.query_params, body, address=_address(request), headers=request.headers)
    if endpoint.looks_up(body):
        result = await run_in_threadpool(_looked_up, endpoint, call, request.path_params)
    else:
        result = endpoint.view(call, **request.path_params)
    if isinstance(result, DeliverAll):
        answer = _json(await _deliver_all(site, result), endpoint.success)
        return _kept_nowhere(answer) if endpoint.private else answer
    if not isinstance(result, DeliverJson):
        return _json(result, endpoint.success)
    stored = await site.intake.store(result.delivery)
    if stored is Stored.CONFLICT:
        return problem(409, "This id was used before with other content. Nothing was stored.")
    if stored is Stored.REFUSED:
        return refusal(result.why_refused() or Conflict(result.refused))
    return _json(result.answer, 201 if stored is Stored.NEW else 200)


async def _deliver_all(site: Site, all_of_them: DeliverAll) -> BaseModel:
    """Bring everything to the intake at once, so that one commit can take it; one that fails fails alone."""
    waiting = (site.intake.store(delivery) for delivery in all_of_them.deliveries)
    told: list[Stored | ParticipationError] = []
    for outcome in await asyncio.gather(*waiting, return_exceptions=True):
        if not isinstance(outcome, Stored | ParticipationError):
            raise outcome
        told.append(outcome)
    return await run_in_threadpool(all_of_them.then, told)


def _looked_up(endpoint: Endpoint, call: Call, params: Mapping[str, Any]) -> Result:
    with call.site.database.reading() as call.session:
        return endpoint.view(call, **params)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _body(endpoint: Endpoint, raw: bytes) -> BaseModel | None:
    if endpoint.body is None:
        return None
    try:
        return endpoint.body.model_validate_json(raw)
    except ValidationError as error:
        problems = {".".join(str(part) for part in item["loc"]) or "body": item["msg"] for item in error.errors()}
        raise Invalid("The body cannot be used.", problems) from None


def _kept_nowhere(response: Response) -> Response:
    response.headers["cache-control"] = "no-store"
    return response


def _json(result: Result, status: int) -> Response:
    if isinstance(result, Response):
        return result
    if isinstance(result, BaseModel):
        return Response(result.model_dump_json(by_alias=True), status, _OPEN, "application/json")
    if isinstance(result, DeliverJson | DeliverAll):
        raise TypeError("Only POST endpoints deliver.")
    return JSONResponse(dict(result), status, _OPEN)


async def not_an_endpoint(_request: Request) -> Response:
    """The problem document for unknown paths below the API."""
    return refusal(NotFound("There is no such resource."))
