"""Answer sheets found again by receipt code; their answers are not shown again."""

from __future__ import annotations

from typing import Any

import orjson
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.text import msgid
from participation.surveys.correcting import can_be_corrected
from participation.surveys.models import QuestionnaireVersion, Submission, Survey
from participation.surveys.questionnaire import Questionnaire
from participation.surveys.running import SurveyState, state_of
from participation.surveys.wording import plain
from participation.threads.models import ContributionState
from participation.threads.receipts import PageLink, TracedContribution

LABEL = msgid("Answers to a survey")


def find(session: Session, receipt_key: bytes) -> TracedContribution | None:
    """The submission of a receipt code, with its survey's title in the language it was answered in."""
    found = session.exec(
        select(Submission, Survey, QuestionnaireVersion)
        .join(Survey, col(Survey.id) == col(Submission.survey_id))
        .join(QuestionnaireVersion, col(QuestionnaireVersion.id) == col(Submission.version_id))
        .where(Submission.receipt_key == receipt_key)
    ).first()
    if found is None:
        return None
    submission, survey, version = found
    withdrawn = submission.withdrawn_at is not None
    is_open = state_of(session, survey, now()) is SurveyState.OPEN
    may_be_corrected = is_open and can_be_corrected(submission)
    return TracedContribution(
        kind="submission",
        label=LABEL,
        id=submission.id,
        region_id=survey.region_id,
        received_on=submission.received_on,
        state=ContributionState.WITHDRAWN if withdrawn else ContributionState.PUBLISHED,
        about=plain(Questionnaire.from_document(version.document).title, submission.language),
        link=PageLink("survey", {"survey": survey.slug}),
        can_be_withdrawn=is_open,
        correction=PageLink("correct_answers", {"survey": survey.slug}) if may_be_corrected else None,
    )


def stored_about(session: Session, receipt_key: bytes) -> dict[str, Any] | None:
    """Everything that is stored about the sheet of a receipt code, None if it leads to none."""
    found = session.exec(select(Submission).where(Submission.receipt_key == receipt_key)).first()
    if found is None:
        return None
    about = ("id", "language", "channel", "audience", "received_on", "corrected_on", "withdrawn_at")
    return {name: getattr(found, name) for name in about} | {"answers": orjson.loads(found.answers or "{}")}
