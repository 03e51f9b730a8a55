"""Surveys as they are asked: kept in memory, since every page and every submission needs the questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound, NotNow
from participation.procedures.models import Phase, Procedure, StoredState
from participation.surveys.audiences.known import EVERYBODY, Audiences, audiences_in
from participation.surveys.models import Brake, QuestionnaireVersion, Survey
from participation.surveys.questionnaire import Questionnaire

if TYPE_CHECKING:
    from participation.web.site import Site


class SurveyState(StrEnum):
    """Whether a survey takes answers; derived from its phase."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class FrozenVersion:
    """A questionnaire with the id and number of its version."""

    id: UUID
    number: int
    questionnaire: Questionnaire
    frozen_at: datetime | None = None


@dataclass(frozen=True)
class RunningSurvey:
    """A survey with its dates, its audiences and all its questionnaires; detached from the database.

    `first_closes_at` is the end that was announced before it was extended, if it was.
    """

    id: UUID
    region_id: UUID
    procedure_id: UUID
    procedure_slug: str
    strategy_id: UUID | None
    legal_basis: str
    slug: str
    opens_at: datetime | None
    closes_at: datetime | None
    is_stopped: bool
    versions: Mapping[int, FrozenVersion]
    audiences: Audiences = EVERYBODY
    brake: Brake = Brake.NONE
    shortest_seconds: int = 0
    first_closes_at: datetime | None = None

    @property
    def latest(self) -> FrozenVersion:
        """The version that is shown to new people."""
        return self.versions[max(self.versions)]

    def changed_questions(self, number: int) -> dict[str, datetime]:
        """Code -> when it changed so that earlier answers count apart; of the questions in that version."""
        changed: dict[str, datetime] = {}
        for code, question in self.versions[number].questionnaire.questions.items():
            if question.revision > 1:
                moments = (
                    version.frozen_at
                    for version in self.versions.values()
                    if version.frozen_at
                    and code in version.questionnaire.questions
                    and version.questionnaire.questions[code].revision == question.revision
                )
                changed[code] = min(moments)
        return changed

    def state(self, moment: datetime) -> SurveyState:
        """Scheduled, open or closed at that moment; a cancelled or archived procedure closes its surveys."""
        if self.is_stopped or (self.closes_at is not None and moment >= self.closes_at):
            return SurveyState.CLOSED
        if self.opens_at is None or moment < self.opens_at:
            return SurveyState.SCHEDULED
        return SurveyState.OPEN

    def ensure_open(self, moment: datetime) -> None:
        """Raises NotNow unless the survey takes answers at that moment."""
        state = self.state(moment)
        if state is SurveyState.CLOSED:
            raise NotNow("This survey is closed. It takes no more answers.")
        if state is SurveyState.SCHEDULED:
            raise NotNow("This survey has not begun yet.")


@dataclass(frozen=True)
class RunningSurveys:
    """All surveys that the public may know of."""

    by_id: Mapping[UUID, RunningSurvey]

    def of_region(self, region_id: UUID) -> list[RunningSurvey]:
        """A region's surveys, the one that closes last first."""
        return [survey for survey in self.by_id.values() if survey.region_id == region_id]

    def by_slug(self, region_id: UUID, slug: str) -> RunningSurvey:
        """The region's survey of that slug.

        Raises:
            NotFound: there is none.
        """
        for survey in self.of_region(region_id):
            if survey.slug == slug:
                return survey
        raise NotFound("There is no such survey.")

    def named(self, name: str) -> RunningSurvey:
        """The survey of that id or slug, in any region.

        Raises:
            NotFound: there is none.
        """
        for survey in self.by_id.values():
            if name in (survey.slug, str(survey.id)):
                return survey
        raise NotFound("There is no such survey.")


def running_surveys(site: Site) -> RunningSurveys:
    """Every survey that has a questionnaire and whose procedure is no draft; read once until something is published."""
    return site.remembered("surveys", surveys_in)


def surveys_in(session: Session) -> RunningSurveys:
    """The same, read now."""
    versions: dict[UUID, dict[int, FrozenVersion]] = {}
    for version in session.exec(select(QuestionnaireVersion)):
        frozen = FrozenVersion(
            version.id, version.number, Questionnaire.from_document(version.document), version.frozen_at
        )
        versions.setdefault(version.survey_id, {})[version.number] = frozen
    rows = session.exec(
        select(Survey, Procedure, Phase)
        .join(Procedure, col(Procedure.id) == col(Survey.procedure_id))
        .join(Phase, col(Phase.id) == col(Survey.phase_id), isouter=True)
        .where(Procedure.state != StoredState.DRAFT)
        .order_by(col(Phase.closes_at).desc(), col(Survey.slug))
    )
    audiences = audiences_in(session)
    known = (
        _running(survey, procedure, phase, versions.get(survey.id, {}), audiences.get(survey.id, EVERYBODY))
        for survey, procedure, phase in rows
    )
    return RunningSurveys({survey.id: survey for survey in known if survey.versions})


def state_of(session: Session, survey: Survey, moment: datetime) -> SurveyState:
    """Scheduled, open or closed at that moment, read now."""
    procedure = session.get_one(Procedure, survey.procedure_id)
    phase = session.get(Phase, survey.phase_id) if survey.phase_id else None
    return _running(survey, procedure, phase, {}).state(moment)


def _running(
    survey: Survey,
    procedure: Procedure,
    phase: Phase | None,
    versions: Mapping[int, FrozenVersion],
    audiences: Audiences = EVERYBODY,
) -> RunningSurvey:
    return RunningSurvey(
        id=survey.id,
        region_id=survey.region_id,
        procedure_id=procedure.id,
        procedure_slug=procedure.slug,
        strategy_id=procedure.strategy_id,
        legal_basis=procedure.legal_basis,
        slug=survey.slug,
        opens_at=phase.opens_at if phase else None,
        closes_at=phase.closes_at if phase else None,
        is_stopped=procedure.state is not StoredState.ACTIVE,
        versions=versions,
        audiences=audiences,
        brake=survey.brake,
        shortest_seconds=survey.shortest_seconds,
        first_closes_at=phase.first_closes_at if phase else None,
    )
