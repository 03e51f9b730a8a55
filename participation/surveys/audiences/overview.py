"""What the staff page of a survey's groups shows: each with its codes and how many answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, sql
from sqlmodel import Session, col

from participation.surveys.aggregation.counted import sheets_by
from participation.surveys.audiences.known import audiences_of
from participation.surveys.models import Audience, CodeBatch, CodeKind, InvitationCode

_DIMENSION = "audience"


@dataclass(frozen=True)
class Batch:
    """A batch of codes; `admits` is how often its codes that hold may be used in all.

    For people that is how many were invited. The code of a school class says only how often it may be used at most.
    """

    row: CodeBatch
    first: int
    last: int
    admits: int
    void: int

    @property
    def is_void(self) -> bool:
        """Whether no code of it holds any more."""
        return self.void == self.row.size


@dataclass(frozen=True)
class Group:
    """An audience with its batches and the answer sheets counted for it.

    `rate` is the share (0 to 1) of sheets in those asked: people with a code where all have one of their own, else the
    people in the group if somebody said how many there are. `holders` are people who got their code themselves.
    """

    audience: Audience
    batches: Sequence[Batch]
    sheets: int
    holders: int = 0

    @property
    def invited(self) -> int:
        """How many people have a code of their own."""
        return sum(batch.admits for batch in self.batches if batch.row.kind is CodeKind.PERSON)

    @property
    def class_places(self) -> int:
        """How often codes of school classes may be used at most."""
        return sum(batch.admits for batch in self.batches if batch.row.kind is CodeKind.SCHOOL_CLASS)

    @property
    def rate(self) -> float | None:
        """Sheets in those asked; None where nobody knows how many were asked."""
        asked = self.invited if self.invited and not self.class_places else self.audience.population or 0
        return self.sheets / asked if asked else None


def groups_of(session: Session, survey_id: UUID) -> list[Group]:
    """The survey's audiences in the county's order."""
    sheets = sheets_by(session, survey_id, _DIMENSION)[_DIMENSION]
    batches, holders = _batches(session, survey_id), _holders(session, survey_id)
    return [
        Group(audience, batches.get(audience.id, []), sheets.get(audience.slug, 0), holders.get(audience.id, 0))
        for audience in audiences_of(session, survey_id)
    ]


def _batches(session: Session, survey_id: UUID) -> Mapping[UUID, Sequence[Batch]]:
    holds = col(InvitationCode.is_void).is_(False)
    rows = session.execute(
        sql.select(
            CodeBatch,
            func.min(col(InvitationCode.number)),
            func.max(col(InvitationCode.number)),
            func.coalesce(func.sum(col(InvitationCode.most_uses)).filter(holds), 0),
            func.count().filter(~holds),
        )
        .join(InvitationCode, col(InvitationCode.batch_id) == col(CodeBatch.id))
        .join(Audience, col(Audience.id) == col(CodeBatch.audience_id))
        .where(col(Audience.survey_id) == survey_id, col(CodeBatch.kind) != CodeKind.OWN)
        .group_by(col(CodeBatch.id))
        .order_by(col(CodeBatch.made_at), col(CodeBatch.id))
    )
    found: dict[UUID, list[Batch]] = {}
    for row, first, last, admits, void in rows:
        found.setdefault(row.audience_id, []).append(Batch(row, first, last, int(admits), int(void)))
    return found


def _holders(session: Session, survey_id: UUID) -> Mapping[UUID, int]:
    """Audience -> how many people got a code themselves; one week after the end nobody knows any more."""
    rows = session.execute(
        sql.select(col(CodeBatch.audience_id), func.count())
        .join(InvitationCode, col(InvitationCode.batch_id) == col(CodeBatch.id))
        .join(Audience, col(Audience.id) == col(CodeBatch.audience_id))
        .where(col(Audience.survey_id) == survey_id, col(InvitationCode.holder).is_not(None))
        .group_by(col(CodeBatch.audience_id))
    )
    return {audience_id: int(number) for audience_id, number in rows}
