"""A first look at themes, and summaries by a language model: suggestions for staff, never published by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

import orjson
from starlette.responses import Response

from participation.core.elsewhere import ElsewhereFailed, elsewhere
from participation.core.errors import Busy, NotAllowed, NotFound, NotNow
from participation.crowd.assistant import assistant_of
from participation.crowd.candidates import ask, candidates, decide, shown_quotes
from participation.crowd.models import CandidateState, CrowdCandidate
from participation.crowd.sources import Audience, Crowd, Words
from participation.web.visit import Visit, chosen

MOST_TEXTS = 5_000
NUMBERS = ("8", "5", "12")
_LONGEST_SECONDS = 60


@dataclass(frozen=True)
class ThemeViews:
    """The pages of themes and summaries."""

    crowd: Crowd

    def themes(self, visit: Visit) -> Response:
        """What such themes are worth, and the button."""
        return self._themes_page(visit, None, 0)

    def explore_themes(self, visit: Visit) -> Response:
        """Find themes in another process and show them once; nothing is kept."""
        words = self._words(visit)
        asked = visit.form.text("number")
        number = int(asked) if asked in NUMBERS else int(NUMBERS[0])
        try:
            given = orjson.dumps({"texts": [one.text for one in words], "number": number})
            found: list[dict[str, Any]] = orjson.loads(elsewhere("participation.crowd.themes", given, _LONGEST_SECONDS))
        except ElsewhereFailed as problem:
            raise Busy("The themes could not be found in time. Please try again later.") from problem
        shown = [{**theme, "texts": [words[at] for at in theme["texts"]]} for theme in found]
        return self._themes_page(visit, shown, len(words))

    def _words(self, visit: Visit) -> Sequence[Words]:
        each = MOST_TEXTS // len(self.crowd.sources)
        return [
            words
            for source in self.crowd.sources
            for words in islice(source.words(visit.db, source.chosen(visit.place.id, Audience.STAFF)), each)
        ]

    def _themes_page(self, visit: Visit, found: list[dict[str, Any]] | None, number: int) -> Response:
        return visit.render(
            "crowd/staff/themes.html",
            found=found,
            number=number,
            numbers=[(one, one) for one in NUMBERS],
            chosen=visit.form.text("number") if visit.form else NUMBERS[0],
            most=MOST_TEXTS,
            sources=self.crowd.by_code,
        )

    def summaries(self, visit: Visit) -> Response:
        """The candidates, and the form to ask for one where a language model is configured."""
        areas = self.crowd.areas(visit.db, visit.place.id, visit.language.tag)
        listed = [
            (candidate, shown_quotes(visit.db, self.crowd, candidate))
            for candidate in candidates(visit.db, visit.place.id)
        ]
        return visit.render(
            "crowd/staff/summaries.html",
            assistant=assistant_of(visit.settings),
            areas=[(str(area.thread_id), area.title) for area in areas],
            titles={area.thread_id: area.title for area in areas},
            listed=listed,
            waits=any(candidate.state is CandidateState.ASKED for candidate, _ in listed),
            field=chosen(visit.query, "feld", [str(area.thread_id) for area in areas] or [""]),
            sources=self.crowd.by_code,
        )

    def ask_for_summary(self, visit: Visit) -> Response:
        """Ask for a candidate, select one or drop it."""
        if visit.person is None:
            raise NotAllowed("Please sign in.")
        act = visit.form.text("act")
        if act in {CandidateState.SELECTED, CandidateState.DROPPED}:
            decide(visit.db, visit.place.id, _id(visit.form.text("candidate")), CandidateState(act), visit.person.id)
        else:
            self._ask(visit, visit.person.id)
        return visit.redirect("summaries")

    def _ask(self, visit: Visit, actor_id: UUID) -> CrowdCandidate:
        if assistant_of(visit.settings) is None:
            raise NotNow("No language model is configured.")
        asked = _id(visit.form.text("field"))
        areas = self.crowd.areas(visit.db, visit.place.id, visit.language.tag)
        if asked not in {area.thread_id for area in areas}:
            raise NotFound("There is no such field.")
        return ask(visit.db, visit.place.id, asked, actor_id)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("There is no such suggestion.") from None
