"""Letting a finding stand, with a reason, as long as its sentence stays as it is."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.journal import record
from participation.language.findings import Finding
from participation.strategy.models import Block, Element, Strategy
from participation.writing.findings.checking import key_of
from participation.writing.twin_models import DismissedFinding

LONGEST_REASON = 500
_LONGEST_SENTENCE = 1_000


def dismissed_in(session: Session, blocks: Collection[UUID], tag: str) -> dict[tuple[UUID, str], DismissedFinding]:
    """What was dismissed in the texts of blocks in a language: (block id, key) -> who, when and why."""
    rows = session.exec(
        select(DismissedFinding).where(col(DismissedFinding.block_id).in_(blocks), DismissedFinding.language == tag)
    )
    return {(row.block_id, row.key): row for row in rows}


def dismissed_of(session: Session, strategy: Strategy, tag: str) -> dict[tuple[UUID, str], DismissedFinding]:
    """The same for a whole strategy."""
    rows = session.exec(
        select(DismissedFinding)
        .join(Block, col(Block.id) == col(DismissedFinding.block_id))
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(Element.strategy_id == strategy.id, DismissedFinding.language == tag)
    )
    return {(row.block_id, row.key): row for row in rows}


def dismiss(
    session: Session,
    strategy: Strategy,
    place: tuple[UUID, str],
    finding: tuple[Finding, str],
    reason: str,
    editor_id: UUID | None,
) -> None:
    """Keep that a finding stands.

    Args:
        session: a writing session.
        strategy: whose text it is.
        place: block and language.
        finding: the finding and the text that it is in.
        reason: why, in a few words.
        editor_id: who says so.
    """
    (block_id, tag), (found, text) = place, finding
    key = key_of(found, text)
    if (block_id, key) in dismissed_in(session, [block_id], tag):
        return
    row = DismissedFinding(
        block_id=block_id,
        language=tag,
        key=key,
        rule=found.rule,
        sentence=found.sentence[:_LONGEST_SENTENCE],
        reason=reason,
        dismissed_at=now(),
        dismissed_by=editor_id,
    )
    session.add(row)
    session.flush()
    _journal(session, "dismissed", row, strategy, editor_id)


def put_back(session: Session, strategy: Strategy, place: tuple[UUID, str], key: str, editor_id: UUID | None) -> None:
    """Take a dismissal back."""
    block_id, tag = place
    row = dismissed_in(session, [block_id], tag).get((block_id, key))
    if row is not None:
        session.delete(row)
        session.flush()
        _journal(session, "put back", row, strategy, editor_id)


def _journal(session: Session, action: str, row: DismissedFinding, strategy: Strategy, editor_id: UUID | None) -> None:
    details = {"block": str(row.block_id), "language": row.language, "rule": row.rule, "key": row.key}
    record(session, action, "finding", row.id, actor_id=editor_id, region_id=strategy.region_id, details=details)
