"""What was made of a contribution, for whoever follows it up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from participation.considerations.entries import ContributionKind
from participation.considerations.labels import outcome_label
from participation.considerations.queries import public_considerations
from participation.threads.receipts import Effect
from participation.web.languages import EASY


def effects_of(session: Session, kind: str, contribution_id: UUID, language: str) -> Sequence[Effect]:
    """Outcome and rationale of a comment or an idea, once they are released; of other kinds nothing.

    The rationale is in Leichte Sprache for whoever reads that (`language` is a tag), if there is one; else in German.
    """
    if kind not in set(ContributionKind):
        return ()
    found = public_considerations(session, ContributionKind(kind), [contribution_id]).get(contribution_id)
    if found is None:
        return ()
    if language == EASY.tag and found.easy_rationale:
        return (Effect(outcome_label(found), found.easy_rationale, tag=EASY.tag),)
    return (Effect(outcome_label(found), found.rationale),)
