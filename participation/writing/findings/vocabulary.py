"""What the region's glossary tells the checker: words that are explained, and other words that give way to them."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from participation.glossary.models import GlossaryTerm, GlossaryText
from participation.language.reading import Vocabulary
from participation.language.stems import folded, stem


def vocabulary_of(session: Session, region_id: UUID, tag: str) -> Vocabulary:
    """The glossary's words in a language.

    Another word for one of them gives way to it, unless it is only another form of it.
    """
    rows = session.exec(
        select(GlossaryText)
        .join(GlossaryTerm, col(GlossaryTerm.id) == col(GlossaryText.term_id))
        .where(GlossaryTerm.region_id == region_id, GlossaryText.language == tag)
        .order_by(col(GlossaryText.term))
    ).all()
    explained = {word for row in rows for word in (row.term, *row.also)}
    variants = {other: row.term for row in rows for other in row.also if _plain(other) != _plain(row.term)}
    return Vocabulary(frozenset(explained), variants)


def _plain(word: str) -> str:
    return stem(folded(word))
