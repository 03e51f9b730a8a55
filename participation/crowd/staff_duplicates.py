"""Duplicates for staff: pairs to confirm or to tell apart, and the groups that were confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session
from starlette.responses import Response

from participation.core.errors import Conflict, NotAllowed, NotFound
from participation.crowd.duplicates import decide, groups_of, leave_group, proposed_pairs
from participation.crowd.models import CrowdEntry, PairState
from participation.crowd.sources import Crowd
from participation.web.pages import Access
from participation.web.visit import Visit

Grouped = Callable[[Session, UUID, bytes, UUID], None]
"""(writing session, region, receipt key of one in the group, who confirmed): what follows for the group."""


@dataclass(frozen=True)
class DuplicateViews:
    """The pages of duplicates; `on_grouped` is called in the transaction in which a group grows.

    It may publish a reply: so it is called for those alone whom `repliers` admits.
    """

    crowd: Crowd
    on_grouped: Grouped
    repliers: Access

    def duplicates(self, visit: Visit) -> Response:
        """What may be the same, the most similar first, and the latest groups."""
        return self._page(visit, "")

    def decide_duplicate(self, visit: Visit) -> Response:
        """Say whether a pair is the same, or take a contribution out of its group."""
        if visit.person is None:
            raise NotAllowed("Please sign in.")
        act = visit.form.text("act")
        try:
            if act == "leave":
                leave_group(visit.db, visit.place.id, bytes.fromhex(visit.form.text("key")), visit.person.id)
            else:
                pair = UUID(visit.form.text("pair"))
                decided = decide(visit.db, visit.place.id, pair, are_same=act == "same", actor_id=visit.person.id)
                if decided.state is PairState.SAME and self.repliers.admits(visit.person, visit.region):
                    key = visit.db.get_one(CrowdEntry, decided.first_id).receipt_key
                    self.on_grouped(visit.db, visit.place.id, bytes(key), visit.person.id)
        except ValueError:
            raise NotFound("There is no such pair.") from None
        except Conflict as problem:
            return self._page(visit, visit.told(problem), 409)
        return visit.redirect("duplicates", getan=1)

    def _page(self, visit: Visit, conflict: str, status: int = 200) -> Response:
        pairs, total = proposed_pairs(visit.db, self.crowd, visit.place.id)
        return visit.render(
            "crowd/staff/duplicates.html",
            status=status,
            pairs=pairs,
            total=total,
            groups=groups_of(visit.db, self.crowd, visit.place.id),
            sources=self.crowd.by_code,
            conflict=conflict,
            done="getan" in visit.query,
        )
