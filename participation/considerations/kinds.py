"""The three tables that contributions come from, and where each finds its consideration and its name in the crowd."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from sqlmodel import col

from participation.comments.models import Comment
from participation.considerations.models import Consideration
from participation.ideas.models import Idea
from participation.statements.models import StatementSection
from participation.threads.models import PUBLIC_STATES, ContributionState

Contribution: TypeAlias = Comment | Idea | StatementSection


class ContributionKind(StrEnum):
    """The tables that contributions come from."""

    COMMENT = "comment"
    IDEA = "idea"
    STATEMENT = "statement"  # one section of it

    @classmethod
    def of(cls, contribution: Contribution) -> ContributionKind:
        """Which table a contribution comes from."""
        if isinstance(contribution, StatementSection):
            return cls.STATEMENT
        return cls.IDEA if isinstance(contribution, Idea) else cls.COMMENT


# A formal statement is weighed as soon as it has come in, whether or not it is ever published.
WEIGHED: Mapping[ContributionKind, tuple[ContributionState, ...]] = {
    ContributionKind.COMMENT: PUBLIC_STATES,
    ContributionKind.IDEA: PUBLIC_STATES,
    ContributionKind.STATEMENT: (*PUBLIC_STATES, ContributionState.PENDING),
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


def key_of(contribution: Contribution) -> bytes:
    """By which bytes the crowd knows a contribution."""
    if isinstance(contribution, StatementSection):
        return bytes(contribution.crowd_key or b"")
    return bytes(contribution.receipt_key)
