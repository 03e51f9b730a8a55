"""What changes considerations."""

from __future__ import annotations

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
from participation.core.clock import now
from participation.core.errors import NotNow
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
    """
    found = entry.consideration or _begun(strategy, entry)
    if found.state in DECIDED:
        raise NotNow("The council has decided on this contribution. Only another decision changes that.")
    was_public = found.state in PUBLIC
    found.outcome, found.rationale, found.easy_rationale = sheet.outcome, sheet.rationale, sheet.easy_rationale
    found.forwarded_to = sheet.forwarded_to if sheet.outcome is Outcome.OUT_OF_REMIT else ""
    found.state = ConsiderationState.RELEASED if sheet.releases else ConsiderationState.PROPOSED
    found.element_id, found.block_id = (part.id if part else None for part in place)
    found.editor_id, found.changed_at = editor_id, now()
    found.released_at = (found.released_at or found.changed_at) if sheet.releases else None
    session.add(found)
    session.flush()
    _keep_revision(session, found)
    _journal(session, strategy, found)
    if was_public or found.state in PUBLIC:
        publish_change(session, strategy.region_id)
    return found


def _begun(strategy: Strategy, entry: Entry) -> Consideration:
    ids = dict.fromkeys(ContributionKind, None) | {entry.kind: entry.contribution.id}
    return Consideration(
        strategy_id=strategy.id,
        comment_id=ids[ContributionKind.COMMENT],
        idea_id=ids[ContributionKind.IDEA],
        section_id=ids[ContributionKind.STATEMENT],
        created_at=now(),
        changed_at=now(),
    )


def _keep_revision(session: Session, found: Consideration) -> None:
    session.add(
        ConsiderationRevision(
            consideration_id=found.id,
            state=found.state,
            outcome=found.outcome,
            rationale=found.rationale,
            easy_rationale=found.easy_rationale,
            forwarded_to=found.forwarded_to,
            editor_id=found.editor_id,
            at=found.changed_at,
        )
    )
    session.flush()


def _journal(session: Session, strategy: Strategy, found: Consideration) -> None:
    record(
        session,
        "considered",
        "idea" if found.idea_id else "statement section" if found.section_id else "comment",
        found.idea_id or found.section_id or found.comment_id,
        actor_id=found.editor_id,
        region_id=strategy.region_id,
        details={
            "consideration": str(found.id),
            "outcome": found.outcome.value if found.outcome else "",
            "state": found.state.value,
        },
    )
