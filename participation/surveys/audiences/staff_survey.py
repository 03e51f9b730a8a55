"""A survey as staff act on it: found by its slug, with its state and title read now."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from participation.core.errors import NotFound
from participation.surveys.models import Audience, QuestionnaireVersion, Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.running import SurveyState, state_of
from participation.surveys.wording import plain
from participation.web.visit import Visit


@dataclass(frozen=True)
class StaffSurvey:
    """A survey with what every staff page about it says."""

    row: Survey
    title: str
    state: SurveyState
    actor_id: UUID | None


def staff_survey_of(visit: Visit, slug: str) -> StaffSurvey:
    """The region's survey of that slug, also one that the public does not see.

    Raises:
        NotFound: there is none.
    """
    found = visit.db.exec(select(Survey).where(Survey.region_id == visit.place.id, Survey.slug == slug)).first()
    if found is None:
        raise NotFound("There is no such survey.")
    latest = select(QuestionnaireVersion).where(QuestionnaireVersion.survey_id == found.id)
    version = visit.db.exec(latest.order_by(col(QuestionnaireVersion.number).desc()).limit(1)).first()
    title = plain(Questionnaire.from_document(version.document).title, visit.language.tag) if version else slug
    actor_id = visit.person.id if visit.person else None
    return StaffSurvey(found, title, state_of(visit.db, found, visit.now), actor_id)


def audience_of(visit: Visit, survey: StaffSurvey, slug: str) -> Audience:
    """The survey's audience of that slug.

    Raises:
        NotFound: there is none.
    """
    found = visit.db.exec(select(Audience).where(Audience.survey_id == survey.row.id, Audience.slug == slug)).first()
    if found is None:
        raise NotFound("There is no such group.")
    return found
