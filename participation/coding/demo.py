"""Codes in the demo: half of the contributions carry those that are proposed for them, as if somebody had agreed."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from participation.coding.codes import tree_of
from participation.coding.models import Code, Segment
from participation.coding.proposals import proposed
from participation.coding.segments import mark
from participation.coding.sentences import stretches
from participation.coding.sources import Coding, CodingSource
from participation.procedures.models import Procedure
from participation.web.languages import GERMAN


def add_demo_codes(session: Session, coding: Coding, actor_id: UUID) -> int:
    """Mark every other contribution of procedures that have codes and no segment yet; returns how many segments."""
    with_codes = select(Code.procedure_id).distinct()
    marked = select(Code.procedure_id).join(Segment, col(Segment.code_id) == col(Code.id)).distinct()
    chosen = select(Procedure).where(col(Procedure.id).in_(with_codes), col(Procedure.id).not_in(marked))
    sources = [source for source in coding.sources if not source.is_opened]
    return sum(
        _mark_some(session, procedure, source, actor_id)
        for procedure in session.exec(chosen.order_by(col(Procedure.slug))).all()
        for source in sources
    )


def _mark_some(session: Session, procedure: Procedure, source: CodingSource, actor_id: UUID) -> int:
    codes, added = tree_of(session, procedure.id).given, 0
    for strand in source.strands(session, procedure, GERMAN.tag):
        for passage in source.leaf(session, procedure, strand.key, None, uncoded=True).passages[::2]:
            sentences = stretches(passage.text)
            offered = proposed(codes, passage.text, sentences)
            given = [(sentence, code) for sentence, own in zip(sentences, offered, strict=True) for code in own]
            added += mark(session, procedure, passage, given, actor_id)
    return added
