"""Tables of the strategy's draft: its revision and state, who wrote what, and which element came out of which."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference
from participation.strategy.models import VersionState


class Draft(Table, table=True):
    """How far the draft of a strategy is; without a row it is a draft at revision 0.

    `revision` counts the changes of the tree: an act that was planned on another one is refused.
    """

    __tablename__: ClassVar[str] = "strategy_draft"
    strategy_id: UUID = Field(foreign_key="strategy.id", primary_key=True, ondelete="CASCADE")
    revision: int = Field(default=0)
    state: VersionState = Field(default=VersionState.DRAFT, sa_type=enum_type(VersionState, "state"))
    note: str = Field(default="", max_length=2000)
    changed_at: datetime = Field(sa_type=UtcTime)
    changed_by: UUID | None = reference("account.id", nullable=True)


class TextChange(Table, table=True):
    """One sitting of one person at one block's text in one language: what stood there before and after."""

    __tablename__: ClassVar[str] = "text_change"
    __table_args__ = (Index("ix_text_change_block", "block_id", "language", "made_at"),)
    id: UUID = primary_key()
    block_id: UUID = reference("block.id", index=False, on_delete="CASCADE")
    language: str = Field(max_length=12)
    before: str
    after: str
    made_at: datetime = Field(sa_type=UtcTime)
    made_by: UUID | None = reference("account.id", nullable=True)


class AncestryKind(StrEnum):
    """How an element came out of another one."""

    SPLIT = "split"
    MERGE = "merge"


class ElementAncestry(Table, table=True):
    """`to_id` came out of `from_id`; the version with the number `version` is the first that shows it."""

    __tablename__: ClassVar[str] = "element_ancestry"
    __table_args__ = (UniqueConstraint("from_id", "to_id"),)
    id: UUID = primary_key()
    from_id: UUID = reference("element.id", index=False, on_delete="CASCADE")
    to_id: UUID = reference("element.id", on_delete="CASCADE")
    kind: AncestryKind = Field(sa_type=enum_type(AncestryKind, "kind"))
    version: int
    made_at: datetime = Field(sa_type=UtcTime)


class StructuralAct(Table, table=True):
    """A change of the tree; `before` holds what it changed as it stood before, so that the last one can be undone."""

    __tablename__: ClassVar[str] = "structural_act"
    __table_args__ = (UniqueConstraint("strategy_id", "revision"),)
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", index=False, on_delete="CASCADE")
    revision: int
    act: str = Field(max_length=40)
    element_id: UUID | None = reference("element.id", nullable=True)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    made_at: datetime = Field(sa_type=UtcTime)
    made_by: UUID | None = reference("account.id", nullable=True)
