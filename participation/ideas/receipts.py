"""Ideas found again by receipt code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete, select

from participation.coding.segments import lose
from participation.core.clock import now
from participation.core.text import msgid
from participation.crowd.index import forget, renew
from participation.ideas.endorsing import uncount
from participation.ideas.models import LONGEST_TITLE, STAGE_NAMES, Endorsement, Idea, IdeaPicture, IdeaSpot
from participation.ideas.pictures import forget_picture
from participation.ideas.places import places_of
from participation.ideas.queries import steps_of
from participation.procedures.models import ModerationMode
from participation.procedures.rounds import settings_of
from participation.threads.editing import Words, change_words, changeable_until
from participation.threads.models import ContributionState
from participation.threads.own_data import own_data
from participation.threads.receipts import PageLink, Step, TracedContribution
from participation.threads.replies import easy_replies
from participation.threads.withdrawing import withdraw_contribution
from participation.threads.wording import Problem


def public_page(idea_id: UUID) -> PageLink:
    """Where a public idea stands."""
    return PageLink("read_idea", {"idea": idea_id})


def find(session: Session, receipt_key: bytes) -> TracedContribution | None:
    """The idea of a receipt code, with its steps."""
    idea = session.exec(select(Idea).where(Idea.receipt_key == receipt_key)).first()
    if idea is None:
        return None
    place = places_of(session, [idea], idea.language)[idea.id]
    return TracedContribution(
        kind="idea",
        label=msgid("Your idea"),
        id=idea.id,
        region_id=idea.region_id,
        received_on=idea.received_on,
        state=idea.state,
        about=" – ".join(words.text for words in (place.strategy, place.title) if words),
        title=idea.title,
        text=idea.text,
        rejection_reason=idea.rejection_reason,
        message_to_author=idea.message_to_author,
        official_reply=idea.official_reply,
        easy_reply=easy_replies(session, [idea.id]).get(idea.id, "") if idea.official_reply else "",
        language=idea.language,
        reply_signature=idea.reply_signature,
        author_name=idea.author_name,
        changeable_until=changeable_until(idea, settings_of(session, idea.phase_id).edit_minutes, now()),
        replied_at=idea.replied_at,
        steps=tuple(
            Step(step.stage.value, STAGE_NAMES[step.stage], step.reached_on, step.sentence)
            for step in steps_of(session, idea.id)
        ),
        link=public_page(idea.id) if idea.is_public else None,
    )


def find_endorsement(session: Session, receipt_key: bytes) -> TracedContribution | None:
    """The endorsement of a receipt code; it counts as long as its idea is public."""
    endorsement = session.exec(select(Endorsement).where(Endorsement.receipt_key == receipt_key)).first()
    idea = session.get(Idea, endorsement.idea_id) if endorsement else None
    if endorsement is None or idea is None:
        return None
    return TracedContribution(
        kind="endorsement",
        label=msgid("Support for an idea"),
        id=endorsement.id,
        region_id=idea.region_id,
        received_on=endorsement.received_on,
        state=ContributionState.PUBLISHED if idea.is_public else ContributionState.HIDDEN,
        about=idea.title if idea.is_public else "",
        link=public_page(idea.id) if idea.is_public else None,
    )


def withdraw(session: Session, receipt_key: bytes) -> bool:
    """Take the idea of a receipt code back, without its words, place and picture; False if there is nothing to do."""
    forget(session, receipt_key)
    idea = session.exec(select(Idea).where(Idea.receipt_key == receipt_key)).first()
    if idea is not None:
        session.exec(delete(IdeaSpot).where(col(IdeaSpot.idea_id) == idea.id))
        forget_picture(session, idea.id)
    return withdraw_contribution(session, Idea, "idea", receipt_key, words=("title", "text", "author_name"))


def withdraw_endorsement(session: Session, receipt_key: bytes) -> bool:
    """Delete the endorsement of a receipt code, so that nobody counts it; False if there is none."""
    wanted = select(Endorsement).where(Endorsement.receipt_key == receipt_key).with_for_update()
    endorsement = session.exec(wanted).first()
    if endorsement is None:
        return False
    uncount(session, endorsement)
    return True


def change(session: Session, receipt_key: bytes, words: Words) -> Sequence[Problem] | None:
    """Put other words into the idea of a receipt code; None if the code leads to none.

    Raises:
        NotNow: it cannot be changed any more.
    """
    found = session.exec(select(Idea).where(Idea.receipt_key == receipt_key).with_for_update()).first()
    if found is None:
        return None
    problems = words.problems(LONGEST_TITLE)
    if not problems:
        settings = settings_of(session, found.phase_id)
        change_words(
            session,
            found,
            "idea",
            words,
            until=changeable_until(found, settings.edit_minutes, now()),
            stays_public=settings.moderation is ModerationMode.AFTER,
        )
        renew(session, receipt_key)
        lose(session, receipt_key)
    return problems


def stored_about(session: Session, receipt_key: bytes) -> dict[str, Any] | None:
    """Everything that is stored about the idea of a receipt code."""
    found = own_data(session, Idea, receipt_key)
    if found is None:
        return None
    spot, picture = session.get(IdeaSpot, found["id"]), session.get(IdeaPicture, found["id"])
    return found | {
        "place": {"cell": spot.cell, "words": spot.words} if spot else None,
        "picture": {"description": picture.description, "released_on": picture.released_on} if picture else None,
    }
