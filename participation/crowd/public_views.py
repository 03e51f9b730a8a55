"""What people write about, field by field: words that stand out, with quotes, for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from participation.crowd.sources import Crowd
from participation.crowd.stand_out import FEWEST_IN_PUBLIC, SMALLEST_BASE, public_keywords
from participation.web.languages import EASY, GERMAN
from participation.web.visit import Visit


@dataclass(frozen=True)
class KeywordViews:
    """The public page of words over the contributions that the areas declare."""

    crowd: Crowd

    def keywords(self, visit: Visit) -> Response:
        """The words of each field that has enough contributions."""
        tag = GERMAN.tag if visit.language is EASY else visit.language.tag
        return visit.render(
            "crowd/keywords.html",
            fields=public_keywords(visit.db, self.crowd, visit.place.id, tag),
            sources=self.crowd.by_code,
            fewest=FEWEST_IN_PUBLIC,
            smallest=SMALLEST_BASE,
            breadcrumbs=[(visit._("Home"), visit.url("home")), (visit._("Keywords by field"), None)],
        )
