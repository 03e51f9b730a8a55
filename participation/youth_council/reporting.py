"""Worries that somebody reported: stored without a name, told to who looks after the children, forgotten in time."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from sqlalchemy import func
from sqlmodel import Session, col, delete, or_, select

from participation.accounts.models import Account, Role, RoleGrant
from participation.core.identifiers import digest
from participation.core.journal import record
from participation.core.mail import post
from participation.threads.contributions import client_key, contribution_id
from participation.threads.watched_words import stored_words, word_list
from participation.youth_council.models import Amendment, YouthComment, YouthReport
from participation.youth_council.models.room import LONGEST_REPORT

STAYS = timedelta(days=90)
_SUBJECT = "Jugendbereich: Jemand hat etwas gemeldet"
_TEXT = (
    "Im Jugendbereich der Beteiligungsplattform wartet eine neue Meldung.\n\n"
    "Bitte sehen Sie heute noch nach: Verwaltung, Jugend, Meldungen.\n\n"
    "Aus Gründen des Datenschutzes steht der Inhalt nicht in dieser E-Mail.\n"
)


def report(
    session: Session,
    region_id: UUID,
    client_id: UUID,
    today: date,
    *,
    text: str = "",
    motion_id: UUID | None = None,
    comment_id: UUID | None = None,
    amendment_id: UUID | None = None,
) -> None:
    """Keep a report in the caller's transaction; the same form sent twice is one.

    The first one that is open is told by e-mail to everybody who looks after the children of the region.
    """
    key = client_key(client_id)
    if session.exec(select(YouthReport.id).where(YouthReport.key == key)).first() is not None:
        return
    is_first = open_reports(session, region_id) == 0
    session.add(
        YouthReport(
            id=contribution_id(today),
            region_id=region_id,
            key=key,
            payload_hash=digest(text),
            motion_id=motion_id,
            comment_id=comment_id,
            amendment_id=amendment_id,
            text=text,
            reported_on=today,
        )
    )
    session.flush()
    if is_first:
        for email in _protectors(session, region_id):
            post(session, email, _SUBJECT, _TEXT)


def watch(session: Session, region_id: UUID, today: date, text: str, **subject: UUID) -> None:
    """Point the moderators to words of the region's list; a hit never decides by itself.

    `subject` is the `motion_id`, `comment_id` or `amendment_id` that the text belongs to.
    """
    entries = stored_words(session, region_id)
    hits = word_list(entries).hits(text) if entries else ()
    if hits:
        found = ", ".join(dict.fromkeys(hit.entry for hit in hits))[:LONGEST_REPORT]
        report(session, region_id, uuid4(), today, text=found, **subject)


def open_reports(session: Session, region_id: UUID) -> int:
    """How many reports wait."""
    waiting = (YouthReport.region_id == region_id, col(YouthReport.done_on).is_(None))
    return session.exec(select(func.count()).select_from(YouthReport).where(*waiting)).one()


def _protectors(session: Session, region_id: UUID) -> list[str]:
    chosen = (
        select(Account.email)
        .join(RoleGrant, col(RoleGrant.account_id) == col(Account.id))
        .where(
            col(RoleGrant.role).in_([Role.YOUTH_COORDINATOR, Role.YOUTH_MODERATOR]),
            or_(col(RoleGrant.region_id).is_(None), RoleGrant.region_id == region_id),
            col(Account.disabled_at).is_(None),
            col(Account.is_demo).is_(False),
        )
        .distinct()
    )
    return list(session.exec(chosen))


def waits(
    session: Session, *, motion_id: UUID | None = None, comment_id: UUID | None = None, amendment_id: UUID | None = None
) -> bool:
    """Whether somebody has flagged this very thing already and nobody was done with it yet: once is enough."""
    same = (
        YouthReport.motion_id == motion_id,
        YouthReport.comment_id == comment_id,
        YouthReport.amendment_id == amendment_id,
        YouthReport.text == "",
        col(YouthReport.done_on).is_(None),
    )
    return session.exec(select(YouthReport.id).where(*same)).first() is not None


def settle(session: Session, row: YouthReport, today: date, actor_id: UUID, *, hide: bool) -> None:
    """Be done with a report; with `hide` its subject inside goes out of sight."""
    subject: YouthComment | Amendment | None = None
    if row.comment_id:
        subject = session.get(YouthComment, row.comment_id)
    elif row.amendment_id:
        subject = session.get(Amendment, row.amendment_id)
    if subject is not None and hide:
        subject.is_hidden = True
        session.add(subject)
    row.done_on, row.done_by = today, actor_id
    session.add(row)
    details = {"hidden": hide and subject is not None}
    record(session, "settled", "youth_report", row.id, actor_id=actor_id, region_id=row.region_id, details=details)


def forget_reports(session: Session, today: date) -> None:
    """Delete reports ninety days after somebody was done with them."""
    session.exec(delete(YouthReport).where(col(YouthReport.done_on) < today - STAYS))
