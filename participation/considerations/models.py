"""Tables of considerations: outcome and rationale for a contribution, each earlier wording, and how it is worked on."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from participation.core.columns import UUID, Json, Table, UtcTime, enum_type, primary_key, reference
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

LONGEST_PAPER, LONGEST_LINK, LONGEST_MODULE_NAME = 80, 500, 120

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
    """The consideration of one contribution: a comment, idea, section of a statement, survey's result or youth motion.

    `question` names a result as counters do ("importance.mobility"). `rationale` is standard German and stands beside
    every outcome; `forwarded_to` says where something outside the county's remit went. `editor_id` and `department_id`
    have it to do until `due_on`; `proposed_by` gave the present outcome. `decided_on`, `decision_paper` (the number of
    the Drucksache) and `decision_link` tell which decision of the council it rests on.
    """

    __tablename__: ClassVar[str] = "consideration"
    __table_args__ = (
        CheckConstraint(
            exactly_one("comment_id", "idea_id", "section_id", "survey_id", "motion_id"), name="one_contribution"
        ),
        CheckConstraint("(survey_id IS NULL) = (question IS NULL)", name="question"),
        CheckConstraint(_REASONED, name="rationale"),
        UniqueConstraint("comment_id"),
        UniqueConstraint("idea_id"),
        UniqueConstraint("survey_id", "question", "strategy_id"),
        Index("ix_consideration_strategy", "strategy_id", "state", "outcome"),
        Index("ix_consideration_section", "section_id", unique=True),
        Index("ix_consideration_motion", "motion_id", unique=True),
        Index("ix_consideration_due", "strategy_id", "due_on"),
    )
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", index=False)
    comment_id: UUID | None = reference("comment.id", nullable=True, index=False)
    idea_id: UUID | None = reference("idea.id", nullable=True, index=False)
    section_id: UUID | None = reference("statement_section.id", nullable=True, index=False)
    survey_id: UUID | None = reference("survey.id", nullable=True, index=False)
    question: str | None = Field(default=None, max_length=160)
    motion_id: UUID | None = reference("youth_motion.id", nullable=True, index=False)
    state: ConsiderationState = Field(default=ConsiderationState.NEW, sa_type=enum_type(ConsiderationState, "state"))
    outcome: Outcome | None = Field(default=None, sa_type=enum_type(Outcome, "outcome"))
    rationale: str = Field(default="")
    easy_rationale: str = Field(default="")
    forwarded_to: str = Field(default="", max_length=200)
    element_id: UUID | None = reference("element.id", nullable=True)
    block_id: UUID | None = reference("block.id", nullable=True)
    editor_id: UUID | None = reference("account.id", nullable=True)
    department_id: UUID | None = reference("department.id", nullable=True, on_delete="SET NULL")
    due_on: date | None = None
    proposed_by: UUID | None = reference("account.id", nullable=True)
    decided_on: date | None = None
    decision_paper: str = Field(default="", max_length=LONGEST_PAPER)
    decision_link: str = Field(default="", max_length=LONGEST_LINK)
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


class TextModule(Table, table=True):
    """A Textbaustein of a region: words that many rationales begin with, in both languages."""

    __tablename__: ClassVar[str] = "consideration_text"
    __table_args__ = (UniqueConstraint("region_id", "name"),)
    id: UUID = primary_key()
    region_id: UUID = reference("region.id", index=False, on_delete="CASCADE")
    name: str = Field(max_length=LONGEST_MODULE_NAME)
    text: str
    easy_text: str = Field(default="")


class ConsiderationRules(Table, table=True):
    """How a procedure weighs; one without a row has these defaults.

    With four eyes nobody releases what they proposed themselves.
    """

    __tablename__: ClassVar[str] = "consideration_rules"
    procedure_id: UUID = Field(primary_key=True, foreign_key="procedure.id", ondelete="CASCADE")
    needs_four_eyes: bool = Field(default=False)


class ReadTable(Table, table=True):
    """A table that somebody read back in: the changes that were found, until they are confirmed or dropped."""

    __tablename__: ClassVar[str] = "consideration_import"
    id: UUID = primary_key()
    strategy_id: UUID = reference("strategy.id", on_delete="CASCADE")
    account_id: UUID = reference("account.id", on_delete="CASCADE")
    file_name: str = Field(max_length=160)
    changes: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    read_at: datetime = Field(sa_type=UtcTime)
