"""What makes the moderators' desk of the demo lively: a report, an appeal, a proposal, a word list, departments."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from participation.accounts.models import Account
from participation.comments.models import Comment
from participation.core.clock import now
from participation.core.identifiers import digest
from participation.regions.models import Department, Region
from participation.threads.cases import case_of
from participation.threads.models import (
    ContributionState,
    Flag,
    FlagReason,
    ModerationNote,
    RejectionReason,
    TextKind,
)
from participation.threads.prepared_texts import store_texts
from participation.threads.watched_words import store_words

_DEPARTMENTS = ("Fachdienst Kreisentwicklung", "Fachdienst Mobilität", "Fachdienst Soziales")
_WORDS = ("Idiot", "Blödmann", "=Pack", "Lügner", "Abzocke")
_REPLIES = {
    "Dank": "Vielen Dank für Ihren Beitrag zu „{thema}“ vom {eingang}. Wir nehmen ihn in die Abwägung auf.",
    "Nicht zuständig": "Vielen Dank. Für „{thema}“ ist der Landkreis nicht allein zuständig. "
    "Wir geben Ihren Hinweis weiter.",
}


def add_demo_moderation(session: Session, region: Region) -> int:
    """Add it once; how many departments were added. The mailbox of each is left empty, so that no mail waits."""
    if session.exec(select(Department).where(Department.region_id == region.id)).first():
        return 0
    session.add_all(Department(region_id=region.id, name=name) for name in _DEPARTMENTS)
    store_words(session, region.id, _WORDS)
    store_texts(session, region.id, TextKind.REPLY, _REPLIES)
    colleague = session.exec(select(Account.id).where(Account.email == "admin@demo.example")).first()
    if colleague is not None:
        _add_reports(session, region)
        _add_proposal(session, region, colleague)
        _add_appeal(session, region, colleague)
    session.flush()
    return len(_DEPARTMENTS)


def _first(session: Session, region: Region, state: ContributionState) -> Comment | None:
    chosen = select(Comment).where(Comment.region_id == region.id, Comment.state == state)
    return session.exec(chosen.where(col(Comment.case_id).is_(None)).order_by(col(Comment.id)).limit(1)).first()


def _add_reports(session: Session, region: Region) -> None:
    comment = _first(session, region, ContributionState.PUBLISHED)
    if comment is None:
        return
    case = case_of(session, comment)
    for number, reason in enumerate((FlagReason.PERSONAL_DATA, FlagReason.OTHER)):
        key = digest(f"demo:{comment.id}:{number}")
        text = "Simulierte Meldung: Ist die Person damit einverstanden?" if number == 0 else ""
        flag = Flag(case_id=case.id, key=key, payload_hash=key, reason=reason, text=text, received_on=now().date())
        session.add(flag)
        case.open_flags += 1
    session.add(case)


def _add_proposal(session: Session, region: Region, colleague: UUID) -> None:
    comment = _first(session, region, ContributionState.PENDING)
    if comment is None:
        return
    case = case_of(session, comment)
    case.proposed_by, case.proposed_reason = colleague, RejectionReason.OFF_TOPIC
    session.add(case)
    note = "Simulierte Notiz: Ich bin unsicher, bitte noch einmal ansehen."
    session.add(ModerationNote(case_id=case.id, author_id=colleague, text=note, written_at=now()))


def _add_appeal(session: Session, region: Region, colleague: UUID) -> None:
    comment = _first(session, region, ContributionState.REJECTED)
    if comment is None:
        return
    case = case_of(session, comment)
    case.decided_by, case.decided_at = colleague, now()
    case.decision_days = (now().date() - comment.received_on).days
    case.appeal = "Simulierter Einspruch: Ich meine das sachlich. Bitte lesen Sie noch einmal."
    case.appealed_on = now().date()
    session.add(case)
