"""Official replies from the desk: one text, filled in for each contribution that gets it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from babel.dates import format_date
from sqlmodel import Session, col, select

from participation.admin.moderation.acts import Row
from participation.admin.moderation.forms import ReplySheet
from participation.crowd.duplicates import mates_of
from participation.regions.actions import publish_change
from participation.threads.contributions import LONGEST_TEXT
from participation.threads.models import PUBLIC_STATES
from participation.threads.moderation import Context, Moderated
from participation.threads.prepared_texts import filled
from participation.threads.replies import Recipient, extend_reply, give_reply, present_reply
from participation.web.languages import GERMAN


def give(
    session: Session,
    kinds: Sequence[Moderated],
    region_id: UUID,
    rows: Sequence[Row],
    sheet: ReplySheet,
    actor_id: UUID,
) -> bool:
    """Give the reply of a sheet without problems to each of the locked rows; False if it was given before.

    What a person has confirmed to say the same gets it, too, unless it has a reply that shall not be replaced.

    Raises:
        Conflict: one of the rows has a reply already and the sheet does not say that it is replaced.
    """
    mates = [row for row in same_rows(session, kinds, region_id, rows) if sheet.replaces or not row[1].official_reply]
    recipients = _recipients(session, [*rows, *mates], (sheet.text, sheet.easy_text))
    return give_reply(session, region_id, sheet.draft, recipients, actor_id, replaces=sheet.replaces)


@dataclass(frozen=True)
class PassingOn:
    """What a group's reply does when a person has confirmed that one more contribution says the same."""

    kinds: Sequence[Moderated]

    def pass_on(self, session: Session, region_id: UUID, receipt_key: bytes, actor_id: UUID) -> None:
        """Give the reply that stands below some of a group to its public ones that have none, in this transaction."""
        keys = {receipt_key, *mates_of(session, [receipt_key]).get(receipt_key, ())}
        rows = _public_rows(session, self.kinds, region_id, keys, lock=True)
        reply = present_reply(session, [row.case_id for _kind, row in rows if row.case_id])
        if reply is None:
            return
        if extend_reply(session, reply, _recipients(session, rows, (reply.text, reply.easy_text)), actor_id):
            publish_change(session, region_id)


def _recipients(session: Session, rows: Sequence[Row], texts: tuple[str, str]) -> list[Recipient]:
    """Rows with the texts of a reply, standard and Leichte Sprache, filled in for each."""
    found = []
    for kind in {id(kind): kind for kind, _row in rows}.values():
        mine = [row for one, row in rows if one is kind]
        contexts = kind.contexts(session, mine, GERMAN.tag)
        for row in mine:
            values = _values(row, contexts[row.id])
            found.append(Recipient(kind, row, *(filled(text, values)[:LONGEST_TEXT] for text in texts)))
    return found


def same_rows(
    session: Session, kinds: Sequence[Moderated], region_id: UUID, rows: Sequence[Row], *, lock: bool = True
) -> list[Row]:
    """Public contributions of which a person has confirmed that they say the same as a public one among the rows."""
    own = {bytes(row.receipt_key) for _kind, row in rows}
    public = [bytes(row.receipt_key) for _kind, row in rows if row.is_public]
    keys = frozenset().union(*mates_of(session, public).values()) - own if public else frozenset()
    return _public_rows(session, kinds, region_id, keys, lock=lock)


def _public_rows(
    session: Session, kinds: Sequence[Moderated], region_id: UUID, keys: Collection[bytes], *, lock: bool
) -> list[Row]:
    found: list[Row] = []
    for kind in kinds if keys else ():
        table = kind.table
        chosen = select(table).where(col(table.receipt_key).in_(keys), col(table.region_id) == region_id)
        chosen = chosen.where(col(table.state).in_(PUBLIC_STATES)).order_by(col(table.id))
        found += [(kind, row) for row in session.scalars(chosen.with_for_update() if lock else chosen)]
    return found


def _values(contribution: Any, context: Context) -> Mapping[str, str]:
    return {
        "thema": context.about or context.strategy,
        "strategie": context.strategy,
        "titel": context.title,
        "eingang": format_date(contribution.received_on, "d. MMMM y", locale=GERMAN.locale),
    }
