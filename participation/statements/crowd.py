"""Sections of formal statements as contributions that can be compared with others; never those of a closed round."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists
from sqlmodel import col

from participation.core.text import msgid
from participation.crowd.sources import CrowdSource
from participation.procedures.models import RoundSettings
from participation.statements.models import Statement, StatementSection
from participation.statements.receipts import KIND, public_page
from participation.threads.receipts import PageLink

_OPEN = (
    exists()
    .where(col(Statement.id) == col(StatementSection.statement_id))
    .where(col(RoundSettings.phase_id) == col(Statement.phase_id), col(RoundSettings.is_closed).is_(False))
)


def _staff_page(statement_id: UUID) -> PageLink:
    return PageLink("find_statement", {"statement": statement_id})


SOURCE = CrowdSource(
    KIND,
    msgid("Statement"),
    StatementSection,
    ("text",),
    lambda: _OPEN,
    public_page,
    key="crowd_key",
    named_by="statement_id",
    closed_for_staff=True,
    staff_page=_staff_page,
)
