"""Tables of the order in the crowd: what is compared, proposed duplicates, fields with seed words, candidates.

A contribution of any kind is known here by the digest of its receipt code; its words stay where they are. A field is
known by its thread.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from participation.core.columns import (
    CLUSTERED,
    UUID,
    Json,
    Serial,
    Table,
    UtcTime,
    enum_type,
    primary_key,
    reference,
)

LONGEST_SEEDS = 1_000
LONGEST_SUMMARY = 4_000


class DuplicateGroup(Table, table=True):
    """Contributions of which a person has confirmed that they say the same."""

    __tablename__: ClassVar[str] = "duplicate_group"
    id: UUID = primary_key()
    region_id: UUID = reference("region.id")
    confirmed_by: UUID = reference("account.id")
    confirmed_at: datetime = Field(sa_type=UtcTime)


class CrowdEntry(Table, table=True):
    """A contribution that can be compared: the index of its words is `CrowdKey`.

    `source` is the code of its kind. `words_digest` tells whether its words have changed since. `guess_id` is the field
    that the model thinks of, `certainty` (0 to 1) how likely the field that stands now is right; `field_id` is what
    a person has confirmed.
    """

    __tablename__: ClassVar[str] = "crowd_entry"
    __table_args__ = (Index("ix_crowd_entry_coding", "region_id", "coded_at", "certainty"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Serial)
    region_id: UUID = reference("region.id", index=False)
    receipt_key: bytes = Field(sa_type=LargeBinary, unique=True)
    source: str = Field(max_length=20)
    words_digest: bytes = Field(sa_type=LargeBinary)
    guess_id: UUID | None = reference("thread.id", nullable=True, on_delete="SET NULL")
    certainty: float | None = None
    field_id: UUID | None = reference("thread.id", nullable=True, on_delete="SET NULL")
    coded_by: UUID | None = reference("account.id", nullable=True)
    coded_at: datetime | None = Field(default=None, sa_type=UtcTime)
    group_id: UUID | None = reference("duplicate_group.id", nullable=True, on_delete="SET NULL")


class CrowdKey(Table, table=True):
    """Under which numbers a contribution is found; the words cannot be read from them."""

    __tablename__: ClassVar[str] = "crowd_key"
    __table_args__ = (CLUSTERED,)
    number: int = Field(primary_key=True)
    entry_id: int = Field(
        sa_type=Serial, primary_key=True, foreign_key="crowd_entry.id", index=True, ondelete="CASCADE"
    )


class CrowdWeights(Table, table=True):
    """How much each run of letters tells, counted over the contributions of all regions; one row."""

    __tablename__: ClassVar[str] = "crowd_weights"
    id: int = Field(default=1, primary_key=True)
    texts: int
    counted_at: datetime = Field(sa_type=UtcTime)
    weights: bytes = Field(sa_type=LargeBinary)


class PairState(StrEnum):
    """What staff said about two contributions that may say the same."""

    PROPOSED = "proposed"
    SAME = "same"
    DIFFERENT = "different"


class DuplicatePair(Table, table=True):
    """Two contributions that may say the same; the first came first."""

    __tablename__: ClassVar[str] = "duplicate_pair"
    __table_args__ = (Index("ix_duplicate_pair_waiting", "region_id", "state", "similarity"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    first_id: int = Field(sa_type=Serial, foreign_key="crowd_entry.id", index=True, ondelete="CASCADE")
    second_id: int = Field(sa_type=Serial, foreign_key="crowd_entry.id", unique=True, ondelete="CASCADE")
    similarity: float
    state: PairState = Field(default=PairState.PROPOSED, sa_type=enum_type(PairState, "state"))
    decided_by: UUID | None = reference("account.id", nullable=True)
    decided_at: datetime | None = Field(default=None, sa_type=UtcTime)


class CrowdField(Table, table=True):
    """What the county has entered about a field to recognise contributions to it, and what stands out in them.

    `seeds` are words separated by commas; `keywords` a list of {"word", "count", "score", "keys"} where "keys" are
    receipt keys (hexadecimal) of public contributions that have the word.
    """

    __tablename__: ClassVar[str] = "crowd_field"
    thread_id: UUID = Field(primary_key=True, foreign_key="thread.id", ondelete="CASCADE")
    region_id: UUID = reference("region.id")
    seeds: str = Field(default="", max_length=LONGEST_SEEDS)
    changed_by: UUID | None = reference("account.id", nullable=True)
    keywords: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)


class CrowdModel(Table, table=True):
    """What tells the fields of a region apart: one signed byte for each bucket of letters and field.

    `thread_ids` are the fields in the order of the bytes; `labels` from how many contributions with a known field it
    was trained; `accuracy` (0 to 1) how often it was right about some of these that it had not seen.
    """

    __tablename__: ClassVar[str] = "crowd_model"
    region_id: UUID = Field(primary_key=True, foreign_key="region.id", ondelete="CASCADE")
    thread_ids: list[str] = Field(default_factory=list, sa_type=Json)
    scale: float
    weights: bytes = Field(sa_type=LargeBinary)
    labels: int
    accuracy: float | None = None
    trained_at: datetime = Field(sa_type=UtcTime)


class CandidateState(StrEnum):
    """Where the output of a language model stands; only `selected` may be used."""

    ASKED = "asked"
    READY = "ready"
    FAILED = "failed"
    SELECTED = "selected"
    DROPPED = "dropped"


class CrowdCandidate(Table, table=True):
    """A summary of a field's public contributions by a language model: a candidate until a named person selects it.

    `quotes` are [{"key", "text"}]: words that stand literally in the contribution with that receipt key.
    """

    __tablename__: ClassVar[str] = "crowd_candidate"
    id: UUID = primary_key()
    region_id: UUID = reference("region.id")
    field_id: UUID = reference("thread.id")
    state: CandidateState = Field(default=CandidateState.ASKED, sa_type=enum_type(CandidateState, "state"))
    asked_by: UUID = reference("account.id")
    asked_at: datetime = Field(sa_type=UtcTime)
    model: str = Field(default="", max_length=120)
    sent: int = Field(default=0)
    summary: str = Field(default="", max_length=LONGEST_SUMMARY)
    quotes: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    dropped_quotes: int = Field(default=0)
    decided_by: UUID | None = reference("account.id", nullable=True)
    decided_at: datetime | None = Field(default=None, sa_type=UtcTime)


class CandidateSource(Table, table=True):
    """A contribution whose words a language model was shown for a candidate; when they go, so do its words."""

    __tablename__: ClassVar[str] = "crowd_candidate_source"
    receipt_key: bytes = Field(sa_type=LargeBinary, primary_key=True)
    candidate_id: UUID = Field(primary_key=True, foreign_key="crowd_candidate.id", index=True, ondelete="CASCADE")
