"""Papers of the council as open data: a line for each step of their deliberation, of private meetings only the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from participation.core.text import msgid
from participation.papers.api import consultation_item
from participation.papers.models import Paper
from participation.papers.queries import Step, public_outcome_of, public_papers, steps_of
from participation.web.datasets import Column, Dataset, Piece, Value
from participation.web.pages import Place


def _papers(session: Session, place: Place, _after: str) -> Piece:
    papers = public_papers(session, place.id)
    steps = steps_of(session, [paper.id for paper in papers])
    return Piece([line for paper in papers for line in _lines(paper, steps[paper.id])])


def _lines(paper: Paper, steps: Sequence[Step]) -> Iterator[dict[str, Value]]:
    outcome = public_outcome_of(steps)
    about: dict[str, Value] = {
        "paper_id": paper.id,
        "kind": paper.kind.value,
        "number": paper.number,
        "day": paper.day,
        "subject": paper.subject,
        "state": paper.state.value,
        "outcome": outcome.value if outcome else None,
        "version_id": paper.version_id,
        "parent_id": paper.parent_id,
        "link": paper.link,
    }
    for step in steps:
        yield about | consultation_item(step).model_dump()
    if not steps:
        yield about


def _modified(session: Session, place: Place) -> datetime | None:
    return session.exec(select(func.max(col(Paper.released_at))).where(col(Paper.region_id) == place.id)).one()


DATASETS = (
    Dataset(
        "papers",
        msgid("Papers of the council"),
        msgid("Published papers and what the bodies made of them: a line for each step of their deliberation."),
        (
            Column("paper_id", msgid("Identifier of the paper, stays the same for ever")),
            Column("kind", msgid("Kind of the paper")),
            Column("number", msgid("Number of the Drucksache")),
            Column("day", msgid("Day of the paper")),
            Column("subject", msgid("Subject")),
            Column("state", msgid("State of the paper, such as in_deliberation, adopted or rejected")),
            Column("outcome", msgid("What the council made of it; empty until it has decided")),
            Column("version_id", msgid("Identifier of the version that the paper is about")),
            Column("parent_id", msgid("Identifier of the paper that this one amends")),
            Column("link", msgid("Address in the council's own information system")),
            Column("meeting_on", msgid("Day of the meeting")),
            Column("is_public", msgid("1: the body met in public; of others only the day is told")),
            Column("organization", msgid("Body")),
            Column("decides", msgid("1: this body decides, others recommend")),
            Column("result", msgid("Result, such as adopted, rejected, amended, postponed or noted")),
            Column("votes_for", msgid("Votes for")),
            Column("votes_against", msgid("Votes against")),
            Column("abstained", msgid("Abstentions")),
            Column("note", msgid("Note")),
        ),
        _papers,
        _modified,
    ),
)
