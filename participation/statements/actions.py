"""What staff do with a round: set it up, ask bodies, extend deadlines, release statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select, update

from participation.core.clock import now
from participation.core.errors import Conflict, Invalid
from participation.core.journal import record
from participation.procedures.models import Phase, Procedure, RoundSettings
from participation.regions.actions import publish_change
from participation.statements.models import (
    Addressee,
    Contact,
    DeadlineExtension,
    Statement,
    StatementRound,
    StatementSection,
)
from participation.statements.rounds import Round
from participation.strategy.models import Version, VersionState
from participation.threads.models import ContributionState


@dataclass(frozen=True)
class RoundSheet:
    """The settings of a round as staff enter them."""

    version_id: UUID
    is_closed: bool
    accepts_late: bool
    cover: str
    office: str


def set_up(session: Session, phase: Phase, sheet: RoundSheet, actor_id: UUID | None) -> None:
    """Begin a round on a phase, or change its settings; public pages follow.

    Raises:
        Invalid: the version is of another strategy, or unpublished while the round is open.
        Conflict: statements have come in, so the version and the circle stay as they are.
    """
    procedure = session.get_one(Procedure, phase.procedure_id)
    version = session.get(Version, sheet.version_id)
    if version is None or version.strategy_id != procedure.strategy_id:
        raise Invalid("Please choose a version of the strategy.")
    if not sheet.is_closed and version.state is not VersionState.PUBLISHED:
        raise Invalid("Only a closed round can be about a version that is not published.")
    settings = session.get(RoundSettings, phase.id) or RoundSettings(phase_id=phase.id)
    is_other = (settings.version_id, settings.is_closed) != (version.id, sheet.is_closed)
    if is_other and session.exec(select(Statement.id).where(Statement.phase_id == phase.id)).first():
        raise Conflict("Statements have come in already. The version and who may see the round stay as they are.")
    settings.version_id, settings.is_closed = version.id, sheet.is_closed
    row = session.get(StatementRound, phase.id) or StatementRound(
        phase_id=phase.id, region_id=procedure.region_id, strategy_id=version.strategy_id
    )
    row.accepts_late, row.cover, row.office = sheet.accepts_late, sheet.cover, sheet.office
    session.add(settings)
    session.add(row)
    session.flush()
    details = {"version": str(version.id), "closed": sheet.is_closed}
    record(session, "set up", "statement round", phase.id, actor_id=actor_id, region_id=row.region_id, details=details)
    publish_change(session, row.region_id)


def ask(session: Session, asked: Round, contacts: Iterable[Contact], actor_id: UUID | None) -> int:
    """Put bodies of the address book on the round's list; those that are on it stay as they are. How many are new."""
    on_it = set(session.exec(select(Addressee.name).where(Addressee.phase_id == asked.id)))
    new = [contact for contact in contacts if contact.name not in on_it]
    session.add_all(
        Addressee(
            phase_id=asked.id,
            contact_id=contact.id,
            name=contact.name,
            kind=contact.kind,
            email=contact.email,
            postal_address=contact.postal_address,
        )
        for contact in new
    )
    session.flush()
    if new:
        _journal(session, asked, "listed", asked.id, actor_id, {"addressees": len(new)})
    return len(new)


def take_off(session: Session, asked: Round, addressee: Addressee, actor_id: UUID | None) -> None:
    """Take a body off the list.

    Raises:
        Conflict: it has been invited or has handed in.
    """
    if addressee.invited_at or addressee.received_on:
        raise Conflict("This body has been invited already and stays on the list.")
    addressee_id = addressee.id
    session.delete(addressee)
    session.flush()
    _journal(session, asked, "unlisted", addressee_id, actor_id, {})


def mark_invited(
    session: Session, asked: Round, addressees: Sequence[Addressee], way: str, actor_id: UUID | None
) -> None:
    """Note that these bodies got their link, and by which way."""
    for addressee in addressees:
        addressee.invited_at = addressee.invited_at or now()
        session.add(addressee)
    session.flush()
    if addressees:
        _journal(session, asked, "invited", asked.id, actor_id, {"addressees": len(addressees), "way": way})


def mark_reminded(session: Session, asked: Round, addressees: Sequence[Addressee], actor_id: UUID | None) -> None:
    """Note that these bodies were reminded."""
    for addressee in addressees:
        addressee.reminded_at = now()
        session.add(addressee)
    session.flush()
    if addressees:
        _journal(session, asked, "reminded", asked.id, actor_id, {"addressees": len(addressees)})


def extend(
    session: Session, asked: Round, addressees: Sequence[Addressee], until: date, reason: str, actor_id: UUID | None
) -> list[Addressee]:
    """Extend the deadline of those that have not handed in and whose deadline is earlier; these.

    Raises:
        Conflict: there is nobody whose deadline would become longer.
    """
    longer = [one for one in addressees if one.received_on is None and asked.deadline_of(one) < until]
    if not longer:
        raise Conflict("Nobody's deadline would become longer: they have handed in, or have as much time already.")
    for addressee in longer:
        addressee.deadline = until
        session.add(addressee)
        session.add(
            DeadlineExtension(
                addressee_id=addressee.id, until=until, reason=reason, granted_at=now(), granted_by=actor_id
            )
        )
    session.flush()
    details: dict[str, object] = {"addressees": len(longer), "until": until.isoformat()}
    _journal(session, asked, "extended", longer[0].id if len(longer) == 1 else asked.id, actor_id, details)
    return longer


def release(session: Session, asked: Round, statement: Statement, actor_id: UUID | None) -> None:
    """Let everybody read a statement and its attachments.

    Raises:
        Conflict: the round is closed, or a later statement has taken its place.
    """
    if asked.is_closed:
        raise Conflict("Nothing of a closed round is ever published.")
    if statement.superseded_on or statement.released_at:
        raise Conflict("This statement is published already, or a later one has taken its place.")
    statement.released_at = now()
    session.add(statement)
    sections = update(StatementSection).where(col(StatementSection.statement_id) == statement.id)
    session.exec(sections.values(state=ContributionState.PUBLISHED, published_at=statement.released_at))
    _journal(session, asked, "published", statement.id, actor_id, {}, subject="statement")
    publish_change(session, statement.region_id)


def _journal(
    session: Session,
    asked: Round,
    action: str,
    subject_id: UUID,
    actor_id: UUID | None,
    details: dict[str, object],
    subject: str = "statement round",
) -> None:
    region_id = asked.row.region_id
    record(session, action, subject, subject_id, actor_id=actor_id, region_id=region_id, details=details)
