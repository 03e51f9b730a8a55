"""What others ask about ideas; lists of public ones never show anything that waits for a moderator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlmodel import Session, col

from participation.core.errors import Invalid, NotFound
from participation.ideas.models import Idea, IdeaMerge, IdeaPicture, IdeaSpot, IdeaStage, Stage
from participation.procedures.models import PhaseKind
from participation.procedures.rounds import Round, is_for_all, open_rounds, rounds
from participation.threads.models import PUBLIC_STATES
from participation.threads.withdrawing import ensure_not_withdrawn

PAGE = 20


@dataclass(frozen=True)
class IdeaFilter:
    """Which ideas; None is any."""

    region_id: UUID | None = None
    strategy_id: UUID | None = None
    elements: Collection[UUID] | None = None
    stage: str | None = None

    def applied(self, query: Select[Any]) -> Select[Any]:
        """The query with these conditions, public ideas only."""
        query = query.where(col(Idea.state).in_(PUBLIC_STATES), is_for_all(col(Idea.phase_id)))
        if self.region_id is not None:
            query = query.where(col(Idea.region_id) == self.region_id)
        if self.strategy_id is not None:
            query = query.where(col(Idea.strategy_id) == self.strategy_id)
        if self.elements is not None:
            query = query.where(col(Idea.element_id).in_(self.elements))
        if self.stage is not None:
            query = query.where(col(Idea.stage) == self.stage)
        return query


def idea_page(
    session: Session, chosen: IdeaFilter, number: int, *, most_endorsed: bool = False
) -> tuple[Sequence[Idea], int]:
    """Page `number` (from 1) of the public ideas, newest or most endorsed first, and how many there are in all."""
    total = session.scalar(chosen.applied(select(func.count()).select_from(Idea))) or 0
    query = chosen.applied(select(Idea))
    if most_endorsed:
        query = query.order_by(col(Idea.supports).desc())
    query = query.order_by(col(Idea.published_at).desc(), col(Idea.id).desc())
    return session.scalars(query.offset((number - 1) * PAGE).limit(PAGE)).all(), total


def most_supported(session: Session, chosen: IdeaFilter, limit: int) -> Sequence[Idea]:
    """The public ideas with the most support that have neither gone into another one nor been turned down."""
    alone = col(Idea.id).not_in(select(col(IdeaMerge.idea_id)))
    query = chosen.applied(select(Idea)).where(alone, col(Idea.stage) != Stage.NOT_ADOPTED)
    query = query.order_by(col(Idea.supports).desc(), col(Idea.published_at).desc(), col(Idea.id).desc())
    return session.scalars(query.limit(limit)).all()


def ideas_with_waiting_pictures(session: Session, region_id: UUID, limit: int) -> Sequence[Idea]:
    """Public ideas whose picture no moderator has released yet."""
    waiting = select(Idea).join(IdeaPicture, col(IdeaPicture.idea_id) == col(Idea.id))
    waiting = waiting.where(col(IdeaPicture.released_on).is_(None))
    query = IdeaFilter(region_id=region_id).applied(waiting)
    return session.scalars(query.order_by(col(Idea.id)).limit(limit)).all()


def ideas_after(
    session: Session, chosen: IdeaFilter, after: UUID | None, limit: int
) -> tuple[Sequence[Idea], UUID | None]:
    """The next `limit` public ideas in the order of publication, and the cursor of the page that follows.

    Raises:
        Invalid: there is no idea with the id `after`.
    """
    query = chosen.applied(select(Idea)).order_by(col(Idea.published_at), col(Idea.id))
    if after is not None:
        last = session.get(Idea, after)
        if last is None or last.published_at is None:
            raise Invalid("cursor comes from the page before.")
        query = query.where(tuple_(col(Idea.published_at), col(Idea.id)) > (last.published_at, last.id))
    rows = session.scalars(query.limit(limit + 1)).all()
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None


def public_idea(session: Session, region_id: UUID, idea_id: UUID) -> Idea:
    """A public idea of a region.

    Raises:
        NotFound: there is none, or it is not public.
    """
    idea = session.get(Idea, idea_id)
    if idea is None or idea.region_id != region_id or not idea.is_public:
        ensure_not_withdrawn(idea)
        raise NotFound("There is no such idea.")
    return idea


def spots_of(session: Session, idea_ids: Collection[UUID]) -> dict[UUID, IdeaSpot]:
    """The places of ideas that have one: idea id -> place."""
    return {one.idea_id: one for one in session.scalars(select(IdeaSpot).where(col(IdeaSpot.idea_id).in_(idea_ids)))}


def marked_ideas(session: Session, chosen: IdeaFilter, limit: int) -> Sequence[tuple[Idea, IdeaSpot]]:
    """The newest public ideas with a mark on the map."""
    both: Any = select(Idea, IdeaSpot).join(IdeaSpot, col(IdeaSpot.idea_id) == col(Idea.id))
    query = chosen.applied(both)
    query = query.where(col(IdeaSpot.cell) != "").order_by(col(Idea.published_at).desc(), col(Idea.id).desc())
    return [(row[0], row[1]) for row in session.execute(query.limit(limit))]


def strategies_of_public_ideas(session: Session) -> dict[UUID, tuple[UUID, UUID | None]]:
    """What each public idea that stands for itself belongs to: idea id -> (region id, strategy id or None)."""
    alone = col(Idea.state).in_(PUBLIC_STATES), col(Idea.id).not_in(select(col(IdeaMerge.idea_id)))
    rows = session.execute(select(col(Idea.id), col(Idea.region_id), col(Idea.strategy_id)).where(*alone))
    return {row[0]: (row[1], row[2]) for row in rows}


def steps_of(session: Session, idea_id: UUID) -> Sequence[IdeaStage]:
    """The steps of an idea in their order."""
    chosen = select(IdeaStage).where(col(IdeaStage.idea_id) == idea_id)
    return session.scalars(chosen.order_by(col(IdeaStage.reached_on), col(IdeaStage.id))).all()


def idea_rounds(session: Session, region_id: UUID | None = None) -> list[Round]:
    """All idea phases of a region, or of all."""
    return rounds(session, PhaseKind.IDEAS, region_id)


def open_idea_rounds(session: Session, region_id: UUID, moment: datetime) -> list[Round]:
    """The phases of the region in which ideas can be handed in at the moment, one a strategy."""
    found: dict[UUID | None, Round] = {}
    for one in open_rounds(idea_rounds(session, region_id), moment):
        found.setdefault(one.strategy_id, one)
    return list(found.values())
