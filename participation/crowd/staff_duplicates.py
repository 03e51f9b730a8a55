"""Duplicates for staff: pairs to confirm or to tell apart, and the groups that were confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from starlette.responses import Response

from participation.core.errors import Conflict, NotAllowed, NotFound
from participation.crowd.duplicates import decide, groups_of, leave_group, proposed_pairs
from participation.crowd.sources import Crowd
from participation.web.visit import Visit


@dataclass(frozen=True)
class DuplicateViews:
    """The pages of duplicates."""

    crowd: Crowd

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
                decide(visit.db, visit.place.id, pair, are_same=act == "same", actor_id=visit.person.id)
        except ValueError:
            raise NotFound("There is no such pair.") from None
        except Conflict as problem:
            return self._page(visit, visit._(problem.message), 409)
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
