"""The case that moderators keep about one contribution, made when it is first needed."""

from __future__ import annotations

from sqlmodel import Session

from participation.threads.contributions import Contribution
from participation.threads.models import ModerationCase


def case_of(session: Session, contribution: Contribution) -> ModerationCase:
    """The contribution's case; a new one is added in the caller's write transaction (lock the contribution first)."""
    if contribution.case_id is not None:
        return session.get_one(ModerationCase, contribution.case_id)
    case = ModerationCase(id=contribution.id, region_id=contribution.region_id)
    session.add(case)
    session.flush()
    contribution.case_id = case.id
    session.add(contribution)
    return case
