"""What others ask about considerations; only what is public unless it says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, func, select
from sqlmodel import Session, col, or_

from participation.comments.models import Comment
from participation.considerations.entries import Entry, entries_of
from participation.considerations.groups import weighed
from participation.considerations.kinds import COLUMNS, ContributionKind, is_readable, of_strategy
from participation.considerations.models import PUBLIC, Consideration, ConsiderationRevision, Outcome
from participation.ideas.models import Idea
from participation.procedures.rounds import is_for_all
from participation.statements.models import StatementSection
from participation.strategy.models import Strategy
from participation.threads.models import PUBLIC_STATES, ContributionState
from participation.youth_council.models import MotionState, YouthMotion


@dataclass(frozen=True)
class Tally:
    """How many published contributions a strategy has, and what is proposed or decided about them."""

    published: int
    proposed: dict[Outcome, int]
    decided: dict[Outcome, int]

    @property
    def considered(self) -> int:
        """Contributions with a public outcome."""
        return sum(self.proposed.values()) + sum(self.decided.values())


def tally(session: Session, strategy: Strategy) -> Tally:
    """The numbers of a strategy; contributions that were withdrawn do not count."""
    only = of_strategy(strategy.id)
    published, proposed, decided = 0, dict.fromkeys(Outcome, 0), dict.fromkeys(Outcome, 0)
    for kind, columns in COLUMNS.items():
        counted = select(func.count()).select_from(columns.model).where(only(kind), is_readable(kind))
        published += session.execute(counted).scalar_one()
    for (outcome, is_decided), number in weighed(session, only).items():
        (decided if is_decided else proposed)[outcome] = number
    return Tally(published, proposed, decided)


def public_entries(session: Session, element_ids: Collection[UUID], page: int, size: int) -> list[Entry]:
    """Released considerations that concern these elements, the newest first: a page, and one more if there is a next.

    The contribution is public or withdrawn; of a withdrawn one no text may be shown.
    """
    return _entries(
        session,
        _public()
        .where(col(Consideration.element_id).in_(element_ids))
        .order_by(col(Consideration.released_at).desc(), col(Consideration.id))
        .offset((page - 1) * size)
        .limit(size + 1),
    )


def entries_on(session: Session, element_ids: Collection[UUID], limit: int) -> list[Entry]:
    """For staff: published contributions on these elements, whatever was made of them; considered ones first."""
    found: list[Entry] = []
    for kind, columns in COLUMNS.items():
        model = columns.model
        rows = session.execute(
            select(model.id)
            .outerjoin(Consideration, columns.link == model.id)
            .where(
                or_(model.element_id.in_(element_ids), col(Consideration.element_id).in_(element_ids)),
                model.state.in_(PUBLIC_STATES),
            )
            .order_by(col(Consideration.outcome).is_(None), model.published_at.desc(), model.id)
            .limit(limit)
        )
        found += entries_of(session, [(kind, row[0]) for row in rows])
    return found


def public_considerations(
    session: Session, kind: ContributionKind, contribution_ids: Collection[UUID]
) -> dict[UUID, Consideration]:
    """Released considerations by the id of their comment, idea or section of a statement.

    One of a group that was weighed once has that of the group.
    """
    found = {
        entry.contribution.id: entry.consideration
        for entry in entries_of(session, [(kind, contribution_id) for contribution_id in contribution_ids])
    }
    return {each: one for each, one in found.items() if one is not None and one.state in PUBLIC}


def revisions(session: Session, consideration_id: UUID) -> Sequence[ConsiderationRevision]:
    """For staff: everything that a consideration ever said, the newest first."""
    chosen = select(ConsiderationRevision).where(col(ConsiderationRevision.consideration_id) == consideration_id)
    return session.execute(chosen.order_by(col(ConsiderationRevision.id).desc())).scalars().all()


def _public() -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(Consideration.comment_id),
            col(Consideration.idea_id),
            col(Consideration.section_id),
            col(Consideration.motion_id),
            case((col(Consideration.survey_id).is_not(None), col(Consideration.id))),
        )
        .outerjoin(Comment, col(Comment.id) == col(Consideration.comment_id))
        .outerjoin(Idea, col(Idea.id) == col(Consideration.idea_id))
        .outerjoin(StatementSection, col(StatementSection.id) == col(Consideration.section_id))
        .outerjoin(YouthMotion, col(YouthMotion.id) == col(Consideration.motion_id))
        .where(
            col(Consideration.state).in_(PUBLIC),
            or_(
                _is_shown(Comment),
                _is_shown(Idea),
                col(StatementSection.state).in_(PUBLIC_STATES),
                col(YouthMotion.state) == MotionState.HANDED_IN,
                col(Consideration.survey_id).is_not(None),
            ),
        )
    )


def _is_shown(model: type[Comment | Idea]) -> Any:
    # One withdrawn while it was public keeps its consideration, without its text; one hidden before stays hidden.
    withdrawn = and_(col(model.state) == ContributionState.WITHDRAWN, col(model.published_at).is_not(None))
    return and_(or_(col(model.state).in_(PUBLIC_STATES), withdrawn), is_for_all(col(model.phase_id)))


def _entries(session: Session, query: Select[*tuple[Any, ...]]) -> list[Entry]:
    wanted = [
        (kind, contribution_id)
        for row in session.execute(query)
        for kind, contribution_id in zip(ContributionKind, row, strict=True)  # in the order of the columns
        if contribution_id is not None
    ]
    return entries_of(session, wanted)
