"""What changes papers: begun on a frozen version, written, handed in, dispatched, released, withdrawn."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, func, select

from participation.core.clock import now
from participation.core.days import local_day
from participation.core.errors import Conflict, NotNow
from participation.core.journal import record
from participation.papers.contents import present_content
from participation.papers.goal_words import frozen_words, goal_rows, proposable, proposed_goals
from participation.papers.jobs import ask_for_documents
from participation.papers.models import Annex, Paper, PaperGoal, PaperKind, PaperState
from participation.papers.queries import settings_of, steps_of
from participation.papers.staff.forms import TEXTS, PaperSheet
from participation.papers.staff.obstacles import obstacles
from participation.regions.actions import publish_change
from participation.strategy.models import Strategy, Version

_WRITTEN_ON = "The paper has been handed in. Withdraw it, or write a supplementary paper."
_NEXT = {
    PaperState.DRAFT: PaperState.HANDED_IN,
    PaperState.HANDED_IN: PaperState.DISPATCHED,
    PaperState.DISPATCHED: PaperState.RELEASED,
}


def begin_paper(
    session: Session, strategy: Strategy, version: Version, kind: PaperKind, subject: str, actor_id: UUID | None
) -> Paper:
    """A draft on a frozen version, with its visions and strategic goals as the proposal.

    Args:
        session: a writing session.
        strategy: the strategy of the version.
        version: the published version that the council is to read.
        kind: any but a supplement, which begins with `supplement_paper`.
        subject: the Betreff.
        actor_id: who begins it.
    """
    today = local_day(now())
    paper = Paper(
        region_id=strategy.region_id,
        version_id=version.id,
        kind=kind,
        year=today.year,
        day=today,
        subject=subject,
        annexes=[Annex.STRATEGY.value, Annex.REPORT.value],
        created_at=now(),
        changed_at=now(),
    )
    return _begun(session, paper, version, actor_id)


def supplement_paper(session: Session, parent: Paper, version: Version, actor_id: UUID | None) -> Paper:
    """A draft that supplements a paper: its number is its parent's with the next figure behind it (69-1/2017).

    Raises:
        NotNow: the parent has no number yet.
    """
    if parent.serial is None or parent.parent_id is not None:
        raise NotNow("Only a paper with a number of its own can be supplemented.")
    last = session.exec(select(func.max(Paper.supplement)).where(Paper.parent_id == parent.id)).one()
    paper = Paper(
        region_id=parent.region_id,
        version_id=version.id,
        parent_id=parent.id,
        kind=PaperKind.SUPPLEMENT,
        serial=parent.serial,
        supplement=(last or 0) + 1,
        year=parent.year,
        day=local_day(now()),
        file_reference=parent.file_reference,
        office=parent.office,
        subject=parent.subject,
        annexes=list(parent.annexes),
        created_at=now(),
        changed_at=now(),
    )
    return _begun(session, paper, version, actor_id)


def _begun(session: Session, paper: Paper, version: Version, actor_id: UUID | None) -> Paper:
    session.add(paper)
    session.flush()
    for position, node in enumerate(proposable(session, version)):
        session.add(PaperGoal(paper_id=paper.id, element_id=node.id, position=position, text=frozen_words(node)))
    session.flush()
    _journal(session, "began", paper, actor_id)
    return paper


def save_paper(session: Session, paper: Paper, sheet: PaperSheet, actor_id: UUID | None) -> None:
    """Write what a sheet without problems says; a goal without words is left out of the proposal.

    Raises:
        NotNow: the paper has been handed in.
        Conflict: another paper of that year has the number.
    """
    _check_is_draft(paper)
    day = sheet.day or paper.day
    if paper.parent_id is None:
        _check_number_is_free(session, paper, sheet.serial, day)
        paper.serial, paper.year = sheet.serial, day.year
    paper.subject, paper.day, paper.link = sheet.subject, day, sheet.link
    paper.file_reference, paper.office = sheet.file_reference, sheet.office
    for name in TEXTS:
        setattr(paper, name, sheet.texts[name])
    paper.checks, paper.annexes, paper.changed_at = sheet.checks, list(sheet.annexes), now()
    session.add(paper)
    for row in goal_rows(session, paper.id):
        row.text = sheet.goals.get(str(row.element_id), row.text)
        if row.text:
            session.add(row)
        else:
            session.delete(row)
    session.flush()
    _journal(session, "changed", paper, actor_id)


def _check_number_is_free(session: Session, paper: Paper, serial: int | None, day: date) -> None:
    taken = select(Paper.id).where(
        Paper.region_id == paper.region_id,
        Paper.year == day.year,
        Paper.serial == serial,
        Paper.supplement == 0,
        col(Paper.id) != paper.id,
    )
    if serial is not None and session.exec(taken).first() is not None:
        raise Conflict("Another paper of this year has this number.")


def take_frozen_words(session: Session, paper: Paper, actor_id: UUID | None) -> None:
    """Give every goal of the proposal the words of the frozen version again.

    Raises:
        NotNow: the paper has been handed in.
    """
    _check_is_draft(paper)
    frozen = {goal.element_id: goal.frozen for goal in proposed_goals(session, paper)}
    for row in goal_rows(session, paper.id):
        row.text = frozen[row.element_id] or row.text
        session.add(row)
    session.flush()
    _journal(session, "took frozen words for", paper, actor_id)


def advance(session: Session, paper: Paper, actor_id: UUID | None) -> None:
    """Hand in, then dispatch, then release: one step at a time, so that nobody reads it before the members.

    Raises:
        NotNow: something stands against handing in, or nothing follows.
    """
    following = _NEXT.get(paper.state)
    if following is None:
        raise NotNow("Nothing follows for this paper.")
    if following is PaperState.HANDED_IN:
        goals, steps = proposed_goals(session, paper), steps_of(session, [paper.id])[paper.id]
        if obstacles(session, paper, settings_of(session, paper.region_id), goals, steps):
            raise NotNow("Something stands against handing the paper in. The page says what.")
        paper.content, paper.handed_in_at = present_content(session, paper), now()
    elif following is PaperState.DISPATCHED:
        paper.dispatched_at = now()
    else:
        paper.released_at = now()
        publish_change(session, paper.region_id)
    paper.state, paper.changed_at = following, now()
    session.add(paper)
    session.flush()
    ask_for_documents(session, paper)
    _journal(session, following.value.replace("_", " "), paper, actor_id)


def withdraw(session: Session, paper: Paper, actor_id: UUID | None) -> None:
    """Take a paper back; one that was public stays readable as withdrawn, one handed in early becomes a draft again.

    Raises:
        NotNow: there is nothing to take back.
    """
    if paper.state in (PaperState.DRAFT, PaperState.WITHDRAWN):
        raise NotNow("There is nothing to take back.")
    if paper.state is PaperState.HANDED_IN:
        paper.state, paper.handed_in_at, paper.content = PaperState.DRAFT, None, {}
    else:
        paper.state = PaperState.WITHDRAWN
        publish_change(session, paper.region_id)
    paper.changed_at = now()
    session.add(paper)
    session.flush()
    _journal(session, "withdrew", paper, actor_id)


def _check_is_draft(paper: Paper) -> None:
    if paper.state is not PaperState.DRAFT:
        raise NotNow(_WRITTEN_ON)


def _journal(session: Session, action: str, paper: Paper, actor_id: UUID | None) -> None:
    details = {"number": paper.number, "state": paper.state.value}
    record(session, action, "paper", paper.id, actor_id=actor_id, region_id=paper.region_id, details=details)
