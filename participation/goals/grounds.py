"""What changes rest on, loaded for readers: evidence with its words and numbers, as far as it is public."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session, SQLModel, col, select

from participation.comments.models import Comment
from participation.goals.models import Evidence, GoalChange, Source
from participation.goals.results import Result, cited_results
from participation.ideas.models import Idea
from participation.youth_council.models import YouthMotion

_Row = TypeVar("_Row", bound=SQLModel)


@dataclass(frozen=True)
class Ground:
    """One piece of evidence. A comment or idea that is not public (any more) is known by its id only."""

    kind: str
    id: UUID
    comment: Comment | None = None
    idea: Idea | None = None
    result: Result | None = None
    source: Source | None = None
    motion: YouthMotion | None = None
    question: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether its words may not be shown."""
        return self.kind in {"comment", "idea"} and self.comment is None and self.idea is None


@dataclass(frozen=True)
class Grounded:
    """A change with what it rests on."""

    change: GoalChange
    grounds: tuple[Ground, ...]


def grounded(session: Session, changes: Sequence[GoalChange]) -> list[Grounded]:
    """The changes in the same order, each with its evidence; seven queries for any number."""
    rows = session.exec(
        select(Evidence)
        .where(col(Evidence.change_id).in_([change.id for change in changes]))
        .order_by(col(Evidence.id))
    ).all()
    comments = _by_id(session, Comment, {row.comment_id for row in rows if row.comment_id})
    ideas = _by_id(session, Idea, {row.idea_id for row in rows if row.idea_id})
    sources = _by_id(session, Source, {row.source_id for row in rows if row.source_id})
    motions = _by_id(session, YouthMotion, {row.youth_motion_id for row in rows if row.youth_motion_id})
    results = cited_results(
        session, {(row.release_id, row.question) for row in rows if row.release_id and row.question}
    )
    found: dict[UUID, list[Ground]] = {}
    for row in rows:
        if row.youth_motion_id:
            ground = Ground("youth_motion", row.youth_motion_id, motion=motions[row.youth_motion_id])
        else:
            ground = _ground(row, comments, ideas, sources, results)
        found.setdefault(row.change_id, []).append(ground)
    return [Grounded(change, tuple(found.get(change.id, ()))) for change in changes]


def distinct(several: Collection[Grounded]) -> list[Ground]:
    """Every piece of evidence of several changes once, in the order of its first use."""
    found: dict[tuple[str, UUID, str], Ground] = {}
    for each in several:
        for ground in each.grounds:
            found.setdefault((ground.kind, ground.id, ground.question), ground)
    return list(found.values())


def _by_id(session: Session, model: type[_Row], ids: Collection[UUID]) -> dict[UUID, _Row]:
    identity: Any = model.id  # type: ignore[attr-defined]
    if not ids:
        return {}
    return {row.id: row for row in session.exec(select(model).where(identity.in_(ids)))}  # type: ignore[attr-defined]


def _ground(
    row: Evidence,
    comments: dict[UUID, Comment],
    ideas: dict[UUID, Idea],
    sources: dict[UUID, Source],
    results: dict[tuple[UUID, str], Result],
) -> Ground:
    if row.comment_id:
        comment = comments[row.comment_id]
        return Ground("comment", row.comment_id, comment=comment if comment.is_public else None)
    if row.idea_id:
        idea = ideas[row.idea_id]
        return Ground("idea", row.idea_id, idea=idea if idea.is_public else None)
    if row.source_id:
        return Ground(sources[row.source_id].kind.value, row.source_id, source=sources[row.source_id])
    if row.release_id is None or row.question is None:
        raise ValueError(f"Evidence {row.id} cites nothing.")
    result = results.get((row.release_id, row.question))
    return Ground("result", row.release_id, result=result, question=row.question)
