"""Procedures as open data: a line for each phase."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from participation.core.clock import now
from participation.core.text import msgid
from participation.procedures.reading import ShownProcedure, procedures_of
from participation.web.datasets import Column, Dataset, Piece, Value
from participation.web.languages import GERMAN
from participation.web.pages import Place


def _phases(session: Session, place: Place, _after: str) -> Piece:
    shown = procedures_of(session, place, GERMAN.tag, now())
    return Piece([line for procedure in shown for line in _lines(procedure)])


def _lines(procedure: ShownProcedure) -> Iterator[dict[str, Value]]:
    about: dict[str, Value] = {
        "procedure_id": procedure.id,
        "procedure": procedure.slug,
        "title": procedure.title,
        "state": procedure.state.value,
        "strategy_id": procedure.strategy_id,
        "meeting_on": procedure.meeting_on,
    }
    for phase in procedure.phases:
        yield about | {
            "phase_id": phase.id,
            "phase_kind": phase.kind.value,
            "phase_title": phase.title,
            "opens_on": phase.opens,
            "closes_on": phase.closes,
        }
    if not procedure.phases:
        yield about


DATASETS = (
    Dataset(
        "procedures",
        msgid("Procedures and their phases"),
        msgid("What people can or could take part in, and from when to when: a line for each phase."),
        (
            Column("procedure_id", msgid("Identifier of the procedure, stays the same for ever")),
            Column("procedure", msgid("Name of the procedure in addresses")),
            Column("title", msgid("Title")),
            Column("state", msgid("State: scheduled, open, evaluating, deciding, completed, cancelled or archived")),
            Column("strategy_id", msgid("Identifier of the strategy")),
            Column("meeting_on", msgid("Day of the meeting at which the council decides")),
            Column("phase_id", msgid("Identifier of the phase")),
            Column("phase_kind", msgid("Kind of the phase: survey, comments, ideas and others")),
            Column("phase_title", msgid("Title of the phase")),
            Column("opens_on", msgid("First day")),
            Column("closes_on", msgid("Last day")),
        ),
        _phases,
    ),
)
