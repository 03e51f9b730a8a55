"""A motion on its way: handed in by the body, taken over, extended, answered; each step is public."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from participation.core.errors import Conflict
from participation.core.journal import record
from participation.core.text import msgid
from participation.regions.actions import publish_change
from participation.regions.models import Department
from participation.youth_council.models import (
    Addressee,
    MotionState,
    MotionStep,
    StepKind,
    StepResult,
    YouthCouncil,
    YouthMotion,
)

_LATE = msgid("Somebody has decided about this already. Please look again.")


def hand_in(
    session: Session, council: YouthCouncil, motion: YouthMotion, addressee: Addressee, today: date, actor_id: UUID
) -> None:
    """Hand a motion in as a body: it gets a number, becomes public, and the clock begins to run.

    Raises:
        Conflict: it was handed in or taken off before.
    """
    if motion.state is not MotionState.DRAFT:
        raise Conflict(_LATE)
    highest = session.exec(select(func.max(YouthMotion.number)).where(YouthMotion.council_id == council.id)).one()
    motion.number = (highest or 0) + 1
    motion.state, motion.addressee = MotionState.HANDED_IN, addressee
    motion.handed_in_on, motion.due_on = today, today + timedelta(weeks=council.answer_weeks)
    _step(session, council.region_id, motion, "handed in", MotionStep(
        motion_id=motion.id, kind=StepKind.HANDED_IN, step_on=today, due_on=motion.due_on, actor_id=actor_id
    ))  # fmt: skip


def take_over(
    session: Session, region_id: UUID, motion: YouthMotion, department: Department, today: date, actor_id: UUID
) -> None:
    """A department is responsible from now on."""
    motion.department_id = department.id
    _step(session, region_id, motion, "took over", MotionStep(
        motion_id=motion.id, kind=StepKind.TAKEN_OVER, step_on=today, place=department.name, actor_id=actor_id
    ))  # fmt: skip


def extend(
    session: Session, region_id: UUID, motion: YouthMotion, due_on: date, reason: str, today: date, actor_id: UUID
) -> None:
    """Another day for the answer, with the reason in public.

    Raises:
        Conflict: it is answered already.
    """
    if motion.answered_on is not None:
        raise Conflict(_LATE)
    motion.due_on = due_on
    _step(session, region_id, motion, "extended", MotionStep(
        motion_id=motion.id, kind=StepKind.EXTENDED, step_on=today, due_on=due_on, text=reason, actor_id=actor_id
    ))  # fmt: skip


def answer(
    session: Session,
    region_id: UUID,
    motion: YouthMotion,
    words: tuple[str, str, str],
    today: date,
    actor_id: UUID,
) -> None:
    """The official answer: its text, the same in Leichte Sprache (or empty), and who signs.

    Raises:
        Conflict: it is answered already.
    """
    if motion.answered_on is not None:
        raise Conflict(_LATE)
    motion.answer, motion.easy_answer, motion.signed_by = words
    motion.answered_on = today
    _step(session, region_id, motion, "answered", MotionStep(
        motion_id=motion.id, kind=StepKind.ANSWERED, step_on=today, place=motion.signed_by, actor_id=actor_id
    ))  # fmt: skip


def record_committee(
    session: Session,
    region_id: UUID,
    motion: YouthMotion,
    decided: tuple[str, date, StepResult, str],
    actor_id: UUID,
) -> None:
    """What a committee did with it: its name, the day, the result, a sentence."""
    committee, day, result, text = decided
    _step(session, region_id, motion, "recorded a decision on", MotionStep(
        motion_id=motion.id, kind=StepKind.COMMITTEE, step_on=day, place=committee, result=result, text=text,
        actor_id=actor_id,
    ))  # fmt: skip


def _step(session: Session, region_id: UUID, motion: YouthMotion, act: str, step: MotionStep) -> None:
    session.add_all((motion, step))
    session.flush()
    record(session, act, "youth_motion", motion.id, actor_id=step.actor_id, region_id=region_id)
    publish_change(session, region_id)


def steps_of(session: Session, motion_id: UUID) -> list[MotionStep]:
    """The public steps of a motion in their order."""
    chosen = select(MotionStep).where(MotionStep.motion_id == motion_id)
    return list(session.exec(chosen.order_by(col(MotionStep.step_on), col(MotionStep.id))))
