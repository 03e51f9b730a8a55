"""Pages of strategies; those of one strategy and of one element belong to `pages`, which may look at comments, too."""

from __future__ import annotations

from participation.strategy.media import read_medium
from participation.strategy.views import choose_versions, compare_versions, read_strategies, read_version, read_versions
from participation.web.pages import Link, everyone, page

# An element's key never is `fassungen` or `vergleich`: loading and editing refuse them.
PAGES = (
    page("/strategien/", read_strategies, only=everyone, name="strategies", cached=True),
    page("/strategien/{strategy}/medien/{medium:uuid}", read_medium, only=everyone),
    page("/strategien/{strategy}/fassungen/", read_versions, only=everyone, name="versions", cached=True),
    page("/strategien/{strategy}/fassungen/{number:int}", read_version, only=everyone, name="version", cached=True),
    page(
        "/strategien/{strategy}/vergleich/{first:int}..{second:int}",
        compare_versions,
        only=everyone,
        name="comparison",
        cached=True,
    ),
    page("/strategien/{strategy}/vergleich/waehlen", choose_versions, only=everyone),
)
NAVIGATION = (Link("Strategies", "strategies", 20),)
