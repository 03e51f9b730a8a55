"""References to evidence, as forms carry them, and the rows that they become."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.comments.models import Comment
from participation.core.identifiers import uuid_or_none
from participation.goals.models import Evidence, Source
from participation.ideas.models import Idea
from participation.procedures.rounds import settings_of
from participation.statements.models import StatementSection
from participation.strategy.models import Strategy
from participation.surveys.models import Release, ReleaseTable, Survey
from participation.youth_council.models import MotionState, YouthCouncil, YouthMotion


@dataclass(frozen=True)
class Citation:
    """One piece of evidence, found and allowed: exactly one of the ids, a release with its question."""

    comment_id: UUID | None = None
    idea_id: UUID | None = None
    source_id: UUID | None = None
    survey_id: UUID | None = None
    release_id: UUID | None = None
    question: str | None = None
    youth_motion_id: UUID | None = None
    section_id: UUID | None = None

    def cited_by(self, change_id: UUID) -> Evidence:
        """The row that lets a change cite it."""
        return Evidence(change_id=change_id, **asdict(self))


def reference(kind: str, *parts: UUID | str) -> str:
    """How a form names evidence: its kind and id, behind those of a release the question as counters name it."""
    return ":".join([kind, *map(str, parts)])


def citation(session: Session, strategy: Strategy, named: str) -> Citation | None:
    """The evidence that a reference names; None if it does not exist, is not public, or belongs to another region."""
    kind, _, rest = named.partition(":")
    number, _, question = rest.partition(":")
    row_id = uuid_or_none(number)
    if row_id is None:
        return None
    if kind == "result":
        return _result(session, strategy, row_id, question)
    found = _FINDERS.get(kind)
    return found(session, strategy, row_id) if found else None


def _comment(session: Session, strategy: Strategy, comment_id: UUID) -> Citation | None:
    found = session.get(Comment, comment_id)
    allowed = found is not None and _may_be_quoted(session, found) and found.strategy_id == strategy.id
    return Citation(comment_id=comment_id) if allowed else None


def _idea(session: Session, strategy: Strategy, idea_id: UUID) -> Citation | None:
    found = session.get(Idea, idea_id)
    allowed = found is not None and _may_be_quoted(session, found) and found.region_id == strategy.region_id
    return Citation(idea_id=idea_id) if allowed else None


def _may_be_quoted(session: Session, contribution: Comment | Idea) -> bool:
    """Whether everybody may read it: nothing of a round for an invited circle is quoted in public."""
    return contribution.is_public and not settings_of(session, contribution.phase_id).is_closed


def _section(session: Session, strategy: Strategy, section_id: UUID) -> Citation | None:
    found = session.get(StatementSection, section_id)
    allowed = found is not None and found.is_public and found.strategy_id == strategy.id
    return Citation(section_id=section_id) if allowed else None


def _motion(session: Session, strategy: Strategy, motion_id: UUID) -> Citation | None:
    found = session.get(YouthMotion, motion_id)
    council = session.get(YouthCouncil, found.council_id) if found and found.state is MotionState.HANDED_IN else None
    allowed = council is not None and council.region_id == strategy.region_id
    return Citation(youth_motion_id=motion_id) if allowed else None


def _source(session: Session, strategy: Strategy, source_id: UUID) -> Citation | None:
    found = session.get(Source, source_id)
    return Citation(source_id=source_id) if found is not None and found.strategy_id == strategy.id else None


def _result(session: Session, strategy: Strategy, release_id: UUID, question: str) -> Citation | None:
    survey_id = session.exec(
        select(Survey.id)
        .join(Release, col(Release.survey_id) == col(Survey.id))
        .join(ReleaseTable, col(ReleaseTable.release_id) == col(Release.id))
        .where(
            Release.id == release_id,
            Survey.region_id == strategy.region_id,
            ReleaseTable.question == question,
            ReleaseTable.dimensions == "",
        )
    ).first()
    return Citation(survey_id=survey_id, release_id=release_id, question=question) if survey_id else None


_FINDERS: Mapping[str, Callable[[Session, Strategy, UUID], Citation | None]] = {
    "comment": _comment,
    "idea": _idea,
    "statement": _section,
    "source": _source,
    "youth_motion": _motion,
}
