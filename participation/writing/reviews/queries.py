"""What is known about reviews: those of a strategy, one with its protocol, and who reviewed a published text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.strategy.models import Strategy, TwinState, Version, VersionText
from participation.writing.draft import fingerprint
from participation.writing.twin_models import ProtocolEntry, Review, ReviewText


@dataclass(frozen=True)
class Standing:
    """How far the texts of a published version are: elements with a text that no test group has read, and who read."""

    unread: frozenset[UUID]
    reviews: Mapping[UUID, tuple[Review, ...]]


def reviews_of(session: Session, strategy: Strategy) -> Sequence[Review]:
    """The reviews of a strategy, the latest begun first."""
    chosen = select(Review).where(Review.strategy_id == strategy.id)
    return session.exec(chosen.order_by(col(Review.begun_at).desc())).all()


def review_named(session: Session, strategy: Strategy, review_id: UUID) -> Review:
    """The review of that id.

    Raises:
        NotFound: the strategy has none.
    """
    found = session.exec(select(Review).where(Review.id == review_id, Review.strategy_id == strategy.id)).first()
    if found is None:
        raise NotFound("There is no such review.")
    return found


def blocks_of(session: Session, review: Review) -> set[UUID]:
    """The blocks whose texts the test group reads."""
    return set(session.exec(select(ReviewText.block_id).where(ReviewText.review_id == review.id)))


def protocol_of(session: Session, review: Review) -> Sequence[ProtocolEntry]:
    """What was said, in the order in which it was noted."""
    chosen = select(ProtocolEntry).where(ProtocolEntry.review_id == review.id)
    return session.exec(chosen.order_by(col(ProtocolEntry.noted_at), col(ProtocolEntry.id))).all()


def standing_of(session: Session, version: Version, tag: str) -> Standing:
    """Which texts of a published version no test group has read, word for word as they stand, and the others' reviews.

    A text that was reviewed after it was published counts, too: the record names the exact wording.
    """
    rows = session.exec(
        select(VersionText.element_id, VersionText.block_id, VersionText.text, VersionText.state).where(
            VersionText.version_id == version.id, VersionText.language == tag
        )
    ).all()
    records = session.exec(
        select(Review, ReviewText)
        .join(ReviewText, col(ReviewText.review_id) == col(Review.id))
        .where(Review.strategy_id == version.strategy_id, Review.language == tag)
        .where(col(Review.concluded_at).is_not(None))
        .order_by(col(Review.concluded_at))
    ).all()
    read = {(text.block_id, text.hash): review for review, text in records}
    unread: set[UUID] = set()
    found: dict[UUID, dict[UUID, Review]] = {}
    for element_id, block_id, text, state in rows:
        review = read.get((block_id, fingerprint(text)))
        if review is not None:
            found.setdefault(element_id, {})[review.id] = review
        elif state != TwinState.REVIEWED:
            unread.add(element_id)
    return Standing(frozenset(unread), {element_id: tuple(each.values()) for element_id, each in found.items()})
