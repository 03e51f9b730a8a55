"""Motions inside a body: proposing, discussing, amending; each in the caller's transaction, one writer a body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.core.journal import record
from participation.threads.contributions import client_key, contribution_id
from participation.youth_council.insiders import Insider
from participation.youth_council.models import (
    Amendment,
    AmendmentState,
    MotionState,
    Origin,
    YouthComment,
    YouthCouncil,
    YouthMotion,
)
from participation.youth_council.reporting import watch
from participation.youth_council.voting import begin_again
from participation.youth_council.wording import MotionSheet


def propose(
    session: Session,
    council_id: UUID,
    sheet: MotionSheet,
    element_id: UUID | None,
    author: Insider | str,
    today: date,
) -> YouthMotion:
    """A new draft in a body; the same form sent twice makes one.

    Args:
        session: writing, with the body's lock held.
        council_id: whose draft it becomes.
        sheet: without problems.
        element_id: the field or goal that it is about.
        author: somebody inside, or the name of a school class.
        today: the local day.
    """
    known = sent_before(session, sheet.client_id)
    if known is not None:
        return known
    label, member = (author, None) if isinstance(author, str) else ("", author.member)
    motion = YouthMotion(
        id=contribution_id(today),
        council_id=council_id,
        key=client_key(sheet.client_id),
        title=sheet.title,
        text=sheet.text,
        reason=sheet.reason,
        element_id=element_id,
        origin=Origin.SCHOOL_CLASS if label else Origin.MEMBER if member else Origin.BODY,
        author_id=member.id if member else None,
        author_label=label,
        created_on=today,
    )
    session.add(motion)
    session.flush()
    region_id = session.get_one(YouthCouncil, council_id).region_id
    watch(session, region_id, today, f"{sheet.title}\n{sheet.text}\n{sheet.reason}", motion_id=motion.id)
    return motion


def sent_before(session: Session, client_id: UUID) -> YouthMotion | None:
    """The motion that this very form has made already."""
    return session.exec(select(YouthMotion).where(YouthMotion.key == client_key(client_id))).first()


def comment_on(session: Session, motion: YouthMotion, insider: Insider, client_id: UUID, text: str, day: date) -> None:
    """Say something about a motion; the same form sent twice says it once."""
    key = client_key(client_id)
    if session.exec(select(YouthComment.id).where(YouthComment.key == key)).first() is not None:
        return
    comment = YouthComment(
        id=contribution_id(day),
        motion_id=motion.id,
        position=_next_position(session, YouthComment, motion.id),
        key=key,
        member_id=insider.member.id if insider.member else None,
        is_coordinator=insider.is_coordinator,
        text=text,
        written_on=day,
    )
    session.add(comment)
    session.flush()
    watch(session, insider.council.region_id, day, text, comment_id=comment.id)


def amend(
    session: Session, motion: YouthMotion, insider: Insider, client_id: UUID, words: Mapping[str, str], day: date
) -> None:
    """Propose another wording; what authors propose for their own motion holds at once.

    `words` has the new `text` and a `reason`.
    """
    key = client_key(client_id)
    if session.exec(select(Amendment.id).where(Amendment.key == key)).first() is not None:
        return
    is_own = insider.wrote(motion.author_id)
    amendment = Amendment(
        id=contribution_id(day),
        motion_id=motion.id,
        position=_next_position(session, Amendment, motion.id),
        key=key,
        member_id=insider.member.id if insider.member else None,
        is_coordinator=insider.is_coordinator,
        base_text=motion.text,
        text=words["text"],
        reason=words["reason"],
        proposed_on=day,
    )
    session.add(amendment)
    session.flush()
    watch(session, insider.council.region_id, day, words["text"], amendment_id=amendment.id)
    if is_own:
        decide_amendment(session, motion, amendment, day, accepted=True, by_body=False)


def decide_amendment(
    session: Session, motion: YouthMotion, amendment: Amendment, day: date, *, accepted: bool, by_body: bool
) -> None:
    """Take a wording over, or decline it.

    Raises:
        Conflict: it was decided before.
    """
    if amendment.state is not AmendmentState.OPEN:
        raise Conflict("This was decided already. Please look again.")
    amendment.state = AmendmentState.ACCEPTED if accepted else AmendmentState.DECLINED
    amendment.decided_on, amendment.is_decided_by_body = day, by_body
    if accepted:
        motion.text = amendment.text
        begin_again(session, motion, now())
    session.add_all((amendment, motion))


def close_motion(session: Session, motion: YouthMotion, region_id: UUID, actor_id: UUID | None) -> None:
    """Take a draft out of the body's list.

    Raises:
        Conflict: it is no draft any more.
    """
    if motion.state is not MotionState.DRAFT:
        raise Conflict("This was decided already. Please look again.")
    motion.state = MotionState.CLOSED
    session.add(motion)
    record(session, "closed", "youth_motion", motion.id, actor_id=actor_id, region_id=region_id)


def _next_position(session: Session, model: type[YouthComment | Amendment], motion_id: UUID) -> int:
    highest = select(func.max(col(model.position))).where(col(model.motion_id) == motion_id)
    return int(session.exec(highest).one() or 0) + 1
