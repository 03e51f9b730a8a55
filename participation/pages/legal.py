"""The pages that every public service in Germany needs, filled with the region's name and what it has said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from participation.core.search import filed_in
from participation.core.text import msgid
from participation.regions.accessibility import from_settings
from participation.regions.queries import region_by_slug
from participation.strategy.queries import published_strategies
from participation.web.languages import EASY
from participation.web.pages import Page, everyone, page
from participation.web.visit import Visit

_TITLES = {
    "overview": msgid("About this site"),
    "imprint": msgid("Imprint"),
    "privacy": msgid("Privacy"),
    "accessibility": msgid("Accessibility"),
    "easy_language": msgid("About Leichte Sprache"),
    "netiquette": msgid("Netiquette"),
}


def _reading(name: str, template: str, more: Callable[[Visit], dict[str, Any]]) -> Callable[[Visit], Response]:
    def read_legal_page(visit: Visit) -> Response:
        title, region = visit._(_TITLES[name]), region_by_slug(visit.db, visit.place.slug)
        return visit.render(
            template,
            region=region,
            facts=from_settings(region.accessibility),
            title=title,
            breadcrumbs=[(visit._("Home"), visit.url("home")), (title, None)],
            **more(visit),
        )

    return read_legal_page


def _nothing(_visit: Visit) -> dict[str, Any]:
    return {}


def _easy_strategies(visit: Visit) -> dict[str, Any]:
    """The strategies that say anything in Leichte Sprache."""
    easy = filed_in(visit.db, visit.place.id, EASY.tag)
    found = published_strategies(visit.db, visit.place, EASY.tag)
    return {"strategies": [each for each in found if each.strategy.id in easy]}


def _page(path: str, name: str, template: str, more: Callable[[Visit], dict[str, Any]] = _nothing) -> Page:
    return page(path, _reading(name, template, more), only=everyone, name=name, cached=True)


PAGES = (
    _page("/ueber-diese-seite", "overview", "pages/legal/overview.html", _easy_strategies),
    _page("/impressum", "imprint", "pages/legal/imprint.html"),
    _page("/datenschutz", "privacy", "pages/legal/privacy.html"),
    _page("/barrierefreiheit", "accessibility", "pages/legal/accessibility.html"),
    _page("/leichte-sprache", "easy_language", "pages/legal/easy_language.html"),
    _page("/netiquette", "netiquette", "pages/legal/netiquette.html"),
)
