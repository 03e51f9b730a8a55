"""Where a procedure stands: derived from its phases' dates, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from participation.procedures.models import Phase, PhaseKind, Procedure, StoredState

TAKING_PART = frozenset(
    {PhaseKind.INFORMATION, PhaseKind.SURVEY, PhaseKind.COMMENTS, PhaseKind.IDEAS, PhaseKind.PRIORITIES}
)


class ProcedureState(StrEnum):
    """The states of product.md: some are stored, the others follow from the dates."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OPEN = "open"
    EVALUATING = "evaluating"
    DECIDING = "deciding"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


def state_of(procedure: Procedure, phases: Sequence[Phase], moment: datetime) -> ProcedureState:
    """Where the procedure stands at the moment.

    Open from the first phase until the last one for taking part has closed; deciding from the beginning of the
    decision; completed when the last phase before the report has closed; evaluating in between.
    """
    if procedure.state is not StoredState.ACTIVE:
        return ProcedureState(procedure.state.value)
    if not phases or moment < min(phase.opens_at for phase in phases):
        return ProcedureState.SCHEDULED
    if any(phase.kind in TAKING_PART and moment < phase.closes_at for phase in phases):
        return ProcedureState.OPEN
    work = [phase for phase in phases if phase.kind is not PhaseKind.REPORT]
    if all(moment >= phase.closes_at for phase in work):
        return ProcedureState.COMPLETED
    if any(phase.kind is PhaseKind.DECISION and moment >= phase.opens_at for phase in work):
        return ProcedureState.DECIDING
    return ProcedureState.EVALUATING


def is_open(phase: Phase, moment: datetime) -> bool:
    """Whether the moment lies between the phase's dates."""
    return phase.opens_at <= moment < phase.closes_at
