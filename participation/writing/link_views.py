"""Links of an element: added with a select, taken away one by one."""

from __future__ import annotations

from uuid import UUID

from starlette.responses import Response

from participation.core.errors import NotFound
from participation.strategy.models import Relation
from participation.web.visit import Visit
from participation.writing.desk import desk_of
from participation.writing.links import connect, disconnect


def add_link(visit: Visit, strategy: str, element: str) -> Response:
    """Link the element with a chosen one, in the direction that was chosen."""
    desk = desk_of(visit, strategy)
    own, other = desk.branch(element).element, desk.branch(visit.form.text("other")).element
    relation, _, direction = visit.form.text("relation").partition("-")
    if relation not in set(Relation) or direction not in {"to", "from"}:
        raise NotFound("There is no such link.")
    ends = (own, other) if direction == "to" else (other, own)
    connect(visit.db, desk.strategy, (ends[0], Relation(relation), ends[1]), visit.person_id)
    return visit.redirect("write_element", strategy=strategy, element=element, anchor="links")


def remove_link(visit: Visit, strategy: str, element: str, link: UUID) -> Response:
    """Take a link away."""
    desk = desk_of(visit, strategy)
    disconnect(visit.db, desk.strategy, desk.branch(element).element, link, visit.person_id)
    return visit.redirect("write_element", strategy=strategy, element=element, anchor="links")
