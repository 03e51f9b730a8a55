"""What changes the wording of goals; every change keeps what stood there before and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.goals.citing import Citation
from participation.goals.forms import SourceSheet
from participation.goals.models import GoalChange, Source, SourceKind
from participation.strategy.models import Block, Element, Strategy
from participation.web.languages import GERMAN
from participation.writing.creation import add_paragraph
from participation.writing.texts import write_text
from participation.writing.wording import Wording


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

    Raises:
        NotNow: the draft is being reviewed.
        Conflict: a text changed since the editor's form was filled.
    """
    kept: list[GoalChange] = []
    made: dict[str, Block] = {}
    for wording in sorted(changes, key=lambda change: change.tag != GERMAN.tag):
        if wording.is_conflict:
            raise Conflict("Somebody else changed this text meanwhile.")
        block = _block(session, strategy, element, wording, made)
        write_text(session, strategy, block, wording.tag, wording.text, grounds.editor_id)
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
