"""Contributions that everybody may read, and which of them had no effect so far: no outcome, and no words changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, union_all
from sqlmodel import Session, col

from participation.considerations.kinds import COLUMNS, Columns, ContributionKind
from participation.considerations.models import PUBLIC, Consideration
from participation.crowd.models import CrowdEntry
from participation.goals.models import Evidence, GoalChange
from participation.procedures.rounds import is_for_all
from participation.statements.models import Statement
from participation.strategy.models import Strategy
from participation.threads.models import PUBLIC_STATES

Only: TypeAlias = Callable[[ContributionKind], ColumnElement[bool]]

CITED: Mapping[ContributionKind, Any] = {
    ContributionKind.COMMENT: col(Evidence.comment_id),
    ContributionKind.IDEA: col(Evidence.idea_id),
    ContributionKind.STATEMENT: col(Evidence.section_id),
}


def of_phases(phase_ids: Collection[UUID]) -> Only:
    """The condition, by kind, that a contribution was made in one of these phases."""

    def condition(kind: ContributionKind) -> ColumnElement[bool]:
        model = COLUMNS[kind].model
        if kind is not ContributionKind.STATEMENT:
            made: ColumnElement[bool] = model.phase_id.in_(phase_ids)
            return made
        statements = select(col(Statement.id)).where(col(Statement.phase_id).in_(phase_ids))
        return col(model.statement_id).in_(statements)

    return condition


def is_readable(kind: ContributionKind) -> ColumnElement[bool]:
    """The condition that everybody may read a contribution; nothing of a round for an invited circle is."""
    model = COLUMNS[kind].model
    is_public = col(model.state).in_(PUBLIC_STATES)
    # Sections of a statement to a closed round are never published.
    return is_public if kind is ContributionKind.STATEMENT else and_(is_public, is_for_all(col(model.phase_id)))


def without_effect(session: Session, strategy: Strategy, element_ids: Collection[UUID] | None = None) -> int:
    """Contributions that had no effect so far, on these elements of the strategy or on all of it."""

    def only(kind: ContributionKind) -> ColumnElement[bool]:
        model = COLUMNS[kind].model
        own: ColumnElement[bool] = model.strategy_id == strategy.id
        return own if element_ids is None else and_(own, model.element_id.in_(element_ids))

    return waiting(session, only)


def waiting(session: Session, only: Only) -> int:
    """Readable contributions without public outcome that no published wording cites."""
    return sum(_waiting(session, kind, columns, only) for kind, columns in COLUMNS.items())


def _waiting(session: Session, kind: ContributionKind, columns: Columns, only: Only) -> int:
    has_outcome = exists().where(columns.link == columns.model.id, col(Consideration.state).in_(PUBLIC))
    has_words = exists().where(
        CITED[kind] == columns.model.id,
        col(GoalChange.id) == col(Evidence.change_id),
        col(GoalChange.version_id).is_not(None),
    )
    weighed_with_others = exists().where(
        col(CrowdEntry.receipt_key) == columns.key, col(CrowdEntry.group_id).in_(_weighed_groups())
    )
    counted = (
        select(func.count())
        .select_from(columns.model)
        .where(only(kind), is_readable(kind), ~or_(has_outcome, has_words, weighed_with_others))
    )
    return int(session.scalar(counted) or 0)


def _weighed_groups() -> Any:
    """The groups of contributions that say the same of which one has a public outcome: it is that of all."""
    return union_all(
        *(
            select(col(CrowdEntry.group_id))
            .join(columns.model, columns.key == col(CrowdEntry.receipt_key))
            .join(Consideration, columns.link == columns.model.id)
            .where(col(CrowdEntry.group_id).is_not(None), col(Consideration.state).in_(PUBLIC))
            for columns in COLUMNS.values()
        )
    )
