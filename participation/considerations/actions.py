"""What changes considerations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from participation.considerations.entries import Entry
from participation.considerations.forms import ConsiderationSheet
from participation.considerations.kinds import ContributionKind
from participation.considerations.models import (
    DECIDED,
    PUBLIC,
    Consideration,
    ConsiderationRevision,
    ConsiderationState,
    Outcome,
)
from participation.considerations.rules import FOUR_EYES, may_release, needs_four_eyes
from participation.core.clock import now
from participation.core.errors import NotAllowed, NotNow
from participation.core.journal import record
from participation.regions.actions import publish_change
from participation.strategy.models import Block, Element, Strategy


def consider(
    session: Session,
    strategy: Strategy,
    entry: Entry,
    sheet: ConsiderationSheet,
    place: tuple[Element | None, Block | None],
    editor_id: UUID | None,
) -> Consideration:
    """Give a contribution an outcome with its rationale; what stood there before stays as a revision.

    Args:
        session: a writing session.
        strategy: the strategy that the contribution belongs to.
        entry: the contribution and its consideration so far.
        sheet: a sheet without problems; with `releases` everyone may read it from now on.
        place: the element and the block concerned.
        editor_id: who did it.

    Raises:
        NotNow: the council has decided; its decision is changed by another decision only.
        NotAllowed: with four eyes, who proposed it wants to release it, too.
    """
    found = entry.consideration or begun(strategy, entry)
    if found.state in DECIDED:
        raise NotNow("The council has decided on this contribution. Only another decision changes that.")
    says_the_same = _words(found) == _said(sheet)
    is_approved = says_the_same and may_release(found, editor_id, four_eyes=True)
    if sheet.releases and not is_approved and needs_four_eyes(session, strategy):
        raise NotAllowed(FOUR_EYES)
    was_public = found.state in PUBLIC
    found.outcome, found.rationale, found.easy_rationale, found.forwarded_to = _said(sheet)
    found.state = ConsiderationState.RELEASED if sheet.releases else ConsiderationState.PROPOSED
    found.element_id, found.block_id = (part.id if part else None for part in place)
    found.proposed_by = found.proposed_by if says_the_same else editor_id
    found.editor_id, found.changed_at = found.editor_id or editor_id, now()
    found.released_at = (found.released_at or found.changed_at) if sheet.releases else None
    _keep(session, strategy, found, editor_id, "considered", tells_public=was_public or found.state in PUBLIC)
    return found


_Words = tuple[Outcome | None, str, str, str]


def _words(found: Consideration) -> _Words:
    return found.outcome, found.rationale, found.easy_rationale, found.forwarded_to


def _said(sheet: ConsiderationSheet) -> _Words:
    forwarded_to = sheet.forwarded_to if sheet.outcome is Outcome.OUT_OF_REMIT else ""
    return sheet.outcome, sheet.rationale, sheet.easy_rationale, forwarded_to


def release(session: Session, strategy: Strategy, found: Consideration, actor_id: UUID | None) -> None:
    """Let everybody read a proposal as it is stored.

    Raises:
        NotAllowed: it is no proposal, or with four eyes the actor proposed it.
    """
    if not may_release(found, actor_id, four_eyes=needs_four_eyes(session, strategy)):
        raise NotAllowed(FOUR_EYES)
    found.state, found.changed_at = ConsiderationState.RELEASED, now()
    found.released_at = found.released_at or found.changed_at
    _keep(session, strategy, found, actor_id, "released", tells_public=True)


@dataclass(frozen=True)
class Assignment:
    """Who has it to do, and until when; None leaves what stands there."""

    editor_id: UUID | None = None
    department_id: UUID | None = None
    due_on: date | None = None


def assign(
    session: Session, strategy: Strategy, entry: Entry, given: Assignment, actor_id: UUID | None
) -> Consideration:
    """Give a contribution to an editor or a department with a deadline, before or after it has an outcome.

    Raises:
        NotNow: the council has decided.
    """
    found = entry.consideration or begun(strategy, entry)
    if found.state in DECIDED:
        raise NotNow("The council has decided on this contribution. Only another decision changes that.")
    found.editor_id = given.editor_id or found.editor_id
    found.department_id = given.department_id or found.department_id
    found.due_on = given.due_on or found.due_on
    if found.state is ConsiderationState.NEW:
        found.state = ConsiderationState.ASSIGNED
    session.add(found)
    session.flush()
    _journal(session, strategy, found, actor_id, "assigned")
    return found


@dataclass(frozen=True)
class Decision:
    """What the council made of a proposal: without `outcome` it confirms it, else it puts another in its place.

    `paper` is the number of the Drucksache, `link` its address in the county's information system.
    """

    decided_on: date
    paper: str = ""
    link: str = ""
    outcome: Outcome | None = None
    rationale: str = ""


def decide(
    session: Session, strategy: Strategy, found: Consideration, decision: Decision, actor_id: UUID | None
) -> None:
    """Put down the council's decision on a released consideration, or another decision on a decided one.

    Raises:
        NotNow: nobody has released a proposal yet.
    """
    if found.state not in PUBLIC or found.outcome is None:
        raise NotNow("The council decides on what was released. Please release the proposal first.")
    if decision.outcome is not None and decision.outcome is not found.outcome:
        found.outcome, found.rationale, found.easy_rationale = decision.outcome, decision.rationale, ""
    found.decided_on, found.decision_paper, found.decision_link = decision.decided_on, decision.paper, decision.link
    found.state, found.changed_at = ConsiderationState.DECIDED, now()
    _keep(session, strategy, found, actor_id, "decided", tells_public=True)


def begun(strategy: Strategy, entry: Entry) -> Consideration:
    """A new consideration of a contribution that has none, not stored yet."""
    ids = dict.fromkeys(ContributionKind, None) | {entry.kind: entry.contribution.id}
    return Consideration(
        strategy_id=strategy.id,
        comment_id=ids[ContributionKind.COMMENT],
        idea_id=ids[ContributionKind.IDEA],
        section_id=ids[ContributionKind.STATEMENT],
        motion_id=ids[ContributionKind.MOTION],
        created_at=now(),
        changed_at=now(),
    )


def _keep(
    session: Session,
    strategy: Strategy,
    found: Consideration,
    actor_id: UUID | None,
    act: str,
    *,
    tells_public: bool,
) -> None:
    """Store it, what it says as a revision, and who did it."""
    session.add(found)
    session.flush()
    session.add(
        ConsiderationRevision(
            consideration_id=found.id,
            state=found.state,
            outcome=found.outcome,
            rationale=found.rationale,
            easy_rationale=found.easy_rationale,
            forwarded_to=found.forwarded_to,
            editor_id=actor_id,
            at=found.changed_at,
        )
    )
    session.flush()
    _journal(session, strategy, found, actor_id, act)
    if tells_public:
        publish_change(session, strategy.region_id)


def _journal(session: Session, strategy: Strategy, found: Consideration, actor_id: UUID | None, act: str) -> None:
    subjects = {
        "comment": found.comment_id,
        "idea": found.idea_id,
        "statement section": found.section_id,
        "youth motion": found.motion_id,
        "survey": found.survey_id,
    }
    subject, subject_id = next((name, each) for name, each in subjects.items() if each)
    record(
        session,
        act,
        subject,
        subject_id,
        actor_id=actor_id,
        region_id=strategy.region_id,
        details={
            "consideration": str(found.id),
            "outcome": found.outcome.value if found.outcome else "",
            "state": found.state.value,
        },
    )
