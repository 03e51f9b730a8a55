"""Links between elements of a draft: what one contributes to, and what it is derived from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, or_, select

from participation.core.errors import Conflict, NotFound
from participation.core.journal import record
from participation.strategy.models import Element, ElementLink, Relation, Strategy
from participation.web.visit import Visit
from participation.writing.desk import Desk
from participation.writing.states import check_standard_text_is_open
from participation.writing.tree import Branch
from participation.writing.words import RELATIONS


@dataclass(frozen=True)
class ShownLink:
    """A link seen from one of its ends; `name` says what the other end is to it."""

    id: UUID
    name: str
    other: Branch


def links_shown(visit: Visit, desk: Desk, branch: Branch) -> list[ShownLink]:
    """The links of an element, both ways, to what is not taken out."""
    own = branch.element.id
    rows = visit.db.exec(
        select(ElementLink).where(or_(col(ElementLink.source_id) == own, col(ElementLink.target_id) == own))
    ).all()
    found = []
    for link in sorted(rows, key=lambda link: (link.relation, link.source_id != own)):
        outgoing = link.source_id == own
        other = desk.tree.by_id.get(link.target_id if outgoing else link.source_id)
        if other is not None:
            found.append(ShownLink(link.id, visit._(RELATIONS[link.relation, outgoing]), other))
    return found


def relation_options(visit: Visit) -> list[tuple[str, str]]:
    """What an element can be to another one, as options such as contributes_to-from."""
    return [
        (f"{relation.value}-{'to' if outgoing else 'from'}", visit._(name))
        for (relation, outgoing), name in RELATIONS.items()
    ]


def connect(
    session: Session, strategy: Strategy, link: tuple[Element, Relation, Element], editor_id: UUID | None
) -> None:
    """Link (source, relation, target).

    Raises:
        Conflict: they are linked so already, or are the same.
        NotNow: the draft is being reviewed.
    """
    source, relation, target = link
    check_standard_text_is_open(session, strategy)
    known = select(ElementLink.id).where(
        ElementLink.source_id == source.id, ElementLink.target_id == target.id, ElementLink.relation == relation
    )
    if source.id == target.id or session.exec(known).first() is not None:
        raise Conflict("These two are linked like this already.")
    session.add(ElementLink(source_id=source.id, target_id=target.id, relation=relation))
    session.flush()
    _record(session, strategy, "linked", (source.id, relation, target.id), editor_id)


def disconnect(session: Session, strategy: Strategy, element: Element, link_id: UUID, editor_id: UUID | None) -> None:
    """Take a link of an element away.

    Raises:
        NotFound: it has no such link.
        NotNow: the draft is being reviewed.
    """
    check_standard_text_is_open(session, strategy)
    link = session.get(ElementLink, link_id)
    if link is None or element.id not in {link.source_id, link.target_id}:
        raise NotFound("There is no such link.")
    session.delete(link)
    session.flush()
    _record(session, strategy, "unlinked", (link.source_id, link.relation, link.target_id), editor_id)


def _record(
    session: Session, strategy: Strategy, action: str, link: tuple[UUID, Relation, UUID], editor_id: UUID | None
) -> None:
    source, relation, target = link
    details = {"relation": relation.value, "target": str(target)}
    record(session, action, "element", source, actor_id=editor_id, region_id=strategy.region_id, details=details)
