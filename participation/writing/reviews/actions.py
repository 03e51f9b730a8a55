"""A test group's review: begun for some texts, noted sentence by sentence, concluded with a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.regions.actions import publish_change
from participation.strategy.models import BlockText, Strategy, TwinState
from participation.writing.draft import fingerprint
from participation.writing.twin_models import ProtocolEntry, Review, ReviewText
from participation.writing.twins.standing import Twin

FEWEST_TESTERS = 2  # rule P01: two or more people of the target group


@dataclass(frozen=True)
class Outcome:
    """What is recorded when a review is concluded; `names` are given by the testers to be shown."""

    testers: int
    day: date
    names: str
    may_be_named: bool


@dataclass(frozen=True)
class Remark:
    """What some of the testers said about one sentence."""

    block_id: UUID
    sentence: str
    not_understood: str
    proposal: str
    testers: int


def begin_review(
    session: Session, strategy: Strategy, tag: str, test_group: str, twins: Sequence[Twin], editor_id: UUID | None
) -> Review:
    """Give texts to a test group; they are being checked from now on.

    Raises:
        Conflict: there is no text among them.
    """
    written = [twin for twin in twins if twin.row and twin.text]
    if not written:
        raise Conflict("There is no text yet that a test group could read.")
    review = Review(strategy_id=strategy.id, language=tag, test_group=test_group, begun_at=now(), begun_by=editor_id)
    session.add(review)
    session.flush()
    for twin in written:
        session.add(ReviewText(review_id=review.id, block_id=twin.block.id))
        if twin.row:
            twin.row.state = TwinState.IN_CHECKING
            session.add(twin.row)
    session.flush()
    _journal(session, "began", strategy, review, editor_id, {"texts": len(written)})
    return review


def note(session: Session, review: Review, remark: Remark, editor_id: UUID | None) -> None:
    """Keep what was said about a sentence."""
    session.add(
        ProtocolEntry(
            review_id=review.id,
            block_id=remark.block_id,
            sentence=remark.sentence,
            not_understood=remark.not_understood,
            proposal=remark.proposal,
            testers=remark.testers,
            noted_at=now(),
            noted_by=editor_id,
        )
    )
    session.flush()


def settle(session: Session, review: Review, entry_id: UUID) -> None:
    """Mark that the text was changed for what was said, or that the testers agreed to leave it."""
    entry = session.exec(
        select(ProtocolEntry).where(ProtocolEntry.id == entry_id, ProtocolEntry.review_id == review.id)
    ).first()
    if entry is not None and entry.settled_at is None:
        entry.settled_at = now()
        session.add(entry)
        session.flush()


def conclude(session: Session, strategy: Strategy, review: Review, outcome: Outcome, editor_id: UUID | None) -> int:
    """Record the review: its texts are reviewed as they stand now. How many these are.

    Raises:
        Conflict: it was concluded before, something said is not settled, or too few people read the texts.
    """
    if review.concluded_at is not None:
        raise Conflict("This review has been concluded already.")
    if outcome.testers < FEWEST_TESTERS:
        raise Conflict("A review takes two testers or more.")
    if unsettled(session, review):
        raise Conflict("Some of what the testers said is not settled yet.")
    texts = _covered(session, review)
    for covered, row in texts:
        covered.hash, row.state = fingerprint(row.text), TwinState.REVIEWED
        session.add_all((covered, row))
    review.testers, review.reviewed_on = outcome.testers, outcome.day
    review.names, review.may_be_named = (outcome.names, True) if outcome.may_be_named else ("", False)
    review.concluded_at, review.concluded_by = now(), editor_id
    session.add(review)
    session.flush()
    _journal(session, "concluded", strategy, review, editor_id, {"texts": len(texts), "testers": outcome.testers})
    publish_change(session, strategy.region_id)
    return len(texts)


def unsettled(session: Session, review: Review) -> bool:
    """Whether something that testers said waits for an answer."""
    waiting = select(ProtocolEntry.id).where(
        ProtocolEntry.review_id == review.id, col(ProtocolEntry.settled_at).is_(None)
    )
    return session.exec(waiting.limit(1)).first() is not None


def _covered(session: Session, review: Review) -> list[tuple[ReviewText, BlockText]]:
    rows = session.exec(
        select(ReviewText, BlockText)
        .join(BlockText, col(BlockText.block_id) == col(ReviewText.block_id))
        .where(ReviewText.review_id == review.id, BlockText.language == review.language, BlockText.text != "")
    ).all()
    return [(covered, row) for covered, row in rows]


def _journal(
    session: Session, action: str, strategy: Strategy, review: Review, editor_id: UUID | None, counts: dict[str, int]
) -> None:
    record(session, action, "review", review.id, actor_id=editor_id, region_id=strategy.region_id, details=counts)
