"""The phase of a survey: which ones there are to choose from, and moving a survey that nobody has answered yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from participation.core import journal
from participation.core.clock import now
from participation.core.errors import Conflict
from participation.procedures.models import Phase, PhaseKind, PhaseText, Procedure, ProcedureText, StoredState
from participation.regions.actions import publish_change
from participation.surveys.audiences.staff_survey import StaffSurvey
from participation.surveys.models import Submission
from participation.web.languages import GERMAN


@dataclass(frozen=True)
class NamedPhase:
    """A survey phase with its German title and that of its procedure."""

    phase: Phase
    title: str
    procedure: str


def phases_ahead(session: Session, survey: StaffSurvey) -> Sequence[NamedPhase]:
    """The region's survey phases that are not over, the first first; drafts of procedures, too."""
    rows = session.exec(
        select(Phase, PhaseText.title, ProcedureText.title)
        .join(Procedure, col(Procedure.id) == col(Phase.procedure_id))
        .join(
            PhaseText,
            (col(PhaseText.phase_id) == col(Phase.id)) & (col(PhaseText.language) == GERMAN.tag),
            isouter=True,
        )
        .join(
            ProcedureText,
            (col(ProcedureText.procedure_id) == col(Procedure.id)) & (col(ProcedureText.language) == GERMAN.tag),
            isouter=True,
        )
        .where(
            Procedure.region_id == survey.row.region_id,
            col(Procedure.state).in_([StoredState.ACTIVE, StoredState.DRAFT]),
            Phase.kind == PhaseKind.SURVEY,
            Phase.closes_at > now(),
        )
        .order_by(col(Phase.opens_at), col(Phase.id))
    )
    return [NamedPhase(phase, title or "", procedure or "") for phase, title, procedure in rows]


def has_answers(session: Session, survey: StaffSurvey) -> bool:
    """Whether anybody has ever handed in a sheet, withdrawn ones among them."""
    handed_in = select(Submission.id).where(Submission.survey_id == survey.row.id).limit(1)
    return session.exec(handed_in).first() is not None


def ensure_unanswered(session: Session, survey: StaffSurvey) -> None:
    """Raises Conflict if somebody has answered."""
    if has_answers(session, survey):
        raise Conflict("Somebody has answered already, so the survey stays in its phase.")


def move_to_phase(session: Session, survey: StaffSurvey, phase: Phase) -> None:
    """Let the survey take answers in another phase, and belong to the procedure of that phase.

    Raises:
        Conflict: somebody has answered already.
    """
    ensure_unanswered(session, survey)
    row = survey.row
    details = {"before": str(row.phase_id) if row.phase_id else None, "phase": str(phase.id)}
    row.phase_id, row.procedure_id = phase.id, phase.procedure_id
    session.add(row)
    journal.record(
        session, "rescheduled", "survey", row.id, actor_id=survey.actor_id, region_id=row.region_id, details=details
    )
    publish_change(session, row.region_id)
