"""What pages ask about rounds, addressees and statements; a fixed number of queries each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, tuple_
from sqlmodel import Session, col, select

from participation.core.errors import NotFound
from participation.procedures.models import RoundSettings
from participation.statements.models import (
    Addressee,
    AddresseeKind,
    Attachment,
    Contact,
    DeadlineExtension,
    Statement,
    StatementRound,
    StatementSection,
)
from participation.statements.rounds import Round
from participation.statements.standing import Mark, Standing, condition_of

PAGE = 50


@dataclass(frozen=True)
class Narrowed:
    """Which addressees of a round; None is any."""

    standing: Standing | Mark | None = None
    kind: AddresseeKind | None = None


def addressees(
    session: Session, asked: Round, narrowed: Narrowed, today: date, after: Addressee | None, limit: int | None = PAGE
) -> Sequence[Addressee]:
    """Addressees by name; those that follow `after`, and one more than `limit` if there is a next page."""
    chosen = select(Addressee).where(Addressee.phase_id == asked.id)
    if narrowed.standing is not None:
        chosen = chosen.where(condition_of(narrowed.standing, asked.last_day, today))
    if narrowed.kind is not None:
        chosen = chosen.where(Addressee.kind == narrowed.kind)
    if after is not None:
        chosen = chosen.where(tuple_(col(Addressee.name), col(Addressee.id)) > (after.name, after.id))
    chosen = chosen.order_by(col(Addressee.name), col(Addressee.id))
    return session.exec(chosen if limit is None else chosen.limit(limit + 1)).all()


def addressee_in(session: Session, asked: Round, addressee_id: UUID) -> Addressee:
    """An addressee of the round.

    Raises:
        NotFound: there is none.
    """
    found = session.get(Addressee, addressee_id)
    if found is None or found.phase_id != asked.id:
        raise NotFound("There is no such addressee in this round.")
    return found


def counts(session: Session, asked: Round, today: date) -> Mapping[Standing | Mark, int]:
    """How many addressees are how far; one query."""
    kinds: list[Standing | Mark] = [*Standing, *Mark]
    sums = [func.coalesce(func.sum(case((condition_of(kind, asked.last_day, today), 1), else_=0)), 0) for kind in kinds]
    row = session.execute(select(*sums).where(col(Addressee.phase_id) == asked.id)).one()
    return dict(zip(kinds, (int(number) for number in row), strict=True))


def sizes(session: Session, rounds: Collection[UUID]) -> Mapping[UUID, tuple[int, int]]:
    """How many addressees rounds have, and how many of them have handed in."""
    rows = session.execute(
        select(col(Addressee.phase_id), func.count(), func.count(col(Addressee.received_on)))
        .where(col(Addressee.phase_id).in_(rounds))
        .group_by(col(Addressee.phase_id))
    )
    return {phase: (number, received) for phase, number, received in rows}


def contacts(session: Session, region_id: UUID) -> Sequence[Contact]:
    """The address book of a region by kind and name."""
    chosen = select(Contact).where(Contact.region_id == region_id, col(Contact.is_active).is_(True))
    return session.exec(chosen.order_by(col(Contact.kind), col(Contact.name))).all()


def extensions(session: Session, addressee_id: UUID) -> Sequence[DeadlineExtension]:
    """Every extension of an addressee's deadline, the latest first."""
    chosen = select(DeadlineExtension).where(DeadlineExtension.addressee_id == addressee_id)
    return session.exec(chosen.order_by(col(DeadlineExtension.granted_at).desc())).all()


def sections_of(session: Session, statements: Collection[UUID]) -> Mapping[UUID, list[StatementSection]]:
    """The sections of statements in their order."""
    chosen = select(StatementSection).where(col(StatementSection.statement_id).in_(statements))
    found: dict[UUID, list[StatementSection]] = {statement: [] for statement in statements}
    for section in session.exec(chosen.order_by(col(StatementSection.position))):
        found[section.statement_id].append(section)
    return found


@dataclass(frozen=True)
class Body:
    """Who made a statement; one of a closed circle must not be told of in public."""

    name: str
    is_closed: bool


def bodies_of(session: Session, sections: Collection[UUID]) -> Mapping[UUID, Body]:
    """Who said it, by the id of a section."""
    rows = session.execute(
        select(col(StatementSection.id), col(Addressee.name), col(RoundSettings.is_closed))
        .join(Statement, col(Statement.id) == col(StatementSection.statement_id))
        .join(Addressee, col(Addressee.id) == col(Statement.addressee_id))
        .join(RoundSettings, col(RoundSettings.phase_id) == col(Statement.phase_id))
        .where(col(StatementSection.id).in_(sections))
    )
    return {section: Body(name, bool(is_closed)) for section, name, is_closed in rows}


def files_of(session: Session, statements: Collection[UUID]) -> Mapping[UUID, list[Attachment]]:
    """The attachments of statements."""
    chosen = select(Attachment).where(col(Attachment.statement_id).in_(statements))
    found: dict[UUID, list[Attachment]] = {statement: [] for statement in statements}
    for file in session.exec(chosen.order_by(col(Attachment.id))):
        if file.statement_id:
            found[file.statement_id].append(file)
    return found


def attachment_in(session: Session, region_id: UUID, attachment_id: UUID) -> tuple[Attachment, Addressee]:
    """An attachment of the region with whose it is.

    Raises:
        NotFound: there is none.
    """
    row = session.exec(
        select(Attachment, Addressee)
        .join(Addressee, col(Addressee.id) == col(Attachment.addressee_id))
        .join(StatementRound, col(StatementRound.phase_id) == col(Addressee.phase_id))
        .where(Attachment.id == attachment_id, StatementRound.region_id == region_id)
    ).first()
    if row is None:
        raise NotFound("There is no such file.")
    return row


def released_statement(session: Session, region_id: UUID, statement_id: UUID) -> tuple[Statement, Addressee]:
    """A statement that everybody may read.

    Raises:
        NotFound: there is none, it is not released, or a later one has taken its place.
    """
    found = session.get(Statement, statement_id)
    if found is None or found.region_id != region_id or found.released_at is None:
        raise NotFound("There is no such statement.")
    if not found.is_public:
        raise NotFound("A later statement of this body has taken the place of this one.")
    return found, session.get_one(Addressee, found.addressee_id)


def released_statements(
    session: Session, region_id: UUID, after: Statement | None, limit: int = PAGE
) -> Sequence[tuple[Statement, str]]:
    """Released statements that count now with the name of the body, the latest first; one more than `limit`."""
    chosen = (
        select(Statement, Addressee.name)
        .join(Addressee, col(Addressee.id) == col(Statement.addressee_id))
        .where(
            Statement.region_id == region_id,
            col(Statement.released_at).is_not(None),
            col(Statement.superseded_on).is_(None),
        )
        .order_by(col(Statement.received_on).desc(), col(Statement.id).desc())
    )
    if after is not None:
        place = tuple_(col(Statement.received_on), col(Statement.id))
        chosen = chosen.where(place < (after.received_on, after.id))
    return session.exec(chosen.limit(limit + 1)).all()
