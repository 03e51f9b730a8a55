"""What changes the Beratungsfolge: bodies and their days."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import Conflict, NotFound, NotNow
from participation.core.identifiers import uuid_or_none
from participation.core.journal import record
from participation.papers.models import Consultation, Organization, Paper, PaperState
from participation.papers.results import tell_step
from participation.papers.staff.forms import OrganizationSheet, StepSheet


def add_organization(
    session: Session, region_id: UUID, sheet: OrganizationSheet, actor_id: UUID | None
) -> Organization:
    """A new body of the region.

    Raises:
        Conflict: there is one of that name.
    """
    same = select(Organization).where(
        Organization.region_id == region_id, Organization.council == sheet.council, Organization.name == sheet.name
    )
    if session.exec(same).first():
        raise Conflict("There is a body of this name.")
    last = session.exec(
        select(Organization.position)
        .where(Organization.region_id == region_id)
        .order_by(col(Organization.position).desc())
    ).first()
    position = 0 if last is None else last + 1
    body = Organization(region_id=region_id, council=sheet.council, name=sheet.name, kind=sheet.kind, position=position)
    session.add(body)
    session.flush()
    record(session, "added", "organization", body.id, actor_id=actor_id, region_id=region_id)
    return body


def add_step(session: Session, paper: Paper, sheet: StepSheet, actor_id: UUID | None) -> Consultation:
    """Put a body into the Beratungsfolge of a paper.

    Raises:
        NotNow: the paper was withdrawn.
        NotFound: the region has no such body.
        Conflict: it deliberates on that day already.
    """
    if paper.state is PaperState.WITHDRAWN:
        raise NotNow("The paper was withdrawn.")
    body = session.get(Organization, uuid_or_none(sheet.organization))
    if body is None or body.region_id != paper.region_id or sheet.day is None:
        raise NotFound("There is no such body.")
    same = select(Consultation).where(
        Consultation.paper_id == paper.id,
        Consultation.organization_id == body.id,
        Consultation.meeting_on == sheet.day,
    )
    if session.exec(same).first():
        raise Conflict("This body deliberates on this day already.")
    step = Consultation(
        paper_id=paper.id,
        organization_id=body.id,
        meeting_on=sheet.day,
        is_public=sheet.is_public,
        oparl_url=sheet.oparl_url,
    )
    session.add(step)
    session.flush()
    tell_step(session, paper, step, "added", actor_id)
    return step


def remove_step(session: Session, paper: Paper, step: Consultation, actor_id: UUID | None) -> None:
    """Take a body out of the Beratungsfolge.

    Raises:
        NotNow: its result is recorded.
    """
    if step.result is not None:
        raise NotNow("A result is recorded for this body. It stays.")
    session.delete(step)
    session.flush()
    tell_step(session, paper, step, "removed", actor_id)


def step_by_id(session: Session, paper: Paper, step_id: UUID) -> Consultation:
    """A step of this paper.

    Raises:
        NotFound: it has none of that id.
    """
    found = session.get(Consultation, step_id)
    if found is None or found.paper_id != paper.id:
        raise NotFound("The paper has no such step.")
    return found
