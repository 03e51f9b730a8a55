"""A survey's address and procedure: free to choose until its questionnaire is published for the first time."""

from __future__ import annotations

from sqlmodel import Session, col, select

from participation.core import journal
from participation.core.errors import Conflict, Invalid
from participation.core.slugs import SLUG
from participation.core.text import msgid
from participation.procedures.models import Procedure, ProcedureText, StoredState
from participation.regions.actions import publish_change
from participation.surveys.audiences.staff_survey import StaffSurvey
from participation.surveys.models import Survey
from participation.web.languages import GERMAN

LONGEST_SLUG = 80
NO_ADDRESS = msgid("An address has lower case letters, digits and hyphens only.")
TAKEN = msgid("Another survey has this address already.")


def slug_problem(session: Session, region_id: object, slug: str, *, but: object = None) -> str | None:
    """Why a survey of the region cannot have this address, as a msgid; `but` is the survey that may have it."""
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        return NO_ADDRESS
    holder = session.exec(select(Survey.id).where(Survey.region_id == region_id, Survey.slug == slug)).first()
    return TAKEN if holder is not None and holder != but else None


def procedures_with_titles(session: Session, region_id: object) -> list[tuple[str, str]]:
    """Id and German title of the region's procedures that are not archived."""
    rows = session.exec(
        select(Procedure.id, ProcedureText.title)
        .join(ProcedureText, col(ProcedureText.procedure_id) == col(Procedure.id))
        .where(
            Procedure.region_id == region_id,
            ProcedureText.language == GERMAN.tag,
            Procedure.state != StoredState.ARCHIVED,
        )
        .order_by(col(ProcedureText.title))
    )
    return [(str(id_), title) for id_, title in rows]


def place_elsewhere(session: Session, survey: StaffSurvey, slug: str, procedure: Procedure) -> None:
    """Give an unpublished survey another address or procedure; of another procedure's phases it has none yet.

    Raises:
        Conflict: it has been published, so people have its address.
        Invalid: the address cannot be used.
    """
    row = survey.row
    if row.latest_version:
        raise Conflict("The survey has been published. Its address and its procedure stay as they are.")
    problem = slug_problem(session, row.region_id, slug, but=row.id)
    if problem:
        raise Invalid(problem)
    details = {"before": row.slug, "slug": slug, "procedure": str(procedure.id)}
    if procedure.id != row.procedure_id:
        row.procedure_id, row.phase_id = procedure.id, None
    row.slug = slug
    session.add(row)
    session.flush()
    journal.record(
        session, "moved", "survey", row.id, actor_id=survey.actor_id, region_id=row.region_id, details=details
    )
    publish_change(session, row.region_id)
