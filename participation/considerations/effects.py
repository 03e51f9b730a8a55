"""What was made of a contribution, for whoever follows it up."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from participation.considerations.kinds import ContributionKind
from participation.considerations.labels import outcome_label
from participation.considerations.models import Consideration
from participation.considerations.queries import public_considerations
from participation.statements.queries import sections_of
from participation.threads.receipts import Effect
from participation.web.languages import EASY


def effects_of(session: Session, kind: str, contribution_id: UUID, language: str) -> Sequence[Effect]:
    """Outcome and rationale of a comment, an idea or each section of a statement, once released; else nothing.

    The rationale is in Leichte Sprache for whoever reads that (`language` is a tag), if there is one; else in German.
    """
    if kind not in set(ContributionKind):
        return ()
    ids = [contribution_id]
    if kind == ContributionKind.STATEMENT:  # its sections are weighed one by one
        ids = [section.id for section in sections_of(session, ids)[contribution_id]]
    found = public_considerations(session, ContributionKind(kind), ids)
    return tuple(_effect(found[each], language) for each in ids if each in found)


def _effect(found: Consideration, language: str) -> Effect:
    if language == EASY.tag and found.easy_rationale:
        return Effect(outcome_label(found), f"{found.easy_rationale}{_decision(found)}", tag=EASY.tag)
    return Effect(outcome_label(found), f"{found.rationale}{_decision(found)}")


def _decision(found: Consideration) -> str:
    """When the council decided, and on which paper; in German as the rationale."""
    if found.decided_on is None:
        return ""
    sentence = f" Beschluss vom {found.decided_on:%d.%m.%Y}"
    return f"{sentence}, Drucksache {found.decision_paper}." if found.decision_paper else f"{sentence}."
