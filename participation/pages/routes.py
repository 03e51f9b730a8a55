"""The pages that look across areas."""

from __future__ import annotations

from participation.pages import legal
from participation.pages.barriers import routes as barriers
from participation.pages.changes import read_changes
from participation.pages.element import read_element
from participation.pages.sharing import share_paragraph
from participation.pages.start import choose_region, start
from participation.pages.strategy import read_strategy
from participation.web.pages import Link, everyone, page

PAGES = (
    page("/", choose_region, only=everyone, name="regions", cached=True, whole_site=True),
    page("/", start, only=everyone, name="home", cached=True),
    page("/strategien/{strategy}/", read_strategy, only=everyone, name="strategy", cached=True),
    page("/strategien/{strategy}/{element}", read_element, only=everyone, name="element", cached=True),
    page("/strategien/{strategy}/vergleich/", read_changes, only=everyone, name="changes", cached=True),
    page("/strategien/{strategy}/{element}/teilen/{block}", share_paragraph, only=everyone),
    *legal.PAGES,
    *barriers.PAGES,
)
NAVIGATION = (Link("Home", "home", 5),)
STAFF_LINKS = barriers.STAFF_LINKS
