"""What a release says about its survey at the cut-off: dates, limits, audiences, the population for weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from participation.procedures.models import Phase
from participation.surveys.models import Admission, Audience, CodeBatch, CodeKind, InvitationCode, Survey
from participation.surveys.population import margins_of


@dataclass(frozen=True)
class AskedAudience:
    """An audience at the cut-off; `population` is how many people it has, if somebody knows.

    `invited` is how many people were given a code of their own; `has_classes` says that codes of school classes were
    given out besides, of which nobody knows how many people got them.
    """

    slug: str
    names: dict[str, str]
    is_sample: bool
    is_internal: bool
    is_open: bool
    population: int | None
    invited: int
    has_classes: bool = False


def asked_audiences(session: Session, survey_id: UUID) -> list[AskedAudience]:
    """The survey's audiences in the county's order, with the number of codes for people that hold."""
    codes = (
        select(CodeBatch.audience_id, CodeBatch.kind, func.sum(InvitationCode.most_uses))
        .join(InvitationCode, col(InvitationCode.batch_id) == col(CodeBatch.id))
        .join(Audience, col(Audience.id) == col(CodeBatch.audience_id))
        .where(Audience.survey_id == survey_id, col(InvitationCode.is_void).is_(False))
        .group_by(col(CodeBatch.audience_id), col(CodeBatch.kind))
    )
    invited = {(audience_id, kind): int(most or 0) for audience_id, kind, most in session.execute(codes)}
    rows = session.exec(
        select(Audience).where(Audience.survey_id == survey_id).order_by(col(Audience.position), col(Audience.slug))
    )
    return [
        AskedAudience(
            slug=row.slug,
            names=row.names,
            is_sample=row.is_sample,
            is_internal=row.is_internal,
            is_open=row.admission is not Admission.CODES,
            population=row.population,
            invited=invited.get((row.id, CodeKind.PERSON), 0),
            has_classes=(row.id, CodeKind.SCHOOL_CLASS) in invited,
        )
        for row in rows
    ]


def is_mixed(audiences: Sequence[AskedAudience]) -> bool:
    """Whether a sample of a register was asked beside others, so that all together would mean nothing."""
    return len(audiences) > 1 and any(audience.is_sample for audience in audiences)


def is_protective(session: Session, survey: Survey) -> bool:
    """Whether the stricter thresholds hold for everything: sensitive questions, or school classes were asked."""
    classes = (
        select(CodeBatch.id)
        .join(Audience, col(Audience.id) == col(CodeBatch.audience_id))
        .where(Audience.survey_id == survey.id, CodeBatch.kind == CodeKind.SCHOOL_CLASS)
    )
    return survey.is_sensitive or session.exec(classes.limit(1)).first() is not None


def facts_of(
    session: Session, survey: Survey, version: int, breakdowns: list[str], audiences: Sequence[AskedAudience]
) -> dict[str, Any]:
    """JSON-ready facts; all of them are public and stand under the release's checksum."""
    phase = session.get(Phase, survey.phase_id) if survey.phase_id else None
    return {
        "questionnaire_version": version,
        "breakdowns": breakdowns,
        "importance_cut": survey.importance_cut,
        "satisfaction_cut": survey.satisfaction_cut,
        "opens_at": phase.opens_at.isoformat() if phase else None,
        "closes_at": phase.closes_at.isoformat() if phase else None,
        "is_protective": is_protective(session, survey),
        "audiences": [asdict(audience) for audience in audiences],
        "is_mixed": is_mixed(audiences),
        "margins": margins_of(session, survey),
    }
