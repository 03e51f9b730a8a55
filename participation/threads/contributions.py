"""What every contribution has, whichever area takes it: its secrets' digests, words, moderation and official reply."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlmodel import Field

from participation.core.columns import Table, UtcTime, enum_type, primary_key, reference
from participation.core.identifiers import digest
from participation.threads.models import PUBLIC_STATES, ContributionState, RejectionReason, Way

LONGEST_TEXT = 5_000
LONGEST_NAME = 80
LONGEST_REASON = 2_000


class Contribution(Table):
    """Columns of a table of contributions. `received_on` is a day: no exact time of what citizens send is kept.

    `held_for` names the rules (codes, separated by spaces) for which a moderator should look at it first; `supports` is
    how many devices said "sehe ich auch so". `recorded_by` typed in what came by letter, telephone or in person.
    `key` is the digest of the client's secret id, `receipt_key` that of the receipt code. Staff's acts
    (`published_at`, `replied_at`) have exact times.
    """

    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    receipt_key: bytes = Field(sa_type=LargeBinary, unique=True)
    author_name: str = Field(default="", max_length=LONGEST_NAME)
    text: str = Field(max_length=LONGEST_TEXT)
    language: str = Field(max_length=12)
    received_on: date
    state: ContributionState = Field(default=ContributionState.PENDING, sa_type=enum_type(ContributionState, "state"))
    published_at: datetime | None = Field(default=None, sa_type=UtcTime)
    rejection_reason: RejectionReason | None = Field(
        default=None, sa_type=enum_type(RejectionReason, "rejection_reason")
    )
    message_to_author: str = Field(default="", max_length=LONGEST_REASON)
    official_reply: str = Field(default="", max_length=LONGEST_TEXT)
    replied_by: UUID | None = reference("account.id", nullable=True)
    replied_at: datetime | None = Field(default=None, sa_type=UtcTime)
    reply_signature: str = Field(default="", max_length=160)

    way: Way = Field(default=Way.ONLINE, sa_type=enum_type(Way, "way"))
    recorded_by: UUID | None = reference("account.id", nullable=True)
    edited_on: date | None = None
    held_for: str = Field(default="", max_length=200)
    supports: int = Field(default=0)
    case_id: UUID | None = reference("moderation_case.id", nullable=True, on_delete="SET NULL")

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.state in PUBLIC_STATES


def contribution_id(day: date) -> UUID:
    """A public id that sorts by the day of receipt and tells nothing more exact.

    A UUIDv7 (RFC 9562) whose time is the beginning of the day in UTC; the other 74 bits are random.
    """
    moment = datetime.combine(day, time(), UTC)
    number = (int(moment.timestamp() * 1000) << 80) | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | (0x7 << 76)
    number = number & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=number)


def client_key(client_id: UUID) -> bytes:
    """The digest under which a client's secret id is stored."""
    return digest(str(client_id))
