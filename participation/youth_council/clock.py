"""The answer clock of a motion: received, under way, overdue, answered; all of it follows from dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from participation.core.text import msgid
from participation.procedures.days import day_begins
from participation.youth_council.models import YouthMotion


class ClockState(StrEnum):
    """Where the clock stands."""

    RECEIVED = "received"  # nobody is responsible yet
    RUNNING = "running"
    OVERDUE = "overdue"
    ANSWERED = "answered"


CLOCK_NAMES = {
    ClockState.RECEIVED: msgid("Received"),
    ClockState.RUNNING: msgid("The answer is being written"),
    ClockState.OVERDUE: msgid("Overdue"),
    ClockState.ANSWERED: msgid("Answered"),
}


@dataclass(frozen=True)
class Clock:
    """The clock of one motion on one day.

    `days` counts to the last day for the answer, or since it when overdue; of an answered motion from receipt to
    answer. `was_late` says that an answer came after its day.
    """

    state: ClockState
    received_on: date
    due_on: date
    days: int
    was_late: bool = False

    @property
    def name(self) -> str:
        """The state in words, a msgid."""
        return CLOCK_NAMES[self.state]


def clock_of(motion: YouthMotion, today: date) -> Clock:
    """Where the clock of a motion that was handed in stands; the last day itself is not overdue.

    Raises:
        ValueError: it was not handed in.
    """
    if motion.handed_in_on is None or motion.due_on is None:
        raise ValueError(f"Motion {motion.id} was not handed in.")
    if motion.answered_on is not None:
        took = (motion.answered_on - motion.handed_in_on).days
        late = motion.answered_on > motion.due_on
        return Clock(ClockState.ANSWERED, motion.handed_in_on, motion.due_on, took, late)
    if today > motion.due_on:
        return Clock(ClockState.OVERDUE, motion.handed_in_on, motion.due_on, (today - motion.due_on).days)
    state = ClockState.RECEIVED if motion.department_id is None else ClockState.RUNNING
    return Clock(state, motion.handed_in_on, motion.due_on, (motion.due_on - today).days)


def next_midnight(today: date) -> datetime:
    """When every clock moves on: the beginning of the next local day."""
    return day_begins(today + timedelta(days=1))
