"""What is weighed, and where each kind finds its consideration and (where it has one) its name in the crowd."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlmodel import col

from participation.comments.models import Comment
from participation.considerations.models import Consideration
from participation.core.text import msgid
from participation.ideas.models import Idea
from participation.procedures.rounds import is_for_all
from participation.statements.models import StatementSection
from participation.threads.models import PUBLIC_STATES, ContributionState


class ContributionKind(StrEnum):
    """What is weighed; only the first three are compared with each other in the crowd."""

    COMMENT = "comment"
    IDEA = "idea"
    STATEMENT = "statement"  # one section of it
    MOTION = "youth_motion"
    RESULT = "result"  # of a survey, taken into the table

    @classmethod
    def of(cls, contribution: Contribution) -> ContributionKind:
        """Which table a contribution comes from."""
        if isinstance(contribution, Brought):
            return contribution.weighed_as
        if isinstance(contribution, StatementSection):
            return cls.STATEMENT
        return cls.IDEA if isinstance(contribution, Idea) else cls.COMMENT


@dataclass(frozen=True)
class Brought:
    """What stands in the table like a contribution: a youth motion, or a survey's released result.

    A result has the id of its consideration, since nothing else of it is one row. `source` is who brought it.
    """

    weighed_as: ContributionKind
    id: UUID
    strategy_id: UUID
    element_id: UUID | None
    source: str
    title: str
    text: str
    received_on: date
    state: ContributionState = ContributionState.PUBLISHED
    language: str = "de"
    thread_id: None = None

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.state in PUBLIC_STATES


Contribution: TypeAlias = Comment | Idea | StatementSection | Brought
Only: TypeAlias = Callable[[ContributionKind], ColumnElement[bool]]

KIND_LABELS = {
    ContributionKind.COMMENT: msgid("Comments"),
    ContributionKind.IDEA: msgid("Ideas"),
    ContributionKind.STATEMENT: msgid("Statements"),
    ContributionKind.MOTION: msgid("Motions of the youth council"),
    ContributionKind.RESULT: msgid("Survey results"),
}

# A formal statement is weighed as soon as it has come in, whether or not it is ever published.
WEIGHED: Mapping[ContributionKind, tuple[ContributionState, ...]] = {
    ContributionKind.COMMENT: PUBLIC_STATES,
    ContributionKind.IDEA: PUBLIC_STATES,
    ContributionKind.STATEMENT: (*PUBLIC_STATES, ContributionState.PENDING),
    ContributionKind.MOTION: PUBLIC_STATES,
    ContributionKind.RESULT: PUBLIC_STATES,
}


@dataclass(frozen=True)
class Columns:
    """A table of contributions, its column in considerations (and its name), and what the crowd knows it by."""

    model: Any
    name: str
    link: Any
    key: Any


COLUMNS: Mapping[ContributionKind, Columns] = {
    ContributionKind.COMMENT: Columns(Comment, "comment_id", col(Consideration.comment_id), col(Comment.receipt_key)),
    ContributionKind.IDEA: Columns(Idea, "idea_id", col(Consideration.idea_id), col(Idea.receipt_key)),
    ContributionKind.STATEMENT: Columns(
        StatementSection, "section_id", col(Consideration.section_id), col(StatementSection.crowd_key)
    ),
}


def is_readable(kind: ContributionKind) -> ColumnElement[bool]:
    """The condition that everybody may read a contribution; nothing of a round for an invited circle is."""
    model = COLUMNS[kind].model
    is_public = col(model.state).in_(PUBLIC_STATES)
    # Sections of a statement to a closed round are never published.
    return is_public if kind is ContributionKind.STATEMENT else and_(is_public, is_for_all(col(model.phase_id)))


def of_strategy(strategy_id: UUID) -> Only:
    """The condition, by kind, that a contribution is about this strategy."""

    def condition(kind: ContributionKind) -> ColumnElement[bool]:
        own: ColumnElement[bool] = COLUMNS[kind].model.strategy_id == strategy_id
        return own

    return condition


def key_of(contribution: Contribution) -> bytes:
    """By which bytes the crowd knows a contribution; none for what is not compared."""
    if isinstance(contribution, Brought):
        return b""
    if isinstance(contribution, StatementSection):
        return bytes(contribution.crowd_key or b"")
    return bytes(contribution.receipt_key)
