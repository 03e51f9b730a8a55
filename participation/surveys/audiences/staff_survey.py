"""A survey as staff act on it: found by its slug, with its state and title read now."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from participation.core.errors import NotFound
from participation.core.text import msgid
from participation.procedures.models import Procedure, StoredState
from participation.surveys.models import Audience, QuestionnaireDraft, QuestionnaireVersion, Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.running import SurveyState, state_of
from participation.surveys.wording import plain
from participation.web.visit import Visit

_STATES = {
    SurveyState.SCHEDULED: msgid("scheduled"),
    SurveyState.OPEN: msgid("open"),
    SurveyState.CLOSED: msgid("closed"),
}


@dataclass(frozen=True)
class StaffSurvey:
    """A survey with what every staff page about it says."""

    row: Survey
    title: str
    state: SurveyState
    is_public: bool
    actor_id: UUID | None

    @property
    def has_begun(self) -> bool:
        """Whether somebody may have seen it: an unpublished survey begins with nothing, whatever its phase says."""
        return self.is_public and self.state is not SurveyState.SCHEDULED

    @property
    def is_running(self) -> bool:
        """Whether it takes answers now."""
        return self.is_public and self.state is SurveyState.OPEN


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
    shown = version or visit.db.get(QuestionnaireDraft, found.id)
    title = plain(Questionnaire.from_document(shown.document).title, visit.language.tag) if shown else ""
    is_draft = visit.db.get_one(Procedure, found.procedure_id).state is StoredState.DRAFT
    return StaffSurvey(
        row=found,
        title=title or slug,
        state=state_of(visit.db, found, visit.now),
        is_public=version is not None and not is_draft,
        actor_id=visit.person_id,
    )


def shown_state(visit: Visit, survey: StaffSurvey) -> tuple[str, str]:
    """How a survey stands: the name of the badge, and the word in the reader's language."""
    if survey.row.latest_version == 0:
        return "draft", visit._(msgid("not published yet"))
    if not survey.is_public:
        return "draft", visit._(msgid("waits for its procedure, which is a draft"))
    return survey.state.value, visit._(_STATES[survey.state])


def audience_of(visit: Visit, survey: StaffSurvey, slug: str) -> Audience:
    """The survey's audience of that slug.

    Raises:
        NotFound: there is none.
    """
    found = visit.db.exec(select(Audience).where(Audience.survey_id == survey.row.id, Audience.slug == slug)).first()
    if found is None:
        raise NotFound("There is no such group.")
    return found
