"""Where comments hang: threads of the present text, and threads whose words are gone with comments still on them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select, union_all
from sqlmodel import Session, col

from participation.comments.public import COMMENTS, IS_LISTED
from participation.strategy.models import Block, Element, Strategy, Version, VersionElement, VersionState, VersionText


def orphaned_threads(session: Session, strategy_id: UUID, elements: Collection[UUID] | None = None) -> tuple[UUID, ...]:
    """The threads of a strategy (or of some of its elements, gone ones too) that have comments and no words any more.

    These are paragraphs that the present version does not have, and elements that it does not have.
    """
    version = (
        select(col(Version.id))
        .join(Strategy, col(Strategy.id) == col(Version.strategy_id))
        .where(
            col(Strategy.id) == strategy_id,
            col(Version.number) == col(Strategy.latest_version),
            col(Version.state) == VersionState.PUBLISHED,
        )
        .scalar_subquery()
    )
    own: ColumnElement[bool] = col(Element.strategy_id) == strategy_id
    if elements is not None:
        own = own & col(Element.id).in_(elements)
    text = exists().where(col(VersionText.version_id) == version, col(VersionText.block_id) == col(Block.id))
    place = exists().where(col(VersionElement.version_id) == version, col(VersionElement.element_id) == col(Element.id))
    gone = union_all(
        select(col(Block.thread_id).label("thread_id"))
        .join(Element, col(Element.id) == col(Block.element_id))
        .where(own, ~text),
        select(col(Element.thread_id)).where(own, ~place),
    ).subquery()
    commented = exists().where(COMMENTS.c.thread_id == gone.c.thread_id, *IS_LISTED)
    return tuple(session.scalars(select(gone.c.thread_id).where(commented)))
