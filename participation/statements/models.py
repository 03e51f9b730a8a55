"""Tables of the formal round of statements: who is asked, by which links, until when, and what they hand in."""

from __future__ import annotations

import os
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference
from participation.core.text import msgid
from participation.threads.models import PUBLIC_STATES, ContributionState, Way
from participation.web.downloads import DOCX, PDF

LONGEST_SECTION = 20_000
LONGEST_ORGANISATION = 200
LONGEST_ADDRESS = 400
LONGEST_REFERENCE = 160


class AddresseeKind(StrEnum):
    """Whom a round asks: bodies from outside, or, in a closed round, a circle inside the administration."""

    MUNICIPALITY = "municipality"
    PUBLIC_AGENCY = "public_agency"
    ASSOCIATION = "association"
    OTHER = "other"
    MANAGEMENT = "management"
    COUNCIL_GROUP = "council_group"
    MAYORS = "mayors"
    DEPARTMENT = "department"


KIND_NAMES = {
    AddresseeKind.MUNICIPALITY: msgid("Municipality"),
    AddresseeKind.PUBLIC_AGENCY: msgid("Public agency"),
    AddresseeKind.ASSOCIATION: msgid("Association"),
    AddresseeKind.OTHER: msgid("Other body"),
    AddresseeKind.MANAGEMENT: msgid("Management of the county"),
    AddresseeKind.COUNCIL_GROUP: msgid("Head of a council group"),
    AddresseeKind.MAYORS: msgid("Mayors' conference"),
    AddresseeKind.DEPARTMENT: msgid("Department"),
}


