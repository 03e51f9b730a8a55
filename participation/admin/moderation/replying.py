"""Official replies from the desk: one text, filled in for each contribution that gets it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from babel.dates import format_date
from sqlmodel import Session

from participation.admin.moderation.acts import Row
from participation.admin.moderation.forms import ReplySheet
from participation.threads.contributions import LONGEST_TEXT
from participation.threads.moderation import Context
from participation.threads.prepared_texts import filled
from participation.threads.replies import Recipient, give_reply
from participation.web.languages import GERMAN
from participation.web.visit import Visit


def reply_to(visit: Visit, rows: Sequence[Row], sheet: ReplySheet, actor_id: UUID) -> bool:
    """Give the reply of a sheet without problems to each of the locked rows; False if it was given before.

    Raises:
        Conflict: one of them has a reply already and the sheet does not say that it is replaced.
    """
    return give(visit.db, visit.place.id, rows, sheet, actor_id)


def give(session: Session, region_id: UUID, rows: Sequence[Row], sheet: ReplySheet, actor_id: UUID) -> bool:
    """The same in a transaction of one's own."""
    recipients = []
    for kind in {id(kind): kind for kind, _row in rows}.values():
        mine = [row for one, row in rows if one is kind]
        contexts = kind.contexts(session, mine, GERMAN.tag)
        recipients += [
            Recipient(kind, row, filled(sheet.text, _values(row, contexts[row.id]))[:LONGEST_TEXT]) for row in mine
        ]
    return give_reply(session, region_id, sheet.draft, recipients, actor_id, replaces=sheet.replaces)


def _values(contribution: Any, context: Context) -> Mapping[str, str]:
    return {
        "thema": context.about or context.strategy,
        "strategie": context.strategy,
        "titel": context.title,
        "eingang": format_date(contribution.received_on, "d. MMMM y", locale=GERMAN.locale),
    }
