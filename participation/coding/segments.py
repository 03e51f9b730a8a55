"""Segments: given by a person, taken off again, and gone or silent as soon as the words are gone or others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from participation.coding.models import Code, Segment
from participation.coding.sentences import Stretch
from participation.coding.sources import SIZE, Coding, Passage
from participation.core.clock import now
from participation.core.errors import NotFound
from participation.core.journal import record
from participation.procedures.models import Procedure


@dataclass(frozen=True)
class Marked:
    """A segment with its code; `words` are empty where the text is another one now or cannot be read any more."""

    segment: Segment
    code: Code
    passage: Passage | None
    words: str


def words_of(segment: Segment, passage: Passage | None) -> str:
    """What a segment says, if its text is still the one that it was cut from."""
    if passage is None or passage.digest != bytes(segment.text_digest):
        return ""
    return passage.text[segment.begins : segment.ends]


def mark(
    session: Session,
    procedure: Procedure,
    passage: Passage,
    given: Iterable[tuple[Stretch, Code]],
    actor_id: UUID,
) -> int:
    """Give codes to stretches of a passage; how many segments are new. What is marked so already stays as it is."""
    own = select(Segment).where(Segment.contribution_id == passage.id, Segment.part == passage.part)
    present = {(one.code_id, one.begins, one.ends): one for one in session.exec(own)}
    added = 0
    for stretch, code in given:
        place = (code.id, stretch.begins, stretch.ends)
        if place in present and words_of(present[place], passage):
            continue
        if place in present:
            session.delete(present[place])
            session.flush()
        present[place] = _new(passage, stretch, code, actor_id)
        session.add(present[place])
        added += 1
    if added:
        details = {"segments": added, "source": passage.source}
        record(
            session,
            "coded",
            "contribution",
            passage.id,
            actor_id=actor_id,
            region_id=procedure.region_id,
            details=details,
        )
    return added


def _new(passage: Passage, stretch: Stretch, code: Code, actor_id: UUID) -> Segment:
    return Segment(
        code_id=code.id,
        source=passage.source,
        contribution_id=passage.id,
        part=passage.part,
        receipt_key=passage.receipt_key,
        element_id=passage.element_id,
        begins=stretch.begins,
        ends=stretch.ends,
        text_digest=passage.digest,
        marked_by=actor_id,
        marked_at=now(),
    )


def unmark(session: Session, procedure: Procedure, passage: Passage, segment_id: UUID, actor_id: UUID) -> None:
    """Take a code off a stretch.

    Raises:
        NotFound: the passage has no such segment.
    """
    segment = session.get(Segment, segment_id, with_for_update=True)
    if segment is None or (segment.contribution_id, segment.part) != passage.name:
        raise NotFound("There is no such mark.")
    session.delete(segment)
    details = {"code": str(segment.code_id), "source": passage.source}
    record(
        session,
        "uncoded",
        "contribution",
        passage.id,
        actor_id=actor_id,
        region_id=procedure.region_id,
        details=details,
    )


def marked_in(session: Session, passage: Passage) -> list[Marked]:
    """The segments of a passage in the order of its text."""
    chosen = select(Segment, Code).join(Code, col(Code.id) == col(Segment.code_id))
    chosen = chosen.where(Segment.contribution_id == passage.id, Segment.part == passage.part)
    rows = session.exec(chosen.order_by(col(Segment.begins), col(Segment.ends), col(Code.mark)))
    return [Marked(segment, code, passage, words_of(segment, passage)) for segment, code in rows]


def quotes(
    session: Session, coding: Coding, code_ids: Collection[UUID], sources: Collection[str], after: UUID | None
) -> tuple[list[Marked], UUID | None]:
    """A page of what carries one of these codes, of these kinds, the latest first; and the id to go on behind."""
    chosen = select(Segment, Code).join(Code, col(Code.id) == col(Segment.code_id))
    chosen = chosen.where(col(Segment.code_id).in_(code_ids), ~col(Segment.is_lost), col(Segment.source).in_(sources))
    if after is not None:
        chosen = chosen.where(Segment.id < after)
    rows = session.exec(chosen.order_by(col(Segment.id).desc()).limit(SIZE + 1)).all()
    passages = coding.passages(session, None, [segment for segment, _code in rows[:SIZE]])
    found = []
    for segment, code in rows[:SIZE]:
        passage = passages.get((segment.contribution_id, segment.part))
        found.append(Marked(segment, code, passage, words_of(segment, passage)))
    return found, rows[SIZE - 1][0].id if len(rows) > SIZE else None


def codes_of(session: Session, contribution_ids: Collection[UUID]) -> dict[UUID, list[Code]]:
    """The codes that contributions carry, by their ids, in the order of their marks; one query."""
    chosen = select(Segment.contribution_id, Code).join(Code, col(Code.id) == col(Segment.code_id)).distinct()
    chosen = chosen.where(col(Segment.contribution_id).in_(contribution_ids), ~col(Segment.is_lost))
    found: dict[UUID, list[Code]] = {}
    for contribution_id, code in session.exec(chosen.order_by(col(Code.mark))) if contribution_ids else ():
        found.setdefault(contribution_id, []).append(code)
    return found


def carrying(code_ids: Collection[UUID]) -> SelectOfScalar[UUID]:
    """The ids of the contributions that carry one of these codes."""
    return select(Segment.contribution_id).where(col(Segment.code_id).in_(code_ids), ~col(Segment.is_lost))


def forget(session: Session, receipt_key: bytes) -> bool:
    """A contribution was withdrawn: its segments go with it; never counts as a withdrawal itself."""
    session.execute(delete(Segment).where(col(Segment.receipt_key) == receipt_key))
    return False


def lose(session: Session, receipt_key: bytes) -> None:
    """Words of a contribution changed, were blackened or hidden: its segments say nothing until somebody looks."""
    session.execute(update(Segment).where(col(Segment.receipt_key) == receipt_key).values(is_lost=True))


def segments_after(session: Session, after: UUID | None, most: int) -> Sequence[Segment]:
    """The next segments in the order of their ids, from the first if `after` is None."""
    chosen = select(Segment).order_by(col(Segment.id)).limit(most)
    return session.exec(chosen if after is None else chosen.where(Segment.id > after)).all()
