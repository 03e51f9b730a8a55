"""The list of public pages for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from participation.roadshow.stops import stops_of
from participation.strategy.queries import published_strategies
from participation.strategy.texts import published_tree
from participation.strategy.versions import current_version
from participation.web.languages import GERMAN, LANGUAGES
from participation.web.pages import Place
from participation.web.site import Site

_ALWAYS = (
    "home",
    "strategies",
    "procedures",
    "surveys",
    "ideas",
    "comments",
    "stops",
    "goals",
    "open_data",
    "accessibility",
)
_MOST = 50_000  # addresses in one file, says the protocol


async def sitemap(site: Site, request: Request) -> Response:
    """`/sitemap.xml`: lists, strategies and their parts, stops on the road, in every language."""
    origin = site.origin_for(request)

    def written(session: Session) -> str:
        paths = [path for place in site.places.values() for path in _paths(site, session, place)]
        pages = "".join(f"<url><loc>{escape(origin + path)}</loc></url>\n" for path in paths[:_MOST])
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        return f"{head}{pages}</urlset>\n"

    body = await run_in_threadpool(site.remembered, ("sitemap", origin), written)
    return Response(body, 200, {"cache-control": "public, no-cache"}, "application/xml")


def _paths(site: Site, session: Session, place: Place) -> Iterator[str]:
    inner = [site.routes.by_name[name].path for name in _ALWAYS]
    for found in published_strategies(session, place, GERMAN.tag):
        start = site.routes.by_name["strategy"].path.replace("{strategy}", quote(found.strategy.slug))
        tree = published_tree(session, current_version(session, found.strategy), GERMAN.tag)
        inner += [start, *(start + quote(key) for key in tree.by_key)]
    stop = site.routes.by_name["read_stop"].path
    inner += [
        stop.replace("{stop}", quote(one.stop.slug))
        for one in stops_of(session, place.id, GERMAN.tag, public_only=True)
    ]
    for language in LANGUAGES:
        prefix = f"/{language.slug}" if site.only_place else f"/{language.slug}/{place.slug}"
        yield from (prefix + path for path in inner)


PLAIN = {"/sitemap.xml": sitemap}
