"""Tables of considerations: the outcome and rationale for one contribution, and every earlier wording of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Table, UtcTime, enum_type, primary_key, reference
from participation.core.text import msgid


class Outcome(StrEnum):
    """What the county makes of a contribution."""

    ACCEPTED = "accepted"
    PARTIALLY_ACCEPTED = "partially_accepted"
    NOT_ACCEPTED = "not_accepted"
    NOTED = "noted"
    ALREADY_COVERED = "already_covered"
    OUT_OF_REMIT = "out_of_remit"


class ConsiderationState(StrEnum):
    """How far a consideration is; from `released` on it is public, from `decided` on the council's own."""

    NEW = "new"
    ASSIGNED = "assigned"
    IN_WORK = "in_work"
    PROPOSED = "proposed"
    RELEASED = "released"
    DECIDED = "decided"
    ANSWERED = "answered"


PUBLIC = (ConsiderationState.RELEASED, ConsiderationState.DECIDED, ConsiderationState.ANSWERED)
DECIDED = (ConsiderationState.DECIDED, ConsiderationState.ANSWERED)

OUTCOME_NAMES = {
    Outcome.ACCEPTED: msgid("Accepted"),
    Outcome.PARTIALLY_ACCEPTED: msgid("Partially accepted"),
    Outcome.NOT_ACCEPTED: msgid("Not accepted"),
    Outcome.NOTED: msgid("Noted"),
    Outcome.ALREADY_COVERED: msgid("Already covered or under way"),
    Outcome.OUT_OF_REMIT: msgid("Outside our remit"),
}

_REASONED = "(outcome IS NULL AND state IN ('new', 'assigned', 'in_work')) OR (outcome IS NOT NULL AND rationale <> '')"


def exactly_one(*columns: str) -> str:
    """The condition that just one of the columns is filled."""
    return " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns) + " = 1"


class Consideration(Table, table=True):
    """The consideration of one contribution: a comment, an idea, a section of a statement, or a survey's result.

    `question` names a result as counters do ("importance.mobility"). `rationale` is standard German and stands beside
    every outcome; `forwarded_to` says where something outside the county's remit went.
    """

    __tablename__: ClassVar[str] = "consideration"
    __table_args__ = (
        CheckConstraint(exactly_one("comment_id", "idea_id", "section_id", "survey_id"), name="one_contribution"),
        CheckConstraint("(survey_id IS NULL) = (question IS NULL)", name="question"),
        CheckConstraint(_REASONED, name="rationale"),
        UniqueConstraint("comment_id"),
        UniqueConstraint("idea_id"),
        UniqueConstraint("survey_id", "question", "strategy_id"),
        Index("ix_consideration_strategy", "strategy_id", "state", "outcome"),
        Index("ix_consideration_section", "section_id", unique=True),
    )
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", index=False)
    comment_id: UUID | None = reference("comment.id", nullable=True, index=False)
    idea_id: UUID | None = reference("idea.id", nullable=True, index=False)
    section_id: UUID | None = reference("statement_section.id", nullable=True, index=False)
    survey_id: UUID | None = reference("survey.id", nullable=True, index=False)
    question: str | None = Field(default=None, max_length=160)
    state: ConsiderationState = Field(default=ConsiderationState.NEW, sa_type=enum_type(ConsiderationState, "state"))
    outcome: Outcome | None = Field(default=None, sa_type=enum_type(Outcome, "outcome"))
    rationale: str = Field(default="")
    easy_rationale: str = Field(default="")
    forwarded_to: str = Field(default="", max_length=200)
    element_id: UUID | None = reference("element.id", nullable=True)
    block_id: UUID | None = reference("block.id", nullable=True)
    editor_id: UUID | None = reference("account.id", nullable=True)
    created_at: datetime = Field(sa_type=UtcTime)
    changed_at: datetime = Field(sa_type=UtcTime)
    released_at: datetime | None = Field(default=None, sa_type=UtcTime)


class ConsiderationRevision(Table, table=True):
    """What a consideration said from a moment on; never changed."""

    __tablename__: ClassVar[str] = "consideration_revision"
    id: UUID = primary_key()
    consideration_id: UUID = reference("consideration.id", on_delete="CASCADE")
    state: ConsiderationState = Field(sa_type=enum_type(ConsiderationState, "state"))
    outcome: Outcome | None = Field(default=None, sa_type=enum_type(Outcome, "outcome"))
    rationale: str = Field(default="")
    easy_rationale: str = Field(default="")
    forwarded_to: str = Field(default="", max_length=200)
    editor_id: UUID | None = reference("account.id", nullable=True)
    at: datetime = Field(sa_type=UtcTime)
