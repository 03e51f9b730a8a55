"""The files of datasets under addresses without a language, and whether they changed since somebody took them."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from participation.core.clock import now
from participation.open_data.files import MEDIA_TYPES, Format, written
from participation.procedures.queries import next_change
from participation.regions.models import Region
from participation.web.datasets import Dataset
from participation.web.pages import Place
from participation.web.site import Site

Answer = Callable[[Site, Request], Awaitable[Response]]


@dataclass(frozen=True)
class Downloads:
    """All datasets that the areas declare, as files."""

    datasets: Sequence[Dataset]

    def plain(self) -> dict[str, Answer]:
        """Addresses that are no pages, with what answers them."""
        forms: tuple[Format, ...] = ("csv", "json")
        return {f"/opendata/{{region}}/{{dataset}}.{form}": self._answering(form) for form in forms}

    def _answering(self, form: Format) -> Answer:
        async def answer(site: Site, request: Request) -> Response:
            place = site.places.get(request.path_params["region"])
            dataset = next((one for one in self.datasets if one.slug == request.path_params["dataset"]), None)
            if place is None or dataset is None:
                return PlainTextResponse("There is no such file.\n", 404)
            etag = await run_in_threadpool(state_of, site, place, dataset, form)
            headers = {"etag": etag, "cache-control": "public, no-cache", "access-control-allow-origin": "*"}
            if etag in request.headers.get("if-none-match", ""):
                return Response(None, 304, headers)
            headers["content-disposition"] = f'attachment; filename="{place.slug}-{dataset.slug}.{form}"'
            if request.method == "HEAD":
                return Response(None, 200, headers, MEDIA_TYPES[form])
            return StreamingResponse(written(site.database, dataset, place, form), 200, headers, MEDIA_TYPES[form])

        return answer


def state_of(site: Site, place: Place, dataset: Dataset, form: Format) -> str:
    """The ETag of a file: it changes with what is published, when a phase opens or closes, and once a day.

    The day is there for what grows without being published, such as support.
    """
    with site.database.reading() as session:
        version = session.exec(select(Region.published_version).where(col(Region.id) == place.id)).one()
        change: datetime | None = next_change(session, place)
    names = ",".join(column.name for column in dataset.columns)
    told = f"{version} {change} {now().date()} {dataset.slug} {form} {names}"
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:20]}"'
