"""Rounds of statements as everybody here needs them: the phase with its texts, version, dates and settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session, col

from participation.core.errors import NotFound
from participation.procedures.days import last_day, local_day
from participation.procedures.models import (
    Phase,
    PhaseKind,
    PhaseText,
    Procedure,
    ProcedureText,
    RoundSettings,
    StoredState,
)
from participation.statements.models import Addressee, StatementRound
from participation.strategy.models import StrategyText, Version
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class Round:
    """A phase for statements that is set up; texts are German, since the formal round is."""

    phase: Phase
    procedure: Procedure
    row: StatementRound
    version: Version
    is_closed: bool
    title: str
    procedure_title: str
    strategy_title: str

    @property
    def id(self) -> UUID:
        """The phase's id."""
        return self.phase.id

    @property
    def last_day(self) -> date:
        """The last day for everybody without an extension."""
        return last_day(self.phase.closes_at)

    @property
    def is_running(self) -> bool:
        """Whether its procedure goes on; a closed round may be held while it is being prepared."""
        state = self.procedure.state
        return state is StoredState.ACTIVE or (self.is_closed and state is StoredState.DRAFT)

    def deadline_of(self, addressee: Addressee) -> date:
        """The addressee's last day."""
        return addressee.deadline or self.last_day

    def takes(self, addressee: Addressee, moment: datetime) -> bool:
        """Whether the addressee may hand in at the moment."""
        in_time = self.row.accepts_late or local_day(moment) <= self.deadline_of(addressee)
        return self.is_running and self.phase.opens_at <= moment and in_time

    def is_late(self, addressee: Addressee, day: date) -> bool:
        """Whether something that came on that day came after the addressee's last day."""
        return day > self.deadline_of(addressee)


@dataclass(frozen=True)
class Phaselike:
    """A phase for statements that nobody has set up yet."""

    phase: Phase
    title: str
    procedure_title: str


def rounds_of(session: Session, region_id: UUID) -> list[Round]:
    """All rounds of a region that are set up, the latest first; drafts of procedures too."""
    chosen = _rounds().where(col(StatementRound.region_id) == region_id)
    return [_round(row) for row in session.execute(chosen.order_by(col(Phase.opens_at).desc(), col(Phase.id)))]


def round_of(session: Session, region_id: UUID, phase_id: UUID) -> Round:
    """A round of the region.

    Raises:
        NotFound: there is none, or it is not set up.
    """
    chosen = _rounds().where(col(StatementRound.region_id) == region_id, col(StatementRound.phase_id) == phase_id)
    found = session.execute(chosen).first()
    if found is None:
        raise NotFound("There is no such round of statements.")
    return _round(found)


def phases_to_set_up(session: Session, region_id: UUID) -> Sequence[Phaselike]:
    """Phases for statements of procedures with a strategy that have no settings yet."""
    rows = session.execute(
        select(Phase, col(PhaseText.title), col(ProcedureText.title))
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .join(ProcedureText, col(ProcedureText.procedure_id) == col(Procedure.id))
        .outerjoin(PhaseText, (col(PhaseText.phase_id) == col(Phase.id)) & (col(PhaseText.language) == GERMAN.tag))
        .outerjoin(StatementRound, col(StatementRound.phase_id) == col(Phase.id))
        .where(
            col(Phase.kind) == PhaseKind.STATEMENTS,
            col(Procedure.region_id) == region_id,
            col(Procedure.strategy_id).is_not(None),
            col(ProcedureText.language) == GERMAN.tag,
            col(StatementRound.phase_id).is_(None),
        )
        .order_by(col(Phase.opens_at), col(Phase.id))
    )
    return [Phaselike(phase, title or "", procedure_title) for phase, title, procedure_title in rows]


def _rounds() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Phase,
            Procedure,
            StatementRound,
            Version,
            col(RoundSettings.is_closed),
            col(PhaseText.title),
            col(ProcedureText.title),
            col(StrategyText.title),
        )
        .join(Phase, col(Phase.id) == col(StatementRound.phase_id))
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .join(RoundSettings, col(RoundSettings.phase_id) == col(Phase.id))
        .join(Version, col(Version.id) == col(RoundSettings.version_id))
        .outerjoin(PhaseText, (col(PhaseText.phase_id) == col(Phase.id)) & (col(PhaseText.language) == GERMAN.tag))
        .outerjoin(
            ProcedureText,
            (col(ProcedureText.procedure_id) == col(Procedure.id)) & (col(ProcedureText.language) == GERMAN.tag),
        )
        .outerjoin(
            StrategyText,
            (col(StrategyText.strategy_id) == col(StatementRound.strategy_id))
            & (col(StrategyText.language) == GERMAN.tag),
        )
        .select_from(StatementRound)
    )


def _round(row: Any) -> Round:
    phase, procedure, own, version, is_closed, title, procedure_title, strategy_title = row
    return Round(
        phase, procedure, own, version, bool(is_closed), title or "", procedure_title or "", strategy_title or ""
    )
