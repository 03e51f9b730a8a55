"""What others ask about phases in which ideas are weighed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select

from participation.core.errors import NotFound
from participation.ideas.models import Idea
from participation.ideas.priorities.models import Ballot, WeighedIdea, Weighing
from participation.procedures.models import PhaseKind, PhaseText
from participation.procedures.rounds import Round, rounds
from participation.threads.models import PUBLIC_STATES
from participation.web.languages import GERMAN


def weighing_rounds(session: Session, region_id: UUID | None = None) -> list[Round]:
    """All phases of the region in which ideas are weighed, the latest first."""
    return rounds(session, PhaseKind.PRIORITIES, region_id)[::-1]


def weighing_round(session: Session, region_id: UUID, phase_id: UUID, moment: datetime | None = None) -> Round:
    """One of them; with a moment only one that has begun by then.

    Raises:
        NotFound: there is none.
    """
    for one in weighing_rounds(session, region_id):
        if one.phase_id == phase_id and (moment is None or one.opens_at <= moment):
            return one
    raise NotFound("There is no such weighing of ideas.")


def weighing_of(session: Session, phase_id: UUID) -> Weighing:
    """How a phase weighs; the usual where nobody has said anything."""
    return session.get(Weighing, phase_id) or Weighing(phase_id=phase_id)


def weighed_ids(session: Session, phase_id: UUID) -> list[UUID]:
    """The ids of the ideas that a phase weighs, in their order, whether they are still public or not."""
    listed = select(WeighedIdea.idea_id).where(WeighedIdea.phase_id == phase_id)
    return list(session.exec(listed.order_by(col(WeighedIdea.position))))


def weighed_ideas(session: Session, phase_id: UUID) -> Sequence[Idea]:
    """The public ideas that a phase weighs, in their order."""
    listed = select(Idea).join(WeighedIdea, col(WeighedIdea.idea_id) == col(Idea.id))
    listed = listed.where(WeighedIdea.phase_id == phase_id, col(Idea.state).in_(PUBLIC_STATES))
    return session.exec(listed.order_by(col(WeighedIdea.position))).all()


def titles_of(session: Session, phase_ids: Collection[UUID], language: str) -> dict[UUID, str]:
    """The titles of phases in the language of that tag, else in German; empty where there is none."""
    wanted = select(PhaseText).where(col(PhaseText.phase_id).in_(phase_ids))
    texts = sorted(session.exec(wanted), key=lambda one: (one.language == language, one.language == GERMAN.tag))
    return dict.fromkeys(phase_ids, "") | {one.phase_id: one.title for one in texts}


def ballots_of(session: Session, phase_id: UUID) -> Sequence[Ballot]:
    """All ballots of a phase."""
    return session.exec(select(Ballot).where(Ballot.phase_id == phase_id)).all()


def turnout(session: Session, phase_id: UUID) -> tuple[int, int]:
    """How many ballots a phase has by now, and how many of them came with a code; for staff only."""
    way = col(Ballot.is_verified)
    counted = select(way, func.count()).where(Ballot.phase_id == phase_id).group_by(way)
    by_kind: dict[bool, int] = dict(session.exec(counted).all())
    return sum(by_kind.values()), by_kind.get(True, 0)
