"""What there is as open data: the page about it, the catalogue for portals, the feed of versions and decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from participation.open_data.catalogue import CATALOGUE, Cataloguing
from participation.open_data.happenings import happenings
from participation.open_data.turtle import document
from participation.regions.licences import licence_of
from participation.regions.models import Region
from participation.regions.queries import region_by_slug
from participation.web.datasets import Dataset
from participation.web.feeds import ATOM, without_forbidden_letters
from participation.web.languages import GERMAN
from participation.web.site import Site
from participation.web.visit import Visit


@dataclass(frozen=True)
class OpenData:
    """All datasets that the areas declare, explained."""

    datasets: Sequence[Dataset]

    def open_data(self, visit: Visit) -> Response:
        """Every dataset with its files and columns, the licence, the catalogue, the feeds."""
        region = region_by_slug(visit.db, visit.place.slug)
        return visit.render(
            "open_data/page.html",
            datasets=self.datasets,
            licence=licence_of(region),
            region=region,
            catalogue=CATALOGUE,
            interface="/api/v1/openapi.json",
            breadcrumbs=[(visit._("Home"), visit.url("home")), (visit._("Open data"), None)],
        )

    async def catalogue(self, site: Site, request: Request) -> Response:
        """The catalogue of all regions as Turtle; `origin` is ours, as the guards have made sure."""
        origin = site.origin_for(request)

        def written(session: Session) -> str:
            return self._written(site, origin, session)

        body = await run_in_threadpool(site.remembered, ("open data", origin), written)
        etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:20]}"'
        headers = {"etag": etag, "cache-control": "public, no-cache", "access-control-allow-origin": "*"}
        if etag in request.headers.get("if-none-match", ""):
            return Response(None, 304, headers)
        return Response(body, 200, headers, "text/turtle; charset=utf-8")

    def _written(self, site: Site, origin: str, session: Session) -> str:
        def german(message: str) -> str:
            return site.rendering.translate(GERMAN, message)

        path = site.routes.by_name["open_data"].path
        subjects: list[str] = []
        for region in session.exec(select(Region).order_by(col(Region.slug))):
            page = f"/{GERMAN.slug}{path}" if site.only_place else f"/{GERMAN.slug}/{region.slug}{path}"
            subjects += Cataloguing(origin, page, region, german).subjects(session, self.datasets)
        return document(subjects)


def happening_feed(visit: Visit) -> Response:
    """What was published and decided lately as an Atom feed (RFC 4287)."""
    body = visit.site.rendering.render_text(
        visit.language,
        "open_data/feed.xml",
        place=visit.place,
        tag=visit.language.tag,
        origin=visit.settings.public_origin,
        rows=happenings(visit.db, visit.place, visit.language.tag),
        url=visit.url,
    )
    return Response(without_forbidden_letters(body), media_type=ATOM)
