"""The thread: what an element, a block, a goal has when it can be discussed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, enum_type, primary_key, reference


class Thread(Table, table=True):
    """A place for comments; whoever can be discussed points at one."""

    __tablename__: ClassVar[str] = "thread"
    id: UUID = primary_key()
    region_id: UUID = reference("region.id")


class ContributionState(StrEnum):
    """Where a comment or an idea stands in moderation."""

    PENDING = "pending"
    PUBLISHED = "published"
    PUBLISHED_REDACTED = "published_redacted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    HIDDEN = "hidden"


PUBLIC_STATES = (ContributionState.PUBLISHED, ContributionState.PUBLISHED_REDACTED)


class RejectionReason(StrEnum):
    """The catalogue of reasons for not publishing (Netiquette)."""

    INSULT = "insult"
    CRIMINAL = "criminal"
    PERSONAL_DATA = "personal_data"
    OFF_TOPIC = "off_topic"
    ADVERTISING = "advertising"
    REPETITION = "repetition"
    COPYRIGHT = "copyright"


class Way(StrEnum):
    """How a contribution reached the county; every way counts alike."""

    ONLINE = "online"
    LETTER = "letter"
    EMAIL = "email"
    TELEPHONE = "telephone"
    IN_PERSON = "in_person"  # zur Niederschrift
    EVENT = "event"


class ModerationCase(Table, table=True):
    """What moderators do with one contribution beyond a plain decision; made when the first such thing happens.

    `claimed_by` works on it until `claimed_until`. With four eyes a rejection is first proposed and then decided by
    somebody else. `original_text` is what stood there before parts were blackened; it goes on `original_until`, the end
    of the objection period. One appeal of the author is decided by somebody who did not decide before.
    """

    __tablename__: ClassVar[str] = "moderation_case"
    id: UUID = primary_key()
    region_id: UUID = reference("region.id")
    claimed_by: UUID | None = reference("account.id", nullable=True)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcTime)
    proposed_by: UUID | None = reference("account.id", nullable=True)
    proposed_reason: RejectionReason | None = Field(default=None, sa_type=enum_type(RejectionReason, "proposed_reason"))
    proposed_message: str = Field(default="", max_length=2_000)
    decided_by: UUID | None = reference("account.id", nullable=True)
    decided_at: datetime | None = Field(default=None, sa_type=UtcTime)
    department_id: UUID | None = reference("department.id", nullable=True)
    handed_over_on: date | None = None
    original_text: str = Field(default="", max_length=5_000)
    original_until: date | None = Field(default=None, index=True)
    appeal: str = Field(default="", max_length=2_000)
    appealed_on: date | None = None
    appeal_decided_by: UUID | None = reference("account.id", nullable=True)
    appeal_granted: bool | None = None
    appeal_answer: str = Field(default="", max_length=2_000)


class EarlierText(Table, table=True):
    """What stood in a contribution before its author changed it; only moderators see it, and it goes when it does."""

    __tablename__: ClassVar[str] = "earlier_text"
    id: UUID = primary_key()
    case_id: UUID = reference("moderation_case.id", on_delete="CASCADE")
    title: str = Field(default="", max_length=160)
    author_name: str = Field(default="", max_length=80)
    text: str = Field(max_length=5_000)
    replaced_on: date
