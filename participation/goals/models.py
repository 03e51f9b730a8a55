"""Tables of goal drafting: changes of wording, the evidence that each one cites, and sources beside contributions."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from participation.considerations.models import exactly_one
from participation.core.columns import UUID, Table, UtcTime, enum_type, primary_key, reference
from participation.core.text import msgid


class SourceKind(StrEnum):
    """Evidence that is no contribution on this platform."""

    STUDY = "study"
    WORKSHOP = "workshop"
    STATEMENT = "statement"


SOURCE_KIND_NAMES = {
    SourceKind.STUDY: msgid("Study"),
    SourceKind.WORKSHOP: msgid("Workshop"),
    SourceKind.STATEMENT: msgid("Statement"),
}


class Source(Table, table=True):
    """A study, a workshop or a statement; public as soon as a published change cites it."""

    __tablename__: ClassVar[str] = "source"
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id")
    kind: SourceKind = Field(sa_type=enum_type(SourceKind, "kind"))
    title: str = Field(max_length=300)
    origin: str = Field(default="", max_length=300)
    link: str = Field(default="", max_length=500)
    day: date | None = None
    created_at: datetime = Field(sa_type=UtcTime)


class GoalChange(Table, table=True):
    """A saved change of one block's text in one language.

    It cites evidence, or gives a reason. `version_id` is the published version that carried it out; empty while it is
    a draft only.
    """

    __tablename__: ClassVar[str] = "goal_change"
    __table_args__ = (
        CheckConstraint("before <> after", name="difference"),
        Index("ix_goal_change_strategy", "strategy_id", "version_id"),
        Index("ix_goal_change_element", "element_id", "made_at"),
    )
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", index=False)
    element_id: UUID = reference("element.id", index=False)
    block_id: UUID = reference("block.id")
    language: str = Field(max_length=12)
    before: str
    after: str
    reason: str = Field(default="", max_length=1000)
    made_at: datetime = Field(sa_type=UtcTime)
    made_by: UUID | None = reference("account.id", nullable=True)
    version_id: UUID | None = reference("version.id", nullable=True)


class Evidence(Table, table=True):
    """What a change rests on: exactly one comment, idea, result, source, youth motion or section of a statement.

    `question` names a result as counters do ("importance.mobility"); `release_id` is the release whose numbers were
    seen, so that they stand still under the wording that they led to.
    """

    __tablename__: ClassVar[str] = "evidence"
    __table_args__ = (
        CheckConstraint(
            exactly_one("comment_id", "idea_id", "survey_id", "source_id", "youth_motion_id", "section_id"),
            name="one_kind",
        ),
        CheckConstraint("(survey_id IS NULL) = (question IS NULL)", name="question"),
        CheckConstraint("(survey_id IS NULL) = (release_id IS NULL)", name="release"),
    )
    id: UUID = primary_key()
    change_id: UUID = reference("goal_change.id", on_delete="CASCADE")
    comment_id: UUID | None = reference("comment.id", nullable=True)
    idea_id: UUID | None = reference("idea.id", nullable=True)
    survey_id: UUID | None = reference("survey.id", nullable=True)
    question: str | None = Field(default=None, max_length=160)
    release_id: UUID | None = reference("release.id", nullable=True)
    source_id: UUID | None = reference("source.id", nullable=True)
    youth_motion_id: UUID | None = reference("youth_motion.id", nullable=True)
    section_id: UUID | None = reference("statement_section.id", nullable=True)


class GroupOverride(Table, table=True):
    """The priority group that the county gave a field of action, where the rule proposes another or none.

    Every decision stays; that with the highest number counts. Without `given` the field goes back to what the rule
    proposes. `proposed` is what it proposed then. The reason is public, in both languages.
    """

    __tablename__: ClassVar[str] = "group_override"
    __table_args__ = (
        UniqueConstraint("element_id", "number"),
        CheckConstraint("given BETWEEN 1 AND 3", name="given"),
    )
    id: UUID = primary_key()
    element_id: UUID = reference("element.id", index=False)
    number: int
    given: int | None = None
    proposed: int | None = None
    reason: str = Field(max_length=1000)
    easy_reason: str = Field(max_length=1000)
    decided_at: datetime = Field(sa_type=UtcTime)
    decided_by: UUID | None = reference("account.id", nullable=True)
