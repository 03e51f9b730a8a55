"""What changes the wording of goals; every change keeps what stood there before and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.goals.citing import Citation
from participation.goals.creation import add_paragraph
from participation.goals.draft import WRITTEN
from participation.goals.forms import SourceSheet, Wording
from participation.goals.models import GoalChange, Source, SourceKind
from participation.language.normalise import text_hash
from participation.strategy.models import Block, BlockText, Element, Strategy, TwinState
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class Grounds:
    """What a change rests on: evidence, a reason, or both; and who makes it."""

    citations: Sequence[Citation]
    reason: str
    editor_id: UUID | None


def add_source(session: Session, strategy: Strategy, sheet: SourceSheet) -> Source:
    """Keep a study, workshop or statement, to be cited by this and other changes."""
    source = Source(
        strategy_id=strategy.id,
        kind=sheet.kind or SourceKind.STUDY,
        title=sheet.title,
        origin=sheet.origin,
        link=sheet.link,
        day=sheet.day,
        created_at=now(),
    )
    session.add(source)
    session.flush()
    return source


def change_wording(
    session: Session, strategy: Strategy, element: Element, changes: Sequence[Wording], grounds: Grounds
) -> list[GoalChange]:
    """Write texts of an element and keep each as a change with its evidence.

    A changed standard text makes its twin stale. A changed twin is in step again and loses its review.

    Raises:
        Conflict: a text changed since the editor's form was filled.
    """
    kept: list[GoalChange] = []
    made: dict[str, Block] = {}
    for wording in sorted(changes, key=lambda change: change.tag != GERMAN.tag):
        if wording.is_conflict:
            raise Conflict("Somebody else changed this text meanwhile.")
        block = _block(session, strategy, element, wording, made)
        _write(session, block, wording)
        kept.append(_keep(session, strategy, element, block, wording, grounds))
    record(
        session,
        "changed wording",
        "element",
        element.id,
        actor_id=grounds.editor_id,
        region_id=strategy.region_id,
        details={"changes": [str(change.id) for change in kept], "evidence": len(grounds.citations)},
    )
    return kept


def find_twins_right(
    session: Session, strategy: Strategy, element: Element, keys: frozenset[str], editor_id: UUID | None
) -> None:
    """Find that these blocks' twins are still right: they are in step again and keep their review."""
    rows = session.exec(
        select(BlockText, Block)
        .join(Block, col(Block.id) == col(BlockText.block_id))
        .where(Block.element_id == element.id, col(Block.key).in_(keys))
    ).all()
    standards = {block.id: text.text for text, block in rows if text.language == GERMAN.tag}
    for text, block in rows:
        if text.language != GERMAN.tag and block.id in standards:
            text.source_hash = text_hash(standards[block.id])
            session.add(text)
    session.flush()
    record(
        session,
        "found twins right",
        "element",
        element.id,
        actor_id=editor_id,
        region_id=strategy.region_id,
        details={"blocks": sorted(keys)},
    )


def _keep(
    session: Session, strategy: Strategy, element: Element, block: Block, wording: Wording, grounds: Grounds
) -> GoalChange:
    change = GoalChange(
        strategy_id=strategy.id,
        element_id=element.id,
        block_id=block.id,
        language=wording.tag,
        before=wording.stored.text,
        after=wording.text,
        reason=grounds.reason,
        made_at=now(),
        made_by=grounds.editor_id,
    )
    session.add(change)
    session.flush()
    session.add_all(found.cited_by(change.id) for found in grounds.citations)
    session.flush()
    return change


def _block(session: Session, strategy: Strategy, element: Element, wording: Wording, made: dict[str, Block]) -> Block:
    """The block that the wording belongs to; the first text of a new paragraph makes one, its twin joins it."""
    if wording.block.id is not None:
        return session.exec(select(Block).where(Block.id == wording.block.id)).one()
    if wording.block.key not in made:
        made[wording.block.key] = add_paragraph(session, strategy, element)
    return made[wording.block.key]


def _write(session: Session, block: Block, wording: Wording) -> None:
    text = session.exec(
        select(BlockText).where(BlockText.block_id == block.id, BlockText.language == wording.tag)
    ).first()
    if not wording.text:
        _erase(session, block, wording.tag)
        return
    if text is None:
        text = BlockText(block_id=block.id, language=wording.tag, text="", changed_at=now())
    text.text, text.changed_at = wording.text, now()
    if wording.tag == GERMAN.tag:
        text.state = TwinState.REVIEWED
    else:
        text.state = TwinState.DRAFT
        text.source_hash = _hash_of_standard(session, block)
    session.add(text)
    session.flush()


def _erase(session: Session, block: Block, tag: str) -> None:
    """Take a text out; what has no standard text any more has none in further languages either."""
    rows = session.exec(select(BlockText).where(BlockText.block_id == block.id))
    for row in rows:
        if row.language == tag or (tag == GERMAN.tag and row.language not in WRITTEN):
            session.delete(row)
    session.flush()


def _hash_of_standard(session: Session, block: Block) -> str | None:
    standard = session.exec(
        select(BlockText.text).where(BlockText.block_id == block.id, BlockText.language == GERMAN.tag)
    ).first()
    return None if standard is None else text_hash(standard)
