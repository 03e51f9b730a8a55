"""What changes rest on, loaded for readers: evidence with its words and numbers, as far as it is public."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, SQLModel, col, select

from participation.comments.models import Comment
from participation.considerations.kinds import ContributionKind
from participation.goals.models import Evidence, GoalChange, Source
from participation.goals.results import Result, cited_results
from participation.ideas.models import Idea
from participation.procedures.rounds import is_for_all
from participation.statements.models import StatementSection
from participation.youth_council.models import MotionState, YouthMotion

_Row = TypeVar("_Row", bound=SQLModel)

CONTRIBUTION_KINDS = {
    "comment": ContributionKind.COMMENT,
    "idea": ContributionKind.IDEA,
    "statement_section": ContributionKind.STATEMENT,
    "youth_motion": ContributionKind.MOTION,
}
"""What evidence that was weighed is called here and in the table of considerations."""


@dataclass(frozen=True)
class Ground:
    """One piece of evidence. A contribution that is not public (any more) is known by its id only."""

    kind: str
    id: UUID
    comment: Comment | None = None
    idea: Idea | None = None
    section: StatementSection | None = None
    result: Result | None = None
    source: Source | None = None
    motion: YouthMotion | None = None
    question: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether its words may not be shown."""
        words = (self.comment, self.idea, self.section, self.motion)
        return self.kind in CONTRIBUTION_KINDS and all(each is None for each in words)


@dataclass(frozen=True)
class Grounded:
    """A change with what it rests on."""

    change: GoalChange
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class _Loaded:
    comments: Mapping[UUID, Comment]
    ideas: Mapping[UUID, Idea]
    sections: Mapping[UUID, StatementSection]
    sources: Mapping[UUID, Source]
    motions: Mapping[UUID, YouthMotion]
    results: Mapping[tuple[UUID, str], Result]


def grounded(session: Session, changes: Sequence[GoalChange]) -> list[Grounded]:
    """The changes in the same order, each with its evidence; eight queries for any number."""
    rows = _rows(session, [change.id for change in changes])
    loaded = _load(session, rows)
    found: dict[UUID, list[Ground]] = {}
    for row in rows:
        found.setdefault(row.change_id, []).append(_ground(row, loaded))
    return [Grounded(change, tuple(found.get(change.id, ()))) for change in changes]


def grounds_of(session: Session, change_ids: Collection[UUID], begin: int, size: int) -> tuple[list[Ground], int]:
    """The `size` pieces of evidence from number `begin` (0 is the first) that changes cite, and how many there are.

    Each counts once, in the order of its first use; only those that are handed out are loaded.
    """
    first: dict[tuple[Any, ...], Any] = {}
    for row in _rows(session, change_ids):
        first.setdefault(_identity(row), row)
    every = list(first.values())
    rows = every[begin : begin + size]
    loaded = _load(session, rows)
    return [_ground(row, loaded) for row in rows], len(every)


def distinct(several: Collection[Grounded]) -> list[Ground]:
    """Every piece of evidence of several changes once, in the order of its first use."""
    found: dict[tuple[str, UUID, str], Ground] = {}
    for each in several:
        for ground in each.grounds:
            found.setdefault((ground.kind, ground.id, ground.question), ground)
    return list(found.values())


def _rows(session: Session, change_ids: Collection[UUID]) -> Sequence[Any]:
    """Bare rows: a goal may have thousands of them, of which a page shows few."""
    columns = Evidence.__table__.columns  # type: ignore[attr-defined]
    chosen = select(*columns).where(col(Evidence.change_id).in_(change_ids)).order_by(col(Evidence.id))
    return session.execute(chosen).all() if change_ids else []


def _identity(row: Any) -> tuple[Any, ...]:
    return (
        row.comment_id,
        row.idea_id,
        row.section_id,
        row.youth_motion_id,
        row.source_id,
        row.release_id,
        row.question,
    )


def _load(session: Session, rows: Sequence[Any]) -> _Loaded:
    return _Loaded(
        _by_id(session, Comment, {row.comment_id for row in rows}, is_for_all(col(Comment.phase_id))),
        _by_id(session, Idea, {row.idea_id for row in rows}, is_for_all(col(Idea.phase_id))),
        _by_id(session, StatementSection, {row.section_id for row in rows}),
        _by_id(session, Source, {row.source_id for row in rows}),
        _by_id(session, YouthMotion, {row.youth_motion_id for row in rows}),
        cited_results(session, {(row.release_id, row.question) for row in rows if row.release_id}),
    )


def _by_id(session: Session, model: type[_Row], ids: Collection[UUID | None], *only: Any) -> dict[UUID, _Row]:
    identity: Any = model.id  # type: ignore[attr-defined]
    wanted = {each for each in ids if each}
    if not wanted:
        return {}
    found = session.exec(select(model).where(identity.in_(wanted), *only))
    return {row.id: row for row in found}  # type: ignore[attr-defined]


def _ground(row: Any, loaded: _Loaded) -> Ground:
    if row.comment_id:
        return Ground("comment", row.comment_id, comment=_public(loaded.comments, row.comment_id))
    if row.idea_id:
        return Ground("idea", row.idea_id, idea=_public(loaded.ideas, row.idea_id))
    if row.section_id:
        return Ground("statement_section", row.section_id, section=_public(loaded.sections, row.section_id))
    if row.youth_motion_id:
        motion = loaded.motions[row.youth_motion_id]
        return Ground("youth_motion", motion.id, motion=motion if motion.state is MotionState.HANDED_IN else None)
    if row.source_id:
        return Ground(loaded.sources[row.source_id].kind.value, row.source_id, source=loaded.sources[row.source_id])
    result = loaded.results.get((row.release_id, row.question))
    return Ground("result", row.release_id, result=result, question=row.question)


_Contribution = TypeVar("_Contribution", Comment, Idea, StatementSection)


def _public(found: Mapping[UUID, _Contribution], contribution_id: UUID) -> _Contribution | None:
    contribution = found.get(contribution_id)
    return contribution if contribution is not None and contribution.is_public else None
