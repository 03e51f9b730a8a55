"""What changes the Beratungsfolge: bodies, their days, and what they made of a paper."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict, NotFound, NotNow
from participation.core.identifiers import uuid_or_none
from participation.core.jobs import enqueue
from participation.core.journal import record
from participation.papers.jobs import ask_for_documents
from participation.papers.models import Consultation, Organization, Paper, PaperState
from participation.papers.queries import is_public
from participation.papers.staff.forms import OrganizationSheet, ResultSheet, StepSheet
from participation.regions.actions import publish_change

DECIDE = "decide considerations"
"""The job that looks which considerations a result decides."""


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
    _told(session, paper, step, "added", actor_id)
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
    _told(session, paper, step, "removed", actor_id)


def record_result(
    session: Session, paper: Paper, step: Consultation, sheet: ResultSheet, actor_id: UUID | None
) -> None:
    """What a body made of the paper, with its votes; a later entry corrects an earlier one, the journal keeps both.

    Raises:
        NotNow: the members do not have the paper yet.
    """
    if paper.dispatched_at is None:
        raise NotNow("A body can only decide when its members have the paper.")
    step.result, step.note, step.recorded_at = sheet.result, sheet.note, now()
    step.votes_for, step.votes_against, step.abstained = sheet.votes
    session.add(step)
    session.flush()
    _told(session, paper, step, "recorded the result of", actor_id)
    enqueue(session, DECIDE, {})


def step_by_id(session: Session, paper: Paper, step_id: UUID) -> Consultation:
    """A step of this paper.

    Raises:
        NotFound: it has none of that id.
    """
    found = session.get(Consultation, step_id)
    if found is None or found.paper_id != paper.id:
        raise NotFound("The paper has no such step.")
    return found


def _told(session: Session, paper: Paper, step: Consultation, action: str, actor_id: UUID | None) -> None:
    details = {"paper": str(paper.id), "result": step.result.value if step.result else ""}
    record(session, action, "consultation", step.id, actor_id=actor_id, region_id=paper.region_id, details=details)
    if is_public(paper):
        publish_change(session, paper.region_id)
        ask_for_documents(session, paper)
