"""Tables of imports: a document that was handed in, and each element that was guessed from it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference
from participation.strategy.models import Kind

KEPT = timedelta(days=90)
"""How long an import is kept, taken over or not, from the day on which it was handed in."""


class Stage(StrEnum):
    """How far an import is."""

    WAITING = "waiting"
    READING = "reading"
    READY = "ready"
    FAILED = "failed"
    ADOPTED = "adopted"


class Change(StrEnum):
    """What a guess would change: an element is new, differs, is as it was, or the document no longer has it."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"


class Decision(StrEnum):
    """What an editor makes of a guess; `done` once the draft says it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DROPPED = "dropped"
    DONE = "done"


class ImportDraft(Table, table=True):
    """A document on its way into a strategy: a new one, or the one that `strategy_id` names.

    `stored_as` names the file until it is read. `problem` is {"sentence": msgid, "values": {…}} where it could not be.
    """

    __tablename__: ClassVar[str] = "import_draft"
    __table_args__ = (Index("ix_import_draft_region", "region_id", "created_at"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False)
    strategy_id: UUID | None = reference("strategy.id", nullable=True, on_delete="SET NULL")
    account_id: UUID | None = reference("account.id", nullable=True)
    file_name: str = Field(max_length=200)
    stored_as: str = Field(default="", max_length=40)
    is_update: bool = Field(default=False)
    stage: Stage = Field(default=Stage.WAITING, sa_type=enum_type(Stage, "stage"))
    problem: dict[str, Any] | None = Field(default=None, sa_type=Json)
    title: str = Field(default="", max_length=300)
    contradictions: list[str] = Field(default_factory=list, sa_type=Json)
    created_at: datetime = Field(sa_type=UtcTime)

    @property
    def expires_at(self) -> datetime:
        """When it is forgotten with all its guesses."""
        return self.created_at + KEPT


class ImportGuess(Table, table=True):
    """One element as it was guessed, or as an editor put it right.

    `element_id` is the element of the strategy that it is taken for; `differs` says in what it differs from it.
    `links` are pairs of a relation and the id of another guess.
    """

    __tablename__: ClassVar[str] = "import_guess"
    __table_args__ = (Index("ix_import_guess_draft", "draft_id", "position"),)
    id: UUID = primary_key()
    draft_id: UUID = reference("import_draft.id", index=False, on_delete="CASCADE")
    parent_id: UUID | None = reference("import_guess.id", nullable=True, on_delete="SET NULL")
    element_id: UUID | None = reference("element.id", nullable=True, on_delete="SET NULL")
    position: int
    kind: Kind = Field(sa_type=enum_type(Kind, "kind"))
    number: str = Field(default="", max_length=20)
    title: str
    text: str = Field(default="")
    change: Change = Field(sa_type=enum_type(Change, "change"))
    differs: list[str] = Field(default_factory=list, sa_type=Json)
    decision: Decision = Field(sa_type=enum_type(Decision, "decision"))
    is_corrected: bool = Field(default=False)
    links: list[list[str]] = Field(default_factory=list, sa_type=Json)
