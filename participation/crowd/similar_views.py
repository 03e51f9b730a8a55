"""Similar contributions: for citizens while they write, for staff beside a contribution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.crowd.fields import model_of, suggested
from participation.crowd.similarity import Similar, similar
from participation.crowd.sources import Area, Audience, Crowd, CrowdSource
from participation.threads.contributions import LONGEST_TEXT
from participation.web.visit import Visit

SHORTEST = 20  # letters, before there is anything to compare
FOR_CITIZENS, FOR_STAFF = 3, 5
_HIDDEN = ("text", "title", "picture")


@dataclass(frozen=True)
class Shown:
    """A similar contribution as it is listed."""

    similar: Similar
    source: CrowdSource

    @property
    def percent(self) -> int:
        """How similar it is, in per cent."""
        return round(100 * self.similar.score)


@dataclass(frozen=True)
class SimilarViews:
    """The pages over the contributions that the areas declare."""

    crowd: Crowd

    def similar_contributions(self, visit: Visit, kind: str) -> Response:
        """What others have written already, and a field that may fit; the whole page is the step before sending."""
        source = self._source(kind)
        if not source.form_page:
            raise NotFound("There is no such kind of contribution.")
        text = "\n".join(visit.form.text(column) for column in source.columns).strip()[:LONGEST_TEXT]
        found = self._found(visit, text, FOR_CITIZENS, Audience.EVERYONE) if len(text) >= SHORTEST else []
        kept = [(name, value) for name, value in visit.form.items() if name not in _HIDDEN]
        return visit.render(
            "crowd/similar.html",
            fragment="similar",
            found=found,
            area=self._area(visit, text),
            send=visit.url(source.form_page),
            kept=kept,
            title=visit.form.text("title"),
            text=visit.form.text("text"),
            has_title="title" in source.columns,
            picture=visit.form.text("picture"),
            has_place=visit.form.text("place"),
            longest_text=LONGEST_TEXT,
        )

    def _area(self, visit: Visit, text: str) -> Area | None:
        """A field to suggest, where the form lets one choose and none was chosen."""
        if "place" not in visit.form or visit.form.text("place") or len(text) < SHORTEST:
            return None
        areas = self.crowd.areas(visit.db, visit.place.id, visit.language.tag)
        return suggested(model_of(visit.db, visit.place.id), areas, text)

    def similar_entries(self, visit: Visit, kind: str, entry: UUID) -> Response:
        """What is similar to one contribution, for a moderator: what waits, too."""
        source = self._source(kind)
        contribution: Any = visit.db.get(source.table, entry)
        if contribution is None or contribution.region_id != visit.place.id:
            raise NotFound("There is no such contribution.")
        text = "\n".join(str(getattr(contribution, column)) for column in source.columns)
        own = frozenset({bytes(getattr(contribution, source.key) or b"")})
        found = self._found(visit, text, FOR_STAFF, Audience.STAFF, own)
        return visit.render("crowd/staff/similar.html", fragment="similar_entries", found=found, text=text)

    def _source(self, kind: str) -> CrowdSource:
        if kind not in self.crowd.by_code:
            raise NotFound("There is no such kind of contribution.")
        return self.crowd.by_code[kind]

    def _found(
        self, visit: Visit, text: str, most: int, audience: Audience, but: frozenset[bytes] = frozenset()
    ) -> list[Shown]:
        found = similar(visit.db, self.crowd, visit.place.id, text, most, audience=audience, but=but)
        return [Shown(one, self.crowd.by_code[one.words.source]) for one in found]
