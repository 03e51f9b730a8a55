"""Tables of coding: the code tree of a procedure, and the segments of contributions that carry its codes.

A segment keeps no word of a contribution: it says where the words stand, and the digest of the text in which they did.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, primary_key, reference

LONGEST_MARK, LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_KEYWORDS = 3, 120, 2_000, 500


class Code(Table, table=True):
    """A code of a procedure's tree; `mark` is its short sign, which tells it apart without any colour.

    `keywords` are words separated by commas: sentences with one of them get the code proposed. One that is retired is
    not given any more.
    """

    __tablename__: ClassVar[str] = "coding_code"
    __table_args__ = (UniqueConstraint("procedure_id", "mark"),)
    id: UUID = primary_key()
    procedure_id: UUID = reference("procedure.id", index=False, on_delete="CASCADE")
    parent_id: UUID | None = reference("coding_code.id", nullable=True)
    mark: str = Field(max_length=LONGEST_MARK)
    name: str = Field(max_length=LONGEST_NAME)
    description: str = Field(default="", max_length=LONGEST_DESCRIPTION)
    keywords: str = Field(default="", max_length=LONGEST_KEYWORDS)
    retired_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Segment(Table, table=True):
    """A stretch of a contribution that carries a code: characters `begins` up to `ends` of its text.

    `source` and `part` name the kind of contribution and, for answers, the question. `text_digest` is that of the text
    it was cut from: it speaks only as long as the text is the same. `is_lost` says that it is not, or cannot be read.
    """

    __tablename__: ClassVar[str] = "coding_segment"
    __table_args__ = (
        CheckConstraint("begins >= 0 AND ends > begins", name="stretch"),
        UniqueConstraint("contribution_id", "part", "code_id", "begins", "ends"),
        Index("ix_coding_segment_code", "code_id", "is_lost", "id"),
    )
    id: UUID = primary_key()
    code_id: UUID = reference("coding_code.id", index=False)
    source: str = Field(max_length=20)
    contribution_id: UUID
    part: str = Field(default="", max_length=160)
    receipt_key: bytes = Field(sa_type=LargeBinary, index=True)
    element_id: UUID | None = reference("element.id", nullable=True, on_delete="SET NULL")
    begins: int
    ends: int
    text_digest: bytes = Field(sa_type=LargeBinary)
    is_lost: bool = Field(default=False)
    marked_by: UUID = reference("account.id")
    marked_at: datetime = Field(sa_type=UtcTime)
