"""Drafts and what becomes of them: saved, handed in once, confirmed or replaced after a council's decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select, update

from participation.core.clock import now
from participation.core.errors import Conflict, NotNow
from participation.core.identifiers import digest, receipt_key_of
from participation.core.text import msgid
from participation.procedures.days import local_day
from participation.regions.actions import publish_change
from participation.statements.forms import SectionSheet, StatementSheet, stored_sheet
from participation.statements.models import (
    Addressee,
    Attachment,
    Statement,
    StatementDraft,
    StatementSection,
)
from participation.statements.places import Places
from participation.statements.rounds import Round
from participation.threads.contributions import client_key
from participation.threads.models import ContributionState, Way

IN_THE_FILE = msgid("The statement is in the attached file.")
TAKES_NOTHING = msgid(
    "Statements cannot be handed in now: it is too early, the deadline is over, or the round has ended."
)


@dataclass(frozen=True)
class Receipt:
    """How a statement came: on which day, in which way, and who typed it in. `committee` is of an oral one."""

    day: date
    way: Way = Way.ONLINE
    recorded_by: UUID | None = None
    committee: str = ""
    minutes: str = ""


def draft_of(session: Session, addressee: Addressee) -> StatementSheet:
    """What the addressee has written so far."""
    found = session.get(StatementDraft, addressee.id)
    return stored_sheet(found.document, found.revision) if found else StatementSheet()


def save_draft(session: Session, addressee: Addressee, sheet: StatementSheet) -> StatementSheet:
    """Keep what was written; the sheet to go on from.

    Raises:
        Conflict: somebody else with the same link has saved since this sheet was opened.
    """
    found = session.get(StatementDraft, addressee.id, with_for_update=True)
    if found and found.revision != sheet.base and found.document != sheet.document:
        raise Conflict("Somebody else has saved this statement meanwhile.")
    if found is None:
        found = StatementDraft(addressee_id=addressee.id, revision=0, saved_at=now())
    if found.document != sheet.document:
        found.document, found.revision, found.saved_at = sheet.document, found.revision + 1, now()
        session.add(found)
    addressee.drafted_at = found.saved_at
    session.add(addressee)
    session.flush()
    return replace(sheet, base=found.revision)


def still_writing(session: Session, addressee_id: UUID) -> Addressee | None:
    """The addressee, locked, if there is something to hand in: nothing came yet, or it waits for a council."""
    found = session.get_one(Addressee, addressee_id, with_for_update=True)
    return found if found.awaits_council or not statements_of(session, addressee_id) else None


def statements_of(session: Session, addressee_id: UUID) -> Sequence[Statement]:
    """Everything that an addressee handed in, the latest first."""
    chosen = select(Statement).where(Statement.addressee_id == addressee_id)
    return session.exec(chosen.order_by(col(Statement.number).desc())).all()


def is_handed_in(statements: Sequence[Statement], client_id: str) -> bool:
    """Whether one of the statements came with this client id, as a form sends it (a double tap)."""
    try:
        key = client_key(UUID(client_id))
    except ValueError:
        return False
    return any(bytes(one.key) == key for one in statements)


def open_files(session: Session, addressee_id: UUID) -> Sequence[Attachment]:
    """The attachments of the draft."""
    chosen = select(Attachment).where(Attachment.addressee_id == addressee_id, col(Attachment.statement_id).is_(None))
    return session.exec(chosen.order_by(col(Attachment.id))).all()


def hand_in(
    session: Session,
    asked: Round,
    addressee: Addressee,
    sheet: StatementSheet,
    client_id: UUID,
    places: Places,
    receipt: Receipt,
    *,
    file_words: str = IN_THE_FILE,
    files: Sequence[Attachment] | None = None,
) -> Statement:
    """Store a statement, in the caller's write transaction; the same client id again gives the stored one.

    A sheet without any words is a nil return unless there are files (those of the draft unless others are given); then
    `file_words` stands for what is in them.

    Raises:
        Conflict: the addressee has handed in already, and not subject to a council's decision.
        NotNow: it comes online and cannot be taken now.
    """
    addressee = session.get_one(Addressee, addressee.id, with_for_update=True)  # two tabs, one after the other
    key, earlier = client_key(client_id), statements_of(session, addressee.id)
    if again := next((one for one in earlier if bytes(one.key) == key), None):
        return again
    if earlier and not addressee.awaits_council:
        raise Conflict("A statement of this body has been handed in already.")
    if receipt.way is Way.ONLINE and not asked.takes(addressee, now()):
        raise NotNow(TAKES_NOTHING)
    files = open_files(session, addressee.id) if files is None else files
    said = sheet.said or ([SectionSheet("", file_words)] if files else [])
    row = _statement(asked, addressee, sheet, receipt, number=len(earlier) + 1)
    row.key, row.receipt_key, row.is_nil_return = key, receipt_key_of(client_id), not said
    _add(session, row, said, places, files)
    for one in earlier[:1]:
        _supersede(session, one, receipt.day)
    _close(session, addressee, row)
    return row


def _add(
    session: Session, row: Statement, said: Sequence[SectionSheet], places: Places, files: Sequence[Attachment]
) -> None:
    session.add(row)
    session.flush()
    session.add_all(_section(row, number, section, places) for number, section in enumerate(said, start=1))
    for file in files:
        file.statement_id = row.id
        session.add(file)


def confirm_decision(session: Session, addressee: Addressee, decided_on: date) -> None:
    """The council has agreed: what was handed in subject to its decision counts.

    Raises:
        Conflict: nothing waits for a council.
    """
    latest = next(iter(statements_of(session, addressee.id)), None)
    if latest is None or not addressee.awaits_council:
        raise Conflict("No statement of this body waits for a council decision.")
    latest.council_decided_on = decided_on
    addressee.awaits_council = False
    session.add(latest)
    session.add(addressee)
    session.flush()


def _statement(
    asked: Round, addressee: Addressee, sheet: StatementSheet, receipt: Receipt, *, number: int
) -> Statement:
    return Statement(
        region_id=asked.row.region_id,
        phase_id=asked.id,
        strategy_id=asked.row.strategy_id,
        version_id=asked.version.id,
        addressee_id=addressee.id,
        number=number,
        key=digest(""),
        receipt_key=digest(""),
        # What replaces a statement that came in time, after its council has decided, is not late.
        is_late=asked.is_late(addressee, receipt.day) if number == 1 else addressee.is_late,
        author=sheet.author,
        received_on=receipt.day,
        way=receipt.way,
        recorded_by=receipt.recorded_by,
        committee=receipt.committee,
        minutes=receipt.minutes,
        is_subject_to_council=sheet.is_subject_to_council,
        council_expected_on=sheet.expected_on if sheet.is_subject_to_council else None,
    )


def _section(row: Statement, position: int, section: SectionSheet, places: Places) -> StatementSection:
    place = places.of(section.place)
    return StatementSection(
        statement_id=row.id,
        position=position,
        region_id=row.region_id,
        strategy_id=row.strategy_id,
        thread_id=place.thread_id if place else None,
        element_id=place.element_id if place else None,
        block_id=place.block_id if place else None,
        text=section.text,
        received_on=row.received_on,
    )


def _supersede(session: Session, earlier: Statement, day: date) -> None:
    earlier.superseded_on = day
    session.add(earlier)
    sections = update(StatementSection).where(col(StatementSection.statement_id) == earlier.id)
    session.exec(sections.values(state=ContributionState.HIDDEN))
    if earlier.released_at:
        publish_change(session, earlier.region_id)


def _close(session: Session, addressee: Addressee, row: Statement) -> None:
    addressee.received_on, addressee.is_nil_return, addressee.is_late = row.received_on, row.is_nil_return, row.is_late
    addressee.awaits_council = row.is_subject_to_council
    addressee.drafted_at = None
    session.add(addressee)
    if draft := session.get(StatementDraft, addressee.id):
        session.delete(draft)
    session.flush()


def today() -> date:
    """The day in the county."""
    return local_day(now())
