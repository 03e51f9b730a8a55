"""Which comments everybody may read: the conditions that every list, count and page shares.

They are put so that they choose no index (no equality with a state): which one is right depends on the order of a list.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Table, exists, or_

from participation.comments.models import Comment
from participation.procedures.rounds import is_for_all
from participation.threads.models import PUBLIC_STATES, ContributionState

COMMENTS: Final[Table] = Comment.__table__  # type: ignore[attr-defined]
REPLIES: Final = COMMENTS.alias("reply")
_NOT_PUBLIC = tuple(state for state in ContributionState if state not in PUBLIC_STATES)
_NEVER_SHOWN = (ContributionState.PENDING, ContributionState.REJECTED)

IS_PUBLIC: Final[tuple[ColumnElement[bool], ...]] = (
    COMMENTS.c.published_at.is_not(None),
    COMMENTS.c.state.not_in(_NOT_PUBLIC),
    is_for_all(COMMENTS.c.phase_id),
)
"""The conditions for comments with words that everybody may read."""

IS_PUBLIC_REPLY: Final[tuple[ColumnElement[bool], ...]] = (
    REPLIES.c.parent_id == COMMENTS.c.id,
    REPLIES.c.published_at.is_not(None),
    REPLIES.c.state.not_in(_NOT_PUBLIC),
    is_for_all(REPLIES.c.phase_id),
)
"""The conditions for the public replies to a comment."""

IS_LISTED: Final[tuple[ColumnElement[bool], ...]] = (
    COMMENTS.c.published_at.is_not(None),
    COMMENTS.c.parent_id.is_(None),
    COMMENTS.c.state.not_in(_NEVER_SHOWN),
    or_(COMMENTS.c.state.not_in(_NOT_PUBLIC), exists().where(*IS_PUBLIC_REPLY)),
    is_for_all(COMMENTS.c.phase_id),
)
"""The conditions for what lists show: public comments that answer no other.

One that was withdrawn or hidden keeps its place, without words, as long as a public reply hangs on it.
"""
