"""Sections of formal statements as contributions that can be coded; never those of a closed round."""

from __future__ import annotations

from sqlmodel import col, select

from participation.coding.sources import TableSource
from participation.procedures.models import Phase
from participation.statements.crowd import SOURCE as CROWD_SOURCE
from participation.statements.models import Statement, StatementSection

SOURCE = TableSource(
    CROWD_SOURCE,
    lambda procedure_id: col(StatementSection.statement_id).in_(
        select(Statement.id)
        .join(Phase, col(Phase.id) == col(Statement.phase_id))
        .where(Phase.procedure_id == procedure_id)
    ),
)
