"""Tables of bodies and of who belongs to them: as little about a child as will do."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import uuid4

from sqlalchemy import CheckConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, enum_type, primary_key, reference

LONGEST_PSEUDONYM = 30
MOST_WEEKS = 26


class YouthCouncil(Table, table=True):
    """A body of young people, a Jugendkreistag for example.

    The administration answers within `answer_weeks` weeks. `about` is public, `rules` are the body's own; both are
    Markdown in standard German, `easy_about` is the twin.
    """

    __tablename__: ClassVar[str] = "youth_council"
    __table_args__ = (
        UniqueConstraint("region_id", "slug"),
        CheckConstraint(f"answer_weeks BETWEEN 1 AND {MOST_WEEKS}", name="answer_weeks"),
    )
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    slug: str = Field(max_length=60)
    name: str = Field(max_length=120)
    term: str = Field(default="", max_length=60)
    about: str = Field(default="", max_length=5_000)
    easy_about: str = Field(default="", max_length=5_000)
    rules: str = Field(default="", max_length=5_000)
    answer_weeks: int = Field(default=8)
    coordinator_id: UUID | None = reference("account.id", nullable=True)
    deputy_id: UUID | None = reference("account.id", nullable=True)


class BatchKind(StrEnum):
    """Codes that make members (once each), or one for a school class (so many times)."""

    MEMBER = "member"
    SCHOOL_CLASS = "school_class"


class YouthCodeBatch(Table, table=True):
    """Codes that were made together; `label` is the school or the class as the coordinator typed it."""

    __tablename__: ClassVar[str] = "youth_code_batch"
    id: UUID = primary_key()
    council_id: UUID = reference("youth_council.id")
    kind: BatchKind = Field(sa_type=enum_type(BatchKind, "kind"))
    label: str = Field(max_length=120)
    size: int
    made_on: date
    expires_on: date
    made_by: UUID | None = reference("account.id", nullable=True)


class YouthCode(Table, table=True):
    """A code; only its digest is stored, and not who used it."""

    __tablename__: ClassVar[str] = "youth_code"
    __table_args__ = (UniqueConstraint("batch_id", "number"),)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    batch_id: UUID = reference("youth_code_batch.id", index=False, on_delete="CASCADE")
    number: int
    code_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    most_uses: int = Field(default=1)
    uses: int = Field(default=0)
    is_void: bool = Field(default=False)


class YouthMember(Table, table=True):
    """A member under a pseudonym: no name, no address, no birthday, and of joining only the month.

    Who is under 16 may write once the guardians' consent has come on paper (`consent_on`). `code_hash` is the digest
    of the personal code by which somebody comes back. A member who leaves is deleted.
    """

    __tablename__: ClassVar[str] = "youth_member"
    __table_args__ = (UniqueConstraint("council_id", "pseudonym_key"),)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    council_id: UUID = reference("youth_council.id", index=False)
    pseudonym: str = Field(max_length=LONGEST_PSEUDONYM)
    pseudonym_key: str = Field(max_length=60)
    is_under_16: bool
    consent_on: date | None = None
    is_paused: bool = Field(default=False)
    joined_in: date
    code_hash: bytes = Field(sa_type=LargeBinary, unique=True)

    @property
    def may_write(self) -> bool:
        """Whether they may propose, discuss and vote now."""
        return not self.is_paused and (not self.is_under_16 or self.consent_on is not None)


class YouthSession(Table, table=True):
    """A member's device; the cookie holds 32 random bytes, this table their hash and the hour of the end."""

    __tablename__: ClassVar[str] = "youth_session"
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    token_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    member_id: UUID = reference("youth_member.id", on_delete="CASCADE")
    expires_at: datetime = Field(sa_type=UtcTime, index=True)
