"""Tables of the glossary: a word of a region, and what it is called and means in each language."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, primary_key, reference


class GlossaryTerm(Table, table=True):
    """A word that is explained; `key` is its stable id in content files and addresses."""

    __tablename__: ClassVar[str] = "glossary_term"
    __table_args__ = (UniqueConstraint("region_id", "key"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    key: str = Field(max_length=80)


class GlossaryText(Table, table=True):
    """The word and its explanation in one language; `also` are other words for it that are linked, too."""

    __tablename__: ClassVar[str] = "glossary_text"
    __table_args__ = (UniqueConstraint("term_id", "language"),)
    id: UUID = primary_key()
    term_id: UUID = reference("glossary_term.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    term: str = Field(max_length=120)
    also: list[str] = Field(default_factory=list, sa_type=Json)
    explanation: str
