"""Amendments by council groups: another wording for a block of the frozen text, merged into the strategy's draft."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, select

from participation.core.clock import now
from participation.core.errors import NotFound, NotNow
from participation.core.journal import record
from participation.goals.actions import Grounds, change_wording
from participation.goals.forms import LONGEST_REASON
from participation.papers.amendments import amendable
from participation.papers.models import Amendment, AmendmentState, Paper
from participation.papers.queries import is_public, strategy_of
from participation.papers.staff.forms import AmendmentSheet
from participation.regions.actions import publish_change
from participation.strategy.models import Block, Element, VersionText
from participation.web.languages import GERMAN
from participation.writing.draft import draft_blocks, fingerprint
from participation.writing.wording import Wording

_AMENDMENT = "Änderungsantrag"


def submit_amendment(session: Session, paper: Paper, sheet: AmendmentSheet, actor_id: UUID | None) -> Amendment:
    """Keep what a council group wants to read instead.

    Raises:
        NotNow: the members do not have the paper yet.
        NotFound: the frozen text has no such block.
    """
    if paper.dispatched_at is None:
        raise NotNow("Amendments follow when the members have the paper.")
    known = {str(block_id): block_id for block_id, _words in amendable(session, paper)}
    if sheet.block not in known or sheet.day is None:
        raise NotFound("There is no such part of the strategy.")
    amendment = Amendment(
        paper_id=paper.id,
        block_id=known[sheet.block],
        council_group=sheet.council_group,
        day=sheet.day,
        wording=sheet.wording,
        reason=sheet.reason,
    )
    session.add(amendment)
    session.flush()
    _told(session, paper, amendment, "submitted", actor_id)
    return amendment


def amendment_by_id(session: Session, paper: Paper, amendment_id: UUID) -> Amendment:
    """An amendment to this paper.

    Raises:
        NotFound: there is none of that id.
    """
    found = session.get(Amendment, amendment_id)
    if found is None or found.paper_id != paper.id:
        raise NotFound("There is no such amendment.")
    return found


def merge_amendment(session: Session, paper: Paper, amendment: Amendment, actor_id: UUID | None) -> None:
    """Write an amendment into the draft of the strategy; the next version shows it.

    Raises:
        NotNow: it is settled, or the part was taken out of the draft.
        Conflict: the draft says something else than the frozen text, so that a person has to join both there.
    """
    _check_is_open(amendment)
    strategy, version = strategy_of(session, paper)
    element = session.get_one(Element, session.get_one(Block, amendment.block_id).element_id)
    if element.retired_at is not None:
        raise NotNow("This part was taken out of the draft.")
    of_block = VersionText.block_id == amendment.block_id, VersionText.language == GERMAN.tag
    frozen = session.exec(select(VersionText.text).where(VersionText.version_id == version.id, *of_block)).one()
    block = next(one for one in draft_blocks(session, element) if one.id == amendment.block_id)
    wording = Wording(block, GERMAN.tag, amendment.wording, fingerprint(frozen))
    if wording.is_changed:
        reason = f"{_AMENDMENT} {amendment.council_group}: {amendment.reason}"
        change_wording(session, strategy, element, [wording], Grounds((), reason[:LONGEST_REASON], actor_id))
    _settle(session, paper, amendment, AmendmentState.MERGED, actor_id)


def reject_amendment(session: Session, paper: Paper, amendment: Amendment, actor_id: UUID | None) -> None:
    """Note that the council did not take an amendment over.

    Raises:
        NotNow: it is settled.
    """
    _check_is_open(amendment)
    _settle(session, paper, amendment, AmendmentState.REJECTED, actor_id)


def _check_is_open(amendment: Amendment) -> None:
    if amendment.state is not AmendmentState.SUBMITTED:
        raise NotNow("This amendment is settled.")


def _settle(session: Session, paper: Paper, amendment: Amendment, state: AmendmentState, actor_id: UUID | None) -> None:
    amendment.state, amendment.settled_at = state, now()
    session.add(amendment)
    session.flush()
    _told(session, paper, amendment, state.value, actor_id)


def _told(session: Session, paper: Paper, amendment: Amendment, action: str, actor_id: UUID | None) -> None:
    details = {"paper": str(paper.id)}
    record(session, action, "amendment", amendment.id, actor_id=actor_id, region_id=paper.region_id, details=details)
    if is_public(paper):
        publish_change(session, paper.region_id)