class Contact(Table, table=True):
    """An organisation in the region's address book, with the mailbox of its office; used again in every round."""

    __tablename__: ClassVar[str] = "statement_contact"
    __table_args__ = (UniqueConstraint("region_id", "name"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    name: str = Field(max_length=LONGEST_ORGANISATION)
    kind: AddresseeKind = Field(sa_type=enum_type(AddresseeKind, "kind"))
    email: str = Field(default="", max_length=254)
    postal_address: str = Field(default="", max_length=LONGEST_ADDRESS)
    is_active: bool = Field(default=True)


class StatementRound(Table, table=True):
    """How a phase for statements is run; which version it is about and whether it is closed is in `RoundSettings`.

    `cover` is the county's own paragraph in invitations, `office` who answers questions.
    """

    __tablename__: ClassVar[str] = "statement_round"
    phase_id: UUID = Field(primary_key=True, foreign_key="phase.id", ondelete="RESTRICT")
    region_id: UUID = reference("region.id")
    strategy_id: UUID = reference("strategy.id")
    accepts_late: bool = Field(default=True)
    cover: str = Field(default="", max_length=4_000)
    office: str = Field(default="", max_length=300)


class Addressee(Table, table=True):
    """One body that is asked in one round. What the list is filtered by stands here; the rest follows from it.

    `deadline` is the last day if it differs from the round's. `received_on` to `awaits_council` tell of the statement
    that counts now.
    """

    __tablename__: ClassVar[str] = "addressee"
    __table_args__ = (UniqueConstraint("phase_id", "name"),)
    id: UUID = primary_key()
    phase_id: UUID = reference("statement_round.phase_id", index=False)
    contact_id: UUID | None = reference("statement_contact.id", nullable=True, on_delete="SET NULL")
    name: str = Field(max_length=LONGEST_ORGANISATION)
    kind: AddresseeKind = Field(sa_type=enum_type(AddresseeKind, "kind"))
    email: str = Field(default="", max_length=254)
    postal_address: str = Field(default="", max_length=LONGEST_ADDRESS)
    invited_at: datetime | None = Field(default=None, sa_type=UtcTime)
    opened_at: datetime | None = Field(default=None, sa_type=UtcTime)
    drafted_at: datetime | None = Field(default=None, sa_type=UtcTime)
    reminded_at: datetime | None = Field(default=None, sa_type=UtcTime)
    deadline: date | None = None
    received_on: date | None = None
    is_nil_return: bool = Field(default=False)
    is_late: bool = Field(default=False)
    awaits_council: bool = Field(default=False)


class AddresseeLink(Table, table=True):
    """A personal link, or the code typed instead of it; only its digest is stored. All of an addressee hold at once."""

    __tablename__: ClassVar[str] = "addressee_link"
    id: UUID = primary_key()
    addressee_id: UUID = reference("addressee.id", on_delete="CASCADE")
    token_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    made_at: datetime = Field(sa_type=UtcTime)


class DeadlineExtension(Table, table=True):
    """A Fristverlängerung: until when, why, and who granted it."""

    __tablename__: ClassVar[str] = "deadline_extension"
    id: UUID = primary_key()
    addressee_id: UUID = reference("addressee.id", on_delete="CASCADE")
    until: date
    reason: str = Field(default="", max_length=500)
    granted_at: datetime = Field(sa_type=UtcTime)
    granted_by: UUID | None = reference("account.id", nullable=True)


class StatementDraft(Table, table=True):
    """What an addressee has written so far; `revision` tells apart who saved last."""

    __tablename__: ClassVar[str] = "statement_draft"
    addressee_id: UUID = Field(primary_key=True, foreign_key="addressee.id", ondelete="CASCADE")
    document: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    revision: int = Field(default=1)
    saved_at: datetime = Field(sa_type=UtcTime)


class Statement(Table, table=True):
    """A formal statement as it was handed in; never changed, only followed by a next one (`number`).

    A statement subject to a council's decision (`council_expected_on`) is confirmed (`council_decided_on`) or replaced
    (`superseded_on`). `committee` and `minutes` are of a statement given in a sitting. `key` and `receipt_key` are
    digests as in every contribution.
    """

    __tablename__: ClassVar[str] = "statement"
    __table_args__ = (UniqueConstraint("addressee_id", "number"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id")
    phase_id: UUID = reference("phase.id")
    strategy_id: UUID = reference("strategy.id")
    version_id: UUID = reference("version.id")
    addressee_id: UUID = reference("addressee.id", index=False)
    number: int
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    receipt_key: bytes = Field(sa_type=LargeBinary, unique=True)
    is_nil_return: bool = Field(default=False)
    is_late: bool = Field(default=False)
    author: str = Field(default="", max_length=LONGEST_ORGANISATION)
    received_on: date
    way: Way = Field(default=Way.ONLINE, sa_type=enum_type(Way, "way"))
    recorded_by: UUID | None = reference("account.id", nullable=True)
    committee: str = Field(default="", max_length=LONGEST_REFERENCE)
    minutes: str = Field(default="", max_length=LONGEST_REFERENCE)
    is_subject_to_council: bool = Field(default=False)
    council_expected_on: date | None = None
    council_decided_on: date | None = None
    superseded_on: date | None = None
    released_at: datetime | None = Field(default=None, sa_type=UtcTime)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: released, and no later one has taken its place."""
        return self.released_at is not None and self.superseded_on is None


class StatementSection(Table, table=True):
    """What a statement says about one place, or (without a place) about the whole text: a row to be weighed.

    It is pending until its statement is released, hidden when a later one took its place; sections of a closed round
    are never published. `crowd_key` is its name where contributions of all kinds are compared.
    """

    __tablename__: ClassVar[str] = "statement_section"
    __table_args__ = (
        UniqueConstraint("statement_id", "position"),
        Index("ix_statement_section_strategy", "strategy_id", "state", "received_on"),
        Index("ix_statement_section_crowd_key", "crowd_key", unique=True),
        Index("ix_statement_section_weighed", "strategy_id", "id"),
    )
    id: UUID = primary_key()
    statement_id: UUID = reference("statement.id", index=False, on_delete="CASCADE")
    position: int
    region_id: UUID = reference("region.id")
    strategy_id: UUID = reference("strategy.id", index=False)
    thread_id: UUID | None = reference("thread.id", nullable=True)
    element_id: UUID | None = reference("element.id", nullable=True)
    block_id: UUID | None = reference("block.id", nullable=True)
    text: str
    language: str = Field(default="de", max_length=12)
    received_on: date
    state: ContributionState = Field(default=ContributionState.PENDING, sa_type=enum_type(ContributionState, "state"))
    published_at: datetime | None = Field(default=None, sa_type=UtcTime)
    crowd_key: bytes | None = Field(default_factory=lambda: os.urandom(32), sa_type=LargeBinary, nullable=True)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.state in PUBLIC_STATES


class FileKind(StrEnum):
    """What attachments and scans can be."""

    PDF = "pdf"
    DOCX = "docx"
    JPEG = "jpg"


MEDIA_TYPES = {
    FileKind.PDF: PDF,
    FileKind.DOCX: DOCX,
    FileKind.JPEG: "image/jpeg",
}


class Attachment(Table, table=True):
    """A file of an addressee; without a statement it belongs to the draft. `stored_as` is its name on the disk."""

    __tablename__: ClassVar[str] = "statement_attachment"
    id: UUID = primary_key()
    addressee_id: UUID = reference("addressee.id")
    statement_id: UUID | None = reference("statement.id", nullable=True)
    name: str = Field(max_length=160)
    kind: FileKind = Field(sa_type=enum_type(FileKind, "kind"))
    size: int
    stored_as: str = Field(max_length=40, unique=True)
    added_on: date


class UploadTally(Table, table=True):
    """How many files an addressee has sent on `day`, and how many bytes: what they drop again counts, too."""

    __tablename__: ClassVar[str] = "statement_upload_tally"
    addressee_id: UUID = Field(primary_key=True, foreign_key="addressee.id", ondelete="CASCADE")
    day: date
    files: int = Field(default=0)
    size: int = Field(default=0)


class Scan(Table, table=True):
    """The paper of a contribution that staff typed in, found by the digest of its receipt code."""

    __tablename__: ClassVar[str] = "contribution_scan"
    __table_args__ = (CheckConstraint("size > 0", name="size"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id")
    receipt_key: bytes = Field(sa_type=LargeBinary, index=True)
    name: str = Field(max_length=160)
    kind: FileKind = Field(sa_type=enum_type(FileKind, "kind"))
    size: int
    stored_as: str = Field(max_length=40, unique=True)
    added_on: date
    added_by: UUID | None = reference("account.id", nullable=True)
