"""What moderation did, in numbers, per procedure: outcomes, reasons, days, appeals, flags."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from participation.procedures.models import Phase, Procedure, ProcedureText, StoredState
from participation.procedures.rounds import is_for_all
from participation.threads.models import ContributionState, Flag, ModerationCase, RejectionReason
from participation.threads.moderation import Moderated
from participation.web.languages import GERMAN

_STATE = ContributionState
OUTCOMES = (
    _STATE.PUBLISHED,
    _STATE.PUBLISHED_REDACTED,
    _STATE.REJECTED,
    _STATE.HIDDEN,
    _STATE.PENDING,
    _STATE.WITHDRAWN,
)


@dataclass
class Figures:
    """The numbers of one procedure; `days` counts decisions by days from receipt."""

    id: UUID
    title: str = ""
    tag: str = GERMAN.tag
    outcomes: Counter[ContributionState] = field(default_factory=Counter)
    reasons: Counter[RejectionReason] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    appeals: Counter[str] = field(default_factory=Counter)
    flags: int = 0

    @property
    def received(self) -> int:
        """How many contributions came in."""
        return sum(self.outcomes.values())

    @property
    def median_days(self) -> int | None:
        """Half of the decisions took at most so many days."""
        return quantile(self.days, 0.5)

    @property
    def most_days(self) -> int | None:
        """Nine of ten decisions took at most so many days."""
        return quantile(self.days, 0.9)


def quantile(counts: Mapping[int, int], share: float) -> int | None:
    """The smallest value that at least this share of the counted values does not exceed; None for no values."""
    wanted, seen = math.ceil(share * sum(counts.values())), 0
    for value in sorted(counts):
        seen += counts[value]
        if seen >= wanted:
            return value
    return None


def figures(session: Session, kinds: Sequence[Moderated], region_id: UUID, language: str) -> list[Figures]:
    """The figures of a region's public procedures that have contributions, the newest first; counted in the database.

    Rounds for an invited circle are left out.
    """
    found: dict[UUID, Figures] = {}
    for kind in kinds:
        table: Any = kind.table
        for procedure, state, reason, count in session.execute(
            _grouped(table, region_id, col(table.state), col(table.rejection_reason))
        ):
            one = found.setdefault(procedure, Figures(procedure))
            one.outcomes[state] += count
            if reason is not None and state in {_STATE.REJECTED, _STATE.HIDDEN}:
                one.reasons[reason] += count
        _count_cases(session, table, region_id, found)
    _name(session, found, language)
    return sorted(found.values(), key=lambda one: str(one.id), reverse=True)


def _grouped(table: Any, region_id: UUID, *columns: Any) -> Any:
    return (
        select(col(Phase.procedure_id), *columns, func.count())
        .select_from(table)
        .join(Phase, col(Phase.id) == table.phase_id)
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .where(table.region_id == region_id, col(Procedure.state) != StoredState.DRAFT, is_for_all(col(table.phase_id)))
        .group_by(col(Phase.procedure_id), *columns)
    )


def _count_cases(session: Session, table: Any, region_id: UUID, found: dict[UUID, Figures]) -> None:
    case = col(ModerationCase.id) == col(table.case_id)
    days = _grouped(table, region_id, col(ModerationCase.decision_days)).join(ModerationCase, case)
    for procedure, value, count in session.execute(days.where(col(ModerationCase.decision_days).is_not(None))):
        found[procedure].days[value] += count
    appeals = _grouped(table, region_id, col(ModerationCase.appeal_granted)).join(ModerationCase, case)
    for procedure, granted, count in session.execute(appeals.where(col(ModerationCase.appealed_on).is_not(None))):
        found[procedure].appeals["open" if granted is None else "granted" if granted else "denied"] += count
    flags = (
        _grouped(table, region_id).join(ModerationCase, case).join(Flag, col(Flag.case_id) == col(ModerationCase.id))
    )
    for procedure, count in session.execute(flags):
        found[procedure].flags += count


def _name(session: Session, found: dict[UUID, Figures], language: str) -> None:
    texts = select(ProcedureText).where(
        col(ProcedureText.procedure_id).in_(list(found)), col(ProcedureText.language).in_({language, GERMAN.tag})
    )
    for text in session.scalars(texts):
        one = found[text.procedure_id]
        if text.language == language or not one.title:
            one.title, one.tag = text.title, text.language
