"""The thread: what an element, a block, a goal has when it can be discussed."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from participation.core.columns import UUID, Table, primary_key, reference


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
