"""The Terminplan: phases counted back from the council meeting, and what speaks against their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from participation.core.text import msgid
from participation.procedures.calendar import StateCalendar
from participation.procedures.models import PhaseKind
from participation.procedures.states import TAKING_PART

SHORTEST_DAYS = 28
SUBMISSION_DAYS = 21
_TAKE_PART = timedelta(weeks=6)
_EVALUATE = timedelta(weeks=6)
_ANNOUNCE = timedelta(weeks=2)
_REPORT = timedelta(weeks=8)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PlannedPhase:
    """A phase with its first and last day."""

    kind: PhaseKind
    opens: date
    closes: date


class Dated(Protocol):
    """Anything with a kind, a title and days; a phase as it is shown or edited."""

    @property
    def kind(self) -> PhaseKind:
        """What happens in it."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def opens(self) -> date:
        """The first day."""

    @property
    def closes(self) -> date:
        """The last day."""


@dataclass(frozen=True)
class Objection:
    """Something that speaks against a date, as an English msgid; never a reason to refuse the plan."""

    message: str
    params: dict[str, object] = field(default_factory=dict)


def submission_deadline(meeting_on: date, days_before: int) -> date:
    """The last day for handing in the paper to the council office (Einreichungsfrist)."""
    return meeting_on - timedelta(days=days_before)


def counted_back(meeting_on: date, days_before: int) -> list[PlannedPhase]:
    """A plan that ends with the council meeting and a report.

    The paper is handed in `days_before` days ahead of the meeting; evaluating takes the six weeks before that, taking
    part the six weeks before those, and two weeks more announce it.
    """
    handed_in = submission_deadline(meeting_on, days_before)
    evaluation = handed_in - _EVALUATE + _DAY
    taking_part = evaluation - _TAKE_PART
    return [
        PlannedPhase(PhaseKind.INFORMATION, taking_part - _ANNOUNCE, evaluation - _DAY),
        PlannedPhase(PhaseKind.SURVEY, taking_part, evaluation - _DAY),
        PlannedPhase(PhaseKind.COMMENTS, taking_part, evaluation - _DAY),
        PlannedPhase(PhaseKind.IDEAS, taking_part, evaluation - _DAY),
        PlannedPhase(PhaseKind.EVALUATION, evaluation, handed_in),
        PlannedPhase(PhaseKind.DECISION, handed_in + _DAY, meeting_on),
        PlannedPhase(PhaseKind.REPORT, meeting_on + _DAY, meeting_on + _REPORT),
    ]


def objections(
    phases: Sequence[Dated], meeting_on: date | None, days_before: int, calendar: StateCalendar | None
) -> Iterator[Objection]:
    """What speaks against the dates; in the order of the phases, the meeting last.

    Args:
        phases: of the procedure.
        meeting_on: when the council decides, if that is known.
        days_before: how many days before the meeting the paper is handed in.
        calendar: of the region's state, None for states without one.
    """
    for phase in phases:
        if phase.kind in TAKING_PART - {PhaseKind.INFORMATION}:
            yield from _too_short(phase)
            if calendar:
                yield from _in_the_way(phase, calendar)
    if meeting_on:
        yield from _too_late(phases, meeting_on, days_before)


def _too_short(phase: Dated) -> Iterator[Objection]:
    days = (phase.closes - phase.opens).days + 1
    if days < SHORTEST_DAYS:
        sentence = msgid("“%(phase)s” lasts %(days)s days. People need at least four weeks.")
        yield Objection(sentence, {"phase": phase.title, "days": days})


def _in_the_way(phase: Dated, calendar: StateCalendar) -> Iterator[Objection]:
    for holidays in calendar.holidays:
        if days := holidays.days_in(phase.opens, phase.closes):
            sentence = msgid("%(days)s days of “%(phase)s” lie in the school holidays (%(holidays)s).")
            yield Objection(sentence, {"days": days, "phase": phase.title, "holidays": holidays.name})
    for election in calendar.elections:
        if election.days_in(phase.opens, phase.closes):
            sentence = msgid("There is an election (%(election)s, %(day)s) during “%(phase)s”.")
            yield Objection(sentence, {"election": election.name, "day": election.first, "phase": phase.title})


def _too_late(phases: Sequence[Dated], meeting_on: date, days_before: int) -> Iterator[Objection]:
    deadline = submission_deadline(meeting_on, days_before)
    for phase in phases:
        if phase.kind is PhaseKind.DECISION and phase.closes < meeting_on:
            sentence = msgid("“%(phase)s” ends before the council meets on %(day)s.")
            yield Objection(sentence, {"phase": phase.title, "day": meeting_on})
        elif phase.kind in TAKING_PART | {PhaseKind.STATEMENTS, PhaseKind.EVALUATION} and phase.closes > deadline:
            sentence = msgid("“%(phase)s” ends after the paper has to be handed in on %(day)s.")
            yield Objection(sentence, {"phase": phase.title, "day": deadline})
