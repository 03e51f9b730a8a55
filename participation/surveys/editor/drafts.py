"""The draft of a questionnaire: opened, saved by one person at a time, taken up again after publishing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select, update

from participation.accounts.models import Account
from participation.core.clock import now
from participation.core.errors import Conflict, NotFound
from participation.core.journal import record
from participation.surveys.models import QuestionnaireDraft, QuestionnaireVersion, Survey
from participation.surveys.questionnaire import Questionnaire

NOTHING_YET = Questionnaire({}, {}, {}, ())


@dataclass(frozen=True)
class OpenedDraft:
    """What editors work on.

    `revision` is 0 where nobody has changed anything since the survey came about; `report` is what an import could
    not carry over; `frozen` are the published versions by number.
    """

    survey: Survey
    questionnaire: Questionnaire
    revision: int
    changed_at: datetime | None
    changed_by: str
    report: list[dict[str, Any]]
    frozen: Mapping[int, QuestionnaireVersion]

    @property
    def latest(self) -> QuestionnaireVersion | None:
        """The version that is published now."""
        return self.frozen[max(self.frozen)] if self.frozen else None

    @property
    def has_changes(self) -> bool:
        """Whether it differs from what is published."""
        return self.latest is None or self.latest.document != self.questionnaire.as_document()


def survey_to_edit(session: Session, region_id: UUID, slug: str) -> Survey:
    """The region's survey of that slug, published or not.

    Raises:
        NotFound: there is none.
    """
    found = session.exec(select(Survey).where(Survey.region_id == region_id, Survey.slug == slug)).first()
    if found is None:
        raise NotFound("There is no such survey.")
    return found


def opened_draft(session: Session, survey: Survey) -> OpenedDraft:
    """The survey's draft; where there is none, the latest version to begin with."""
    versions = select(QuestionnaireVersion).where(QuestionnaireVersion.survey_id == survey.id)
    frozen = {version.number: version for version in session.exec(versions)}
    draft = session.get(QuestionnaireDraft, survey.id)
    if draft is None:
        latest = frozen.get(max(frozen, default=0))
        begun = Questionnaire.from_document(latest.document) if latest else NOTHING_YET
        return OpenedDraft(survey, begun, 0, None, "", [], frozen)
    person = session.get(Account, draft.changed_by) if draft.changed_by else None
    return OpenedDraft(
        survey=survey,
        questionnaire=Questionnaire.from_document(draft.document),
        revision=draft.revision,
        changed_at=draft.changed_at,
        changed_by=person.name if person else "",
        report=draft.report,
        frozen=frozen,
    )


def save_draft(
    session: Session,
    opened: OpenedDraft,
    questionnaire: Questionnaire,
    *,
    actor_id: UUID | None,
    action: str,
    report: list[dict[str, Any]] | None = None,
    **details: Any,
) -> int:
    """Store the questionnaire as the next revision of the draft that was opened; returns the revision.

    `action` is what the journal says, a verb in the past, with `details`; no `actor_id` means a command. `report`
    replaces that of an import; None keeps it.

    Raises:
        Conflict: somebody else saved in between.
    """
    survey, revision = opened.survey, opened.revision + 1
    values: dict[str, Any] = {
        "document": questionnaire.as_document(),
        "revision": revision,
        "changed_at": now(),
        "changed_by": actor_id,
        "report": opened.report if report is None else report,
    }
    _store(session, opened, values)
    record(
        session,
        action,
        "questionnaire",
        survey.id,
        actor_id=actor_id,
        region_id=survey.region_id,
        details={"revision": revision, **details},
    )
    return revision


def _store(session: Session, opened: OpenedDraft, values: dict[str, Any]) -> None:
    """Put the draft in place of the revision that was opened, and of no other."""
    if opened.revision == 0:
        session.add(QuestionnaireDraft(survey_id=opened.survey.id, **values))
        session.flush()
        return
    of_survey = col(QuestionnaireDraft.survey_id) == opened.survey.id
    mine = of_survey & (col(QuestionnaireDraft.revision) == opened.revision)
    if session.exec(update(QuestionnaireDraft).where(mine).values(**values)).rowcount != 1:
        raise Conflict("Somebody else has changed this questionnaire meanwhile.")
    session.expire_all()
