"""Official replies: one text below one contribution or many, published once, replaced only knowingly, with history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from participation.core.clock import now
from participation.core.errors import Conflict
from participation.threads.cases import case_of
from participation.threads.contributions import Contribution
from participation.threads.models import GivenReply, ModerationCase, OfficialReply
from participation.threads.moderation import Act, Moderated, possible_acts, record_act

LONGEST_SIGNATURE = 160
_NAMES_TITLE = "{titel}"


@dataclass(frozen=True)
class ReplyDraft:
    """A reply before it is given; `id` comes from the form, so that sending twice gives it once.

    `easy_text` says the same in Leichte Sprache; empty where nobody wrote that.
    """

    id: UUID
    text: str
    signature: str
    easy_text: str = ""


@dataclass(frozen=True)
class Recipient:
    """A contribution, locked, with the reply's texts filled in for it."""

    moderated: Moderated
    contribution: Contribution
    text: str
    easy_text: str = ""


def give_reply(
    session: Session,
    region_id: UUID,
    draft: ReplyDraft,
    recipients: Sequence[Recipient],
    actor_id: UUID,
    *,
    replaces: bool = False,
) -> bool:
    """Publish a reply below each contribution in the caller's write transaction; False if it was given before.

    Raises:
        Conflict: one of them cannot be replied to, or has a reply and `replaces` is not said.
    """
    if session.get(OfficialReply, draft.id) is not None:
        return False
    for one in recipients:
        if Act.REPLY not in possible_acts(one.contribution):
            raise Conflict("One of these contributions cannot be replied to any more. Please look again.")
        if one.contribution.official_reply and not replaces:
            raise Conflict("There is a reply already. Please say that the new one replaces it.")
    session.add(_stored(draft, region_id, actor_id))
    session.flush()
    for one in recipients:
        _give(session, draft, one, actor_id)
    session.flush()
    return True


def extend_reply(session: Session, reply: OfficialReply, recipients: Sequence[Recipient], actor_id: UUID) -> bool:
    """Publish a reply that others have below further contributions, as far as these have none; False if all have."""
    draft = ReplyDraft(reply.id, reply.text, reply.signature, reply.easy_text)
    without = [one for one in recipients if not one.contribution.official_reply]
    for one in without:
        _give(session, draft, one, actor_id)
    session.flush()
    return bool(without)


def present_reply(session: Session, case_ids: Sequence[UUID]) -> OfficialReply | None:
    """The last written of the replies that stand below these cases now."""
    return session.exec(
        select(OfficialReply)
        .join(GivenReply, col(GivenReply.reply_id) == col(OfficialReply.id))
        .where(col(GivenReply.case_id).in_(case_ids), col(GivenReply.replaced_at).is_(None))
        .order_by(col(OfficialReply.written_at).desc())
        .limit(1)
    ).first()


def _stored(draft: ReplyDraft, region_id: UUID, actor_id: UUID) -> OfficialReply:
    return OfficialReply(
        id=draft.id,
        region_id=region_id,
        text=draft.text,
        easy_text=draft.easy_text,
        signature=draft.signature,
        written_by=actor_id,
        written_at=now(),
    )


def _give(session: Session, draft: ReplyDraft, one: Recipient, actor_id: UUID) -> None:
    contribution = one.contribution
    case = case_of(session, contribution)
    _end_present(session, contribution, case, actor_id)
    had = bool(contribution.official_reply)
    session.add(GivenReply(reply_id=draft.id, case_id=case.id, text=one.text, easy_text=one.easy_text))
    contribution.official_reply, contribution.reply_signature = one.text, draft.signature
    contribution.replied_by, contribution.replied_at = actor_id, now()
    session.add(contribution)
    details = {"reply": str(draft.id)} | ({"replaced": "yes"} if had else {})
    record_act(session, "replied", one.moderated, contribution, actor_id, details)


def _end_present(session: Session, contribution: Contribution, case: ModerationCase, actor_id: UUID) -> None:
    present = session.exec(
        select(GivenReply).where(GivenReply.case_id == case.id, col(GivenReply.replaced_at).is_(None))
    ).all()
    for given in present:
        given.replaced_at = now()
        session.add(given)
    if contribution.official_reply and not present:  # given before there was a history
        earlier = OfficialReply(
            region_id=contribution.region_id,
            text=contribution.official_reply,
            signature=contribution.reply_signature,
            written_by=contribution.replied_by or actor_id,
            written_at=contribution.replied_at or now(),
        )
        session.add(earlier)
        session.flush()
        session.add(
            GivenReply(reply_id=earlier.id, case_id=case.id, text=contribution.official_reply, replaced_at=now())
        )


def forget_title(session: Session, contribution: Contribution, *titles: str) -> None:
    """Take the titles that a contribution has or had out of the replies that name it by {titel}; a dot line stays."""
    rows = session.exec(
        select(GivenReply)
        .join(OfficialReply, col(OfficialReply.id) == col(GivenReply.reply_id))
        .where(col(GivenReply.case_id) == contribution.case_id, col(OfficialReply.text).contains(_NAMES_TITLE))
    )
    for given in rows:
        is_present = contribution.official_reply == given.text
        for title in filter(None, titles):
            given.text = re.sub(rf"(?<!\w){re.escape(title)}(?!\w)", "…", given.text)
        if is_present:
            contribution.official_reply = given.text
        session.add(given)


def easy_replies(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, str]:
    """What the present replies say in Leichte Sprache, by case (which has the contribution's id), where they do."""
    rows = session.exec(
        select(GivenReply.case_id, GivenReply.easy_text).where(
            col(GivenReply.case_id).in_(case_ids), col(GivenReply.replaced_at).is_(None), GivenReply.easy_text != ""
        )
    )
    return dict(rows.all())


def earlier_replies(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, list[tuple[GivenReply, OfficialReply]]]:
    """Replies that were replaced, by case; one query for any number."""
    found: dict[UUID, list[tuple[GivenReply, OfficialReply]]] = {}
    rows = session.exec(
        select(GivenReply, OfficialReply)
        .join(OfficialReply, col(OfficialReply.id) == col(GivenReply.reply_id))
        .where(col(GivenReply.case_id).in_(case_ids), col(GivenReply.replaced_at).is_not(None))
        .order_by(col(GivenReply.replaced_at).desc())
        .limit(100)
    )
    for given, reply in rows:
        found.setdefault(given.case_id, []).append((given, reply))
    return found
