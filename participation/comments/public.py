"""Which comments everybody may read: the conditions that every list, count and page shares."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from participation.comments.models import Comment
from participation.procedures.rounds import is_for_all
from participation.threads.models import PUBLIC_STATES, ContributionState

_NOT_PUBLIC = tuple(state for state in ContributionState if state not in PUBLIC_STATES)
_NEVER_SHOWN = (ContributionState.PENDING, ContributionState.REJECTED)


def is_public() -> tuple[ColumnElement[bool], ...]:
    """The conditions for comments with words that everybody may read.

    They are put so that they choose no index: which one is right depends on the order of a list.
    """
    return (
        col(Comment.published_at).is_not(None),
        col(Comment.state).not_in(_NOT_PUBLIC),
        is_for_all(col(Comment.phase_id)),
    )


def listed() -> tuple[ColumnElement[bool], ...]:
    """The conditions for what lists show: public comments that answer no other.

    One that was withdrawn or hidden keeps its place, without words, as long as a public reply hangs on it.
    """
    reply = aliased(Comment)
    has_replies = exists().where(
        col(reply.parent_id) == col(Comment.id),
        col(reply.published_at).is_not(None),
        col(reply.state).not_in(_NOT_PUBLIC),
    )
    return (
        col(Comment.published_at).is_not(None),
        col(Comment.parent_id).is_(None),
        col(Comment.state).not_in(_NEVER_SHOWN),
        or_(col(Comment.state).not_in(_NOT_PUBLIC), has_replies),
        is_for_all(col(Comment.phase_id)),
    )
