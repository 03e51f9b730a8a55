"""The desk of an addressee: what stands behind a personal link, as its pages need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.statements.handing_in import statements_of
from participation.statements.links import addressee_of
from participation.statements.models import Addressee, Statement
from participation.statements.places import Places, places
from participation.statements.rounds import Round, round_of
from participation.web.visit import Visit


@dataclass(frozen=True)
class Desk:
    """Whose link it is, the round, and what was handed in so far (the latest first)."""

    token: str
    asked: Round
    addressee: Addressee
    statements: Sequence[Statement]

    @property
    def latest(self) -> Statement | None:
        """The statement that counts."""
        return self.statements[0] if self.statements else None

    @property
    def may_write(self) -> bool:
        """Whether there is something to hand in: nothing came yet, or it waits for a council."""
        return not self.statements or self.addressee.awaits_council


def desk_of(visit: Visit, token: str) -> Desk:
    """The desk behind a link of this region.

    Raises:
        NotFound: the link is nobody's, or the procedure does not go on.
    """
    addressee = addressee_of(visit.db, token, visit.place.id)
    asked = round_of(visit.db, visit.place.id, addressee.phase_id)
    if not asked.is_running:
        raise NotFound("This link is not valid. Please use the latest one that you received, or ask the county.")
    return Desk(token, asked, addressee, statements_of(visit.db, addressee.id))


def places_at(visit: Visit, desk: Desk) -> Places:
    """The places of the version that the round is about."""
    return places(visit, desk.asked.version)


def desk_page(visit: Visit, desk: Desk, template: str, status: int = 200, **context: Any) -> Response:
    """A page of the desk."""
    return visit.render(
        template,
        status=status,
        desk=desk,
        asked=desk.asked,
        addressee=desk.addressee,
        last_day=desk.asked.deadline_of(desk.addressee),
        takes=desk.asked.takes(desk.addressee, visit.now),
        **context,
    )
