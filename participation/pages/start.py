"""The list of regions, and the start page of each: its strategies and what is open now."""

from __future__ import annotations

from sqlmodel import col, select
from starlette.responses import Response

from participation.pages.offers import open_now
from participation.regions.models import RegionText
from participation.strategy.queries import published_strategies
from participation.web.languages import GERMAN
from participation.web.visit import Visit


def choose_region(visit: Visit) -> Response:
    """All regions of the installation."""
    places = sorted(visit.site.places.values(), key=lambda place: place.name)
    return visit.render("pages/regions.html", places=places)


def start(visit: Visit) -> Response:
    """The start page of a region."""
    tag = visit.language.tag
    rows = visit.db.exec(
        select(RegionText).where(
            RegionText.region_id == visit.place.id, col(RegionText.language).in_({tag, GERMAN.tag})
        )
    )
    texts = {row.language: row.text for row in rows}
    strategies = published_strategies(visit.db, visit.place, tag)
    return visit.render(
        "pages/start.html",
        text=texts.get(tag) or texts.get(GERMAN.tag, ""),
        text_tag=tag if tag in texts else GERMAN.tag,
        strategies=strategies,
        offers=open_now(visit, strategies),
        twin_is_draft=True,
    )
