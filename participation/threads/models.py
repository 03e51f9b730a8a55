"""The thread: what an element, a block, a goal has when it can be discussed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, enum_type, partial_index, primary_key, reference


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
    of the objection period; so do `original_title` and `original_name`. One appeal of the author is decided by somebody
    who did not decide before. `decision_days` passed from receipt to the first decision; `open_flags` readers' reports
    wait for an answer. The id is that of the contribution.
    """

    __tablename__: ClassVar[str] = "moderation_case"
    __table_args__ = (
        Index("ix_moderation_case_flags", "region_id", "open_flags"),
        Index("ix_moderation_case_appeals", "region_id", "appealed_on"),
        partial_index(
            "ix_moderation_case_appealed", "region_id", "id", where="appealed_on IS NOT NULL AND appeal_granted IS NULL"
        ),
        partial_index("ix_moderation_case_proposed", "region_id", "id", where="proposed_by IS NOT NULL"),
        partial_index("ix_moderation_case_away", "region_id", "id", where="department_id IS NOT NULL"),
    )
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
    original_title: str = Field(default="", max_length=160)
    original_name: str = Field(default="", max_length=80)
    decision_days: int | None = None
    open_flags: int = Field(default=0)


class EarlierText(Table, table=True):
    """What stood in a contribution before its author changed it; only moderators see it, and it goes when it does."""

    __tablename__: ClassVar[str] = "earlier_text"
    id: UUID = primary_key()
    case_id: UUID = reference("moderation_case.id", on_delete="CASCADE")
    title: str = Field(default="", max_length=160)
    author_name: str = Field(default="", max_length=80)
    text: str = Field(max_length=5_000)
    replaced_on: date


class ModerationMode(StrEnum):
    """When a moderator looks: before a contribution is public, afterwards, or before if a rule says so."""

    BEFORE = "before"
    AFTER = "after"
    RULES = "rules"


class HeldFor(StrEnum):
    """Why a moderator should look at a contribution before it is public."""

    FIRST = "first"
    LINKS = "links"
    WORDS = "words"
    LENGTH = "length"
    CAPITALS = "capitals"
    SIMILAR = "similar"
    PERSONAL = "personal"
    FLOOD = "flood"  # no rule: it came in a flood
    EDITED = "edited"  # no rule: its author changed it
    UNSEEN = "unseen"  # no rule: it is public already, and nobody has looked at it yet


RULES = tuple(code for code in HeldFor if code not in {HeldFor.FLOOD, HeldFor.EDITED, HeldFor.UNSEEN})
USUAL_RULES = " ".join(code for code in RULES if code is not HeldFor.FIRST)


class ModerationNote(Table, table=True):
    """What one moderator tells the others about a contribution; nobody else reads it."""

    __tablename__: ClassVar[str] = "moderation_note"
    id: UUID = primary_key()
    case_id: UUID = reference("moderation_case.id", on_delete="CASCADE")
    author_id: UUID = reference("account.id")
    text: str = Field(max_length=2_000)
    written_at: datetime = Field(sa_type=UtcTime)


class FlagReason(StrEnum):
    """Why a reader reports something that is public."""

    INSULT = "insult"
    CRIMINAL = "criminal"
    PERSONAL_DATA = "personal_data"
    ADVERTISING = "advertising"
    COPYRIGHT = "copyright"
    OTHER = "other"


class Flag(Table, table=True):
    """A reader reports a public contribution, once per device; `settled_on` a moderator had looked at it."""

    __tablename__: ClassVar[str] = "flag"
    id: UUID = primary_key()
    case_id: UUID = reference("moderation_case.id", on_delete="CASCADE")
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    payload_hash: bytes = Field(sa_type=LargeBinary)
    reason: FlagReason = Field(sa_type=enum_type(FlagReason, "flag_reason"))
    text: str = Field(default="", max_length=1_000)
    received_on: date
    settled_on: date | None = None


class WatchedWord(Table, table=True):
    """A word for which moderators of a region want to look first; `=word` without compounds, `-word` never."""

    __tablename__: ClassVar[str] = "watched_word"
    __table_args__ = (UniqueConstraint("region_id", "word"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    word: str = Field(max_length=80)


class TextKind(StrEnum):
    """What a prepared text is for."""

    REJECTION = "rejection"
    REPLY = "reply"


class ModerationText(Table, table=True):
    """A prepared text of a region: to authors for a reason (`name` is its code), or an official reply."""

    __tablename__: ClassVar[str] = "moderation_text"
    __table_args__ = (UniqueConstraint("region_id", "kind", "name"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    kind: TextKind = Field(sa_type=enum_type(TextKind, "text_kind"))
    name: str = Field(max_length=120)
    text: str = Field(max_length=5_000)


class OfficialReply(Table, table=True):
    """A reply of the administration to one contribution or to several; `text` still has its placeholders.

    `easy_text` says the same in Leichte Sprache, where somebody wrote that. The id comes from the form, so that
    sending it twice publishes it once.
    """

    __tablename__: ClassVar[str] = "official_reply"
    id: UUID = primary_key()
    region_id: UUID = reference("region.id")
    text: str = Field(max_length=5_000)
    easy_text: str = Field(default="", max_length=5_000)
    signature: str = Field(max_length=160)
    written_by: UUID = reference("account.id")
    written_at: datetime = Field(sa_type=UtcTime)


class GivenReply(Table, table=True):
    """A reply as it stands or stood below one contribution, until another one replaced it."""

    __tablename__: ClassVar[str] = "given_reply"
    __table_args__ = (UniqueConstraint("reply_id", "case_id"),)
    id: UUID = primary_key()
    reply_id: UUID = reference("official_reply.id", index=False)
    case_id: UUID = reference("moderation_case.id", on_delete="CASCADE")
    text: str = Field(max_length=5_000)
    easy_text: str = Field(default="", max_length=5_000)
    replaced_at: datetime | None = Field(default=None, sa_type=UtcTime)
