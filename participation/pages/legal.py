"""The pages that every public service in Germany needs, filled with the region's name."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from participation.core.text import msgid
from participation.regions.queries import region_by_slug
from participation.web.pages import Page, everyone, page
from participation.web.visit import Visit

_TITLES = {
    "imprint": msgid("Imprint"),
    "privacy": msgid("Privacy"),
    "accessibility": msgid("Accessibility"),
    "easy_language": msgid("About Leichte Sprache"),
    "netiquette": msgid("Netiquette"),
}


def _reading(name: str, template: str) -> Callable[[Visit], Response]:
    def read_legal_page(visit: Visit) -> Response:
        title = visit._(_TITLES[name])
        return visit.render(
            template,
            region=region_by_slug(visit.db, visit.place.slug),
            title=title,
            breadcrumbs=[(visit._("Home"), visit.url("home")), (title, None)],
        )

    return read_legal_page


def _page(path: str, name: str, template: str) -> Page:
    return page(path, _reading(name, template), only=everyone, name=name, cached=True)


PAGES = (
    _page("/impressum", "imprint", "pages/legal/imprint.html"),
    _page("/datenschutz", "privacy", "pages/legal/privacy.html"),
    _page("/barrierefreiheit", "accessibility", "pages/legal/accessibility.html"),
    _page("/leichte-sprache", "easy_language", "pages/legal/easy_language.html"),
    _page("/netiquette", "netiquette", "pages/legal/netiquette.html"),
)
