"""Contributions that everybody may read, and which of them had no effect so far: no outcome, and no words changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, tuple_, union_all
from sqlmodel import Session, col

from participation.considerations.kinds import (
    COLUMNS,
    WEIGHED,
    Columns,
    ContributionKind,
    Only,
    is_readable,
    of_strategy,
)
from participation.considerations.models import PUBLIC, Consideration
from participation.crowd.models import CrowdEntry
from participation.goals.models import Evidence, GoalChange
from participation.statements.models import Statement
from participation.strategy.models import Strategy

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


def without_effect(session: Session, strategy: Strategy, element_ids: Collection[UUID] | None = None) -> int:
    """Contributions that had no effect so far, on these elements of the strategy or on all of it."""
    own = of_strategy(strategy.id)

    def only(kind: ContributionKind) -> ColumnElement[bool]:
        return own(kind) if element_ids is None else and_(own(kind), COLUMNS[kind].model.element_id.in_(element_ids))

    return waiting(session, only)


def waiting(session: Session, only: Only) -> int:
    """Readable contributions without public outcome that no published wording cites."""
    return sum(_waiting(session, kind, columns, only) for kind, columns in COLUMNS.items())


def _waiting(session: Session, kind: ContributionKind, columns: Columns, only: Only) -> int:
    is_own = columns.link == columns.model.id
    has_outcome = exists().where(is_own, col(Consideration.state).in_(PUBLIC))
    has_words = exists().where(
        CITED[kind] == columns.model.id,
        col(GoalChange.id) == col(Evidence.change_id),
        col(GoalChange.version_id).is_not(None),
    )
    in_weighed_group = exists().where(
        col(CrowdEntry.receipt_key) == columns.key,
        tuple_(col(CrowdEntry.group_id), columns.model.strategy_id).in_(_weighed_groups()),
    )
    weighed_with_others = and_(in_weighed_group, ~exists().where(is_own))
    counted = (
        select(func.count())
        .select_from(columns.model)
        .where(only(kind), is_readable(kind), ~or_(has_outcome, has_words, weighed_with_others))
    )
    return int(session.scalar(counted) or 0)


def _weighed_groups() -> Any:
    """Groups of which one contribution has a public outcome, with its strategy: it is that of all about the same."""
    return union_all(
        *(
            select(col(CrowdEntry.group_id), columns.model.strategy_id)
            .join(columns.model, columns.key == col(CrowdEntry.receipt_key))
            .join(Consideration, columns.link == columns.model.id)
            .where(columns.model.state.in_(WEIGHED[kind]), col(Consideration.state).in_(PUBLIC))
            .where(col(CrowdEntry.group_id).is_not(None))
            for kind, columns in COLUMNS.items()
        )
    )
