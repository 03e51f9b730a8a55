"""What staff change about audiences: adding, changing, removing, ordering, brakes; each act is journaled."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, select

from participation.core import journal
from participation.core.errors import Conflict, NotNow
from participation.core.slugs import free, slug_of
from participation.regions.actions import publish_change
from participation.surveys.audiences.forms import AudienceSheet, BrakeSheet
from participation.surveys.audiences.known import audiences_of
from participation.surveys.audiences.staff_survey import StaffSurvey
from participation.surveys.models import Audience, CodeBatch, Survey
from participation.web.languages import GERMAN

_LONGEST_SLUG = 40
RESERVED = frozenset({"neu", "no_answer"})


def add_audience(session: Session, survey: StaffSurvey, sheet: AudienceSheet) -> Audience:
    """A further audience, at the end unless the sheet says a place; allowed at any time."""
    present = audiences_of(session, survey.row.id)
    audience = Audience(
        survey_id=survey.row.id,
        slug=_free_slug(sheet.names[GERMAN.tag], {one.slug for one in present}),
        position=sheet.position or max((one.position for one in present), default=0) + 1,
        names=dict(sheet.names),
    )
    _write(audience, sheet)
    session.add(audience)
    session.flush()
    _record(session, survey, "added", audience.id, audience.slug)
    return audience


def change_audience(session: Session, survey: StaffSurvey, audience: Audience, sheet: AudienceSheet) -> None:
    """Bring an audience to what the sheet says.

    Raises:
        NotNow: the survey has begun; people have seen its groups.
    """
    ensure_not_begun(survey)
    audience.names, audience.position = dict(sheet.names), sheet.position
    _write(audience, sheet)
    session.add(audience)
    session.flush()
    _record(session, survey, "changed", audience.id, audience.slug)


def change_population(session: Session, survey: StaffSurvey, audience: Audience, population: int | None) -> None:
    """Say how many people the group has, which is often known only later; no answer depends on it."""
    audience.population = population
    session.add(audience)
    session.flush()
    _record(session, survey, "changed", audience.id, audience.slug)


def remove_audience(session: Session, survey: StaffSurvey, audience: Audience) -> None:
    """Take an audience off the list.

    Raises:
        NotNow: the survey has begun.
        Conflict: it has codes.
    """
    ensure_not_begun(survey)
    if session.exec(select(CodeBatch.id).where(CodeBatch.audience_id == audience.id)).first() is not None:
        raise Conflict("Codes were made for this group, so it cannot be removed.")
    _record(session, survey, "removed", audience.id, audience.slug)
    session.delete(audience)
    session.flush()


def set_brake(session: Session, survey: StaffSurvey, sheet: BrakeSheet) -> None:
    """Set the survey's brake; it holds from now on, for pages that are open already, too."""
    survey.row.brake, survey.row.shortest_seconds = sheet.brake, sheet.seconds
    session.add(survey.row)
    details = {"brake": sheet.brake.value, "shortest_seconds": sheet.seconds}
    journal.record(
        session,
        "braked",
        "survey",
        survey.row.id,
        actor_id=survey.actor_id,
        region_id=survey.row.region_id,
        details=details,
    )
    publish_change(session, survey.row.region_id)


def copy_audiences(session: Session, source_id: UUID, target: Survey) -> None:
    """Give a survey the audiences of another one, without their codes."""
    for one in audiences_of(session, source_id):
        copied = one.model_dump(exclude={"id", "survey_id"})
        session.add(Audience(survey_id=target.id, **copied))
    session.flush()


def ensure_not_begun(survey: StaffSurvey) -> None:
    """Raises NotNow if people may have seen the survey."""
    if survey.has_begun:
        raise NotNow("The survey has begun. Its groups can no longer be changed; further ones can be added.")


def _write(audience: Audience, sheet: AudienceSheet) -> None:
    audience.admission = sheet.admission
    audience.is_internal, audience.is_sample = sheet.is_internal, sheet.is_sample
    audience.population = sheet.population


def _free_slug(name: str, taken: set[str]) -> str:
    return free(slug_of(name, _LONGEST_SLUG - 4, "gruppe"), taken | RESERVED)


def _record(session: Session, survey: StaffSurvey, action: str, audience_id: UUID, slug: str) -> None:
    journal.record(
        session,
        action,
        "audience",
        audience_id,
        actor_id=survey.actor_id,
        region_id=survey.row.region_id,
        details={"survey": str(survey.row.id), "slug": slug},
    )
    publish_change(session, survey.row.region_id)
