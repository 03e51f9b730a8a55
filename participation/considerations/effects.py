"""What was made of a contribution, for whoever follows it up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from participation.considerations.entries import ContributionKind
from participation.considerations.labels import outcome_label
from participation.considerations.queries import public_considerations
from participation.threads.receipts import Effect


def effects_of(session: Session, kind: str, contribution_id: UUID) -> Sequence[Effect]:
    """Outcome and rationale of a comment or an idea, once they are released; of other kinds nothing."""
    if kind not in set(ContributionKind):
        return ()
    found = public_considerations(session, ContributionKind(kind), [contribution_id]).get(contribution_id)
    return (Effect(outcome_label(found), found.rationale),) if found else ()
