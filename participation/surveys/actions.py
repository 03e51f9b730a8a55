"""What changes surveys."""

from __future__ import annotations

from sqlmodel import Session

from participation.core.clock import now
from participation.surveys.models import QuestionnaireVersion, Survey
from participation.surveys.questionnaire import Questionnaire


def freeze_questionnaire(session: Session, survey: Survey, questionnaire: Questionnaire) -> QuestionnaireVersion:
    """Make `questionnaire` the survey's next version; earlier ones stay, with the answers that were given to them."""
    survey.latest_version += 1
    version = QuestionnaireVersion(
        survey_id=survey.id,
        number=survey.latest_version,
        document=questionnaire.as_document(),
        frozen_at=now(),
    )
    session.add_all((survey, version))
    session.flush()
    return version
